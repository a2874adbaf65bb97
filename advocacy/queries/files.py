"""Files on records, for who may see the record."""

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.files import FilePurpose
from advocacy.models import Attachment, Record
from advocacy.policy import Actor, visible_records

MOST = 200
"""Files of one record that its page lists."""


PRIVATE = (FilePurpose.REPLY, FilePurpose.PROOF_OF_DELIVERY)
"""What came from an office, or went to one: it may hold addresses and names that are not public."""


def _shown_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a file is for this reader: what may hold private addresses is for who works."""
    return true() if actor.is_worker or actor.sees_all else Attachment.purpose.not_in(PRIVATE)


def attachments_of(actor: Actor, record: Record, *, most: int = MOST) -> list[Attachment]:
    """Return the files of a record that the reader may see, the newest first."""
    statement = (
        select(Attachment)
        .where(Attachment.record_id == record.id, _shown_to(actor))
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
        .where(Attachment.ref == ref, visible_records(actor), _shown_to(actor))
        .options(joinedload(Attachment.added_by))
    )
    return db.session.scalar(statement)
