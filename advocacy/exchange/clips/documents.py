"""A document: the plain text of an article and what its file says of itself, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advocacy.domain.problems import Refused
from advocacy.domain.words import N_

MOST_BYTES = 10_000_000
"""The largest file that is read."""
MOST_CHARACTERS = 200_000
"""The longest text: about a hundred pages."""

TOO_BIG = N_("The file is too large: at most %(most)s MB are read.")
TOO_LONG = N_("The text is too long: at most %(most)s characters are read.")
NO_TEXT = N_("There is no text in this file.")
NOT_TEXT = N_("This file holds no text that can be read.")
NOT_MAIL = N_("This file cannot be read as mail.")
NOT_PDF = N_("This file cannot be read as PDF.")
UNKNOWN_KIND = N_("This kind of file is not read. Use .txt, .html, .eml or .pdf, or paste the text.")


@dataclass(frozen=True)
class Document:
    """The text of an article, and what its file says about it; what it does not say is empty."""

    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None


def checked(document: Document) -> Document:
    """Return the document, or raise Refused when it has no text or too much."""
    if not any(letter.isalpha() for letter in document.text):
        raise Refused.sentence(NO_TEXT)
    if len(document.text) > MOST_CHARACTERS:
        raise Refused.sentence(TOO_LONG, most=f"{MOST_CHARACTERS:,}")
    return document
