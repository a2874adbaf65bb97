"""Dates are printed as far as they are known, in the reader's language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.partial_dates import PartialDate
from advocacy.views.dates import ago, day, days_ago, moment, partial_date, period, time_of_day

NEW_YORK = "America/New_York"
EVENING = datetime(2017, 4, 20, 22, 30, tzinfo=UTC)
DAYS = st.dates(date(1000, 1, 1))
KNOWN = st.one_of(
    DAYS.map(lambda value: f"{value.year}"),
    DAYS.map(lambda value: value.isoformat()[:7]),
    DAYS.map(date.isoformat),
)


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2017-04-20", "Apr 20, 2017", "20 abr 2017"),
        ("2014-08", "Aug 2014", "ago 2014"),
        ("2011", "2011", "2011"),
    ],
)
def test_a_date_is_printed_as_it_is_known(text, english, spanish):
    assert partial_date(PartialDate(text), "en") == english
    assert partial_date(PartialDate(text), "es") == spanish


def test_a_date_that_is_not_known_says_so_and_a_note_speaks_for_it():
    assert partial_date(PartialDate(""), "en") == "Date not known"
    assert partial_date(PartialDate(""), "es") == "Fecha desconocida"
    assert partial_date(PartialDate(""), "en", note="Monday night") == "Monday night"
    assert partial_date(PartialDate("2017-01"), "en", note="late January") == "Jan 2017 (late January)"


@given(KNOWN, st.sampled_from(["en", "es"]))
def test_what_is_printed_is_read_back_as_the_same_date(text, locale):
    value = PartialDate(text)
    assert PartialDate.parse_typed(partial_date(value, locale)) == value


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        (date(2017, 4, 29), "Saturday, April 29", "sábado, 29 de abril"),
        (date(2017, 5, 4), "Thursday, May 4", "jueves, 4 de mayo"),
        (date(2017, 5, 8), "Monday, May 8", "lunes, 8 de mayo"),
        (date(2017, 5, 9), "May 9, 2017", "9 may 2017"),
        (date(2017, 4, 23), "Apr 23, 2017", "23 abr 2017"),
    ],
)
def test_a_day_within_a_week_has_its_weekday(value, english, spanish):
    today = date(2017, 5, 1)
    assert day(value, "en", today) == english
    assert day(PartialDate.of(value), "es", today) == spanish


@pytest.mark.parametrize(
    ("offset", "english", "spanish"),
    [(0, "Today", "Hoy"), (-1, "Yesterday", "Ayer"), (1, "Tomorrow", "Mañana")],
)
def test_the_days_around_today_have_words(offset, english, spanish):
    today = date(2017, 5, 1)
    value = today + timedelta(days=offset)
    assert day(value, "en", today) == days_ago(value, today, "en") == english
    assert day(value, "es", today) == days_ago(value, today, "es") == spanish


def test_a_month_is_never_given_a_day():
    assert day(PartialDate("2017-05"), "en", date(2017, 5, 1)) == "May 2017"
    assert day(PartialDate(""), "en", date(2017, 5, 1)) == "Date not known"


def test_times_are_those_of_the_place():
    assert time_of_day(EVENING, NEW_YORK, "en") == "6:30 pm"
    assert time_of_day(EVENING, NEW_YORK, "es") == "6:30 p.\u00a0m."
    assert time_of_day(EVENING, "UTC", "fr") == "22:30"
    assert time_of_day(EVENING + timedelta(hours=6), NEW_YORK, "en") == "12:30 am"


def test_a_moment_has_the_day_of_the_place():
    assert moment(EVENING, NEW_YORK, "en") == "Apr 20, 2017, 6:30 pm"
    assert moment(EVENING + timedelta(hours=6), NEW_YORK, "en") == "Apr 21, 2017, 12:30 am"
    assert moment(EVENING, NEW_YORK, "es") == "20 abr 2017, 6:30 p.\u00a0m."


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "Just now"),
        (20, "20 min ago"),
        (60, "1 h ago"),
        (23 * 60 + 59, "23 h ago"),
        (24 * 60, "Yesterday"),
        (3 * 24 * 60, "Monday, April 17"),
        (30 * 24 * 60, "Mar 21, 2017"),
        (-5, "Today"),
    ],
)
def test_the_recent_past_is_counted_and_the_rest_is_dated(minutes, words):
    assert ago(EVENING - timedelta(minutes=minutes), EVENING, NEW_YORK, "en") == words


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (2, "2 days ago", "hace 2 días"),
        (40, "40 days ago", "hace 40 días"),
        (800, "800 days ago", "hace 800 días"),
    ],
)
def test_days_are_counted_in_days_however_many(days, english, spanish):
    today = date(2017, 5, 1)
    assert days_ago(today - timedelta(days=days), today, "en") == english
    assert days_ago(today - timedelta(days=days), today, "es") == spanish


def test_a_period_says_each_part_once():
    assert period(date(2017, 1, 1), date(2017, 5, 1), "en") == "Jan 1 – May 1, 2017"
    assert period(date(2017, 1, 1), date(2017, 1, 1), "en") == "Jan 1, 2017"
    assert period(date(2016, 12, 1), date(2017, 1, 9), "es") == "1 dic 2016 – 9 ene 2017"


@given(DAYS, st.sampled_from(["en", "es", "es_US", "fr"]))
def test_no_print_has_a_blank_that_fonts_lack(value, locale):
    for words in (
        partial_date(PartialDate.of(value), locale),
        day(value, locale, value + timedelta(days=-3)),
    ):
        assert not set(words) & {"\u202f", "\u2009"}
