"""Commitments: what officials promised, and whether they kept it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.meetings import (
    MARKS_FOR_DAYS,
    CommitmentDetails,
    CommitmentEvent,
    CommitmentStatus,
    check_commitment,
    is_recent,
)
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.tasks import STEP_TAKEN_BACK, TaskEvent, TaskRule
from advocacy.domain.words import N_
from advocacy.models import Campaign, Commitment, MeetingRequest, Organization, Person, Step, Task, User
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.services import records, steps, tasks

MOST_AT_ONCE = 1_000
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
    keep_task(actor, commitment)
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
    keep_task(actor, commitment)


def settle(
    actor: Actor, commitment: Commitment, event: CommitmentEvent, evidence: str, *, version: int | None = None
) -> None:
    """Say that a promise was kept or broken, and how we know; or open it again."""
    ensure(actor, Action.WORK_MEETING, commitment)
    records.expect_version(commitment, version)
    if event is not CommitmentEvent.REOPEN and not evidence.strip():
        raise Refused.at("evidence", N_("Say how we know."))
    fields = {"evidence": evidence} if evidence else {}
    step = steps.take(actor, commitment, event, fields=fields, note=evidence)
    if event is CommitmentEvent.REOPEN:
        keep_task(actor, commitment)
    else:
        tasks.finish_by_rule(actor, TaskRule.KEEP_COMMITMENT, commitment, step)


def keep_task(actor: Actor, commitment: Commitment) -> None:
    """Plan the task to ask what became of an open promise on its day, or move it along with a changed day."""
    if not _is_waited_for(commitment):
        return
    planned = tasks.open_task(TaskRule.KEEP_COMMITMENT, commitment)
    if planned is None:
        who = _who_follows(commitment)
        tasks.plan(
            actor,
            TaskRule.KEEP_COMMITMENT,
            commitment.text,
            about=commitment,
            assignee=who,
            due_on=commitment.due_on,
        )
    elif planned.due_on != commitment.due_on:
        planned.due_on = commitment.due_on
        records.saved(actor, planned, "task.edited", due_on=(None, planned.due_on))


def _is_waited_for(commitment: Commitment) -> bool:
    return commitment.status is CommitmentStatus.OPEN and is_recent(commitment.due_on, today())


def _who_follows(commitment: Commitment) -> User | None:
    """Return who follows up the meeting at which it was made, else who wrote it down, as far as they still may."""
    meeting = db.session.get(MeetingRequest, commitment.meeting_id) if commitment.meeting_id is not None else None
    for user_id in (meeting.owner_id if meeting is not None else None, commitment.created_by_id):
        user = db.session.get(User, user_id) if user_id is not None else None
        if user is not None and user.is_active and sees(Actor.of(user), commitment):
            return user
    return None


def plan_due(actor: Actor) -> int:
    """Plan the tasks of promises that have fallen due without one, at most a thousand, and return how many.

    Who has been asked about this day already, and answered by closing the task, is not asked again.
    """
    ensure(actor, Action.WORK_MEETING)
    asked = select(Task.about_id).where(Task.rule == TaskRule.KEEP_COMMITMENT, Task.due_on == Commitment.due_on)
    waiting = (
        select(Commitment)
        .where(
            Commitment.status == CommitmentStatus.OPEN,
            Commitment.due_on.between(today() - timedelta(days=MARKS_FOR_DAYS), today()),
            Commitment.id.not_in(asked.where(Task.about_id.is_not(None))),
        )
        .order_by(Commitment.id)
        .limit(MOST_AT_ONCE)
    )
    found = db.session.scalars(waiting).all()
    for commitment in found:
        keep_task(actor, commitment)
    return len(found)


def _after_correction(actor: Actor, commitment: Commitment, _step: Step) -> None:
    """A reopening that was taken back leaves nothing to ask."""
    task = tasks.open_task(TaskRule.KEEP_COMMITMENT, commitment)
    if task is not None and commitment.status is not CommitmentStatus.OPEN:
        steps.take(actor, task, TaskEvent.DROP, note=STEP_TAKEN_BACK)


steps.AFTER_CORRECTION[Commitment] = _after_correction
