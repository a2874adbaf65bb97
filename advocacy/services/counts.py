"""Whip counts: who of us asks whom for a vote, and who steps aside."""

from datetime import date

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.counts import ASK_BEFORE_THE_VOTE, ASK_IN_TIME, ASK_NEEDS_BODY, NO_SEAT, RECUSED_ALREADY
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import DECIDED, TaskEvent, TaskRule, TaskStatus
from advocacy.models import Measure, Organization, Person, Recusal, Task, User, VoteAsk
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import bodies
from advocacy.queries.clock import today
from advocacy.services import notices, records, steps, tasks


def ask(actor: Actor, measure: Measure, person: Person, asker: User, due_on: date) -> Task:
    """Give somebody the task to ask a member for their vote; an open one for the same member changes hands.

    Raises Refused when the member has no vote in the body that day, when the day is past or after the vote, or
    when the asker may not see the measure.
    """
    ensure(actor, Action.WORK_TASK, measure)
    _refuse_without_seat(measure, person, measure.next_on or due_on)
    _refuse_day(measure, due_on)
    tasks.refuse_who_may_not_see("asker", asker, measure, measure.campaigns)
    asked = db.session.scalar(
        select(VoteAsk).where(VoteAsk.measure_id == measure.id, VoteAsk.person_id == person.id).with_for_update()
    )
    task = db.session.get(Task, asked.task_id) if asked is not None else None
    if task is not None and task.status is TaskStatus.OPEN:
        due, before = (task.due_on, due_on), task.assignee_id
        task.assignee_id, task.due_on, task.snoozed_until = asker.id, due_on, None
        records.saved(actor, task, "task.edited", due_on=due, assignee=asker.ref)
        records.saved(actor, measure, "measure.vote_ask_changed", record=person.ref, due_on=due_on)
        if asker.id != before:
            notices.task_given(actor, task)
        return task
    subject = f"{person.name} ({measure.title})"
    task = tasks.plan(actor, TaskRule.ASK_FOR_VOTE, subject, about=measure, assignee=asker, due_on=due_on)
    if asked is None:
        asked = VoteAsk(measure_id=measure.id, person_id=person.id)
        db.session.add(asked)
    asked.task_id = task.id
    records.saved(actor, measure, "measure.vote_asked", record=person.ref, due_on=due_on)
    return task


def drop_asks(actor: Actor, measure: Measure) -> None:
    """Drop the open tasks to ask for a vote on a measure that has been decided."""
    asking = select(Task).where(
        Task.about_id == measure.id, Task.rule == TaskRule.ASK_FOR_VOTE, Task.status == TaskStatus.OPEN
    )
    for task in db.session.scalars(asking).all():
        task.closing_note = DECIDED
        steps.take(actor, task, TaskEvent.DROP, note=DECIDED)


def recuse(actor: Actor, measure: Measure, person: Person, reason: str, *, version: int | None = None) -> Recusal:
    """Note that a member steps aside and will not vote on a measure."""
    ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    records.refuse_never_stored(reason=reason)
    _refuse_without_seat(measure, person, measure.next_on or today())
    same = select(Recusal.id).where(Recusal.measure_id == measure.id, Recusal.person_id == person.id)
    if db.session.scalar(same) is not None:
        raise Refused.at("person", RECUSED_ALREADY, name=person.name)
    recusal = Recusal(measure_id=measure.id, person_id=person.id, reason=reason)
    db.session.add(recusal)
    records.saved(actor, measure, "measure.recused", record=person.ref)
    return recusal


def take_back_recusal(actor: Actor, measure: Measure, recusal: Recusal, *, version: int | None = None) -> None:
    """The member votes after all, or never stepped aside."""
    ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    gone = recusal.person.ref
    db.session.delete(recusal)
    records.saved(actor, measure, "measure.recusal_removed", record=gone)


def _refuse_without_seat(measure: Measure, person: Person, day: date) -> None:
    body: Organization | None = measure.body
    if body is None:
        raise Refused.sentence(ASK_NEEDS_BODY)
    if person.id not in bodies.voters_on(body, day):
        raise Refused.at("person", NO_SEAT, name=person.name)


def _refuse_day(measure: Measure, due_on: date) -> None:
    if due_on < today():
        raise Refused.at("due_on", ASK_IN_TIME)
    if measure.next_on is not None and today() <= measure.next_on < due_on:
        raise Refused.at("due_on", ASK_BEFORE_THE_VOTE)
