"""Readers of single values: from what stands in the file to a value of the right type, or a problem.

Each reader knows its type and its limits and nothing of other records; structure.py puts them together, and
form.py names the keys. A reader that finds something wrong notes it and gives None, so that the rest of the
record is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple, Protocol

from advocacy.domain.never_stored import check_never_stored, mask_forbidden
from advocacy.domain.partial_dates import PartialDate, PartialDateError, Precision
from advocacy.domain.text import Limits, count_words
from advocacy.domain.words import N_
from advocacy.exchange.history.problems import Spot
from advocacy.exchange.history.reading import Node, Scalar
from advocacy.exchange.history.vocabulary import Vocabulary

MAX_NUMBER = 1_000_000_000
MAX_ID = 120

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.?[0-9]+(?:[eE][-+]?[0-9]+)?")
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}

NOT_TEXT = N_("“%(key)s” must be text.")
LOOKS_LIKE_NUMBER = N_("“%(key)s” must be text; put %(value)s in quotes.")
NOT_A_NUMBER = N_("“%(key)s” must be a whole number.")


class Reference(NamedTuple):
    """One record names another; whether that exists is known when the whole file has been read."""

    spot: Spot
    key: str
    line: int
    target: str
    sections: tuple[str, ...]


class SourceClaim(NamedTuple):
    """What a record repeats of one of its sources; it must agree with the sources section."""

    spot: Spot
    line: int
    source: str
    repeated: Mapping[str, str]


@dataclass(slots=True)
class Pending:
    """What can only be checked at the end of the file."""

    references: list[Reference] = field(default_factory=list)
    claims: list[SourceClaim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class At:
    """Where a value stands: its record, its key, and what goes with the reading."""

    spot: Spot
    key: str
    pending: Pending

    def says(self, line: int, message: str, /, **params: object) -> None:
        """Note a problem of this value."""
        self.spot.says(line, message, key=self.key, **params)

    def inside(self, key: str) -> At:
        """Return the place of a value inside this one, such as “reply.date”."""
        return At(self.spot, f"{self.key}.{key}", self.pending)


class Reader(Protocol):
    """Reads one value that is not null."""

    @property
    def called(self) -> str:
        """What the documentation calls such a value."""

    def read(self, node: Node, at: At) -> Any:
        """Return the value, or note a problem and return None."""


@dataclass(frozen=True)
class Text:
    """Words, at most `limit` characters and `words` words."""

    limit: int = Limits.MAX_TEXT
    words: int = 0

    @property
    def called(self) -> str:
        if self.words:
            return "quote"
        return "text" if self.limit == Limits.MAX_TEXT else f"text, at most {self.limit} characters"

    def read(self, node: Node, at: At) -> str | None:
        text = _as_text(node, at)
        if text is None:
            return None
        if not text.strip():
            at.says(node.line, N_("“%(key)s” is empty; write null where the file gives no value."))
            return None
        if len(text) > self.limit:
            at.says(node.line, N_("“%(key)s” has more than %(limit)s characters."), limit=f"{self.limit:,}")
            return None
        if self.words and count_words(text) > self.words:
            at.says(node.line, N_("“%(key)s” quotes more than %(limit)s words."), limit=self.words)
        guarded(text, node.line, at)
        return text


@dataclass(frozen=True)
class Id:
    """The id of a record, or of another that this one names (then `sections` says where it must stand)."""

    sections: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        return "id of " + " or ".join(self.sections) if self.sections else "id"

    def read(self, node: Node, at: At) -> str | None:
        text = _as_text(node, at)
        if text is None:
            return None
        if len(text) > MAX_ID or not _ID.fullmatch(text):
            at.says(
                node.line,
                N_("“%(key)s” is no id: it begins with a letter or digit and goes on with those or . _ : / -"),
            )
            return None
        text = intern(text)
        if self.sections:
            at.pending.references.append(Reference(at.spot, at.key, node.line, text, self.sections))
        return text


@dataclass(frozen=True)
class Number:
    """A whole number, at least `least`."""

    least: int = 0
    called: str = "whole number"

    def read(self, node: Node, at: At) -> int | None:
        if not isinstance(node, Scalar) or not node.plain or not _INTEGER.fullmatch(node.text):
            at.says(node.line, NOT_A_NUMBER)
            return None
        number = int(node.text)
        if not self.least <= number <= MAX_NUMBER:
            at.says(
                node.line,
                N_("“%(key)s” must be between %(least)s and %(most)s."),
                least=self.least,
                most=f"{MAX_NUMBER:,}",
            )
            return None
        return number


@dataclass(frozen=True)
class Either:
    """A whole number where one stands, else text: a ward is “1” or “at large”, a figure 75 or “6,000”."""

    limit: int = Limits.MAX_SHORT
    called: str = "whole number or text"

    def read(self, node: Node, at: At) -> int | str | None:
        if isinstance(node, Scalar) and node.plain and _INTEGER.fullmatch(node.text):
            return Number().read(node, at)
        return Text(self.limit).read(node, at)


@dataclass(frozen=True)
class Decimal:
    """A number that may have a fraction."""

    called: str = "number"

    def read(self, node: Node, at: At) -> float | None:
        if not isinstance(node, Scalar) or not node.plain or not _FLOAT.fullmatch(node.text):
            at.says(node.line, N_("“%(key)s” must be a number."))
            return None
        return float(node.text.replace("_", ""))


@dataclass(frozen=True)
class State:
    """The two capital letters of a state, as the post writes it."""

    called: str = "two letters"

    def read(self, node: Node, at: At) -> str | None:
        if isinstance(node, Scalar) and re.fullmatch("[A-Z]{2}", node.text):
            return node.text
        at.says(node.line, N_("“%(key)s” must be the two letters of a state, such as MA."))
        return None


@dataclass(frozen=True)
class Flag:
    """True or false."""

    called: str = "true or false"

    def read(self, node: Node, at: At) -> bool | None:
        value = _TRUTH.get(node.text.lower()) if isinstance(node, Scalar) and node.plain else None
        if value is None:
            at.says(node.line, N_("“%(key)s” must be true or false."))
        return value


@dataclass(frozen=True)
class Date:
    """A date as far as it is known: 2017, 2017-02 or 2017-02-02, with or without quotes."""

    called: str = "partial date"

    def read(self, node: Node, at: At) -> PartialDate | None:
        if not isinstance(node, Scalar):
            at.says(node.line, N_("“%(key)s” must be a date."))
            return None
        try:
            return _date(node.text)
        except PartialDateError as error:
            at.says(
                node.line,
                N_("“%(key)s” is no date that exists: %(value)s. Write 2017, 2017-02 or 2017-02-02."),
                value=error.params["text"],
            )
            return None


@dataclass(frozen=True)
class Day:
    """A whole day."""

    called: str = "day"

    def read(self, node: Node, at: At) -> date | None:
        found = Date().read(node, at)
        if found is None:
            return None
        if found.precision is not Precision.DAY:
            at.says(node.line, N_("“%(key)s” must be a whole day, such as 2017-02-02."))
            return None
        return found.first_day


@dataclass(frozen=True)
class Word:
    """A word of one table; another is refused, and the sentence lists the known ones."""

    vocabulary: Vocabulary[Any]

    @property
    def called(self) -> str:
        return f"word of the table “{self.vocabulary.name}”"

    def read(self, node: Node, at: At) -> str | None:
        text = Text(Limits.MAX_SHORT).read(node, at)
        if text is not None and self.vocabulary.find(text) is None:
            at.says(
                node.line,
                N_("“%(key)s”: “%(word)s” is not in the table; nothing is guessed. Known: %(known)s."),
                word=mask_forbidden(text)[:80],
                known=self.vocabulary.known(),
            )
            return None
        return text and intern(text)


@lru_cache(maxsize=4096)
def _date(text: str) -> PartialDate:
    """Read a date; a long file has few different ones, and they are kept once."""
    return PartialDate.parse(text)


def _as_text(node: Node, at: At) -> str | None:
    """Return the text of a value that is text: quoted, or plain and neither a number nor a truth value."""
    if not isinstance(node, Scalar):
        at.says(node.line, NOT_TEXT)
        return None
    if node.is_null:
        at.says(node.line, N_("“%(key)s” holds an empty value."))
        return None
    if node.plain and (_FLOAT.fullmatch(node.text) or node.text.lower() in _TRUTH):
        at.says(node.line, LOOKS_LIKE_NUMBER, value=node.text[:40])
        return None
    return node.text


def guarded(text: str, line: int, at: At) -> None:
    """Note what the text holds that must never be stored."""
    for problem in check_never_stored(at.key, text):
        at.says(line, problem.message, **problem.params)
