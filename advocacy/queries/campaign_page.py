"""All that the page of one campaign shows, in a fixed and small number of queries, however large the campaign."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.campaigns import Access, CampaignStatus, DemandStatus, RunBy
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import initials
from advocacy.domain.timelines import Wanted
from advocacy.models import ActionCall, Campaign, Demand, Jurisdiction, Record, TeamMember, User
from advocacy.policy import Actor, is_hidden, visible_records, visible_work
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries import targets, timeline
from advocacy.queries.action_calls import ALIVE, CallLine, is_open_sql, people_sql
from advocacy.queries.campaign_facts import Facts, facts
from advocacy.queries.cells import place_name
from advocacy.queries.clock import today
from advocacy.queries.targets import TargetLine
from advocacy.queries.timeline import Timeline

MOST_TARGETS = 8
ENTRIES = 12
_CAMPAIGN: BindParameter[int] = bindparam("campaign_id")


@dataclass(frozen=True)
class Face:
    """Somebody on the team."""

    display_name: str
    is_lead: bool

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials(self.display_name)


@dataclass(frozen=True)
class Head:
    """What a campaign says about itself."""

    id: int
    ref: str
    version: int
    is_sample: bool
    title: str
    slug: str
    summary: str
    goal: str
    run_by: RunBy
    status: CampaignStatus
    status_note: str
    access: Access
    started_on: PartialDate
    ended_on: PartialDate
    how_it_ended: str
    note: str
    parent_id: int | None
    place: str
    holidays: str
    """The code of the place's holidays ("US-MA")."""
    team: tuple[Face, ...]
    call: CallLine | None = None
    """The newest call to action that is open."""

    @property
    def is_restricted(self) -> bool:
        """Whether only its team may see it."""
        return self.access is Access.RESTRICTED


@dataclass(frozen=True)
class DemandLine:
    """A demand as lists show it."""

    ref: str
    number: int
    text: str
    text_es: str
    status: DemandStatus
    note: str


@dataclass(frozen=True)
class Overview:
    """The page of a campaign: all of it values, so that it can be found again by its content."""

    head: Head
    demands: tuple[DemandLine, ...]
    targets: tuple[TargetLine, ...]
    facts: Facts
    timeline: Timeline

    @property
    def met(self) -> int:
        """How many demands are met."""
        return sum(1 for demand in self.demands if demand.status is DemandStatus.MET)


def overview(actor: Actor, slug: str) -> Overview | None:
    """Return what the page of a campaign shows, in six queries; None when it is missing or hidden."""
    campaign = _head(actor, slug)
    if campaign is None:
        return None
    return Overview(
        head=campaign,
        demands=_demand_lines(actor, campaign.id),
        targets=tuple(targets.of_campaign(actor, campaign, most=MOST_TARGETS)),
        facts=facts(actor, campaign.id, campaign.parent_id, campaign.holidays),
        timeline=timeline.of_campaign(actor, campaign, Wanted(size=ENTRIES)),
    )


def _head(actor: Actor, slug: str) -> Head | None:
    values = parameters(actor, slug=slug, today=today())
    rows = db.session.connection().execute(_head_statement(reader(actor)), values).all()
    if not rows:
        return None
    faces = (Face(row.display_name, row.is_lead) for row in rows if row.display_name is not None)
    return Head(**{name: getattr(rows[0], name) for name in _SHOWN}, team=tuple(faces), call=_call(rows[0]))


def _call(row: Any) -> CallLine | None:
    if row.call_ref is None or row.status not in ALIVE:
        return None
    return CallLine(row.call_ref, row.sentence, row.sentence_es, row.until, row.people)


_OF_RECORD = ("id", "ref", "version", "is_sample")
_OF_CAMPAIGN = (
    "title", "slug", "summary", "goal", "run_by", "status", "status_note", "access", "started_on", "ended_on",
    "how_it_ended", "note", "parent_id",
)  # fmt: skip
_SHOWN = (*_OF_RECORD, *_OF_CAMPAIGN, "place", "holidays")


@cache
def _head_statement(actor: Reader) -> Select[Any]:
    campaign, record, place = Campaign.__table__, aliased(Record), Jurisdiction.__table__
    member, user = TeamMember.__table__, User.__table__
    call, newer = ActionCall.__table__, ActionCall.__table__.alias()
    newest = select(func.max(newer.c.id)).where(
        newer.c.campaign_id == campaign.c.id, is_open_sql(newer.c, bindparam("today"))
    )
    return (
        select(
            *(getattr(record, name) for name in _OF_RECORD),
            *(campaign.c[name] for name in _OF_CAMPAIGN),
            func.coalesce(place_name(place.c), "").label("place"),
            func.coalesce(place.c.holidays, "").label("holidays"),
            user.c.display_name,
            member.c.is_lead,
            call.c.ref.label("call_ref"),
            call.c.sentence,
            call.c.sentence_es,
            call.c.until,
            people_sql(call.c).label("people"),
        )
        .select_from(campaign)
        .join(record, record.id == campaign.c.id)
        .outerjoin(place, place.c.id == campaign.c.jurisdiction_id)
        .outerjoin(call, call.c.id == newest.correlate(campaign).scalar_subquery())
        .outerjoin(member, member.c.campaign_id == campaign.c.id)
        .outerjoin(user, user.c.id == member.c.user_id)
        .where(campaign.c.slug == bindparam("slug"), ~is_hidden(actor, campaign.c.id))
        .order_by(member.c.id)
    )


def _demand_lines(actor: Actor, campaign_id: int) -> tuple[DemandLine, ...]:
    values = parameters(actor, campaign_id=campaign_id)
    rows = db.session.connection().execute(_demand_statement(reader(actor)), values).all()
    return tuple(DemandLine(*row) for row in rows)


@cache
def _demand_statement(actor: Reader) -> Select[Any]:
    demand, record = Demand.__table__, aliased(Record)
    columns = (demand.c[name] for name in ("number", "text", "text_es", "status", "note"))
    return (
        select(record.ref, *columns)
        .join(record, record.id == demand.c.id)
        .where(demand.c.campaign_id == _CAMPAIGN, visible_work(actor, record))
        .order_by(demand.c.number)
    )


def demands_of(actor: Actor, campaign: Campaign) -> list[Demand]:
    """Return the demands in their order."""
    return list(db.session.scalars(_demands(reader(actor)), parameters(actor, campaign_id=campaign.id)))


@cache
def _demands(actor: Reader) -> Select[Demand]:
    shown = select(Demand).where(Demand.campaign_id == _CAMPAIGN, visible_records(actor, Demand))
    return shown.order_by(Demand.number)
