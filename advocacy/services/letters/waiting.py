"""What of a letter waits in the outbox: nobody sends it twice, and what is not to go out any more is taken out."""

from collections.abc import Collection

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.mail import ABOUT_SIGNING, MailKind, MailStatus
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Letter, OutboxMessage, Recipient, Signature
from advocacy.policy import Actor
from advocacy.services import audit, outbox

ON_ITS_WAY = (MailStatus.QUEUED, MailStatus.SENDING)
IN_OUTBOX = N_(
    "It waits in the outbox for %(names)s. Let the worker send it first, or take it out of the outbox (Recipients)."
)

BEING_SENT = N_("It is being sent to %(names)s just now. Wait a minute, and look at the letter again.")
LINK_REVOKED = N_("Its link was revoked.")
NOT_SENT = (MailStatus.QUEUED, MailStatus.DEAD)


def messages_to(recipients: Collection[Recipient]) -> list[OutboxMessage]:
    """Return the messages with the letter that wait, or are being sent, to any of these recipients."""
    ids = [each.id for each in recipients if each.id is not None]
    if not ids:
        return []
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(
                OutboxMessage.recipient_id.in_(ids),
                OutboxMessage.kind == MailKind.LETTER,
                OutboxMessage.status.in_(ON_ITS_WAY),
            )
            .order_by(OutboxMessage.id)
        )
    )


def refuse_in_outbox(recipients: Collection[Recipient]) -> None:
    """Refuse while the letter waits in the outbox for one of these recipients."""
    on_its_way = {message.recipient_id for message in messages_to(recipients)}
    if on_its_way:
        names = ", ".join(each.party_name for each in recipients if each.id in on_its_way)
        raise Refused.sentence(IN_OUTBOX, names=names)


def take_all_out(actor: Actor, letter: Letter) -> int:
    """Take the letter out of the outbox, to whomever it waits there; return how many messages waited.

    What was given up can be sent again no more. Refused while one is being sent: it may have gone out.
    """
    ids = [each.id for each in letter.recipients]
    found = db.session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.recipient_id.in_(ids),
            OutboxMessage.kind == MailKind.LETTER,
            OutboxMessage.status.in_((*ON_ITS_WAY, MailStatus.DEAD)),
        )
        .order_by(OutboxMessage.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    gone = {each.recipient_id for each in found if each.status is MailStatus.SENDING}
    if gone:
        names = ", ".join(each.party_name for each in letter.recipients if each.id in gone)
        raise Refused.sentence(BEING_SENT, names=names)
    waited = sum(each.status is MailStatus.QUEUED for each in found)
    for message in found:
        outbox.cancel(message)
    if waited:
        audit.record(actor, letter, "letter.mail_taken_out", count=waited)
    return waited


def forget_given_up(recipients: Collection[Recipient]) -> None:
    """Let nobody send again what was given up: it went out another way, or its paper is not the letter any more."""
    ids = [each.id for each in recipients if each.id is not None]
    given_up = select(OutboxMessage).where(
        OutboxMessage.recipient_id.in_(ids),
        OutboxMessage.kind == MailKind.LETTER,
        OutboxMessage.status == MailStatus.DEAD,
    )
    for message in db.session.scalars(given_up.with_for_update()):
        outbox.cancel(message, message.last_error)


def stop_asking(signature: Signature) -> None:
    """Send nothing that waits with a link of somebody who is not to have one."""
    for message in db.session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.signature_id == signature.id,
            OutboxMessage.kind.in_(ABOUT_SIGNING),
            OutboxMessage.status.in_(NOT_SENT),
        )
        .with_for_update()
    ):
        outbox.cancel(message, LINK_REVOKED)


def take_invitations_out(letter: Letter) -> None:
    """Let nobody be asked any more to sign what was withdrawn."""
    for message in db.session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.record_id == letter.id,
            OutboxMessage.kind.in_(ABOUT_SIGNING),
            OutboxMessage.status.in_(NOT_SENT),
        )
        .with_for_update()
    ):
        outbox.cancel(message)
