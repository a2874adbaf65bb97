"""What follows from the state of a meeting request: the tasks to chase it, to debrief it and to give thanks."""

from datetime import date

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.meetings import MeetingEvent, MeetingStatus, chase_due, debrief_due, thanks_due
from advocacy.domain.tasks import STEP_TAKEN_BACK, TaskEvent, TaskRule, TaskStatus
from advocacy.models import MeetingRequest, Step, Task, User
from advocacy.policy import Actor, sees
from advocacy.queries.clock import today
from advocacy.services import steps, tasks

RULES = (TaskRule.CHASE_MEETING, TaskRule.DEBRIEF_MEETING, TaskRule.THANK_OFFICE)


def keep_tasks(actor: Actor, meeting: MeetingRequest, step: Step) -> None:
    """Finish the task that the step settled, and plan the one that the new state calls for."""
    wanted = _wanted(meeting)
    for rule in RULES:
        if wanted is None or wanted[0] is not rule:
            tasks.finish_by_rule(actor, rule, meeting, step)
    if wanted is not None:
        _plan(actor, meeting, *wanted)


def after_correction(actor: Actor, meeting: MeetingRequest, step: Step) -> None:
    """Take away the chase that was logged with the step, drop the task it called for, plan the one it settled."""
    if step.event == MeetingEvent.CHASE and meeting.chases:
        meeting.chases.remove(max(meeting.chases, key=lambda chase: chase.id))
    wanted = _wanted(meeting)
    for rule in RULES:
        task = tasks.open_task(rule, meeting)
        if task is not None and (wanted is None or wanted[0] is not rule):
            steps.take(actor, task, TaskEvent.DROP, note=STEP_TAKEN_BACK)
    if wanted is not None:
        _plan(actor, meeting, *wanted)


def _wanted(meeting: MeetingRequest) -> tuple[TaskRule, date] | None:
    """Return the task that the state calls for and when it is due; history and others' requests call for none."""
    if meeting.side is not Side.OURS:
        return None
    if meeting.status is MeetingStatus.REQUESTED:
        due = chase_due(meeting.asked_on, [chase.chased_on for chase in meeting.chases], today())
        return (TaskRule.CHASE_MEETING, due) if due else None
    if meeting.status is MeetingStatus.HELD:
        due = debrief_due(meeting.held_on, today())
        return (TaskRule.DEBRIEF_MEETING, due) if due else None
    if meeting.status is MeetingStatus.DEBRIEFED:
        due = thanks_due(meeting.held_on, today())
        return (TaskRule.THANK_OFFICE, due) if due and not _was_thanked(meeting) else None
    return None


def _was_thanked(meeting: MeetingRequest) -> bool:
    """Thanks are given once for a meeting, however often its debriefing is taken back."""
    done = select(Task.id).where(
        Task.about_id == meeting.id, Task.rule == TaskRule.THANK_OFFICE, Task.status == TaskStatus.DONE
    )
    return db.session.scalar(done.limit(1)) is not None


def _plan(actor: Actor, meeting: MeetingRequest, rule: TaskRule, due_on: date) -> Task:
    owner = _owner(meeting)
    if owner is not None and not sees(Actor.of(owner), meeting):
        owner = None
    task = tasks.plan(actor, rule, meeting.topic, about=meeting, assignee=owner, due_on=due_on)
    if task.status is TaskStatus.OPEN and task.due_on != due_on:
        task.due_on = due_on
    return task


def _owner(meeting: MeetingRequest) -> User | None:
    return db.session.get(User, meeting.owner_id) if meeting.owner_id is not None else None


steps.AFTER_CORRECTION[MeetingRequest] = after_correction
