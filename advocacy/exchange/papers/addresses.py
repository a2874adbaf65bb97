"""Envelopes and sheets of labels, as PDF."""

from collections.abc import Sequence

from advocacy.exchange.papers.content import Head
from advocacy.exchange.papers.pdf import set_pages

MOST_LINES = 6
"""Lines that a label holds; what is longer is cut at the end of the address, never in a name."""


def envelopes(title: str, language: str, head: Head, addresses: Sequence[Sequence[str]]) -> bytes:
    """Return envelopes of the size of number 10 (US), one a page, with the sender in the corner."""
    sender = [line for line in (head.title, *(head.address or head.lines[:3])) if line]
    return set_pages("envelopes.typ", {"title": title, "language": language, "from": sender, "addresses": addresses})


def labels(title: str, language: str, addresses: Sequence[Sequence[str]]) -> bytes:
    """Return sheets of 30 labels (three by ten, the layout that Avery calls 5160)."""
    cut = [list(lines[:MOST_LINES]) for lines in addresses]
    return set_pages("labels.typ", {"title": title, "language": language, "addresses": cut})
