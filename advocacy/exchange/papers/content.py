"""What stands on the paper of a letter: one frozen description, from which every form of it is made."""

from dataclasses import dataclass

from advocacy.exchange.papers.blocks import Block


@dataclass(frozen=True)
class Head:
    """The letterhead: a name, lines below it, and a picture (a PNG or JPEG file) with its words.

    `address` is what envelopes bear below the name; without it the first lines stand there.
    """

    title: str = ""
    lines: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    logo: bytes = b""
    logo_type: str = ""
    logo_words: str = ""


@dataclass(frozen=True)
class Signer:
    """A name as printed, with title and organization."""

    name: str
    title: str = ""
    organization: str = ""


@dataclass(frozen=True)
class Words:
    """The fixed words of the sheet, in the letter's language."""

    demands: str
    enclosures: str
    draft: str
    signers: str
    page: str
    """With %(n)s and %(of)s."""


@dataclass(frozen=True)
class Paper:
    """A letter as printed for one recipient, or for all whose names then stand above it."""

    language: str
    title: str
    head: Head
    date: str
    recipient: tuple[str, ...]
    subject: str
    body: tuple[Block, ...]
    demands: tuple[str, ...]
    signers: tuple[Signer, ...]
    others: str
    columns: int
    enclosures: tuple[str, ...]
    reference: str
    words: Words
    is_draft: bool = False
    ink_lines: bool = False
    """Whether a line to sign by hand stands above each name."""
    demands_in_body: bool = False
    """Whether a paragraph of the body is the place of the demands."""
    unfilled: tuple[str, ...] = ()
    """Merge fields without a value: the paper is not fit to go out."""
