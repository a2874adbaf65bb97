"""The outbox: mail is written in the transaction of the change that calls for it, and sent later by the worker.

    outbox.queue(
        Mail(MailKind.SIGN_ON_REMINDER, f"sign-on-reminder:{link.ref}:{today}", "ana@example.org", subject, body),
        signature=signature,
    )

`queue` asks for no permission and notes nothing in the audit trail: the service that calls it has done both.
The caller writes subject and body in the language of the recipient (`languages.gettext_for`) and puts whole addresses
in them (`addresses.address_of`). Who is "not in print" is taken out here, wherever the name was typed.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import delete, or_, select

from advocacy.config import MailSettings
from advocacy.db import db
from advocacy.domain.mail import (
    ABOUT_SIGNING,
    KEPT_FOR,
    KEPT_ON_RECORD,
    LINK_TOKEN,
    OVER,
    SIGN_ON_KEPT_FOR,
    Mail,
    MailKind,
    MailStatus,
    check_mail,
)
from advocacy.domain.not_in_print import WITHHELD
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.languages import gettext_for
from advocacy.models import OutboxAttachment, OutboxMessage, Recipient, Record, Signature, StoredFile, User
from advocacy.models.base import utc_now
from advocacy.policy import Actor, sees
from advocacy.queries.not_in_print import unprinted
from advocacy.services import files

TO_ITS_OWNER = frozenset({MailKind.ACCOUNT_LINK, MailKind.TEST})
"""Mail about nobody but who gets it."""
CANNOT_SIGN_IN = N_("Whom it is for can no longer sign in.")
MAY_NOT_SEE = N_("Whom it is for may no longer see what it is about.")
MAIL_IS_OFF = N_("This installation sends no mail. Whoever runs the server can set that up.")

MOST_AT_ONCE = 5000
"""Old messages that one transaction deletes."""
Settled = Callable[[OutboxMessage], None]
_waiting: dict[tuple[MailStatus, MailKind], list[Settled]] = defaultdict(list)
_checks: dict[MailKind, Callable[[OutboxMessage], str]] = {}
_links: dict[MailKind, Callable[[OutboxMessage], str]] = {}


def mail_settings() -> MailSettings | None:
    """Return how mail goes out, or None when this installation sends none."""
    settings: MailSettings | None = current_app.config["MAIL"]
    return settings


def mail_is_on() -> bool:
    """Tell whether this installation sends mail: pages offer it only then."""
    return mail_settings() is not None


def ensure_mail_is_on() -> None:
    """Raise Refused with a sentence when this installation sends no mail: for what a person asks to be mailed."""
    if not mail_is_on():
        raise Refused.sentence(MAIL_IS_OFF)


def queue(
    mail: Mail,
    *,
    user: User | None = None,
    record: Record | None = None,
    recipient: Recipient | None = None,
    signature: Signature | None = None,
    attachments: Iterable[tuple[StoredFile, str]] = (),
    not_before: datetime | None = None,
) -> OutboxMessage | None:
    """Put a message into the outbox and return it; the caller's commit makes it real.

    `mail.unique_key` (200 characters at most) says what the message is for. When one with this key is there already,
    in whatever state, that one is returned and nothing is queued: a job may ask as often as it likes.
    `user`, `record`, `recipient` and `signature` say whom and what it is about. `attachments` are files of the store
    with the names that the recipient sees. `not_before` (aware) lets it wait, for quiet hours.

    Returns None when the installation sends no mail: nothing is kept then, so that no old mail goes out on the day
    when somebody sets it up. Raises Refused when an address is none or the text is empty. Signs that could end a
    header (CR, LF and their like) become blanks; a subject that is too long is cut at a word.
    """
    settings = mail_settings()
    if settings is None:
        return None
    found = db.session.scalar(select(OutboxMessage).where(OutboxMessage.unique_key == mail.unique_key))
    if found is not None:
        return found
    refuse_if(check_mail(mail))
    mail = _without_names(mail)
    message = OutboxMessage(
        kind=mail.kind,
        unique_key=mail.unique_key,
        message_id=new_message_id(settings.domain),
        to_address=mail.to_address,
        to_name=mail.to_name_in_one_line(),
        reply_to=mail.reply_to,
        subject=mail.subject_in_one_line(),
        body=mail.body,
        body_html=mail.body_html,
        headers=mail.headers(),
        language=mail.language,
        user_id=_id(user),
        record_id=_id(record),
        recipient_id=_id(recipient),
        signature_id=_id(signature),
        next_attempt_at=not_before or utc_now(),
        attachments=[OutboxAttachment(file=file, name=name) for file, name in attachments],
    )
    db.session.add(message)
    db.session.flush()
    return message


def _without_names(mail: Mail) -> Mail:
    """Take out the names of who must not be printed, but for mail about who gets it."""
    names = unprinted() if mail.kind not in TO_ITS_OWNER else None
    if not names:
        return mail
    names = names.saying(gettext_for(mail.language.value)(WITHHELD))
    return replace(
        mail,
        to_name="" if names.found(mail.to_name) else mail.to_name,
        subject=names.withheld(mail.subject),
        body=names.withheld(mail.body),
        body_html=names.withheld_in_page(mail.body_html),
    )


def _id(row: Any) -> int | None:
    if row is None:
        return None
    if row.id is None:
        db.session.flush()
    return int(row.id)


def new_message_id(domain: str) -> str:
    """Return a Message-ID (RFC 5322, 3.6.4): made once for each message, so that a second copy shows as one."""
    return f"<{secrets.token_hex(16)}@{domain}>"


def when_sent(kind: MailKind, act: Settled) -> None:
    """Let `act(message)` run in the transaction that notes a message of this kind as sent (`message.sent_at` is set).

    Called while modules are loaded; several may wait for one kind. `act` must not commit. The attached files are
    still there when it runs, and the text is.
    """
    _waiting[MailStatus.SENT, kind].append(act)


def when_dead(kind: MailKind, act: Settled) -> None:
    """Let `act(message)` run in the transaction that gives a message of this kind up; `message.last_error` says why."""
    _waiting[MailStatus.DEAD, kind].append(act)


def before_sending(kind: MailKind, check: Callable[[OutboxMessage], str]) -> None:
    """Let `check(message)` run in the transaction in which a worker claims a message of this kind.

    It returns "" or a message id that says why the message is not to be sent any more, and may write its text anew.
    It must not commit.
    """
    _checks[kind] = check


def link_made_by(kind: MailKind, token_of: Callable[[OutboxMessage], str]) -> None:
    """Let `token_of(message)` return what is put in the place of `LINK_TOKEN` when a message of this kind goes out.

    It reads only, and returns the same however often the message is tried.
    """
    _links[kind] = token_of


def why_not(message: OutboxMessage) -> str:
    """Return "" or a message id that says why a message is not to be sent any more: asked when its time has come.

    Much may have changed since it was written: its reader's account was closed, or what it is about is hidden now.
    """
    user = db.session.get(User, message.user_id) if message.user_id is not None else None
    if user is not None and not user.is_active:
        return CANNOT_SIGN_IN
    about = db.session.get(Record, message.record_id) if user is not None and message.record_id is not None else None
    if user is not None and about is not None and not sees(Actor.of(user), about):
        return MAY_NOT_SEE
    check = _checks.get(message.kind)
    why = check(message) if check is not None else ""
    if not why:
        _withhold_again(message)
    return why


def _withhold_again(message: OutboxMessage) -> None:
    """Take out the names of who was marked "not in print" while the message waited."""
    mail = _without_names(
        Mail(
            message.kind,
            message.unique_key,
            message.to_address,
            message.subject,
            message.body,
            to_name=message.to_name,
            body_html=message.body_html,
            language=message.language,
        )
    )
    message.to_name, message.subject = mail.to_name, mail.subject_in_one_line()
    message.body, message.body_html = mail.body, mail.body_html


def rewrite(message: OutboxMessage, mail: Mail) -> None:
    """Write subject and text of a waiting message anew."""
    refuse_if(check_mail(mail))
    mail = _without_names(mail)
    message.to_name, message.subject = mail.to_name_in_one_line(), mail.subject_in_one_line()
    message.body, message.body_html = mail.body, mail.body_html


def text_to_send(message: OutboxMessage) -> str:
    """Return the plain text as it goes out, with the link of its reader."""
    token_of = _links.get(message.kind)
    if token_of is None or LINK_TOKEN not in message.body:
        return message.body
    return message.body.replace(LINK_TOKEN, token_of(message))


def cancel(message: OutboxMessage, why: str = "") -> None:
    """Send a message no more, and forget its text. `why` is a message id."""
    message.status, message.last_error = MailStatus.CANCELLED, why
    forget_contents(message)


def tell(message: OutboxMessage) -> None:
    """Let everybody act who waits for a message of this kind to come into the state it is in."""
    for act in _waiting.get((message.status, message.kind), ()):
        act(message)


def forget_contents(message: OutboxMessage) -> None:
    """Empty a message that is not to be sent any more: its text may hold a link that lets somebody in.

    That it was sent, to whom and when, stays; a letter's own words and papers are kept by the letter.
    """
    message.body = message.body_html = ""
    kept = [attachment.file for attachment in message.attachments]
    message.attachments.clear()
    for file in kept:
        files.tidy(file)


def forget_old(now: datetime | None = None) -> int:
    """Delete messages that have been over for long, and return how many; of letters only the copy of the text goes."""
    now = now or utc_now()
    given_up = select(OutboxMessage).where(
        OutboxMessage.kind.in_(KEPT_ON_RECORD),
        OutboxMessage.status == MailStatus.DEAD,
        OutboxMessage.created_at < now - KEPT_FOR,
    )
    for message in db.session.scalars(given_up.limit(MOST_AT_ONCE)).all():
        cancel(message, message.last_error)
    old = select(OutboxMessage.id).where(
        OutboxMessage.status.in_(OVER),
        OutboxMessage.kind.not_in(KEPT_ON_RECORD),
        OutboxMessage.created_at < now - KEPT_FOR,
        or_(OutboxMessage.kind.not_in(ABOUT_SIGNING), OutboxMessage.created_at < now - SIGN_ON_KEPT_FOR),
    )
    ids = db.session.scalars(old.order_by(OutboxMessage.id).limit(MOST_AT_ONCE)).all()
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.id.in_(ids)))
    return len(ids)
