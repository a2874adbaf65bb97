"""Checklists in use, and how far those are that were applied to a record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Checklist, Record, Task
from advocacy.policy import Actor, visible_work


def checklists() -> list[Checklist]:
    """Return the checklists in use, by name."""
    kept = select(Checklist).where(Checklist.archived_at.is_(None)).options(selectinload(Checklist.items))
    return list(db.session.scalars(kept.order_by(Checklist.title, Checklist.id)))


def checklist_by_ref(ref: str) -> Checklist | None:
    """Return a checklist in use, or None."""
    kept = select(Checklist).where(Checklist.ref == ref, Checklist.archived_at.is_(None))
    return db.session.scalar(kept.options(selectinload(Checklist.items)))


@dataclass(frozen=True)
class Progress:
    """A checklist that was applied to a record: how many of its tasks are done, of those not dropped."""

    title: str
    done: int
    total: int


def progress_on(actor: Actor, record: Record) -> Sequence[Progress]:
    """Return how far the checklists are that were applied to a record, by name."""
    rows = db.session.execute(
        select(Checklist.title, Task.status, func.count())
        .join(Task, Task.checklist_id == Checklist.id)
        .where(Task.about_id == record.id, Task.status != TaskStatus.DROPPED, visible_work(actor, Task))
        .group_by(Checklist.id, Checklist.title, Task.status)
        .order_by(Checklist.title, Checklist.id)
    ).all()
    counts: dict[str, dict[TaskStatus, int]] = {}
    for title, status, count in rows:
        of_title = counts.setdefault(title, {})
        of_title[status] = of_title.get(status, 0) + count
    return [Progress(title, by.get(TaskStatus.DONE, 0), sum(by.values())) for title, by in counts.items()]
