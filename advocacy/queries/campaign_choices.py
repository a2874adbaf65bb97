"""The campaigns that a filter offers."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from advocacy.db import db
from advocacy.models import Campaign, Record, RecordCampaign
from advocacy.policy import Actor, visible_campaign_ids, visible_records
from advocacy.policy.readers import Reader, parameters, reader


def choices(actor: Actor) -> list[tuple[str, str, int]]:
    """Return slug, title and id of every campaign that the actor may see, by title."""
    rows = db.session.connection().execute(_choices(reader(actor)), parameters(actor))
    return [(slug, title, number) for slug, title, number in rows]


@lru_cache(maxsize=4)
def _choices(viewer: Reader) -> Select[Any]:
    """Lists and forms ask it again and again: it is built once."""
    table = Campaign.__table__.c
    return (
        select(table.slug, table.title, table.id)
        .where(table.id.in_(visible_campaign_ids(viewer)))
        .order_by(table.title, table.id)
    )


def campaigns_with(actor: Actor, kind: type[Record]) -> list[Campaign]:
    """Return the visible campaigns that have visible records of a kind, by title."""
    having = (
        select(RecordCampaign.campaign_id)
        .join(kind, kind.id == RecordCampaign.record_id)
        .where(visible_records(actor, kind))
    )
    statement = select(Campaign).where(Campaign.id.in_(having), visible_records(actor, Campaign))
    return list(db.session.scalars(statement.order_by(Campaign.title, Campaign.id)))
