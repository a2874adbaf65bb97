"""The holding pen: a person says whose answer a message is, or discards it."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import ReplyFrom
from advocacy.domain.mail import IN_HOLDING_PEN, InboundStatus
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import InboundMessage, Recipient, Reply
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import inbox as queries
from advocacy.services import audit, files
from advocacy.services.inbox.logging_replies import hang, log

NOT_WAITING = N_("Somebody has dealt with this message in the meantime.")


def assign(actor: Actor, message: InboundMessage, recipient: Recipient, words: str) -> Reply:
    """Log a message that waits as the reply of a recipient, with these words of it."""
    _ensure_theirs(actor, message)
    _refuse_handled(message)
    reply = log(actor, message, recipient, who=ReplyFrom.OFFICIAL, words=words)
    hang(actor, message, reply, recipient)
    audit.record(actor, message, "inbox.assigned", letter=recipient.letter.ref)
    return reply


def discard(actor: Actor, message: InboundMessage, reason: str) -> None:
    """Discard a message that waits: its words and the message as it came are forgotten, the reason stays."""
    _ensure_theirs(actor, message)
    _refuse_handled(message)
    message.status, message.why = InboundStatus.DISCARDED, reason
    message.body = message.subject = message.from_name = message.from_address = ""
    message.handled_at, message.handled_by_id = utc_now(), actor.user_id
    file, message.file, message.file_id = message.file, None, None
    audit.record(actor, message, "inbox.discarded")
    if file is not None:
        db.session.flush()
        files.tidy(file)


def _ensure_theirs(actor: Actor, message: InboundMessage) -> None:
    """Who works on letters deals with what may belong to letters that they see, coordinators with what names none."""
    about = queries.records_of(message)
    if not about:
        ensure(actor, Action.MANAGE_INBOX)
    for record in about:
        ensure(actor, Action.WORK_LETTER, record)


def _refuse_handled(message: InboundMessage) -> None:
    status = db.session.scalar(select(InboundMessage.status).where(InboundMessage.id == message.id).with_for_update())
    if status not in IN_HOLDING_PEN:
        raise Refused.sentence(NOT_WAITING)
