"""Organizations: adding and editing them."""

from dataclasses import dataclass

from advocacy.db import one_at_a_time
from advocacy.domain.organizations import OrganizationDetails, check_organization
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Jurisdiction, Organization, Person
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.organizations import is_inside, same_organizations
from advocacy.services import records

ALREADY_HERE = N_("An organization of this name is on file. Open its page, or tick the box if it is another one.")
INSIDE_ITSELF = N_("An organization cannot be part of itself.")


@dataclass(frozen=True)
class Around:
    """The records that an organization names: what it is part of, where it works, who speaks for it."""

    parent: Organization | None = None
    place: Jurisdiction | None = None
    spokesperson: Person | None = None


NOTHING = Around()


def create(
    actor: Actor, details: OrganizationDetails, around: Around = NOTHING, *, is_another_one: bool = False
) -> Organization:
    """Add an organization. Raises Refused when one of the name is on file and nobody said that it is another."""
    ensure(actor, Action.EDIT_DIRECTORY)
    _check(details)
    one_at_a_time("names of organizations")
    if not is_another_one and same_organizations(actor, details.title):
        raise Refused.at("is_another_one", ALREADY_HERE)
    organization = Organization()
    _fill(organization, details, around)
    records.add(actor, organization, "organization.created", part=details.part, kind=details.organization_kind)
    return organization


def edit(
    actor: Actor,
    organization: Organization,
    details: OrganizationDetails,
    around: Around = NOTHING,
    *,
    version: int | None = None,
) -> None:
    """Change what is said about an organization. Raises Stale when the form is older than the record."""
    ensure(actor, Action.EDIT_DIRECTORY, organization)
    records.expect_version(organization, version)
    _check(details)
    if around.parent is not None and is_inside(around.parent, organization):
        raise Refused.at("parent", INSIDE_ITSELF)
    before = organization.part
    _fill(organization, details, around)
    records.saved(actor, organization, "organization.edited", part=(before, details.part))


def _check(details: OrganizationDetails) -> None:
    refuse_if(check_organization(details))
    records.refuse_never_stored(title=details.title, note=details.note, promised=details.promised)


def _fill(organization: Organization, details: OrganizationDetails, around: Around) -> None:
    organization.rename(details.title)
    for name in (
        "organization_kind", "is_body", "part", "joined_on", "left_on", "tax_status", "promised", "note", "website",
    ):  # fmt: skip
        setattr(organization, name, getattr(details, name))
    organization.parent_id = around.parent.id if around.parent is not None else None
    organization.jurisdiction_id = around.place.id if around.place is not None else None
    organization.spokesperson_id = around.spokesperson.id if around.spokesperson is not None else None
