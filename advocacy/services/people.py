"""People: adding and editing them. Nobody twice."""

from advocacy.db import one_at_a_time
from advocacy.domain.not_in_print import IN_OFFICE
from advocacy.domain.people import PersonDetails, check_person
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.text import fold
from advocacy.domain.words import N_
from advocacy.models import Jurisdiction, Organization, Person, PersonAlias
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.people import holds_office, same_people
from advocacy.services import records

ALREADY_HERE = N_("Somebody of this name is on file. Open that page, or tick the box if it is somebody else.")


def create(
    actor: Actor,
    details: PersonDetails,
    *,
    organization: Organization | None = None,
    place: Jurisdiction | None = None,
    is_somebody_else: bool = False,
) -> Person:
    """Add a person. Raises Refused when one of the name is on file and nobody said that it is somebody else."""
    ensure(actor, Action.EDIT_DIRECTORY)
    _check(details)
    one_at_a_time("names of people")
    if not is_somebody_else and same_people(actor, details):
        raise Refused.at("is_somebody_else", ALREADY_HERE)
    person = Person(aliases=[])
    _fill(person, details, organization, place)
    records.add(actor, person, "person.created")
    return person


def edit(
    actor: Actor,
    person: Person,
    details: PersonDetails,
    *,
    organization: Organization | None = None,
    place: Jurisdiction | None = None,
    version: int | None = None,
) -> None:
    """Change what is said about a person. Raises Stale when the form was drawn from an older version.

    Refused for marking as "not in print" somebody who holds an office today.
    """
    ensure(actor, Action.EDIT_DIRECTORY, person)
    records.expect_version(person, version)
    _check(details)
    if details.not_in_print and not person.not_in_print and holds_office(person):
        raise Refused.at("not_in_print", IN_OFFICE)
    _fill(person, details, organization, place)
    records.saved(actor, person, "person.edited")


def _check(details: PersonDetails) -> None:
    refuse_if(check_person(details))
    records.refuse_never_stored(note=details.note, role=details.role, label=details.label)


def _fill(
    person: Person, details: PersonDetails, organization: Organization | None, place: Jurisdiction | None
) -> None:
    person.rename(given_name=details.given_name, family_name=details.family_name, label=details.label)
    for name in ("title", "party", "role", "languages", "not_in_print", "note"):
        setattr(person, name, getattr(details, name))
    person.organization_id = organization.id if organization is not None else None
    person.jurisdiction_id = place.id if place is not None else None
    kept = {alias.alias: alias for alias in person.aliases}
    person.aliases = [kept.get(alias) or PersonAlias(alias=alias, alias_key=fold(alias)) for alias in details.aliases]
