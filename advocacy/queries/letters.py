"""Letters as pages read them: one whole, many in a list, what waits for an answer, what came back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_clock import RollUp, percent
from advocacy.domain.letter_details import NOT_OUT, AddressedRecipient
from advocacy.domain.letter_mail import READY_TO_MAIL
from advocacy.domain.letters import CLOCK_RUNS, GONE_OUT, LetterStatus, RecipientStatus
from advocacy.models import (
    Campaign,
    Demand,
    Letter,
    LetterDemand,
    Recipient,
    RecordCampaign,
    Reply,
    ReplyAnswer,
    Signature,
)
from advocacy.policy import Actor, visible_records
from advocacy.queries.records import by_ref
from advocacy.queries.waits import Clock

PAGE = 50

WHOLE: tuple[ORMOption, ...] = (
    selectinload(Letter.campaign_links),
    selectinload(Letter.recipients).joinedload(Recipient.person),
    selectinload(Letter.recipients).joinedload(Recipient.organization),
    selectinload(Letter.recipients).joinedload(Recipient.letter),
    selectinload(Letter.recipients).selectinload(Recipient.answers),
    selectinload(Letter.signatures).joinedload(Signature.person),
    selectinload(Letter.signatures).joinedload(Signature.organization),
    selectinload(Letter.demand_links).joinedload(LetterDemand.demand).joinedload(Demand.campaign),
    selectinload(Letter.citations),
)
WITH_LETTER: tuple[ORMOption, ...] = (
    joinedload(Recipient.person),
    joinedload(Recipient.organization),
    joinedload(Recipient.letter).selectinload(Letter.campaign_links),
)


def letter_by_ref(actor: Actor, ref: str) -> Letter | None:
    """Return a letter with all that its page shows, or None when it is missing or hidden."""
    return by_ref(actor, Letter, ref, *WHOLE)


def chased_of(actor: Actor, letter: Letter) -> Letter | None:
    """Return the letter that this one chases, if the reader may see it."""
    return db.session.scalar(select(Letter).where(Letter.id == letter.chases_id, visible_records(actor, Letter)))


def answered_meanwhile(letter: Letter) -> list[Recipient]:
    """Return those on a chase who owe no answer to the first letter any more: all, once that one is closed."""
    chased = db.session.get(Letter, letter.chases_id) if letter.chases_id is not None else None
    if chased is None:
        return []
    if chased.status is not LetterStatus.SENT:
        return list(letter.recipients)
    settled = select(Recipient.person_id, Recipient.organization_id, Recipient.attribution).where(
        Recipient.letter_id == chased.id, Recipient.status.not_in(CLOCK_RUNS)
    )
    done = {tuple(row) for row in db.session.execute(settled)}
    return [each for each in letter.recipients if (each.person_id, each.organization_id, each.attribution) in done]


def chasing(actor: Actor, letter: Letter) -> list[Letter]:
    """Return the letters that chase this one, the newest first."""
    statement = select(Letter).where(Letter.chases_id == letter.id, visible_records(actor, Letter))
    return list(db.session.scalars(statement.order_by(Letter.id.desc())))


# --- what a reply may answer --------------------------------------------------------------------------------


def answerable(actor: Actor, letter: Letter) -> dict[str, Recipient]:
    """Return the recipients (by ref) that a reply logged on this letter may answer.

    Its own, and those of other letters of the same campaigns that the actor may see, as far as they went out.
    """
    campaigns = select(RecordCampaign.campaign_id).where(RecordCampaign.record_id == letter.id)
    beside = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id.in_(campaigns))
    found = db.session.scalars(
        select(Recipient)
        .join(Letter, Letter.id == Recipient.letter_id)
        .where(
            or_(Letter.id == letter.id, Letter.id.in_(beside)),
            Letter.status.in_(GONE_OUT),
            Recipient.status.not_in(NOT_OUT),
            visible_records(actor, Letter),
        )
        .options(*WITH_LETTER)
        .order_by(Letter.id != letter.id, Letter.id, Recipient.position, Recipient.id)
    ).all()
    return {recipient.ref: recipient for recipient in found}


def addressed(recipients: Iterable[Recipient]) -> dict[str, AddressedRecipient]:
    """Return what the checks must know of recipients, by ref; one query for the demands of all."""
    rows = list(recipients)
    campaigns = {row.ref: {campaign.id for campaign in row.letter.campaigns} for row in rows}
    wanted = set().union(*campaigns.values()) if campaigns else set()
    demands: dict[int, set[str]] = defaultdict(set)
    for campaign_id, ref in db.session.execute(
        select(Demand.campaign_id, Demand.ref).where(Demand.campaign_id.in_(wanted))
    ).all():
        demands[campaign_id].add(ref)
    return {
        row.ref: AddressedRecipient(
            row.ref,
            row.status,
            row.sent_on,
            frozenset(ref for campaign_id in campaigns[row.ref] for ref in demands[campaign_id]),
        )
        for row in rows
    }


# --- replies ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownReply:
    """A reply as a letter's page shows it: its answers to this letter, and to whom else it went."""

    reply: Reply
    answers: Sequence[ReplyAnswer]
    elsewhere: Sequence[ReplyAnswer]
    """Answers to recipients of other letters, as far as the reader may see those."""

    @property
    def waits(self) -> bool:
        """Whether it is still to be classified for somebody."""
        return any(answer.outcome is None for answer in (*self.answers, *self.elsewhere))


def replies_of(actor: Actor, letter: Letter) -> list[ShownReply]:
    """Return the replies to a letter: what is to be classified first, then the newest; none that was taken back."""
    mine = (
        select(ReplyAnswer.reply_id)
        .join(Recipient, Recipient.id == ReplyAnswer.recipient_id)
        .where(Recipient.letter_id == letter.id)
    )
    found = db.session.scalars(
        _visible_answers(actor).where(ReplyAnswer.reply_id.in_(mine)).order_by(ReplyAnswer.id)
    ).unique()
    grouped: dict[int, list[ReplyAnswer]] = defaultdict(list)
    for answer in found:
        grouped[answer.reply_id].append(answer)
    shown = [_shown(letter, answers) for answers in grouped.values()]
    return sorted(shown, key=lambda each: (each.waits, each.reply.received_on.text, each.reply.id), reverse=True)


def _visible_answers(actor: Actor) -> Select[Any]:
    return (
        select(ReplyAnswer)
        .join(ReplyAnswer.reply)
        .join(ReplyAnswer.recipient)
        .join(Recipient.letter)
        .where(Reply.retracted_at.is_(None), visible_records(actor, Letter))
        .options(
            contains_eager(ReplyAnswer.reply),
            contains_eager(ReplyAnswer.recipient).contains_eager(Recipient.letter).selectinload(Letter.campaign_links),
            contains_eager(ReplyAnswer.recipient).joinedload(Recipient.person),
            contains_eager(ReplyAnswer.recipient).joinedload(Recipient.organization),
            joinedload(ReplyAnswer.demand),
        )
    )


def _shown(letter: Letter, answers: Sequence[ReplyAnswer]) -> ShownReply:
    return ShownReply(
        answers[0].reply,
        [answer for answer in answers if answer.recipient.letter_id == letter.id],
        [answer for answer in answers if answer.recipient.letter_id != letter.id],
    )


def reply_of(actor: Actor, letter: Letter, ref: str) -> ShownReply | None:
    """Return one reply to this letter, or None."""
    return next((shown for shown in replies_of(actor, letter) if shown.reply.ref == ref), None)


def demands_of(letter: Letter) -> Sequence[Demand]:
    """Return the demands on which the letter can be answered: its own, or else all of its campaigns."""
    if letter.demand_links:
        return letter.demands
    ids = [campaign.id for campaign in letter.campaigns]
    return db.session.scalars(
        select(Demand).where(Demand.campaign_id.in_(ids)).order_by(Demand.campaign_id, Demand.number)
    ).all()


# --- numbers ------------------------------------------------------------------------------------------------


def numbers_of(letter: Letter) -> RollUp:
    """Return the roll-up of a letter that is loaded whole."""
    return Clock().roll_up(letter, [(recipient.status, recipient.reply_due) for recipient in letter.recipients])


def numbers_by_letter(letters: Sequence[Letter]) -> dict[int, RollUp]:
    """Return the roll-ups of letters, loaded with their campaigns, by their id: two queries."""
    rows: Any = db.session.execute(
        select(Recipient.letter_id, Recipient.status, Recipient.reply_due).where(
            Recipient.letter_id.in_([letter.id for letter in letters])
        )
    )
    grouped: dict[int, list[tuple[RecipientStatus, date | None]]] = defaultdict(list)
    for letter_id, status, due in rows:
        grouped[letter_id].append((status, due))
    clock = Clock()
    return {letter.id: clock.roll_up(letter, grouped[letter.id]) for letter in letters}


@dataclass(frozen=True)
class ResponseRate:
    """Of how many recipients to whom our letters went out, how many have answered."""

    sent: int
    answered: int

    @property
    def percent(self) -> int | None:
        """Answered of a hundred; None when nothing was sent."""
        return percent(self.answered, self.sent)


def response_rate(actor: Actor, campaign: Campaign | None = None) -> ResponseRate:
    """Return the response rate of our letters that the reader may see, of all campaigns or of one."""
    out = and_(Recipient.status.not_in(NOT_OUT), Letter.side == Side.OURS)
    statement = (
        select(Recipient.status, func.count(Recipient.id))
        .join(Letter, Letter.id == Recipient.letter_id)
        .where(out, Letter.status.in_(GONE_OUT), visible_records(actor, Letter))
        .group_by(Recipient.status)
    )
    if campaign is not None:
        statement = statement.where(_in_campaign(campaign.id))
    rows: Any = db.session.execute(statement).all()
    counts: dict[RecipientStatus, int] = dict(rows)
    return ResponseRate(sum(counts.values()), counts.get(RecipientStatus.ANSWERED, 0))


def _in_campaign(campaign_id: int) -> ColumnElement[bool]:
    return exists(
        select(literal(1)).where(RecordCampaign.record_id == Letter.id, RecordCampaign.campaign_id == campaign_id)
    )


# --- what waits ---------------------------------------------------------------------------------------------


def waiting(actor: Actor, limit: int = 10) -> list[Recipient]:
    """Return recipients of our letters who owe an answer by a day, the longest overdue first.

    Those without a due day (history, or sent on a day that is not known) wait for nothing.
    """
    return list(
        db.session.scalars(
            _recipients(actor)
            .where(Recipient.status.in_(CLOCK_RUNS), Recipient.reply_due.is_not(None), Letter.side == Side.OURS)
            .order_by(Recipient.reply_due, Recipient.id)
            .limit(limit)
        )
    )


def to_classify(actor: Actor, limit: int = 50) -> list[Recipient]:
    """Return recipients whose reply has no outcome yet, the oldest first: they show before everything else."""
    return list(
        db.session.scalars(
            _recipients(actor)
            .where(Recipient.status == RecipientStatus.TO_CLASSIFY)
            .order_by(Recipient.id)
            .limit(limit)
        )
    )


def needing_somebody(actor: Actor, limit: int = 100) -> tuple[list[Recipient], list[Recipient], int]:
    """Return recipients whose reply is to be classified, and those whom our letter did not reach, the oldest first.

    The number is that of the replies to classify: one recipient may have written twice.
    """
    unclassified = (
        select(func.count(ReplyAnswer.id))
        .join(Reply, Reply.id == ReplyAnswer.reply_id)
        .where(ReplyAnswer.recipient_id == Recipient.id, ReplyAnswer.outcome.is_(None), Reply.retracted_at.is_(None))
        .correlate(Recipient)
        .scalar_subquery()
    )
    failed = and_(Recipient.status == RecipientStatus.DELIVERY_FAILED, Letter.side == Side.OURS)
    found = db.session.execute(
        _recipients(actor, *READY_TO_MAIL)
        .add_columns(unclassified)
        .where(or_(and_(Recipient.status == RecipientStatus.TO_CLASSIFY, Letter.status == LetterStatus.SENT), failed))
        .order_by(Recipient.id)
        .limit(limit)
    ).all()
    answered = [(each, count) for each, count in found if each.status is RecipientStatus.TO_CLASSIFY]
    lost = [each for each, _count in found if each.status is RecipientStatus.DELIVERY_FAILED]
    return [each for each, _count in answered], lost, sum(max(count, 1) for _each, count in answered)


def _recipients(actor: Actor, *of: LetterStatus) -> Select[Any]:
    return (
        select(Recipient)
        .join(Recipient.letter)
        .where(Letter.status.in_(of or (LetterStatus.SENT,)), visible_records(actor, Letter))
        .options(
            joinedload(Recipient.person),
            joinedload(Recipient.organization),
            contains_eager(Recipient.letter).selectinload(Letter.campaign_links),
        )
    )
