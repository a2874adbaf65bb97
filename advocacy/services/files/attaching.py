"""Files on records and entries of the activity log: hanging one there, and taking it off for good."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.files import AttachmentDetails, RemovalReason, clean_name
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Activity, Attachment, Recipient, Record, Reply, StoredFile
from advocacy.policy import COORDINATORS, Action, Actor, NotAllowed, allows, ensure
from advocacy.queries.activities import entry
from advocacy.queries.files import hangs_on
from advocacy.services import audit, records
from advocacy.services.files.keeping import tidy

THERE_ALREADY = N_("“%(name)s” is on this record already.")
PLAIN = AttachmentDetails()


def attach(
    actor: Actor,
    record: Record | Activity,
    file: StoredFile,
    name: str,
    details: AttachmentDetails = PLAIN,
    *,
    recipient: Recipient | None = None,
    reply: Reply | None = None,
) -> Attachment:
    """Hang a kept file on a record or an entry of the log, and return how it hangs there.

    Whoever may see that may see the file. A proof or a reply also names its recipient or reply. Nobody's open form of
    the record becomes stale by it. Raises Refused when the same content hangs there already.
    """
    ensure(actor, _action_at(record), record)
    shown = clean_name(name)
    records.refuse_never_stored(files=shown, note=details.note)
    attachment = Attachment(
        record_id=record.id if isinstance(record, Record) else None,
        activity_id=record.id if isinstance(record, Activity) else None,
        file=file,
        purpose=details.purpose,
        name=shown,
        note=details.note,
        recipient_id=recipient.id if recipient else None,
        reply_id=reply.id if reply else None,
        added_by_id=actor.user_id,
    )
    if _hangs_there(attachment, record, file):
        raise Refused.at("files", THERE_ALREADY, name=shown)
    db.session.add(attachment)
    audit.record(actor, record, "file.added", purpose=details.purpose)
    return attachment


def remove(actor: Actor, record: Record | Activity, attachment: Attachment, why: RemovalReason) -> None:
    """Take a file off what it hangs on, and delete it for good unless something else uses the same content.

    Also from an entry that was taken out of the log.
    """
    if not may_remove(actor, record):
        raise NotAllowed(_action_at(record))
    file, purpose = attachment.file, attachment.purpose
    db.session.delete(attachment)
    audit.record(actor, record, "file.removed", purpose=purpose, why=why)
    tidy(file)


def may_attach(actor: Actor, holder: Record | Activity) -> bool:
    """Tell whether the actor adds and removes files here: at an entry of the log, who may edit it."""
    return allows(actor, _action_at(holder), holder)


def may_remove(actor: Actor, holder: Record | Activity) -> bool:
    """Tell whether the actor removes files here: also, as its author or a coordinator, from what was taken out."""
    if not isinstance(holder, Activity) or holder.retracted_at is None:
        return may_attach(actor, holder)
    is_theirs = holder.author_id == actor.user_id or bool(actor.roles & COORDINATORS.roles)
    return is_theirs and entry.by_ref_even_retracted(actor, holder.ref) is not None


def _action_at(holder: Record | Activity) -> Action:
    return Action.EDIT_ACTIVITY if isinstance(holder, Activity) else Action.ATTACH_FILE


def _hangs_there(attachment: Attachment, holder: Record | Activity, file: StoredFile) -> bool:
    with db.session.no_autoflush:
        same = select(Attachment.id).where(
            hangs_on(holder),
            Attachment.file_id == file.id,
            Attachment.recipient_id.is_(None)
            if attachment.recipient_id is None
            else Attachment.recipient_id == attachment.recipient_id,
            Attachment.reply_id.is_(None)
            if attachment.reply_id is None
            else Attachment.reply_id == attachment.reply_id,
        )
        return db.session.scalar(same.limit(1)) is not None
