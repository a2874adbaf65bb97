"""Text that people type: how long it may be, how it is compared, counted and shortened."""

import re
import unicodedata
from typing import Final

from advocacy.domain.words import N_


class Limits:
    """The most characters (or words) a field may hold: one constant for forms, API, import and columns."""

    MAX_TITLE: Final = 200
    MAX_NAME: Final = 200
    MAX_SHORT: Final = 300
    """One line: a place, a reason, a label."""
    MAX_NOTE: Final = 2_000
    MAX_TEXT: Final = 20_000
    """A letter, minutes, a statement."""
    MAX_QUOTE_WORDS: Final = 100
    """Words of somebody else's text that a quotation may hold."""
    MAX_SLUG: Final = 80


_SAME_WHEN_COMPARED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_LATIN_WITHOUT_MARKS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_UNSEEN = {"Mn", "Me", "Cf"}
"""Unicode categories that leave no letter of their own: accents, enclosing marks, invisible formatting."""


def fold(text: str) -> str:
    """Return the form of `text` that is stored in `…_key` columns, to find, sort and tell apart names.

    Compatibility forms are decomposed (NFKD), marks and invisible characters dropped, case folded, curly
    quotes and dashes made plain, runs of blanks made one space. Made here and not in the database because
    SQLite and PostgreSQL disagree about letters beyond ASCII. Folding twice changes nothing.
    """
    plain = text.translate(_SAME_WHEN_COMPARED)
    cased = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    seen = "".join(letter for letter in cased if unicodedata.category(letter) not in _UNSEEN)
    return " ".join(seen.translate(_SAME_WHEN_COMPARED).casefold().split())


def by_name(text: str, language: str) -> str:
    """Return what names are sorted by: without accents or strokes; in Spanish ñ is a letter of its own, after n."""
    folded = "n\U0010ffff".join(map(fold, re.split("ñ|n\u0303", text.casefold()))) if language == "es" else fold(text)
    return folded.translate(_LATIN_WITHOUT_MARKS)


_BREAKS = dict.fromkeys((0x0B, 0x0C), " ")
_CONTROLS = dict.fromkeys([*(code for code in range(1, 32) if code not in (9, 10, 13)), 0x7F, 0xFFFE, 0xFFFF])


def without_controls(text: str) -> str:
    """Return the text without control signs, which are neither seen nor printed; NUL stays, to be refused."""
    return text.translate({**_CONTROLS, **_BREAKS})


def refuse_nul(text: str) -> str:
    """Return `text`, or raise ValueError with a sentence if it has a character that cannot be stored.

    That is NUL (PostgreSQL has no place for it) and half a surrogate pair (UTF-8 has none).
    """
    try:
        text.encode()
        storable = "\0" not in text
    except UnicodeEncodeError:
        storable = False
    if not storable:
        raise ValueError(N_("This text has a character that cannot be stored. Type it instead of pasting."))
    return text


def initials(name: str) -> str:
    """Return one or two capitals for a name, of its first and its last word ("Ana de la Cruz": "AC").

    A name without any letter gives "?".
    """
    firsts = [first for first in map(_first_sign, name.split()) if first.isalpha()]
    if not firsts:
        return "?"
    picked = firsts if len(firsts) == 1 else [firsts[0], firsts[-1]]
    return "".join(letter.upper()[0] for letter in picked)


def slugify(title: str) -> str:
    """Return `title` for an address: a-z, 0-9 and single hyphens, at most `Limits.MAX_SLUG` characters.

    Cut between words where possible. A title without Latin letters or digits gives "untitled". The same
    title gives the same slug, so whoever stores it must make it unique.
    """
    plain = fold(title).translate(_LATIN_WITHOUT_MARKS).replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > Limits.MAX_SLUG:
        head, hyphen, _ = slug[: Limits.MAX_SLUG + 1].rpartition("-")
        slug = head if hyphen else slug[: Limits.MAX_SLUG]
    return slug or "untitled"


def count_words(text: str) -> int:
    """Return the number of words: runs without blanks that hold a letter or a digit (a dash is no word)."""
    return sum(1 for word in text.split() if any(letter.isalnum() for letter in word))


def _first_sign(word: str) -> str:
    """Return the first letter or digit of a word, or "" if it is only punctuation."""
    return next((sign for sign in word if sign.isalnum()), "")
