"""What of a letter waits in the outbox: to whom it is on its way, nobody sends it a second time."""

from collections.abc import Collection

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.mail import MailKind, MailStatus
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import OutboxMessage, Recipient

ON_ITS_WAY = (MailStatus.QUEUED, MailStatus.SENDING)
IN_OUTBOX = N_(
    "It waits in the outbox for %(names)s. Let the worker send it first, or take it out of the outbox (Recipients)."
)


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
