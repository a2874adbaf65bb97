"""Holidays from a calendar file (iCalendar, RFC 5545): whole days, once or every year."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from time import thread_time as time_used
from typing import TYPE_CHECKING, Any

from advocacy.domain.holidays import MOST_DAYS, YEARS_AHEAD, HolidayDay, HolidayFile
from advocacy.domain.problems import Problem, Refused
from advocacy.domain.text import Limits
from advocacy.domain.words import N_

if TYPE_CHECKING:
    from icalendar import Event

MOST_BYTES = 1_000_000
MOST_EVENTS = 2_000
MOST_SECONDS = 5
"""Of computing for all rules of a file together: one that names no day of any year is looked for to the year 9999."""
LONGEST_CLOSING = 31
"""Days: offices that are closed for longer are not on a holiday."""
EARLIEST = 1904
"""A rule that began before this leap year is read as if it had begun in it."""

NO_CALENDAR = N_("This is no calendar file. It begins with BEGIN:VCALENDAR and mostly ends in .ics.")
NO_DAYS = N_("No whole day of these years stands in this file.")
TOO_MANY = N_("Too much stands in this file: at most %(most)s entries and as many days.")
TIMED = N_("“%(title)s” has a time of day, so it is no holiday. It is left out.")
NO_DATE = N_("“%(title)s” has no date that can be read. It is left out.")
TOO_LONG = N_("“%(title)s” lasts longer than a month. It is left out.")
TOO_TANGLED = N_("The rules in this file take too long to work out. Write its days down one by one instead.")
ODD_RULE = N_("“%(title)s” comes back by a rule that is not once a year. Only its first days are taken.")

_YEARLY = {"FREQ", "INTERVAL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"}
MOST_OFTEN = 12
"""A rule that names more days a year than this is the work week of somebody, not their holidays."""


class _LeftOut(Exception):
    """An entry that is no holiday. Carries the sentence."""


def read_holidays(data: bytes, today: date) -> HolidayFile:
    """Return the whole days of last year up to five years ahead; raise Refused for what is no calendar.

    What comes back every year is written out for these years. An entry that is left out gets a problem that names it.
    """
    first, last = date(today.year - 1, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)
    problems: list[Problem] = []
    days: dict[date, str] = {}
    began = time_used()
    for entry in _entries(data):
        title = _title(entry)
        if time_used() - began > MOST_SECONDS:
            raise Refused.at("file", TOO_TANGLED)
        for day in _days_of(entry, title, first, last, problems):
            days.setdefault(day, title)
        if len(days) > MOST_DAYS:
            raise Refused.at("file", TOO_MANY, most=f"{MOST_DAYS:,}")
    if not days and not problems:
        raise Refused.at("file", NO_DAYS)
    return HolidayFile([HolidayDay(day, days[day]) for day in sorted(days)], problems)


def _entries(data: bytes) -> "list[Event]":
    from icalendar import Calendar

    if len(data) > MOST_BYTES or data.count(b"BEGIN:") > MOST_EVENTS:
        raise Refused.at("file", TOO_MANY, most=f"{MOST_EVENTS:,}")
    try:
        calendar = Calendar.from_ical(data.decode("utf-8-sig"))
        entries: list[Any] = calendar.walk("VEVENT")
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise Refused.at("file", NO_CALENDAR) from None
    return [entry for entry in entries if str(entry.get("STATUS", "")).upper() != "CANCELLED"]


def _title(entry: "Event") -> str:
    return " ".join(str(entry.get("SUMMARY", "")).split())[: Limits.MAX_SHORT]


def _days_of(entry: "Event", title: str, first: date, last: date, problems: list[Problem]) -> list[date]:
    """Return the days of one entry within these years; note what is wrong with it."""
    earliest = first - timedelta(days=LONGEST_CLOSING)
    try:
        start, length = _span(entry)
        begins = _beginnings(entry, start, earliest, last)
    except _LeftOut as why:
        problems.append(Problem("file", str(why), {"title": title or "?"}))
        if str(why) != ODD_RULE:
            return []
        begins = [start]
    days = [day + timedelta(days=number) for day in begins if earliest <= day <= last for number in range(length)]
    return [day for day in days if first <= day <= last]


def _span(entry: "Event") -> tuple[date, int]:
    """Return the first day and how many there are. RFC 5545: DTEND is the day after the last."""
    start, end = _value(entry, "DTSTART"), _value(entry, "DTEND")
    if isinstance(start, datetime):
        raise _LeftOut(TIMED)
    if not isinstance(start, date):
        raise _LeftOut(NO_DATE)
    length = (end - start).days if isinstance(end, date) and not isinstance(end, datetime) else _lasting(entry)
    if length > LONGEST_CLOSING:
        raise _LeftOut(TOO_LONG)
    return start, max(1, length)


def _lasting(entry: "Event") -> int:
    lasting = _value(entry, "DURATION")
    return lasting.days if isinstance(lasting, timedelta) else 1


def _value(entry: "Event", name: str) -> Any:
    """Return a date, a moment or a length of time; None for what is missing or cannot be read."""
    found = entry.get(name)
    try:
        return getattr(found, "dt", None)
    except (AttributeError, ValueError):  # the library keeps what is broken, and raises when one asks
        return None


def _beginnings(entry: "Event", start: date, first: date, last: date) -> list[date]:
    """Return the days on which it begins, as its rule, its added and its excepted days say."""
    rule = entry.get("RRULE")
    found = {start, *_listed(entry, "RDATE")}
    if rule is not None:
        found |= set(_by_rule(rule, start, first, last))
    return sorted(found - set(_listed(entry, "EXDATE")))


def _listed(entry: "Event", name: str) -> Iterator[date]:
    lists = entry.get(name)
    for each in lists if isinstance(lists, list) else [lists]:
        for value in getattr(each, "dts", ()):
            if isinstance(value.dt, date):
                yield value.dt.date() if isinstance(value.dt, datetime) else value.dt


def _by_rule(rule: Any, start: date, first: date, last: date) -> list[date]:
    """Write a yearly rule out. Raises _LeftOut for every other one: holidays come back once a year."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # (icalendar needs it too)

    try:
        text, until = _yearly(rule, last)
        written = rrulestr(text, dtstart=_midnight(start if start.year > EARLIEST else start.replace(year=EARLIEST)))
        found = [each.date() for each in written.between(_midnight(first), _midnight(until), inc=True)]
    except (ValueError, TypeError, AttributeError):  # what the library could not read raises when one asks
        raise _LeftOut(ODD_RULE) from None
    if len(found) > MOST_OFTEN * (last.year - first.year + 1):
        raise _LeftOut(ODD_RULE)
    return found


def _yearly(rule: Any, last: date) -> tuple[str, date]:
    """Return a rule without its end, and its end or the last day wanted. Raises ValueError if it is not yearly."""
    parts = {str(name).upper(): value for name, value in rule.items()}
    until = (parts.pop("UNTIL", None) or [last])[0]
    interval = int((parts.get("INTERVAL") or [1])[0])
    if parts.get("FREQ") != ["YEARLY"] or set(parts) - _YEARLY or not 1 <= interval <= MOST_DAYS:
        raise ValueError(ODD_RULE)
    text = ";".join(f"{name}={','.join(str(each) for each in value)}" for name, value in parts.items())
    return text, min(until.date() if isinstance(until, datetime) else until, last)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
