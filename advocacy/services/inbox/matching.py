"""Whose answer a message is: by the key in the address, by what it answers, by the reference at the letter's foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, or_, select

from advocacy.db import db
from advocacy.domain.inbound import NO_LETTER, SEVERAL, SEVERAL_WROTE, InboundMail, hashes_in, ids_in, keys_in
from advocacy.domain.mail import MailKind
from advocacy.models import Letter, LetterPaper, OutboxMessage, Recipient, SignOnLink
from advocacy.queries import letters as reading
from advocacy.services.sessions import digest


@dataclass(frozen=True)
class Match:
    """Whose answer it is, or why nobody can say so; then every recipient who could have written it."""

    recipient: Recipient | None = None
    why: str = ""
    candidates: tuple[Recipient, ...] = ()

    @property
    def letter_ids(self) -> list[int]:
        """The letters that it belongs to or could belong to, each once."""
        known = (self.recipient,) if self.recipient is not None else self.candidates
        return list(dict.fromkeys(each.letter_id for each in known))


def match_of(mail: InboundMail) -> Match:
    """Return whose answer a message is."""
    keys = keys_in(mail.to, str(current_app.config["REPLY_ADDRESS"]))
    for condition in (Recipient.reply_key.in_(keys), Recipient.id.in_(_ids_of(mail.references))):
        found = _some(condition)
        if found:
            return _one_of(found)
    return _by_reference(mail)


def _one_of(found: list[Recipient]) -> Match:
    if len(found) == 1:
        return Match(found[0])
    is_one_letter = len({each.letter_id for each in found}) == 1
    return Match(None, SEVERAL_WROTE if is_one_letter else SEVERAL, tuple(found))


def _ids_of(references: Iterable[str]) -> list[int]:
    sent = select(OutboxMessage.recipient_id).where(
        OutboxMessage.message_id.in_(list(references)), OutboxMessage.kind == MailKind.LETTER
    )
    return [each for each in db.session.scalars(sent) if each is not None]


def _some(condition: ColumnElement[bool]) -> list[Recipient]:
    statement: Any = select(Recipient).where(condition).options(*reading.WITH_LETTER).order_by(Recipient.id)
    return list(db.session.scalars(statement))


def _by_reference(mail: InboundMail) -> Match:
    """The letter whose reference stands in subject or text: answered by the sender, or its only recipient."""
    named = hashes_in(f"{mail.subject}\n{mail.body}")
    if not named:
        return Match(None, NO_LETTER)
    letters_named = select(LetterPaper.letter_id).where(
        or_(*(LetterPaper.content_sha256.startswith(each, autoescape=True) for each in named))
    )
    found = _some(Recipient.letter_id.in_(letters_named))
    theirs = [each for each in found if mail.from_address.lower() in addresses_of(each)]
    return _one_of(theirs or found) if found else Match(None, NO_LETTER)


def letters_of_what_came_back(mail: InboundMail, secrets: Sequence[str]) -> list[int]:
    """Return the letters about which the mail of ours was that a message answers or repeats, whoever got it.

    Who was asked to sign answers, or their server does in its own words: what it repeats is for those alone who see
    the letter.
    """
    ids = [*mail.references, *ids_in(mail.body)]
    about = select(OutboxMessage.record_id).where(OutboxMessage.message_id.in_(ids))
    signed_by = select(SignOnLink.letter_id).where(SignOnLink.token_hash.in_([digest(each) for each in secrets]))
    wanted = select(Letter.id).where(or_(Letter.id.in_(about), Letter.id.in_(signed_by)))
    return list(db.session.scalars(wanted.order_by(Letter.id)))


def addresses_of(recipient: Recipient) -> set[str]:
    """Return the addresses to which mail to this recipient went, in small letters."""
    sent = select(OutboxMessage.to_address).where(OutboxMessage.recipient_id == recipient.id)
    return {address.lower() for address in db.session.scalars(sent)}
