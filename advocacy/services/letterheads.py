"""Letterheads, and how a letter is laid out."""

from dataclasses import replace

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_texts import SettledWords
from advocacy.domain.letterheads import (
    LayoutDetails,
    LetterheadDetails,
    check_layout,
    check_letterhead,
    check_picture,
)
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Letter, Letterhead, StoredFile
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.letter_papers import above_now
from advocacy.queries.letterheads import letterhead_by_ref, letterheads
from advocacy.services import audit, files, records
from advocacy.services.letters.drafting import changing
from advocacy.services.letters.wording import is_history, text_is_open


def create(actor: Actor, details: LetterheadDetails, picture: StoredFile | None = None) -> Letterhead:
    """Add a letterhead; the first one is the usual one."""
    ensure(actor, Action.MANAGE_LETTERHEADS)
    kept = Letterhead()
    is_first = not letterheads()
    _fill(kept, details, picture)
    kept.is_default = kept.is_default or is_first
    db.session.add(kept)
    db.session.flush()
    _only_one_is_usual(kept)
    audit.record(actor, kept, "letterhead.created")
    return kept


def edit(
    actor: Actor,
    kept: Letterhead,
    details: LetterheadDetails,
    version: int | None = None,
    *,
    picture: StoredFile | None = None,
) -> None:
    """Change a letterhead; `picture` takes the place of the one on file. Approved letters stay as they are."""
    ensure(actor, Action.MANAGE_LETTERHEADS)
    records.expect_version(kept, version)
    before = kept.logo
    _leave_as_they_are(kept)
    _fill(kept, details, picture)
    db.session.flush()
    if before is not None and kept.logo is not before:
        files.tidy(before)
    _only_one_is_usual(kept)
    audit.record(actor, kept, "letterhead.edited")


def _leave_as_they_are(kept: Letterhead) -> None:
    """Let letters that were approved under a letterhead, before they kept what it says, keep it now."""
    for letter in db.session.scalars(select(Letter).where(Letter.settled != "")):
        settled = SettledWords.of(letter.settled)
        if settled is not None and settled.letterhead == kept.id and settled.above is None:
            letter.settled = replace(settled, above=above_now(kept)).kept()


def archive(actor: Actor, kept: Letterhead, version: int | None = None) -> None:
    """Take a letterhead out of use; letters that chose it are printed with the usual one."""
    ensure(actor, Action.MANAGE_LETTERHEADS)
    records.expect_version(kept, version)
    kept.archived_at, kept.is_default = utc_now(), False
    audit.record(actor, kept, "letterhead.archived")


def _fill(kept: Letterhead, details: LetterheadDetails, picture: StoredFile | None) -> None:
    logo = picture or (kept.logo if details.keeps_logo else None)
    problems = list(check_letterhead(details))
    if logo is not None:
        problems += check_picture(logo.media_type, logo.size, details.logo_words)
    refuse_if(problems)
    records.refuse_never_stored(
        title=details.title,
        lines=details.lines,
        return_address=details.return_address,
        logo_words=details.logo_words,
    )
    for name in ("title", "lines", "is_default", "return_address"):
        setattr(kept, name, getattr(details, name))
    kept.logo, kept.logo_words = logo, details.logo_words if logo is not None else ""


def _only_one_is_usual(kept: Letterhead) -> None:
    for other in letterheads():
        if kept.is_default and other is not kept and other.is_default:
            other.is_default = False


def lay_out(actor: Actor, letter: Letter, details: LayoutDetails, version: int | None = None) -> None:
    """Set how a letter is printed. Letterhead and enclosures belong to the text: once that is settled they stay."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    refuse_if(check_layout(details))
    records.refuse_never_stored(enclosures=details.enclosures)
    chosen = letterhead_by_ref(details.letterhead) if details.letterhead else None
    if details.letterhead and chosen is None:
        raise Refused.at("letterhead", N_("This letterhead is not in use any more."))
    letterhead_id = chosen.id if chosen is not None else _out_of_use(letter)
    _refuse_settled(letter, letterhead_id, details.enclosures)
    with changing(actor, letter):
        letter.letterhead_id, letter.enclosures = letterhead_id, details.enclosures
    letter.signer_order, letter.signer_columns = details.signer_order, details.signer_columns
    letter.ink_lines = details.ink_lines
    records.saved(actor, letter, "letter.laid_out", version=letter.text_version)


def _out_of_use(letter: Letter) -> int | None:
    """Return the letterhead of a letter where nobody can choose it any more: no form takes it off."""
    kept = db.session.get(Letterhead, letter.letterhead_id) if letter.letterhead_id is not None else None
    return kept.id if kept is not None and kept.archived_at is not None else None


def _refuse_settled(letter: Letter, letterhead_id: int | None, enclosures: str) -> None:
    """Refuse to change whose name stands above a text that is settled, and what is enclosed with it."""
    if text_is_open(letter) or is_history(letter):
        return
    if enclosures != letter.enclosures:
        raise Refused.at("enclosures", N_("The text is settled, and what is enclosed with it."))
    if letterhead_id != letter.letterhead_id:
        raise Refused.at("letterhead", N_("The text is settled, and whose name stands above it."))
