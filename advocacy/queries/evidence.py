"""What a campaign argues with: its claims, its precedents, the proceedings and the sources around it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.models import Campaign, Claim, MediaItem, Precedent, Proceeding, RecordCampaign
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
        precedents=_filed(actor, Precedent, campaign, Precedent.happened_on.desc(), selectinload(Precedent.citations)),
        proceedings=_filed(actor, Proceeding, campaign, Proceeding.title),
        sources=_filed(actor, MediaItem, campaign, MediaItem.published_on.desc()),
    )


def _filed(actor: Actor, model: Any, campaign: Campaign, order: Any, *options: Any) -> list[Any]:
    links = RecordCampaign.__table__.alias()
    filed = select(links.c.record_id).where(links.c.campaign_id == campaign.id)
    statement = select(model).where(model.id.in_(filed), visible_records(actor, model)).options(*options)
    if hasattr(model, "retracted_at"):
        statement = statement.where(model.retracted_at.is_(None))
    return list(db.session.scalars(statement.order_by(order, model.id).limit(MOST)))
