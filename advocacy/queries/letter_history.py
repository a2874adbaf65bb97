"""Who stands behind the steps of a letter that no account took: a signer by their link, or the worker for somebody."""

from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.mail import MailKind
from advocacy.models import Letter, LetterPaper, OutboxAttachment, OutboxMessage, SignOnLink, StoredFile, User


def signed_by_link(letter: Letter) -> set[int]:
    """Return the signatures (ids) whose signer has had a link."""
    theirs = select(SignOnLink.signature_id).where(
        SignOnLink.letter_id == letter.id, SignOnLink.signature_id.is_not(None)
    )
    return {each for each in db.session.scalars(theirs) if each is not None}


def mailed_for(letter: Letter) -> dict[int, str]:
    """Return to which recipients (ids) the letter went by mail, and the name of who had it sent ("" if not known)."""
    rows: Any = db.session.execute(
        select(OutboxMessage.recipient_id, User.display_name)
        .outerjoin(OutboxAttachment, OutboxAttachment.message_id == OutboxMessage.id)
        .outerjoin(StoredFile, StoredFile.id == OutboxAttachment.file_id)
        .outerjoin(LetterPaper, (LetterPaper.letter_id == letter.id) & (LetterPaper.file_sha256 == StoredFile.sha256))
        .outerjoin(User, User.id == LetterPaper.made_by_id)
        .where(OutboxMessage.record_id == letter.id, OutboxMessage.kind == MailKind.LETTER)
        .order_by(OutboxMessage.id, LetterPaper.id)
    )
    return {recipient_id: name or "" for recipient_id, name in rows if recipient_id is not None}
