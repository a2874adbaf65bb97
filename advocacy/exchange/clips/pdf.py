"""PDF files: the text in them. A picture of a page has none."""

from __future__ import annotations

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from advocacy.domain.problems import Refused
from advocacy.exchange.clips.documents import MOST_CHARACTERS, NOT_PDF, Document

_MOST_PAGES = 100
_BROKEN_WORD = re.compile(r"(?<=[a-záéíóúñ])-\n(?=[a-záéíóúñ])")


def read(data: bytes) -> Document:
    """Return the text of a PDF, page by page; raise Refused when it cannot be opened."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on crooked files are for nobody here
    try:
        return _read(data)
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Refused.sentence(NOT_PDF) from error


def _read(data: bytes) -> Document:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError
    pages: list[str] = []
    for page in reader.pages[:_MOST_PAGES]:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MOST_CHARACTERS:
            break
    title = reader.metadata.title if reader.metadata else ""
    return Document(_BROKEN_WORD.sub("", "\n\n".join(pages)), title=str(title or ""))
