"""Which papers can be made of a letter: one for all, one for each recipient, envelopes and labels."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.text import by_name
from advocacy.domain.users import Language
from advocacy.domain.words import N_, Word
from advocacy.exchange.papers.addresses import envelopes, labels
from advocacy.exchange.papers.blocks import unnamed
from advocacy.exchange.papers.docx import docx
from advocacy.exchange.papers.pdf import pdf
from advocacy.exchange.papers.reading import Sheet, address_lines, name_lines, paper
from advocacy.languages import gettext_for
from advocacy.models import Recipient

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
ZIP_DAY = (2000, 1, 1, 0, 0, 0)
NOBODY_NAMED = N_(
    "Whoever this goes to is not in print and holds no office to stand in place of the name, so it cannot be printed "
    "or mailed. Write to them yourself, or untick “Not in print” on their page."
)


class PaperKind(Word):
    """What can be printed."""

    PDF = "letter.pdf", N_("One PDF, with all recipients above it")
    DOCX = "letter.docx", N_("One DOCX, with all recipients above it")
    EACH_PDF = "each.pdf", N_("One PDF with a letter for each recipient")
    EACH_DOCX = "each.docx", N_("One DOCX with a letter for each recipient")
    ZIP = "each.zip", N_("A ZIP with a PDF for each recipient")
    ENVELOPES = "envelopes.pdf", N_("Envelopes (number 10)")
    LABELS = "labels.pdf", N_("Labels (30 on a sheet)")


@dataclass(frozen=True)
class MadePaper:
    """A file that was made."""

    name: str
    media_type: str
    content: bytes


def make(kind: PaperKind, sheet: Sheet, recipients: Sequence[Recipient], *, reference: str) -> MadePaper:
    """Make a paper for these recipients, but for those whom no paper may name.

    Raises ValueError where nobody is left, or there is nobody to write an envelope to.
    """
    asked = bool(recipients)
    recipients = [each for each in recipients if name_lines(sheet, each)]
    if asked and not recipients:
        raise ValueError(NOBODY_NAMED)
    one = [paper(sheet, recipients, reference=reference)]
    name = _file_name(kind, sheet, recipients, one[0].title)
    if kind in (PaperKind.PDF, PaperKind.DOCX):
        return MadePaper(name, _TYPES[_ending(kind)], pdf(one) if kind is PaperKind.PDF else docx(one))
    if kind in (PaperKind.ENVELOPES, PaperKind.LABELS):
        return MadePaper(name, PDF, _addressed(kind, sheet, recipients))
    each = [paper(sheet, [recipient], reference=reference) for recipient in recipients] or one
    if kind is PaperKind.ZIP:
        return MadePaper(name, ZIP, _zip(sheet, recipients, [pdf([single]) for single in each]))
    return MadePaper(name, _TYPES[_ending(kind)], pdf(each) if kind is PaperKind.EACH_PDF else docx(each))


_TYPES = {"pdf": PDF, "docx": DOCX}
_SUFFIXES = {
    PaperKind.EACH_PDF: N_("for each recipient"),
    PaperKind.EACH_DOCX: N_("for each recipient"),
    PaperKind.ZIP: N_("for each recipient"),
    PaperKind.ENVELOPES: N_("Envelopes"),
    PaperKind.LABELS: N_("Labels"),
}


def _file_name(kind: PaperKind, sheet: Sheet, recipients: Sequence[Recipient], title: str) -> str:
    """Return the subject as printed, and what the file is; one for one of several recipients names them, too."""
    parts = [re.sub(r"\{\{[^{}]*\}\}|\[[^\[\]]*\]", " ", title)]
    if kind in _SUFFIXES:
        parts.append(gettext_for(sheet.language)(_SUFFIXES[kind]))
    elif len(recipients) == 1 and len(sheet.letter.recipients) > 1:
        parts.append(name_lines(sheet, recipients[0])[0])
    return f"{'-'.join(filter(None, (_plain(part) for part in parts))) or 'letter'}.{_ending(kind)}"


def _ending(kind: PaperKind) -> str:
    return kind.value.rpartition(".")[2]


def _addressed(kind: PaperKind, sheet: Sheet, recipients: Sequence[Recipient]) -> bytes:
    addresses = [lines for lines in (address_lines(sheet, each) for each in recipients) if lines]
    if not addresses:
        raise ValueError(N_("There is nobody on the letter to address it to."))
    words = gettext_for(sheet.language)
    subject = unnamed(sheet.names, sheet.letter.told(sheet.subject, Language(sheet.language), sheet.head.title))
    if kind is PaperKind.ENVELOPES:
        return envelopes(f"{words(N_('Envelopes'))}: {subject}", sheet.language, sheet.head, addresses)
    return labels(f"{words(N_('Labels'))}: {subject}", sheet.language, addresses)


def _zip(sheet: Sheet, recipients: Sequence[Recipient], files: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(files, start=1):
            name = (_plain(name_lines(sheet, recipients[number - 1])[0]) if recipients else "") or "letter"
            archive.writestr(zipfile.ZipInfo(f"{number:03d}-{name}.pdf", ZIP_DAY), content)
    return out.getvalue()


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for its devices, whatever the ending."""


def _plain(words: str) -> str:
    """Return words as every system takes them in the name of a file: plain letters, digits and hyphens; "" if none."""
    plain = re.sub(r"[^a-z0-9]+", "-", by_name(words, "en")).strip("-")[:60].strip("-")
    return f"letter-{plain}" if plain in _RESERVED else plain
