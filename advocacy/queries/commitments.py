"""Commitments: what was promised, by when, and whether it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.meetings import CommitmentFilter, CommitmentStatus
from advocacy.models import Commitment
from advocacy.policy import Actor, visible_work
from advocacy.queries.clock import today

PAGE = 50
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class CommitmentPage:
    """Some commitments in their order, and the ref to ask for the next ones with ("" at the end)."""

    commitments: Sequence[Commitment]
    next_after: str


def commitments_page(actor: Actor, which: CommitmentFilter, after: str = "", limit: int = PAGE) -> CommitmentPage:
    """Return one page: open ones first, by due date with the undated last."""
    statement = _narrowed(_visible(actor), which)
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


def _narrowed(statement: Select[Any], which: CommitmentFilter) -> Select[Any]:
    if which is CommitmentFilter.ALL:
        return statement
    if which is CommitmentFilter.DUE:
        return statement.where(Commitment.status == CommitmentStatus.OPEN, Commitment.due_on <= today())
    return statement.where(Commitment.status == CommitmentStatus(which.value))


def commitment_by_ref(actor: Actor, ref: str) -> Commitment | None:
    """Return a commitment with who made it and where, or None when it is missing or hidden."""
    commitment: Commitment | None = db.session.scalar(_visible(actor).where(Commitment.ref == ref))
    return commitment
