"""Search: what the typed words ask for, the order of what is found, and why something was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import fold

ACTIVITY = "activity"
"""The kind of an entry that is no record."""
LONGEST_QUERY = 200
MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]+")
_BITS_OF_SUBJECT = 32
_MARKDOWN = {ord("*"): "", ord("`"): ""}
_BEFORE, _LENGTH = 60, 220


def place_of(sort_on: PartialDate, subject_id: int, *, is_activity: bool) -> int:
    """Return the place of an entry: a number (less than 2^61) that grows with the date, then with the id.

    What is known to the year stands before what is known to a month of it, as when sorting the texts.
    """
    day = int(sort_on.text.replace("-", "").ljust(8, "0")) if sort_on.text else 0
    return (day << (_BITS_OF_SUBJECT + 1)) | (subject_id << 1) | int(is_activity)


@dataclass(frozen=True)
class Query:
    """The words that were typed, folded: all must be found, the last one (of two letters or more) as a beginning."""

    words: tuple[str, ...] = ()

    @classmethod
    def typed(cls, text: str) -> Query:
        """Read what somebody typed; signs divide words and mean nothing else. Never raises."""
        return cls(tuple(_WORD.findall(fold(text[:LONGEST_QUERY]))[:MOST_WORDS]))

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def for_sqlite(self) -> str:
        """The query in the language of FTS5: each word quoted, the last one a prefix."""
        return " ".join(f'"{word}"' for word in self.words) + ("*" if self._begins else "")

    @property
    def for_postgresql(self) -> str:
        """The query in the language of `to_tsquery`."""
        return " & ".join(f"'{word}'" for word in self.words) + (":*" if self._begins else "")

    def finds(self, word: str) -> bool:
        """Tell whether a word of a text (as written) is one of those asked for."""
        folded = word.lower() if word.isascii() else fold(word)
        return folded in self.words or (self._begins and folded.startswith(self.words[-1]))

    def is_held_by(self, text: str) -> bool:
        """Tell whether a text (as written) holds all the words."""
        held = set(_WORD.findall(fold(text)))
        *whole, last = self.words
        begun = any(word.startswith(last) for word in held) if self._begins else last in held
        return begun and all(word in held for word in whole)

    @property
    def _begins(self) -> bool:
        """One letter begins too many words to be worth looking for."""
        return len(self.words[-1]) > 1


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `is_match` where it is what was looked for."""

    text: str
    is_match: bool = False


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """Return the text in pieces, those that match apart."""
    pieces: list[Piece] = []
    end = 0
    for found in _WORD.finditer(text):
        if query.finds(found.group()):
            pieces += [Piece(text[end : found.start()]), Piece(found.group(), is_match=True)]
            end = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:])) if piece.text)


def excerpt(text: str, folded: str, query: Query) -> tuple[Piece, ...]:
    """Return the part of a text around the first match, with the matches apart; the beginning if none is near.

    `folded` is the stored folded text: its first match shows about where to look in the text itself.
    """
    flat = " ".join(text.translate(_MARKDOWN).split())
    at = _about_where(folded, query.words)
    start = max(0, at - _BEFORE)
    if start:
        start = flat.find(" ", start) + 1
    piece = flat[start : start + _LENGTH]
    if start + _LENGTH < len(flat):
        piece = piece.rpartition(" ")[0] or piece
        piece += " …"
    return marked(("… " if start else "") + piece, query)


def _about_where(folded: str, words: Sequence[str]) -> int:
    """Return where the first of the words begins, in the folded text; 0 when none does."""
    found = [match.start() for word in words if (match := re.search(rf"(?<![^\W_]){re.escape(word)}", folded))]
    return min(found, default=0)
