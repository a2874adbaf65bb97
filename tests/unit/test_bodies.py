"""Arithmetic of terms: which two cannot both hold one seat."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.bodies import SEAT_IS_TAKEN, Span, check_dates, check_term, share_a_day
from advocacy.domain.partial_dates import PartialDate

START = date(2020, 1, 1)
days = st.integers(min_value=0, max_value=40).map(lambda number: START + timedelta(days=number))


def span(starts_on: str = "", ends_on: str = "", confirmed_on: date | None = None, name: str = "Ana") -> Span:
    """A term."""
    return Span(name, PartialDate(starts_on), PartialDate(ends_on), confirmed_on)


@st.composite
def exact_spans(draw: st.DrawFn) -> Span:
    """Terms known to the day, some without an end."""
    first = draw(days)
    last = draw(st.one_of(st.none(), days.filter(lambda day: day >= first)))
    return span(first.isoformat(), last.isoformat() if last else "")


def covered(term: Span) -> set[date]:
    """Every day of an exact term, up to a horizon."""
    last = term.last_sure or START + timedelta(days=60)
    assert term.first_sure is not None
    return {term.first_sure + timedelta(days=number) for number in range((last - term.first_sure).days + 1)}


@given(exact_spans(), exact_spans())
def test_who_comes_first_does_not_matter(one: Span, other: Span) -> None:
    assert share_a_day(one, other) == share_a_day(other, one)


@given(exact_spans(), exact_spans())
def test_two_terms_share_a_day_unless_they_only_hand_over(one: Span, other: Span) -> None:
    both = covered(one) & covered(other)
    handing_over = len(both) == 1 and (
        both == {one.last_sure} == {other.first_sure} or both == {other.last_sure} == {one.first_sure}
    )
    assert share_a_day(one, other) == (bool(both) and not handing_over)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (span("2018-01-01", "2021-12-31"), span("2022-01-01"), False),
        (span("2018-01-01", "2022-01-03"), span("2022-01-03"), False),
        (span("2018-01-01", "2022-01-04"), span("2022-01-03"), True),
        (span("2018", "2022"), span("2022", "2026"), False),
        (span("2018", "2022"), span("2021"), True),
        (span("2018"), span("2020"), True),
        (span("2018"), span("2010", "2018"), False),
        (span(), span("2020"), False),
        (span(confirmed_on=date(2024, 5, 1)), span("2020", "2023"), False),
        (span(confirmed_on=date(2024, 5, 1)), span("2020"), True),
        (span("2020-05-05", "2020-05-05"), span("2019"), True),
    ],
)
def test_partial_dates_exclude_only_what_is_certain(one: Span, other: Span, shared: bool) -> None:
    assert share_a_day(one, other) is shared
    assert share_a_day(other, one) is shared


def test_the_refusal_names_who_holds_the_seat() -> None:
    (problem,) = check_term(span("2021"), [span("2010", "2015", name="Ben"), span("2018", name="Cy")])
    assert problem.message == SEAT_IS_TAKEN
    assert problem.params == {"name": "Cy"}


def test_an_end_before_the_beginning_is_refused_once() -> None:
    assert [problem.field for problem in check_term(span("2021", "2020"), [span("2018")])] == ["ends_on"]
    assert list(check_dates(PartialDate("2021"), PartialDate("2021-03"))) == []
