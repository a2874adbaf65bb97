"""A month as a calendar draws it, and the kinds of things that stand in it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advocacy.domain.localtime import to_local
from advocacy.domain.words import N_, Word

_MONTH = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])")
_WEEKS = calendar.Calendar(firstweekday=calendar.SUNDAY)
SMALL_HOURS = 6
"""An evening that ends before this hour of the next day stands on one day."""
MOST_DAYS = 31


class ItemKind(Word):
    """What stands in a calendar, in the order of a day."""

    EVENT = "event", N_("Event")
    MEETING = "meeting", N_("Meeting")
    NEXT_DATE = "next_date", N_("Next date of a resolution")
    VOTE = "vote", N_("Vote")
    REPLY_DUE = "reply_due", N_("Reply due")
    SIGN_BY = "sign_by", N_("Signatures asked for by this day")
    SIGN_UNTIL = "sign_until", N_("Last day to sign")
    COMMENT_BY = "comment_by", N_("Last day to sign up to speak")
    TASK = "task", N_("Task due")
    COMMITMENT = "commitment", N_("Commitment due")


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """Read "2017-05"; None for anything else, and for the first and last year, which have no neighbors."""
        found = _MONTH.fullmatch(text)
        if found is None or found[1] in {"1000", "9999"}:
            return None
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        """Return "2017-05", as in addresses and partial dates."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.first.replace(day=calendar.monthrange(self.year, self.month)[1])

    @property
    def previous(self) -> Month:
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def next(self) -> Month:
        """The month after."""
        return Month.of(self.last + timedelta(days=1))

    def weeks(self) -> list[list[date]]:
        """Return its weeks, Sunday first, filled with days of the months around it."""
        return _WEEKS.monthdatescalendar(self.year, self.month)


def days_of(first_day: date, ends_at: datetime | None, zone: str) -> list[date]:
    """Return the days on which something stands that begins on a day and, if that is known, ends at a moment."""
    if ends_at is None:
        return [first_day]
    end = to_local(ends_at, zone)
    last = end.date() - timedelta(days=1) if end.hour < SMALL_HOURS and end.date() > first_day else end.date()
    span = max(0, min((last - first_day).days, MOST_DAYS))
    return [first_day + timedelta(days=number) for number in range(span + 1)]
