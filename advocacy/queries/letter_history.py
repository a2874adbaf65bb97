"""Who stands behind the steps of a letter that no account took: a signer by their link, or the worker for somebody."""

from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_texts import TEXT_TYPE
from advocacy.domain.mail import MailKind
from advocacy.models import Letter, LetterPaper, OutboxMessage, SignOnLink, User


def signed_by_link(letter: Letter) -> set[int]:
    """Return the signatures (ids) whose signer has had a link."""
    theirs = select(SignOnLink.signature_id).where(
        SignOnLink.letter_id == letter.id, SignOnLink.signature_id.is_not(None)
    )
    return {each for each in db.session.scalars(theirs) if each is not None}


def mailed_for(letter: Letter) -> dict[int, str]:
    """Return to which recipients (ids) the letter went by mail, and the name of who had it sent ("" if not known).

    Whoever has a message sent has its paper made just before.
    """
    papers: Any = db.session.execute(
        select(LetterPaper.made_at, User.display_name)
        .join(User, User.id == LetterPaper.made_by_id)
        .where(LetterPaper.letter_id == letter.id, LetterPaper.media_type != TEXT_TYPE)
        .order_by(LetterPaper.made_at, LetterPaper.id)
    ).all()
    messages: Any = db.session.execute(
        select(OutboxMessage.recipient_id, OutboxMessage.created_at)
        .where(OutboxMessage.record_id == letter.id, OutboxMessage.kind == MailKind.LETTER)
        .where(OutboxMessage.recipient_id.is_not(None))
        .order_by(OutboxMessage.id)
    )
    return {
        recipient_id: next((name for made_at, name in reversed(papers) if made_at <= at), "")
        for recipient_id, at in messages
    }
