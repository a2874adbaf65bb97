"""The target board: who moved lately, who has long not been heard of, and which of them somebody asks to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.campaigns import TargetPart
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import CurrentStance, current_of

MOVED_DAYS = 30
"""How many days back the board looks for stances that changed."""
QUIET_DAYS = 30
"""After how many days without contact a target is marked, unless the reader asks for another number."""
MOST_QUIET_DAYS = 3650


@dataclass(frozen=True)
class Move:
    """Somebody stands elsewhere than before. `before` is None where nothing was known."""

    before: CurrentStance | None
    now: CurrentStance

    @property
    def steps(self) -> int:
        """How many places of the scale, towards us if positive; 0 where nothing was known before."""
        return self.now.score - self.before.score if self.before is not None else 0


def move_since(entries: Iterable[CurrentStance], since: date) -> Move | None:
    """Return how somebody moved from a day on (that day included), by the dates of fact, else None.

    `entries` were neither superseded nor retracted. An entry that may or may not be older than that day, because
    its date is vague, is no move: nobody could say what it moved from.
    """
    known = list(entries)
    now = current_of(known)
    if now is None or now.stated_on.first_day is None or now.stated_on.first_day < since:
        return None
    before = current_of(each for each in known if each.stated_on.first_day is None or each.stated_on.first_day < since)
    return None if before is not None and before.score == now.score else Move(before, now)


def first_day_of_moves(today: date) -> date:
    """Return the first day of those that the board looks at."""
    return today - timedelta(days=MOVED_DAYS)


def days_without_contact(last_contact: PartialDate, today: date) -> int | None:
    """Return for how many days at least nobody was in touch; None where no contact is on file."""
    latest = last_contact.last_day
    return None if latest is None else max((today - latest).days, 0)


def is_quiet(days: int | None, limit: int) -> bool:
    """Tell whether somebody was not contacted for at least so many days, or never."""
    return days is None or days >= limit


@dataclass(frozen=True)
class Standing:
    """What a board's filters look at in one target."""

    part: TargetPart
    score: int | None
    has_moved: bool
    days_quiet: int | None
    asker_ref: str
    """The ref of who asks them, "" for nobody."""


@dataclass(frozen=True)
class BoardFilter:
    """Which targets somebody asks to see. Nothing chosen: all of them."""

    part: TargetPart | None = None
    scores: Sequence[int | None] = ()
    """Places of the scale; None among them is for those of whom nothing is known."""
    moved: bool = False
    quiet_days: int | None = None
    asker_ref: str | None = None
    """The ref of who asks, "" for those whom nobody asks yet."""

    def takes(self, target: Standing) -> bool:
        """Tell whether a target is among them."""
        return all(
            (
                self.part is None or target.part is self.part,
                not self.scores or target.score in self.scores,
                not self.moved or target.has_moved,
                self.quiet_days is None or is_quiet(target.days_quiet, self.quiet_days),
                self.asker_ref is None or target.asker_ref == self.asker_ref,
            )
        )
