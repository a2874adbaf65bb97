"""How long we wait for replies, and what came of them. Nothing of this is stored but the due day itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.deadlines import (
    HolidayCalendar,
    Waiting,
    add_business_days,
    is_business_day,
    reply_due,
    standing,
)
from advocacy.domain.letters import CLOCK_RUNS, LetterOutcome, RecipientEvent, RecipientStatus, ReplyOutcome
from advocacy.domain.partial_dates import PartialDate, Precision

HISTORY_DAYS = 90
"""A letter written down here more than 90 days after it went out is history: nobody is late answering it."""


def due_day(
    sent_on: PartialDate,
    *,
    logged_on: date,
    business_days: int,
    given: date | None,
    calendar: HolidayCalendar,
) -> date | None:
    """Return the last day in time for a reply, or None when nobody waits by the calendar.

    A given day always counts. Without one, business days are counted from the day on which it really went out;
    when that day is not known exactly there is no due day, and none either for history: what had gone out more
    than `HISTORY_DAYS` days before `logged_on` (the day it was written down here) never becomes overdue.
    """
    if given is not None:
        return given
    sent = sent_on.first_day
    if sent is None or sent_on.precision is not Precision.DAY:
        return None
    if sent < logged_on - timedelta(days=HISTORY_DAYS):
        return None
    return reply_due(sent, business_days, calendar=calendar)


def due_after_pause(
    due: date, asked_on: date | None, answered_on: date, business_days: int, calendar: HolidayCalendar
) -> date:
    """Return the due day after we answered their question: the days that were left run from our answer on.

    When the day of the question is not known, or none were left, the whole time runs anew.
    """
    left = 0 if asked_on is None else _business_days_between(asked_on, due, calendar)
    return add_business_days(answered_on, left or business_days, calendar)


def _business_days_between(start: date, end: date, calendar: HolidayCalendar) -> int:
    days = max(0, (end - start).days)
    return sum(is_business_day(start + timedelta(days=number), calendar) for number in range(1, days + 1))


def wait_of(status: RecipientStatus, due: date | None, today: date, soon_until: date) -> Waiting | None:
    """Return how the wait for one recipient of an open letter stands; None while the clock does not run.

    It stands still before the letter went out, while we owe them an answer, and once they have answered.
    """
    return standing(due, today, soon_until) if due is not None and status in CLOCK_RUNS else None


LATE = (Waiting.OVERDUE, Waiting.LONG_OVERDUE)


@dataclass(frozen=True)
class RollUp:
    """A letter's recipients in numbers. `sent` counts all to whom it went out, whatever came back."""

    total: int = 0
    to_send: int = 0
    failed: int = 0
    answered: int = 0
    to_classify: int = 0
    overdue: int = 0
    """Answers that are late, also those that are long."""
    long_overdue: int = 0
    due_soon: int = 0

    @property
    def sent(self) -> int:
        """To how many it went out."""
        return self.total - self.to_send - self.failed

    @property
    def waits(self) -> Waiting | None:
        """How the longest wait stands; None where nothing is due soon or late."""
        if self.long_overdue:
            return Waiting.LONG_OVERDUE
        if self.overdue:
            return Waiting.OVERDUE
        return Waiting.DUE_SOON if self.due_soon else None

    @property
    def response_rate(self) -> int | None:
        """Answered of a hundred sent, or None when nothing was sent."""
        return percent(self.answered, self.sent)


def percent(part: int, whole: int) -> int | None:
    """Return the part of a hundred, rounded; None of nothing."""
    return round(100 * part / whole) if whole else None


def roll_up(
    recipients: Iterable[tuple[RecipientStatus, date | None]], today: date, soon_until: date, *, clock_runs: bool = True
) -> RollUp:
    """Return the numbers for (state, due day) of each recipient.

    `clock_runs`: nobody waits for an answer to a closed or withdrawn letter, nor to one of others.
    """
    rows = list(recipients)
    states = [status for status, _ in rows]
    waits = [wait_of(status, due, today, soon_until) for status, due in rows] if clock_runs else []
    return RollUp(
        total=len(rows),
        to_send=states.count(RecipientStatus.TO_SEND),
        failed=states.count(RecipientStatus.DELIVERY_FAILED),
        answered=states.count(RecipientStatus.ANSWERED),
        to_classify=states.count(RecipientStatus.TO_CLASSIFY),
        overdue=sum(wait in LATE for wait in waits),
        long_overdue=waits.count(Waiting.LONG_OVERDUE),
        due_soon=waits.count(Waiting.DUE_SOON),
    )


def event_of(outcomes: Collection[ReplyOutcome], *, answered_before: bool) -> RecipientEvent:
    """Return the step that these outcomes of one reply mean for its recipient.

    A question pauses the clock; a mere receipt does not stop it, unless an answer had come before.
    """
    if ReplyOutcome.NEEDS_CLARIFICATION in outcomes:
        return RecipientEvent.CLARIFY
    if set(outcomes) == {ReplyOutcome.RECEIPT} and not answered_before:
        return RecipientEvent.ACKNOWLEDGE
    return RecipientEvent.ANSWER


_GOOD = {ReplyOutcome.GRANTED, ReplyOutcome.PARTLY_GRANTED}


def overall(outcomes: Collection[ReplyOutcome]) -> ReplyOutcome | None:
    """Return the one word for several answers: what is granted beside anything else makes it partly granted."""
    told = set(outcomes)
    if len(told) <= 1:
        return next(iter(told), None)
    if told & _GOOD:
        return ReplyOutcome.PARTLY_GRANTED
    for outcome in (
        ReplyOutcome.NEEDS_CLARIFICATION,
        ReplyOutcome.REFUSED,
        ReplyOutcome.REFERRED,
        ReplyOutcome.NON_COMMITTAL,
    ):
        if outcome in told:
            return outcome
    return ReplyOutcome.RECEIPT


_CLOSED_AS = {
    ReplyOutcome.GRANTED: LetterOutcome.GRANTED,
    ReplyOutcome.PARTLY_GRANTED: LetterOutcome.PARTLY,
    ReplyOutcome.REFUSED: LetterOutcome.REFUSED,
}


def proposed_outcome(outcomes: Collection[ReplyOutcome]) -> LetterOutcome | None:
    """Return how the letter would be closed by what the replies say; None when a person must say it."""
    if not set(outcomes) - {ReplyOutcome.RECEIPT}:
        return LetterOutcome.NO_REPLY
    told = overall(outcomes)
    return _CLOSED_AS.get(told) if told is not None else None
