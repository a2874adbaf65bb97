"""The clock on the wall and UTC agree in every zone, and clocks that lie are named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advocacy.domain.localtime import (
    LocalTimeError,
    Repeated,
    day_begins,
    day_ends,
    local_day,
    to_local,
    to_utc,
    zone_named,
)

NEW_YORK = "America/New_York"
ZONES = st.sampled_from(
    [
        NEW_YORK,
        "America/Puerto_Rico",
        "America/Sao_Paulo",
        "America/Santiago",
        "America/Havana",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Honolulu",
        "Africa/Casablanca",
        "UTC",
    ]
)
MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2040, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
DAYS = st.dates(date(1990, 1, 2), date(2040, 12, 30))


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001


def test_a_winter_and_a_summer_evening_in_new_york():
    assert to_utc(wall(2017, 2, 2, 18, 30), NEW_YORK) == datetime(2017, 2, 2, 23, 30, tzinfo=UTC)
    assert to_utc(wall(2017, 7, 2, 18, 30), NEW_YORK) == datetime(2017, 7, 2, 22, 30, tzinfo=UTC)


@given(MOMENTS, ZONES)
def test_every_moment_comes_back_from_the_wall_as_first_or_second(moment, zone):
    shown = to_local(moment, zone)
    meant = Repeated.SECOND if shown.fold else Repeated.FIRST
    assert to_utc(shown.replace(tzinfo=None, fold=0), zone, repeated=meant) == moment


def test_an_hour_that_the_clocks_skip_is_refused_in_words():
    with pytest.raises(LocalTimeError, match="skip 02:30 on 2017-03-12") as caught:
        to_utc(wall(2017, 3, 12, 2, 30), NEW_YORK)
    assert caught.value.problem("starts").field == "starts"


@pytest.mark.parametrize("repeated", [Repeated.FIRST, Repeated.SECOND])
def test_a_skipped_hour_cannot_be_resolved(repeated):
    with pytest.raises(LocalTimeError, match="skip"):
        to_utc(wall(2017, 3, 12, 2, 30), NEW_YORK, repeated=repeated)


def test_an_hour_that_comes_twice_must_be_told_apart():
    twice = wall(2017, 11, 5, 1, 30)
    with pytest.raises(LocalTimeError, match="01:30 comes twice on 2017-11-05"):
        to_utc(twice, NEW_YORK)
    first = to_utc(twice, NEW_YORK, repeated=Repeated.FIRST)
    second = to_utc(twice, NEW_YORK, repeated=Repeated.SECOND)
    assert (first.hour, second.hour) == (5, 6)


def test_an_answer_that_was_not_needed_changes_nothing():
    plain = wall(2017, 6, 1, 12, 0)
    assert len({to_utc(plain, NEW_YORK, repeated=repeated) for repeated in Repeated}) == 1


def test_the_edges_of_a_skipped_hour_are_times():
    assert to_utc(wall(2017, 3, 12, 1, 59), NEW_YORK) == datetime(2017, 3, 12, 6, 59, tzinfo=UTC)
    assert to_utc(wall(2017, 3, 12, 3, 0), NEW_YORK) == datetime(2017, 3, 12, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["", "Springfield", "../../etc/passwd", "/etc/passwd", "America", "a\0b"])
def test_a_zone_that_is_not_known_is_refused_in_words(zone):
    with pytest.raises(LocalTimeError, match="time zone is not known"):
        zone_named(zone)


def test_a_time_without_a_zone_is_no_moment_and_a_moment_is_no_time_on_the_wall():
    with pytest.raises(ValueError, match="could be anywhere"):
        to_local(wall(2017, 1, 1), NEW_YORK)
    with pytest.raises(ValueError, match="no zone of its own"):
        to_utc(datetime(2017, 1, 1, tzinfo=UTC), NEW_YORK)


def test_the_day_of_a_late_evening_is_that_of_the_place():
    assert local_day(datetime(2017, 2, 3, 3, 0, tzinfo=UTC), NEW_YORK) == date(2017, 2, 2)


@given(DAYS, ZONES)
def test_a_day_begins_at_its_first_moment_and_ends_where_the_next_begins(day, zone):
    assume((day, zone) != (date(2011, 12, 30), "Pacific/Apia"))
    begins = day_begins(day, zone)
    assert local_day(begins, zone) == day
    assert local_day(begins - timedelta(seconds=1), zone) < day
    assert day_ends(day, zone) == day_begins(day + timedelta(days=1), zone) > begins


def test_where_clocks_skip_midnight_the_day_begins_at_one():
    begins = day_begins(date(2018, 11, 4), "America/Sao_Paulo")
    assert to_local(begins, "America/Sao_Paulo").hour == 1


def test_a_day_that_a_place_left_out_has_no_length():
    """Samoa went from Dec 29 to Dec 31, 2011."""
    assert day_begins(date(2011, 12, 30), "Pacific/Apia") == day_ends(date(2011, 12, 30), "Pacific/Apia")


def test_where_midnight_comes_twice_the_day_begins_at_the_first():
    begins = day_begins(date(2016, 11, 6), "America/Havana")
    assert begins == datetime(2016, 11, 6, 4, 0, tzinfo=UTC)


def test_days_have_23_or_25_hours_when_clocks_change():
    hours = [
        (day_ends(day, NEW_YORK) - day_begins(day, NEW_YORK)) / timedelta(hours=1)
        for day in (date(2017, 3, 12), date(2017, 6, 1), date(2017, 11, 5))
    ]
    assert hours == [23, 24, 25]


@pytest.mark.parametrize("year", [1, 9999])
def test_a_year_at_the_end_of_the_calendar_is_refused_in_words(year):
    with pytest.raises(LocalTimeError) as refused:
        to_utc(wall(year, 12, 31, 23, 30), NEW_YORK)
    assert refused.value.message == "That year is too far away."
