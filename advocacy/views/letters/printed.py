"""A letter as printed: in its own language, whoever reads the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from advocacy.domain.letters import BEFORE_SENDING, SignatureStatus
from advocacy.domain.merge_fields import FIELDS, WAYS, fields_in
from advocacy.domain.not_in_print import NOBODY
from advocacy.exchange.papers.reading import Sheet, date_of, demands_below, read_sheet, readable, unfilled
from advocacy.models import Letter, LetterTranslation, Recipient, Signature
from advocacy.queries import picking
from advocacy.views.access import current_actor
from advocacy.views.language import speaking


@dataclass(frozen=True)
class Gap:
    """A merge field without a value: what it stands for, what to do about it, and for whom it has none."""

    field: str
    label: str
    way: str
    recipients: tuple[Recipient, ...]

    @property
    def is_theirs(self) -> bool:
        """Whether it speaks of a recipient."""
        return self.field.startswith("recipient.")


@dataclass(frozen=True)
class PrintedLetter:
    """What stands on the sheet. Only those who signed under this text stand below it."""

    language: str
    sender: str
    head_lines: tuple[str, ...]
    """What the letterhead says below the name."""
    date: str
    addressees: list[str]
    subject: str
    body: str
    demands: tuple[str, ...]
    """Those that are listed below the text."""
    demands_lead: str
    """What stands over them."""
    enclosures: list[str]
    enclosures_lead: str
    signers: list[Signature]
    others: str
    """The words for signers whose names are not known, or ""."""
    read_by: Recipient | None
    """Of several to whom it goes, the one for whom its fields are filled in; None where all read the same."""
    has_gaps: bool
    """Whether words in square brackets stand where something is filled in, or is not on file."""
    gaps: tuple[Gap, ...] = ()
    """Before it goes out: fields without a value."""


def printed(letter: Letter, translation: LetterTranslation | None = None) -> PrintedLetter:
    """Return the letter as its sheet shows it; a single addressee stands there with the office.

    Where fields are filled in, it is as `?recipient=` reads it, else the first of those to whom it goes.
    """
    text = translation or letter
    language = text.language.value
    read_by = _read_by(letter, text)
    sheet = read_sheet(current_actor(), letter, translation=translation, names=NOBODY)
    told = readable(sheet, [read_by] if read_by is not None else letter.recipients)
    with speaking(language):
        return PrintedLetter(
            language=language,
            sender=sheet.head.title,
            head_lines=sheet.head.lines,
            date=date_of(letter, language),
            addressees=_addressees(letter, [read_by] if read_by is not None else letter.recipients),
            subject=told.subject,
            body=told.body,
            demands=demands_below(sheet) if letter.body else (),
            demands_lead=str(_("What we ask:")),
            enclosures_lead=str(_("Enclosures")),
            enclosures=[line.strip() for line in letter.enclosures.splitlines() if line.strip()],
            signers=[each for each in letter.signatures if each.status is SignatureStatus.SIGNED],
            others=str(_("and others")) if letter.others_signed else "",
            read_by=read_by if len(letter.recipients) > 1 else None,
            has_gaps=told.has_gaps,
            gaps=gaps(letter.recipients, sheet) if letter.status in BEFORE_SENDING else (),
        )


def gaps(recipients: Sequence[Recipient], sheet: Sheet) -> tuple[Gap, ...]:
    """Return the fields of a text without a value, each with those for whom it has none."""
    if not fields_in(f"{sheet.subject}\n{sheet.body}"):
        return ()
    return tuple(
        Gap(name, FIELDS[name], WAYS.get(name, ""), tuple(lacking))
        for name, lacking in unfilled(sheet, recipients).items()
    )


def _read_by(letter: Letter, text: Letter | LetterTranslation) -> Recipient | None:
    if not any(name.startswith("recipient.") for name in fields_in(f"{text.subject}\n{text.body}")):
        return None
    asked = request.args.get("recipient", "")
    return next((each for each in letter.recipients if each.ref == asked), next(iter(letter.recipients), None))


def _addressees(letter: Letter, recipients: list[Recipient]) -> list[str]:
    names = [each.party_name for each in recipients]
    if len(names) != 1:
        return names
    office = offices(letter).get(recipients[0].person_id or 0, "")
    if " of " in office or "," in office:  # "Mayor of Sampleville" is no title to put before a name
        return [names[0], office]
    return [f"{office} {names[0]}".strip()]


def offices(letter: Letter) -> dict[int, str]:
    """Return the office of each recipient who is a person, by the person's id."""
    return picking.offices_of([each.person_id for each in letter.recipients if each.person_id])
