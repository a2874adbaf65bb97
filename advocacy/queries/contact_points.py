"""Contact points that the reader may see: public ones, and for those who work with the owner all."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import ContactPoint, Organization, Person
from advocacy.policy import Action, Actor, allows, visible_records

Owner = Person | Organization


def points_of(actor: Actor, owner: Owner) -> list[ContactPoint]:
    """Return the contact points of a visible person or organization, in the order of their kinds."""
    side = ContactPoint.person_id if isinstance(owner, Person) else ContactPoint.organization_id
    statement = select(ContactPoint).where(side == owner.id).order_by(ContactPoint.contact_kind, ContactPoint.id)
    if not allows(actor, Action.SEE_PRIVATE_CONTACTS, owner):
        statement = statement.where(ContactPoint.is_public)
    return list(db.session.scalars(statement))


def point_with_owner(actor: Actor, ref: str) -> tuple[ContactPoint, Owner] | None:
    """Return a contact point and whose it is, or None when it or its owner is missing or hidden."""
    point = db.session.scalar(select(ContactPoint).where(ContactPoint.ref == ref))
    if point is None:
        return None
    owner = _owner(actor, point)
    if owner is None or not (point.is_public or allows(actor, Action.SEE_PRIVATE_CONTACTS, owner)):
        return None
    return point, owner


def _owner(actor: Actor, point: ContactPoint) -> Owner | None:
    if point.person_id is not None:
        return db.session.scalar(select(Person).where(Person.id == point.person_id, visible_records(actor, Person)))
    return db.session.scalar(
        select(Organization).where(Organization.id == point.organization_id, visible_records(actor, Organization))
    )
