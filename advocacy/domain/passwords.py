"""Which passwords are refused: those that somebody would guess. Length counts, composition does not.

Rules (OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.5, 6.2.8, 6.2.9, 6.2.11; NIST SP 800-63B):

- 12 to 128 characters, any characters, none demanded. A password is never shortened or changed in case;
  the comparisons below look at a folded copy.
- Not one of the 30,000 most common passwords, nor a simple variation: one of them written twice or more,
  with up to six digits or signs around it, or with the usual signs for letters ("p@ssw0rd").
- Not one short piece over and over, not a run like "abcdefghijkl", not fewer than five different characters.
- Not containing a word that anybody would try for this person here: the program's or the site's name, the
  part of the e-mail address before the @, the person's name, or a part of either with four letters or more.

The list is read when first needed and kept; its source and licence are in `data/NOTICE.txt`.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from advocacy.domain.problems import Problem
from advocacy.domain.text import fold, refuse_nul
from advocacy.domain.words import N_

MIN_LENGTH = 12
MAX_LENGTH = 128

_FIELD = "password"
_PROGRAM_WORDS = ("cabildo", "advocacy")
_MIN_WORD = 4
_MIN_DIFFERENT = 5
_MAX_REPEATED_PIECE = 8
_MAX_PADDING = 6
_SIGNS_FOR_LETTERS = str.maketrans("@4301$5!7", "aaeoissit")

TOO_SHORT = N_("Use at least %(least)s characters. Several words in a row are easy to remember.")
TOO_LONG = N_("Use at most %(most)s characters.")
COMMON = N_("This is one of the passwords that are tried first. Choose words that nobody would guess.")
SIMPLE = N_("This repeats or counts on in a simple way. Choose words that nobody would guess.")
CONTEXT = N_("This contains “%(word)s”, which anybody would try here. Choose other words.")


@dataclass(frozen=True)
class PasswordContext:
    """What others know about the person and the place, and would try first."""

    email: str = ""
    name: str = ""
    site: str = ""


def check_password(password: str, context: PasswordContext) -> list[Problem]:
    """Return what is wrong with a password that somebody chose; an empty list takes it."""
    try:
        refuse_nul(password)
    except ValueError as error:
        return [Problem(_FIELD, str(error))]
    if len(password) > MAX_LENGTH:
        return [Problem(_FIELD, TOO_LONG, {"most": MAX_LENGTH})]
    problems = []
    if len(password) < MIN_LENGTH:
        problems.append(Problem(_FIELD, TOO_SHORT, {"least": MIN_LENGTH}))
    if _is_common(password):
        problems.append(Problem(_FIELD, COMMON))
    elif _is_simple(password):
        problems.append(Problem(_FIELD, SIMPLE))
    word = _context_word_in(password, context)
    if word:
        problems.append(Problem(_FIELD, CONTEXT, {"word": word}))
    return problems


def _is_common(password: str) -> bool:
    common = _common_passwords()
    return any(reading in common for reading in _readings(password.casefold()))


def _readings(folded: str) -> Iterator[str]:
    """Yield the password as typed, without its padding, and the piece that it repeats, with plain letters."""
    for core in (folded, _without_padding(folded)):
        for plain in (core, core.translate(_SIGNS_FOR_LETTERS)):
            yield plain
            yield _repeated_piece(plain)


def _without_padding(folded: str) -> str:
    """Return what is left without digits and signs at both ends, if those are few; else the same text."""
    core = re.sub(r"^[\W\d_]+", "", folded)
    core = re.sub(r"[\W\d_]{1,128}\Z", "", core)
    return core if len(folded) - len(core) <= _MAX_PADDING else folded


def _repeated_piece(text: str) -> str:
    """Return the shortest piece that, repeated, makes `text` (the whole, if nothing is repeated)."""
    return text[: (text + text).find(text, 1)]


def _is_simple(password: str) -> bool:
    folded = password.casefold()
    few = len(set(folded)) < _MIN_DIFFERENT
    piece = _repeated_piece(folded)
    repeats = piece != folded and len(piece) <= _MAX_REPEATED_PIECE
    return few or repeats or _is_run(folded)


def _is_run(text: str) -> bool:
    """Whether every character follows the one before it, up or down; after 9 comes 0."""
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(text)}
    if text.isdecimal():
        return {step % 10 for step in steps} in ({1}, {9})
    return steps in ({1}, {-1})


def _context_word_in(password: str, context: PasswordContext) -> str:
    """Return the longest word of the context that the password contains, or ""."""
    folded = fold(password)
    letters = "".join(sign for sign in folded if sign.isalnum())
    readings = {folded, letters, folded.translate(_SIGNS_FOR_LETTERS)}
    words = sorted(_context_words(context), key=lambda word: (-len(word), word))
    return next((word for word in words if any(word in reading for reading in readings)), "")


def _context_words(context: PasswordContext) -> set[str]:
    local_part = fold(context.email.partition("@")[0])
    wholes = [*_PROGRAM_WORDS, local_part]
    for text in (local_part, fold(context.name), fold(context.site)):
        parts = re.findall(r"[^\W_]+", text)
        wholes.extend([*parts, "".join(parts)])
    return {word for word in wholes if len(word) >= _MIN_WORD and not word.isdecimal()}


@cache
def _common_passwords() -> frozenset[str]:
    packed = files("advocacy.domain").joinpath("data", "common_passwords.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").splitlines())
