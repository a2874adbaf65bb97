"""Where the points of "Stance over time" stand: by their dates, but never on top of each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import CurrentStance

LEFT, RIGHT = 44.0, 95.0
"""Percent of the width: the words of the scale stand left of it."""
GAP = 7.2
"""Percent between two points, so that they can be told apart on a phone."""
MOST_POINTS = 8


@dataclass(frozen=True)
class Point:
    """One dated entry on the chart: how far right in percent, which place of the scale, which date."""

    x: float
    entry: CurrentStance
    is_new_year: bool
    """Whether the year is another one than that of the point before."""

    @property
    def on(self) -> PartialDate:
        """The date of the fact."""
        return self.entry.stated_on


def points_of(entries: Sequence[CurrentStance]) -> tuple[Point, ...]:
    """Return the latest eight dated entries as points, the earliest first. Undated ones have no place in time."""
    dated = [(first.toordinal(), entry) for entry in entries if (first := entry.stated_on.first_day) is not None]
    shown = sorted(dated, key=lambda pair: (pair[1].stated_on.text, pair[1].stance_id))[-MOST_POINTS:]
    places = _apart(_by_time([day for day, _entry in shown]))
    points: list[Point] = []
    for place, (_day, entry) in zip(places, shown, strict=True):
        before = points[-1].on.text[:4] if points else ""
        points.append(Point(place, entry, entry.stated_on.text[:4] != before))
    return tuple(points)


def _by_time(days: Sequence[int]) -> list[float]:
    """Return places between the edges in proportion to the days."""
    if not days:
        return []
    first, span = min(days), max(days) - min(days)
    if span == 0:
        return [(LEFT + RIGHT) / 2] * len(days)
    return [LEFT + (RIGHT - LEFT) * (day - first) / span for day in days]


def _apart(places: Sequence[float]) -> list[float]:
    """Return the places moved as little as needed to be a gap apart and within the edges."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + GAP) if moved else max(place, LEFT))
    for index in range(len(moved) - 1, -1, -1):
        most = moved[index + 1] - GAP if index + 1 < len(moved) else RIGHT
        moved[index] = min(moved[index], most)
    return moved
