"""Files kept on records: what they are, and where they hang. The bytes lie outside the database, by their hash."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from advocacy.domain.files import FilePurpose
from advocacy.domain.text import Limits
from advocacy.models.base import Base, ByteString, HasRef, utc_now

if TYPE_CHECKING:
    from advocacy.models.users import User


class StoredFile(Base):
    """The bytes of a file, once, whatever hangs on them: named by their SHA-256 (64 hexadecimal signs)."""

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(ByteString(64), unique=True)
    size: Mapped[int]
    """In bytes."""
    media_type: Mapped[str] = mapped_column(ByteString(100))
    stored_at: Mapped[datetime] = mapped_column(default=utc_now)


class Attachment(HasRef, Base):
    """A file on a record or on an entry of the activity log, never on both. Whoever may see that may see the file.

    A reply's file or a proof hangs on its letter.
    """

    __tablename__ = "attachments"
    __table_args__ = (CheckConstraint("(record_id IS NULL) <> (activity_id IS NULL)", name="one_subject"),)

    record_id: Mapped[int | None] = mapped_column(ForeignKey("records.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), index=True)
    purpose: Mapped[FilePurpose] = mapped_column(default=FilePurpose.OTHER)
    name: Mapped[str] = mapped_column(String(Limits.MAX_NAME))
    note: Mapped[str] = mapped_column(default="")
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipients.id", ondelete="SET NULL"), index=True)
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("replies.id", ondelete="SET NULL"), index=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=utc_now)

    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], lazy="joined", innerjoin=True)
    added_by: Mapped["User | None"] = relationship(foreign_keys=[added_by_id], lazy="raise_on_sql")
