"""Meeting requests, from asking to debriefing, and the commitments made there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.deadlines import LONG_OVERDUE_DAYS, Waiting, overdue_days
from advocacy.domain.localtime import Repeated, check_zone
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


class MeetingStatus(Word):
    """Where a meeting request stands."""

    DRAFT = "draft", N_("Draft")
    REQUESTED = "requested", N_("Requested")
    OFFERED = "offered", N_("Time offered")
    CONFIRMED = "confirmed", N_("Confirmed")
    HELD = "held", N_("Held, to debrief")
    DEBRIEFED = "debriefed", N_("Debriefed")
    DECLINED = "declined", N_("Declined")
    REFERRED = "referred", N_("Referred elsewhere")
    NO_ANSWER = "no_answer", N_("No answer")
    CANCELLED_BY_OFFICE = "cancelled_by_office", N_("Cancelled by the office")
    CANCELLED_BY_US = "cancelled_by_us", N_("Cancelled by us")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class MeetingEvent(Word):
    """What can happen with a meeting request."""

    REQUEST = "request", N_("Mark as requested")
    CHASE = "chase", N_("Log a chase")
    OFFER = "offer", N_("Log an offer")
    CONFIRM = "confirm", N_("Confirm the time")
    RESCHEDULE = "reschedule", N_("Reschedule")
    DECLINE = "decline", N_("They declined")
    REFER = "refer", N_("They referred us elsewhere")
    GIVE_UP = "give_up", N_("Close without an answer")
    CANCEL_BY_OFFICE = "cancel_by_office", N_("Cancelled by the office")
    CANCEL_BY_US = "cancel_by_us", N_("Cancel")
    HOLD = "hold", N_("The meeting was held")
    DEBRIEF = "debrief", N_("Debrief")
    WITHDRAW = "withdraw", N_("Withdraw")


_M = MeetingStatus
MEETING: Workflow[MeetingStatus, MeetingEvent] = Workflow(
    "meeting request",
    MeetingStatus.DRAFT,
    {
        **edges(
            _M.REQUESTED,
            MeetingEvent.REQUEST,
            _M.DRAFT,
            _M.DECLINED,
            _M.REFERRED,
            _M.NO_ANSWER,
            _M.CANCELLED_BY_OFFICE,
            _M.CANCELLED_BY_US,
            _M.OFFERED,
            activity=ActivityKind.MEETING_REQUESTED,
        ),
        **edges(_M.CONFIRMED, MeetingEvent.CONFIRM, _M.OFFERED, _M.REQUESTED),
        **edges(
            _M.HELD,
            MeetingEvent.HOLD,
            _M.CONFIRMED,
            _M.OFFERED,
            _M.REQUESTED,
            activity=ActivityKind.MEETING_HELD,
        ),
        **edges(_M.DEBRIEFED, MeetingEvent.DEBRIEF, _M.HELD),
        **edges(_M.OFFERED, MeetingEvent.OFFER, _M.REQUESTED, _M.OFFERED),
        **edges(_M.REQUESTED, MeetingEvent.CHASE, _M.REQUESTED),
        **edges(
            _M.DECLINED,
            MeetingEvent.DECLINE,
            _M.REQUESTED,
            _M.OFFERED,
            activity=ActivityKind.MEETING_DECLINED,
        ),
        **edges(_M.REFERRED, MeetingEvent.REFER, _M.REQUESTED, _M.OFFERED),
        **edges(_M.NO_ANSWER, MeetingEvent.GIVE_UP, _M.REQUESTED, _M.OFFERED),
        **edges(_M.CONFIRMED, MeetingEvent.RESCHEDULE, _M.CONFIRMED),
        **edges(_M.CANCELLED_BY_OFFICE, MeetingEvent.CANCEL_BY_OFFICE, _M.CONFIRMED),
        **edges(_M.CANCELLED_BY_US, MeetingEvent.CANCEL_BY_US, _M.CONFIRMED),
        **edges(_M.WITHDRAWN, MeetingEvent.WITHDRAW, _M.DRAFT, _M.REQUESTED, _M.OFFERED),
    },
)

_AFTER_AN_OFFER = {
    MeetingEvent.REQUEST: N_("Ask for another time"),
    MeetingEvent.OFFER: N_("Log another offer"),
}


def label_of(event: MeetingEvent, status: MeetingStatus) -> str:
    """Return what a step is called where it is taken from this state (a message id)."""
    if status is MeetingStatus.OFFERED and event in _AFTER_AN_OFFER:
        return _AFTER_AN_OFFER[event]
    is_asked_again = event is MeetingEvent.REQUEST and status is not MeetingStatus.DRAFT
    return N_("Ask again") if is_asked_again else event.label


CHASE_AFTER_DAYS = (2, 7)
"""Days from asking to the first chase, and from each chase to the next."""
DEBRIEF_OVERDUE_AFTER_DAYS = 2
PROMISE_SOON_DAYS = 7
THANKS_AFTER_DAYS, THANKS_WITHIN_DAYS = 2, 14
MARKS_FOR_DAYS = 90
"""What is older is history: it raises no marks and no tasks."""


class RequestChannel(Word):
    """How the meeting was asked for."""

    LETTER = "letter", N_("Letter")
    EMAIL = "email", N_("E-mail")
    CALL = "call", N_("Call")
    WEB_FORM = "web_form", N_("Web form")
    IN_PERSON = "in_person", N_("In person")
    NOT_KNOWN = "not_known", N_("Not known")


class AttendeeSide(Word):
    """On whose side of the table somebody sat."""

    US = "us", N_("Us")
    THEM = "them", N_("Them")


class CommitmentStatus(Word):
    """Whether a promise was kept."""

    OPEN = "open", N_("Still open")
    KEPT = "kept", N_("Kept")
    BROKEN = "broken", N_("Broken")


class CommitmentFilter(Word):
    """Which commitments a list shows."""

    OPEN = "open", N_("Still open")
    SOON = "soon", N_("Due soon")
    DUE = "due", N_("Due now")
    KEPT = "kept", N_("Kept")
    BROKEN = "broken", N_("Broken")
    ALL = "all", N_("All of them")


class CommitmentEvent(Word):
    """What can happen to a commitment."""

    KEEP = "keep", N_("Mark as kept")
    BREAK = "break", N_("Mark as broken")
    REOPEN = "reopen", N_("Reopen")


_C = CommitmentStatus
COMMITMENT: Workflow[CommitmentStatus, CommitmentEvent] = Workflow(
    "commitment",
    CommitmentStatus.OPEN,
    {
        **edges(_C.KEPT, CommitmentEvent.KEEP, _C.OPEN, _C.BROKEN),
        **edges(_C.BROKEN, CommitmentEvent.BREAK, _C.OPEN),
        **edges(_C.OPEN, CommitmentEvent.REOPEN, _C.KEPT, _C.BROKEN),
    },
)


def is_recent(day: date | None, today: date) -> bool:
    """Tell whether something of that day may still raise marks and tasks."""
    return day is not None and (today - day).days <= MARKS_FOR_DAYS


def chase_due(asked_on: PartialDate, chases: Sequence[date], today: date) -> date | None:
    """Return the day on which a request wants chasing: 2 days after asking, then 7 after each chase.

    Chases of an earlier asking do not count. None when nobody knows when it was asked, or when all of it is
    older than 90 days. Of a date known only to the month, the last day counts: none is invented.
    """
    asked = asked_on.last_day
    if asked is None:
        return None
    since = [day for day in chases if asked_on.first_day is not None and day >= asked_on.first_day]
    last = max(since, default=asked)
    due = last + timedelta(days=CHASE_AFTER_DAYS[min(len(since), 1)])
    return due if is_recent(last, today) else None


def debrief_due(held_on: PartialDate, today: date) -> date | None:
    """Return the last day in time for the debriefing of a meeting; None for history or without a date."""
    held = held_on.last_day
    return held + timedelta(days=DEBRIEF_OVERDUE_AFTER_DAYS) if held is not None and is_recent(held, today) else None


def promise_waits(due_on: date | None, today: date) -> Waiting | None:
    """Return how an open promise stands: due soon within a week, overdue from the day after, long after 30 days."""
    if due_on is None:
        return None
    late = overdue_days(due_on, today)
    if late:
        return Waiting.LONG_OVERDUE if late > LONG_OVERDUE_DAYS else Waiting.OVERDUE
    return Waiting.DUE_SOON if (due_on - today).days <= PROMISE_SOON_DAYS else Waiting.IN_TIME


def thanks_due(held_on: PartialDate, today: date) -> date | None:
    """Return by when to thank for a meeting: the day after tomorrow; None for one older than two weeks."""
    held = held_on.last_day
    young = held is not None and (today - held).days <= THANKS_WITHIN_DAYS
    return today + timedelta(days=THANKS_AFTER_DAYS) if young else None


@dataclass(frozen=True)
class MeetingDetails:
    """A meeting request as somebody wrote it down; of whom, the demands and the owner go beside it."""

    topic: str
    asks: tuple[str, ...] = ()
    channel: RequestChannel = RequestChannel.NOT_KNOWN
    note: str = ""
    zone: str = ""
    """Whose clock its time is on; empty for that of the place."""


@dataclass(frozen=True)
class RequestDetails:
    """When and how it was asked."""

    asked_on: PartialDate
    channel: RequestChannel = RequestChannel.NOT_KNOWN
    note: str = ""


@dataclass(frozen=True)
class ChaseDetails:
    """When and how we asked again."""

    chased_on: date
    channel: RequestChannel = RequestChannel.NOT_KNOWN
    note: str = ""


@dataclass(frozen=True)
class TimeDetails:
    """A time on the wall of the place, as offered or confirmed; or staff instead of the official."""

    day: date | None = None
    at: time | None = None
    repeated: Repeated = Repeated.ASK
    place: str = ""
    staff_instead: str = ""
    answered_on: PartialDate = NOT_KNOWN
    note: str = ""


@dataclass(frozen=True)
class AnswerDetails:
    """When an answer came (or the matter was closed), and its words."""

    answered_on: PartialDate = NOT_KNOWN
    note: str = ""


@dataclass(frozen=True)
class HeldDetails:
    """When the meeting was held."""

    held_on: PartialDate
    date_note: str = ""


@dataclass(frozen=True)
class AskAnswer:
    """The answer to one ask on the stance scale (None: no answer), and its words."""

    score: int | None
    words: str = ""


@dataclass(frozen=True)
class CommitmentDetails:
    """What an official promised."""

    text: str
    made_on: PartialDate = NOT_KNOWN
    due_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in its row."""
        return not self.text.strip() and self.due_on is None


@dataclass(frozen=True)
class DebriefDetails:
    """What came of a meeting. `answers` is keyed by the ref of the ask; people named go beside it."""

    answers: Mapping[str, AskAnswer] = field(default_factory=dict)
    us_in_words: tuple[str, ...] = ()
    them_in_words: tuple[str, ...] = ()
    commitments: tuple[CommitmentDetails, ...] = ()
    next_step: str = ""
    next_step_due: date | None = None
    minutes: str = ""


IN_THE_FUTURE = N_("This day has not come yet.")
BEFORE_ASKING = N_("This is before the meeting was asked for.")


def check_meeting(details: MeetingDetails) -> Iterator[Problem]:
    """Yield what is wrong with a meeting request."""
    if not details.topic.strip():
        yield Problem("topic", N_("Say what the meeting is about."))
    yield from check_zone(details.zone)


def check_request(details: RequestDetails, today: date) -> Iterator[Problem]:
    """Yield what is wrong with an asking: it cannot be in the future."""
    if details.asked_on.certainly_after(today):
        yield Problem("asked_on", IN_THE_FUTURE)


def check_chase(details: ChaseDetails, asked_on: PartialDate, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a chase: it is not in the future, and not before the asking."""
    if details.chased_on > today:
        yield Problem("chased_on", IN_THE_FUTURE)
    if asked_on.certainly_after(details.chased_on):
        yield Problem("chased_on", BEFORE_ASKING)


def check_answer(answered_on: PartialDate, asked_on: PartialDate, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the day of an answer: it is not in the future, and not before the asking."""
    if answered_on.certainly_after(today):
        yield Problem("answered_on", IN_THE_FUTURE)
    if answered_on.certainly_before(asked_on):
        yield Problem("answered_on", BEFORE_ASKING)


def check_offer(details: TimeDetails) -> Iterator[Problem]:
    """Yield what is wrong with an offer: it offers a time, or staff, or says in words what."""
    if details.at is not None and details.day is None:
        yield Problem("day", N_("Give the day as well."))
    if details.day is None and not details.staff_instead and not details.note:
        yield Problem("day", N_("Say what was offered: a day, staff instead, or a note."))


def check_confirmation(details: TimeDetails) -> Iterator[Problem]:
    """Yield what is wrong with a confirmed time: it needs a day and a time."""
    if details.day is None:
        yield Problem("day", N_("Give the day."))
    if details.at is None:
        yield Problem("at", N_("Give the time."))


def check_held(details: HeldDetails, asked_on: PartialDate, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a meeting that is said to have been held."""
    if details.held_on.certainly_after(today):
        yield Problem("held_on", IN_THE_FUTURE)
    if details.held_on.certainly_before(asked_on):
        yield Problem("held_on", BEFORE_ASKING)


def check_debrief(details: DebriefDetails) -> Iterator[Problem]:
    """Yield what is wrong with a debriefing: an answer off the scale, a due date without its promise."""
    for ref, answer in details.answers.items():
        if answer.score is not None and not -2 <= answer.score <= 2:
            yield Problem(f"answer_{ref}", N_("Choose an answer from the scale."))
    for number, promise in enumerate(details.commitments, start=1):
        for problem in () if promise.is_empty else check_commitment(promise):
            yield problem.at(f"commitment_{problem.field}_{number}")


def check_commitment(details: CommitmentDetails) -> Iterator[Problem]:
    """Yield what is wrong with a commitment: no words, or due before it was made."""
    if not details.text.strip():
        yield Problem("text", N_("Write what was promised."))
    if details.due_on is not None and details.made_on.certainly_after(details.due_on):
        yield Problem("due_on", N_("It cannot be due before it was made."))
