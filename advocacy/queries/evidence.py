"""What a campaign argues with: its claims, its precedents, the proceedings and the sources around it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.models import (
    Campaign,
    Claim,
    Demand,
    MediaItem,
    Precedent,
    PrecedentDemand,
    Proceeding,
    Record,
    RecordCampaign,
)
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_records
from advocacy.queries import claims

MOST = 100


@dataclass(frozen=True)
class Evidence:
    """The evidence of a campaign, each part at most a hundred."""

    claims: list[claims.Shown]
    precedents: list[Precedent]
    proceedings: list[Proceeding]
    sources: list[MediaItem]


def of_campaign(actor: Actor, campaign: Campaign) -> Evidence:
    """Return what is filed under the campaign, in a constant number of queries."""
    found = _filed(actor, Claim, campaign, Claim.id.desc(), *claims.SHOWN)
    return Evidence(
        claims=claims.shown(actor, found),
        precedents=_filed(
            actor,
            Precedent,
            campaign,
            Precedent.happened_on.desc(),
            selectinload(Precedent.citations),
            also=_meeting_its_demands(campaign),
        ),
        proceedings=_filed(actor, Proceeding, campaign, Proceeding.title),
        sources=_filed(actor, MediaItem, campaign, MediaItem.published_on.desc(), also=_cited(actor, campaign)),
    )


def _meeting_its_demands(campaign: Campaign) -> Select[int]:
    """Precedents that meet a demand of the campaign belong to its evidence, filed under it or not."""
    return (
        select(PrecedentDemand.precedent_id)
        .join(Demand.__table__, Demand.__table__.c.id == PrecedentDemand.demand_id)
        .where(Demand.__table__.c.campaign_id == campaign.id)
    )


def _cited(actor: Actor, campaign: Campaign) -> Select[int]:
    """Sources that the campaign, its demands and its records cite, as far as the reader may see these."""
    demands = Demand.__table__
    citing = or_(
        Citation.record_id == campaign.id,
        Citation.record_id.in_(select(demands.c.id).where(demands.c.campaign_id == campaign.id)),
        Citation.record_id.in_(select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == campaign.id)),
    )
    return (
        select(Citation.media_item_id)
        .join(Record, Record.id == Citation.record_id)
        .where(citing, visible_records(actor))
    )


def _filed(actor: Actor, model: Any, campaign: Campaign, order: Any, *options: Any, also: Any = None) -> list[Any]:
    links = RecordCampaign.__table__.alias()
    filed = select(links.c.record_id).where(links.c.campaign_id == campaign.id)
    belongs = model.id.in_(filed) if also is None else or_(model.id.in_(filed), model.id.in_(also))
    statement = select(model).where(belongs, visible_records(actor, model)).options(*options)
    if hasattr(model, "retracted_at"):
        statement = statement.where(model.retracted_at.is_(None))
    return list(db.session.scalars(statement.order_by(order, model.id).limit(MOST)))
