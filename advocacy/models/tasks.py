"""Tasks."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, event, false, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from advocacy.domain.records import RecordKind
from advocacy.domain.tasks import MANY_AT_ONCE, TASK, TaskRule, TaskStatus
from advocacy.domain.text import Limits
from advocacy.models.base import utc_now
from advocacy.models.records import Record

if TYPE_CHECKING:
    from advocacy.models.activities import Activity
    from advocacy.models.users import User


_ONE_AT_ONCE = text(f"status = 'open' AND rule NOT IN ({', '.join(repr(rule.value) for rule in MANY_AT_ONCE)})")


class Task(Record):
    """Something to be done, by somebody, by a day. One open task per rule and record."""

    __tablename__ = "tasks"
    __table_args__ = (
        Index("ix_tasks_assignee_status_due", "assignee_id", "status", "due_on"),
        Index(
            "uq_tasks_open_rule_about",
            "rule",
            "about_id",
            unique=True,
            sqlite_where=_ONE_AT_ONCE,
            postgresql_where=_ONE_AT_ONCE,
        ),
    )

    id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    __mapper_args__ = {"polymorphic_identity": RecordKind.TASK, "inherit_condition": id == Record.id}
    what: Mapped[str] = mapped_column(String(Limits.MAX_SHORT))
    rule_subject: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    """What the rule's title is about; empty where somebody typed the title: see domain/tasks.py TITLES."""
    note: Mapped[str] = mapped_column(default="")
    status: Mapped[TaskStatus] = mapped_column(default=TASK.initial)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    snoozed_until: Mapped[date | None]
    rule: Mapped[TaskRule] = mapped_column(default=TaskRule.BY_HAND)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("records.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    whatever_happens: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It stays open when its record is closed or withdrawn."""
    checklist_id: Mapped[int | None] = mapped_column(ForeignKey("checklists.id"), index=True)
    closed_at: Mapped[datetime | None]
    closing_note: Mapped[str] = mapped_column(default="")

    assignee: Mapped["User | None"] = relationship(foreign_keys=[assignee_id], lazy="raise_on_sql")
    about: Mapped[Record | None] = relationship(
        foreign_keys=[about_id], remote_side=[Record.__table__.c.id], lazy="raise_on_sql"
    )
    activity: Mapped["Activity | None"] = relationship(foreign_keys=[activity_id], lazy="raise_on_sql")

    @property
    def name(self) -> str:
        """What is to be done; for the tasks of rules in English."""
        return self.what


@event.listens_for(Task, "before_insert")
@event.listens_for(Task, "before_update")
def _keep_closing(_mapper: Mapper[Any], _connection: Any, task: Task) -> None:
    """An open task carries no closing; a closed one carries the moment. Corrections reopen tasks too."""
    if task.status is TaskStatus.OPEN:
        task.closed_at, task.closing_note = None, ""
    elif task.closed_at is None:
        task.closed_at = utc_now()
