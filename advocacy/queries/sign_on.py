"""Links to sign by, and who has not answered them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.letters import LetterStatus, SignatureStatus
from advocacy.domain.mail import ABOUT_SIGNING, MailKind, MailStatus
from advocacy.domain.sign_on import REMINDED_BEFORE
from advocacy.domain.users import Language, language_named
from advocacy.models import Letter, OutboxMessage, Person, Signature, SignOnLink
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


def is_revoked(signature: Signature) -> bool:
    """Tell whether the last link that somebody had was revoked, and none was made for them since."""
    last = select(SignOnLink.revoked_at).where(SignOnLink.signature_id == signature.id)
    return db.session.scalar(last.order_by(SignOnLink.id.desc()).limit(1)) is not None


def links_of_signature(signature: Signature) -> Sequence[SignOnLink]:
    """Return the links of one signature that work, the newest first."""
    return db.session.scalars(
        select(SignOnLink)
        .where(
            SignOnLink.signature_id == signature.id, SignOnLink.revoked_at.is_(None), SignOnLink.expires_at > utc_now()
        )
        .order_by(SignOnLink.id.desc())
    ).all()


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


@dataclass(frozen=True)
class LastMail:
    """The newest message to somebody about signing, but for those that were taken out before they went."""

    status: MailStatus
    address: str
    error: str

    @property
    def has_failed(self) -> bool:
        """Whether it did not arrive: refused, given up, or come back."""
        return self.status in (MailStatus.DEAD, MailStatus.BOUNCED)


@dataclass(frozen=True)
class Asked:
    """Of whom an answer is owed: who was asked, who was not, and whom no mail reaches; one query for each of two."""

    not_yet: tuple[Signature, ...]
    """Invited, and neither mailed nor given a link."""
    failed: dict[int, LastMail]
    """The mail that did not arrive, by the id of the signature; none for whose address was corrected since."""
    silent: tuple[Signature, ...]
    """Asked, with an address that mail may still reach."""

    @property
    def to_invite(self) -> list[Signature]:
        """Who was not asked and has an address."""
        return [each for each in self.not_yet if each.email]


def asked(letter: Letter) -> Asked:
    """Sort whoever owes an answer on a letter."""
    owing = [each for each in letter.signatures if is_unanswered(each, letter.text_version)]
    last, stopped = _last_mails(owing)
    failed = {each.id: last[each.id] for each in owing if each.id in last and _is_failed(each, last[each.id])}
    linked = _with_link(owing)
    not_yet = [each for each in owing if _was_not_asked(each, last.get(each.id), stopped, linked)]
    silent = [each for each in owing if each.email and each.id not in failed and each not in not_yet]
    return Asked(tuple(not_yet), failed, tuple(silent))


def failed_mails(letter: Letter) -> dict[int, LastMail]:
    """Return whose last mail did not arrive (by the id of the signature), at the address that is on file."""
    last, _stopped = _last_mails(letter.signatures)
    return {each.id: last[each.id] for each in letter.signatures if each.id in last and _is_failed(each, last[each.id])}


def _is_failed(signature: Signature, mail: LastMail) -> bool:
    return mail.has_failed and mail.address.lower() == signature.email.lower()


def _was_not_asked(
    signature: Signature, mail: LastMail | None, stopped: Collection[int], linked: Collection[int]
) -> bool:
    if signature.status is not SignatureStatus.INVITED or signature.asked_at is not None:
        return False
    if mail is not None:
        return mail.has_failed and not _is_failed(signature, mail)
    return signature.id in stopped or signature.id not in linked


def _last_mails(signatures: Iterable[Signature]) -> tuple[dict[int, LastMail], set[int]]:
    """Return the newest message to each, by its id, and to whom some were taken out before they went."""
    ids = [each.id for each in signatures]
    rows = db.session.execute(
        select(OutboxMessage.signature_id, OutboxMessage.status, OutboxMessage.to_address, OutboxMessage.last_error)
        .where(OutboxMessage.signature_id.in_(ids), OutboxMessage.kind.in_(ABOUT_SIGNING))
        .order_by(OutboxMessage.id)
    ).all()
    last: dict[int, LastMail] = {}
    stopped: set[int] = set()
    for signature_id, status, address, error in rows:
        if signature_id is not None and status is MailStatus.CANCELLED:
            stopped.add(signature_id)
        elif signature_id is not None:
            last[signature_id] = LastMail(status, address, error)
    return last, stopped


def _with_link(signatures: Iterable[Signature]) -> set[int]:
    ids = [each.id for each in signatures]
    works = (SignOnLink.revoked_at.is_(None), SignOnLink.expires_at > utc_now())
    return {each for each in db.session.scalars(select(SignOnLink.signature_id).where(_one_of(ids), *works)) if each}


def _one_of(ids: Collection[int]) -> ColumnElement[bool]:
    return SignOnLink.signature_id.in_(ids)


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
    """Return the language of the last link that somebody had, else as on file, else that of the letter."""
    return languages_of(letter, [signature])[signature.id]


def languages_of(letter: Letter, signatures: Iterable[Signature]) -> dict[int, Language]:
    """Return the language in which each is asked, by its id: of their last link, else as on file, else the letter's."""
    rows = list(signatures)
    links = select(SignOnLink.signature_id, SignOnLink.language).where(_one_of([each.id for each in rows]))
    known: dict[int | None, Language] = {row[0]: row[1] for row in db.session.execute(links.order_by(SignOnLink.id))}
    spoken = _on_file([each.person_id for each in rows if each.id not in known and each.person_id is not None])
    return {each.id: known.get(each.id) or spoken.get(each.person_id) or letter.language for each in rows}


def _on_file(people: Collection[int]) -> dict[int | None, Language]:
    """Return the language of each person (by id) of whom one of ours is on file."""
    if not people:
        return {}
    rows = db.session.execute(select(Person.id, Person.languages).where(Person.id.in_(people))).all()
    return {row[0]: language for row in rows if (language := language_named(row[1])) is not None}


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


def waits_to_be_confirmed(signature: Signature) -> bool:
    """Tell whether somebody asked by an open link and has no answer."""
    return signature.asked_at is not None and signature.status is SignatureStatus.CONSIDERING


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
