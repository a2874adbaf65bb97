"""Proceedings: the list, one case with its parties and steps, the cases of a place."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.proceedings import ProceedingStatus
from advocacy.models import (
    Activity,
    Campaign,
    Jurisdiction,
    Proceeding,
    ProceedingParty,
    ProceedingStep,
)
from advocacy.policy import Actor, visible_records
from advocacy.queries import keyset, records
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.narrowing import of_campaign, with_words

_PARTIES = (
    selectinload(Proceeding.parties).joinedload(ProceedingParty.jurisdiction),
    selectinload(Proceeding.parties).joinedload(ProceedingParty.person),
    selectinload(Proceeding.parties).joinedload(ProceedingParty.organization),
)
_STEPS = (
    selectinload(Proceeding.steps).joinedload(ProceedingStep.activity).selectinload(Activity.citations),
    selectinload(Proceeding.citations),
    selectinload(Proceeding.campaign_links),
)


def _alive(actor: Actor) -> list[ColumnElement[bool]]:
    return [visible_records(actor, Proceeding), Proceeding.retracted_at.is_(None)]


def listed(
    actor: Actor,
    words: str = "",
    campaign: Campaign | None = None,
    status: ProceedingStatus | None = None,
    place: Place = keyset.START,
) -> Slice[Proceeding]:
    """Return a page of cases by title, each with its parties."""
    conditions = [*_alive(actor), *with_words(actor, Proceeding, words), *of_campaign(Proceeding, campaign)]
    if status is not None:
        conditions.append(Proceeding.status == status)
    return keyset.page_of(Proceeding, Proceeding.title, conditions, place, options=_PARTIES)


def by_ref(actor: Actor, ref: str) -> Proceeding | None:
    """Return one case with all that its page shows, or None when it is missing."""
    return records.by_ref(actor, Proceeding, ref, *_PARTIES, *_STEPS)


def in_place(actor: Actor, place: Jurisdiction) -> list[Proceeding]:
    """Return the cases in which a place takes part, by title."""
    mine = select(ProceedingParty.proceeding_id).where(ProceedingParty.jurisdiction_id == place.id)
    statement = select(Proceeding).where(*_alive(actor), Proceeding.id.in_(mine)).order_by(Proceeding.title)
    return list(db.session.scalars(statement.limit(100)))


def step_of(case: Proceeding, ref: str) -> ProceedingStep | None:
    """Return the step of a case with this ref, or None."""
    return next((step for step in case.steps if step.ref == ref), None)


def seen_parties(actor: Actor, parties: Iterable[ProceedingParty]) -> list[ProceedingParty]:
    """Return the parties that the actor may see: a person may be known through something hidden only."""
    rows = list(parties)
    people = records.by_ids(actor, [row.person_id for row in rows])
    return [row for row in rows if row.person_id is None or row.person_id in people]
