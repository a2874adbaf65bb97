"""Holidays that a place keeps for itself: one day to a line, beside those that the library knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advocacy.domain.problems import Problem
from advocacy.domain.text import Limits, fold
from advocacy.domain.words import N_

MOST_DAYS = 1_000
YEARS_BACK = 5
YEARS_AHEAD = 5
"""As far as days that come back every year are written out."""
MOST_YEARS_AHEAD = 20


@dataclass(frozen=True, order=True)
class HolidayDay:
    """A day on which the offices of a place are closed, and what it is called."""

    day: date
    title: str = ""


@dataclass(frozen=True)
class HolidayFile:
    """What a calendar file says: the days, and a problem for each of its entries that is left out."""

    days: Sequence[HolidayDay]
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Clash:
    """A day that is on the list already, under another name than the new one."""

    day: date
    known: str
    new: str


def clashes(days: Iterable[HolidayDay], on_file: Mapping[date, str]) -> list[Clash]:
    """Return the days whose names differ from those on file; one without a name takes any, and gives way to none."""
    known = [(each, on_file.get(each.day, "")) for each in days if each.title]
    return [Clash(each.day, name, each.title) for each, name in known if name and fold(name) != fold(each.title)]


def as_lines(days: Iterable[HolidayDay]) -> str:
    """Return days as somebody would type them: "2026-12-24 Christmas Eve"."""
    return "\n".join(f"{each.day} {each.title}".strip() for each in days)


def of_lines(text: str) -> list[HolidayDay]:
    """Read days typed one to a line, in their order; the last line about a day counts. What is no day is left out."""
    known = {each.day: each for each in map(_of_line, text.splitlines()) if each is not None}
    return sorted(known.values())


def _of_line(line: str) -> HolidayDay | None:
    text, _, title = line.strip().partition(" ")
    try:
        return HolidayDay(date.fromisoformat(text), " ".join(title.split())) if len(text) == len("2026-12-24") else None
    except ValueError:
        return None


def check_lines(text: str, today: date) -> Iterator[Problem]:
    """Yield what is wrong with typed days: none, too many, a line that begins with no day, a year far away."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        yield Problem("days", N_("Write at least one day."))
    if len(lines) > MOST_DAYS:
        yield Problem("days", N_("At most %(most)s days at once."), {"most": f"{MOST_DAYS:,}"})
        return
    for line in lines:
        yield from _check_line(line, today)


def _check_line(line: str, today: date) -> Iterator[Problem]:
    found = _of_line(line)
    if found is None:
        yield Problem("days", N_("“%(line)s” does not begin with a day such as 2026-12-24."), {"line": line[:60]})
    elif not today.year - YEARS_BACK <= found.day.year <= today.year + MOST_YEARS_AHEAD:
        yield Problem("days", N_("Look at the year of “%(line)s”."), {"line": line[:60]})
    elif len(found.title) > Limits.MAX_SHORT:
        yield Problem("days", N_("The name of “%(line)s” is too long."), {"line": line[:60]})
