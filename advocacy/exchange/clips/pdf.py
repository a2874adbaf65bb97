"""PDF files: the text in them. A picture of a page has none."""

import re

from advocacy.domain.problems import Refused
from advocacy.exchange.clips.documents import MOST_CHARACTERS, NOT_PDF, Document
from advocacy.services.files.pdf_text import text_of_pdf

_MOST_PAGES = 100
_BROKEN_WORD = re.compile(r"(?<=[a-záéíóúñ])-\n(?=[a-záéíóúñ])")


def read(data: bytes) -> Document:
    """Return the text of a PDF, page by page; raise Refused when it cannot be opened."""
    try:
        read = text_of_pdf(data, most_pages=_MOST_PAGES, most_characters=MOST_CHARACTERS)
    except ValueError as error:
        raise Refused.sentence(NOT_PDF) from error
    return Document(_BROKEN_WORD.sub("", "\n\n".join(read.pages)), title=read.title)
