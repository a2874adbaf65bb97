"""Mail: the outbox, what came in, and what each user wants to get."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.mail import DigestRhythm, InboundStatus, MailKind, MailStatus, NoticeKind
from advocacy.domain.text import Limits
from advocacy.domain.users import Language
from advocacy.models.base import Base, ByteString, HasRef, utc_now
from advocacy.models.files import StoredFile

if TYPE_CHECKING:
    from advocacy.models.records import Record
    from advocacy.models.users import User


class OutboxMessage(HasRef, Base):
    """A message to be sent, written in the transaction of the change that calls for it.

    `unique_key` says what it is for ("digest:<user ref>:2026-11-22"), so that nothing is queued twice; `message_id`
    (RFC 5322, 3.6.4) is made once, so that a message sent twice is recognisable as the same.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index("ix_outbox_messages_status_next_attempt_at", "status", "next_attempt_at", "id"),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
    )

    kind: Mapped[MailKind]
    unique_key: Mapped[str] = mapped_column(ByteString(200), unique=True)
    message_id: Mapped[str] = mapped_column(ByteString(200), unique=True)
    status: Mapped[MailStatus] = mapped_column(default=MailStatus.QUEUED)
    to_address: Mapped[str] = mapped_column(String(254))
    to_name: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(String(Limits.MAX_TITLE))
    body: Mapped[str]
    body_html: Mapped[str] = mapped_column(default="")
    headers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    language: Mapped[Language] = mapped_column(default=Language.EN)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="SET NULL"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipients.id", ondelete="SET NULL"), index=True)
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signatures.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    next_attempt_at: Mapped[datetime] = mapped_column(default=utc_now)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(ByteString(100), default="")
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")

    attachments: Mapped[list["OutboxAttachment"]] = relationship(
        cascade="all, delete-orphan", order_by="OutboxAttachment.id"
    )


class OutboxAttachment(Base):
    """A file that goes with a message."""

    __tablename__ = "outbox_attachments"

    message_id: Mapped[int] = mapped_column(ForeignKey("outbox_messages.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), index=True)
    name: Mapped[str] = mapped_column(String(Limits.MAX_NAME))

    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], lazy="joined", innerjoin=True)


class InboundMessage(HasRef, Base):
    """A message that came in. What fits no letter waits in the holding pen; nothing is lost.

    The message as it came lies in the file store. `digest` is the SHA-256 of the whole message: the same one twice
    is one.
    """

    __tablename__ = "inbound_messages"

    digest: Mapped[str] = mapped_column(ByteString(64), unique=True)
    status: Mapped[InboundStatus] = mapped_column(default=InboundStatus.WAITING, index=True)
    message_id: Mapped[str] = mapped_column(ByteString(1000), default="", index=True)
    from_address: Mapped[str] = mapped_column(String(320), default="")
    from_name: Mapped[str] = mapped_column(String(Limits.MAX_NAME), default="")
    subject: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    body: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="SET NULL"), index=True)
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("replies.id", ondelete="SET NULL"), index=True)
    why: Mapped[str] = mapped_column(String(Limits.MAX_SHORT), default="")
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    handled_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id], lazy="raise_on_sql")
    record: Mapped["Record | None"] = relationship(foreign_keys=[record_id], lazy="raise_on_sql")


class InboundCandidate(Base):
    """A letter that a waiting message could answer, where there are several: who sees all of them sees the message."""

    __tablename__ = "inbound_candidates"
    __table_args__ = (UniqueConstraint("message_id", "record_id"),)

    message_id: Mapped[int] = mapped_column(ForeignKey("inbound_messages.id", ondelete="CASCADE"))
    record_id: Mapped[int] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)


class MailChoice(Base):
    """What mail a user wants, and when none may come. Without a row the defaults hold."""

    __tablename__ = "mail_choices"
    __table_args__ = (
        CheckConstraint("quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439", name="quiet_minutes"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    digest: Mapped[DigestRhythm] = mapped_column(default=DigestRhythm.DAILY)
    task_reminders: Mapped[bool] = mapped_column(default=True)
    event_reminders: Mapped[bool] = mapped_column(default=True)
    quiet_from: Mapped[int] = mapped_column(default=21 * 60)
    """Minutes after midnight; equal to `quiet_until` when there are no quiet hours."""
    quiet_until: Mapped[int] = mapped_column(default=7 * 60)
    zone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """The clock of the quiet hours; empty for the installation's."""
    unsubscribed_at: Mapped[datetime | None]


class Notice(HasRef, Base):
    """One line under the bell of one user. `about` is shown only while they may see it."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_user_id_read_at", "user_id", "read_at", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind]
    unique_key: Mapped[str] = mapped_column(ByteString(200), unique=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    on_day: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    read_at: Mapped[datetime | None]

    about: Mapped["Record | None"] = relationship(foreign_keys=[about_id], lazy="raise_on_sql")
    by: Mapped["User | None"] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
