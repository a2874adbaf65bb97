"""Private calendars: whose they are, and what stands in them, in a fixed number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.calendar_feeds import MOST_OF_A_KIND, Entry, EntryKind, Standing
from advocacy.domain.campaigns import Access
from advocacy.domain.events import EventStatus
from advocacy.domain.letters import CLOCK_RUNS, SIGNABLE, LetterStatus
from advocacy.domain.localtime import day_begins, day_ends
from advocacy.domain.meetings import CommitmentStatus, MeetingStatus
from advocacy.domain.not_in_print import NOBODY, Unprinted
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.tasks import TaskStatus
from advocacy.models import (
    CalendarFeed,
    Campaign,
    Commitment,
    Event,
    Letter,
    Measure,
    MeetingRequest,
    Recipient,
    RecordCampaign,
    Task,
    User,
    VoteEvent,
)
from advocacy.policy import Actor, visible_records
from advocacy.queries.clock import today
from advocacy.queries.letter_names import with_names
from advocacy.queries.public_comment import sign_up_days

_CALLED_OFF = (MeetingStatus.CANCELLED_BY_OFFICE, MeetingStatus.CANCELLED_BY_US)
_MEETINGS = (MeetingStatus.CONFIRMED, MeetingStatus.HELD, MeetingStatus.DEBRIEFED, *_CALLED_OFF)
_EVENT_STANDING = {
    EventStatus.PLANNED: Standing.TENTATIVE,
    EventStatus.CANCELLED: Standing.CANCELLED,
    EventStatus.POSTPONED: Standing.CANCELLED,
}
_WHOLE_DAY = len("2017-05-01")


def living_feed(token_hash: str) -> CalendarFeed | None:
    """Return the feed of a token, with its owner; None when there is none, or it or its owner is gone."""
    found = (
        select(CalendarFeed)
        .join(User, User.id == CalendarFeed.user_id)
        .where(CalendarFeed.token_hash == token_hash, CalendarFeed.revoked_at.is_(None), User.is_active)
        .options(joinedload(CalendarFeed.campaign))
    )
    return db.session.scalar(found)


def feeds_of(actor: Actor) -> list[CalendarFeed]:
    """Return one's own addresses that work, the newest first."""
    mine = (
        select(CalendarFeed)
        .where(CalendarFeed.user_id == actor.user_id, CalendarFeed.revoked_at.is_(None))
        .options(joinedload(CalendarFeed.campaign))
        .order_by(CalendarFeed.id.desc())
    )
    return list(db.session.scalars(mine))


def own_feed(actor: Actor, ref: str) -> CalendarFeed | None:
    """Return one of one's own addresses that work, or None."""
    return next((feed for feed in feeds_of(actor) if feed.ref == ref), None)


def visible_campaigns_of(actor: Actor, feeds: list[CalendarFeed]) -> set[int]:
    """Return the ids of the feeds' campaigns that their owner still sees."""
    wanted = [feed.campaign_id for feed in feeds if feed.campaign_id is not None]
    seen = select(Campaign.id).where(Campaign.id.in_(wanted), visible_records(actor, Campaign))
    return set(db.session.scalars(seen)) if wanted else set()


@dataclass(frozen=True)
class Wanted:
    """Whose feed it is, over which days, and of which campaign; None: of all that its owner sees."""

    actor: Actor
    first: date
    last: date
    campaign_id: int | None = None
    names: Unprinted = NOBODY
    """Who is named in no entry, wherever somebody typed the name."""


def entries(wanted: Wanted) -> list[Entry]:
    """Return what stands in a feed, in one order."""
    measures, events = _measures(wanted), _event_rows(wanted)
    found = [
        *_events(events),
        *_meetings(wanted),
        *_next_dates(wanted, measures),
        *_comment_deadlines(wanted, measures, events),
        *_votes(wanted),
        *_replies_due(wanted),
        *_sign_on(wanted),
        *_tasks(wanted),
        *_commitments(wanted),
    ]
    return sorted(_without_names(found, wanted.names), key=lambda entry: entry.uid)


def _without_names(found: list[Entry], names: Unprinted) -> list[Entry]:
    if not names:
        return found
    return [
        replace(
            entry,
            title=names.withheld(entry.title),
            place=names.withheld(entry.place),
            detail=names.withheld(entry.detail),
        )
        for entry in found
    ]


def _rows(wanted: Wanted, model: Any, statement: Select[Any]) -> Any:
    """Run a statement for what the owner may see, with whether it belongs to a confidential campaign."""
    links, campaigns = RecordCampaign.__table__.alias(), Campaign.__table__.alias()
    confidential = exists(
        select(literal(1))
        .select_from(links.join(campaigns, campaigns.c.id == links.c.campaign_id))
        .where(links.c.record_id == model.id, campaigns.c.access == Access.RESTRICTED)
    )
    marked = statement.add_columns(and_(confidential, model.audience != Audience.DIRECTORY).label("confidential"))
    conditions: list[ColumnElement[bool]] = [visible_records(wanted.actor, model)]
    if wanted.campaign_id is not None:
        own = RecordCampaign.__table__.alias()
        inside = select(own.c.record_id).where(own.c.campaign_id == wanted.campaign_id)
        conditions.append(model.id.in_(inside))
    return db.session.execute(marked.where(*conditions).limit(MOST_OF_A_KIND))


def _of_record(model: Any) -> tuple[Any, ...]:
    return model.ref, model.version, model.updated_at


def _entry(kind: EntryKind, record_kind: RecordKind, row: Any, starts: Any, **more: Any) -> Entry:
    more.setdefault("ref", row.ref)
    return Entry(
        kind=kind,
        starts=starts,
        sequence=row.version,
        changed_at=row.updated_at,
        linked=SimpleNamespace(kind=record_kind, ref=row.ref),
        confidential=bool(row.confidential),
        **more,
    )


def _event_rows(wanted: Wanted) -> list[Any]:
    statement = (
        select(*_of_record(Event), Event.id, Event.event_kind, Event.title, Event.status, Event.first_day,
               Event.happened_on, Event.starts_at, Event.ends_at, Event.zone, Event.place)
        .where(Event.first_day.between(wanted.first, wanted.last))
        .order_by(Event.first_day.desc(), Event.id)
    )  # fmt: skip
    rows = _rows(wanted, Event, statement)
    return [row for row in rows if row.starts_at is not None or len(row.happened_on.text) == _WHOLE_DAY]


def _events(events: list[Any]) -> Iterator[Entry]:
    for row in events:
        yield _entry(
            EntryKind.EVENT, RecordKind.EVENT, row, row.starts_at or row.first_day, title=row.title,
            ends=row.ends_at, zone=row.zone, place=row.place, is_postponed=row.status is EventStatus.POSTPONED,
            standing=_EVENT_STANDING.get(row.status, Standing.CONFIRMED),
        )  # fmt: skip


def _meetings(wanted: Wanted) -> Iterator[Entry]:
    statement = (
        select(*_of_record(MeetingRequest), MeetingRequest.topic, MeetingRequest.status, MeetingRequest.starts_at,
               MeetingRequest.zone, MeetingRequest.place)
        .where(
            MeetingRequest.status.in_(_MEETINGS),
            MeetingRequest.starts_at.between(day_begins(wanted.first, "UTC"), day_ends(wanted.last, "UTC")),
        )
        .order_by(MeetingRequest.starts_at.desc(), MeetingRequest.id)
    )  # fmt: skip
    for row in _rows(wanted, MeetingRequest, statement):
        off = Standing.CANCELLED if row.status in _CALLED_OFF else Standing.CONFIRMED
        yield _entry(
            EntryKind.MEETING, RecordKind.MEETING, row, row.starts_at, title=row.topic, zone=row.zone,
            place=row.place, standing=off,
        )  # fmt: skip


def _measures(wanted: Wanted) -> list[Any]:
    statement = (
        select(*_of_record(Measure), Measure.title, Measure.next_on, Measure.next_what, Measure.body_id)
        .where(Measure.next_on.between(wanted.first, wanted.last))
        .order_by(Measure.next_on.desc(), Measure.id)
    )
    return list(_rows(wanted, Measure, statement))


def _next_dates(_wanted: Wanted, measures: list[Any]) -> Iterator[Entry]:
    for row in measures:
        yield _entry(
            EntryKind.NEXT_DATE, RecordKind.MEASURE, row, row.next_on, title=row.title, detail=row.next_what
        )  # fmt: skip


def _comment_deadlines(wanted: Wanted, measures: list[Any], events: list[Any]) -> Iterator[Entry]:
    """By the rule of the body that decides or hears; with a hearing that is called off its day is off too."""
    for row, day in sign_up_days(measures, events):
        if day >= wanted.first:
            is_event = hasattr(row, "event_kind")
            off = is_event and _EVENT_STANDING.get(row.status) is Standing.CANCELLED
            yield _entry(
                EntryKind.COMMENT_BY, RecordKind.EVENT if is_event else RecordKind.MEASURE, row, day, title=row.title,
                standing=Standing.CANCELLED if off else Standing.CONFIRMED,
            )  # fmt: skip


def _votes(wanted: Wanted) -> Iterator[Entry]:
    days = (PartialDate.of(wanted.first), PartialDate.of(wanted.last))
    statement = (
        select(*_of_record(Measure), Measure.title, VoteEvent.voted_on, VoteEvent.ref.label("vote_ref"))
        .join(VoteEvent, VoteEvent.measure_id == Measure.id)
        .where(VoteEvent.voted_on.between(*days))
        .order_by(VoteEvent.voted_on.desc(), VoteEvent.id)
    )
    for row in _rows(wanted, Measure, statement):
        if len(row.voted_on.text) == _WHOLE_DAY:
            day = row.voted_on.first_day
            yield _entry(EntryKind.VOTE, RecordKind.MEASURE, row, day, title=row.title, ref=row.vote_ref)


def _replies_due(wanted: Wanted) -> Iterator[Entry]:
    """One entry for the recipients of a letter that have one day.

    Its name is that of the first who ever had that day, whoever has answered since: so it stays the same.
    """
    first = Recipient.__table__.alias()
    named = (
        select(first.c.ref)
        .where(first.c.letter_id == Letter.id, first.c.reply_due == Recipient.reply_due)
        .order_by(first.c.id)
        .limit(1)
        .correlate(Letter, Recipient)
        .scalar_subquery()
    )
    statement = (
        select(*_of_record(Letter), Letter.subject, Letter.status, Recipient.reply_due, named.label("recipient_ref"))
        .join(Recipient, Recipient.letter_id == Letter.id)
        .where(
            Letter.side == Side.OURS,
            Letter.status.in_((LetterStatus.SENT, LetterStatus.WITHDRAWN)),
            Recipient.status.in_(CLOCK_RUNS),
            Recipient.reply_due.between(wanted.first, wanted.last),
        )
        .group_by(*_of_record(Letter), Letter.id, Letter.audience, Letter.subject, Letter.status, Recipient.reply_due)
        .order_by(Recipient.reply_due.desc(), Letter.ref)
    )
    day = today()
    for row, name in with_names(_rows(wanted, Letter, statement)):
        standing = _standing_of(row.status)
        is_late = row.reply_due < day and standing is Standing.CONFIRMED
        yield _entry(
            EntryKind.REPLY_DUE, RecordKind.LETTER, row, row.reply_due, title=name, ref=row.recipient_ref,
            standing=standing, is_late=is_late,
        )  # fmt: skip


def _standing_of(status: LetterStatus) -> Standing:
    return Standing.CANCELLED if status is LetterStatus.WITHDRAWN else Standing.CONFIRMED


def _sign_on(wanted: Wanted) -> Iterator[Entry]:
    """While it can be signed; what was withdrawn is cancelled, that a calendar takes it away."""
    days = (wanted.first, wanted.last)
    statement = (
        select(*_of_record(Letter), Letter.subject, Letter.status, Letter.sign_by, Letter.sign_until)
        .where(
            Letter.side == Side.OURS,
            Letter.status.in_((*SIGNABLE, LetterStatus.WITHDRAWN)),
            or_(Letter.sign_by.between(*days), Letter.sign_until.between(*days)),
        )
        .order_by(Letter.id.desc())
    )
    for row, name in with_names(_rows(wanted, Letter, statement)):
        for kind, day in ((EntryKind.SIGN_BY, row.sign_by), (EntryKind.SIGN_UNTIL, row.sign_until)):
            if day is not None and wanted.first <= day <= wanted.last:
                standing = _standing_of(row.status)
                yield _entry(kind, RecordKind.LETTER, row, day, title=name, standing=standing)


def _tasks(wanted: Wanted) -> Iterator[Entry]:
    """Own tasks."""
    statement = (
        select(*_of_record(Task), Task.what, Task.rule, Task.rule_subject, Task.due_on)
        .where(
            Task.assignee_id == wanted.actor.user_id,
            Task.status == TaskStatus.OPEN,
            Task.due_on.between(wanted.first, wanted.last),
        )
        .order_by(Task.due_on.desc(), Task.id)
    )
    for row in _rows(wanted, Task, statement):
        title, rule = (row.rule_subject, row.rule) if row.rule_subject else (row.what, None)
        yield _entry(EntryKind.TASK, RecordKind.TASK, row, row.due_on, title=title, rule=rule)


def _commitments(wanted: Wanted) -> Iterator[Entry]:
    statement = (
        select(*_of_record(Commitment), Commitment.text, Commitment.due_on)
        .where(
            Commitment.status == CommitmentStatus.OPEN, Commitment.due_on.between(wanted.first, wanted.last)
        )
        .order_by(Commitment.due_on.desc(), Commitment.id)
    )  # fmt: skip
    for row in _rows(wanted, Commitment, statement):
        yield _entry(EntryKind.COMMITMENT, RecordKind.COMMITMENT, row, row.due_on, title=row.text)
