"""Organizations: partners, opponents, bodies, outlets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.directory import CoalitionPart, OrganizationKind
from advocacy.domain.text import fold
from advocacy.models import Jurisdiction, Organization, Person
from advocacy.policy import Actor, visible_records
from advocacy.queries import keyset
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.narrowing import with_words_in_title
from advocacy.queries.places import places_inside

WITH_AROUND = (
    joinedload(Organization.parent),
    joinedload(Organization.jurisdiction),
    selectinload(Organization.citations),
)
"""What the page of an organization needs; its spokesperson is asked for by `spokesperson_of`."""

OURS = (CoalitionPart.MEMBER, CoalitionPart.ENDORSER, CoalitionPart.ALLY)


@dataclass(frozen=True)
class Wanted:
    """Which organizations: of a part in the coalition, of a kind, of a place, of a name; or bodies alone."""

    words: str = ""
    part: CoalitionPart | None = None
    kind: OrganizationKind | None = None
    place: Jurisdiction | None = None
    bodies_only: bool = False


def listed(actor: Actor, wanted: Wanted, place: Place = keyset.START) -> Slice[Organization]:
    """Return a page of organizations by name, each with its place."""
    return keyset.page_of(
        Organization,
        Organization.title_key,
        [visible_records(actor, Organization), *_conditions(actor, wanted)],
        place,
        options=[joinedload(Organization.jurisdiction)],
    )


def _conditions(actor: Actor, wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    yield from with_words_in_title(actor, Organization, wanted.words)
    if wanted.part is not None:
        yield Organization.part == wanted.part
    if wanted.kind is not None:
        yield Organization.organization_kind == wanted.kind
    if wanted.place is not None:
        yield Organization.jurisdiction_id.in_(places_inside(wanted.place))
    if wanted.bodies_only:
        yield Organization.is_body == true()


def count_by_part(actor: Actor) -> dict[CoalitionPart, int]:
    """Return how many organizations have each part in the coalition."""
    rows: Any = db.session.execute(
        select(Organization.part, func.count()).where(visible_records(actor, Organization)).group_by(Organization.part)
    )
    return dict(rows.all())


def of_the_coalition(actor: Actor, most: int = 200) -> list[tuple[str, str]]:
    """Return ref and name of the organizations that somebody of us may speak for, by name."""
    found = (
        select(Organization.ref, Organization.title)
        .where(Organization.part.in_(OURS), visible_records(actor, Organization))
        .order_by(Organization.title_key, Organization.id)
        .limit(most)
    )
    return [(ref, title) for ref, title in db.session.execute(found)]


def parts_of(actor: Actor, organization: Organization) -> list[Organization]:
    """Return the organizations that are part of this one, by name: committees, departments, chapters."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(Organization.parent_id == organization.id, visible_records(actor, Organization))
            .order_by(Organization.title_key, Organization.id)
            .limit(200)
        )
    )


def spokesperson_of(actor: Actor, organization: Organization) -> Person | None:
    """Return who speaks for the organization, if the actor may know the person."""
    return db.session.scalar(
        select(Person).where(Person.id == organization.spokesperson_id, visible_records(actor, Person))
    )


def same_organizations(actor: Actor, title: str) -> list[Organization]:
    """Return the organizations of the same name, at most five."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(Organization.title_key == fold(title), visible_records(actor, Organization))
            .options(joinedload(Organization.jurisdiction))
            .order_by(Organization.id)
            .limit(5)
        )
    )


def is_inside(organization: Organization, other: Organization) -> bool:
    """Tell whether an organization is the other one, or part of it, however deep."""
    table = Organization.__table__
    inside = select(table.c.id).where(table.c.id == other.id).cte("organizations_inside", recursive=True)
    below = table.alias("below")
    inside = inside.union(select(below.c.id).join(inside, below.c.parent_id == inside.c.id))
    return organization.id in set(db.session.scalars(select(inside.c.id)).all())
