"""Contact points: adding, editing, checking and removing how somebody can be reached."""

from advocacy.db import db
from advocacy.domain.contact_points import ContactPointDetails, check_contact_point, checked
from advocacy.domain.directory import ContactState
from advocacy.domain.problems import refuse_if
from advocacy.models import ContactPoint, Organization, Person
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.services import records

Owner = Person | Organization


def add(actor: Actor, owner: Owner, details: ContactPointDetails) -> ContactPoint:
    """Add a contact point to a person or an organization, its value in one spelling."""
    ensure(actor, Action.EDIT_DIRECTORY, owner)
    refuse_if(check_contact_point(details))
    records.refuse_never_stored(value=details.value, note=details.note, source=details.source)
    point = ContactPoint(
        person_id=owner.id if isinstance(owner, Person) else None,
        organization_id=owner.id if isinstance(owner, Organization) else None,
    )
    _fill(point, details)
    db.session.add(point)
    records.saved(actor, owner, "contact_point.added", kind=details.contact_kind)
    return point


def edit(
    actor: Actor, owner: Owner, point: ContactPoint, details: ContactPointDetails, *, version: int | None = None
) -> None:
    """Change a contact point; another value has not been checked. Raises Stale for an older form."""
    _ensure(actor, owner, point)
    records.expect_version(owner, version)
    refuse_if(check_contact_point(details))
    records.refuse_never_stored(value=details.value, note=details.note, source=details.source)
    before = point.value
    _fill(point, details)
    if point.value != before:
        point.state, point.verified_on = ContactState.NOT_CHECKED, None
    records.saved(actor, owner, "contact_point.edited", kind=details.contact_kind)


def verify(actor: Actor, owner: Owner, point: ContactPoint, state: ContactState) -> None:
    """Note that somebody tried the contact point today: it works, or it fails."""
    _ensure(actor, owner, point)
    point.state, point.verified_on = state, today()
    records.saved(actor, owner, "contact_point.verified", status=state)


def remove(actor: Actor, owner: Owner, point: ContactPoint) -> None:
    """Forget a contact point: it was wrong, or its owner asked."""
    _ensure(actor, owner, point)
    db.session.delete(point)
    records.saved(actor, owner, "contact_point.removed", kind=point.contact_kind)


def _ensure(actor: Actor, owner: Owner, point: ContactPoint) -> None:
    ensure(actor, Action.EDIT_DIRECTORY, owner)
    if not point.is_public:
        ensure(actor, Action.SEE_PRIVATE_CONTACTS, owner)


def _fill(point: ContactPoint, details: ContactPointDetails) -> None:
    spelled = checked(details)
    point.contact_kind, point.value = spelled.contact_kind, spelled.value
    point.note, point.is_public, point.source = spelled.note, spelled.is_public, spelled.source
