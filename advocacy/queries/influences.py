"""Influence links as far as the reader may see them: a campaign's power map, and the ways that lead to somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.campaigns import TargetPart
from advocacy.domain.directory import CoalitionPart
from advocacy.domain.influences import WEIGHTS, Link, Way, Web, standing_links
from advocacy.domain.power_map import Column, Picture, columns_of, draw
from advocacy.domain.stances import CurrentStance
from advocacy.models import Campaign, Influence, Organization, Person, RecordCampaign, Target, User
from advocacy.policy import Actor, visible_records, visible_work
from advocacy.queries import stances
from advocacy.queries.clock import today

MOST_LINKS = 5000
"""More than this nobody has written down."""
MOST_WAYS = 5
"""A page shows the strongest."""
_ENDS = (
    joinedload(Influence.from_person),
    joinedload(Influence.from_organization),
    joinedload(Influence.to_person),
    joinedload(Influence.to_organization),
)


@dataclass(frozen=True)
class Step:
    """One step of a way: who is asked to speak with whom, with the entry that says so."""

    source: Person | Organization
    target: Person | Organization
    entry: Influence


@dataclass(frozen=True)
class Reach:
    """A way from one of us to somebody, ready to be shown."""

    way: Way[int]
    steps: tuple[Step, ...]

    @property
    def parties(self) -> tuple[Person | Organization, ...]:
        """Everybody on the way in its order."""
        return (self.steps[0].source, *(step.target for step in self.steps))


@dataclass(frozen=True)
class Net:
    """All that the reader sees of who has whose ear: asked once, it answers for any number of people."""

    web: Web[int]
    entries: dict[int, Influence]

    def reaches(self, party_id: int | None, *, most: int = MOST_WAYS) -> list[Reach]:
        """Return the strongest ways to a person or an organization; the ids of both are records, so they are apart."""
        ways = self.web.ways_to(party_id)[:most] if party_id is not None else []
        return [Reach(way, tuple(self._step(link) for link in way.links)) for way in ways]

    def is_ours(self, party_id: int) -> bool:
        """Tell whether a person or an organization is of the coalition."""
        return party_id in self.web.ours

    def _step(self, link: Link[int]) -> Step:
        entry = self.entries[link.number]
        return Step(entry.source, entry.target, entry)


def net(actor: Actor) -> Net:
    """Return all links that the reader sees, and who of the coalition they can begin with: four queries in all."""
    entries = _entries(actor)
    return Net(Web(map(_link, entries), coalition(actor)), {entry.id: entry for entry in entries})


def _entries(actor: Actor, *conditions: ColumnElement[bool]) -> Sequence[Influence]:
    statement = (
        select(Influence)
        .where(Influence.retracted_at.is_(None), visible_work(actor, Influence), *conditions)
        .options(*_ENDS)
        .order_by(Influence.id.desc())
        .limit(MOST_LINKS)
    )
    return db.session.scalars(statement).all()


def _link(entry: Influence) -> Link[int]:
    return Link(entry.source.id, entry.target.id, WEIGHTS[entry.strength], entry.id, entry.known_on)


def coalition(actor: Actor) -> set[int]:
    """Return the ids of whom we can simply ask: our users' persons, and the member organizations of today."""
    people = select(User.person_id).join(Person, Person.id == User.person_id)
    people = people.where(User.is_active, visible_records(actor, Person))
    groups = select(Organization).where(Organization.part == CoalitionPart.MEMBER)
    members = [group.id for group in db.session.scalars(groups) if not group.left_on.certainly_before(today())]
    return {*(person_id for person_id in db.session.scalars(people) if person_id is not None), *members}


@dataclass(frozen=True)
class PowerMap:
    """A campaign's map: the picture, its links in words, and those that do not count any more."""

    picture: Picture[int]
    entries: tuple[Influence, ...]
    retracted: tuple[Influence, ...]
    parties: dict[int, Person | Organization]
    columns: dict[int, Column]
    stances: dict[int, CurrentStance]


def power_map(actor: Actor, campaign: Campaign) -> PowerMap:
    """Return who has whose ear for the sake of a campaign, as far as the reader may see: six queries in all."""
    of_campaign = Influence.__table__.c.id.in_(
        select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == campaign.id)
    )
    entries = {entry.id: entry for entry in _entries(actor, of_campaign)}
    links = standing_links(map(_link, entries.values()))
    parties = _parties(entries[link.number] for link in links)
    columns = columns_of(links, coalition(actor), _deciders(actor, campaign))
    by_name = dict(sorted(((key, party.name) for key, party in parties.items()), key=lambda pair: pair[1].casefold()))
    return PowerMap(
        draw(by_name, links, columns),
        tuple(sorted((entries[link.number] for link in links), key=_place_in_list)),
        tuple(_retracted(actor, of_campaign)),
        parties,
        columns,
        _standings(actor, campaign),
    )


def _place_in_list(entry: Influence) -> Any:
    return (entry.target.name.casefold(), -WEIGHTS[entry.strength], entry.source.name.casefold(), entry.id)


def _parties(entries: Iterable[Influence]) -> dict[int, Person | Organization]:
    found: dict[int, Person | Organization] = {}
    for entry in entries:
        found[entry.source.id], found[entry.target.id] = entry.source, entry.target
    return found


def _deciders(actor: Actor, campaign: Campaign) -> set[int]:
    rows = db.session.execute(
        select(Target.person_id, Target.organization_id).where(
            Target.campaign_id == campaign.id, Target.part == TargetPart.DECISION_MAKER, visible_work(actor, Target)
        )
    )
    return {party_id for row in rows for party_id in row if party_id is not None}


def _standings(actor: Actor, campaign: Campaign) -> dict[int, CurrentStance]:
    current = stances.current_on(actor, [campaign.id]).get(campaign.id, {})
    return {person_id or group_id or 0: stance for (person_id, group_id), stance in current.items()}


def _retracted(actor: Actor, of_campaign: ColumnElement[bool]) -> Sequence[Influence]:
    statement = (
        select(Influence)
        .where(Influence.retracted_at.is_not(None), of_campaign, visible_work(actor, Influence))
        .options(*_ENDS)
        .order_by(Influence.id.desc())
        .limit(100)
    )
    return db.session.scalars(statement).all()


def influence_by_ref(actor: Actor, ref: str) -> Influence | None:
    """Return a link with all that its page shows, or None when it is missing or hidden."""
    statement = select(Influence).where(Influence.ref == ref, visible_work(actor, Influence))
    statement = statement.options(*_ENDS, selectinload(Influence.citations), selectinload(Influence.campaign_links))
    found: Influence | None = db.session.scalar(statement)
    return found


def others_of_pair(actor: Actor, entry: Influence) -> Sequence[Influence]:
    """Return the other entries about the same two, the latest fact first."""
    same = (
        Influence.from_person_id.is_not_distinct_from(entry.from_person_id),
        Influence.from_organization_id.is_not_distinct_from(entry.from_organization_id),
        Influence.to_person_id.is_not_distinct_from(entry.to_person_id),
        Influence.to_organization_id.is_not_distinct_from(entry.to_organization_id),
    )
    statement = select(Influence).where(*same, Influence.id != entry.id, visible_work(actor, Influence))
    return db.session.scalars(
        statement.options(*_ENDS).order_by(Influence.known_on.desc(), Influence.id.desc()).limit(50)
    ).all()
