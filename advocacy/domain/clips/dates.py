"""Dates in a text: whole or partial, and those that count from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.clips.date_patterns import AHEAD, BACK, DATE, LEADS_AHEAD, MONTHS, NEAR, WEEKDAYS
from advocacy.domain.clips.findings import FoundDate
from advocacy.domain.clips.numbers import number_of
from advocacy.domain.text import fold

_BEFORE, _AFTER = 110, 60
_WORDY = re.compile(r"\w+\s+\w+\s+\w+\s*$")
_EVERY = re.compile(
    r"\b(?:every|each|first|second|third|fourth|last|alternate|cada|todos\s+los|los)\s+$", re.IGNORECASE
)
_IN_VIEW = re.compile(r"\b(?:ahead of|in advance of|prepar\w+ for|next)\s+$", re.IGNORECASE)
_SEASONS = {"winter": 12, "spring": 3, "summer": 6, "fall": 9, "autumn": 9, "invierno": 12, "primavera": 3}
_SEASONS |= {"verano": 6, "otono": 9}
"""The month with which each begins."""


@dataclass(frozen=True)
class _Place:
    """A match and the words around it."""

    match: re.Match[str]
    text: str
    published: date | None

    @property
    def is_told(self) -> bool:
        """Whether the words right after it look back ("By June it was $61 million")."""
        after = _clause_after(self.text[self.match.end() : self.match.end() + _AFTER])
        return BACK.search(after) is not None and AHEAD.search(after) is None

    @property
    def is_future(self) -> bool:
        """Whether the clause speaks of what is to come."""
        start, end = self.match.span()
        before = _clause_before(self.text[max(0, start - _BEFORE) : start + _lead(self.match)])
        following_text = self.text[end : end + _AFTER]
        after = _clause_after(following_text) if _WORDY.search(before) else _sentence_after(following_text)
        if LEADS_AHEAD.search(before):
            return True
        if self.text[end : end + 2] in {"'s", "’s"}:  # "Monday's vote ends the debate"
            return _IN_VIEW.search(before) is not None
        ahead, back = _last_end(AHEAD, before), _last_end(BACK, before)
        if ahead or back:
            return ahead >= back
        following = AHEAD.search(after)
        past = BACK.search(after)
        return following is not None and (past is None or following.start() < past.start())


def _lead(match: re.Match[str]) -> int:
    """Return how much of a match stands before the date itself ("since" before "January")."""
    named = match.start("m4")
    return max(0, named - match.start()) if named >= 0 else 0


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)


def _clause_before(text: str) -> str:
    return re.split(r"(?<![ap]\.m)[.;!?”\"\n]\s|,\s(?:who|which|whose|quien|que)\b", text)[-1]


def _clause_after(text: str) -> str:
    return re.split(r"[.;!?“\"\n,]|\b(?:that|que)\b", text)[0]


def _sentence_after(text: str) -> str:
    """Return the words after a date that begins its sentence: "In April, the road will close"."""
    return re.split(r"[.;!?“\"\n]", text)[0]


def dates_of(
    text: str, published: date | None, is_quoted: Callable[[int], bool] = lambda _at: False
) -> Iterator[FoundDate]:
    """Yield the dates of a text in their order; `published` is the day from which "Monday" and "last year" count.

    "Today" in somebody's words is the day they spoke, which the text may not say: `is_quoted` tells of a character
    whether it stands in quotation marks.
    """
    for match in DATE.finditer(text):
        start, end = match.span()
        words = match.group()
        kind = next(name for name in _READERS if match.group(name) is not None)
        if kind == "month":
            begin = "prep" if match.group("prep").lower() == "mid" else "m4"
            start = match.start(begin)
            words = text[start:end]
        if kind == "season":
            start = match.start("s2") - len("the ")
            words = text[start:end]
        try:
            value = _READERS[kind](_Place(match, text, published))
        except OverflowError:  # the day before the first or after the last of the calendar
            value = ""
        if value == _NOT_A_DATE:
            continue
        if kind == "near" and is_quoted(start):
            value = ""
        yield FoundDate(start, end, " ".join(words.split()), value or None)


_NOT_A_DATE = "-"


def _iso(place: _Place) -> str:
    return _whole(*(int(part) for part in place.match.group("iso").split("-")))


def _slashes(place: _Place) -> str:
    """Month before day, as in the United States; a date that can be read in two ways has no value."""
    month, day, year = (int(part) for part in place.match.group("slashes").split("/"))
    year += 2000 if year < 100 else 0
    if month > 12 >= day:
        month, day = day, month
    elif month <= 12 and day <= 12 and month != day:
        return ""
    return _whole(year, month, day)


def _mdy(place: _Place) -> str:
    return _with_year(place, _month(place, "m1"), int(place.match.group("d1")), place.match.group("y1"))


def _dmy(place: _Place) -> str:
    word = place.match.group("d2")
    day = 1 if word.startswith("primero") else int(word.rstrip("°º"))
    return _with_year(place, _month(place, "m2"), day, place.match.group("y2"))


def _month(place: _Place, group: str) -> int:
    return MONTHS[place.match.group(group).rstrip(".").lower()]


def _with_year(place: _Place, month: int, day: int, year: str | None) -> str:
    if year:
        return _whole(int(year), month, day)
    if place.published is None:
        return ""
    found = _whole(_year_of(place, month, day), month, day)
    return found or _NOT_A_DATE


def _year_of(place: _Place, month: int, day: int) -> int:
    """Return the year of a day without one: the last before the article, the next where the clause looks ahead."""
    today = place.published or date.min
    later = (month, day) > (today.month, today.day)
    if place.is_future:
        return today.year if later or (month, day) == (today.month, today.day) else today.year + 1
    return today.year - 1 if later and _months_ahead(today, month) > 2 else today.year


def _months_ahead(today: date, month: int) -> int:
    return (month - today.month) % 12


def _whole(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _my(place: _Place) -> str:
    return f"{place.match.group('y3')}-{_month(place, 'm3'):02d}"


def _year(place: _Place) -> str:
    return place.match.group("year")


def _bare_month(place: _Place) -> str:
    if place.published is None:
        return ""
    month, today = _month(place, "m4"), place.published
    prep = place.match.group("prep").lower()
    if prep == "by" and place.is_told:
        year = today.year if month <= today.month else today.year - 1
    elif prep in {"next", "by", "until", "hasta", "para"} or (
        place.is_future and prep not in {"since", "desde", "last"}
    ):
        year = today.year if month >= today.month else today.year + 1
    else:
        year = today.year if month <= today.month else today.year - 1
    return f"{year}-{month:02d}"


def _weekday(place: _Place) -> str:
    today = place.published
    if today is None:
        return ""
    day = WEEKDAYS[place.match.group("w1").lower()]
    before = place.text[max(0, place.match.start() - 14) : place.match.start()]
    if place.match.group("rel1") is None and _EVERY.search(before):
        return _NOT_A_DATE
    how = fold(f"{place.match.group('rel1') or ''} {place.match.group('rel2') or ''}")
    back, ahead = (today.weekday() - day) % 7, (day - today.weekday()) % 7
    if any(word in how for word in ("next", "coming", "proximo", "viene")):
        return (today + timedelta(days=ahead or 7)).isoformat()
    if any(word in how for word in ("last", "past", "pasado")):
        return (today - timedelta(days=back or 7)).isoformat()
    if place.is_future or how == "this":
        return (today + timedelta(days=ahead)).isoformat()
    return (today - timedelta(days=back)).isoformat()


def _near(place: _Place) -> str:
    if place.published is None:
        return ""
    words = " ".join(place.match.group("near").lower().split())
    return (place.published + timedelta(days=NEAR.get(words, 0))).isoformat()


def _unit(place: _Place) -> str:
    words, unit = place.match.group("rel3").lower(), place.match.group("u1").lower()
    step = {"last": -1, "next": 1}.get(words, 0)
    return _stepped(place.published, unit, step)


_UNITS = {"mes": "month", "ano": "year", "primavera": "spring", "verano": "summer", "otono": "fall"}
_UNITS |= {"invierno": "winter"}


def _unit_es(place: _Place) -> str:
    unit = _UNITS.get(fold(place.match.group("u2")), "week")
    words = fold(f"{place.match.group('pre') or ''} {place.match.group('rel4') or ''}")
    first = fold(place.match.group("unites")).split()[0]
    if not words and first in {"la", "el"} and (unit not in _SEASONS or not place.is_future):
        return _NOT_A_DATE
    if not words and first in {"la", "el"} and place.published is not None:
        return str(place.published.year + (place.published.month >= _SEASONS[unit]))
    step = -1 if "pasad" in words else 1 if words else 0
    return _stepped(place.published, unit, step)


def _stepped(today: date | None, unit: str, step: int) -> str:
    if today is None:
        return ""
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        return _months_from(today, step)
    return str(today.year) if unit in _SEASONS and unit != "winter" and not step else ""


def _season(place: _Place) -> str:
    """ "In the spring": the next one where the clause looks ahead, else the last."""
    today, begins = place.published, _SEASONS[place.match.group("s2").lower()]
    if today is None:
        return ""
    if place.is_future:
        return str(today.year if today.month < begins + 3 else today.year + 1)
    return str(today.year if today.month >= begins else today.year - 1)


def _months_from(today: date, step: int) -> str:
    count = today.year * 12 + today.month - 1 + step
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _ago(place: _Place) -> str:
    group = ("n1", "u3") if place.match.group("ago") else ("n2", "u4")
    count, unit = number_of(fold(place.match.group(group[0]))), fold(place.match.group(group[1]))
    today = place.published
    if today is None or count is None:
        return ""
    if unit.startswith(("day", "dia")):
        return (today - timedelta(days=int(count))).isoformat()
    if unit.startswith(("month", "mes")):
        return _months_from(today, -int(count))
    if unit.startswith(("year", "ano")):
        return str(today.year - int(count))
    return ""


_READERS = {
    "iso": _iso,
    "slashes": _slashes,
    "mdy": _mdy,
    "dmy": _dmy,
    "my": _my,
    "relday": _weekday,
    "near": _near,
    "unit": _unit,
    "unites": _unit_es,
    "ago": _ago,
    "hace": _ago,
    "month": _bare_month,
    "year": _year,
    "season": _season,
}
