"""What stands in a calendar: a fixed number of queries, whatever the month holds."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.calendars import MOST_DAYS, ItemKind, days_of
from advocacy.domain.deadlines import Waiting
from advocacy.domain.events import EventStatus
from advocacy.domain.letters import CLOCK_RUNS, SIGNABLE, LetterStatus
from advocacy.domain.localtime import day_begins, day_ends, local_day
from advocacy.domain.meetings import CommitmentStatus, MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.tasks import TaskStatus
from advocacy.domain.words import Word
from advocacy.models import Commitment, Event, Letter, Measure, MeetingRequest, Recipient, Task, VoteEvent
from advocacy.policy import Actor, visible_records
from advocacy.queries.letter_names import with_names
from advocacy.queries.public_comment import sign_up_days
from advocacy.queries.waits import Clock, leading_place

MOST_OF_A_KIND = 1000
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_MEETINGS_CALLED_OFF = (MeetingStatus.CANCELLED_BY_OFFICE, MeetingStatus.CANCELLED_BY_US)
_MEETINGS = (MeetingStatus.CONFIRMED, MeetingStatus.HELD, MeetingStatus.DEBRIEFED, *_MEETINGS_CALLED_OFF)
_UTC = "UTC"
SIGN_UP_AHEAD = timedelta(days=31)
"""As long before a decision or a hearing the day may be by which to sign up to speak."""


@dataclass(frozen=True)
class Item:
    """One thing in the calendar. `linked` is enough of its record to link to it."""

    kind: ItemKind
    title: str
    linked: Any
    starts_at: datetime | None = None
    zone: str = _UTC
    off: Word | None = None
    """Cancelled or postponed: it stays in the calendar, as that."""
    number: int = 1
    """How many recipients a due reply is about."""
    detail: str = ""
    wait: Waiting | None = None
    """How the wait for a reply stands; None where it has time."""
    task: Any = None
    """What names a task: its title may be its rule's, which is printed in the reader's language."""


@dataclass(frozen=True)
class Shown:
    """The items of some days, by day, and those of which only the month is known."""

    days: dict[date, list[Item]]
    some_day: list[Item]


def between(actor: Actor, first: date, last: date, month: str) -> Shown:
    """Return what stands from the first to the last day, for this reader; `month` ("2017-05") for what has no day."""
    days: dict[date, list[Item]] = defaultdict(list)
    some_day: list[Item] = []
    for day, item in _everything(actor, first, last, month):
        if day is None:
            some_day.append(item)
        elif first <= day <= last:
            days[day].append(item)
    for items in days.values():
        items.sort(key=_order)
    return Shown(dict(days), some_day)


def _order(item: Item) -> tuple[int, float, int, str]:
    timed = item.starts_at is not None
    return (0 if timed else 1, item.starts_at.timestamp() if item.starts_at else 0.0, list(ItemKind).index(item.kind),
            item.title)  # fmt: skip


def _everything(actor: Actor, first: date, last: date, month: str) -> Iterator[tuple[date | None, Item]]:
    events, measures = _event_rows(actor, first, last), _measure_rows(actor, first, last)
    yield from _events(events, month)
    yield from _meetings(actor, first, last)
    yield from _next_dates(measures)
    yield from _comment_deadlines(events, measures)
    yield from _votes(actor, first, last)
    yield from _replies_due(actor, first, last)
    yield from _sign_ons(actor, first, last)
    yield from _tasks(actor, first, last)
    yield from _commitments(actor, first, last)


def _link(kind: RecordKind, ref: str) -> Any:
    return SimpleNamespace(kind=kind, ref=ref)


def _event_rows(actor: Actor, first: date, last: date) -> list[Any]:
    """Return the events of these days, and those that began before or are to come with a day that stands in them."""
    rows: Any = db.session.execute(
        select(
            Event.id, Event.ref, Event.event_kind, Event.title, Event.status, Event.first_day, Event.happened_on,
            Event.starts_at, Event.ends_at, Event.zone, Event.place,
        )
        .where(
            visible_records(actor, Event),
            Event.first_day.between(first - timedelta(days=MOST_DAYS), last + SIGN_UP_AHEAD),
        )
        .order_by(Event.first_day, Event.id)
        .limit(MOST_OF_A_KIND)
    )  # fmt: skip
    return list(rows)


def _events(rows: list[Any], month: str) -> Iterator[tuple[date | None, Item]]:
    for row in rows:
        off = row.status if row.status in _OFF else None
        link = _link(RecordKind.EVENT, row.ref)
        item = Item(ItemKind.EVENT, row.title, link, row.starts_at, row.zone, off, detail=row.place)
        if row.happened_on.text == month:
            yield None, item
        elif len(row.happened_on.text) == len("2017-05-01"):
            for day in days_of(row.first_day, row.ends_at, row.zone):
                yield day, item


def _meetings(actor: Actor, first: date, last: date) -> Iterator[tuple[date, Item]]:
    a_day = timedelta(days=1)
    rows: Any = db.session.execute(
        select(
            MeetingRequest.ref, MeetingRequest.topic, MeetingRequest.status, MeetingRequest.starts_at,
            MeetingRequest.zone, MeetingRequest.place,
        )
        .where(
            visible_records(actor, MeetingRequest),
            MeetingRequest.status.in_(_MEETINGS),
            MeetingRequest.starts_at.between(day_begins(first, _UTC) - a_day, day_ends(last, _UTC) + a_day),
        )
        .order_by(MeetingRequest.starts_at, MeetingRequest.id)
        .limit(MOST_OF_A_KIND)
    )  # fmt: skip
    for row in rows:
        off = row.status if row.status in _MEETINGS_CALLED_OFF else None
        link = _link(RecordKind.MEETING, row.ref)
        item = Item(ItemKind.MEETING, row.topic, link, row.starts_at, row.zone, off, detail=row.place)
        yield local_day(row.starts_at, row.zone), item


def _measure_rows(actor: Actor, first: date, last: date) -> list[Any]:
    rows: Any = db.session.execute(
        select(Measure.ref, Measure.title, Measure.next_on, Measure.next_what, Measure.body_id)
        .where(visible_records(actor, Measure), Measure.next_on.between(first, last + SIGN_UP_AHEAD))
        .order_by(Measure.next_on, Measure.id)
        .limit(MOST_OF_A_KIND)
    )
    return list(rows)


def _next_dates(rows: list[Any]) -> Iterator[tuple[date, Item]]:
    for row in rows:
        link = _link(RecordKind.MEASURE, row.ref)
        yield row.next_on, Item(ItemKind.NEXT_DATE, row.title, link, detail=row.next_what)


def _comment_deadlines(events: list[Any], measures: list[Any]) -> Iterator[tuple[date, Item]]:
    """By when to sign up to speak, as the rule of the body says that decides or hears."""
    hearings = [row for row in events if len(row.happened_on.text) == len("2017-05-01")]
    for row, day in sign_up_days(measures, hearings):
        is_event = hasattr(row, "event_kind")
        off = row.status if is_event and row.status in _OFF else None
        link = _link(RecordKind.EVENT if is_event else RecordKind.MEASURE, row.ref)
        yield day, Item(ItemKind.COMMENT_BY, row.title, link, off=off)


def _votes(actor: Actor, first: date, last: date) -> Iterator[tuple[date, Item]]:
    rows: Any = db.session.execute(
        select(Measure.ref, Measure.title, VoteEvent.voted_on)
        .join(Measure, Measure.id == VoteEvent.measure_id)
        .where(
            visible_records(actor, Measure),
            VoteEvent.voted_on.between(PartialDate.of(first), PartialDate.of(last)),
        )
        .order_by(VoteEvent.voted_on, VoteEvent.id)
        .limit(MOST_OF_A_KIND)
    )
    for row in rows:
        if len(row.voted_on.text) == len("2017-05-01"):
            yield row.voted_on.first_day, Item(ItemKind.VOTE, row.title, _link(RecordKind.MEASURE, row.ref))


def _replies_due(actor: Actor, first: date, last: date) -> Iterator[tuple[date, Item]]:
    clock = Clock()
    rows: Any = db.session.execute(
        select(
            Letter.ref,
            Letter.subject,
            Recipient.reply_due,
            func.count().label("number"),
            leading_place(Letter.id, Letter).label("place_id"),
        )
        .join(Letter, Letter.id == Recipient.letter_id)
        .where(
            visible_records(actor, Letter),
            Letter.side == Side.OURS,
            Letter.status == LetterStatus.SENT,  # nobody waits for an answer to a closed or withdrawn one
            Recipient.status.in_(CLOCK_RUNS),
            Recipient.reply_due.between(first, last),
        )
        .group_by(Letter.id, Letter.ref, Letter.subject, Recipient.reply_due)
        .order_by(Recipient.reply_due, Letter.ref)
        .limit(MOST_OF_A_KIND)
    )
    for row, name in with_names(rows):
        link = _link(RecordKind.LETTER, row.ref)
        wait = clock.standing(row.reply_due, row.place_id)
        shown = None if wait is Waiting.IN_TIME else wait
        yield row.reply_due, Item(ItemKind.REPLY_DUE, name, link, number=row.number, wait=shown)


def _sign_ons(actor: Actor, first: date, last: date) -> Iterator[tuple[date, Item]]:
    days = (first, last)
    rows: Any = db.session.execute(
        select(Letter.ref, Letter.subject, Letter.sign_by, Letter.sign_until)
        .where(
            visible_records(actor, Letter),
            Letter.side == Side.OURS,
            Letter.status.in_(SIGNABLE),
            or_(Letter.sign_by.between(*days), Letter.sign_until.between(*days)),
        )
        .order_by(Letter.id)
        .limit(MOST_OF_A_KIND)
    )
    for row, name in with_names(rows):
        for kind, day in ((ItemKind.SIGN_BY, row.sign_by), (ItemKind.SIGN_UNTIL, row.sign_until)):
            if day is not None:
                yield day, Item(kind, name, _link(RecordKind.LETTER, row.ref))


def _tasks(actor: Actor, first: date, last: date) -> Iterator[tuple[date, Item]]:
    """Own tasks only: those of others stand on the page of tasks."""
    rows: Any = db.session.execute(
        select(Task.ref, Task.what, Task.rule, Task.rule_subject, Task.due_on)
        .where(
            visible_records(actor, Task),
            Task.assignee_id == actor.user_id,
            Task.status == TaskStatus.OPEN,
            Task.due_on.between(first, last),
        )
        .order_by(Task.due_on, Task.id)
        .limit(MOST_OF_A_KIND)
    )
    for row in rows:
        yield row.due_on, Item(ItemKind.TASK, row.what, _link(RecordKind.TASK, row.ref), task=row)


def _commitments(actor: Actor, first: date, last: date) -> Iterator[tuple[date, Item]]:
    rows: Any = db.session.execute(
        select(Commitment.ref, Commitment.text, Commitment.due_on)
        .where(
            visible_records(actor, Commitment),
            Commitment.status == CommitmentStatus.OPEN,
            Commitment.due_on.between(first, last),
        )
        .order_by(Commitment.due_on, Commitment.id)
        .limit(MOST_OF_A_KIND)
    )
    for row in rows:
        yield row.due_on, Item(ItemKind.COMMITMENT, row.text, _link(RecordKind.COMMITMENT, row.ref))
