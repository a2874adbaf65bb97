"""What mail a user wants: chosen on the account page, or ended by the link in a mail."""

import hashlib
from dataclasses import replace

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.mail import DigestRhythm
from advocacy.domain.mail_choices import AutomaticMail, MailChoices, check_choices
from advocacy.domain.problems import refuse_if
from advocacy.models import MailChoice, User
from advocacy.models.base import utc_now
from advocacy.policy import VISITOR, Action, Actor, ensure
from advocacy.queries.mail_choices import choices_of
from advocacy.services import audit
from advocacy.services.addresses import address_of

LASTS = 400 * 24 * 3600
"""Seconds for which a link in a mail ends that mail: mailboxes keep mail for long."""


def change(actor: Actor, choices: MailChoices) -> None:
    """Choose which mail one gets, and the hours in which none may come."""
    ensure(actor, Action.CHANGE_OWN_ACCOUNT)
    user = actor.user
    if user is None:
        raise TypeError("only a signed-in user gets mail")
    refuse_if(check_choices(choices))
    _keep(user, choices)
    audit.record(actor, user, "account.mail_chosen")


def _keep(user: User, choices: MailChoices) -> MailChoice:
    row = db.session.scalar(select(MailChoice).where(MailChoice.user_id == user.id))
    if row is None:
        row = MailChoice(user_id=user.id)
        db.session.add(row)
    row.digest, row.task_reminders, row.event_reminders = (
        choices.digest, choices.task_reminders, choices.event_reminders
    )  # fmt: skip
    row.quiet_from, row.quiet_until, row.zone = choices.quiet_from, choices.quiet_until, choices.zone
    return row


# --- by the link in a mail ----------------------------------------------------------------------------------


def _signer() -> URLSafeTimedSerializer:
    """The salt binds the signature to this one purpose: no other token of ours is good here, nor this one elsewhere."""
    key = current_app.config["SECRET_KEY"]
    return URLSafeTimedSerializer(key, salt="unsubscribe", signer_kwargs={"digest_method": hashlib.sha256})


def address_to_end(user: User, mail: AutomaticMail) -> str:
    """Return the whole address by which this user ends this mail; nothing is stored for it."""
    return address_of("unsubscribing.show", token=_signer().dumps([user.ref, mail.value]))


def read_token(token: str) -> tuple[User, AutomaticMail] | None:
    """Return whose mail a token ends, and which; None for a token that is none, or too old."""
    try:
        ref, word = _signer().loads(token, max_age=LASTS)
        mail = AutomaticMail(word)
    except (BadSignature, ValueError, TypeError):
        return None
    user = db.session.scalar(select(User).where(User.ref == ref))
    return (user, mail) if user is not None else None


def end(user: User, *mails: AutomaticMail) -> None:
    """End these kinds of mail. The link that asks for it is the permission."""
    before = after = choices_of(user)
    for mail in mails:
        after = _without(after, mail)
    if after == before:
        return
    _keep(user, after).unsubscribed_at = utc_now()
    audit.record(VISITOR, user, "account.mail_ended")


def _without(choices: MailChoices, mail: AutomaticMail) -> MailChoices:
    if mail is AutomaticMail.DIGEST:
        return replace(choices, digest=DigestRhythm.NEVER)
    if mail is AutomaticMail.TASKS:
        return replace(choices, task_reminders=False)
    return replace(choices, event_reminders=False)
