"""How long we wait for replies, and what came of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.deadlines import NoHolidays, Waiting, calendar_for
from advocacy.domain.letter_clock import (
    RollUp,
    due_after_pause,
    due_day,
    event_of,
    overall,
    proposed_outcome,
    roll_up,
    wait_of,
)
from advocacy.domain.letters import LetterOutcome, RecipientEvent, RecipientStatus, ReplyOutcome
from advocacy.domain.partial_dates import PartialDate

R = RecipientStatus
Told = ReplyOutcome
PLAIN = NoHolidays()


def due(sent: str, logged: date, given: date | None = None) -> date | None:
    return due_day(PartialDate(sent), logged_on=logged, business_days=10, given=given, calendar=calendar_for("US"))


def test_an_answer_is_due_ten_business_days_of_the_place_after_the_day_it_went_out() -> None:
    assert due("2017-02-02", date(2017, 2, 3)) == date(2017, 2, 16)
    assert due("2017-02-10", date(2017, 2, 10)) == date(2017, 2, 27)  # Presidents’ Day, February 20, is free


def test_a_given_day_always_counts() -> None:
    assert due("2017", date(2020, 1, 1), date(2017, 3, 1)) == date(2017, 3, 1)


@pytest.mark.parametrize("sent", ["", "2017", "2017-02"])
def test_no_day_is_invented_where_the_day_is_not_known(sent: str) -> None:
    assert due(sent, date(2017, 2, 3)) is None


def test_history_is_never_overdue() -> None:
    assert due("2017-02-02", date(2017, 5, 3)) == date(2017, 2, 16)  # 90 days after
    assert due("2017-02-02", date(2017, 5, 4)) is None


def test_a_question_pauses_the_clock_and_the_days_left_run_from_our_answer() -> None:
    # due Thursday 16; asked Monday 13: three business days are left; answered Wednesday 22
    after = due_after_pause(date(2017, 2, 16), date(2017, 2, 13), date(2017, 2, 22), 10, PLAIN)
    assert after == date(2017, 2, 27)


@pytest.mark.parametrize("asked", [None, date(2017, 2, 20)])
def test_without_days_left_the_whole_time_runs_anew(asked: date | None) -> None:
    assert due_after_pause(date(2017, 2, 16), asked, date(2017, 2, 22), 10, PLAIN) == date(2017, 3, 8)


def test_only_a_running_clock_is_overdue_and_only_from_the_day_after() -> None:
    due = date(2017, 2, 16)

    def wait(state: RecipientStatus, today: date, due: date | None = due) -> Waiting | None:
        return wait_of(state, due, today, today + timedelta(days=2))

    assert wait(R.SENT, date(2017, 2, 13)) is Waiting.IN_TIME
    assert wait(R.SENT, due) is Waiting.DUE_SOON
    assert wait(R.SENT, date(2017, 2, 17)) is Waiting.OVERDUE
    assert wait(R.ACKNOWLEDGED, date(2017, 3, 18)) is Waiting.OVERDUE
    assert wait(R.ACKNOWLEDGED, date(2017, 3, 19)) is Waiting.LONG_OVERDUE
    for state in set(R) - {R.SENT, R.ACKNOWLEDGED}:
        assert wait(state, date(2017, 3, 17)) is None  # paused, stopped, or not begun
    assert wait(R.SENT, date(2017, 3, 17), None) is None


@given(st.lists(st.tuples(st.sampled_from(R), st.dates(date(2017, 1, 1), date(2017, 4, 1)) | st.none())))
def test_a_letter_waits_as_its_longest_recipient_and_counts_each_once(rows: list[tuple[R, date | None]]) -> None:
    today, soon = date(2017, 2, 16), date(2017, 2, 21)
    numbers = roll_up(rows, today, soon)
    waits = [wait_of(state, due, today, soon) for state, due in rows]
    worst = max((wait for wait in waits if wait), key=list(Waiting).index, default=None)
    assert numbers.waits is (None if worst is Waiting.IN_TIME else worst)
    assert numbers.long_overdue <= numbers.overdue
    assert numbers.overdue + numbers.due_soon + waits.count(Waiting.IN_TIME) + waits.count(None) == len(rows)
    assert roll_up(rows, today, soon, clock_runs=False).waits is None


def test_the_roll_up_counts_sent_answered_and_overdue() -> None:
    late, today = date(2017, 2, 16), date(2017, 3, 1)
    rows = [(R.ANSWERED, late)] * 3 + [(R.SENT, late)] * 6 + [(R.TO_SEND, None), (R.DELIVERY_FAILED, late)]
    numbers = roll_up(rows, today, today)
    assert (numbers.sent, numbers.answered, numbers.overdue) == (9, 3, 6)
    assert (numbers.to_send, numbers.failed, numbers.total) == (1, 1, 11)
    assert numbers.response_rate == 33
    assert roll_up(rows, today, today, clock_runs=False).overdue == 0
    assert RollUp().response_rate is None


@pytest.mark.parametrize(
    ("outcomes", "before", "event"),
    [
        ([Told.REFUSED], False, RecipientEvent.ANSWER),
        ([Told.GRANTED, Told.RECEIPT], False, RecipientEvent.ANSWER),
        ([Told.RECEIPT], False, RecipientEvent.ACKNOWLEDGE),
        ([Told.RECEIPT], True, RecipientEvent.ANSWER),
        ([Told.REFUSED, Told.NEEDS_CLARIFICATION], True, RecipientEvent.CLARIFY),
    ],
)
def test_what_outcomes_mean_for_the_recipient(outcomes: list[Told], before: bool, event: RecipientEvent) -> None:
    assert event_of(outcomes, answered_before=before) is event


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [
        ([], None),
        ([Told.REFUSED, Told.REFUSED], Told.REFUSED),
        ([Told.REFUSED, Told.GRANTED], Told.PARTLY_GRANTED),
        ([Told.PARTLY_GRANTED, Told.RECEIPT], Told.PARTLY_GRANTED),
        ([Told.REFUSED, Told.NON_COMMITTAL], Told.REFUSED),
        ([Told.REFUSED, Told.NEEDS_CLARIFICATION], Told.NEEDS_CLARIFICATION),
        ([Told.REFERRED, Told.NON_COMMITTAL], Told.REFERRED),
        ([Told.NON_COMMITTAL, Told.RECEIPT], Told.NON_COMMITTAL),
    ],
)
def test_one_word_for_several_answers(outcomes: list[Told], word: Told | None) -> None:
    assert overall(outcomes) is word


@pytest.mark.parametrize(
    ("outcomes", "closed"),
    [
        ([], LetterOutcome.NO_REPLY),
        ([Told.RECEIPT], LetterOutcome.NO_REPLY),
        ([Told.GRANTED], LetterOutcome.GRANTED),
        ([Told.GRANTED, Told.REFUSED], LetterOutcome.PARTLY),
        ([Told.REFUSED, Told.RECEIPT], LetterOutcome.REFUSED),
        ([Told.NON_COMMITTAL], None),
    ],
)
def test_how_a_letter_would_be_closed(outcomes: list[Told], closed: LetterOutcome | None) -> None:
    assert proposed_outcome(outcomes) is closed
