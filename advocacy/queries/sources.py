"""Sources, and what relies on them."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.sources import SourceDetails
from advocacy.models import MediaItem, Organization, Record
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_records
from advocacy.queries import keyset, records
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.narrowing import with_words

WITH_OUTLET = (joinedload(MediaItem.outlet),)
MOST_CITING = 200


def listed(
    actor: Actor, words: str = "", outlet: Organization | None = None, place: Place = keyset.START
) -> Slice[MediaItem]:
    """Return a page of sources, the latest published first."""
    conditions = [visible_records(actor, MediaItem), *with_words(actor, MediaItem, words)]
    if outlet is not None:
        conditions.append(MediaItem.outlet_id == outlet.id)
    return keyset.page_of(MediaItem, MediaItem.published_on, conditions, place, options=WITH_OUTLET, newest_first=True)


def citing(actor: Actor, source: MediaItem) -> list[Record]:
    """Return the records that cite the source and that the actor may see, the newest first, at most 200."""
    ids = db.session.scalars(
        select(Citation.record_id)
        .where(Citation.media_item_id == source.id, Citation.record_id.is_not(None))
        .order_by(Citation.record_id.desc())
        .limit(MOST_CITING)
    ).all()
    found = records.by_ids(actor, ids)
    return [found[record_id] for record_id in ids if record_id in found]


def on_file(actor: Actor, details: SourceDetails) -> MediaItem | None:
    """Return the source of the same address, else the one of the same headline, publisher and date; None where none is.

    Two addresses are two sources, whatever their headlines say.
    """
    same = same_sources(actor, details.url)
    if same or not details.headline:
        return same[0] if same else None
    statement = select(MediaItem).where(
        MediaItem.headline == details.headline,
        MediaItem.publisher == details.publisher,
        MediaItem.published_on == details.published_on,
        visible_records(actor, MediaItem),
    )
    if details.url:
        statement = statement.where(MediaItem.url == "")
    return db.session.scalars(statement.order_by(MediaItem.id).limit(1)).first()


def same_sources(actor: Actor, url: str) -> list[MediaItem]:
    """Return the sources of the same address, at most five; none when no address is known."""
    if not url:
        return []
    spellings = {url, url.rstrip("/"), f"{url}/"}
    return list(
        db.session.scalars(
            select(MediaItem)
            .where(MediaItem.url.in_(spellings), visible_records(actor, MediaItem))
            .order_by(MediaItem.id)
            .limit(5)
        )
    )
