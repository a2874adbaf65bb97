"""Commitments: what was promised, by when, and whether it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.meetings import PROMISE_SOON_DAYS, CommitmentFilter, CommitmentStatus
from advocacy.models import Commitment, Organization, Person, RecordCampaign
from advocacy.policy import Actor, visible_records, visible_work
from advocacy.queries.clock import today

PAGE = 50
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class CommitmentPage:
    """Some commitments in their order, and the ref to ask for the next ones with ("" at the end)."""

    commitments: Sequence[Commitment]
    next_after: str


@dataclass(frozen=True)
class CommitmentFilters:
    """Which commitments to list: in which state, whose (a person's or an organization's ref), of which campaign."""

    which: CommitmentFilter = CommitmentFilter.OPEN
    party_id: int | None = None
    campaign_id: int | None = None


def commitments_page(actor: Actor, filters: CommitmentFilters, after: str = "", limit: int = PAGE) -> CommitmentPage:
    """Return one page: open ones first, by due date with the undated last."""
    statement = _visible(actor).where(*_conditions(filters))
    key = tuple_(
        case((Commitment.status == CommitmentStatus.OPEN, 0), else_=1),
        func.coalesce(Commitment.due_on, NEVER),
        Commitment.id,
    )
    if after:
        anchor = select(*key.clauses).where(Commitment.ref == after, visible_work(actor, Commitment))
        row = db.session.execute(anchor).first()
        if row is not None:
            statement = statement.where(key > tuple(row))
    found = db.session.scalars(statement.order_by(*key.clauses).limit(limit + 1)).all()
    return CommitmentPage(found[:limit], found[limit - 1].ref if len(found) > limit else "")


def _visible(actor: Actor) -> Select[Any]:
    return (
        select(Commitment)
        .where(visible_work(actor, Commitment))
        .options(
            joinedload(Commitment.person),
            joinedload(Commitment.organization),
            selectinload(Commitment.campaign_links),
        )
    )


def _conditions(filters: CommitmentFilters) -> list[ColumnElement[bool]]:
    conditions = _in_state(filters.which)
    if filters.party_id is not None:
        is_theirs = (Commitment.person_id == filters.party_id, Commitment.organization_id == filters.party_id)
        conditions.append(or_(*is_theirs))
    if filters.campaign_id is not None:
        linked = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == filters.campaign_id)
        conditions.append(Commitment.id.in_(linked))
    return conditions


def _in_state(which: CommitmentFilter) -> list[ColumnElement[bool]]:
    if which is CommitmentFilter.ALL:
        return []
    is_open, day = Commitment.status == CommitmentStatus.OPEN, today()
    if which is CommitmentFilter.DUE:
        return [is_open, Commitment.due_on <= day]
    if which is CommitmentFilter.SOON:
        return [is_open, Commitment.due_on > day, Commitment.due_on <= day + timedelta(days=PROMISE_SOON_DAYS)]
    return [Commitment.status == CommitmentStatus(which.value)]


def parties_with_commitments(actor: Actor) -> list[Person | Organization]:
    """Return who promised something that the reader may see, by name."""
    seen = visible_work(actor, Commitment)
    people = select(Person).where(
        Person.id.in_(select(Commitment.person_id).where(seen, Commitment.person_id.is_not(None))),
        visible_records(actor, Person),
    )
    groups = select(Organization).where(
        Organization.id.in_(select(Commitment.organization_id).where(seen, Commitment.organization_id.is_not(None))),
        visible_records(actor, Organization),
    )
    found = [*db.session.scalars(people), *db.session.scalars(groups)]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def commitment_by_ref(actor: Actor, ref: str) -> Commitment | None:
    """Return a commitment with who made it and where, or None when it is missing or hidden."""
    commitment: Commitment | None = db.session.scalar(_visible(actor).where(Commitment.ref == ref))
    return commitment
