"""Who is meant: refs turned into people, organizations, campaigns and demands that the actor may see."""

from collections.abc import Sequence
from typing import Any, TypeVar

from advocacy.domain.letter_details import PartyDetails
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Campaign, Demand, Organization, Person
from advocacy.policy import Actor
from advocacy.queries import picking

P = TypeVar("P", Person, Organization)


def party_of(actor: Actor, details: PartyDetails, field: str) -> Person | Organization | None:
    """Return who is meant, or None when only words are given. Refused when the actor may not see them."""
    if details.person:
        return _one(actor, "people", details.person, field, Person)
    if details.organization:
        return _one(actor, "organizations", details.organization, field, Organization)
    return None


def _one(actor: Actor, what: str, ref: str, field: str, kind: type[P]) -> P:
    found = [record for _ref, _label, _hint, record in picking.get(actor, what, [ref])]
    if not found or not isinstance(found[0], kind):
        raise Refused.at(field, N_("Choose from the list."))
    return found[0]


def campaigns_of(actor: Actor, refs: Sequence[str]) -> list[Campaign]:
    """Return the campaigns, in their order. Refused when one is hidden or missing."""
    return _all(actor, "campaigns", refs)


def demands_of(actor: Actor, refs: Sequence[str]) -> list[Demand]:
    """Return the demands, in their order. Refused when one is hidden or missing."""
    return _all(actor, "demands", refs)


def _all(actor: Actor, what: str, refs: Sequence[str]) -> list[Any]:
    unique = list(dict.fromkeys(refs))
    rows = picking.get(actor, what, unique)
    if len(rows) != len(unique):
        raise Refused.at(what, N_("Choose from the list."))
    return [row[3] for row in rows]
