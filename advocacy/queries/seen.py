"""What of a public record's links a reader may see: a record for everybody may belong to a hidden campaign."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import Campaign, Record
from advocacy.policy import Actor, visible_records


def campaigns_of(actor: Actor, record: Record) -> list[Campaign]:
    """Return the campaigns of the record that the actor may see, the leading one first."""
    ids = [link.campaign_id for link in record.campaign_links]
    if not ids:
        return []
    seen = set(db.session.scalars(select(Campaign.id).where(Campaign.id.in_(ids), visible_records(actor, Campaign))))
    return [link.campaign for link in record.campaign_links if link.campaign_id in seen]
