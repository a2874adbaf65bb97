"""Links to sign by, and who has not answered them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.letters import LetterStatus, SignatureStatus
from advocacy.domain.mail import ABOUT_SIGNING, MailKind, MailStatus
from advocacy.domain.sign_on import REMINDED_BEFORE
from advocacy.domain.users import Language
from advocacy.models import Letter, OutboxMessage, Signature, SignOnLink
from advocacy.models.base import utc_now
from advocacy.queries.clock import home_zone
from advocacy.queries.letters import WHOLE

MOST_LINKS = 500


def link_by_hash(token_hash: str) -> SignOnLink | None:
    """Return the link of a token's hash if it works: not revoked, not ended, of a letter that stands."""
    link: SignOnLink | None = db.session.scalar(
        select(SignOnLink)
        .join(Letter, Letter.id == SignOnLink.letter_id)
        .where(
            SignOnLink.token_hash == token_hash,
            SignOnLink.revoked_at.is_(None),
            SignOnLink.expires_at > utc_now(),
            Letter.status != LetterStatus.WITHDRAWN,
        )
    )
    return link


def letter_of_link(link: SignOnLink) -> Letter:
    """Return the letter that a link signs, whole; the link stands for the right to read it."""
    return db.session.scalars(select(Letter).where(Letter.id == link.letter_id).options(*WHOLE)).one()


def links_of(letter: Letter) -> Sequence[SignOnLink]:
    """Return the links of a letter, the newest first. Whoever calls has asked for the letter."""
    return db.session.scalars(
        select(SignOnLink)
        .where(SignOnLink.letter_id == letter.id)
        .options(joinedload(SignOnLink.signature))
        .order_by(SignOnLink.id.desc())
        .limit(MOST_LINKS)
    ).all()


def living_links(letter: Letter) -> Sequence[SignOnLink]:
    """Return the links that work."""
    return db.session.scalars(
        select(SignOnLink).where(
            SignOnLink.letter_id == letter.id, SignOnLink.revoked_at.is_(None), SignOnLink.expires_at > utc_now()
        )
    ).all()


def links_of_signature(signature: Signature) -> Sequence[SignOnLink]:
    """Return the links of one signature that work, the newest first."""
    return db.session.scalars(
        select(SignOnLink)
        .where(
            SignOnLink.signature_id == signature.id, SignOnLink.revoked_at.is_(None), SignOnLink.expires_at > utc_now()
        )
        .order_by(SignOnLink.id.desc())
    ).all()


def unanswered(letter: Letter) -> list[Signature]:
    """Return who was asked, has an address and no answer: also to the question whether the new text may stand."""
    return [each for each in letter.signatures if each.email and is_unanswered(each, letter.text_version)]


def is_unanswered(signature: Signature, text_version: int) -> bool:
    """Tell whether somebody owes an answer; who asked to sign owes one only when the text has changed since."""
    if signature.status is SignatureStatus.CONSIDERING and signature.asked_at is not None:
        return signature.seen_version != text_version
    return signature.status in (SignatureStatus.INVITED, SignatureStatus.CONSIDERING, SignatureStatus.TO_RECONFIRM)


def to_ask_again(letter: Letter) -> list[Signature]:
    """Return who signed an earlier text, or asked to, and has to say whether their name stands under the new one."""
    return [
        each
        for each in letter.signatures
        if each.status is SignatureStatus.TO_RECONFIRM
        or (each.asked_at is not None and is_unanswered(each, letter.text_version))
    ]


def mailed_days(signatures: Iterable[Signature]) -> dict[int, date]:
    """Return the day on which each signature (by its id) was mailed last about signing."""
    ids = [each.id for each in signatures]
    rows = db.session.execute(
        select(OutboxMessage.signature_id, func.max(OutboxMessage.created_at))
        .where(OutboxMessage.signature_id.in_(ids), OutboxMessage.kind.in_(ABOUT_SIGNING))
        .group_by(OutboxMessage.signature_id)
    ).all()
    return {signature_id: moment.astimezone(home_zone()).date() for signature_id, moment in rows if signature_id}


def asked_again_days(signatures: Iterable[Signature]) -> dict[int, date]:
    """Return the day on which each signature (by its id) was mailed last about a new text; not what came to nothing."""
    ids = [each.id for each in signatures]
    mailed = OutboxMessage.status.in_((MailStatus.QUEUED, MailStatus.SENDING, MailStatus.SENT))
    rows = db.session.execute(
        select(OutboxMessage.signature_id, func.max(OutboxMessage.created_at))
        .where(OutboxMessage.signature_id.in_(ids), OutboxMessage.kind == MailKind.SIGN_ON_AGAIN, mailed)
        .group_by(OutboxMessage.signature_id)
    ).all()
    return {signature_id: moment.astimezone(home_zone()).date() for signature_id, moment in rows if signature_id}


def is_queued(unique_key: str) -> bool:
    """Tell whether the outbox has, or had, a message for this occasion."""
    found = select(OutboxMessage.id).where(OutboxMessage.unique_key == unique_key)
    return db.session.scalar(found) is not None


def language_of(letter: Letter, signature: Signature) -> Language:
    """Return the language of the last link that somebody had, or that of the letter."""
    last = (
        select(SignOnLink.language)
        .where(SignOnLink.signature_id == signature.id)
        .order_by(SignOnLink.id.desc())
        .limit(1)
    )
    return db.session.scalar(last) or letter.language


def letters_with_day_near(day: date, statuses: Collection[LetterStatus]) -> Sequence[Letter]:
    """Return letters one of whose two days is today or near, by their ids: for the worker, who sees all."""
    return db.session.scalars(
        select(Letter)
        .where(
            or_(
                Letter.sign_by.between(day, day + REMINDED_BEFORE),
                Letter.sign_until.between(day, day + REMINDED_BEFORE),
            ),
            Letter.status.in_(statuses),
        )
        .options(*WHOLE)
        .order_by(Letter.id)
    ).all()


def waiting_to_be_confirmed(letter: Letter) -> int:
    """Return how many asked by an open link and wait."""
    return (
        db.session.scalar(
            select(func.count(Signature.id)).where(
                Signature.letter_id == letter.id,
                Signature.asked_at.is_not(None),
                Signature.status == SignatureStatus.CONSIDERING,
            )
        )
        or 0
    )
