"""A file becomes a document, by the reader for its kind. Nothing leaves the machine."""

from __future__ import annotations

from pathlib import PurePath

from advocacy.domain.problems import Refused
from advocacy.exchange.clips.documents import MOST_BYTES, TOO_BIG, UNKNOWN_KIND, Document, checked


def document_of(data: bytes, name: str) -> Document:
    """Return the document in a file, by the end of its name; raise Refused with a sentence when it cannot be read."""
    # Readers are heavy (PDF above all) and few processes ever need one: they are loaded with the first file.
    from advocacy.exchange.clips import mail, pages, pdf, plain

    if len(data) > MOST_BYTES:
        raise Refused.sentence(TOO_BIG, most=MOST_BYTES // 1_000_000)
    readers = {
        ".txt": plain.read,
        ".text": plain.read,
        ".md": plain.read,
        "": plain.read,
        ".html": pages.read,
        ".htm": pages.read,
        ".xhtml": pages.read,
        ".eml": mail.read,
        ".pdf": pdf.read,
    }
    reader = readers.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Refused.sentence(UNKNOWN_KIND)
    return checked(reader(data))
