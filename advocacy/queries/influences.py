"""Influence links as far as the reader may see them: a campaign's power map, and the ways that lead to somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from advocacy.db import db
from advocacy.domain.campaigns import TargetPart
from advocacy.domain.directory import CoalitionPart
from advocacy.domain.influences import WEIGHTS, Link, Way, Web, standing_links
from advocacy.domain.power_map import Column, Picture, columns_of, draw, draw_tall
from advocacy.domain.stances import CurrentStance
from advocacy.models import Campaign, Influence, Organization, Person, Record, RecordCampaign, Target, User
from advocacy.policy import Actor, visible_work
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
class Ways:
    """The strongest ways to some people and organizations, and who among them is one of us."""

    found: dict[int, list[Reach]]
    ours: frozenset[int]

    def to(self, party_id: int | None) -> list[Reach]:
        """Return the ways to somebody, the strongest first."""
        return self.found.get(party_id, []) if party_id is not None else []

    def is_ours(self, party_id: int | None) -> bool:
        """Tell whether a person or an organization is of the coalition."""
        return party_id in self.ours


def ways_to(actor: Actor, party_ids: Iterable[int | None], *, most: int = MOST_WAYS) -> Ways:
    """Return the strongest ways to each of these, over all links that the reader sees: four queries in all.

    Ids of people and organizations are ids of records, so that no two are the same.
    """
    web = Web(_links(actor), coalition())
    ways = {party_id: web.ways_to(party_id)[:most] for party_id in party_ids if party_id is not None}
    entries = _entries_by_id(actor, {link.number for found in ways.values() for way in found for link in way.links})
    reaches = {party_id: [_reach(way, entries) for way in found] for party_id, found in ways.items()}
    return Ways(reaches, web.ours)


def _reach(way: Way[int], entries: dict[int, Influence]) -> Reach:
    steps = [entries[link.number] for link in way.links]
    return Reach(way, tuple(Step(entry.source, entry.target, entry) for entry in steps))


def _links(actor: Actor) -> list[Link[int]]:
    """Return every link that counts and that the reader sees, as bare columns: there may be thousands."""
    table, entry = Influence.__table__, aliased(Record)
    rows = db.session.execute(
        select(
            table.c.id, table.c.from_person_id, table.c.from_organization_id, table.c.to_person_id,
            table.c.to_organization_id, table.c.strength, table.c.known_on,
        )
        .join(entry, entry.id == table.c.id)
        .where(table.c.retracted_at.is_(None), visible_work(actor, entry))
        .order_by(table.c.id.desc())
        .limit(MOST_LINKS)
    )  # fmt: skip
    return [
        Link(
            row.from_person_id or row.from_organization_id,
            row.to_person_id or row.to_organization_id,
            WEIGHTS[row.strength],
            row.id,
            row.known_on,
        )
        for row in rows
    ]


def _entries_by_id(actor: Actor, ids: Iterable[int]) -> dict[int, Influence]:
    return {entry.id: entry for entry in _entries(actor, Influence.__table__.c.id.in_(sorted(ids)))}


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


def coalition() -> set[int]:
    """Return the ids of whom we can simply ask: our users' persons, and the member organizations of today.

    They only say where ways begin; whom no visible link names is never shown.
    """
    people = db.session.scalars(select(User.person_id).where(User.is_active, User.person_id.is_not(None)))
    group = Organization.__table__.c
    members = db.session.execute(select(group.id, group.left_on).where(group.part == CoalitionPart.MEMBER))
    staying = {group_id for group_id, left_on in members if not left_on.certainly_before(today())}
    return {person_id for person_id in people if person_id is not None} | staying


@dataclass(frozen=True)
class PowerMap:
    """A campaign's map: the picture, wide and tall, its links in words, and those that do not count any more."""

    picture: Picture[int]
    tall: Picture[int]
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
    columns = columns_of(links, coalition(), _deciders(actor, campaign))
    by_name = dict(sorted(((key, party.name) for key, party in parties.items()), key=lambda pair: pair[1].casefold()))
    return PowerMap(
        draw(by_name, links, columns),
        draw_tall(by_name, links, columns),
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
