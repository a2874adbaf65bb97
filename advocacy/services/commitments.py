"""Commitments: what officials promised, and whether they kept it."""

from collections.abc import Sequence

from advocacy.domain.meetings import CommitmentDetails, CommitmentEvent, check_commitment
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Campaign, Commitment, MeetingRequest, Organization, Person
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records, steps

Party = Person | Organization


def create(
    actor: Actor,
    details: CommitmentDetails,
    *,
    party: Party | None,
    attribution: str = "",
    meeting: MeetingRequest | None = None,
    campaigns: Sequence[Campaign] = (),
) -> Commitment:
    """Write a promise down; made at a meeting, it belongs to that meeting's campaigns."""
    ensure(actor, Action.WORK_MEETING, meeting)
    refuse_if(check_commitment(details))
    commitment = Commitment(
        text=details.text,
        made_on=details.made_on,
        due_on=details.due_on,
        attribution="" if party is not None else attribution,
        person_id=party.id if isinstance(party, Person) else None,
        organization_id=party.id if isinstance(party, Organization) else None,
        meeting_id=meeting.id if meeting is not None else None,
        is_sample=bool(meeting is not None and meeting.is_sample),
    )
    linked = meeting.campaigns if meeting is not None else campaigns
    records.add(actor, commitment, "commitment.created", campaigns=linked, due_on=details.due_on)
    return commitment


def edit(
    actor: Actor,
    commitment: Commitment,
    details: CommitmentDetails,
    *,
    version: int | None,
) -> None:
    """Change the words or the dates of a promise."""
    ensure(actor, Action.WORK_MEETING, commitment)
    records.expect_version(commitment, version)
    refuse_if(check_commitment(details))
    due = (commitment.due_on, details.due_on)
    commitment.text, commitment.made_on, commitment.due_on = details.text, details.made_on, details.due_on
    records.saved(actor, commitment, "commitment.edited", due_on=due)


def settle(
    actor: Actor, commitment: Commitment, event: CommitmentEvent, evidence: str, *, version: int | None = None
) -> None:
    """Say that a promise was kept or broken, and how we know; or open it again."""
    ensure(actor, Action.WORK_MEETING, commitment)
    records.expect_version(commitment, version)
    if event is not CommitmentEvent.REOPEN and not evidence.strip():
        raise Refused.at("evidence", N_("Say how we know."))
    fields = {"evidence": evidence} if evidence else {}
    steps.take(actor, commitment, event, fields=fields, note=evidence)
