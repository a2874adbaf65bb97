"""In which forms a name is written: patterns that find one in a text or a page, whatever its case and accents.

"Sol María Reservada Ruiz" is found as Sol Reservada, sol reservada, SÓL RESERVADA, Reservada, Sol, S. Reservada,
Sol M. Reservada, Sra. Reservada, and in each other name on file; at the borders of words, so that no other word is hit.
A family name alone is not looked for, unless it is all that is known or is on file as another name: too many share it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from advocacy.domain.text import fold

LEAST_LETTERS = 3
"""A single word that is shorter is left alone, unless its script writes whole words with a sign."""
HONORIFICS = ("mr", "mrs", "ms", "miss", "mx", "sr", "sra", "srta", "senor", "senora", "senorita", "don", "dona")
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "da", "do", "dos", "van", "von", "der", "den", "el", "al"})
WITHOUT_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
_MARKS = r"[\u0300-\u036f\u00ad\u200c\u200d\u2060]*"
_WORD = re.compile(r"[^\W_]+")
_SIGNS = {
    "'": r"(?:['‘’‛ʼ´`]|&#39;|&#x27;|&apos;|&rsquo;)?",
    "-": r"(?:[-‐‑‒–\s\u200b]|&nbsp;)*",
    ".": r"\.?",
    "&": "(?:&amp;|&)",
}
_TAG = r"</?(?:mark|b|strong|em|i|span|u)(?:\s[^<>]*)?>"
_SHARP_S = "(?:[Ss]{2}|[ßẞ])"
_BLANK = rf"(?:\s|[*_\u200b]|&nbsp;|&\#160;|{_TAG})"
_GAP = rf"(?:{_BLANK})+"
_MIDDLE = rf"(?:{_GAP}[^\W\d_]\.?(?!\w))?"


@dataclass(frozen=True)
class PersonNames:
    """The names of one person: given and family, title, and the other names on file."""

    given: str = ""
    family: str = ""
    title: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name that initials are made of."""
        return f"{self.given} {self.family}".strip() or next(iter(self.aliases), "")


def words_of(names: PersonNames) -> Iterator[str]:
    """Yield the folded words by which somebody may be looked for."""
    for name in (names.given, names.family, *names.aliases):
        for word in _WORD.findall(plain(name)):
            if word not in _PARTICLES and _is_long_enough(word):
                yield word


def clues_of(names: PersonNames) -> Iterator[str]:
    """Yield words of which one stands, plain, in every form of the name: to pass over most texts quickly."""
    for name in (names.family or names.given, *names.aliases):
        words = _WORD.findall(next(iter(_first_of(plain(name))), plain(name)))
        if words:
            yield max(words, key=len)


def plain(text: str) -> str:
    """Return a text as names are compared: folded, and without the strokes that folding leaves."""
    return fold(text).translate(WITHOUT_STROKES)


def patterns_of(names: PersonNames) -> tuple[list[str], list[str]]:
    """Return the patterns of the names of several words, and of those of one word."""
    given, family = plain(names.given), plain(names.family)
    others = [plain(alias) for alias in names.aliases]
    alone = [*others, *([] if given and family else [given or family])]
    several = [_several(each) for each in alone if " " in each]
    if given and family:
        several = [_of_both([given, *(each for each in others if " " not in each)], family, names.title), *several]
    single = [_bordered(_spelled_word(each), each) for each in alone if " " not in each and _is_long_enough(each)]
    return several, single


def _is_long_enough(word: str) -> bool:
    return len(word) >= LEAST_LETTERS or bool(word and not _is_cased(word))


def _of_both(givens: Sequence[str], family: str, title: str) -> str:
    """Return the pattern of a name that has both parts, in either order, with initials, and after an honorific."""
    first = givens[0].split()[0]
    given = _any_of((*givens, first))
    last = _any_of((family, *_first_of(family)))
    titles = _any_of((*HONORIFICS, *filter(None, [plain(title).rstrip(".")])))
    initial = rf"{_letter(first[0])}\."
    between = _GAP if _is_cased(family) else rf"{_BLANK}*"
    forms = (
        rf"{given}{_MIDDLE}{between}{last}",
        rf"{initial}(?:{_BLANK}*[^\W\d_]\.)?{_BLANK}*{last}",
        rf"{last}(?:{_BLANK}*,{_BLANK}*|{between})(?:{given}{_MIDDLE}|{initial})",
        rf"{titles}\.?{_GAP}{last}",
    )
    return _bordered("|".join(forms), family)


def _any_of(names: Iterable[str]) -> str:
    longest_first = sorted(filter(None, set(names)), key=lambda name: (-len(name), name))
    spelled = [_spelled(name, rf"(?:{_GAP}|[-‐‑–])") for name in longest_first]
    return f"(?:{'|'.join(spelled)})"


def _first_of(name: str) -> list[str]:
    """Return the first of two family names, by which many go."""
    words = name.split()
    return [words[0]] if len(words) > 1 and words[0] not in _PARTICLES and len(words[0]) >= LEAST_LETTERS else []


def _several(name: str) -> str:
    """Return the pattern of another name of several words, its last word in front too."""
    head, _blank, last = name.rpartition(" ")
    return _bordered(rf"{_spelled(name)}|{_spelled(last)}{_BLANK}*,{_BLANK}*{_spelled(head)}", name)


def _bordered(pattern: str, name: str) -> str:
    """Let a pattern match whole words only; scripts without capitals often write no blanks between words."""
    return rf"(?<![^\W_])(?:{pattern})(?![^\W_]|[\u0300-\u036f])" if _is_cased(name) else rf"(?:{pattern})"


def _is_cased(word: str) -> bool:
    return any(sign.lower() != sign.upper() for sign in word)


def _spelled(name: str, between: str = _GAP) -> str:
    return between.join(_spelled_word(word) for word in name.split())


def _spelled_word(word: str) -> str:
    return _SHARP_S.join("".join(_SIGNS.get(sign) or _letter(sign) for sign in part) for part in word.split("ss"))


def _letter(sign: str) -> str:
    """Return what matches a letter with any case and any accents, made of one sign or of several."""
    alike = "".join(sorted(_alike().get(sign, set()) | {sign, sign.upper()[:1]}))
    return (f"[{re.escape(alike)}]" if len(alike) > 1 else re.escape(alike)) + (_MARKS if sign.isalpha() else "")


@cache
def _alike() -> dict[str, set[str]]:
    """Return, for each folded letter, the single signs that fold to it (Latin, Greek and Cyrillic)."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in (*range(0x41, 0x530), *range(0x1E00, 0x2000)):
        sign = chr(code)
        if unicodedata.category(sign)[0] == "L":
            found[fold(sign).translate(WITHOUT_STROKES)].add(sign)
    return found
