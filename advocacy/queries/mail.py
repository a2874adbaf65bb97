"""How mail stands, as administrators see it: never what a message says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, and_, func, or_, select

from advocacy.db import db
from advocacy.domain.mail import MailKind, MailStatus, masked
from advocacy.models import OutboxMessage
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure

MOST_SHOWN = 100
PATIENCE = timedelta(minutes=10)
"""How long mail that could go out may wait before it seems that no worker runs."""


@dataclass(frozen=True)
class Standing:
    """How many messages there are in each state, and what waits in vain."""

    counts: dict[MailStatus, int]
    overdue_since: datetime | None
    """Since when a message waits that could go out; None when none has waited for long."""
    trouble: str
    """Why the server takes nothing now (a message id or its own words), or ""."""


@dataclass(frozen=True)
class Troubled:
    """A message that could not be sent: without its text, its subject and most of the address."""

    ref: str
    kind: MailKind
    status: MailStatus
    to: str
    error: str
    attempts: int
    created_at: datetime
    next_attempt_at: datetime


def standing(actor: Actor, now: datetime | None = None) -> Standing:
    """Return how mail stands."""
    ensure(actor, Action.MANAGE_MAIL)
    now = now or utc_now()
    rows = db.session.execute(select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status))
    found = {MailStatus(status): count for status, count in rows}
    queued = OutboxMessage.status == MailStatus.QUEUED
    overdue = select(func.min(OutboxMessage.next_attempt_at)).where(
        queued, OutboxMessage.next_attempt_at < now - PATIENCE
    )
    trouble = (
        select(OutboxMessage.last_error)
        .where(queued, OutboxMessage.attempts == 0, OutboxMessage.last_error != "")
        .order_by(OutboxMessage.next_attempt_at.desc(), OutboxMessage.id)
        .limit(1)
    )
    return Standing(
        counts={status: found.get(status, 0) for status in MailStatus},
        overdue_since=db.session.scalar(overdue),
        trouble=db.session.scalar(trouble) or "",
    )


def troubled(actor: Actor) -> list[Troubled]:
    """Return what was given up, came back or waits after an attempt that failed; the newest, `MOST_SHOWN` at most."""
    ensure(actor, Action.MANAGE_MAIL)
    failed = OutboxMessage.status.in_([MailStatus.DEAD, MailStatus.BOUNCED])
    waits_again = and_(OutboxMessage.status == MailStatus.QUEUED, OutboxMessage.last_error != "")
    rows = db.session.execute(
        select(
            OutboxMessage.ref,
            OutboxMessage.kind,
            OutboxMessage.status,
            OutboxMessage.to_address,
            OutboxMessage.last_error,
            OutboxMessage.attempts,
            OutboxMessage.created_at,
            OutboxMessage.next_attempt_at,
        )
        .where(or_(failed, waits_again))
        .order_by(OutboxMessage.id.desc())
        .limit(MOST_SHOWN)
    )
    return [_shown(row) for row in rows]


def _shown(row: "Row[str, MailKind, MailStatus, str, str, int, datetime, datetime]") -> Troubled:
    return Troubled(
        ref=row.ref,
        kind=row.kind,
        status=row.status,
        to=masked(row.to_address),
        error=row.last_error,
        attempts=row.attempts,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
    )


def by_ref(actor: Actor, ref: str) -> OutboxMessage | None:
    """Return the message of a ref, or None."""
    ensure(actor, Action.MANAGE_MAIL)
    return db.session.scalar(select(OutboxMessage).where(OutboxMessage.ref == ref))
