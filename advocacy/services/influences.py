"""Influence links: writing one down, and retracting it. Nothing is overwritten."""

from collections.abc import Sequence

from advocacy.domain.influences import InfluenceDetails, check_influence
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Campaign, Influence, MediaItem, Organization, Person
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.services import records, retracting

Party = Person | Organization


def enter(
    actor: Actor,
    campaign: Campaign,
    source: Party,
    target: Party,
    details: InfluenceDetails,
    sources: Sequence[MediaItem] = (),
) -> Influence:
    """Write down that the word of one counts with the other. It belongs to the campaign, and is seen as far."""
    ensure(actor, Action.WORK_STANCE, campaign)
    _refuse_strange(actor, source=source, target=target)
    refuse_if(check_influence(details, on=today(), has_sources=bool(sources)))
    records.refuse_never_stored(relation=details.relation, evidence=details.evidence)
    link = Influence(
        from_person=source if isinstance(source, Person) else None,
        from_organization=source if isinstance(source, Organization) else None,
        to_person=target if isinstance(target, Person) else None,
        to_organization=target if isinstance(target, Organization) else None,
        strength=details.strength,
        confidence=details.confidence,
        relation=details.relation,
        known_on=details.known_on,
        evidence=details.evidence,
        is_sample=campaign.is_sample,
    )
    records.add(actor, link, "influence.created", campaigns=[campaign])
    records.cite(link, sources)
    return link


def retract(actor: Actor, link: Influence, reason: str, *, version: int | None = None) -> None:
    """Take a link off the map and out of all ways, and say why. It stays on file."""
    retracting.retract(actor, link, "influence.retracted", reason, version=version, action=Action.WORK_STANCE)


def _refuse_strange(actor: Actor, **ends: Party) -> None:
    for field, party in ends.items():
        if not sees(actor, party):
            raise Refused.at(field, N_("Choose from the list."))
    if ends["source"].id == ends["target"].id:
        raise Refused.at("target", N_("Nobody needs influence over themselves. Choose somebody else."))
