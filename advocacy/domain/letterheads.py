"""Letterheads, and how a letter is laid out on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.problems import Problem
from advocacy.domain.sign_on import SignerOrder
from advocacy.domain.words import N_

MOST_LINES = 6
MOST_COLUMNS = 3
MOST_ENCLOSURES = 30


@dataclass(frozen=True)
class LetterheadDetails:
    """A letterhead as typed: the name, and lines of address and contact, one a line."""

    title: str
    lines: str = ""
    is_default: bool = False


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
    if len(lines_of(details.lines)) > MOST_LINES:
        yield Problem("lines", N_("At most %(most)s lines fit above a letter."), {"most": MOST_LINES})


def check_layout(details: LayoutDetails) -> Iterator[Problem]:
    """Yield what is wrong with a layout."""
    if not 1 <= details.signer_columns <= MOST_COLUMNS:
        yield Problem("signer_columns", N_("Write a number from 1 to %(most)s."), {"most": MOST_COLUMNS})
    if len(lines_of(details.enclosures)) > MOST_ENCLOSURES:
        yield Problem("enclosures", N_("At most %(most)s enclosures."), {"most": MOST_ENCLOSURES})
