"""Places: adding and editing them."""

from advocacy.db import one_at_a_time
from advocacy.domain.places import ITS_OWN_PARENT, PlaceDetails, check_place
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Jurisdiction
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.places import is_inside, same_places
from advocacy.services import records

ALREADY_HERE = N_("A place of this name is on file. Open its page, or tick the box if it is another one.")


def create(
    actor: Actor, details: PlaceDetails, *, parent: Jurisdiction | None = None, is_another_one: bool = False
) -> Jurisdiction:
    """Add a place. Raises Refused when one of the name and state is on file and nobody said it is another."""
    ensure(actor, Action.EDIT_DIRECTORY)
    _check(details)
    one_at_a_time("names of places")
    if not is_another_one and same_places(actor, details):
        raise Refused.at("is_another_one", ALREADY_HERE)
    place = Jurisdiction()
    _fill(place, details, parent)
    records.add(actor, place, "jurisdiction.created")
    return place


def edit(
    actor: Actor,
    place: Jurisdiction,
    details: PlaceDetails,
    *,
    parent: Jurisdiction | None = None,
    version: int | None = None,
) -> None:
    """Change what is said about a place. Raises Stale when the form is older than the record."""
    ensure(actor, Action.EDIT_DIRECTORY, place)
    records.expect_version(place, version)
    _check(details)
    if parent is not None and is_inside(parent, place):
        raise Refused.at("parent", ITS_OWN_PARENT)
    _fill(place, details, parent)
    records.saved(actor, place, "jurisdiction.edited")


def _check(details: PlaceDetails) -> None:
    refuse_if(check_place(details))
    records.refuse_never_stored(title=details.title, note=details.note)


def _fill(place: Jurisdiction, details: PlaceDetails, parent: Jurisdiction | None) -> None:
    place.rename(details.title)
    for name in ("jurisdiction_kind", "state", "division_id", "time_zone", "holidays", "note"):
        setattr(place, name, getattr(details, name))
    place.parent_id = parent.id if parent is not None else None
