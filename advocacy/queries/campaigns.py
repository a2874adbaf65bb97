"""Campaigns: one by its address, and the list of those that the reader may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Select, bindparam, case, func, select, tuple_
from sqlalchemy.orm import aliased, joinedload, raiseload
from sqlalchemy.orm.interfaces import ORMOption

from advocacy.db import db
from advocacy.domain.campaigns import CampaignStatus, DemandStatus
from advocacy.domain.records import RecordKind
from advocacy.models import Campaign, Demand, Record, RecordCampaign, TeamMember, User
from advocacy.policy import Actor, visible_records, visible_work
from advocacy.policy.readers import Reader, parameters, reader

PAGE = 50
COUNTED = (RecordKind.LETTER, RecordKind.MEETING, RecordKind.MEASURE, RecordKind.EVENT)
"""What the tabs of a campaign count."""

WITH_TEAM: tuple[ORMOption, ...] = (
    joinedload(Campaign.jurisdiction),
    joinedload(Campaign.team).joinedload(TeamMember.user).options(raiseload(User.role_rows)),
)
"""With its place and its team, in the same query."""

ORDER = (
    CampaignStatus.ACTIVE,
    CampaignStatus.PLANNING,
    CampaignStatus.PAUSED,
    CampaignStatus.WON,
    CampaignStatus.PARTLY_WON,
    CampaignStatus.LOST,
    CampaignStatus.ARCHIVED,
)
"""The order of the list: what runs first."""


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list, with how many demands are met and how many records of each kind it has."""

    campaign: Campaign
    demands: int = 0
    met: int = 0
    counts: dict[RecordKind, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CampaignPage:
    """Some campaigns in their order, and the ref to ask for the next ones with ("" at the end)."""

    lines: Sequence[CampaignLine]
    next_after: str

    def groups(self) -> list[tuple[CampaignStatus, list[CampaignLine]]]:
        """Return the lines of each status that has any, in the order of the list."""
        by_status = [(status, [line for line in self.lines if line.campaign.status is status]) for status in ORDER]
        return [(status, lines) for status, lines in by_status if lines]


def by_slug(actor: Actor, slug: str, *options: ORMOption) -> Campaign | None:
    """Return the campaign at this address, or None when it is missing or hidden: both look the same."""
    statement = _by_slug(reader(actor)).options(*options)
    return db.session.scalars(statement, parameters(actor, slug=slug)).unique().one_or_none()


@cache
def _by_slug(viewer: Reader) -> Select[Campaign]:
    return select(Campaign).where(Campaign.slug == bindparam("slug"), visible_records(viewer, Campaign))


def campaigns_page(
    actor: Actor, *, status: CampaignStatus | None = None, after: str = "", limit: int = PAGE
) -> CampaignPage:
    """Return the campaigns of one page by status and title."""
    rank = case({each.value: place for place, each in enumerate(ORDER)}, value=Campaign.status, else_=len(ORDER))
    key = tuple_(rank, Campaign.title, Campaign.id)
    statement = select(Campaign).where(visible_records(actor, Campaign)).options(joinedload(Campaign.jurisdiction))
    if status is not None:
        statement = statement.where(Campaign.status == status)
    if after:
        anchor = db.session.execute(
            select(*key.clauses).where(Campaign.ref == after, visible_records(actor, Campaign))
        ).first()
        if anchor is not None:
            statement = statement.where(key > tuple(anchor))
    found = db.session.scalars(statement.order_by(*key.clauses).limit(limit + 1)).all()
    shown = found[:limit]
    return CampaignPage(_lines(actor, shown), shown[-1].ref if len(found) > limit else "")


def _lines(actor: Actor, campaigns: Sequence[Campaign]) -> list[CampaignLine]:
    ids = [campaign.id for campaign in campaigns]
    demands, met = _demand_counts(actor, ids)
    counts = record_counts(actor, ids)
    return [CampaignLine(each, demands[each.id], met[each.id], counts[each.id]) for each in campaigns]


def _demand_counts(actor: Actor, ids: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    rows = db.session.execute(
        select(Demand.campaign_id, Demand.status, func.count())
        .where(
            Demand.campaign_id.in_(ids),
            Demand.status != DemandStatus.WITHDRAWN,
            visible_records(actor, Demand),
        )
        .group_by(Demand.campaign_id, Demand.status)
    ).all()
    demands: dict[int, int] = defaultdict(int)
    met: dict[int, int] = defaultdict(int)
    for campaign_id, status, count in rows:
        demands[campaign_id] += count
        met[campaign_id] += count if status is DemandStatus.MET else 0
    return demands, met


def record_counts(actor: Actor, ids: Sequence[int]) -> dict[int, dict[RecordKind, int]]:
    """Return how many letters, meeting requests, measures and events of each campaign the actor may see."""
    rows = db.session.execute(_record_counts(reader(actor)), parameters(actor, ids=list(ids))).all()
    counts: dict[int, dict[RecordKind, int]] = defaultdict(dict)
    for campaign_id, kind, count in rows:
        counts[campaign_id][kind] = count
    return counts


@cache
def _record_counts(actor: Reader) -> Select[int, RecordKind, int]:
    record = aliased(Record)
    return (
        select(RecordCampaign.campaign_id, RecordCampaign.kind, func.count())
        .join(record, record.id == RecordCampaign.record_id)
        .where(
            RecordCampaign.campaign_id.in_(bindparam("ids", expanding=True)),
            RecordCampaign.kind.in_(COUNTED),
            visible_work(actor, record),
        )
        .group_by(RecordCampaign.campaign_id, RecordCampaign.kind)
    )
