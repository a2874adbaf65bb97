"""Dates and times in the words of a reader: for pages, files and mail alike.

The patterns are those of the Unicode CLDR, read through Babel. Formatting is slow and a list prints the same
days again and again, so what depends on a day and a language only is remembered.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    format_timedelta,
    get_timezone,
    get_timezone_name,
)

from advocacy.domain.localtime import local_day, to_local
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.words import N_
from advocacy.languages import gettext_for

_NEAR = timedelta(days=7)
_NEAR_WORDS = {0: N_("Today"), -1: N_("Yesterday"), 1: N_("Tomorrow")}
_ALWAYS_DAYS = float("inf")
_TWELVE_HOURS = {"en", "es"}
"""Languages whose readers here use a clock of twelve hours, whatever is usual elsewhere."""

NOT_KNOWN = N_("Date not known")
WITH_NOTE = N_("%(date)s (%(note)s)")
WEEKDAY_AND_DAY = N_("%(weekday)s, %(day)s")
DAY_AND_TIME = N_("%(day)s, %(time)s")
NEAR_AND_DATE = N_("%(near)s, %(date)s")
JUST_NOW = N_("Just now")
MINUTES_AGO = N_("%(minutes)s min ago")
HOURS_AGO = N_("%(hours)s h ago")
NO_HOLIDAYS = N_("None")
FEDERAL_HOLIDAYS = N_("Federal holidays")
STATE_HOLIDAYS = N_("Federal holidays and those of %(state)s")


def partial_date(value: PartialDate, locale: str, note: str = "") -> str:
    """Return the date as far as it is known: "Feb 2, 2017", "Aug 2014", "2011" or "Date not known".

    A note in words ("Monday night") stands behind it in brackets, or alone where no date is known.
    """
    if not note:
        return _printed(value.text, locale)
    if not value:
        return note
    return gettext_for(locale)(WITH_NOTE) % {"date": _printed(value.text, locale), "note": note}


def long_date(value: PartialDate, locale: str) -> str:
    """Return a date as letters write it, "February 2, 2017"; one that is not known to the day as far as it is known."""
    if value.precision is not Precision.DAY:
        return partial_date(value, locale)
    return str(format_date(value.first_day, format="long", locale=locale))


def day(value: date | PartialDate, locale: str, today: date) -> str:
    """Return the day as said on `today`: "Today", "Yesterday", "Monday, May 1" near it, else in full."""
    if not isinstance(value, PartialDate):
        value = PartialDate.of(value)
    if value.precision is Precision.DAY and value.first_day and abs(value.first_day - today) <= _NEAR:
        return _near(value.first_day, (value.first_day - today).days, locale)
    return _printed(value.text, locale)


def time_of_day(at: datetime, zone: str, locale: str) -> str:
    """Return the time that the clock of the zone shows at the moment: "6:30 pm", "6:30 p. m."."""
    shown = to_local(at, zone)
    return _clock(shown.hour, shown.minute, locale)


def clock(minute: int, locale: str) -> str:
    """Return a minute of the day as a clock shows it: "9:00 pm", "9:00 p. m."."""
    return _clock(*divmod(minute, 60), locale)


def moment(at: datetime, zone: str, locale: str) -> str:
    """Return the day and time in the zone: "Apr 20, 2017, 6:30 pm"."""
    words = {
        "day": _printed(PartialDate.of(local_day(at, zone)).text, locale),
        "time": time_of_day(at, zone, locale),
    }
    return gettext_for(locale)(DAY_AND_TIME) % words


def day_and_time(at: datetime, zone: str, locale: str, today: date) -> str:
    """Return the moment of an appointment, its day in words when near: "Monday, May 1, 6:30 pm"."""
    words = {"day": day(local_day(at, zone), locale, today), "time": time_of_day(at, zone, locale)}
    return gettext_for(locale)(DAY_AND_TIME) % words


def day_told(value: date, locale: str, today: date) -> str:
    """Return a day for mail, which is read later: a near one in words and in full, "Tomorrow, Nov 24, 2026"."""
    words = day(value, locale, today)
    if (value - today).days not in _NEAR_WORDS:
        return words
    return gettext_for(locale)(NEAR_AND_DATE) % {"near": words, "date": _printed(PartialDate.of(value).text, locale)}


def moment_told(at: datetime, zone: str, locale: str, today: date) -> str:
    """Return a moment for mail: "Tomorrow, Nov 24, 2026, 6:30 pm"."""
    words = {"day": day_told(local_day(at, zone), locale, today), "time": time_of_day(at, zone, locale)}
    return gettext_for(locale)(DAY_AND_TIME) % words


def ago(at: datetime, now: datetime, zone: str, locale: str) -> str:
    """Return how long ago a moment was, up to a day ("20 min ago", "3 h ago"); before that, its day."""
    minutes = int((now - at).total_seconds() // 60)
    gettext = gettext_for(locale)
    if not 0 <= minutes < 24 * 60:
        return day(local_day(at, zone), locale, local_day(now, zone))
    if minutes == 0:
        return gettext(JUST_NOW)
    if minutes < 60:
        return gettext(MINUTES_AGO) % {"minutes": minutes}
    return gettext(HOURS_AGO) % {"hours": minutes // 60}


def days_ago(value: date, today: date, locale: str) -> str:
    """Return how many days ago it was, in words: "Today", "Yesterday", "3 days ago", "in 3 days"."""
    return _days_from_now((value - today).days, locale)


@lru_cache(maxsize=4096)
def day_parts(value: date, locale: str) -> tuple[str, str, str]:
    """Return short month, day and short weekday for a date box: "May", "1", "Mon"."""
    month = format_date(value, "MMM", locale=locale).rstrip(".")
    return month, str(value.day), format_date(value, "EEE", locale=locale).rstrip(".")


def period(first: date, last: date, locale: str) -> str:
    """Return a span of days: "Jan 1 – May 1, 2017"; one day alone is printed once."""
    return _span(first, last, locale)


@lru_cache(maxsize=512)
def zone_words(zone: str, locale: str) -> str:
    """Return what people call a time zone: "Eastern Time" for America/New_York; its code where it has no name."""
    if zone == "UTC":
        return zone
    try:
        words = get_timezone_name(get_timezone(zone), width="long", locale=locale, zone_variant="generic")
    except LookupError:
        return zone
    return words[:1].upper() + words[1:]


def holiday_words(codes: str, locale: str) -> str:
    """Return whose holidays a place keeps: "US" are the federal ones, "US-MA" those and the state's."""
    gettext = gettext_for(locale)
    country, _dash, state = codes.partition("-")
    if country != "US":
        return codes or gettext(NO_HOLIDAYS)
    return gettext(STATE_HOLIDAYS) % {"state": state} if state else gettext(FEDERAL_HOLIDAYS)


@lru_cache(maxsize=8192)
def _printed(text: str, locale: str) -> str:
    value = PartialDate(text)
    if value.first_day is None:
        return gettext_for(locale)(NOT_KNOWN)
    if value.precision is Precision.YEAR:
        return text
    if value.precision is Precision.MONTH:
        return _plain(format_skeleton("yMMM", value.first_day, locale=locale))
    return _plain(format_date(value.first_day, "medium", locale=locale))


@lru_cache(maxsize=2048)
def _near(value: date, days: int, locale: str) -> str:
    if days in _NEAR_WORDS:
        return gettext_for(locale)(_NEAR_WORDS[days])
    words = {
        "weekday": format_date(value, "EEEE", locale=locale),
        "day": _plain(format_skeleton("MMMMd", value, locale=locale)),
    }
    return gettext_for(locale)(WEEKDAY_AND_DAY) % words


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, locale: str) -> str:
    shown = datetime(2000, 1, 1, hour, minute)  # noqa: DTZ001 - only the time is printed
    if locale[:2] not in _TWELVE_HOURS:
        return _plain(format_time(shown, "short", locale=locale))
    text = format_time(shown, "h:mm a", locale=locale)
    return text.lower() if locale[:2] == "en" else text.replace("\u202f", "\u00a0")


@lru_cache(maxsize=1024)
def _days_from_now(days: int, locale: str) -> str:
    if days in _NEAR_WORDS:
        return gettext_for(locale)(_NEAR_WORDS[days])
    delta = timedelta(days=days)
    return _plain(format_timedelta(delta, granularity="day", threshold=_ALWAYS_DAYS, add_direction=True, locale=locale))


@lru_cache(maxsize=1024)
def _span(first: date, last: date, locale: str) -> str:
    return _plain(format_interval(first, last, "yMMMd", locale=locale))


def _plain(text: str) -> str:
    """Return the text with ordinary blanks in place of CLDR's narrow and thin ones, which few fonts have."""
    return text.replace("\u202f", " ").replace("\u2009", " ").replace("\u00a0", " ")
