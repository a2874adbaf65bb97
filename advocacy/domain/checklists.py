"""Checklists: what is to be done each time, so many days before or after a day."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_WEEK = 7
_BEFORE = ("before", "antes")
_COUNT = r"(?P<sign>[-+−–]?)(?P<digits>[0-9]+)"
_UNIT = r"(?P<unit>days?|d[ií]as?|weeks?|semanas?)"
_WAY = r"before|after|antes|despu[eé]s"
_IN_WORDS = re.compile(
    rf"{_COUNT} ?(?:{_UNIT} |(?=(?:{_WAY}) ?:))(?P<way>{_WAY})\b"
    r"(?: (?:the|it|el|la|del|de)\b[^:]{0,40}:| ?[:,–—-])? ?(?P<what>\S.*)",
    re.IGNORECASE,
)
"""As people say it: "5 days before: Print the flyer", "2 semanas antes del acto: …"."""
_IN_SIGNS = re.compile(rf"{_COUNT}(?:(?: ?{_UNIT})? ?:(?![0-9]) ?| (?:[–—-] )?)(?P<what>\S.*)", re.IGNORECASE)
"""As the form asks for it, "-5 Print the flyer", also with a colon; "10:30 Open the doors" is no number of days."""
_OTHER_UNIT = re.compile(
    rf"{_COUNT} ?(?:hours?|hrs?|h|minutes?|min|months?|years?|business|working|calendar|weekdays?"
    rf"|horas?|minutos?|mes|meses|años?|d[ií]as? h[aá]biles)\b.*\b(?:{_WAY})\b",
    re.IGNORECASE,
)
_LIKE_DAYS = re.compile(r"[-+−–] ?[0-9]|[0-9]{1,4} ?(?:[.):](?![0-9])|$)")

BEFORE_WHO = "|"
"""Stands in a line before who does it."""
LEAD = ("lead", "responsable")
"""What stands there for who leads the campaign, in either language; the first is written back."""

APPLIED_TO = (RecordKind.CAMPAIGN, RecordKind.EVENT, RecordKind.MEASURE, RecordKind.MEETING)
"""What a checklist can be applied to."""

UNCLEAR = N_(
    "“%(line)s” begins like a number of days, but cannot be read. Write the days first, then what is to be done: "
    "-5 Print the flyer. Where no days are meant, begin with a word."
)


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
    line, who = " ".join(line.split()), " ".join(who.split())
    found = None if is_unclear(line) else _IN_WORDS.match(line) or _IN_SIGNS.match(line)
    if found is None or (len(found["digits"]) > MOST_DIGITS and not found["sign"]):
        return Item(0, line, who)
    return Item(_days(found.groupdict()), found["what"], who)


def _days(read: Mapping[str, str | None]) -> int:
    digits, unit, way = (fold(read.get(part) or "") for part in ("digits", "unit", "way"))
    if len(digits) > MOST_DIGITS:
        days = MOST_DAYS + 1  # too far away, whatever it says
    else:
        days = int(digits) * (_WEEK if unit.startswith(("week", "semana")) else 1)
    is_before = way in _BEFORE or (not way and read["sign"] not in ("", "+"))
    return -days if is_before else days


def is_unclear(line: str) -> bool:
    """Tell whether a line begins like a number of days that cannot be read: "-5", "1. Print", "2 hours before: …"."""
    words = _IN_WORDS.match(line)
    if words is not None:
        return fold(words["way"]) not in _BEFORE and words["sign"] not in ("", "+")
    return bool(_OTHER_UNIT.match(line)) or (_IN_SIGNS.match(line) is None and bool(_LIKE_DAYS.match(line)))


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
        if item.days == 0 and is_unclear(item.what):
            yield Problem("lines", UNCLEAR, {"line": item.what[:60]})
        if not item.what:
            yield Problem("lines", N_("Say what %(who)s is to do."), {"who": item.who[:60]})
        if abs(item.days) > MOST_DAYS:
            yield Problem("lines", N_("“%(what)s” is more than two years away."), {"what": item.what[:60]})
        if len(item.what) > Limits.MAX_SHORT:
            yield Problem("lines", N_("“%(what)s…” is too long: at most 300 characters."), {"what": item.what[:60]})
