"""A message comes in: it is looked through, kept, and sorted."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from advocacy.db import db, one_at_a_time
from advocacy.domain.inbound import AUTOMATIC, HELD_A_LINK, NOT_OUT_YET, TOO_LARGE, UNREADABLE, InboundMail, own_words
from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.letters import GONE_OUT, ReplyFrom
from advocacy.domain.mail import IN_HOLDING_PEN, InboundStatus
from advocacy.domain.never_stored import mask_forbidden
from advocacy.domain.our_links import secrets_in, without_links
from advocacy.domain.text import Limits
from advocacy.models import InboundCandidate, InboundMessage, Recipient
from advocacy.policy import WORKER
from advocacy.queries import inbox as queries
from advocacy.services import audit, files, notices
from advocacy.services.files.contents import holds_never_stored
from advocacy.services.files.messages import words_of_message
from advocacy.services.inbox.bouncing import believe
from advocacy.services.inbox.logging_replies import hang, log
from advocacy.services.inbox.matching import Match, addresses_of, letters_of_what_came_back, match_of

MESSAGE = "message/rfc822"


@dataclass(frozen=True)
class Arrived:
    """A message, read and looked through: all that takes time is done before the database is asked for anything."""

    mail: InboundMail
    raw: bytes
    digest: str
    is_forbidden: bool = False
    """It holds what is never stored."""
    is_unseen: bool = False
    """It is too tangled to be looked through, so nobody can say what it holds."""
    secrets: tuple[str, ...] = ()
    """Of links of ours that came back in it: `mail` is without them, and the message as it came is not kept."""


def looked_through(mail: InboundMail, raw: bytes, host: str = "") -> Arrived:
    """Return a message with what was found in it, and without links of ours. Touches no database, and raises nothing.

    `host`: where this installation answers, so that links of others stay; "" takes all out that look like ours.
    """
    kept = "\n".join((mail.message_id, mail.from_address, mail.from_name, mail.subject, mail.body))
    is_unseen = False
    try:
        words = words_of_message(raw)
    except Exception:  # a message may be crooked in any way, and must not keep the others waiting
        words, is_unseen = "", True
    is_forbidden = holds_never_stored(f"{kept}\n{words}")
    found = (each for text in (kept, words, raw.decode("latin-1")) for each in secrets_in(text, host))
    secrets = tuple(dict.fromkeys(found))
    return Arrived(_cleaned(mail, host), raw, hashlib.sha256(raw).hexdigest(), is_forbidden, is_unseen, secrets)


def _cleaned(mail: InboundMail, host: str) -> InboundMail:
    return replace(
        mail,
        from_name=without_links(mail.from_name, host),
        subject=without_links(mail.subject, host),
        body=without_links(mail.body, host),
    )


def take_in(arrived: Arrived) -> InboundMessage | None:
    """Take a message in, and return it; None when it was taken in before. The caller commits.

    An answer to a letter is logged as a reply to be classified; a bounce marks its message and recipient; what fits
    no letter waits. Words that must never be stored are masked before anything is kept, and the message as it came
    is not kept then: it stays in the mailbox.
    """
    one_at_a_time("inbox")
    if _is_known(arrived.digest):
        return None
    mail = arrived.mail
    message = InboundMessage(digest=arrived.digest)
    db.session.add(message)
    match = match_of(mail)
    if arrived.is_forbidden:
        _keep_masked(message, mail)
        _belongs_to(message, match.letter_ids or letters_of_what_came_back(mail, arrived.secrets))
    else:
        _keep(message, mail)
        _sort(message, arrived, match)
    _note(message)
    return message


def take_in_by_name(digest: str, words: str, headers: InboundMail) -> InboundMessage | None:
    """Note a message that is too large to be read, by what is known of it; it stays in the mailbox.

    Its headers say to which letter it belongs: who does not see that one does not see it.
    """
    one_at_a_time("inbox")
    if _is_known(digest):
        return None
    subject = without_links(mask_forbidden(words))[: Limits.MAX_SHORT]
    message = InboundMessage(digest=digest, subject=subject, why=TOO_LARGE)
    db.session.add(message)
    _belongs_to(message, _letters_of(headers))
    _note(message)
    return message


def _is_known(digest: str) -> bool:
    return db.session.scalar(select(InboundMessage.id).where(InboundMessage.digest == digest)) is not None


def _note(message: InboundMessage) -> None:
    """Write into the trail that it came in; what waits rings for who can deal with it, and for nobody else."""
    db.session.flush()
    if message.status in IN_HOLDING_PEN:
        notices.mail_waits(message.ref, queries.records_of(message))
    audit.record(WORKER, message, "inbox.taken_in", status=message.status)


def _letters_of(headers: InboundMail) -> Sequence[int]:
    return match_of(headers).letter_ids or letters_of_what_came_back(headers, ())


def _belongs_to(message: InboundMessage, letter_ids: Sequence[int]) -> None:
    """Say to which letters it may belong: who does not see all of these does not see the message."""
    if len(letter_ids) == 1:
        message.record_id = letter_ids[0]
        return
    db.session.flush()
    db.session.add_all(InboundCandidate(message_id=message.id, record_id=each) for each in letter_ids)


def _keep_masked(message: InboundMessage, mail: InboundMail) -> None:
    message.status, message.sent_at = InboundStatus.GUARDED, mail.sent_at
    message.from_address, message.from_name = mask_forbidden(mail.from_address), mask_forbidden(mail.from_name)
    message.subject, message.body = mask_forbidden(mail.subject), own_words(mask_forbidden(mail.body))


def _keep(message: InboundMessage, mail: InboundMail) -> None:
    message.message_id, message.sent_at = mail.message_id[:1000], mail.sent_at
    message.from_address, message.from_name = mail.from_address, mail.from_name
    message.subject, message.body = mail.subject, own_words(mail.body)


def _keep_whole(message: InboundMessage, arrived: Arrived) -> None:
    """Keep the message as it came, unless it lets somebody in, or nobody could look what it holds.

    Then it stays in the mailbox alone.
    """
    if not arrived.is_unseen and not arrived.secrets:
        file = files.keep(arrived.raw, MESSAGE)
        message.file, message.file_id = file, file.id


def _sort(message: InboundMessage, arrived: Arrived, match: Match) -> None:
    mail = arrived.mail
    if mail.bounce is not None and not mail.trouble:
        if not believe(message, mail, mail.bounce, arrived.secrets):
            _keep_whole(message, arrived)
        return
    _keep_whole(message, arrived)
    if mail.trouble or arrived.is_unseen or match.recipient is None:
        unread = mail.trouble or (UNREADABLE if arrived.is_unseen else "")
        message.why = unread or (HELD_A_LINK if arrived.secrets else match.why)
        _belongs_to(message, match.letter_ids or letters_of_what_came_back(mail, arrived.secrets))
    elif not _takes_replies(match.recipient):
        message.why, message.record_id = NOT_OUT_YET, match.recipient.letter_id
    else:
        _log(message, mail, match.recipient)


def _takes_replies(recipient: Recipient) -> bool:
    return recipient.status not in NOT_OUT and recipient.letter.status in GONE_OUT


def _log(message: InboundMessage, mail: InboundMail, recipient: Recipient) -> None:
    is_theirs = mail.from_address.lower() in addresses_of(recipient)
    who = ReplyFrom.BOILERPLATE if mail.is_automatic else ReplyFrom.OFFICIAL if is_theirs else ReplyFrom.STAFF
    reply = log(WORKER, message, recipient, who=who, words=message.body)
    message.why = AUTOMATIC if mail.is_automatic else ""
    hang(WORKER, message, reply, recipient)
