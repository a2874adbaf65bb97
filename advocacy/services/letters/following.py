"""What follows when nobody answers a letter: the task to chase it, on the day on which its ladder begins."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.escalations import DEFAULTS, begins_on
from advocacy.domain.letters import CLOCK_RUNS, GONE_OUT, LetterStatus
from advocacy.domain.meetings import MARKS_FOR_DAYS
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.models import Letter, Recipient, Step, Task
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.queries.escalations import rungs_of
from advocacy.services import tasks
from advocacy.services.letters.owning import owner_of


def plan_due(actor: Actor) -> int:
    """Plan the task to chase each letter whose first rung is due, and return how many were planned. For the worker.

    One task for a letter: none while one is open, none once a chase has gone out, and none for a day for which
    somebody closed the task by hand. What fell due more than 90 days ago is history.
    """
    ensure(actor, Action.WORK_LETTER)
    late = _late_days()
    letters = db.session.scalars(
        select(Letter).where(Letter.id.in_(late)).options(selectinload(Letter.campaign_links)).order_by(Letter.id)
    ).all()
    ladders = rungs_of(sorted({each.campaigns[0].id for each in letters if each.campaigns}))
    asked, count = _asked_days(late), 0
    for letter in letters:
        rungs = ladders[letter.campaigns[0].id] if letter.campaigns else DEFAULTS
        begun = [day for day in (begins_on(rungs, due) for due in late[letter.id]) if day <= today()]
        if begun and max(begun) > asked.get(letter.id, date.min):
            tasks.plan(
                actor,
                TaskRule.CHASE_LETTER,
                letter.name,
                about=letter,
                assignee=owner_of(letter),
                due_on=max(begun),
            )
            count += 1
    return count


def _late_days() -> dict[int, list[date]]:
    """Return by when answers were due that have not come, by letters of ours that nobody is chasing yet."""
    chase = Letter.__table__.alias()
    chased = select(chase.c.chases_id).where(chase.c.chases_id.is_not(None), chase.c.status.in_(GONE_OUT))
    planned = select(Task.about_id).where(
        Task.rule == TaskRule.CHASE_LETTER, Task.status == TaskStatus.OPEN, Task.about_id.is_not(None)
    )
    day = today()
    rows = db.session.execute(
        select(Recipient.letter_id, Recipient.reply_due)
        .join(Letter, Letter.id == Recipient.letter_id)
        .where(
            Letter.side == Side.OURS,
            Letter.status == LetterStatus.SENT,
            Recipient.status.in_(CLOCK_RUNS),
            Recipient.reply_due.between(day - timedelta(days=MARKS_FOR_DAYS), day - timedelta(days=1)),
            Letter.id.not_in(chased),
            Letter.id.not_in(planned),
        )
    )
    found: dict[int, list[date]] = defaultdict(list)
    for letter_id, due in rows:
        if due is not None:
            found[letter_id].append(due)
    return found


def _asked_days(letter_ids: Iterable[int]) -> dict[int, date]:
    """Return the latest day for which somebody has closed such a task by hand, by the id of its letter."""
    closed_by_rule = select(Step.id).where(Step.closed_task_id == Task.id, Step.corrected_at.is_(None)).exists()
    rows = db.session.execute(
        select(Task.about_id, func.max(Task.due_on))
        .where(Task.rule == TaskRule.CHASE_LETTER, Task.about_id.in_(list(letter_ids)), ~closed_by_rule)
        .group_by(Task.about_id)
    )
    return {about_id: day for about_id, day in rows if about_id is not None and day is not None}


def chase_went_out(actor: Actor, chase: Letter, step: Step) -> None:
    """Finish the task to chase a letter, since its chase went out; the step taken back, the task is open again."""
    chased = db.session.get(Letter, chase.chases_id) if chase.chases_id is not None else None
    if chased is not None:
        tasks.finish_by_rule(actor, TaskRule.CHASE_LETTER, chased, step)


def settle(actor: Actor, letter: Letter, step: Step | None = None) -> None:
    """Finish the task to chase a letter once no answer to it is late any more."""
    db.session.flush()
    late = select(Recipient.id).where(
        Recipient.letter_id == letter.id, Recipient.status.in_(CLOCK_RUNS), Recipient.reply_due < today()
    )
    if db.session.scalar(late.limit(1)) is None:
        tasks.finish_by_rule(actor, TaskRule.CHASE_LETTER, letter, step)
