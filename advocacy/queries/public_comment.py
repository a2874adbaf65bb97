"""Who speaks at a hearing or before a vote, and the rules of the body that listens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.calendar_feeds import comment_deadline
from advocacy.domain.campaigns import Access
from advocacy.domain.events import EventKind, EventPart
from advocacy.domain.localtime import to_local
from advocacy.domain.measures import MotionKind
from advocacy.domain.public_comment import same_points, total_minutes
from advocacy.domain.records import Audience
from advocacy.models import (
    BodyRule,
    Campaign,
    Event,
    EventParty,
    Measure,
    Organization,
    PublicCommentSpeaker,
    RecordCampaign,
)
from advocacy.policy import Actor, visible_campaign_ids, visible_records
from advocacy.queries import bodies, records
from advocacy.queries.clock import today

LISTENING = (EventKind.HEARING, EventKind.TOWN_HALL)


@dataclass(frozen=True)
class Comment:
    """The list, with what the body's rule says: until when to sign up, and how long each may speak."""

    record: Event | Measure
    body: Organization | None
    on: date | None
    rule: BodyRule | None
    sign_up_by: date | None
    speakers: list[PublicCommentSpeaker]
    repeats: dict[int, int]
    minutes: int
    reader: Actor
    sign_up_at: datetime | None = None
    """The moment by which to sign up, where the hour of the hearing is known."""

    def is_named(self, speaker: PublicCommentSpeaker) -> bool:
        """Whether the reader may know who it is: who works here, and everybody of themselves."""
        is_own = speaker.user_id is not None and speaker.user_id == self.reader.user_id
        return is_own or self.reader.is_worker or self.reader.sees_all

    @property
    def starts_at(self) -> datetime | None:
        """When the hearing begins, where its hour is known; a decision has a day alone."""
        return self.record.starts_at if isinstance(self.record, Event) else None

    @property
    def zone(self) -> str:
        """The clock that the hearing goes by."""
        return self.record.zone if isinstance(self.record, Event) else ""

    @property
    def place(self) -> str:
        """Where the hearing is."""
        return self.record.place if isinstance(self.record, Event) else ""

    @property
    def is_over(self) -> bool:
        """Whether the day is behind us."""
        return self.on is not None and self.on < today()

    @property
    def is_late(self) -> bool:
        """Whether the last day to sign up is behind us, and the day itself is not."""
        return self.sign_up_by is not None and self.sign_up_by < today() and not self.is_over

    def of_user(self, user_id: int | None) -> PublicCommentSpeaker | None:
        """Return the entry by which a user put themselves on the list."""
        return next((each for each in self.speakers if user_id is not None and each.user_id == user_id), None)

    def speaker(self, ref: str) -> PublicCommentSpeaker | None:
        """Return one of the speakers."""
        return next((each for each in self.speakers if each.ref == ref), None)

    @property
    def usual(self) -> int | None:
        """How many minutes each may speak."""
        return self.rule.comment_minutes if self.rule is not None else None


def heard(actor: Actor, ref: str) -> Event | Measure | None:
    """Return a hearing, or a resolution with a date, at which the public may speak; None for everything else."""
    event = records.by_ref(
        actor, Event, ref, selectinload(Event.parts).joinedload(EventParty.organization), selectinload(Event.citations)
    )
    if event is not None:
        return event if event.event_kind in LISTENING else None
    measure = records.by_ref(actor, Measure, ref, joinedload(Measure.body))
    return measure if measure is not None and measure.next_on is not None else None


def speakers_on(actor: Actor, record: Event | Measure) -> ColumnElement[bool]:
    """Return the condition for the speakers whom the actor may see: themselves, and those of campaigns in their sight.

    Who belongs to none is for who works here, and beside a record of campaigns for whoever sees that.
    """
    of_nobody = PublicCommentSpeaker.campaign_id.is_(None)
    seen: ColumnElement[bool] = PublicCommentSpeaker.campaign_id.in_(visible_campaign_ids(actor))
    if actor.is_worker or record.audience is not Audience.DIRECTORY:
        seen = or_(seen, of_nobody)
    mine = PublicCommentSpeaker.user_id == actor.user_id if actor.user_id is not None else false()
    return and_(PublicCommentSpeaker.record_id == record.id, or_(seen, mine))


def campaigns_for(actor: Actor, record: Event | Measure) -> list[Campaign]:
    """Return for which campaigns the actor may put somebody on the list, a confidential one first."""
    linked = select(RecordCampaign.campaign_id).where(RecordCampaign.record_id == record.id)
    is_open = case((Campaign.access == Access.RESTRICTED, 0), else_=1)
    wanted = select(Campaign).where(Campaign.id.in_(linked), visible_records(actor, Campaign))
    return list(db.session.scalars(wanted.order_by(is_open, Campaign.title, Campaign.id)))


def comment_on(actor: Actor, record: Event | Measure) -> Comment:
    """Return the list of a record, as far as the actor may see it, in a fixed number of queries."""
    body, on = (record.body, record.next_on) if isinstance(record, Measure) else (_host(record), record.first_day)
    rule = bodies.rule_on(bodies.rules_of(body), MotionKind.ORDINARY, on) if body is not None and on else None
    speakers = list(
        db.session.scalars(
            select(PublicCommentSpeaker)
            .where(speakers_on(actor, record))
            .options(
                joinedload(PublicCommentSpeaker.person),
                joinedload(PublicCommentSpeaker.organization),
                joinedload(PublicCommentSpeaker.campaign),
            )
            .order_by(PublicCommentSpeaker.position, PublicCommentSpeaker.id)
        )
    )
    usual = rule.comment_minutes if rule is not None else None
    return Comment(
        record,
        body,
        on,
        rule,
        _sign_up_by(record, on, rule),
        speakers,
        same_points([each.point for each in speakers]),
        total_minutes([each.minutes for each in speakers], usual),
        actor,
        sign_up_at(rule, record.starts_at) if isinstance(record, Event) else None,
    )


def _host(event: Event) -> Organization | None:
    """Return the deciding body that holds a hearing, if its host is one."""
    hosts = (part.organization for part in event.parts if part.part is EventPart.HOST)
    return next((host for host in hosts if host is not None and host.is_body), None)


def _sign_up_by(record: Event | Measure, on: date | None, rule: BodyRule | None) -> date | None:
    if isinstance(record, Event):
        return sign_up_by(rule, on, record.starts_at, record.zone)
    return sign_up_by(rule, on)


def sign_up_by(
    rule: BodyRule | None, on: date | None, starts_at: datetime | None = None, zone: str = ""
) -> date | None:
    """Return the day by which to sign up to speak on a day; None where the body's rule says nothing of it."""
    if on is None or rule is None or not rule.comment_deadline_hours:
        return None
    until = sign_up_at(rule, starts_at)
    if until is not None:
        return to_local(until, zone).date()
    return comment_deadline(on, rule.comment_deadline_hours)


def sign_up_at(rule: BodyRule | None, starts_at: datetime | None) -> datetime | None:
    """Return the moment by which to sign up; None where the hour or the body's rule is not known."""
    if rule is None or not rule.comment_deadline_hours or starts_at is None:
        return None
    return starts_at - timedelta(hours=rule.comment_deadline_hours)


def sign_up_days(measures: Iterable[Any], hearings: Iterable[Any]) -> Iterator[tuple[Any, date]]:
    """Yield each row of a decision or a hearing at which the public may speak, with the day to sign up by.

    Measures have `body_id` and `next_on`; events `id`, `event_kind`, `first_day`, `starts_at` and `zone`. Two queries.
    """
    decisions = [(row, row.body_id) for row in measures if row.body_id is not None]
    listening = [row for row in hearings if row.event_kind in LISTENING]
    hosts = _body_hosts([row.id for row in listening])
    heard_by = [(row, hosts[row.id]) for row in listening if row.id in hosts]
    rules = bodies.rules_of_all({body_id for _, body_id in (*decisions, *heard_by)})
    for row, body_id in decisions:
        rule = bodies.rule_on(rules.get(body_id, ()), MotionKind.ORDINARY, row.next_on)
        if day := sign_up_by(rule, row.next_on):
            yield row, day
    for row, body_id in heard_by:
        rule = bodies.rule_on(rules.get(body_id, ()), MotionKind.ORDINARY, row.first_day)
        if day := sign_up_by(rule, row.first_day, row.starts_at, row.zone):
            yield row, day


def _body_hosts(event_ids: list[int]) -> dict[int, int]:
    """Return the deciding body that holds each of these hearings, the first of several."""
    rows: Any = db.session.execute(
        select(EventParty.event_id, EventParty.organization_id)
        .join(Organization, Organization.id == EventParty.organization_id)
        .where(EventParty.event_id.in_(event_ids), EventParty.part == EventPart.HOST, Organization.is_body)
        .order_by(EventParty.id.desc())
    )
    return dict(rows.all())
