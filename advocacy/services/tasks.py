"""Tasks: planned by people and by rules, finished, dropped, snoozed."""

from datetime import date

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.tasks import TaskEvent, TaskRule, TaskStatus
from advocacy.models import Activity, Record, Step, Task, User
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.services import records, steps


def plan(
    actor: Actor,
    rule: TaskRule,
    what: str,
    *,
    about: Record | None = None,
    assignee: User | None = None,
    due_on: date | None = None,
    activity: Activity | None = None,
) -> Task:
    """Plan a task by a rule, or return the one that the rule has already open for this record."""
    if about is not None and rule not in (TaskRule.BY_HAND, TaskRule.FOLLOW_UP):
        planned = open_task(rule, about)
        if planned is not None:
            return planned
    task = Task(
        what=what,
        rule=rule,
        about_id=about.id if about is not None else None,
        assignee_id=assignee.id if assignee is not None else None,
        due_on=due_on,
        activity_id=activity.id if activity is not None else None,
        is_sample=bool(about is not None and about.is_sample),
    )
    records.add(
        actor,
        task,
        "task.planned",
        campaigns=about.campaigns if about is not None else (),
        due_on=due_on,
        assignee=assignee.ref if assignee is not None else None,
    )
    return task


def open_task(rule: TaskRule, about: Record) -> Task | None:
    """Return the open task of a rule for a record, if there is one."""
    return db.session.scalar(
        select(Task).where(Task.rule == rule, Task.about_id == about.id, Task.status == TaskStatus.OPEN)
    )


def finish_by_rule(actor: Actor, rule: TaskRule, about: Record, step: Step | None = None) -> None:
    """Finish the open task of a rule because its record moved on; a correction of the step reopens it."""
    task = open_task(rule, about)
    if task is None:
        return
    steps.take(actor, task, TaskEvent.FINISH)
    task.closed_at = utc_now()
    if step is not None:
        step.closed_task_id = task.id
