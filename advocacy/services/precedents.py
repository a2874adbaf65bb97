"""Precedents: writing down what another place did, changing it, matching it to a demand, taking it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.precedents import PrecedentDetails, check_precedent
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import (
    Campaign,
    Demand,
    Jurisdiction,
    MediaItem,
    Organization,
    Person,
    Precedent,
    PrecedentDemand,
)
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.services import records, retracting

_TEXTS = ("instrument_words", "title", "date_note", "provisions", "aftermath", "note")


@dataclass(frozen=True)
class Around:
    """Where it was done and by whom, what it meets, and where that stands."""

    place: Jurisdiction
    agency: Organization | None = None
    official: Person | None = None
    demands: Sequence[Demand] = ()
    campaigns: Sequence[Campaign] = ()
    sources: Sequence[MediaItem] = ()


def create(actor: Actor, details: PrecedentDetails, around: Around) -> Precedent:
    """Write down what a place has done."""
    ensure(actor, Action.EDIT_DIRECTORY)
    _check(details)
    precedent = Precedent(demand_links=[], citations=[])
    _put(actor, precedent, details, around)
    records.add(actor, precedent, "precedent.created", campaigns=around.campaigns)
    return precedent


def edit(actor: Actor, precedent: Precedent, details: PrecedentDetails, around: Around, *, version: int | None) -> None:
    """Change what is written about it. Raises Stale when the form is older than the record."""
    ensure(actor, Action.EDIT_DIRECTORY, precedent)
    records.expect_version(precedent, version)
    retracting.refuse_retracted(precedent)
    _check(details)
    _put(actor, precedent, details, around)
    records.set_campaigns(actor, precedent, around.campaigns)
    records.saved(actor, precedent, "precedent.edited")


def match(actor: Actor, precedent: Precedent, demand: Demand, *, version: int | None) -> None:
    """Say that it is a precedent for a demand. Saying it twice changes nothing."""
    ensure(actor, Action.EDIT_DIRECTORY, precedent)
    records.expect_version(precedent, version)
    retracting.refuse_retracted(precedent)
    _refuse_unseen(actor, [demand])
    if all(link.demand_id != demand.id for link in precedent.demand_links):
        precedent.demand_links.append(PrecedentDemand(demand=demand, demand_id=demand.id))
        records.saved(actor, precedent, "precedent.edited")


def retract(actor: Actor, precedent: Precedent, reason: str, *, version: int | None) -> None:
    """Take it out of the matrix and say why; its page stays."""
    retracting.retract(actor, precedent, "precedent.retracted", reason, version=version)


def _check(details: PrecedentDetails) -> None:
    refuse_if(check_precedent(details, on=today()))
    records.refuse_never_stored(**{name: getattr(details, name) for name in _TEXTS})


def _refuse_unseen(actor: Actor, demands: Sequence[Demand]) -> None:
    if any(not sees(actor, demand) for demand in demands):
        raise Refused.at("demands", N_("Choose from the list."))


def _put(actor: Actor, precedent: Precedent, details: PrecedentDetails, around: Around) -> None:
    _refuse_unseen(actor, around.demands)
    for name in ("instrument", "standing", "happened_on", *_TEXTS):
        setattr(precedent, name, getattr(details, name))
    precedent.jurisdiction, precedent.jurisdiction_id = around.place, around.place.id
    precedent.organization_id = around.agency.id if around.agency is not None else None
    precedent.official_id = around.official.id if around.official is not None else None
    _set_demands(actor, precedent, around.demands)
    records.set_sources(precedent, around.sources)


def _set_demands(actor: Actor, precedent: Precedent, demands: Sequence[Demand]) -> None:
    """Link exactly these demands; those that the actor cannot see stay linked."""
    wanted = {demand.id for demand in demands}
    kept = [link for link in precedent.demand_links if link.demand_id in wanted or not sees(actor, link.demand)]
    have = {link.demand_id for link in kept}
    new = [PrecedentDemand(demand=demand, demand_id=demand.id) for demand in demands if demand.id not in have]
    precedent.demand_links = [*kept, *new]
