"""Who must not be in print: their names are taken out of whatever leaves the program, and off members' screens.

People type names into titles, notes and summaries, so it is the finished text that is looked through, and not only
the fields that hold names. A name is found whatever its case, accents and blanks: name_patterns.py says in which forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

from advocacy.domain.name_patterns import WITHOUT_STROKES, PersonNames, clues_of, patterns_of, plain, words_of
from advocacy.domain.words import N_

WITHHELD = N_("(not in print)")
IN_OFFICE = N_(
    "They hold an office: votes and letters name them, so they cannot be kept out of print. If the term is over, "
    "end it first."
)
TAKES_OFFICE = N_(
    "%(name)s is not in print. Whoever holds an office is named in votes and letters: untick “Not in print” on their "
    "page first."
)
_TAG = re.compile(r"(<[^>]*>)")
_SHOWN_IN_TAG = re.compile(r"\s(?:title|alt|label|placeholder|content|aria-[a-z]+)=\"[^\"]*\"")
_MARKS = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060]+")
_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|code|del|em|i|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?>")
_IN_A_WORD = re.compile(r"<(?<=[^\W_]<)/?(?:a|abbr|b|code|em|i|mark|s|span|strong|u)\b[^<>]*>[^\W_]")
_BREAK = re.compile(r"<br\b[^<>]*>")
_TO_FOLD = re.compile("[ßøłđðı]")


@dataclass(frozen=True)
class _Sought:
    """One person: by what their names are found."""

    initials: str
    clues: tuple[str, ...]
    """Of which one at least stands, folded, in a text that holds any of the names."""
    whole: re.Pattern[str] | None
    """Names of several words: looked for everywhere."""
    single: re.Pattern[str] | None
    """Names of one word: looked for in what is read, never in the addresses and classes of a page."""


@dataclass(frozen=True)
class Unprinted:
    """The people not to be printed, ready to be looked for."""

    people: tuple[_Sought, ...] = ()
    words: frozenset[str] = frozenset()
    """The folded words of all names: what somebody may be looked for by."""
    instead: str = WITHHELD
    """What stands in place of a name, in the language of the text."""

    @staticmethod
    def of(people: Iterable[PersonNames]) -> Unprinted:
        """Make it from names; kept, as the same people are asked for again and again."""
        return _made(tuple(people))

    def saying(self, words: str) -> Unprinted:
        """Return the same with these words in place of the names: WITHHELD in another language."""
        return replace(self, instead=words)

    def __bool__(self) -> bool:
        """Whether there is any name to look for."""
        return bool(self.people)

    def may_be_in(self, text: str) -> bool:
        """Tell quickly whether a text could name any of them: where it says no, none is named."""
        return bool(self._likely(text))

    def found(self, text: str) -> bool:
        """Tell whether a text names any of them."""
        return any(pattern.search(text) for _who, pattern in _patterns(self._likely(text)))

    def withheld(self, text: str) -> str:
        """Return a text with the names taken out: for what leaves the program."""
        for _who, pattern in _patterns(self._likely(text)):
            text = pattern.sub(lambda _found: self.instead, text)
        return text

    def withheld_across(self, parts: Sequence[str]) -> list[str]:
        """Return parts of one text with the names taken out that stand in one of them, or begin in one and end later.

        As many as before: what stands in place of a name stands where it began.
        """
        told = list(parts)
        for _who, pattern in _patterns(self._likely("".join(told))):
            told = _without(told, pattern, self.instead)
        return told

    def initials(self, page: str) -> str:
        """Return the HTML of a page with initials instead of the names: for the screens of members."""
        return self._in_page(page, lambda who: who.initials)

    def withheld_in_page(self, page: str) -> str:
        """Return the HTML of a page with the names taken out: for sheets that are printed."""
        return self._in_page(page, lambda _who: self.instead)

    def is_asked_for(self, typed: str) -> bool:
        """Tell whether somebody looks for any of the names, or for the beginning of one."""
        asked = [word for word in re.findall(r"[^\W_]+", plain(typed)) if len(word) > 1]
        return any(known.startswith(word) for word in asked for known in self.words)

    def may_hold(self, typed: str) -> bool:
        """Tell whether what was typed stands anywhere in a word of the names: by it a text could be found."""
        asked = re.findall(r"[^\W_]+", plain(typed))
        return any(word in known for word in asked for known in self.words)

    def _likely(self, text: str) -> list[_Sought]:
        """Return whom a text may name: quick for a long text that names nobody."""
        if not self.people:
            return []
        seen = text.lower() if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
        if _TO_FOLD.search(seen):
            seen = seen.casefold().translate(WITHOUT_STROKES)
        return [who for who in self.people if any(clue in seen for clue in who.clues)]

    def _in_page(self, page: str, instead: Callable[[_Sought], str]) -> str:
        looked_at = page + _INLINE.sub("", page) if _IN_A_WORD.search(page) else page
        for who, pattern in _patterns(self._likely(looked_at)):
            shown = instead(who)
            replaced = _whole_in_page if pattern is who.whole else _single_in_page
            page = _across_tags(replaced(page, pattern, shown), pattern, shown)
        return page


def _patterns(people: Sequence[_Sought]) -> Iterator[tuple[_Sought, re.Pattern[str]]]:
    """Yield the longer names of everybody, then the shorter ones."""
    yield from ((who, who.whole) for who in people if who.whole is not None)
    yield from ((who, who.single) for who in people if who.single is not None)


def _whole_in_page(page: str, pattern: re.Pattern[str], shown: str) -> str:
    """Tags inside a name (a marked hit of a search) stay, so that what was opened is closed."""
    return pattern.sub(lambda found: shown + "".join(_TAG.findall(found[0])), page)


def _single_in_page(page: str, pattern: re.Pattern[str], shown: str) -> str:
    """Replace it in what is read, and in what a tag shows or says aloud, not in its addresses and classes."""
    if not pattern.search(page):
        return page
    parts = _TAG.split(page)
    for place, part in enumerate(parts):
        if not part.startswith("<"):
            parts[place] = pattern.sub(shown, part)
        elif pattern.search(part):
            parts[place] = _SHOWN_IN_TAG.sub(lambda found: pattern.sub(shown, found[0]), part)
    return "".join(parts)


def _across_tags(page: str, pattern: re.Pattern[str], shown: str) -> str:
    """Replace what is read as the name although tags stand in it: a link, a code, a new line, half a bold word."""
    parts = _TAG.split(page)
    read = [_as_read(part) for part in parts]
    told = _without(read, pattern, shown)
    return (
        page if told == read else "".join(part if _is_tag(part) else new for part, new in zip(parts, told, strict=True))
    )


def _as_read(part: str) -> str:
    """Return what the eye sees of a tag: nothing, a new line, or the end of a paragraph, which parts words."""
    if not _is_tag(part):
        return part
    return "" if _INLINE.fullmatch(part) else "\n" if _BREAK.fullmatch(part) else "\0"


def _is_tag(part: str) -> bool:
    return part.startswith("<") and part.endswith(">")


def _without(parts: list[str], pattern: re.Pattern[str], shown: str) -> list[str]:
    """Replace what the pattern finds in the joined parts, leaving as many parts."""
    joined = "".join(parts)
    spans = [found.span() for found in pattern.finditer(joined)]
    if not spans:
        return parts
    told, start = [], 0
    for part in parts:
        told.append(_cut(joined, start, start + len(part), spans, shown))
        start += len(part)
    return told


def _cut(joined: str, start: int, end: int, spans: Sequence[tuple[int, int]], shown: str) -> str:
    kept, place = [], start
    for first, after in spans:
        if after > start and first < end:
            kept.append(joined[place : max(place, first)] + (shown if first >= start else ""))
            place = min(after, end)
    return "".join(kept) + joined[place:end]


NOBODY = Unprinted()


@lru_cache(maxsize=8)
def _made(people: tuple[PersonNames, ...]) -> Unprinted:
    return Unprinted(
        tuple(filter(None, map(_sought, people))), frozenset(word for names in people for word in words_of(names))
    )


def _sought(names: PersonNames) -> _Sought | None:
    whole, single = (re.compile("|".join(forms)) if forms else None for forms in patterns_of(names))
    clues = tuple(dict.fromkeys(clues_of(names)))
    return _Sought(initials_of(names.shown), clues, whole, single) if whole or single else None


def initials_of(name: str) -> str:
    """Return "S. R." for "Sol Reservada", and for "Reservada, Sol" too."""
    family, comma, given = unescape(name).partition(",")
    words = f"{given} {family}".split() if comma else name.split()
    return " ".join(f"{word[0].upper()}." for word in words if word[0].isalpha())
