"""Steps: the one place where a state changes, and the one place where a step is taken back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.campaigns import CAMPAIGN, DEMAND
from advocacy.domain.events import EVENT
from advocacy.domain.letters import LETTER, RECIPIENT, SIGNATURE, RecipientEvent, SignatureEvent
from advocacy.domain.mail import MailKind
from advocacy.domain.measures import BODY_MEASURE, OFFICE_MEASURE, DecidedBy
from advocacy.domain.meetings import COMMITMENT, MEETING
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Problem, Refused, Stale
from advocacy.domain.tasks import TASK
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import TransitionError, Workflow
from advocacy.models import (
    Activity,
    Campaign,
    Commitment,
    Demand,
    Event,
    Letter,
    Measure,
    MeetingRequest,
    OutboxMessage,
    Recipient,
    Record,
    Signature,
    SignOnLink,
    Step,
    Task,
)
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, NotAllowed, allows
from advocacy.services import activities, audit, measure_status, records
from advocacy.services.activities import Happening

CORRECTION_HOURS = 24
AFTER_CORRECTION: dict[type[Any], Callable[[Actor, Any, Step], None]] = {Measure: measure_status.after_correction}
"""What else a kind of record does when a step of it was taken back: its service enters it here."""

_WORKFLOWS: dict[type[Any], Workflow[Any, Any]] = {
    Campaign: CAMPAIGN,
    Demand: DEMAND,
    Letter: LETTER,
    Recipient: RECIPIENT,
    Signature: SIGNATURE,
    MeetingRequest: MEETING,
    Commitment: COMMITMENT,
    Event: EVENT,
    Task: TASK,
}


def workflow_of(subject: Any) -> Workflow[Any, Any]:
    """Return the table that governs the states of a record, a recipient or a signature."""
    if isinstance(subject, Measure):
        return BODY_MEASURE if subject.decided_by is DecidedBy.BODY else OFFICE_MEASURE
    return _WORKFLOWS[type(subject)]


def take(
    actor: Actor,
    record: Record,
    event: Word,
    happening: Happening | None = None,
    *,
    subject: Recipient | Signature | None = None,
    activity: Activity | None = None,
    fields: Mapping[str, Any] | None = None,
    note: str = "",
) -> Step:
    """Take a step: the state follows the table, the timeline gets its activity, the trail its entry.

    `record` is the record itself; `subject` its recipient or signature when the step is theirs. With
    `activity` the step joins an activity already written (one per letter and day) instead of writing one.
    `fields` are set with the state, and put back when the step is taken back.
    Raises Refused with a sentence when the table has no such step.
    """
    moved: Any = subject if subject is not None else record
    workflow = workflow_of(moved)
    before = moved.status
    try:
        edge = workflow.edge(before, event)
    except TransitionError as error:
        raise Refused([Problem("", error.message, {"step": event.label, "state": before.label})]) from None
    before_fields = _set_fields(moved, fields or {})
    step = _write(actor, record, moved, event, edge.to, note)
    step.fields_before = before_fields
    if activity is not None:
        step.activity_id = activity.id
    elif edge.activity is not None and happening is not None:
        written = activities.record(actor, record, edge.activity, happening, step=event.value)
        step.activity_id, step.wrote_activity = written.id, True
    records.saved(actor, record, f"{record.kind.value}.{event.value}", status=(before, edge.to))
    return step


def follow(actor: Actor, record: Record, event: Word, state: Word, *, note: str = "") -> Step:
    """Move a record to what its dated actions say, or to what somebody set by hand with a reason.

    The table is not asked: the order of the actions was checked, or the reason stands in the note. No activity.
    """
    moved: Any = record
    before = moved.status
    step = _write(actor, record, moved, event, state, note)
    records.saved(actor, record, f"{record.kind.value}.status_set", status=(before, state))
    return step


def _write(actor: Actor, record: Record, moved: Any, event: Word, state: Word, note: str) -> Step:
    step = Step(
        record_id=record.id,
        recipient_id=moved.id if isinstance(moved, Recipient) else None,
        signature_id=moved.id if isinstance(moved, Signature) else None,
        event=event.value,
        before_state=moved.status.value,
        after_state=state.value,
        actor_id=actor.user_id,
        note=note,
    )
    moved.status = state
    db.session.add(step)
    return step


def _set_fields(moved: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Set the fields, and return those that changed as they were, in a form that JSON holds."""
    before = {}
    for name, value in fields.items():
        old = getattr(moved, name)
        if old != value:
            before[name] = _as_json(old)
            setattr(moved, name, value)
    return before


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, PartialDate):
        return {"partial_date": value.text}
    return {"word": value.value} if isinstance(value, Word) else value


_FROM_JSON: dict[str, Callable[[str], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "partial_date": PartialDate,
}


def _put_back(moved: Any, before: Mapping[str, Any]) -> None:
    for name, value in before.items():
        if isinstance(value, dict):
            form, text = next(iter(value.items()))
            value = _FROM_JSON[form](text) if form in _FROM_JSON else _words_of(moved, name)(text)
        setattr(moved, name, value)


def _words_of(moved: Any, name: str) -> Callable[[str], Word]:
    """Return the words that a field holds, from its column: the field itself may be empty now."""
    column: Any = inspect(type(moved)).columns[name]
    words: Callable[[str], Word] = column.type.enum_class
    return words


def words_of_step(record: Record, step: Step) -> tuple[Word, Word, Word, str]:
    """Return a step in words: event, state before, state after, and whose it was (a recipient or a signature)."""
    moved = _moved(record, step)
    workflow = workflow_of(moved)
    states: Any = type(workflow.initial)
    events: Any = type(next(iter(workflow.table))[1])
    whose = "" if moved is record else str(moved.party_name)
    return events(step.event), states(step.before_state), states(step.after_state), whose


def latest_step(record: Record) -> Step | None:
    """Return the step of a record (or of its recipients and signatures) that a correction would take back."""
    return db.session.scalar(
        select(Step).where(Step.record_id == record.id, Step.corrected_at.is_(None)).order_by(Step.id.desc()).limit(1)
    )


def standing_steps(record: Record) -> Sequence[Step]:
    """Return every step of a record that has not been taken back, in the order they were taken."""
    return db.session.scalars(
        select(Step).where(Step.record_id == record.id, Step.corrected_at.is_(None)).order_by(Step.id)
    ).all()


def has_taken(record: Record, event: Word) -> bool:
    """Tell whether the record itself (not a recipient or signature of it) took a step that still stands."""
    taken = select(Step.id).where(
        Step.record_id == record.id,
        Step.recipient_id.is_(None),
        Step.signature_id.is_(None),
        Step.event == event.value,
        Step.corrected_at.is_(None),
    )
    return db.session.scalar(taken.limit(1)) is not None


class CorrectionRight(StrEnum):
    """Whether somebody may take a step back."""

    NO = "no"
    FREELY = "freely"
    WITH_REASON = "with_reason"


def right_to_correct(actor: Actor, record: Record, step: Step | None) -> CorrectionRight:
    """Whoever made it, within 24 hours; later (or another's step) a coordinator, with a reason."""
    if step is None or has_gone_out(step):
        return CorrectionRight.NO
    young = utc_now() - step.at <= timedelta(hours=CORRECTION_HOURS)
    if young and step.actor_id == actor.user_id and allows(actor, Action.CORRECT_STEP, record):
        return CorrectionRight.FREELY
    if allows(actor, Action.CORRECT_OLD_STEP, record):
        return CorrectionRight.WITH_REASON
    return CorrectionRight.NO


def has_gone_out(step: Step) -> bool:
    """Tell whether the step cannot be taken back, only followed.

    So it is with mail that was sent, with what a signer did by a link, and with a changed text: nobody's name comes
    back under words that they did not see.
    """
    if step.signature_id is not None:
        return step.event == SignatureEvent.TEXT_CHANGED or _is_a_visitors(step)
    if step.recipient_id is None or step.event != RecipientEvent.SEND:
        return False
    mailed = select(OutboxMessage.id).where(
        OutboxMessage.recipient_id == step.recipient_id,
        OutboxMessage.kind == MailKind.LETTER,
        OutboxMessage.sent_at.is_not(None),
    )
    return step.actor_id is None and db.session.scalar(mailed.limit(1)) is not None


def _is_a_visitors(step: Step) -> bool:
    linked = select(SignOnLink.id).where(SignOnLink.signature_id == step.signature_id)
    return step.actor_id is None and db.session.scalar(linked.limit(1)) is not None


def take_back(actor: Actor, record: Record, step: Step, reason: str = "", *, expected: str = "") -> None:
    """Take the latest step back: the state before returns, its activity is retracted, its task reopens.

    `expected` is the step that the form showed; Stale when another came since. Raises NotAllowed, or Refused
    when the step is not the latest or the reason is missing.
    """
    if expected and expected != str(step.id):
        raise Stale
    right = right_to_correct(actor, record, step)
    if right is CorrectionRight.NO:
        raise NotAllowed(Action.CORRECT_STEP)
    if right is CorrectionRight.WITH_REASON and not reason.strip():
        raise Refused.at("reason", N_("Say why the step is taken back."))
    latest = latest_step(record)
    if latest is None or latest.id != step.id:
        raise Refused.sentence(N_("Only the latest step can be taken back."))
    moved: Any = _moved(record, step)
    moved.status = type(moved.status)(step.before_state)
    _put_back(moved, step.fields_before)
    step.corrected_at, step.corrected_by_id, step.correction_reason = utc_now(), actor.user_id, reason
    _retract_its_activity(actor, step, reason)
    _reopen_its_task(step)
    follow_up = AFTER_CORRECTION.get(type(record))
    if follow_up is not None:
        follow_up(actor, record, step)
    records.saved(actor, record, f"{record.kind.value}.corrected", status=(step.after_state, step.before_state))


def _moved(record: Record, step: Step) -> Any:
    if step.recipient_id is not None:
        named = (joinedload(Recipient.person), joinedload(Recipient.organization))
        return db.session.get_one(Recipient, step.recipient_id, options=named)
    if step.signature_id is not None:
        named = (joinedload(Signature.person), joinedload(Signature.organization))
        return db.session.get_one(Signature, step.signature_id, options=named)
    return record


def _retract_its_activity(actor: Actor, step: Step, reason: str) -> None:
    """Retract the activity unless another step that still stands shares it (one per letter and day), or a vote."""
    if step.activity_id is None or measure_status.is_of_a_vote(step.activity_id):
        return
    shared = db.session.scalar(
        select(Step.id).where(Step.activity_id == step.activity_id, Step.id != step.id, Step.corrected_at.is_(None))
    )
    activity = db.session.get_one(Activity, step.activity_id)
    if shared is None and activity.retracted_at is None:
        activities.retract(actor, activity, reason or "step taken back")


def _reopen_its_task(step: Step) -> None:
    if step.closed_task_id is not None:
        task = db.session.get_one(Task, step.closed_task_id)
        task.status, task.closed_at = TASK.initial, None


def close_tasks(actor: Actor, record: Record, note: str) -> None:
    """Drop the open tasks of a record that was withdrawn or closed, with a note; those "whatever happens" stay."""
    theirs = select(Task).where(Task.about_id == record.id, Task.status == TASK.initial, ~Task.whatever_happens)
    for task in db.session.scalars(theirs).all():
        task.status, task.closed_at, task.closing_note = type(task.status)("dropped"), utc_now(), note
        audit.record(actor, task, "task.drop", status=("open", "dropped"))
