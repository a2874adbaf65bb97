"""Tasks: planned by people and by rules, finished, dropped, snoozed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.tasks import (
    MANY_AT_ONCE,
    TITLES,
    TaskDetails,
    TaskEvent,
    TaskRule,
    TaskStatus,
    check,
    check_snooze,
)
from advocacy.domain.words import N_
from advocacy.models import Activity, Campaign, Record, Step, Task, User
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.services import notices, records, steps

LONGEST_SUBJECT = 200
TOLD_OTHERWISE = frozenset({TaskRule.CLASSIFY_REPLY})
"""Planned with what rings by itself for the same people: that a reply arrived."""


def plan(
    actor: Actor,
    rule: TaskRule,
    words: str,
    *,
    about: Record | None = None,
    assignee: User | None = None,
    due_on: date | None = None,
    activity: Activity | None = None,
) -> Task:
    """Plan a task by a rule, or return the one that the rule has already open for this record.

    `words` say what the rule's title is about; for a rule without a title of its own they are the title.
    """
    if about is not None and rule not in MANY_AT_ONCE:
        planned = open_task(rule, about)
        if planned is not None:
            return planned
    subject = shortened(words) if rule in TITLES else ""
    task = Task(
        what=TITLES[rule] % {"subject": subject} if subject else words,
        rule_subject=subject,
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
    if rule not in TOLD_OTHERWISE:
        notices.task_given(actor, task)
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
    if step is not None:
        step.closed_task_id = task.id


def create(
    actor: Actor,
    details: TaskDetails,
    *,
    assignee: User | None,
    about: Record | None = None,
    campaigns: Sequence[Campaign] = (),
) -> Task:
    """Write down a task; about a record, it belongs to that record's campaigns."""
    ensure(actor, Action.WORK_TASK, about)
    refuse_if(check(details, today()))
    linked = about.campaigns if about is not None and about.campaigns else list(campaigns)
    refuse_who_may_not_see("assignee", assignee, about, linked)
    task = Task(
        what=details.what,
        note=details.note,
        due_on=details.due_on,
        whatever_happens=details.whatever_happens,
        assignee_id=assignee.id if assignee else None,
        about_id=about.id if about is not None else None,
        is_sample=bool(about is not None and about.is_sample),
    )
    changes = {"due_on": details.due_on, "assignee": assignee.ref if assignee else None}
    records.add(actor, task, "task.created", campaigns=linked, **changes)
    notices.task_given(actor, task)
    return task


def remind(actor: Actor, about: Record, what: str, due_on: date) -> Task:
    """Remind whoever asks to look at a record again, whatever happens to it: asked for again, the day is moved."""
    ensure(actor, Action.WORK_TASK, about)
    asked = select(Task).where(Task.about_id == about.id, Task.assignee_id == actor.user_id, Task.what == what)
    kept = db.session.scalar(asked.where(Task.status == TaskStatus.OPEN, Task.whatever_happens).limit(1))
    details = TaskDetails(what, kept.note if kept is not None else "", due_on, whatever_happens=True)
    if kept is None:
        return create(actor, details, assignee=actor.user, about=about)
    edit(actor, kept, details, assignee=actor.user, version=None)
    return kept


def shortened(words: str) -> str:
    """Return words that fit into the title of a task in any language."""
    return words if len(words) <= LONGEST_SUBJECT else words[: LONGEST_SUBJECT - 1].rstrip() + "…"


def edit(
    actor: Actor,
    task: Task,
    details: TaskDetails,
    *,
    assignee: User | None,
    version: int | None,
    keeps_title: bool = False,
) -> None:
    """Change what, who, when or the note of a task. With `keeps_title` it is called as before, whatever was typed."""
    ensure(actor, Action.WORK_TASK, task)
    records.expect_version(task, version)
    refuse_if(check(details, today()))
    if assignee is not None and assignee.id != task.assignee_id:
        refuse_who_may_not_see("assignee", assignee, about_of(task), task.campaigns)
    due = (task.due_on, details.due_on)
    if not keeps_title:
        task.what, task.rule_subject = details.what, ""
    task.note, task.due_on, task.whatever_happens = details.note, details.due_on, details.whatever_happens
    before, task.assignee_id = task.assignee_id, assignee.id if assignee else None
    records.saved(actor, task, "task.edited", due_on=due, assignee=assignee.ref if assignee else None)
    if task.assignee_id != before:
        notices.task_given(actor, task)


def finish(actor: Actor, task: Task, *, version: int | None = None) -> None:
    """Mark a task as done: your own, or as an organizer anybody's."""
    ensure(actor, Action.FINISH_OWN_TASK, task)
    records.expect_version(task, version)
    steps.take(actor, task, TaskEvent.FINISH)


def drop(actor: Actor, task: Task, note: str = "", *, version: int | None = None) -> None:
    """Drop a task that is not to be done after all."""
    ensure(actor, Action.WORK_TASK, task)
    records.expect_version(task, version)
    records.refuse_never_stored(note=note)
    task.closing_note = note
    steps.take(actor, task, TaskEvent.DROP, note=note)


def reopen(actor: Actor, task: Task, *, version: int | None = None) -> None:
    """Open a done or dropped task again, unless its rule has a newer one open for the same record."""
    ensure(actor, Action.WORK_TASK, task)
    records.expect_version(task, version)
    about = about_of(task)
    if about is not None and task.rule not in MANY_AT_ONCE and open_task(task.rule, about) is not None:
        raise Refused.sentence(N_("The same task is open again already. Use that one."))
    steps.take(actor, task, TaskEvent.REOPEN)


def snooze(actor: Actor, task: Task, until: date | None, *, version: int | None = None) -> None:
    """Let an open task sleep until a day; whoever may finish it may do so."""
    ensure(actor, Action.FINISH_OWN_TASK, task)
    records.expect_version(task, version)
    if task.status is not TaskStatus.OPEN:
        raise Refused.sentence(N_("Only an open task can be snoozed."))
    refuse_if(check_snooze(until, today()))
    task.snoozed_until = until
    records.saved(actor, task, "task.snoozed")


def wake(actor: Actor, task: Task, *, version: int | None = None) -> None:
    """End a snooze."""
    ensure(actor, Action.FINISH_OWN_TASK, task)
    records.expect_version(task, version)
    task.snoozed_until = None
    records.saved(actor, task, "task.woken")


def undo_finish(actor: Actor, task: Task) -> None:
    """Take the latest step of the task back if it is the finishing; raise Refused when it is not."""
    step = steps.latest_step(task)
    if step is None or step.event != TaskEvent.FINISH:
        raise Refused.sentence(N_("This task was not finished just now."))
    steps.take_back(actor, task, step)


def about_of(task: Task) -> Record | None:
    """Return the record that the task is about."""
    return db.session.get(Record, task.about_id) if task.about_id is not None else None


def refuse_who_may_not_see(
    field: str, assignee: User | None, about: Record | None, campaigns: Sequence[Campaign]
) -> None:
    """Refuse, at a field, a user from whom the record or one of its campaigns is hidden."""
    if assignee is None:
        return
    theirs = Actor.of(assignee)
    if not assignee.is_active:
        raise Refused.at(field, N_("%(name)s can no longer sign in. Choose somebody else."), name=assignee.name)
    if not all(sees(theirs, each) for each in (*([about] if about is not None else []), *campaigns)):
        raise Refused.at(
            field,
            N_("%(name)s may not see what this task is about. Choose somebody else, or add them to the team first."),
            name=assignee.name,
        )
