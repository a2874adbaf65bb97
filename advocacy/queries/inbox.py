"""The holding pen: mail that came in and waits for somebody, and whose answer it could be."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.inbound import AUTOMATIC
from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.mail import InboundStatus
from advocacy.models import InboundMessage, Letter, Recipient, Record, Reply
from advocacy.policy import Action, Actor, allows, ensure, visible_records
from advocacy.queries.letters import OPEN_FOR_REPLIES, WITH_LETTER

MOST = 100
_WAITS = (InboundStatus.WAITING, InboundStatus.GUARDED)


def waiting(actor: Actor) -> list[InboundMessage]:
    """Return what waits, the oldest first, `MOST` at most; what belongs to a hidden letter is not there."""
    ensure(actor, Action.MANAGE_INBOX)
    statement = (
        select(InboundMessage)
        .where(InboundMessage.status.in_(_WAITS), _in_sight(actor))
        .order_by(InboundMessage.received_at, InboundMessage.id)
        .limit(MOST)
    )
    return list(db.session.scalars(statement))


def count(actor: Actor) -> int:
    """Return how many messages wait for this reader; 0 for who does not look after the pen."""
    if not allows(actor, Action.MANAGE_INBOX):
        return 0
    statement = select(func.count()).where(InboundMessage.status.in_(_WAITS), _in_sight(actor))
    return db.session.scalar(statement) or 0


def by_ref(actor: Actor, ref: str) -> InboundMessage | None:
    """Return a message that waits, or None."""
    ensure(actor, Action.MANAGE_INBOX)
    statement = (
        select(InboundMessage)
        .where(InboundMessage.ref == ref, InboundMessage.status.in_(_WAITS), _in_sight(actor))
        .options(joinedload(InboundMessage.file))
    )
    return db.session.scalar(statement)


def _in_sight(actor: Actor):  # type: ignore[no-untyped-def]
    seen = select(Record.id).where(Record.id == InboundMessage.record_id, visible_records(actor))
    return or_(InboundMessage.record_id.is_(None), seen.exists())


def possible(actor: Actor) -> list[Recipient]:
    """Return the recipients whose answer it could be: of our letters that went out, the newest first."""
    statement = (
        select(Recipient)
        .join(Letter, Letter.id == Recipient.letter_id)
        .where(
            Letter.status.in_(OPEN_FOR_REPLIES),
            Letter.side == Side.OURS,
            Recipient.status.not_in(NOT_OUT),
            visible_records(actor, Letter),
        )
        .options(*WITH_LETTER)
        .order_by(Recipient.sent_on.desc(), Recipient.id.desc())
        .limit(MOST)
    )
    return list(db.session.scalars(statement))


def is_automatic(reply: Reply) -> bool:
    """Tell whether a machine wrote the reply."""
    found = select(InboundMessage.id).where(InboundMessage.reply_id == reply.id, InboundMessage.why == AUTOMATIC)
    return db.session.scalar(found.limit(1)) is not None
