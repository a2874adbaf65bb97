"""Events as pages show them: what is ahead, what is past, one event, and who comes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.events import EventKind, EventStatus, RsvpAnswer
from advocacy.models import Demand, Event, EventParty, Person, RecordCampaign, Rsvp, User
from advocacy.policy import Actor, visible_records
from advocacy.queries import records
from advocacy.queries.clock import today

PAGE = 50
_LAST, _FIRST = date(9999, 12, 31), date(1, 1, 1)


@dataclass(frozen=True)
class EventFilters:
    """What the list is narrowed to; None means all. `past`: what is behind us instead of what is ahead."""

    past: bool = False
    kind: EventKind | None = None
    campaign_id: int | None = None


@dataclass(frozen=True)
class Coming:
    """How many people come, guests among them, by answer."""

    answers: dict[RsvpAnswer, int] = field(default_factory=dict)
    guests: dict[RsvpAnswer, int] = field(default_factory=dict)

    def people(self, answer: RsvpAnswer) -> int:
        """Return how many people an answer stands for: those who gave it, and their guests."""
        return self.answers.get(answer, 0) + self.guests.get(answer, 0)

    @property
    def going(self) -> int:
        """How many people come for sure."""
        return self.people(RsvpAnswer.GOING)

    @property
    def maybe(self) -> int:
        """How many people may come."""
        return self.people(RsvpAnswer.MAYBE)


@dataclass(frozen=True)
class EventLine:
    """An event in a list, with how many come and what the viewer answered."""

    event: Event
    coming: Coming
    mine: RsvpAnswer | None


@dataclass(frozen=True)
class EventPage:
    """A page of the list; `next_after` is the ref after which the next page begins, or ""."""

    lines: Sequence[EventLine]
    next_after: str


def events_page(actor: Actor, filters: EventFilters, after: str = "") -> EventPage:
    """Return events the actor may see: ahead the nearest first, past the latest first; without a date last."""
    on = today()
    ahead = _is_ahead(on)
    statement = _narrowed(select(Event).where(visible_records(actor, Event)), filters)
    statement = statement.where(~ahead if filters.past else ahead)
    key: Any = case((Event.first_day.is_(None), literal(_FIRST if filters.past else _LAST)), else_=Event.first_day)
    place = _place(actor, key, after) if after else None
    if place is not None:
        statement = statement.where(_beyond(key, place, backwards=filters.past))
    order = (key.desc(), Event.id.desc()) if filters.past else (key.asc(), Event.id.asc())
    statement = statement.options(joinedload(Event.jurisdiction), selectinload(Event.campaign_links))
    found = list(db.session.scalars(statement.order_by(*order).limit(PAGE + 1)).unique())
    return EventPage(lines_of(actor, found[:PAGE]), found[PAGE - 1].ref if len(found) > PAGE else "")


def _is_ahead(on: date) -> ColumnElement[bool]:
    """Today and later; this month or year where no more is known; no date at all, unless it is off."""
    this_month_or_year = Event.happened_on.in_([f"{on:%Y}", f"{on:%Y-%m}"])
    no_date = and_(Event.first_day.is_(None), Event.status != EventStatus.CANCELLED)
    return and_(
        Event.status != EventStatus.HELD,
        or_(and_(Event.first_day.is_not(None), Event.first_day >= on), this_month_or_year, no_date),
    )


def _beyond(key: Any, place: tuple[date, int], *, backwards: bool) -> ColumnElement[bool]:
    day, row_id = literal(place[0]), place[1]
    if backwards:
        return or_(key < day, and_(key == day, Event.id < row_id))
    return or_(key > day, and_(key == day, Event.id > row_id))


def _place(actor: Actor, key: Any, after: str) -> tuple[date, int] | None:
    row = db.session.execute(
        select(key.label("day"), Event.id).where(Event.ref == after, visible_records(actor, Event))
    ).first()
    return (row.day, row.id) if row is not None else None


def _narrowed(statement: Select[Any], filters: EventFilters) -> Select[Any]:
    if filters.kind is not None:
        statement = statement.where(Event.event_kind == filters.kind)
    if filters.campaign_id is None:
        return statement
    links = RecordCampaign.__table__.alias()
    ids = select(links.c.record_id).where(links.c.campaign_id == filters.campaign_id)
    return statement.where(Event.id.in_(ids))


def lines_of(actor: Actor, events: Sequence[Event]) -> list[EventLine]:
    """Return the events with their answers: two queries whatever their number."""
    ids = [event.id for event in events]
    coming = _coming(ids)
    mine: dict[int, RsvpAnswer] = {}
    if ids and actor.user_id is not None:
        rows: Any = db.session.execute(
            select(Rsvp.event_id, Rsvp.answer).where(Rsvp.event_id.in_(ids), Rsvp.user_id == actor.user_id)
        )
        mine = dict(rows.all())
    return [EventLine(event, coming.get(event.id, Coming()), mine.get(event.id)) for event in events]


def _coming(ids: Sequence[int]) -> dict[int, Coming]:
    found: dict[int, Coming] = {}
    if not ids:
        return found
    rows = db.session.execute(
        select(Rsvp.event_id, Rsvp.answer, func.count(), func.coalesce(func.sum(Rsvp.guests), 0))
        .where(Rsvp.event_id.in_(ids))
        .group_by(Rsvp.event_id, Rsvp.answer)
    )
    for event_id, answer, number, guests in rows:
        coming = found.setdefault(event_id, Coming())
        coming.answers[answer], coming.guests[answer] = number, int(guests)
    return found


def by_ref(actor: Actor, ref: str) -> Event | None:
    """Return one event with what its page shows, or None when it is missing or hidden."""
    return records.by_ref(
        actor,
        Event,
        ref,
        joinedload(Event.jurisdiction),
        selectinload(Event.campaign_links),
        selectinload(Event.citations),
        selectinload(Event.demand_links),
        selectinload(Event.old_dates),
        selectinload(Event.parts).joinedload(EventParty.person),
        selectinload(Event.parts).joinedload(EventParty.organization),
    )


def my_rsvp(actor: Actor, event: Event) -> Rsvp | None:
    """Return what the signed-in user answered."""
    return db.session.scalar(select(Rsvp).where(Rsvp.event_id == event.id, Rsvp.user_id == actor.user_id))


@dataclass(frozen=True)
class Named:
    """An answer with the name of who gave it: only for organizers and coordinators."""

    rsvp: Rsvp
    name: str


def names(event: Event) -> list[Named]:
    """Return every answer with a name, by answer and name. Ask `Action.SEE_RSVP_NAMES` first."""
    rows: Any = db.session.execute(
        select(Rsvp, User.display_name, Person)
        .outerjoin(User, User.id == Rsvp.user_id)
        .outerjoin(Person, Person.id == Rsvp.person_id)
        .where(Rsvp.event_id == event.id)
    )
    named = [Named(rsvp, user_name or (person.name if person else rsvp.words)) for rsvp, user_name, person in rows]
    order = list(RsvpAnswer)
    return sorted(named, key=lambda each: (order.index(each.rsvp.answer), each.name.casefold(), each.rsvp.id))


def demands_of(actor: Actor, event: Event) -> list[Demand]:
    """Return the demands that were raised at an event, as far as the actor may see them, by campaign and number."""
    ids = [link.demand_id for link in event.demand_links]
    if not ids:
        return []
    seen = select(Demand).where(Demand.id.in_(ids), visible_records(actor, Demand))
    return list(
        db.session.scalars(seen.options(joinedload(Demand.campaign)).order_by(Demand.campaign_id, Demand.number))
    )
