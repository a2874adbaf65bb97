"""Which papers can be made of a letter: one for all, one for each recipient, envelopes and labels."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.text import fold
from advocacy.domain.words import N_, Word
from advocacy.exchange.papers.addresses import envelopes, labels
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
    stem, asked = _stem(sheet.subject), bool(recipients)
    recipients = [each for each in recipients if name_lines(sheet, each)]
    if asked and not recipients:
        raise ValueError(NOBODY_NAMED)
    one = [paper(sheet, recipients, reference=reference)]
    if kind in (PaperKind.PDF, PaperKind.DOCX):
        made = pdf(one) if kind is PaperKind.PDF else docx(one)
        return MadePaper(f"{stem}.{_ending(kind)}", _TYPES[_ending(kind)], made)
    if kind in (PaperKind.ENVELOPES, PaperKind.LABELS):
        return MadePaper(f"{stem}-{kind.value}", PDF, _addressed(kind, sheet, recipients))
    each = [paper(sheet, [recipient], reference=reference) for recipient in recipients] or one
    if kind is PaperKind.ZIP:
        return MadePaper(f"{stem}.zip", ZIP, _zip(stem, sheet, recipients, [pdf([single]) for single in each]))
    made = pdf(each) if kind is PaperKind.EACH_PDF else docx(each)
    return MadePaper(f"{stem}.{_ending(kind)}", _TYPES[_ending(kind)], made)


_TYPES = {"pdf": PDF, "docx": DOCX}


def _ending(kind: PaperKind) -> str:
    return kind.value.rpartition(".")[2]


def _addressed(kind: PaperKind, sheet: Sheet, recipients: Sequence[Recipient]) -> bytes:
    addresses = [lines for lines in (address_lines(sheet, each) for each in recipients) if lines]
    if not addresses:
        raise ValueError(N_("There is nobody on the letter to address it to."))
    words = gettext_for(sheet.language)
    if kind is PaperKind.ENVELOPES:
        return envelopes(f"{words(N_('Envelopes'))}: {sheet.subject}", sheet.language, sheet.head, addresses)
    return labels(f"{words(N_('Labels'))}: {sheet.subject}", sheet.language, addresses)


def _zip(stem: str, sheet: Sheet, recipients: Sequence[Recipient], files: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(files, start=1):
            name = _stem(name_lines(sheet, recipients[number - 1])[0]) if recipients else stem
            archive.writestr(zipfile.ZipInfo(f"{number:03d}-{name}.pdf", ZIP_DAY), content)
    return out.getvalue()


def _stem(words: str) -> str:
    """Return a file name that every system takes: plain letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:60] or "letter"
