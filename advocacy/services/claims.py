"""Claims: writing a fact down, what answers it, where it is used, taking it out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.claims import USED_IN, ClaimDetails, check_claim
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import (
    Campaign,
    Claim,
    ClaimAnswer,
    Claimant,
    ClaimUse,
    MediaItem,
    Organization,
    Person,
    Record,
)
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.services import records, retracting

_PLAIN = ("text", "figure", "unit", "subject", "basis", "stated_on", "note")
_TEXTS = ("text", "figure", "unit", "subject", "basis", "said_by", "note")


@dataclass(frozen=True)
class Around:
    """Who says so, what answers it, what it answers, its campaigns and its sources."""

    claimants: Sequence[Person | Organization] = ()
    answers: Sequence[Claim] = ()
    answered: Sequence[Claim] = ()
    campaigns: Sequence[Campaign] = ()
    sources: Sequence[MediaItem] = ()


def create(actor: Actor, details: ClaimDetails, around: Around) -> Claim:
    """Write a fact down."""
    ensure(actor, Action.EDIT_DIRECTORY)
    _check(details, around)
    claim = Claim(claimants=[], answer_links=[], answered_links=[], uses=[], citations=[])
    _put(actor, claim, details, around)
    records.add(actor, claim, "claim.created", campaigns=around.campaigns)
    _link_answers(claim, around)
    return claim


def edit(actor: Actor, claim: Claim, details: ClaimDetails, around: Around, *, version: int | None) -> None:
    """Change what is written about a fact. Raises Stale when the form is older than the record."""
    ensure(actor, Action.EDIT_DIRECTORY, claim)
    records.expect_version(claim, version)
    retracting.refuse_retracted(claim)
    _check(details, around, claim)
    _put(actor, claim, details, around)
    records.set_campaigns(actor, claim, around.campaigns)
    _link_answers(claim, around)
    records.saved(actor, claim, "claim.edited")


def retract(actor: Actor, claim: Claim, reason: str, *, version: int | None) -> None:
    """Take a fact out of lists and sheets, and say why; its page stays."""
    retracting.retract(actor, claim, "claim.retracted", reason, version=version)


def use_in(actor: Actor, record: Record, claims: Sequence[Claim]) -> None:
    """Make exactly these facts those that a letter uses, or that stand behind a demand."""
    ensure(actor, Action.EDIT_DIRECTORY, record)
    if record.kind not in USED_IN:
        raise Refused.at("claims", N_("Choose from the list."))
    have = {use.claim_id: use for use in db.session.scalars(select(ClaimUse).where(ClaimUse.record_id == record.id))}
    wanted = {claim.id: claim for claim in claims}
    for claim_id, use in have.items():
        if claim_id not in wanted:
            db.session.delete(use)
            _touch(actor, db.session.get_one(Claim, claim_id))
    for claim_id, claim in wanted.items():
        if claim_id not in have:
            retracting.refuse_retracted(claim)
            db.session.add(ClaimUse(claim_id=claim_id, record_id=record.id))
            _touch(actor, claim)
    db.session.flush()


def _touch(actor: Actor, claim: Claim) -> None:
    records.saved(actor, claim, "claim.edited")


def _check(details: ClaimDetails, around: Around, claim: Claim | None = None) -> None:
    refuse_if(check_claim(details, on=today()))
    records.refuse_never_stored(**{name: str(getattr(details, name)) for name in _TEXTS})
    if claim is not None and claim in around.answers:
        raise Refused.at("answers", N_("A claim cannot answer itself."))
    if claim is not None and claim in around.answered:
        raise Refused.at("answered", N_("A claim cannot answer itself."))


def _put(actor: Actor, claim: Claim, details: ClaimDetails, around: Around) -> None:
    if details.figure != claim.figure:
        claim.value = ""  # the number was that of the old figure
    for name in _PLAIN:
        setattr(claim, name, getattr(details, name))
    _set_claimants(actor, claim, around.claimants, details.said_by)
    records.set_sources(claim, around.sources)


def _set_claimants(actor: Actor, claim: Claim, parties: Sequence[Person | Organization], words: str) -> None:
    """Make exactly these say so; a person whom the actor does not see stays."""
    wanted = {("person_id" if isinstance(party, Person) else "organization_id", party.id): None for party in parties}
    kept = []
    for row in claim.claimants:
        key = ("person_id", row.person_id) if row.person_id else ("organization_id", row.organization_id or 0)
        is_words = not row.person_id and not row.organization_id and row.attribution == words
        if key in wanted or is_words or records.is_unseen(actor, row.person_id):
            wanted.pop(key, None)
            kept.append(row)
    named = [Claimant(**{column: record_id}) for column, record_id in wanted]
    has_words = not words or any(row.attribution == words for row in kept)
    claim.claimants = [*kept, *named, *([] if has_words else [Claimant(attribution=words)])]


def _link_answers(claim: Claim, around: Around) -> None:
    """Make exactly these claims answer it, and exactly those be answered by it."""
    db.session.flush()
    _set_links(claim, "claim_id", "answer_id", {each.id for each in around.answers})
    _set_links(claim, "answer_id", "claim_id", {each.id for each in around.answered})
    db.session.flush()
    db.session.expire(claim, ["answer_links", "answered_links"])


def _set_links(claim: Claim, own: str, other: str, wanted: Iterable[int]) -> None:
    rows = db.session.scalars(select(ClaimAnswer).where(getattr(ClaimAnswer, own) == claim.id))
    have = {getattr(row, other): row for row in rows}
    for claim_id, row in have.items():
        if claim_id not in set(wanted):
            db.session.delete(row)
    for claim_id in set(wanted) - have.keys():
        db.session.add(ClaimAnswer(**{own: claim.id, other: claim_id}))
    db.session.flush()
