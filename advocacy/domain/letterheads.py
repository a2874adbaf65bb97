"""Letterheads, and how a letter is laid out on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.problems import Problem
from advocacy.domain.sign_on import SignerOrder
from advocacy.domain.words import N_

MOST_LINES = 6
MOST_ADDRESS_LINES = 4
PICTURES = ("image/png", "image/jpeg")
"""What every form of a paper can show."""
MOST_PICTURE_BYTES = 1_000_000
"""It goes into every copy of every letter."""
MOST_PICTURE_SIDE = 4_000
"""Pixels."""
ANOTHER_PICTURE = N_("This picture cannot be printed. Take a PNG or JPEG of at most 1 MB and 4,000 pixels a side.")
MOST_COLUMNS = 3
MOST_ENCLOSURES = 30


@dataclass(frozen=True)
class LetterheadDetails:
    """A letterhead as typed: the name, the address that envelopes bear too, and lines of contact, one a line.

    `logo_words` say what its picture shows; `keeps_logo` is False where the picture on file is to go.
    """

    title: str
    lines: str = ""
    is_default: bool = False
    return_address: str = ""
    logo_words: str = ""
    keeps_logo: bool = True


@dataclass(frozen=True)
class LayoutDetails:
    """How a letter is printed: letterhead (its ref, "" for the usual one), order and columns of names, enclosures.

    `ink_lines`: a line to sign by hand stands above each name.
    """

    letterhead: str = ""
    signer_order: SignerOrder = SignerOrder.BY_HAND
    signer_columns: int = 2
    ink_lines: bool = False
    enclosures: str = ""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def check_letterhead(details: LetterheadDetails) -> Iterator[Problem]:
    """Yield what is wrong with a letterhead."""
    if not details.title.strip():
        yield Problem("title", N_("This is needed."))
    if len(lines_of(details.return_address)) > MOST_ADDRESS_LINES:
        yield Problem("return_address", N_("At most %(most)s lines fit on an envelope."), {"most": MOST_ADDRESS_LINES})
    if len(lines_of(details.lines)) > MOST_LINES:
        yield Problem("lines", N_("At most %(most)s lines fit above a letter."), {"most": MOST_LINES})


def check_picture(media_type: str, size: int, words: str) -> Iterator[Problem]:
    """Yield what is wrong with the picture of a letterhead: its kind, its size (bytes), or that no words tell it."""
    if media_type not in PICTURES or size > MOST_PICTURE_BYTES:
        yield Problem("files", ANOTHER_PICTURE)
    if not words.strip():
        yield Problem("logo_words", N_("Say what the picture shows, for who cannot see it."))


def check_layout(details: LayoutDetails) -> Iterator[Problem]:
    """Yield what is wrong with a layout."""
    if not 1 <= details.signer_columns <= MOST_COLUMNS:
        yield Problem("signer_columns", N_("Write a number from 1 to %(most)s."), {"most": MOST_COLUMNS})
    yield from check_enclosures(details.enclosures)


def check_enclosures(enclosures: str) -> Iterator[Problem]:
    """Yield what is wrong with a list of enclosures, one a line."""
    if len(lines_of(enclosures)) > MOST_ENCLOSURES:
        yield Problem("enclosures", N_("At most %(most)s enclosures."), {"most": MOST_ENCLOSURES})
