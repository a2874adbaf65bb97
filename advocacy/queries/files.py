"""Files on records, for who may see the record."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.models import Attachment, Record
from advocacy.policy import Actor, visible_records

MOST = 200
"""Files of one record that its page lists."""


def attachments_of(record: Record, *, most: int = MOST) -> list[Attachment]:
    """Return the files of a record that the reader was shown, the newest first."""
    statement = (
        select(Attachment)
        .where(Attachment.record_id == record.id)
        .options(joinedload(Attachment.added_by))
        .order_by(Attachment.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(statement))


def attachment_by_ref(actor: Actor, ref: str) -> Attachment | None:
    """Return a file with this ref if its record is visible, or None: missing and hidden look the same."""
    statement = (
        select(Attachment)
        .join(Record, Record.id == Attachment.record_id)
        .where(Attachment.ref == ref, visible_records(actor))
        .options(joinedload(Attachment.added_by))
    )
    return db.session.scalar(statement)


def count_of(record: Record) -> int:
    """Return how many files hang on a record."""
    return db.session.scalar(select(func.count()).where(Attachment.record_id == record.id)) or 0
