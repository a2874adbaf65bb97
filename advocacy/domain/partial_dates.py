"""Partial dates: a day, a month, a year, or not known. News and history often give no more.

Stored and compared as text (`2017-02-02`, `2017-02`, `2017`, empty for not known), never completed by a
day that nobody said.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from advocacy.domain.problems import Problem
from advocacy.domain.text import fold
from advocacy.domain.words import N_

_STORED = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TYPED_WORD = re.compile(r"[a-z]+|[0-9]+")
_TYPED_SHAPE = re.compile(r"[a-z0-9,. ]+")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th|\.?o|er|ro|do)\b")
_TWO_READINGS = re.compile(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}|[0-9]{1,2}[/.-][0-9]{4}")
_LINKS = {"de", "del", "of"}

_MONTH_NAMES = (
    "january enero",
    "february febrero",
    "march marzo",
    "april abril",
    "may mayo",
    "june junio",
    "july julio",
    "august agosto",
    "september septiembre setiembre sept",
    "october octubre",
    "november noviembre",
    "december diciembre",
)
_MONTHS = {
    word: number
    for number, names in enumerate(_MONTH_NAMES, start=1)
    for name in names.split()
    for word in (name, name[:3])
}

NOT_A_DATE = N_("Write the date as 2017, 2017-02, 2017-02-02, Feb 2017 or Feb 2, 2017.")
NO_SUCH_DAY = N_("The calendar has no such date: %(text)s.")
TWO_READINGS = N_("“%(text)s” can be read in two ways. Write 2017-02-03 or Feb 3, 2017.")


class PartialDateError(ValueError):
    """The text is no partial date. `message` is a message id and `params` fills it."""

    def __init__(self, message: str, text: str) -> None:
        self.message = message
        self.params = {"text": text[:40]}
        super().__init__(message % self.params)

    def problem(self, field: str) -> Problem:
        """Return the same as a problem at `field`."""
        return Problem(field, self.message, self.params)


class Precision(StrEnum):
    """How much of a date is known."""

    NONE = "none"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known. It has no order of its own: is 2017 before 2017-02? Nobody knows.

    To sort, use `text` (bytes) or `first_day`; to compare, ask `certainly_before`.
    `PartialDate(text)` is strict, like `parse`. A date that is not known is false.
    """

    text: str = ""

    def __post_init__(self) -> None:
        if not self.text:
            return
        found = _STORED.fullmatch(self.text)
        if found is None:
            raise PartialDateError(NOT_A_DATE, self.text)
        year, month, day = (int(part) if part else 1 for part in found.groups())
        try:
            date(year, month, day)
        except ValueError:
            raise PartialDateError(NO_SUCH_DAY, self.text) from None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or "" exactly; raise PartialDateError for anything else."""
        return cls(text)

    @classmethod
    def parse_typed(cls, text: str) -> PartialDate:
        """Read what a person typed, in English or Spanish; raise PartialDateError if it is not clear.

        Takes the stored forms, and month names: "Feb 2017", "febrero de 2017", "2 Feb 2017", "Feb 2, 2017",
        "2 de febrero de 2017". Refuses "2/3/2017", which people read in two ways.
        """
        trimmed = " ".join(text.split())
        if not trimmed or _STORED.fullmatch(trimmed):
            return cls(trimmed)
        if _TWO_READINGS.fullmatch(trimmed):
            raise PartialDateError(TWO_READINGS, trimmed)
        return cls._from_words(trimmed)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the partial date for a day that is fully known (or for the day of a moment)."""
        return cls(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")

    @classmethod
    def _from_words(cls, text: str) -> PartialDate:
        folded = _ORDINAL.sub(r"\1", fold(text))
        if not _TYPED_SHAPE.fullmatch(folded):
            raise PartialDateError(NOT_A_DATE, text)
        words = [word for word in _TYPED_WORD.findall(folded) if word not in _LINKS]
        match [("<month>" if word in _MONTHS else word) for word in words]:
            case ["<month>", year]:
                stored = f"{year}-{_MONTHS[words[0]]:02d}"
            case ["<month>", day, year]:
                stored = f"{year}-{_MONTHS[words[0]]:02d}-{day:0>2}"
            case [day, "<month>", year]:
                stored = f"{year}-{_MONTHS[words[1]]:02d}-{day:0>2}"
            case _:
                raise PartialDateError(NOT_A_DATE, text)
        try:
            return cls(stored)
        except PartialDateError as error:
            raise PartialDateError(error.message, text) from None

    def __str__(self) -> str:
        """Return the stored text; for people, it is printed by the pages in their language."""
        return self.text

    def __bool__(self) -> bool:
        return self.is_known

    @property
    def is_known(self) -> bool:
        """Whether at least the year is known."""
        return bool(self.text)

    @property
    def precision(self) -> Precision:
        """How much is known."""
        return _PRECISION[len(self.text)]

    @cached_property
    def first_day(self) -> date | None:
        """The first day it can have been; None when nothing is known."""
        if not self.text:
            return None
        year, month, day = (*map(int, self.text.split("-")), 1, 1)[:3]
        return date(year, month, day)

    @cached_property
    def last_day(self) -> date | None:
        """The last day it can have been; None when nothing is known."""
        first = self.first_day
        if first is None or self.precision is Precision.DAY:
            return first
        if self.precision is Precision.YEAR:
            return date(first.year, 12, 31)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])

    def within(self, period_first: date, period_last: date) -> bool:
        """Whether the period (both days included) contains it wholly. What is not known is in no period."""
        if self.first_day is None or self.last_day is None:
            return False
        return period_first <= self.first_day and self.last_day <= period_last

    def straddles(self, period_first: date, period_last: date) -> bool:
        """Whether it may or may not have been in the period: they overlap, but it is not within."""
        if self.first_day is None or self.last_day is None:
            return False
        overlaps = self.first_day <= period_last and period_first <= self.last_day
        return overlaps and not self.within(period_first, period_last)

    def certainly_before(self, other: PartialDate | date) -> bool:
        """Whether every day it can have been is before every day of `other`; False if either is not known."""
        start = other.first_day if isinstance(other, PartialDate) else other
        return self.last_day is not None and start is not None and self.last_day < start

    def certainly_after(self, other: PartialDate | date) -> bool:
        """Whether every day it can have been is after every day of `other`; False if either is not known."""
        end = other.last_day if isinstance(other, PartialDate) else other
        return self.first_day is not None and end is not None and self.first_day > end


_PRECISION = {0: Precision.NONE, 4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}

NOT_KNOWN = PartialDate("")
