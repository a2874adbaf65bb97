"""What the program keeps about itself: the audit trail, search entries, what was imported."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import Limits
from advocacy.domain.users import ActorKind
from advocacy.models.base import Base, ByteString, utc_now
from advocacy.models.directory import UNKNOWN
from advocacy.models.records import Record
from advocacy.models.users import User


class AuditEntry(Base):
    """Who did what in the program, and when. Chained by hashes; nobody writes or changes one by hand."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_event_id", "event", "id"),)

    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    actor_kind: Mapped[ActorKind]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    event: Mapped[str] = mapped_column(ByteString(60))
    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="SET NULL"), index=True)
    subject_ref: Mapped[str] = mapped_column(ByteString(10), default="", index=True)
    subject_kind: Mapped[str] = mapped_column(ByteString(40), default="")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str] = mapped_column(ByteString(64), default="")
    entry_hash: Mapped[str] = mapped_column(ByteString(64), unique=True)

    actor: Mapped[User | None] = relationship(foreign_keys=[actor_id], lazy="joined")
    record: Mapped[Record | None] = relationship(foreign_keys=[record_id], lazy="raise_on_sql")


class SearchEntry(Base):
    """What search finds of a record or an activity, folded; written in the transaction of the change.

    The full-text index over it is made by the migration: FTS5 on SQLite, a tsvector on PostgreSQL. `place` is the
    row's number in that index: it grows with the date, so that the index itself gives the newest first.
    """

    __tablename__ = "search_entries"
    __table_args__ = (CheckConstraint("(record_id IS NULL) <> (activity_id IS NULL)", name="one_subject"),)

    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), unique=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[str] = mapped_column(ByteString(40))
    sort_on: Mapped[PartialDate] = mapped_column(default=UNKNOWN)
    place: Mapped[int] = mapped_column(BigInteger, unique=True)
    title: Mapped[str] = mapped_column(String(Limits.MAX_NOTE))
    title_folded: Mapped[str]
    body_folded: Mapped[str]
    body: Mapped[str] = mapped_column(default="")


class ImportLink(Base):
    """What a file's record became here, and the values last loaded, to tell our edits from theirs."""

    __tablename__ = "import_links"
    __table_args__ = (UniqueConstraint("namespace", "external_id"),)

    namespace: Mapped[str] = mapped_column(ByteString(100))
    external_id: Mapped[str] = mapped_column(ByteString(200))
    section: Mapped[str] = mapped_column(ByteString(40))
    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), index=True)
    child_ref: Mapped[str] = mapped_column(ByteString(10), default="")
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    loaded_at: Mapped[datetime] = mapped_column(default=utc_now)


class Installation(Base):
    """Facts about this installation, by name (for example, the day the demo was seeded)."""

    __tablename__ = "installation"

    key: Mapped[str] = mapped_column(ByteString(60), unique=True)
    value: Mapped[str]


__all__ = ["AuditEntry", "ImportLink", "Installation", "SearchEntry"]
