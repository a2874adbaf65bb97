"""Checklists: what is to be done each time, so many days before or after a day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.problems import Problem
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits, fold
from advocacy.domain.words import N_

MOST_ITEMS = 60
MOST_DAYS = 730
MOST_DIGITS = 4
"""A longer number is no number of days, unless a sign stands before it: then it is too far away."""
_SATURDAY = 5

BEFORE_WHO = "|"
"""Stands in a line before who does it."""
LEAD = ("lead", "responsable")
"""What stands there for who leads the campaign, in either language; the first is written back."""

APPLIED_TO = (RecordKind.CAMPAIGN, RecordKind.EVENT, RecordKind.MEASURE, RecordKind.MEETING)
"""What a checklist can be applied to."""


@dataclass(frozen=True)
class Item:
    """One thing to do, `days` after the day (before it, when negative).

    `who` does it: somebody's name as typed, one of `LEAD`, or "" for whoever is chosen each time.
    """

    days: int
    what: str
    who: str = ""

    @property
    def is_for_lead(self) -> bool:
        """Whether it falls to who leads the campaign."""
        return fold(self.who) in LEAD

    def due(self, day: date) -> date:
        """Return its day. Weekends are left alone: events are mostly held on one."""
        return day + timedelta(days=self.days)

    def is_past(self, day: date, today: date) -> bool:
        """Whether its day has gone by."""
        return self.due(day) < today

    def is_on_weekend(self, day: date) -> bool:
        """Whether its day is a Saturday or a Sunday."""
        return self.due(day).weekday() >= _SATURDAY


@dataclass(frozen=True)
class ChecklistDetails:
    """A checklist as somebody wrote it down, its items one to a line: "-14 Book the room | Ana Example"."""

    title: str
    note: str = ""
    lines: str = ""


def items_of(text: str) -> list[Item]:
    """Read the items of a checklist, by their days; what has no number of days is on the day itself."""
    items = [_item(line) for line in text.splitlines() if line.strip()]
    return sorted(items, key=lambda item: item.days)


def _item(line: str) -> Item:
    line, _, who = line.partition(BEFORE_WHO)
    who = " ".join(who.split())
    first, _, rest = line.strip().partition(" ")
    sign, digits = (first[0], first[1:]) if first[:1] and first[0] in "+-−" else ("+", first)
    is_number = digits.isascii() and digits.isdigit()
    if rest.strip() and is_number and (len(digits) <= MOST_DIGITS or first[0] in "+-−"):
        days = int(digits) if len(digits) <= MOST_DIGITS else MOST_DAYS + 1  # too far away, whatever it says
        return Item(days if sign == "+" else -days, " ".join(rest.split()), who)
    return Item(0, " ".join(line.split()), who)


def as_lines(items: Iterable[Item]) -> str:
    """Return items as somebody would type them."""
    return "\n".join(f"{item.days} {item.what}" + (f" {BEFORE_WHO} {item.who}" if item.who else "") for item in items)


def check(details: ChecklistDetails) -> Iterator[Problem]:
    """Yield what is wrong with a checklist: no name, nothing to do, too much, too far away."""
    if not details.title.strip():
        yield Problem("title", N_("Give it a name."))
    items = items_of(details.lines)
    if not items:
        yield Problem("lines", N_("Write at least one thing to do."))
    if len(items) > MOST_ITEMS:
        yield Problem("lines", N_("At most %(most)s things to do."), {"most": MOST_ITEMS})
    yield from _check_items(items[:MOST_ITEMS])


def _check_items(items: Sequence[Item]) -> Iterator[Problem]:
    for item in items:
        if not item.what:
            yield Problem("lines", N_("Say what %(who)s is to do."), {"who": item.who[:60]})
        if abs(item.days) > MOST_DAYS:
            yield Problem("lines", N_("“%(what)s” is more than two years away."), {"what": item.what[:60]})
        if len(item.what) > Limits.MAX_SHORT:
            yield Problem("lines", N_("“%(what)s…” is too long: at most 300 characters."), {"what": item.what[:60]})
