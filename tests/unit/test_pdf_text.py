"""Reading a PDF is bounded: it happens in a process of its own."""

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from advocacy.services.files import pdf_text
from advocacy.services.files.pdf_text import PdfText, text_of_pdf


def a_pdf(*contents: bytes, password: str = "") -> bytes:
    """A PDF with a page for each content stream, in Helvetica."""
    writer = PdfWriter()
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in FONT.items()})
    for content in contents:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(content)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Señal"})
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


FONT = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
WORDS = b"BT /F1 12 Tf 20 200 Td (%s) Tj ET"


def test_the_pages_and_the_title_are_read() -> None:
    read = text_of_pdf(a_pdf(WORDS % b"First", WORDS % b"Second", WORDS % b"Third"), most_pages=2, most_characters=99)
    assert read == PdfText(("First", "Second"), "Señal")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing %%EOF", a_pdf(WORDS % b"x", password="secret")])
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="could not be read"):
        text_of_pdf(data, most_pages=9, most_characters=99)


def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = a_pdf(b"BT /F1 12 Tf " + b"1 0 0 1 3 5 Tm (a) Tj " * 1_000_000 + b"ET")
    monkeypatch.setattr(pdf_text, "MOST_SECONDS", 1)
    with pytest.raises(ValueError, match="could not be read"):
        text_of_pdf(endless, most_pages=1, most_characters=99)
