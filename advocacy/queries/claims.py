"""Claims: the library, one fact with what answers it and where it is used, the facts of a letter or a campaign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.claims import ClaimMark, date_of, marks_of
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Campaign, Claim, ClaimAnswer, Claimant, ClaimUse, Record, RecordCampaign
from advocacy.policy import Actor, visible_records
from advocacy.queries import keyset, records
from advocacy.queries.clock import claims_grow_old, today
from advocacy.queries.keyset import Place, Slice
from advocacy.queries.narrowing import of_campaign, with_words

_WHO = (
    selectinload(Claim.claimants).joinedload(Claimant.person),
    selectinload(Claim.claimants).joinedload(Claimant.organization),
)
SHOWN = (*_WHO, selectinload(Claim.citations), selectinload(Claim.answer_links))
MOST_ON_A_SHEET = 200


@dataclass(frozen=True)
class Shown:
    """A fact as lists show it: with those who say so and may be seen, its date, and why to look it up first."""

    claim: Claim
    claimants: list[Claimant]
    dated: PartialDate
    marks: list[ClaimMark]


@dataclass(frozen=True)
class OnSheet:
    """A fact on a sheet of talking points, with the facts that answer it."""

    shown: Shown
    answers: list[Shown]


def _alive(actor: Actor) -> list[ColumnElement[bool]]:
    return [visible_records(actor, Claim), Claim.retracted_at.is_(None)]


def listed(
    actor: Actor, words: str = "", campaign: Campaign | None = None, place: Place = keyset.START
) -> tuple[list[Shown], Slice[Claim]]:
    """Return a page of facts, the latest entered first."""
    conditions = [*_alive(actor), *with_words(actor, Claim, words), *of_campaign(Claim, campaign)]
    rows = keyset.page_of(Claim, Claim.id, conditions, place, options=SHOWN, newest_first=True)
    return shown(actor, rows.rows), rows


def shown(actor: Actor, claims: Sequence[Claim]) -> list[Shown]:
    """Return facts as lists show them, in three queries whatever their number."""
    people = records.by_ids(actor, [row.person_id for claim in claims for row in claim.claimants])
    answered = _answered([claim.id for claim in claims])
    return [_shown(claim, people, answered) for claim in claims]


def _answered(claim_ids: Sequence[int]) -> set[int]:
    """Return which of the claims are answered by one that stands."""
    if not claim_ids:
        return set()
    rows = db.session.scalars(
        select(ClaimAnswer.claim_id)
        .join(Claim, Claim.id == ClaimAnswer.answer_id)
        .where(ClaimAnswer.claim_id.in_(claim_ids), Claim.retracted_at.is_(None))
    )
    return set(rows)


def _shown(claim: Claim, people: dict[int, Record], answered: set[int]) -> Shown:
    dated = date_of(claim.stated_on, (each.media_item.published_on for each in claim.citations))
    marks = marks_of(
        dated,
        on=today(),
        old_after=claims_grow_old(),
        has_source=bool(claim.citations),
        is_answered=claim.id in answered,
    )
    seen = [row for row in claim.claimants if row.person_id is None or row.person_id in people]
    return Shown(claim, seen, dated, marks)


def by_ref(actor: Actor, ref: str) -> Claim | None:
    """Return one fact with all that its page shows, or None when it is missing."""
    more = (selectinload(Claim.answered_links), selectinload(Claim.uses), selectinload(Claim.campaign_links))
    return records.by_ref(actor, Claim, ref, *SHOWN, *more)


def answers_of(actor: Actor, claim: Claim) -> list[Claim]:
    """Return the facts that answer it and still stand."""
    return _load(actor, [link.answer_id for link in claim.answer_links])


def answered_by(actor: Actor, claim: Claim) -> list[Claim]:
    """Return the facts that it answers and that still stand."""
    return _load(actor, [link.claim_id for link in claim.answered_links])


def _load(actor: Actor, ids: Iterable[int]) -> list[Claim]:
    wanted = set(ids)
    if not wanted:
        return []
    statement = select(Claim).where(*_alive(actor), Claim.id.in_(wanted)).options(*SHOWN).order_by(Claim.id)
    return list(db.session.scalars(statement))


def uses_of(actor: Actor, claim: Claim) -> list[Record]:
    """Return the letters and demands that use it, as far as the actor sees them."""
    found = records.by_ids(actor, [use.record_id for use in claim.uses])
    return [found[use.record_id] for use in claim.uses if use.record_id in found]


def used_in(actor: Actor, record: Record) -> list[Claim]:
    """Return the facts that a letter or a demand uses."""
    return _load(actor, db.session.scalars(select(ClaimUse.claim_id).where(ClaimUse.record_id == record.id)))


def used_in_any(actor: Actor, record_ids: Iterable[int]) -> list[Claim]:
    """Return the facts behind any of these demands and letters, or linked to these campaigns, in two queries."""
    wanted = list(record_ids)
    if not wanted:
        return []
    behind = select(ClaimUse.claim_id).where(ClaimUse.record_id.in_(wanted))
    linked = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id.in_(wanted))
    statement = select(Claim).where(*_alive(actor), or_(Claim.id.in_(behind), Claim.id.in_(linked)))
    return list(db.session.scalars(statement.options(*SHOWN).order_by(Claim.id).limit(MOST_ON_A_SHEET)))


def sheet_of(actor: Actor, campaign: Campaign) -> list[OnSheet]:
    """Return the facts of a campaign for a sheet of talking points: ours first, then what is said and answered."""
    statement = (
        select(Claim)
        .where(*_alive(actor), *of_campaign(Claim, campaign))
        .options(*SHOWN)
        .order_by(Claim.subject, Claim.id)
        .limit(MOST_ON_A_SHEET)
    )
    claims = list(db.session.scalars(statement))
    answers = _load(actor, [link.answer_id for claim in claims for link in claim.answer_links])
    by_id = {each.claim.id: each for each in shown(actor, [*claims, *(a for a in answers if a not in claims)])}
    return [
        OnSheet(by_id[claim.id], [by_id[link.answer_id] for link in claim.answer_links if link.answer_id in by_id])
        for claim in claims
    ]
