"""Which worker sends which message, and what becomes of it.

A worker claims one message at a time: it is `sending` until `next_attempt_at`, which is when the claim ends by
itself, so that the message of a worker that was killed is taken by another. On PostgreSQL a claim locks its row and
skips those that others have locked (SKIP LOCKED); on SQLite it begins with the write lock (BEGIN IMMEDIATE).
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from advocacy.db import db
from advocacy.domain.mail import (
    LEASE,
    MOST_ATTEMPTS,
    MailStatus,
    Outcome,
    Verdict,
    after_attempt,
)
from advocacy.domain.words import N_
from advocacy.models import OutboxMessage
from advocacy.models.base import utc_now
from advocacy.services import outbox

log = logging.getLogger("advocacy.worker")
CANNOT_BE_CHECKED = N_("Whether this message is still to be sent cannot be told now.")


@dataclass(frozen=True)
class Claim:
    """The right of one worker to send one message now."""

    message_id: int
    worker: str
    attempt: int
    """From 1. With the worker's name it tells this claim from every other one of the message."""

    @property
    def is_one_too_many(self) -> bool:
        """Whether no worker lived through any attempt before: then this message is not to be tried again."""
        return self.attempt > MOST_ATTEMPTS


def is_any_due(now: datetime | None = None) -> bool:
    """Tell whether a message waits to be sent: asked without a lock."""
    now = now or utc_now()
    return any(
        db.session.scalar(
            select(OutboxMessage.id)
            .where(OutboxMessage.status == status, OutboxMessage.next_attempt_at <= now)
            .limit(1)
        )
        for status in (MailStatus.QUEUED, MailStatus.SENDING)
    )


def claim_next(worker: str, now: datetime | None = None) -> Claim | None:
    """Claim the message that has waited longest, for `LEASE`; None when none is due. Commit before sending it.

    What is not to be sent any more is cancelled on the way.
    """
    now = now or utc_now()
    message = _oldest_due(now)
    while message is not None and not _may_go(message, now):
        db.session.flush()
        message = _oldest_due(now)
    if message is None:
        return None
    message.status, message.claimed_by, message.claimed_at = MailStatus.SENDING, worker, now
    message.attempts += 1
    message.next_attempt_at = now + LEASE
    db.session.flush()
    return Claim(message.id, worker, message.attempts)


def _oldest_due(now: datetime) -> OutboxMessage | None:
    return _due(MailStatus.SENDING, now) or _due(MailStatus.QUEUED, now)  # the first was left behind


def _may_go(message: OutboxMessage, now: datetime) -> bool:
    """Ask whether a message is still to be sent; when that cannot be told, it waits like one that was refused."""
    try:
        with db.session.begin_nested():
            why = outbox.why_not(message)
    except OperationalError:
        raise
    except Exception as error:
        log.error("whether a message is to be sent cannot be told: %s", type(error).__name__)
        message.attempts += 1
        _note(message, Outcome(Verdict.LATER, CANNOT_BE_CHECKED), now)
        outbox.tell(message)
        return False
    if why:
        outbox.cancel(message, why)
    return not why


def _due(status: MailStatus, now: datetime) -> OutboxMessage | None:
    return db.session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.status == status, OutboxMessage.next_attempt_at <= now)
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def settle(claim: Claim, outcome: Outcome, *, now: datetime | None = None) -> OutboxMessage | None:
    """Note how the attempt went, and let whoever waits for it act; None when the claim was no longer this worker's."""
    message = _note_claimed(claim, outcome, now or utc_now())
    if message is not None:
        outbox.tell(message)
        _forget_what_was_sent(message)
    return message


def settle_quietly(claim: Claim, outcome: Outcome, *, now: datetime | None = None) -> OutboxMessage | None:
    """Note how the attempt went and tell nobody: when telling failed, the message must still not be sent again."""
    message = _note_claimed(claim, outcome, now or utc_now())
    if message is not None:
        _forget_what_was_sent(message)
    return message


def _forget_what_was_sent(message: OutboxMessage) -> None:
    if message.status is MailStatus.SENT:
        outbox.forget_contents(message)


def _note_claimed(claim: Claim, outcome: Outcome, now: datetime) -> OutboxMessage | None:
    message = db.session.scalar(
        select(OutboxMessage)
        .where(
            OutboxMessage.id == claim.message_id,
            OutboxMessage.status == MailStatus.SENDING,
            OutboxMessage.claimed_by == claim.worker,
            OutboxMessage.attempts == claim.attempt,
        )
        .with_for_update()
    )
    if message is None:
        log.warning("a message was taken over by another worker while it was being sent")
        return None
    _note(message, outcome, now)
    return message


def _note(message: OutboxMessage, outcome: Outcome, now: datetime) -> None:
    after = after_attempt(outcome.verdict, message.attempts)
    message.status, message.attempts, message.last_error = after.status, after.attempts, outcome.error
    if after.pause is not None:
        message.next_attempt_at = now + after.pause
    if after.status is MailStatus.SENT:
        message.sent_at = now
