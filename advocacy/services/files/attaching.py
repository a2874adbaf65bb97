"""Files on records: hanging one on a record, and taking it off for good."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.files import AttachmentDetails, RemovalReason, clean_name
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Attachment, Recipient, Record, Reply, StoredFile
from advocacy.policy import Action, Actor, ensure
from advocacy.services import audit, records
from advocacy.services.files.keeping import tidy

THERE_ALREADY = N_("“%(name)s” is on this record already.")
PLAIN = AttachmentDetails()


def attach(
    actor: Actor,
    record: Record,
    file: StoredFile,
    name: str,
    details: AttachmentDetails = PLAIN,
    *,
    recipient: Recipient | None = None,
    reply: Reply | None = None,
) -> Attachment:
    """Hang a kept file on a record, and return how it hangs there; whoever may see the record may see it.

    A proof or a reply also names its recipient or reply. Nobody's open form of the record becomes stale by it. Raises
    Refused when the same content hangs there already.
    """
    ensure(actor, Action.ATTACH_FILE, record)
    shown = clean_name(name)
    records.refuse_never_stored(files=shown, note=details.note)
    attachment = Attachment(
        record_id=record.id,
        file=file,
        purpose=details.purpose,
        name=shown,
        note=details.note,
        recipient_id=recipient.id if recipient else None,
        reply_id=reply.id if reply else None,
        added_by_id=actor.user_id,
    )
    if _hangs_there(attachment, file):
        raise Refused.at("files", THERE_ALREADY, name=shown)
    db.session.add(attachment)
    audit.record(actor, record, "file.added", purpose=details.purpose)
    return attachment


def remove(actor: Actor, record: Record, attachment: Attachment, why: RemovalReason) -> None:
    """Take a file off its record, and delete it for good unless something else uses the same content."""
    ensure(actor, Action.ATTACH_FILE, record)
    file, purpose = attachment.file, attachment.purpose
    db.session.delete(attachment)
    audit.record(actor, record, "file.removed", purpose=purpose, why=why)
    tidy(file)


def _hangs_there(attachment: Attachment, file: StoredFile) -> bool:
    with db.session.no_autoflush:
        same = select(Attachment.id).where(
            Attachment.record_id == attachment.record_id,
            Attachment.file_id == file.id,
            Attachment.recipient_id.is_(None)
            if attachment.recipient_id is None
            else Attachment.recipient_id == attachment.recipient_id,
            Attachment.reply_id.is_(None)
            if attachment.reply_id is None
            else Attachment.reply_id == attachment.reply_id,
        )
        return db.session.scalar(same.limit(1)) is not None
