"""Tasks: whose they are, when they want doing, and what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.tasks import TaskGroup, TaskStatus, group_of
from advocacy.models import Record, RecordCampaign, Task, TeamMember, User
from advocacy.policy import Actor, visible_work
from advocacy.queries import records
from advocacy.queries.clock import today

PAGE = 50
MOST_ON_A_RECORD = 100
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class TaskFilters:
    """Which tasks to list: whose (None: everybody's), of which campaign, about what, in which state.

    `of_teams_of`: only of campaigns on whose team this user is.
    """

    assignee_id: int | None = None
    campaign_id: int | None = None
    about_id: int | None = None
    of_teams_of: int | None = None
    status: TaskStatus = TaskStatus.OPEN


@dataclass(frozen=True)
class TaskLine:
    """A task with the record that it is about, as far as the reader may see that one."""

    task: Task
    about: Record | None
    group: TaskGroup


@dataclass(frozen=True)
class TaskPage:
    """Some tasks in their order, and the ref to ask for the next ones with ("" at the end)."""

    lines: Sequence[TaskLine]
    next_after: str

    def groups(self) -> list[tuple[TaskGroup, list[TaskLine]]]:
        """Return the lines of each group that has any, in the order of the groups."""
        by_group = [(group, [line for line in self.lines if line.group is group]) for group in TaskGroup]
        return [(group, lines) for group, lines in by_group if lines]


def tasks_page(actor: Actor, filters: TaskFilters, after: str = "", limit: int = PAGE) -> TaskPage:
    """Return the tasks of one page: open ones by due date with the snoozed last, closed ones newest first."""
    statement = _visible(actor).where(*_conditions(filters))
    is_open = filters.status is TaskStatus.OPEN
    key = _open_key() if is_open else tuple_(Task.closed_at, Task.id)
    if after:
        anchor = select(*key.clauses).where(Task.ref == after, visible_work(actor, Task))
        row = db.session.execute(anchor).first()
        if row is not None:
            statement = statement.where(key > tuple(row) if is_open else key < tuple(row))
    order = key.clauses if is_open else [column.desc() for column in key.clauses]
    tasks = db.session.scalars(statement.order_by(*order).limit(limit + 1)).all()
    shown = tasks[:limit]
    return TaskPage(lines(actor, shown), shown[-1].ref if len(tasks) > limit else "")


def _conditions(filters: TaskFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Task.status == filters.status]
    if filters.assignee_id is not None:
        conditions.append(Task.assignee_id == filters.assignee_id)
    if filters.about_id is not None:
        conditions.append(Task.about_id == filters.about_id)
    if filters.campaign_id is not None:
        conditions.append(Task.id.in_(_linked(RecordCampaign.campaign_id == filters.campaign_id)))
    if filters.of_teams_of is not None:
        teams = select(TeamMember.campaign_id).where(TeamMember.user_id == filters.of_teams_of)
        conditions.append(Task.id.in_(_linked(RecordCampaign.campaign_id.in_(teams))))
    return conditions


def _linked(to: ColumnElement[bool]) -> Select[Any]:
    return select(RecordCampaign.record_id).where(to)


def _visible(actor: Actor) -> Select[Any]:
    return (
        select(Task)
        .where(visible_work(actor, Task))
        .options(joinedload(Task.assignee), selectinload(Task.campaign_links))
    )


def _open_key() -> Any:
    """Awake before snoozed, then by due date with the undated last."""
    asleep: ColumnElement[int] = case((Task.snoozed_until > today(), 1), else_=0)
    return tuple_(asleep, func.coalesce(Task.due_on, NEVER), Task.id)


def wanted_on_sql() -> ColumnElement[date]:
    """Return the day on which a task speaks up, as `domain.tasks.wanted_on` has it."""
    sleeps_longer = or_(Task.due_on.is_(None), Task.snoozed_until > Task.due_on)
    return case((and_(Task.snoozed_until.is_not(None), sleeps_longer), Task.snoozed_until), else_=Task.due_on)


def lines(actor: Actor, tasks: Sequence[Task]) -> list[TaskLine]:
    """Return the tasks, each with its group and with what it is about, in a fixed number of queries."""
    about = records.by_ids(actor, [task.about_id for task in tasks])
    day = today()
    return [
        TaskLine(task, about.get(task.about_id or 0), group_of(task.due_on, task.snoozed_until, day)) for task in tasks
    ]


def tasks_about(actor: Actor, record: Record) -> list[Task]:
    """Return the tasks of a record for its page: open ones by due date, then closed ones, newest first."""
    statement = (
        _visible(actor)
        .where(Task.about_id == record.id)
        .order_by(
            case((Task.status == TaskStatus.OPEN, 0), else_=1),
            func.coalesce(Task.due_on, NEVER),
            Task.id.desc(),
        )
        .limit(MOST_ON_A_RECORD)
    )
    return list(db.session.scalars(statement))


def assignees(actor: Actor) -> list[User]:
    """Return who has tasks that the reader may see, by name."""
    having = select(Task.assignee_id).where(visible_work(actor, Task), Task.assignee_id.is_not(None))
    return list(db.session.scalars(select(User).where(User.id.in_(having)).order_by(User.display_name, User.id)))
