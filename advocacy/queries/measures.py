"""Measures as pages show them: the list by next date, one measure with all that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, literal, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from advocacy.db import db
from advocacy.domain.measure_actions import in_order, leads_to
from advocacy.domain.measures import SOON_DAYS, MeasureGroup, NextDate, is_public, states_of, workflow_for
from advocacy.models import (
    Activity,
    Campaign,
    Demand,
    Measure,
    MeasureAction,
    Organization,
    RecordCampaign,
    RollCallEntry,
    Sponsor,
    VoteEvent,
)
from advocacy.policy import Actor, visible_campaign_ids, visible_records
from advocacy.queries import records
from advocacy.queries.clock import today

PAGE = 50
_NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True)
class MeasureFilters:
    """What the list is narrowed to; None and 0 mean all."""

    group: MeasureGroup | None = None
    campaign_id: int | None = None
    body_id: int | None = None
    next_date: NextDate | None = None


@dataclass(frozen=True)
class MeasurePage:
    """A page of the list; `older` is the ref after which the next page begins, or ""."""

    measures: Sequence[Measure]
    older: str


def measures_page(actor: Actor, filters: MeasureFilters, after: str = "") -> MeasurePage:
    """Return measures the actor may see: those with a day ahead first, the nearest on top; then the newest."""
    statement = _narrowed(select(Measure).where(visible_records(actor, Measure)), filters)
    key = _key(today())
    place = _place(actor, key, after) if after else None
    if place is not None:
        day, row_id = place
        later: ColumnElement[bool] = or_(key > literal(day), and_(key == literal(day), Measure.id < row_id))
        statement = statement.where(later)
    statement = statement.options(joinedload(Measure.body), joinedload(Measure.office_holder), raiseload(Measure.votes))
    found = list(db.session.scalars(statement.order_by(key, Measure.id.desc()).limit(PAGE + 1)).unique())
    return MeasurePage(found[:PAGE], found[PAGE - 1].ref if len(found) > PAGE else "")


def _key(on: date) -> Any:
    """The day ahead; what has none comes last."""
    return case((Measure.next_on >= on, Measure.next_on), else_=literal(_NO_DAY))


def _place(actor: Actor, key: Any, after: str) -> tuple[date, int] | None:
    row = db.session.execute(
        select(key.label("day"), Measure.id).where(Measure.ref == after, visible_records(actor, Measure))
    ).first()
    return (row.day, row.id) if row is not None else None


def _narrowed(statement: Select[Any], filters: MeasureFilters) -> Select[Any]:
    if filters.group is not None:
        statement = statement.where(Measure.status.in_(states_of(filters.group)))
    if filters.body_id is not None:
        statement = statement.where(Measure.body_id == filters.body_id)
    if filters.campaign_id is not None:
        links = RecordCampaign.__table__.alias()
        statement = statement.where(
            Measure.id.in_(select(links.c.record_id).where(links.c.campaign_id == filters.campaign_id))
        )
    return statement if filters.next_date is None else statement.where(_has_day(filters.next_date))


def _has_day(wanted: NextDate) -> ColumnElement[bool]:
    on = today()
    if wanted is NextDate.NONE:
        return or_(Measure.next_on.is_(None), Measure.next_on < on)
    last = on + timedelta(days=SOON_DAYS) if wanted is NextDate.SOON else _NO_DAY
    return Measure.next_on.between(on, last)


def bodies_with_measures(actor: Actor) -> list[tuple[str, str, int]]:
    """Return ref, name and id of every body that decides a visible measure, for a filter."""
    seen = select(Measure.body_id).where(visible_records(actor, Measure), Measure.body_id.is_not(None))
    bodies = db.session.scalars(select(Organization).where(Organization.id.in_(seen)).order_by(Organization.title_key))
    return [(body.ref, body.title, body.id) for body in bodies]


def by_ref(actor: Actor, ref: str) -> Measure | None:
    """Return one measure with everything that its page shows, or None when it is missing or hidden."""
    return records.by_ref(
        actor,
        Measure,
        ref,
        joinedload(Measure.body),
        joinedload(Measure.office_holder),
        joinedload(Measure.issuer),
        joinedload(Measure.jurisdiction),
        selectinload(Measure.campaign_links),
        selectinload(Measure.citations),
        selectinload(Measure.sponsors).joinedload(Sponsor.person),
        selectinload(Measure.sponsors).joinedload(Sponsor.organization),
        selectinload(Measure.actions).joinedload(MeasureAction.activity).selectinload(Activity.citations),
        selectinload(Measure.votes).selectinload(VoteEvent.roll_call).joinedload(RollCallEntry.person),
    )


@dataclass(frozen=True)
class Shown:
    """The parts of a measure that depend on the viewer: a public one may belong to a campaign that is hidden."""

    campaigns: list[Campaign]
    number: int | None
    demands: list[Demand]
    actions: list[MeasureAction]
    sees_work: bool
    """Whether the viewer sees all its campaigns, and so what was done before it became public."""


def shown(actor: Actor, measure: Measure) -> Shown:
    """Return what of the measure the actor may see. Readable numbers are those of visible campaigns."""
    seen = visible_campaign_ids(actor).where(Campaign.__table__.c.id.in_(_linked(measure)))
    visible: Any = set(db.session.scalars(seen))
    links = [link for link in measure.campaign_links if link.campaign_id in visible]
    sees_work = len(links) == len(measure.campaign_links) and (bool(links) or actor.is_worker)
    workflow = workflow_for(measure.decided_by)
    return Shown(
        campaigns=[link.campaign for link in links],
        number=next((link.number for link in links if link.number is not None), None),
        demands=_demands(actor, measure),
        actions=[
            action for action in in_order(measure.actions) if sees_work or is_public(leads_to(workflow, action.action))
        ],
        sees_work=sees_work,
    )


def _linked(measure: Measure) -> list[int]:
    return [link.campaign_id for link in measure.campaign_links]


def _demands(actor: Actor, measure: Measure) -> list[Demand]:
    ids = [link.demand_id for link in measure.demand_links]
    if not ids:
        return []
    return list(
        db.session.scalars(
            select(Demand)
            .where(Demand.id.in_(ids), visible_records(actor, Demand))
            .options(joinedload(Demand.campaign))
            .order_by(Demand.campaign_id, Demand.number)
        )
    )
