"""Words and signs of a text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advocacy.domain.text import fold

_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"(?P<number>(?:[$€£]?\d{{1,3}}(?:\.\d{{3}})+(?![.\d])%?(?=\W|$)|[$€£]?\d+(?:,\d{{3}})*(?:\.\d+|,\d{{1,2}}(?!\d))?%?)(?=\W|$|{_LETTER}))"
    r"|(?P<initials>(?:[A-Z]\.){2,})"
    rf"|(?P<possessive>[’'](?:s|S)(?!\w))"
    rf"|(?P<word>{_LETTER}+(?:[-’'](?![sS](?!\w)){_LETTER}+)*)"
    r"|(?P<dots>\.\.\.+)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, with its place in the text, its folded form and what it is."""

    text: str
    start: int
    end: int
    kind: str
    key: str

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.kind in {"word", "initials"}

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.is_word and self.text[0].isupper()

    @property
    def is_all_capitals(self) -> bool:
        """Whether it is an acronym or shouted (ICE, SPRINGFIELD)."""
        return self.is_word and len(self.text) > 1 and self.text.isupper()


def tokens_of(text: str) -> list[Token]:
    """Return the words and signs of a text in their order; blanks are dropped."""
    found = []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "sign", match.group()
        key = word.lower() if word.isascii() else fold(word)
        found.append(Token(word, match.start(), match.end(), kind, key.replace(".", "") if kind == "initials" else key))
    return found


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text, so that lists read as prose and not as punctuation."""
    return frozenset(text.split())
