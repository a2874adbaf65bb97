"""Replies fall due on business days of the place that must answer."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.deadlines import (
    NoHolidays,
    Waiting,
    add_business_days,
    calendar_for,
    is_business_day,
    overdue_days,
    reply_due,
    waiting,
)

US = calendar_for("US")
MASSACHUSETTS = calendar_for("US", "MA")
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
CALENDARS = st.sampled_from([US, MASSACHUSETTS, NoHolidays()])


def test_patriots_day_is_a_holiday_in_massachusetts_and_not_federal():
    patriots_day = date(2017, 4, 17)
    assert not is_business_day(patriots_day, MASSACHUSETTS)
    assert is_business_day(patriots_day, US)


@pytest.mark.parametrize(
    ("sent", "days", "due"),
    [
        (date(2017, 4, 13), 1, date(2017, 4, 14)),
        (date(2017, 4, 14), 1, date(2017, 4, 18)),
        (date(2017, 4, 15), 1, date(2017, 4, 18)),
        (date(2017, 4, 10), 10, date(2017, 4, 25)),
        (date(2016, 12, 23), 1, date(2016, 12, 27)),
        (date(2017, 4, 15), 0, date(2017, 4, 15)),
    ],
)
def test_business_days_skip_weekends_and_the_holidays_of_massachusetts(sent, days, due):
    assert add_business_days(sent, days, MASSACHUSETTS) == due


def test_a_holiday_observed_on_another_day_is_free():
    assert not is_business_day(date(2017, 1, 2), US)


def test_a_reply_is_due_after_ten_business_days_or_when_we_said():
    assert reply_due(date(2017, 2, 1), calendar=NoHolidays()) == date(2017, 2, 15)
    assert reply_due(date(2017, 2, 1), calendar=US) == date(2017, 2, 15)
    assert reply_due(date(2017, 2, 13), calendar=US) == date(2017, 2, 28)
    assert reply_due(date(2017, 2, 1), 5, calendar=US) == date(2017, 2, 8)
    assert reply_due(date(2017, 2, 1), given=date(2017, 2, 5), calendar=US) == date(2017, 2, 5)


@given(DAYS, st.integers(1, 60), CALENDARS)
def test_the_due_day_is_a_business_day_and_so_many_lie_between(start, days, calendar):
    due = add_business_days(start, days, calendar)
    after_start = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert is_business_day(due, calendar)
    assert sum(is_business_day(day, calendar) for day in after_start) == days


@given(DAYS, st.integers(0, 30), st.integers(0, 30), CALENDARS)
def test_business_days_add_up(start, some, more, calendar):
    in_steps = add_business_days(add_business_days(start, some, calendar), more, calendar)
    assert in_steps == add_business_days(start, some + more, calendar)


@given(DAYS, st.integers(0, 40))
def test_holidays_never_make_a_deadline_earlier(start, days):
    assert add_business_days(start, days, NoHolidays()) <= add_business_days(start, days, MASSACHUSETTS)


@pytest.mark.parametrize("days", [-1, 1_001, 10**9])
def test_impossible_numbers_of_days_are_refused(days):
    with pytest.raises(ValueError, match="between 0 and 1,000"):
        add_business_days(date(2017, 2, 1), days, US)


@pytest.mark.parametrize(("country", "subdivision"), [("XX", ""), ("US", "ZZ"), ("", "")])
def test_a_place_without_known_holidays_is_refused_in_words(country, subdivision):
    with pytest.raises(ValueError, match="not known"):
        calendar_for(country, subdivision)


def test_codes_may_be_written_small_and_one_calendar_serves_all():
    assert calendar_for("us", "ma").is_holiday(date(2017, 4, 17))
    assert calendar_for("US", "MA") is MASSACHUSETTS


@pytest.mark.parametrize(
    ("today", "days"),
    [(date(2017, 2, 1), 0), (date(2017, 2, 15), 0), (date(2017, 2, 16), 1), (date(2017, 3, 15), 28)],
)
def test_overdue_counts_calendar_days_from_the_day_after(today, days):
    assert overdue_days(date(2017, 2, 15), today) == days


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2017, 2, 10), Waiting.IN_TIME),
        (date(2017, 2, 17), Waiting.DUE_SOON),
        (date(2017, 2, 22), Waiting.DUE_SOON),
        (date(2017, 2, 23), Waiting.OVERDUE),
        (date(2017, 3, 24), Waiting.OVERDUE),
        (date(2017, 3, 25), Waiting.LONG_OVERDUE),
    ],
)
def test_the_wait_has_a_word(today, expected):
    """Due on Wednesday, Feb 22, 2017; Monday the 20th was Washington's Birthday."""
    assert waiting(date(2017, 2, 22), today, US) is expected


@given(DAYS, st.integers(-60, 60), CALENDARS)
def test_the_wait_only_gets_worse_with_time(due, offset, calendar):
    order = list(Waiting)
    today = due + timedelta(days=offset)
    later = waiting(due, today + timedelta(days=1), calendar)
    assert order.index(waiting(due, today, calendar)) <= order.index(later)


def test_the_slow_library_is_imported_only_when_asked():
    code = "import sys, advocacy.domain.deadlines; assert 'holidays' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_threads_that_ask_at_once_about_a_new_year_all_hear_of_the_holiday():
    calendar = calendar_for.__wrapped__("US", "MA")
    years = range(2001, 2041)
    with ThreadPoolExecutor(8) as threads:
        fourths = [date(year, 7, 4) for year in years for _ in range(8)]
        answers = threads.map(calendar.is_holiday, fourths)
        assert all(answers)
