"""Who must not be in print: their names are taken out of whatever leaves the program, and off members' screens.

People type names into titles, notes and summaries, so it is the finished text that is looked through, and not only
the fields that hold names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

WITHHELD = "(not in print)"
LEAST_LETTERS = 3
"""A single name that is shorter is left alone: it would be found inside ordinary words' company too often."""
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Unprinted:
    """The names not to be printed, each in every spelling, ready to be looked for."""

    whole: re.Pattern[str] | None = None
    """Names of several words: looked for everywhere."""
    single: re.Pattern[str] | None = None
    """Names of one word: looked for in what is read, never inside the tags of a page."""

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]]) -> Unprinted:
        """Make it from given and family names; an alias stands in the first place, with nothing in the second."""
        spellings: set[str] = set()
        for given, family in people:
            spellings.add(f"{given} {family}".strip())
            if given and family:
                spellings.add(f"{family}, {given}")
        long_enough = {name for name in spellings if len(name) >= LEAST_LETTERS}
        return cls(
            _pattern([name for name in long_enough if " " in name]),
            _pattern([name for name in long_enough if " " not in name]),
        )

    def __bool__(self) -> bool:
        """Whether there is any name to look for."""
        return self.whole is not None or self.single is not None

    def withheld(self, text: str) -> str:
        """Return a text with the names taken out: for what leaves the program."""
        return self._replaced(text, lambda _found: WITHHELD)

    def initials(self, page: str) -> str:
        """Return the HTML of a page with initials instead of the names: for the screens of members."""
        return self._in_page(page, lambda found: initials_of(found[0]))

    def withheld_in_page(self, page: str) -> str:
        """Return the HTML of a page with the names taken out: for sheets that are printed."""
        return self._in_page(page, lambda _found: WITHHELD)

    def _in_page(self, page: str, instead: Callable[[re.Match[str]], str]) -> str:
        if self.whole is not None:
            page = self.whole.sub(instead, page)
        if self.single is None or not self.single.search(page):
            return page
        parts = _TAG.split(page)
        return "".join(part if part.startswith("<") else self.single.sub(instead, part) for part in parts)

    def _replaced(self, text: str, instead: Callable[[re.Match[str]], str]) -> str:
        for pattern in (self.whole, self.single):
            if pattern is not None:
                text = pattern.sub(instead, text)
        return text


def _pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    """Match any of the names as whole words, plain or as HTML writes them, whatever blanks stand between."""
    if not names:
        return None
    spelled = {form for name in names for form in (name, escape(name).replace("&#x27;", "&#39;"))}
    longest_first = sorted(spelled, key=lambda name: (-len(name), name))
    words = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def initials_of(name: str) -> str:
    """Return "S. R." for "Sol Reservada", and for "Reservada, Sol" too."""
    family, comma, given = name.partition(",")
    words = f"{given} {family}".split() if comma else name.split()
    return " ".join(f"{word[0]}." for word in words if word[0].isalpha())
