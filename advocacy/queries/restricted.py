"""Confidential campaigns as an administrator may know of them: a label, the size of the team, a date. No title."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.models import Campaign, TeamMember
from advocacy.policy import Action, Actor, ensure, visible_campaign_ids

MOST = 500


@dataclass(frozen=True)
class RestrictedLine:
    """A confidential campaign without anything that tells what it is about."""

    label: str
    team_size: int
    created_at: datetime
    is_joined: bool


def restricted_campaigns(actor: Actor) -> list[RestrictedLine]:
    """Return the confidential campaigns, newest first; raise NotAllowed for who may not join one."""
    ensure(actor, Action.JOIN_RESTRICTED)
    size = select(func.count()).select_from(TeamMember).where(TeamMember.campaign_id == Campaign.id).scalar_subquery()
    rows = db.session.execute(
        select(Campaign.ref, size, Campaign.created_at, Campaign.id.in_(visible_campaign_ids(actor)))
        .where(Campaign.access == Access.RESTRICTED)
        .order_by(Campaign.created_at.desc(), Campaign.id.desc())
        .limit(MOST)
    ).all()
    return [RestrictedLine(label, team_size, created_at, joined) for label, team_size, created_at, joined in rows]


def to_join(actor: Actor, label: str) -> Campaign | None:
    """Return the confidential campaign of a label, for joining it only; raise NotAllowed for who may not."""
    ensure(actor, Action.JOIN_RESTRICTED)
    return db.session.scalar(select(Campaign).where(Campaign.ref == label, Campaign.access == Access.RESTRICTED))
