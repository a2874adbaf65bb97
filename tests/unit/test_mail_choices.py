"""Quiet hours: when mail may come, also over midnight and on the days when the clocks are set."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advocacy.domain.localtime import to_local
from advocacy.domain.mail import DigestRhythm
from advocacy.domain.mail_choices import AutomaticMail, MailChoices, check_choices

NEW_YORK = "America/New_York"


def utc(text: str) -> datetime:
    """Read a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "last", "now", "then"),
    [
        (21 * 60, 7 * 60, "2017-05-01T16:00", "2017-05-01T16:00"),  # noon there: at once
        (21 * 60, 7 * 60, "2017-05-02T01:00", "2017-05-02T11:00"),  # 9 pm: at 7 in the morning after
        (21 * 60, 7 * 60, "2017-05-01T10:59", "2017-05-01T11:00"),  # 6:59 am: at 7 of the same day
        (12 * 60, 14 * 60, "2017-05-01T17:00", "2017-05-01T18:00"),
        (0, 0, "2017-05-02T05:00", "2017-05-02T05:00"),  # none
        (21 * 60, 7 * 60, "2017-03-12T03:00", "2017-03-12T11:00"),  # the night that is an hour shorter
        (21 * 60, 7 * 60, "2017-11-05T03:00", "2017-11-05T12:00"),  # and the one that is an hour longer
        (21 * 60, 150, "2017-03-12T03:00", "2017-03-12T07:30"),  # 2:30 is not there: 3:30 by the clock
        (21 * 60, 90, "2017-11-05T03:00", "2017-11-05T05:30"),  # 1:30 comes twice: the first
    ],
)
def test_mail_waits_for_the_end_of_the_quiet_hours(first: int, last: int, now: str, then: str) -> None:
    choices = MailChoices(quiet_from=first, quiet_until=last)
    assert choices.not_before(utc(now), NEW_YORK) == utc(then)


def test_quiet_hours_are_those_of_the_readers_own_clock() -> None:
    there = MailChoices(zone="America/Los_Angeles")
    assert there.not_before(utc("2017-05-01T12:00"), NEW_YORK) == utc("2017-05-01T14:00")  # 7 am there


def test_in_the_hour_that_comes_twice_mail_never_waits_for_the_past() -> None:
    choices = MailChoices(quiet_from=60, quiet_until=90)
    second = utc("2017-11-05T06:10")  # 1:10, the second time
    assert choices.not_before(second, NEW_YORK) == utc("2017-11-05T06:30")  # 1:30, the second time


ZONES = (NEW_YORK, "America/Puerto_Rico", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham")


@given(
    first=st.integers(0, 1439),
    minutes=st.integers(0, 20 * 60),
    moment=st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    zone=st.sampled_from(ZONES),
)
@example(21 * 60, 10 * 60, datetime(2017, 3, 12, 6, 59, tzinfo=UTC), NEW_YORK)
@example(60, 30, datetime(2017, 11, 5, 6, 10, tzinfo=UTC), NEW_YORK)
def test_mail_never_goes_in_quiet_hours_and_waits_no_longer_than_they_last(
    first: int, minutes: int, moment: datetime, zone: str
) -> None:
    choices = MailChoices(quiet_from=first, quiet_until=(first + minutes) % 1440)
    then = choices.not_before(moment, zone)
    local = to_local(then, zone)
    assert not choices.is_quiet(local.hour * 60 + local.minute)
    longest = timedelta(minutes=minutes) + timedelta(hours=1)  # the night that is an hour longer
    assert timedelta() <= then - moment <= longest


@given(first=st.integers(0, 1439), last=st.integers(0, 1439))
def test_the_quiet_hours_of_a_day_last_as_long_as_was_said_also_over_midnight(first: int, last: int) -> None:
    choices = MailChoices(quiet_from=first, quiet_until=last)
    quiet = [minute for minute in range(1440) if choices.is_quiet(minute)]
    assert len(quiet) == (last - first) % 1440


def test_each_mail_is_chosen_by_itself() -> None:
    quiet = MailChoices(DigestRhythm.NEVER, task_reminders=False, event_reminders=True)
    assert [each for each in AutomaticMail if quiet.wants(each)] == [AutomaticMail.EVENTS]
    assert quiet.wants_any()
    assert [problem.field for problem in check_choices(MailChoices(quiet_from=1440, quiet_until=-1))] == [
        "quiet_from",
        "quiet_until",
    ]


@pytest.mark.parametrize(
    ("last", "wrong"), [(17 * 60, []), (17 * 60 + 1, ["quiet_until"]), (20 * 60 + 59, ["quiet_until"])]
)
def test_quiet_hours_leave_four_hours_of_the_day_for_mail(last: int, wrong: list[str]) -> None:
    choices = MailChoices(quiet_from=21 * 60, quiet_until=last)
    assert [problem.field for problem in check_choices(choices)] == wrong
