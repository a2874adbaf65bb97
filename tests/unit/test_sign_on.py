"""When whoever is silent is reminded to sign."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.sign_on import MAILS_APART, SignOnDates, near_days, wants_reminder

DAY = timedelta(days=1)
INVITED = date(2026, 11, 2)


def reminders(dates: SignOnDates) -> list[date]:
    """The days on which somebody is mailed who was invited on November 2 and never answers."""
    mailed, found = INVITED, []
    for number in range(60):
        today = INVITED + number * DAY
        if wants_reminder(dates, mailed, today):
            mailed = today
            found.append(today)
    return found


def november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def test_who_is_silent_is_reminded_three_days_before_each_of_the_two_days() -> None:
    by, until = november(12, 20)
    assert reminders(SignOnDates(by)) == november(9)
    assert reminders(SignOnDates(None, until)) == november(17)
    assert reminders(SignOnDates(by, until)) == november(9, 17)
    assert reminders(SignOnDates()) == []


def test_two_days_that_are_one_or_close_make_no_mail_on_the_next_day() -> None:
    by, until = november(12, 13)
    assert reminders(SignOnDates(by, by)) == november(9)
    assert reminders(SignOnDates(by, until)) == november(9, 11)
    assert near_days(SignOnDates(by, until), by) == [by, until]


@given(st.integers(0, 40), st.integers(0, 20))
def test_each_day_reminds_once_in_time_and_mails_are_apart(first: int, more: int) -> None:
    dates = SignOnDates(INVITED + first * DAY, INVITED + (first + more) * DAY)
    found = reminders(dates)
    assert len(found) <= 2
    assert all(later - earlier >= MAILS_APART for earlier, later in zip([INVITED, *found], found, strict=False))
    for day in (dates.sign_by, dates.sign_until):
        told = [INVITED, *found]
        assert day is not None
        assert any(day - 3 * DAY <= each <= day for each in told)
