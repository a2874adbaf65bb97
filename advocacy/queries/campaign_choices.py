"""The campaigns that a filter offers."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from advocacy.db import db
from advocacy.models import Campaign
from advocacy.policy import Actor, visible_campaign_ids
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
