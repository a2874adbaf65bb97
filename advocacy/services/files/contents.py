"""What a file really is: its content must be what the ending of its name says, and nothing besides.

Each check accepts one kind and refuses a file that is two things at once (a picture with an archive behind it): what
comes before the first or after the last byte of the format is cut off or refused. It is no scan for viruses.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advocacy.domain.files import DISAGREES, MEDIA_TYPES, TOO_LARGE, ending_of, why_not_taken
from advocacy.domain.never_stored import check_never_stored, find_forbidden
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.services.files import documents, messages, recordings, texts
from advocacy.services.files.pictures import clean_jpeg, clean_png, clean_webp

UNREADABLE = (ValueError, IndexError, KeyError, OverflowError, RecursionError, struct.error)
"""What the checks raise for a file that is not as its format wants."""

MOST_TEXT_MB = 2
"""What is text alone may have so many megabytes: all of it is read."""
MOST_WORDS = 2_000_000
"""Characters of any file that are looked through; in pieces, which keeps memory flat."""
PIECE, OVERLAP = 50_000, 1_000
"""What must not be stored stands within ten words of the word that tells it: the overlap holds them."""
MOST_TOLD = 3

Check = Callable[[bytes], bytes]
"""Takes the bytes, returns those to keep; raises ValueError when they are not of the kind."""

CHECKS: dict[str, Check] = {
    "pdf": documents.pdf,
    "jpg": clean_jpeg,
    "jpeg": clean_jpeg,
    "png": clean_png,
    "webp": clean_webp,
    "txt": texts.plain,
    "csv": texts.plain,
    "ics": texts.calendar,
    "eml": texts.message,
    "docx": documents.docx,
    "xlsx": documents.xlsx,
    "odt": documents.odt,
    "ods": documents.ods,
    "mp3": recordings.mp3,
    "m4a": recordings.mp4,
    "mp4": recordings.mp4,
}

ALL_TEXT = frozenset({"txt", "csv", "ics"})

WORDS: dict[str, Callable[[bytes], str]] = {
    "pdf": documents.words_of_pdf,
    "txt": texts.decoded,
    "csv": texts.decoded,
    "ics": texts.decoded,
    "eml": messages.words_of_message,
    "docx": documents.words_of_archive,
    "xlsx": documents.words_of_archive,
    "odt": documents.words_of_archive,
    "ods": documents.words_of_archive,
}
"""How the words of a kind are read; what is a picture or a recording has none that we can read."""


@dataclass(frozen=True)
class Checked:
    """Bytes that may be kept, and what they are."""

    data: bytes
    media_type: str


def checked(name: str, data: bytes) -> Checked:
    """Return what to keep of a file. Raises Refused, at the field `files`."""
    ending = ending_of(name)
    if ending not in CHECKS:
        refuse_if([why_not_taken(name)])
    if ending in ALL_TEXT and len(data) > MOST_TEXT_MB * 1024 * 1024:
        raise Refused.at("files", TOO_LARGE, name=name, most=MOST_TEXT_MB)
    try:
        kept = CHECKS[ending](data)
    except UNREADABLE:
        raise Refused.at("files", DISAGREES, name=name) from None
    except documents.TooMuch as error:
        raise Refused.at("files", error.message, name=name) from None
    refuse_if(_never_stored(ending, kept))
    return Checked(kept, MEDIA_TYPES[ending])


def _never_stored(ending: str, data: bytes) -> list[Problem]:
    """Return a problem for what must not be stored, as far as the words of the file can be read."""
    if ending not in WORDS:
        return []
    found: list[Problem] = []
    for piece in _pieces(WORDS[ending](data)[:MOST_WORDS]):
        found += check_never_stored("files", piece)
        if len(found) >= MOST_TOLD:
            break
    return found[:MOST_TOLD]


def _pieces(words: str) -> Iterator[str]:
    for start in range(0, len(words), PIECE):
        yield words[max(0, start - OVERLAP) : start + PIECE]


def holds_never_stored(words: str) -> bool:
    """Tell whether words of any length hold what is never stored: looked through in pieces, to the end."""
    return any(find_forbidden(piece) for piece in _pieces(words))
