"""A letter as printed: in its own language, whoever reads the page."""

from dataclasses import dataclass

from flask_babel import gettext as _

from advocacy.domain.activity_kinds import Side
from advocacy.domain.letters import SignatureStatus
from advocacy.exchange.papers.reading import on_screen
from advocacy.models import Letter, LetterTranslation, Signature
from advocacy.queries import picking
from advocacy.queries.letter_papers import letterhead_of
from advocacy.views import dates
from advocacy.views.language import speaking


@dataclass(frozen=True)
class PrintedLetter:
    """What stands on the sheet. Only those who signed under this text stand below it."""

    language: str
    sender: str
    date: str
    addressees: list[str]
    subject: str
    body: str
    demands: tuple[str, ...]
    """What is printed below the text, numbered: none where the text says it or gives it a place."""
    demands_lead: str
    enclosures: list[str]
    enclosures_lead: str
    signers: list[Signature]
    others: str
    """The words for signers whose names are not known, or ""."""


def printed(letter: Letter, translation: LetterTranslation | None = None) -> PrintedLetter:
    """Return the letter as its sheet shows it; a single addressee stands there with the office."""
    text = translation or letter
    language = text.language.value
    body, demands = on_screen(letter, text.body, language)
    with speaking(language):
        return PrintedLetter(
            language=language,
            sender=letter.sender or _letterhead(letter),
            date=dates.long_date(letter.dated_on, language) if letter.dated_on else "",
            addressees=_addressees(letter),
            subject=str(_("Re: %(subject)s", subject=text.subject)),
            body=body,
            demands=demands,
            demands_lead=str(_("What we ask:")),
            enclosures=[line.strip() for line in letter.enclosures.splitlines() if line.strip()],
            enclosures_lead=str(_("Enclosures")),
            signers=[each for each in letter.signatures if each.status is SignatureStatus.SIGNED],
            others=str(_("and others")) if letter.others_signed else "",
        )


def _letterhead(letter: Letter) -> str:
    """What stands above a letter of ours that names no sender."""
    kept = letterhead_of(letter) if letter.side is Side.OURS else None
    return kept.title if kept is not None else ""


def _addressees(letter: Letter) -> list[str]:
    names = [each.party_name for each in letter.recipients]
    if len(names) != 1:
        return names
    office = offices(letter).get(letter.recipients[0].person_id or 0, "")
    if " of " in office or "," in office:  # "Mayor of Sampleville" is no title to put before a name
        return [names[0], office]
    return [f"{office} {names[0]}".strip()]


def offices(letter: Letter) -> dict[int, str]:
    """Return the office of each recipient who is a person, by the person's id."""
    return picking.offices_of([each.person_id for each in letter.recipients if each.person_id])
