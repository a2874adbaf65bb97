"""Tasks as their assignee sees them."""

from sqlalchemy import func, or_, select

from advocacy.db import db
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Task
from advocacy.policy import Actor
from advocacy.queries.clock import today


def open_task_count(actor: Actor) -> int:
    """Return how many open tasks the user has that are not snoozed. Their own tasks are always theirs to see."""
    table = Task.__table__
    count = db.session.scalar(
        select(func.count())
        .select_from(table)
        .where(
            table.c.assignee_id == actor.user_id,
            table.c.status == TaskStatus.OPEN,
            or_(table.c.snoozed_until.is_(None), table.c.snoozed_until <= today()),
        )
    )
    return count or 0
