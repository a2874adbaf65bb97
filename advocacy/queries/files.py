"""Files on records and on entries of the activity log, for who may see those."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.files import FilePurpose
from advocacy.models import Activity, Attachment, Record
from advocacy.policy import Actor, activities_in_sight, visible_activities, visible_records
from advocacy.queries import records
from advocacy.queries.activities import entry

MOST = 200
"""Files of one record that its page lists."""


PRIVATE = (FilePurpose.REPLY, FilePurpose.PROOF_OF_DELIVERY)
"""What came from an office, or went to one: it may hold addresses and names that are not public."""


def _shown_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a file is for this reader: what may hold private addresses is for who works."""
    return true() if actor.is_worker or actor.sees_all else Attachment.purpose.not_in(PRIVATE)


def holder_by_ref(actor: Actor, ref: str) -> Record | Activity | None:
    """Return what files hang on: a record of any kind or an entry of the log, if the reader may see it, or None."""
    return records.any_by_ref(actor, ref) or entry.by_ref_even_retracted(actor, ref)


def holder_of(actor: Actor, attachment: Attachment) -> Record | Activity | None:
    """Return what a file hangs on, if the reader may see it."""
    if attachment.record_id is not None:
        return records.by_ids(actor, [attachment.record_id]).get(attachment.record_id)
    ref = db.session.scalar(select(Activity.ref).where(Activity.id == attachment.activity_id))
    return entry.by_ref_even_retracted(actor, ref or "")


def hangs_on(holder: Record | Activity) -> ColumnElement[bool]:
    """Return the condition that a file hangs on this."""
    return (Attachment.activity_id if isinstance(holder, Activity) else Attachment.record_id) == holder.id


def attachments_of(actor: Actor, holder: Record | Activity, *, most: int = MOST) -> list[Attachment]:
    """Return the files of a record or of an entry of the log that the reader may see, the newest first."""
    statement = (
        select(Attachment)
        .where(hangs_on(holder), _shown_to(actor))
        .options(joinedload(Attachment.added_by))
        .order_by(Attachment.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(statement))


def attachment_by_ref(actor: Actor, ref: str) -> Attachment | None:
    """Return a file with this ref if what it hangs on is visible, or None: missing and hidden look the same."""
    statement = (
        select(Attachment)
        .outerjoin(Record, Record.id == Attachment.record_id)
        .outerjoin(Activity, Activity.id == Attachment.activity_id)
        .where(Attachment.ref == ref, _holder_is_visible(actor), _shown_to(actor))
        .options(joinedload(Attachment.added_by))
    )
    return db.session.scalar(statement)


def _holder_is_visible(actor: Actor) -> ColumnElement[bool]:
    """An entry that was taken out is still seen by those who work here, with its files."""
    reached: Any = activities_in_sight if actor.is_worker else visible_activities
    on_record = Attachment.record_id.is_not(None) & visible_records(actor)
    return or_(on_record, Attachment.activity_id.is_not(None) & reached(actor))
