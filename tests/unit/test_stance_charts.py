"""Points of "Stance over time": in order, apart, within the picture."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stance_charts import GAP, LEFT, MOST_POINTS, RIGHT, points_of
from advocacy.domain.stances import Confidence, CurrentStance


def entry(on: str, number: int = 1, score: int = 0) -> CurrentStance:
    """A stance on a date."""
    return CurrentStance(score, Confidence.PUBLIC, PartialDate(on), number)


def test_two_entries_stand_at_the_edges_and_one_in_the_middle() -> None:
    first, last = points_of([entry("2017-03-01", 2), entry("2016", 1)])
    assert (first.x, last.x) == (LEFT, RIGHT)
    assert [each.entry.stance_id for each in (first, last)] == [1, 2]
    (alone,) = points_of([entry("2017")])
    assert LEFT < alone.x < RIGHT


def test_the_year_is_written_where_it_changes() -> None:
    points = points_of([entry("2016-05-01", 1), entry("2016-09", 2), entry("2017", 3), entry("2017-02", 4)])
    assert [point.is_new_year for point in points] == [True, False, True, False]


def test_what_has_no_date_has_no_place_in_time() -> None:
    assert points_of([entry("")]) == ()
    assert points_of([]) == ()


dates = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat()) | st.integers(1990, 2030).map(str)


@given(st.lists(dates, max_size=20))
def test_points_are_in_order_apart_and_within_the_edges(days: list[str]) -> None:
    points = points_of([entry(day, number) for number, day in enumerate(days)])
    assert len(points) == min(len(days), MOST_POINTS)
    assert [point.on.text for point in points] == sorted(days)[-MOST_POINTS:]
    for before, after in itertools.pairwise(points):
        assert after.x - before.x > GAP - 0.001
    assert all(LEFT - 0.001 <= point.x <= RIGHT + 0.001 for point in points)
