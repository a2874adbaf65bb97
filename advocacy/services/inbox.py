"""Mail that comes in: answers land with their letter, what fits none waits in the holding pen, nothing is lost."""

import hashlib
from datetime import date

from flask import current_app
from sqlalchemy import or_, select

from advocacy.db import db, one_at_a_time
from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.inbound import (
    AUTOMATIC,
    BOUNCED,
    DELAYED,
    NO_LETTER,
    NOT_OUT_YET,
    SEVERAL,
    TOO_LARGE,
    UNKNOWN_BOUNCE,
    Bounce,
    InboundMail,
    hashes_in,
    keys_in,
    own_words,
)
from advocacy.domain.letter_details import NOT_OUT, AnswerDetails, ReplyDetails
from advocacy.domain.letters import ReplyChannel, ReplyFrom
from advocacy.domain.mail import InboundStatus, MailKind
from advocacy.domain.never_stored import find_forbidden, mask_forbidden
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.models import InboundMessage, LetterPaper, OutboxMessage, Recipient, Reply
from advocacy.models.base import utc_now
from advocacy.policy import WORKER, Action, Actor, ensure
from advocacy.queries import letters as reading
from advocacy.queries.clock import home_zone, today
from advocacy.services import audit, files, letters, notices
from advocacy.services.files.texts import words_of_message
from advocacy.services.letters import mailing

MESSAGE = "message/rfc822"
WAITS = (InboundStatus.WAITING, InboundStatus.GUARDED)
NOT_WAITING = N_("Somebody has dealt with this message in the meantime.")


def is_known(raw: bytes) -> bool:
    """Tell whether this very message was taken in before."""
    digest = hashlib.sha256(raw).hexdigest()
    return db.session.scalar(select(InboundMessage.id).where(InboundMessage.digest == digest)) is not None


def take_in(mail: InboundMail, raw: bytes) -> InboundMessage | None:
    """Take a message in, and return it; None when it was taken in before. The caller commits.

    An answer to a letter is logged as a reply to be classified; a bounce marks its message and recipient; what fits
    no letter waits. Words that must never be stored are masked before anything is kept, and the message as it came
    is not kept then: it stays in the mailbox.
    """
    one_at_a_time("inbox")
    if is_known(raw):
        return None
    message = InboundMessage(digest=hashlib.sha256(raw).hexdigest(), message_id=mail.message_id[:1000])
    db.session.add(message)
    recipient, why = _recipient_of(mail)
    if _is_forbidden(mail, raw):
        _keep_masked(message, mail, recipient)
    else:
        _keep(message, mail, raw)
        _sort(message, mail, recipient, why)
    db.session.flush()
    if message.status in WAITS and message.record_id is None:
        notices.mail_waits(message.ref)
    audit.record(WORKER, message, "inbox.taken_in", status=message.status)
    return message


def take_in_by_name(digest: str, words: str) -> InboundMessage | None:
    """Note a message that is too large to be read; it stays in the mailbox."""
    one_at_a_time("inbox")
    if db.session.scalar(select(InboundMessage.id).where(InboundMessage.digest == digest)) is not None:
        return None
    message = InboundMessage(digest=digest, subject=words[: Limits.MAX_SHORT], why=TOO_LARGE)
    db.session.add(message)
    return message


def _is_forbidden(mail: InboundMail, raw: bytes) -> bool:
    texts = [mail.subject, mail.from_name, mail.body]
    try:
        texts.append(words_of_message(raw))
    except Exception:  # a message may be crooked in any way, and must not keep the others waiting
        texts.append(raw.decode("latin-1"))
    return any(find_forbidden(text) for text in texts)


def _keep_masked(message: InboundMessage, mail: InboundMail, recipient: Recipient | None) -> None:
    message.status = InboundStatus.GUARDED
    message.from_address, message.from_name = mail.from_address, mask_forbidden(mail.from_name)
    message.subject, message.body = mask_forbidden(mail.subject), mask_forbidden(own_words(mail.body))
    message.sent_at = mail.sent_at
    message.record_id = recipient.letter_id if recipient is not None else None


def _keep(message: InboundMessage, mail: InboundMail, raw: bytes) -> None:
    message.from_address, message.from_name = mail.from_address, mail.from_name
    message.subject, message.body, message.sent_at = mail.subject, own_words(mail.body), mail.sent_at
    file = files.keep(raw, MESSAGE)
    message.file, message.file_id = file, file.id


def _sort(message: InboundMessage, mail: InboundMail, recipient: Recipient | None, why: str) -> None:
    if mail.trouble:
        message.why = mail.trouble
    elif mail.bounce is not None:
        _note_bounce(message, mail.bounce)
    elif recipient is None:
        message.why = why
    elif not _takes_replies(recipient):
        message.why, message.record_id = NOT_OUT_YET, recipient.letter_id
    else:
        _log(message, mail, recipient)


def _takes_replies(recipient: Recipient) -> bool:
    return recipient.status not in NOT_OUT and recipient.letter.status in reading.OPEN_FOR_REPLIES


def _log(message: InboundMessage, mail: InboundMail, recipient: Recipient) -> None:
    is_theirs = mail.from_address.lower() in _addresses_of(recipient)
    who = ReplyFrom.BOILERPLATE if mail.is_automatic else ReplyFrom.OFFICIAL if is_theirs else ReplyFrom.STAFF
    reply = _reply(WORKER, message, recipient, who=who, words=message.body)
    message.why = AUTOMATIC if mail.is_automatic else ""
    _hang(WORKER, message, reply, recipient)


def _reply(actor: Actor, message: InboundMessage, recipient: Recipient, *, who: ReplyFrom, words: str) -> Reply:
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


def _hang(actor: Actor, message: InboundMessage, reply: Reply, recipient: Recipient) -> None:
    """Hang the message as it came on the reply; from now on the two hold it, and what is taken off there is gone."""
    if message.file is not None:
        name, details = f"{message.subject or 'reply'}.eml", AttachmentDetails(FilePurpose.REPLY)
        files.attach(actor, recipient.letter, message.file, name, details, reply=reply)
    message.file, message.file_id, message.body = None, None, ""


def _came_on(message: InboundMessage, recipient: Recipient) -> date:
    """Return the day on which it was written, unless that cannot be: then today."""
    day = (message.sent_at or utc_now()).astimezone(home_zone()).date()
    sent = recipient.sent_on.first_day
    return today() if day > today() or (sent is not None and day < sent) else day


def _addresses_of(recipient: Recipient) -> set[str]:
    sent = select(OutboxMessage.to_address).where(OutboxMessage.recipient_id == recipient.id)
    return {address.lower() for address in db.session.scalars(sent)}


# --- whose answer it is ---------------------------------------------------------------------------------------


def _recipient_of(mail: InboundMail) -> tuple[Recipient | None, str]:
    """Return the recipient whose answer it is: by the key in the address, by what it answers, by the reference."""
    keys = keys_in(mail.to, str(current_app.config["REPLY_ADDRESS"]))
    for ways in (Recipient.reply_key.in_(keys), Recipient.id.in_(_ids_of(mail.references))):
        found = _some(ways)
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, SEVERAL
    return _by_reference(mail)


def _ids_of(references: tuple[str, ...]) -> list[int]:
    sent = select(OutboxMessage.recipient_id).where(
        OutboxMessage.message_id.in_(references), OutboxMessage.kind == MailKind.LETTER
    )
    return [each for each in db.session.scalars(sent) if each is not None]


def _some(condition: object) -> list[Recipient]:
    statement = select(Recipient).where(condition).options(*reading.WITH_LETTER).order_by(Recipient.id)  # type: ignore[arg-type]
    return list(db.session.scalars(statement))


def _by_reference(mail: InboundMail) -> tuple[Recipient | None, str]:
    """Return who answers the letter whose reference stands in subject or text: by the sender, or its only recipient."""
    named = hashes_in(f"{mail.subject}\n{mail.body}")
    if not named:
        return None, NO_LETTER
    letters_named = select(LetterPaper.letter_id).where(
        or_(*(LetterPaper.content_sha256.startswith(each, autoescape=True) for each in named))
    )
    found = _some(Recipient.letter_id.in_(letters_named))
    theirs = [each for each in found if mail.from_address.lower() in _addresses_of(each)]
    fitting = theirs or found
    if len(fitting) == 1:
        return fitting[0], ""
    return None, SEVERAL if fitting else NO_LETTER


def _note_bounce(message: InboundMessage, bounce: Bounce) -> None:
    sent = select(OutboxMessage).where(OutboxMessage.message_id.in_(bounce.message_ids)).with_for_update()
    found = db.session.scalars(sent).all()
    if not found:
        message.why = UNKNOWN_BOUNCE
        return
    message.status, message.handled_at = InboundStatus.BOUNCE, utc_now()
    message.why = BOUNCED if bounce.has_failed else DELAYED
    message.record_id = found[0].record_id
    for each in found if bounce.has_failed else ():
        mailing.note_bounced(each, bounce.words or BOUNCED)


# --- the holding pen ------------------------------------------------------------------------------------------


def assign(actor: Actor, message: InboundMessage, recipient: Recipient, words: str) -> Reply:
    """Log a message that waits as the reply of a recipient, with these words of it."""
    ensure(actor, Action.MANAGE_INBOX)
    _refuse_handled(message)
    reply = _reply(actor, message, recipient, who=ReplyFrom.OFFICIAL, words=words)
    _hang(actor, message, reply, recipient)
    audit.record(actor, message, "inbox.assigned", letter=recipient.letter.ref)
    return reply


def discard(actor: Actor, message: InboundMessage, reason: str) -> None:
    """Discard a message that waits: its words and the message as it came are forgotten, the reason stays."""
    ensure(actor, Action.MANAGE_INBOX)
    _refuse_handled(message)
    message.status, message.why = InboundStatus.DISCARDED, reason
    message.body = message.subject = message.from_name = message.from_address = ""
    message.handled_at, message.handled_by_id = utc_now(), actor.user_id
    file, message.file, message.file_id = message.file, None, None
    audit.record(actor, message, "inbox.discarded")
    if file is not None:
        db.session.flush()
        files.tidy(file)


def _refuse_handled(message: InboundMessage) -> None:
    status = db.session.scalar(select(InboundMessage.status).where(InboundMessage.id == message.id).with_for_update())
    if status not in WAITS:
        raise Refused.sentence(NOT_WAITING)
