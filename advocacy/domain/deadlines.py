"""Deadlines for replies: counted in business days of the place that must answer.

A reply is due N business days after the day the letter really went out, or on a date that was given; it is
overdue from the day after. Nothing of this is stored: it is computed for the day on which somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from advocacy.domain.words import N_, Word

if TYPE_CHECKING:
    from holidays import HolidayBase

DEFAULT_BUSINESS_DAYS = 10
MAX_BUSINESS_DAYS = 1_000
DUE_SOON_BUSINESS_DAYS = 2
LONG_OVERDUE_DAYS = 30
_SATURDAY = 5


class HolidayCalendar(Protocol):
    """Knows the public holidays of one place."""

    def is_holiday(self, day: date) -> bool:
        """Whether offices there are closed on `day` because of a public holiday."""
        ...


class Waiting(Word):
    """How long we have been waiting for something that has a due date."""

    IN_TIME = "in_time", N_("In time")
    DUE_SOON = "due_soon", N_("Due soon")
    OVERDUE = "overdue", N_("Overdue")
    LONG_OVERDUE = "long_overdue", N_("Long overdue")


class NoHolidays:
    """A calendar in which only Saturdays and Sundays are free: for places whose holidays nobody listed."""

    def is_holiday(self, day: date) -> bool:
        """No day is a holiday."""
        return False


class _PublicHolidays:
    """The library fills in a year when first asked, in two steps: another thread must not look in between."""

    def __init__(self, known: HolidayBase) -> None:
        self._known = known
        self._filling = Lock()

    def is_holiday(self, day: date) -> bool:
        with self._filling:
            return day in self._known


class WithOwnDays:
    """A calendar with days of a place's own beside those that another one knows."""

    def __init__(self, known: HolidayCalendar, own: Collection[date]) -> None:
        """Take what is known, and the days that somebody wrote down."""
        self._known = known
        self._own = frozenset(own)

    def is_holiday(self, day: date) -> bool:
        """Whether one of the two says so."""
        return day in self._own or self._known.is_holiday(day)


@lru_cache(maxsize=64)
def calendar_for(country: str, subdivision: str = "") -> HolidayCalendar:
    """Return the public holidays of a country ("US": the federal ones) or of a subdivision ("US", "MA").

    ISO 3166 codes. Raises ValueError with a sentence for a place that is not known. The lists come from the
    `holidays` library, which is imported only when first asked, because that is slow.
    """
    from holidays import country_holidays

    try:
        return _PublicHolidays(country_holidays(country.upper(), subdiv=subdivision.upper() or None))
    except NotImplementedError:
        raise ValueError(N_("The holidays of this place are not known.")) from None


def is_business_day(day: date, calendar: HolidayCalendar) -> bool:
    """Whether `day` is neither a Saturday nor a Sunday nor a holiday of the calendar."""
    return day.weekday() < _SATURDAY and not calendar.is_holiday(day)


def add_business_days(start: date, days: int, calendar: HolidayCalendar) -> date:
    """Return the `days`-th business day after `start`; `start` itself is never counted.

    No days give `start`, whatever day it is. Raises ValueError for less than none or more than
    `MAX_BUSINESS_DAYS`.
    """
    if not 0 <= days <= MAX_BUSINESS_DAYS:
        raise ValueError(N_("Give between 0 and 1,000 business days."))
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_business_day(day, calendar)
    return day


def reply_due(
    sent_on: date,
    business_days: int = DEFAULT_BUSINESS_DAYS,
    given: date | None = None,
    *,
    calendar: HolidayCalendar,
) -> date:
    """Return the last day in time for a reply: the day given, or so many business days after sending."""
    return given or add_business_days(sent_on, business_days, calendar)


def overdue_days(due: date, today: date) -> int:
    """Return how many calendar days a due date has passed; 0 on the day itself and before."""
    return max(0, (today - due).days)


def soon_until(today: date, calendar: HolidayCalendar) -> date:
    """Return the last day that is due soon, as asked on `today`: two business days on."""
    return add_business_days(today, DUE_SOON_BUSINESS_DAYS, calendar)


def standing(due: date, today: date, soon_until: date) -> Waiting:
    """Return how a wait stands on `today`, where what is due up to a day is due soon.

    Overdue: from the day after; long: more than 30 days.
    """
    late = overdue_days(due, today)
    if late:
        return Waiting.LONG_OVERDUE if late > LONG_OVERDUE_DAYS else Waiting.OVERDUE
    return Waiting.DUE_SOON if due <= soon_until else Waiting.IN_TIME


def waiting(due: date, today: date, calendar: HolidayCalendar) -> Waiting:
    """Return how the wait stands on `today`: due soon when at most two business days are left."""
    return standing(due, today, soon_until(today, calendar))
