"""The blueprint of letters, and how its pages find a letter and what hangs on it."""

from flask import Blueprint, g, request, url_for
from flask_babel import gettext as _

from advocacy.models import Letter, Recipient, Signature
from advocacy.policy import Action, ensure
from advocacy.queries import letters as queries
from advocacy.queries.records import number_of
from advocacy.views.access import current_actor, found
from advocacy.views.rail import lighting

bp = Blueprint("letters", __name__, url_prefix="/letters")
bp.before_request(lighting("letters"))


def carried() -> dict[str, list[str]]:
    """Return for whom and for which campaign a letter is to be, as the address says: templates lead back with it."""
    return {name: request.args.getlist(name)[:50] for name in ("to", "campaign") if request.args.get(name)}


def letter_of(ref: str) -> Letter:
    """Return the letter, or answer 404."""
    g.newer_url = url_for("letters.show", ref=ref)
    return found(queries.letter_by_ref(current_actor(), ref))


def letter_to_work(ref: str) -> Letter:
    """Return the letter if the reader may work it: 404 when hidden, 403 when the role does not allow it."""
    letter = letter_of(ref)
    ensure(current_actor(), Action.WORK_LETTER, letter)
    return letter


def recipient_of(letter: Letter, ref: str) -> Recipient:
    """Return a recipient of this letter, or answer 404."""
    return found(next((each for each in letter.recipients if each.ref == ref), None))


def signature_of(letter: Letter, ref: str) -> Signature:
    """Return a signature of this letter, or answer 404."""
    return found(next((each for each in letter.signatures if each.ref == ref), None))


def letter_title(letter: Letter) -> str:
    """Return "Letter 3", by its number in the leading campaign, or its kind where it has none."""
    number = number_of(letter)
    return str(_("Letter %(n)s", n=number) if number is not None else _(letter.letter_kind.label))


def back_to(letter: Letter) -> str:
    """Return the address of the letter's page."""
    return url_for("letters.show", ref=letter.ref)
