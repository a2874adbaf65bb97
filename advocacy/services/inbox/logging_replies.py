"""A message that came in becomes a reply to its letter."""

from datetime import date

from advocacy.db import db
from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.inbound import file_name_of
from advocacy.domain.letter_details import AnswerDetails, ReplyDetails
from advocacy.domain.letters import ReplyChannel, ReplyFrom
from advocacy.domain.mail import InboundStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.models import InboundMessage, Recipient, Reply
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.queries import letters as reading
from advocacy.queries.clock import home_zone, today
from advocacy.services import files, letters


def log(actor: Actor, message: InboundMessage, recipient: Recipient, *, who: ReplyFrom, words: str) -> Reply:
    """Log a message as the reply of a recipient, to be classified, with these words."""
    letter = reading.letter_by_ref(actor, recipient.letter.ref)
    if letter is None:
        raise Refused.at("recipient", N_("Choose from the list."))
    details = ReplyDetails(
        received_on=PartialDate.of(_came_on(message, recipient)),
        channel=ReplyChannel.EMAIL,
        reply_from=who,
        from_words=message.from_name,
        words=words[: Limits.MAX_TEXT],
        answers=(AnswerDetails(recipient.ref),),
    )
    reply = letters.log_reply(actor, letter, details)
    db.session.flush()
    message.status, message.record_id, message.reply_id = InboundStatus.MATCHED, letter.id, reply.id
    message.handled_at, message.handled_by_id = utc_now(), actor.user_id
    return reply


def hang(actor: Actor, message: InboundMessage, reply: Reply, recipient: Recipient) -> None:
    """Hang the message as it came on the reply; from now on the two hold it, and what is taken off there is gone."""
    if message.file is not None:
        name = file_name_of(reply.received_on.text, message.from_name, message.subject)
        details = AttachmentDetails(FilePurpose.REPLY)
        files.attach(actor, recipient.letter, message.file, name, details, reply=reply)
    message.file, message.file_id, message.body = None, None, ""
    message.from_name = message.from_address = message.subject = ""


def _came_on(message: InboundMessage, recipient: Recipient) -> date:
    """Return the day on which it was written, unless that cannot be: then today."""
    day = (message.sent_at or utc_now()).astimezone(home_zone()).date()
    sent = recipient.sent_on.first_day
    return today() if day > today() or (sent is not None and day < sent) else day
