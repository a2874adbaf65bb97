"""Writing a letter and changing it."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.letters import LetterForm
from advocacy.models import Letter
from advocacy.policy import Action
from advocacy.queries import picking
from advocacy.services import letters
from advocacy.services.letters.drafting import text_is_open
from advocacy.views.access import current_actor, requires
from advocacy.views.from_address import campaigns_of_address
from advocacy.views.letters.blueprint import back_to, bp, letter_of, letter_title, letter_to_work
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def new() -> ResponseReturnValue:
    """Begin a letter: for `?campaign=` and `?to=` (refs), or as a follow-up of the letter of `?after=`."""
    form = LetterForm(**_from_address())
    if letter := made(form, lambda: letters.create(current_actor(), form.details(), form.recipients())):
        said = _("Draft saved.") if letter.status == "draft" else _("Letter saved.")
        return saved(back_to(letter), said)
    return page("letters/form.html", form=form, letter=None, cancel=url_for("letters.index"))


def _from_address() -> dict[str, Any]:
    """Return what the address says about a new letter, as far as the reader may see it."""
    actor, given = current_actor(), request.args
    if given.get("after"):
        before = letter_of(given["after"])
        parties = [each.party for each in before.recipients if each.party is not None]
        return {
            "campaigns": before.campaigns,
            "demands": before.demands,
            "addressees": parties,
            "sender": before.sender,
        }
    addressees = [row[3] for row in picking.get(actor, "parties", given.getlist("to")[:50])]
    return {"campaigns": campaigns_of_address(), "addressees": addressees}


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def edit(ref: str) -> ResponseReturnValue:
    """Change a letter; its text only while it is open."""
    letter = letter_to_work(ref)
    form = LetterForm(**_as_typed(letter))
    form.change(with_text=text_is_open(letter))
    if done(form, lambda: letters.edit(current_actor(), letter, form.details(letter), form.drawn_version())):
        return saved(back_to(letter), _("Letter saved."))
    return page("letters/form.html", form=form, letter=letter, letter_name=letter_title(letter), cancel=back_to(letter))


_TYPED = (
    "subject", "body", "letter_kind", "sender", "language", "dated_on", "date_note", "reply_business_days",
    "others_signed", "signer_note", "note", "campaigns", "demands", "version",
)  # fmt: skip


def _as_typed(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in _TYPED}
