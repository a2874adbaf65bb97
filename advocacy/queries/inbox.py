"""The holding pen: mail that came in and waits for somebody, and whose answer it could be."""

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, not_, or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.inbound import AUTOMATIC
from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.letters import GONE_OUT
from advocacy.domain.mail import IN_HOLDING_PEN
from advocacy.models import InboundCandidate, InboundMessage, Letter, Recipient, Record, Reply
from advocacy.policy import Action, Actor, allows, ensure, visible_records, visible_work
from advocacy.queries.letters import WITH_LETTER

MOST = 100


def waiting(actor: Actor) -> list[InboundMessage]:
    """Return what waits, the oldest first, `MOST` at most; what belongs to a hidden letter is not there."""
    statement = (
        select(InboundMessage)
        .where(InboundMessage.status.in_(IN_HOLDING_PEN), _in_sight(actor))
        .order_by(InboundMessage.received_at, InboundMessage.id)
        .limit(MOST)
    )
    return list(db.session.scalars(statement))


def count(actor: Actor) -> int:
    """Return how many messages wait for this reader; 0 for who does not work on letters."""
    if not allows(actor, Action.WORK_LETTER):
        return 0
    statement = select(func.count()).where(InboundMessage.status.in_(IN_HOLDING_PEN), _in_sight(actor))
    return db.session.scalar(statement) or 0


def by_ref(actor: Actor, ref: str) -> InboundMessage | None:
    """Return a message that waits, or None."""
    statement = (
        select(InboundMessage)
        .where(InboundMessage.ref == ref, InboundMessage.status.in_(IN_HOLDING_PEN), _in_sight(actor))
        .options(joinedload(InboundMessage.file))
    )
    return db.session.scalar(statement)


def _in_sight(actor: Actor) -> ColumnElement[bool]:
    """Who works on letters sees what may belong to letters of which they see all; coordinators what names none.

    Whoever sees only some of the letters that it could answer would learn from it that there is another.
    """
    ensure(actor, Action.WORK_LETTER)
    candidate = InboundCandidate.message_id == InboundMessage.id
    is_open = exists(select(literal(1)).where(candidate))
    hidden = exists(
        select(literal(1))
        .select_from(InboundCandidate)
        .join(Record, Record.id == InboundCandidate.record_id)
        .where(candidate, not_(visible_work(actor, Record)))
        .correlate(InboundMessage)
    )
    seen = exists(select(literal(1)).where(Record.id == InboundMessage.record_id, visible_work(actor, Record)))
    names_none = not_(is_open) if allows(actor, Action.MANAGE_INBOX) else false()
    return or_(seen, and_(InboundMessage.record_id.is_(None), or_(names_none, and_(is_open, not_(hidden)))))


def records_of(message: InboundMessage) -> list[Record]:
    """Return the letters to which a message belongs or may belong."""
    candidates = select(InboundCandidate.record_id).where(InboundCandidate.message_id == message.id)
    wanted = or_(Record.id == message.record_id, Record.id.in_(candidates))
    return list(db.session.scalars(select(Record).where(wanted).order_by(Record.id)))


def possible(actor: Actor) -> list[Recipient]:
    """Return the recipients whose answer it could be: of our letters that went out, the newest first."""
    statement = (
        select(Recipient)
        .join(Letter, Letter.id == Recipient.letter_id)
        .where(
            Letter.status.in_(GONE_OUT),
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
