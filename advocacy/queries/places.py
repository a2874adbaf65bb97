"""Places and what lies in them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from advocacy.db import db
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.places import PlaceDetails
from advocacy.domain.text import fold
from advocacy.models import Campaign, Jurisdiction, Measure, Organization, Person, Post, Term
from advocacy.policy import Actor, visible_records
from advocacy.queries import keyset
from advocacy.queries.clock import home_zone
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.narrowing import with_words_in_title


def listed(
    actor: Actor, words: str = "", kind: JurisdictionKind | None = None, place: Place = keyset.START
) -> Slice[Jurisdiction]:
    """Return a page of places by name, each with what it lies in."""
    conditions: list[ColumnElement[bool]] = [visible_records(actor, Jurisdiction)]
    conditions += with_words_in_title(actor, Jurisdiction, words)
    if kind is not None:
        conditions.append(Jurisdiction.jurisdiction_kind == kind)
    return keyset.page_of(
        Jurisdiction, Jurisdiction.title_key, conditions, place, options=[joinedload(Jurisdiction.parent)]
    )


def places_inside(place: Jurisdiction) -> Select[Any]:
    """Return a query of the ids of a place and of every place inside it, however deep."""
    table = Jurisdiction.__table__
    inside = select(table.c.id).where(table.c.id == place.id).cte("places_inside", recursive=True)
    below = table.alias("below")
    inside = inside.union(select(below.c.id).join(inside, below.c.parent_id == inside.c.id))
    return select(inside.c.id)


def is_inside(place: Jurisdiction, other: Jurisdiction) -> bool:
    """Tell whether a place is the other one, or lies inside it."""
    return place.id in set(db.session.scalars(places_inside(other)).all())


def children(actor: Actor, place: Jurisdiction) -> list[Jurisdiction]:
    """Return the places directly inside a place, by name."""
    return list(
        db.session.scalars(
            select(Jurisdiction)
            .where(Jurisdiction.parent_id == place.id, visible_records(actor, Jurisdiction))
            .order_by(Jurisdiction.title_key, Jurisdiction.id)
            .limit(300)
        )
    )


def bodies_in(actor: Actor, place: Jurisdiction) -> list[Organization]:
    """Return the deciding bodies of a place, by name."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(Organization.jurisdiction_id == place.id, Organization.is_body, visible_records(actor, Organization))
            .order_by(Organization.title_key, Organization.id)
        )
    )


def offices_in(place: Jurisdiction) -> list[Post]:
    """Return the offices of a place that belong to no body, such as its mayor's."""
    return list(
        db.session.scalars(
            select(Post)
            .where(Post.jurisdiction_id == place.id, Post.body_id.is_(None))
            .options(selectinload(Post.terms).joinedload(Term.person))
            .order_by(Post.position, Post.id)
        )
    )


def campaigns_in(actor: Actor, place: Jurisdiction) -> list[Campaign]:
    """Return the campaigns of a place that the actor may see, by title."""
    return list(
        db.session.scalars(
            select(Campaign)
            .where(Campaign.jurisdiction_id == place.id, visible_records(actor, Campaign))
            .order_by(Campaign.title, Campaign.id)
        )
    )


def measures_in(actor: Actor, place: Jurisdiction) -> list[Measure]:
    """Return the bills and other measures of a place that no body on file decides, the latest written down first."""
    return list(
        db.session.scalars(
            select(Measure)
            .where(Measure.jurisdiction_id == place.id, Measure.body_id.is_(None), visible_records(actor, Measure))
            .options(raiseload(Measure.votes))
            .order_by(Measure.id.desc())
            .limit(100)
        )
    )


def same_places(actor: Actor, details: PlaceDetails) -> list[Jurisdiction]:
    """Return the places of the same name and state, at most five."""
    return list(
        db.session.scalars(
            select(Jurisdiction)
            .where(
                Jurisdiction.title_key == fold(details.title),
                Jurisdiction.state == details.state,
                visible_records(actor, Jurisdiction),
            )
            .order_by(Jurisdiction.id)
            .limit(5)
        )
    )


def zone_of(campaigns: Sequence[Campaign], party: Person | Organization | None) -> str:
    """Return the time zone of the campaign's place, else of the party's, else of this installation."""
    ids = [campaign.jurisdiction_id for campaign in campaigns]
    ids.append(party.jurisdiction_id if party is not None else None)
    for jurisdiction_id in ids:
        if jurisdiction_id is not None:
            return db.session.get_one(Jurisdiction, jurisdiction_id).time_zone
    return str(home_zone())
