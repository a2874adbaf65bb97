"""What an activity report counts: one definition for the page, the files and the totals."""

from dataclasses import dataclass
from datetime import date

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_


@dataclass(frozen=True)
class ReportFilter:
    """The activities a report is about.

    A period contains a date when it contains it wholly; dates that straddle its edge, and dates that are not known,
    are listed apart and not counted. Empty tuples and None mean: all. `sides` is *ours* unless asked otherwise.
    """

    first_day: date | None = None
    last_day: date | None = None
    campaign_ids: tuple[int, ...] = ()
    kinds: tuple[ActivityKind, ...] = ()
    person_ids: tuple[int, ...] = ()
    organization_ids: tuple[int, ...] = ()
    author_ids: tuple[int, ...] = ()
    sides: tuple[Side, ...] = (Side.OURS,)

    @property
    def has_period(self) -> bool:
        """Whether dates matter."""
        return self.first_day is not None or self.last_day is not None


def check_filter(wanted: ReportFilter) -> list[Problem]:
    """Return what is wrong with a filter: a period that ends before it begins."""
    if wanted.first_day and wanted.last_day and wanted.last_day < wanted.first_day:
        return [Problem("to", N_("The period ends before it begins."))]
    return []
