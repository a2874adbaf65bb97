"""Partial dates keep what is known and invent nothing."""

import calendar
import pickle
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, PartialDateError, Precision

DAYS = st.dates(min_value=date(1000, 1, 1))
STORED = st.one_of(
    st.just(""),
    DAYS.map(lambda day: f"{day.year}"),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(date.isoformat),
)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("", Precision.NONE, None, None),
        ("2017", Precision.YEAR, date(2017, 1, 1), date(2017, 12, 31)),
        ("2016-02", Precision.MONTH, date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-02", Precision.MONTH, date(2017, 2, 1), date(2017, 2, 28)),
        ("2017-02-02", Precision.DAY, date(2017, 2, 2), date(2017, 2, 2)),
        ("9999-12", Precision.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
        ("1000", Precision.YEAR, date(1000, 1, 1), date(1000, 12, 31)),
    ],
)
def test_a_stored_date_knows_its_precision_and_its_days(text, precision, first, last):
    value = PartialDate.parse(text)
    assert (value.precision, value.first_day, value.last_day) == (precision, first, last)
    assert str(value) == value.text == text
    assert value.is_known is bool(value) is (text != "")


@pytest.mark.parametrize(
    "text",
    [
        *(
            " ",
            "2017 ",
            " 2017",
            "2017\n",
            "17",
            "217",
            "02017",
            "0999",
            "0000",
            "20170",
            "2017-2",
            "2017-2-2",
        ),
        *("2017-00", "2017-13", "2017-02-00", "2017-02-29", "2017-02-30", "2017-04-31", "1900-02-29"),
        *(
            "2017-",
            "2017-02-",
            "2017/02",
            "20170202",
            "2017-02-02T00:00",
            "-2017",
            "+2017",
            "٢٠١٧",
            "２０１７",
        ),
        *("Feb 2017", "n/a", "2017-02-02-02", "2017‑02"),
    ],
)
def test_strict_reading_refuses_everything_else(text):
    with pytest.raises(PartialDateError) as caught:
        PartialDate.parse(text)
    assert isinstance(caught.value, ValueError)
    assert caught.value.problem("on").field == "on"
    assert str(caught.value) == caught.value.problem("on").in_english()


def test_a_day_that_does_not_exist_is_named_as_such():
    with pytest.raises(PartialDateError, match="no such date: 2017-02-30"):
        PartialDate.parse("2017-02-30")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (" 2017 ", "2017"),
        ("\t2017-02\n", "2017-02"),
        ("2017-02-02", "2017-02-02"),
        ("   ", ""),
        ("Feb 2017", "2017-02"),
        ("feb. 2017", "2017-02"),
        ("February, 2017", "2017-02"),
        ("FEBRERO 2017", "2017-02"),
        ("febrero de 2017", "2017-02"),
        ("febrero del 2017", "2017-02"),
        ("2 Feb 2017", "2017-02-02"),
        ("Feb 2, 2017", "2017-02-02"),
        ("Feb. 2 2017", "2017-02-02"),
        ("February 2nd, 2017", "2017-02-02"),
        ("2nd of February 2017", "2017-02-02"),
        ("2 de febrero de 2017", "2017-02-02"),
        ("1.º de mayo de 2017", "2017-05-01"),
        ("1ro de mayo del 2017", "2017-05-01"),
        ("May 1, 2017", "2017-05-01"),
        ("20 abr 2017", "2017-04-20"),
        ("20 sept 2017", "2017-09-20"),
        ("setiembre 2017", "2017-09"),
        ("Sept. 2017", "2017-09"),
        ("ago 2014", "2014-08"),
        ("ene 2017", "2017-01"),
        ("12 dic 2017", "2017-12-12"),
    ],
)
def test_what_people_type_is_read_in_english_and_spanish(typed, text):
    assert PartialDate.parse_typed(typed) == PartialDate(text)


@pytest.mark.parametrize(
    "typed",
    [
        *("2/3/2017", "02-03-2017", "2.3.2017", "3/2017", "2017/02/03", "2017-2-3"),
        *("Feb", "Feb 17", "Feb 2", "2 Feb", "Feb 30, 2017", "Feb 0, 2017", "31 abr 2017", "Feb 002, 2017"),
        *(
            "Februar 2017",
            "Feb 2017!",
            "Feb 2017 at noon",
            "Feb Feb 2017",
            "2 3 2017",
            "month 2017",
            "<month> 2017",
            "Monday",
        ),
        *("2017 Feb", "<b>Feb 2017", "Feb 02017", "early Feb 2017", "Feb/2017"),
    ],
)
def test_what_is_not_clear_is_refused_and_not_guessed(typed):
    with pytest.raises(PartialDateError):
        PartialDate.parse_typed(typed)


def test_two_readings_are_explained():
    with pytest.raises(PartialDateError, match="“2/3/2017” can be read in two ways"):
        PartialDate.parse_typed("2/3/2017")


def test_an_endless_text_is_not_repeated_in_the_sentence():
    with pytest.raises(PartialDateError) as caught:
        PartialDate.parse_typed("Feb 30 " + "0" * 30_000)
    assert len(str(caught.value)) < 200


@given(STORED)
def test_every_stored_text_is_read_back_by_both_readers(text):
    assert PartialDate.parse(text) == PartialDate.parse_typed(text) == PartialDate.parse_typed(f" {text} ")
    assert str(PartialDate.parse(text)) == text


@given(DAYS)
def test_a_known_day_is_its_own_first_and_last_day(day):
    value = PartialDate.of(day)
    assert value.first_day == value.last_day == day
    assert PartialDate.of(datetime(day.year, day.month, day.day, 23, 59)) == value  # noqa: DTZ001


@given(DAYS)
def test_a_day_is_typed_with_its_month_name(day):
    name = calendar.month_name[day.month]
    value = PartialDate.of(day)
    assert PartialDate.parse_typed(f"{name} {day.day}, {day.year}") == value
    assert PartialDate.parse_typed(f"{day.day} {name[:3]} {day.year}") == value


@given(STORED, DAYS, DAYS)
def test_a_date_is_within_a_period_or_straddles_it_or_neither(text, one, two):
    first, last = sorted((one, two))
    value = PartialDate(text)
    inside, partly = value.within(first, last), value.straddles(first, last)
    assert not (inside and partly)
    if value.first_day is None or value.last_day is None:
        assert not inside
        assert not partly
    else:
        touches = max(first, value.first_day) <= min(last, value.last_day)
        assert (inside or partly) is touches
        assert not inside or (last - first) >= (value.last_day - value.first_day)


def test_a_month_belongs_to_a_quarter_and_straddles_half_of_itself():
    august = PartialDate("2014-08")
    assert august.within(date(2014, 7, 1), date(2014, 9, 30))
    assert august.straddles(date(2014, 8, 15), date(2014, 9, 30))
    assert not august.straddles(date(2014, 9, 1), date(2014, 9, 30))


@given(STORED, STORED)
def test_at_most_one_of_two_dates_is_certainly_before_the_other(one, two):
    first, second = PartialDate(one), PartialDate(two)
    assert not (first.certainly_before(second) and second.certainly_before(first))
    assert first.certainly_before(second) is second.certainly_after(first)


def test_a_month_is_not_certainly_before_a_day_in_it():
    assert not PartialDate("2017-02").certainly_before(date(2017, 2, 28))
    assert PartialDate("2017-02").certainly_before(date(2017, 3, 1))
    assert PartialDate("2017-02").certainly_after(date(2017, 1, 31))
    assert not NOT_KNOWN.certainly_before(date(2017, 3, 1))
    assert not PartialDate("2017").certainly_after(NOT_KNOWN)


def test_partial_dates_have_no_order_of_their_own():
    with pytest.raises(TypeError):
        _ = PartialDate("2017") < PartialDate("2018")


def test_partial_dates_are_values():
    value = PartialDate("2017-02")
    assert value.last_day is not None
    assert {value, PartialDate("2017-02")} == {value}
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301
    with pytest.raises(AttributeError):
        value.text = "2018"


@given(DAYS.filter(lambda day: day < date(9999, 12, 31)))
def test_the_texts_of_days_sort_as_the_days_do(day):
    assert PartialDate.of(day).text < PartialDate.of(day + timedelta(days=1)).text


@given(st.text())
def test_any_typed_text_is_read_or_refused(text):
    try:
        value = PartialDate.parse_typed(text)
    except PartialDateError:
        return
    assert PartialDate.parse(value.text) == value
