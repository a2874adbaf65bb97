"""What follows from the dated actions of a measure: whether it is public, and whether its state is set by hand."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.measure_actions import in_order, leads_to, made_public
from advocacy.domain.measures import MeasureStatus, is_public, workflow_for
from advocacy.models import Measure, MeasureAction, Step, VoteEvent
from advocacy.policy import Actor


def status_by_actions(measure: Measure) -> MeasureStatus | None:
    """Return the state that the latest dated action says, or None when there is none."""
    ordered = in_order(measure.actions)
    return leads_to(workflow_for(measure.decided_by), ordered[-1].action) if ordered else None


def note_public(measure: Measure) -> None:
    """Remember whether the measure is, or was before it was withdrawn, public record."""
    by_actions = made_public(workflow_for(measure.decided_by), measure.actions)
    measure.was_public = by_actions or is_public(measure.status)


def after_correction(_actor: Actor, measure: Measure, step: Step) -> None:
    """Take away the action that a step wrote, when the step is taken back, and what followed from it."""
    action = action_of(measure, step)
    if action is not None:
        measure.actions.remove(action)
    by_actions = status_by_actions(measure)
    measure.status_is_manual = by_actions is not None and measure.status is not by_actions
    measure.status_note = _latest_note(measure) if measure.status_is_manual else ""
    note_public(measure)


def action_of(measure: Measure, step: Step) -> MeasureAction | None:
    """Return the dated action that a step stands for, if it stands for one."""
    if step.activity_id is None:
        return None
    return next((action for action in measure.actions if action.activity_id == step.activity_id), None)


def is_of_a_vote(activity_id: int) -> bool:
    """Tell whether the activity tells of a vote: then it stays when the step that the vote decided goes."""
    return db.session.scalar(select(VoteEvent.id).where(VoteEvent.activity_id == activity_id).limit(1)) is not None


def _latest_note(measure: Measure) -> str:
    note = db.session.scalar(
        select(Step.note)
        .where(Step.record_id == measure.id, Step.corrected_at.is_(None))
        .order_by(Step.id.desc())
        .limit(1)
    )
    return note or ""
