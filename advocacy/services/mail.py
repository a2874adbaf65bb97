"""What administrators do about mail: send again, cancel, and try whether any goes out."""

import secrets

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.letter_mail import READY_TO_MAIL
from advocacy.domain.mail import Mail, MailKind, MailStatus
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language, LinkPurpose
from advocacy.domain.words import N_
from advocacy.models import Letter, OutboxMessage, Recipient, Step, User
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.services import audit, links, outbox, tokens

NOT_HERE_ANY_MORE = N_("This message is being sent, was sent or was cancelled in the meantime. Nothing was changed.")
ANOTHER_LETTER_BY_NOW = N_(
    "The letter was withdrawn, written anew, signed anew or sent another way in the meantime. Cancel this message."
)
NO_LINK_FOR_THEM = N_("They came in by then, their account was closed, or another link was made for them.")
NOT_THEIR_ADDRESS = N_("Their address is another by now. Make them a new link.")
NOT_SENT_YET = frozenset({MailStatus.QUEUED, MailStatus.DEAD})


def send_again(actor: Actor, message: OutboxMessage) -> None:
    """Let a message that was given up, or that waits for another attempt, be tried at once and from the beginning."""
    ensure(actor, Action.MANAGE_MAIL)
    _lock_unsent(message)
    if message.kind is MailKind.LETTER and not _is_still_the_letter(message):
        raise Refused.sentence(ANOTHER_LETTER_BY_NOW)
    if message.kind is MailKind.ACCOUNT_LINK:
        _make_link_anew(message)
    message.status, message.attempts, message.last_error = MailStatus.QUEUED, 0, ""
    message.next_attempt_at = utc_now()
    audit.record(actor, message, "mail.resent", kind=message.kind)


def _is_still_the_letter(message: OutboxMessage) -> bool:
    """Whether the letter still stands as it was queued, and has not reached its recipient another way since.

    Its paper was made then: it must be neither withdrawn nor written anew, and the names under it must be the same.
    """
    recipient = db.session.get(Recipient, message.recipient_id) if message.recipient_id is not None else None
    letter = db.session.get(Letter, recipient.letter_id) if recipient is not None else None
    if recipient is None or letter is None or recipient.status not in NOT_OUT:
        return False
    since = select(Step.id).where(
        Step.record_id == letter.id, Step.signature_id.is_not(None), Step.at > message.created_at
    )
    if db.session.scalar(since.limit(1)) is not None:
        return False
    return letter.status in READY_TO_MAIL and f":v{letter.text_version}:" in message.unique_key


def cancel(actor: Actor, message: OutboxMessage) -> None:
    """Send a message no more; its text is forgotten."""
    ensure(actor, Action.MANAGE_MAIL)
    _lock_unsent(message)
    outbox.cancel(message)
    audit.record(actor, message, "mail.cancelled", kind=message.kind)


def _lock_unsent(message: OutboxMessage) -> None:
    """Wait for a worker that looks at the row now; raises Refused when nothing can be changed any more."""
    status = db.session.scalar(select(OutboxMessage.status).where(OutboxMessage.id == message.id).with_for_update())
    if status not in NOT_SENT_YET:
        raise Refused.sentence(NOT_HERE_ANY_MORE)
    db.session.refresh(message)


def send_test(actor: Actor, subject: str, body: str, *, language: Language) -> None:
    """Queue a message to the administrator's own address. Raises Refused when no mail is set up."""
    ensure(actor, Action.MANAGE_MAIL)
    outbox.ensure_mail_is_on()
    user = actor.user
    if user is None:
        raise TypeError("only a signed-in user has an address")
    key = f"test:{user.ref}:{secrets.token_hex(8)}"
    mail = Mail(MailKind.TEST, key, user.email, subject, body, to_name=user.display_name, language=language)
    outbox.queue(mail, user=user)
    audit.record(actor, None, "mail.tested")


def send_link(
    actor: Actor, user: User, purpose: LinkPurpose, token: str, subject: str, body: str, *, language: Language
) -> bool:
    """Queue a link to its owner (`LINK_TOKEN` in `body` stands for its token); tell whether mail is sent at all."""
    ensure(actor, Action.MANAGE_USERS)
    key = _link_key(purpose, token)
    mail = Mail(MailKind.ACCOUNT_LINK, key, user.email, subject, body, to_name=user.display_name, language=language)
    return outbox.queue(mail, user=user) is not None


def _link_key(purpose: LinkPurpose, token: str) -> str:
    return f"account:{purpose.value}:{tokens.seed_of(token)}"


def _link_of(message: OutboxMessage) -> tuple[LinkPurpose, str] | None:
    """Return purpose and token of the link in a message, or None for one that waits since an earlier version."""
    _kind, _, rest = message.unique_key.partition(":")
    word, _, seed = rest.partition(":")
    return (LinkPurpose(word), tokens.token_of(word, seed)) if seed else None


def _make_link_anew(message: OutboxMessage) -> None:
    """Give a message that is sent once more a link of its own, with all its time: an earlier one dies.

    It goes where its owner is reached today: the address that it was written to may be another's.
    """
    told, user = _link_of(message), _user_of(message)
    if told is None or user is None or not links.fits(told[0], user):
        raise Refused.sentence(NO_LINK_FOR_THEM)
    message.unique_key = _link_key(told[0], links.issue(told[0], user))
    message.to_address, message.to_name = user.email, user.display_name


def _why_no_link(message: OutboxMessage) -> str:
    """Tell why a link is not mailed any more: it was used, or another took its place. One that ended is made anew."""
    told, user = _link_of(message), _user_of(message)
    if user is not None and user.email != message.to_address:
        return NOT_THEIR_ADDRESS
    if told is None or links.good(told[1], told[0]) is not None:
        return ""
    if not links.has_ended(told[1], told[0]):
        return NO_LINK_FOR_THEM
    _make_link_anew(message)
    return ""


def _user_of(message: OutboxMessage) -> User | None:
    return db.session.get(User, message.user_id) if message.user_id is not None else None


def _token_to_send(message: OutboxMessage) -> str:
    told = _link_of(message)
    if told is None:
        raise LookupError("a message without a link")
    return told[1]


outbox.before_sending(MailKind.ACCOUNT_LINK, _why_no_link)
outbox.link_made_by(MailKind.ACCOUNT_LINK, _token_to_send)
