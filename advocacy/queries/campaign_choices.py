"""The campaigns that a filter offers."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import Campaign
from advocacy.policy import Actor, visible_campaign_ids


def choices(actor: Actor) -> list[tuple[str, str, int]]:
    """Return slug, title and id of every campaign that the actor may see, by title."""
    table = Campaign.__table__.c
    rows = db.session.execute(
        select(table.slug, table.title, table.id)
        .where(table.id.in_(visible_campaign_ids(actor)))
        .order_by(table.title, table.id)
    ).all()
    return [(slug, title, number) for slug, title, number in rows]
