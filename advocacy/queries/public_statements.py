"""Words said in public, as far as the reader may see them. (`statements` here are those that a database answers.)"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.models import (
    Campaign,
    Demand,
    MediaItem,
    Organization,
    Person,
    Stance,
    Statement,
    StatementDemand,
    StatementSpeaker,
)
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_work
from advocacy.queries import keyset
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.narrowing import of_campaign, with_words

Party = Person | Organization
MOST_SHOWN = 40
"""More than this on the page of a speaker or a source is for the list, filtered."""

WITH_ALL = (
    selectinload(Statement.speakers).joinedload(StatementSpeaker.person),
    selectinload(Statement.speakers).joinedload(StatementSpeaker.organization),
    selectinload(Statement.citations).joinedload(Citation.media_item).joinedload(MediaItem.outlet),
    selectinload(Statement.campaign_links),
    selectinload(Statement.demand_links),
)


@dataclass(frozen=True)
class Wanted:
    """Which statements: of a campaign, by somebody, in a source, about a demand, with these words."""

    campaign: Campaign | None = None
    speaker: Party | None = None
    source: MediaItem | None = None
    demand: Demand | None = None
    words: str = ""


def listed(actor: Actor, wanted: Wanted, place: Place = keyset.START) -> Slice[Statement]:
    """Return a page of statements that were not retracted, the latest first."""
    return keyset.page_of(
        Statement, Statement.sort_on, _conditions(actor, wanted), place, options=WITH_ALL, newest_first=True
    )


def _conditions(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [
        Statement.retracted_at.is_(None),
        visible_work(actor, Statement),
        *of_campaign(Statement, wanted.campaign),
        *with_words(actor, Statement, wanted.words),
    ]
    if wanted.speaker is not None:
        found.append(_said_by(wanted.speaker))
    if wanted.source is not None:
        found.append(_stands_in(wanted.source))
    if wanted.demand is not None:
        about = select(StatementDemand.statement_id).where(StatementDemand.demand_id == wanted.demand.id)
        found.append(Statement.id.in_(about))
    return found


def _said_by(party: Party) -> ColumnElement[bool]:
    side = StatementSpeaker.person_id if isinstance(party, Person) else StatementSpeaker.organization_id
    return exists(select(literal(1)).where(StatementSpeaker.statement_id == Statement.id, side == party.id))


def _stands_in(source: MediaItem) -> ColumnElement[bool]:
    return exists(select(literal(1)).where(Citation.record_id == Statement.id, Citation.media_item_id == source.id))


def said_by(actor: Actor, party: Party) -> Sequence[Statement]:
    """Return what a person or an organization said in public over the years, the latest first."""
    return listed(actor, Wanted(speaker=party), keyset.START).rows[:MOST_SHOWN]


def about_demand(actor: Actor, demand: Demand) -> Sequence[Statement]:
    """Return what was said about a demand, the latest first."""
    return listed(actor, Wanted(demand=demand), keyset.START).rows[:MOST_SHOWN]


def in_source(actor: Actor, source: MediaItem) -> Sequence[Statement]:
    """Return what was said according to a source, the latest first."""
    return listed(actor, Wanted(source=source), keyset.START).rows[:MOST_SHOWN]


def to_enter(actor: Actor, shown: Sequence[Statement]) -> set[int]:
    """Return the ids of those statements that show a position of which the ledger has no entry yet, for workers."""
    showing = {each.id for each in shown if each.shows is not None and (each.campaign_links or each.demand_links)}
    if not showing or not actor.is_worker:
        return set()
    made = select(Stance.evidence_record_id).where(
        Stance.evidence_record_id.in_(showing), Stance.retracted_at.is_(None), visible_work(actor, Stance)
    )
    return showing - set(db.session.scalars(made))


def by_ref(actor: Actor, ref: str) -> Statement | None:
    """Return a statement with all that its page shows, or None when it is missing or hidden."""
    found: Statement | None = db.session.scalar(
        select(Statement).where(Statement.ref == ref, visible_work(actor, Statement)).options(*WITH_ALL)
    )
    return found


def demands_of(actor: Actor, statement: Statement) -> list[Demand]:
    """Return the demands that a statement is about, in their order."""
    ids = [link.demand_id for link in statement.demand_links]
    found: Any = db.session.scalars(
        select(Demand)
        .where(Demand.id.in_(ids), visible_work(actor, Demand))
        .options(joinedload(Demand.campaign))
        .order_by(Demand.campaign_id, Demand.number)
    )
    return list(found) if ids else []


def stances_from(actor: Actor, statement: Statement) -> Sequence[Stance]:
    """Return the entries of the ledger that were made from a statement, the latest first."""
    return db.session.scalars(
        select(Stance)
        .where(Stance.evidence_record_id == statement.id, visible_work(actor, Stance))
        .options(joinedload(Stance.person), joinedload(Stance.organization), selectinload(Stance.citations))
        .order_by(Stance.id.desc())
    ).all()
