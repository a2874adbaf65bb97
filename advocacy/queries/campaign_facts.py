"""What stands beside a campaign: counts, what comes next, supporters, sources, its whole and its parts. One query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.deadlines import WithOwnDays, soon_until
from advocacy.domain.events import EventStatus
from advocacy.domain.letter_clock import RollUp, roll_up
from advocacy.domain.letters import CLOCK_RUNS, LetterStatus, RecipientStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.models import (
    Campaign,
    Event,
    Jurisdiction,
    Letter,
    Measure,
    MediaItem,
    Organization,
    OwnHoliday,
    Person,
    Recipient,
    Record,
    RecordCampaign,
    Supporter,
)
from advocacy.models.base import one_of, utc_now
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_work
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries.campaigns import COUNTED
from advocacy.queries.clock import today
from advocacy.queries.holidays import known_calendar
from advocacy.queries.timeline import Linked, TimelineSource
from advocacy.queries.waits import LOOKED_AHEAD

MOST_SUPPORTERS = 12
MOST_SOURCES = 12
MOST_PARTS = 20
_CAMPAIGN: BindParameter[int] = bindparam("campaign_id")
_TODAY: BindParameter[date] = bindparam("today")
_AHEAD: BindParameter[date] = bindparam("ahead")
_NOW: BindParameter[datetime] = bindparam("now")


@dataclass(frozen=True)
class Upcoming:
    """A decision or an event that is to come."""

    linked: Linked
    on: date | None
    what: str
    """What is to be decided, or the place of the event."""
    body: str = ""


@dataclass(frozen=True)
class CampaignLink:
    """Another campaign: the one this is part of, or a part of this one."""

    slug: str
    title: str


@dataclass(frozen=True)
class Facts:
    """What stands beside a campaign."""

    counted: tuple[tuple[RecordKind, int], ...]
    upcoming: tuple[Upcoming, ...]
    supporters: tuple[Linked | str, ...]
    supporter_count: int
    sources: tuple[TimelineSource, ...]
    parent: CampaignLink | None
    parts: tuple[CampaignLink, ...]
    answers: RollUp
    """Answers that are due soon or late, by the holidays of the campaign's place."""

    @property
    def counts(self) -> dict[RecordKind, int]:
        """How many records of each kind there are."""
        return dict(self.counted)


def facts(actor: Actor, campaign_id: int, parent_id: int | None, holidays: str) -> Facts:
    """Return counts, what comes next, supporters, sources, parent and parts: one query of several sections."""
    day = today()
    ahead = day + LOOKED_AHEAD
    values = parameters(actor, campaign_id=campaign_id, parent_id=parent_id, today=day, ahead=ahead, now=utc_now())
    rows = db.session.connection().execute(_facts(reader(actor)), values).all()
    by_section: dict[str, list[Any]] = {}
    for row in rows:
        by_section.setdefault(row.section, []).append(row)
    return Facts(
        counted=tuple((RecordKind(row.kind), row.number) for row in by_section.get("count", ())),
        upcoming=tuple(_upcoming(row) for row in by_section.get("next", ())),
        supporters=tuple(_linked(row) or row.name for row in by_section.get("supporter", ())),
        supporter_count=sum(row.number for row in by_section.get("supporters", ())),
        sources=tuple(
            TimelineSource(Linked(RecordKind.MEDIA_ITEM, row.ref, row.name), PartialDate(row.on_day))
            for row in by_section.get("source", ())
        ),
        parent=next((CampaignLink(row.ref, row.name) for row in by_section.get("parent", ())), None),
        parts=tuple(CampaignLink(row.ref, row.name) for row in by_section.get("part", ())),
        answers=_answers(by_section.get("answer", ()), by_section.get("closed", ()), day, holidays),
    )


def _answers(due: Sequence[Any], closed: Sequence[Any], day: date, holidays: str) -> RollUp:
    """Return the numbers of the answers that are due; holidays are looked at only where one is not late already."""
    days = [(date.fromisoformat(row.on_day), row.number) for row in due]
    soon = day
    if any(on >= day for on, _ in days):
        own = [date.fromisoformat(row.on_day) for row in closed]
        soon = soon_until(day, WithOwnDays(known_calendar(holidays), own))
    return roll_up([(RecipientStatus.SENT, on) for on, number in days for _ in range(number)], day, soon)


@cache
def _facts(actor: Reader) -> Select[Any]:
    sections = union_all(
        _counts(actor),
        _measures(actor),
        _events(actor),
        _supporters(),
        _supporter_count(),
        _sources(),
        _parent(actor),
        _parts(actor),
        _answers_due(actor),
        _closed_days(),
    ).subquery()
    return select(sections).order_by(sections.c.section, sections.c.position)


def _linked(row: Any) -> Linked | None:
    return Linked(RecordKind(row.kind), row.ref, row.name) if row.ref else None


def _upcoming(row: Any) -> Upcoming:
    on = date.fromisoformat(row.on_day[:10]) if row.on_day else None
    return Upcoming(Linked(RecordKind(row.kind), row.ref, row.name), on, row.detail, row.body)


def _section(section: str, /, **columns: Any) -> Select[Any]:
    """Return a select of one section: every section has the same columns, empty where it has none."""
    texts = ("kind", "ref", "name", "detail", "body", "on_day")
    shown: list[ColumnElement[Any]] = [literal(section).label("section")]
    shown.append(columns.get("position", literal(0)).label("position"))
    for text in texts:
        value = columns.get(text)
        shown.append((literal("") if value is None else func.coalesce(cast(value, String), "")).label(text))
    shown.append(columns.get("number", literal(0)).label("number"))
    return select(*shown)


def _first(statement: Select[Any], most: int) -> Select[Any]:
    """Return the first rows of a section. A limit inside a union needs a query around it on SQLite."""
    limited = statement.limit(most).subquery()
    return select(limited)


def _counts(actor: Actor) -> Select[Any]:
    record = aliased(Record)
    return (
        _section("count", kind=RecordCampaign.kind, number=func.count())
        .join(record, record.id == RecordCampaign.record_id)
        .where(
            RecordCampaign.campaign_id == _CAMPAIGN, one_of(RecordCampaign.kind, COUNTED), visible_work(actor, record)
        )
        .group_by(RecordCampaign.kind)
    )


def _measures(actor: Actor) -> Select[Any]:
    """The next dated decision."""
    measure, record, body = Measure.__table__, aliased(Record), Organization.__table__.alias()
    name = case((measure.c.identifier != "", measure.c.identifier + " " + measure.c.title), else_=measure.c.title)
    statement = (
        _section(
            "next",
            kind=record.kind,
            ref=record.ref,
            name=name,
            detail=measure.c.next_what,
            body=body.c.title,
            on_day=measure.c.next_on,
        )
        .select_from(measure)
        .join(record, record.id == measure.c.id)
        .join(RecordCampaign, RecordCampaign.record_id == measure.c.id)
        .outerjoin(body, body.c.id == measure.c.body_id)
        .where(
            RecordCampaign.campaign_id == _CAMPAIGN,
            measure.c.next_on >= _TODAY,
            visible_work(actor, record),
        )
        .order_by(measure.c.next_on, measure.c.id)
    )
    return _first(statement, 1)


def _events(actor: Actor) -> Select[Any]:
    """The next event that is neither held nor called off."""
    event, record = Event.__table__, aliased(Record)
    statement = (
        _section(
            "next",
            position=literal(1),
            kind=record.kind,
            ref=record.ref,
            name=event.c.title,
            detail=event.c.place,
            on_day=func.coalesce(cast(event.c.first_day, String), cast(event.c.starts_at, String)),
        )
        .select_from(event)
        .join(record, record.id == event.c.id)
        .join(RecordCampaign, RecordCampaign.record_id == event.c.id)
        .where(
            RecordCampaign.campaign_id == _CAMPAIGN,
            one_of(event.c.status, (EventStatus.PLANNED, EventStatus.ANNOUNCED)),
            (event.c.first_day >= _TODAY) | (event.c.first_day.is_(None) & (event.c.starts_at >= _NOW)),
            visible_work(actor, record),
        )
        .order_by(func.coalesce(cast(event.c.first_day, String), cast(event.c.starts_at, String)), event.c.id)
    )
    return _first(statement, 1)


def _supporters() -> Select[Any]:
    supporter, party = Supporter.__table__, aliased(Record)
    person, organization = Person.__table__.alias(), Organization.__table__.alias()
    full_name = func.nullif(func.trim(person.c.given_name + " " + person.c.family_name), "")
    statement = (
        _section(
            "supporter",
            position=supporter.c.id,
            kind=party.kind,
            ref=party.ref,
            name=func.coalesce(full_name, person.c.label, organization.c.title, supporter.c.attribution),
        )
        .select_from(supporter)
        .outerjoin(person, person.c.id == supporter.c.person_id)
        .outerjoin(organization, organization.c.id == supporter.c.organization_id)
        .outerjoin(party, party.id == func.coalesce(supporter.c.person_id, supporter.c.organization_id))
        .where(supporter.c.campaign_id == _CAMPAIGN)
        .order_by(supporter.c.id)
    )
    return _first(statement, MOST_SUPPORTERS)


def _supporter_count() -> Select[Any]:
    supporter = Supporter.__table__
    return _section("supporters", number=func.count(supporter.c.id)).where(supporter.c.campaign_id == _CAMPAIGN)


def _sources() -> Select[Any]:
    item, record = MediaItem.__table__, aliased(Record)
    words = (func.nullif(item.c[name], "") for name in ("headline", "publisher", "author", "note"))
    statement = (
        _section(
            "source",
            position=Citation.id,
            ref=record.ref,
            name=func.coalesce(*words, ""),
            on_day=item.c.published_on,
        )
        .select_from(Citation)
        .join(item, item.c.id == Citation.media_item_id)
        .join(record, record.id == item.c.id)
        .where(Citation.record_id == _CAMPAIGN)
        .order_by(Citation.id)
    )
    return _first(statement, MOST_SOURCES)


def _parent(actor: Actor) -> Select[Any]:
    other, record = Campaign.__table__.alias(), aliased(Record)
    return (
        _section("parent", ref=other.c.slug, name=other.c.title)
        .select_from(other)
        .join(record, record.id == other.c.id)
        .where(other.c.id == bindparam("parent_id"), visible_work(actor, record))
    )


def _parts(actor: Actor) -> Select[Any]:
    other, record = Campaign.__table__.alias(), aliased(Record)
    statement = (
        _section("part", position=other.c.id, ref=other.c.slug, name=other.c.title)
        .select_from(other)
        .join(record, record.id == other.c.id)
        .where(other.c.parent_id == _CAMPAIGN, visible_work(actor, record))
        .order_by(other.c.id)
    )
    return _first(statement, MOST_PARTS)


def _answers_due(actor: Actor) -> Select[Any]:
    """How many answers to letters of ours were due, or are due before long, on each day."""
    letter, recipient, record = Letter.__table__, Recipient.__table__, aliased(Record)
    return (
        _section("answer", on_day=recipient.c.reply_due, number=func.count())
        .select_from(recipient)
        .join(letter, letter.c.id == recipient.c.letter_id)
        .join(record, record.id == letter.c.id)
        .join(RecordCampaign, RecordCampaign.record_id == letter.c.id)
        .where(
            RecordCampaign.campaign_id == _CAMPAIGN,
            letter.c.status == LetterStatus.SENT,
            letter.c.side == Side.OURS,
            one_of(recipient.c.status, CLOCK_RUNS),
            recipient.c.reply_due <= _AHEAD,
            visible_work(actor, record),
        )
        .group_by(recipient.c.reply_due)
    )


def _closed_days() -> Select[Any]:
    """The next days off of the campaign's place, its own and those of the places that it lies in."""
    campaign, place, above = Campaign.__table__.alias(), Jurisdiction.__table__.alias(), Jurisdiction.__table__.alias()
    first = select(place.c.id, place.c.parent_id).join(campaign, campaign.c.jurisdiction_id == place.c.id)
    around = first.where(campaign.c.id == _CAMPAIGN).cte("places_around", recursive=True)
    around = around.union(select(above.c.id, above.c.parent_id).join(around, above.c.id == around.c.parent_id))
    own = OwnHoliday.__table__
    return (
        _section("closed", on_day=own.c.day)
        .join(around, around.c.id == own.c.jurisdiction_id)
        .where(own.c.day.between(_TODAY, _AHEAD))
    )
