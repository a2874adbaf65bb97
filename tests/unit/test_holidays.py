"""Holidays that a place keeps for itself: typed days, and calendar files."""

from datetime import date

import pytest

from advocacy.domain.deadlines import NoHolidays, WithOwnDays, add_business_days
from advocacy.domain.holidays import HolidayDay, as_lines, check_lines, of_lines
from advocacy.domain.problems import Refused
from advocacy.exchange.holiday_files import ODD_RULE, TIMED, read_holidays

TODAY = date(2026, 11, 22)


def calendar_of(*entries: str) -> bytes:
    events = "".join(f"BEGIN:VEVENT\r\nUID:{n}\r\n{entry}\r\nEND:VEVENT\r\n" for n, entry in enumerate(entries))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()


def entry(title: str, start: str, *more: str) -> str:
    return "\r\n".join((f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{start}", *more))


def days_of(*entries: str) -> list[str]:
    return [str(each.day) for each in read_holidays(calendar_of(*entries), TODAY).days]


def test_a_yearly_day_is_written_out_from_last_year_to_five_years_ahead_without_what_is_excepted() -> None:
    evacuation = entry("Evacuation Day", "20100317", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270317")
    assert days_of(evacuation) == [f"{year}-03-17" for year in (2025, 2026, 2028, 2029, 2030, 2031)]
    third_monday = entry("Patriots’ Day", "20110418", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=3MO;UNTIL=20270101T000000Z")
    assert days_of(third_monday) == ["2025-04-21", "2026-04-20"]
    assert days_of(entry("Long ago", "00010702", "RRULE:FREQ=YEARLY"))[0] == "2025-07-02"


def test_several_days_end_on_the_day_before_the_end_and_added_days_count() -> None:
    christmas = entry("Break", "20261224", "DTEND;VALUE=DATE:20261227")
    assert days_of(christmas) == [f"2026-12-{day}" for day in (24, 25, 26)]
    assert days_of(entry("Twice", "20260505", "RDATE;VALUE=DATE:20260606")) == ["2026-05-05", "2026-06-06"]
    assert read_holidays(calendar_of(entry("Off", "20260505", "STATUS:CANCELLED"), entry("On", "20260506")), TODAY).days


def test_what_is_no_holiday_is_named() -> None:
    odd = ("FREQ=DAILY", *(f"FREQ=YEARLY;{part}" for part in ("INTERVAL=0", "BYHOUR=1,2", "BYDAY=MO", "UNTIL=x")))
    read = read_holidays(
        calendar_of(
            "SUMMARY:Parade\r\nDTSTART:20261224T100000Z",
            *(entry(f"Odd {rule}", "20260105", f"RRULE:{rule}") for rule in odd),
            entry("Broken", "2026xx05"),
            entry("Summer", "20260701", "DTEND;VALUE=DATE:20260901"),
            entry("Last day", "99991231", "RRULE:FREQ=YEARLY"),
        ),
        TODAY,
    )
    assert [each.day for each in read.days] == [date(2026, 1, 5)]
    messages = [problem.message for problem in read.problems]
    assert messages[:2] == [TIMED, ODD_RULE]
    assert len(messages) == 1 + len(odd) + 2
    assert "Parade" in read.problems[0].in_english()


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nEND:VEVENT", b"BEGIN:" * 3000])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_holidays(data, TODAY)


def test_typed_days_are_read_back_as_they_are_written() -> None:
    days = [HolidayDay(date(2026, 12, 24), "Christmas Eve"), HolidayDay(date(2027, 3, 17))]
    assert of_lines(as_lines(days)) == days
    assert not list(check_lines(as_lines(days), TODAY))
    for text in ("", "Dec 24", "2026-02-30 x", "1999-01-01", "20261224"):
        assert len(list(check_lines(text, TODAY))) == 1, text


def test_own_days_are_skipped_beside_the_known_ones() -> None:
    friday = date(2026, 12, 18)
    assert add_business_days(friday, 1, NoHolidays()) == date(2026, 12, 21)
    assert add_business_days(friday, 1, WithOwnDays(NoHolidays(), [date(2026, 12, 21)])) == date(2026, 12, 22)


def test_rules_that_name_no_day_of_any_year_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy.exchange.holiday_files.MOST_SECONDS", 0.01)
    never = [entry(f"Never {n}", "20260230", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") for n in range(2)]
    never = [each.replace("20260230", "20260105") for each in never]
    with pytest.raises(Refused, match="take too long"):
        read_holidays(calendar_of(*never, *never), TODAY)
