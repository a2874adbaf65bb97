"""The outbox: mail is written in the transaction of the change that calls for it, and sent later by the worker.

    outbox.queue(
        Mail(MailKind.SIGN_ON_REMINDER, f"sign-on-reminder:{link.ref}:{today}", "ana@example.org", subject, body),
        signature=signature,
    )

`queue` asks for no permission and notes nothing in the audit trail: the service that calls it has done both.
The caller writes subject and body in the language of the recipient (`flask_babel.force_locale`), puts whole addresses
in it (`addresses.address_of`). Who is "not in print" is taken out here, wherever the name was typed.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from advocacy.config import MailSettings
from advocacy.db import db
from advocacy.domain.mail import Mail, MailKind, MailStatus, check_mail
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import OutboxAttachment, OutboxMessage, Recipient, Record, Signature, StoredFile, User
from advocacy.models.base import utc_now
from advocacy.queries.not_in_print import unprinted
from advocacy.services import files

TELLING = frozenset({MailKind.DIGEST, MailKind.TASK_REMINDER, MailKind.EVENT_REMINDER, MailKind.EVENT_CHANGED})
"""Mail that tells our own people what stands in the program."""
MAIL_IS_OFF = N_("This installation sends no mail. Whoever runs the server can set that up.")

Settled = Callable[[OutboxMessage], None]
_waiting: dict[tuple[MailStatus, MailKind], list[Settled]] = defaultdict(list)


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
    """Take out the names of who must not be printed, but for mail about who gets it, and letters as approved."""
    names = unprinted() if mail.kind in TELLING else None
    if not names:
        return mail
    return replace(
        mail,
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
