"""Lists of letters: by campaign, by state, by what they wait for; in keyset pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.deadlines import LONG_OVERDUE_DAYS
from advocacy.domain.letter_clock import RollUp
from advocacy.domain.letters import CLOCK_RUNS, LetterStatus, LetterWait, RecipientStatus
from advocacy.models import Campaign, Letter, Recipient, RecordCampaign
from advocacy.policy import Actor, visible_records
from advocacy.queries.clock import today
from advocacy.queries.letters import PAGE, numbers_by_letter
from advocacy.queries.waits import Clock


@dataclass(frozen=True)
class LetterFilters:
    """Which letters to list."""

    campaign: Campaign | None = None
    status: LetterStatus | None = None
    wait: LetterWait | None = None


@dataclass(frozen=True)
class LetterLine:
    """A letter in a list, with its recipients in numbers and the first two by name."""

    letter: Letter
    numbers: RollUp


@dataclass(frozen=True)
class LetterPage:
    """A page of letters, newest first; `older` is where the next one begins ("" at the end)."""

    lines: Sequence[LetterLine]
    count: int
    older: str = ""


def letters_page(actor: Actor, filters: LetterFilters, after: str = "", limit: int = PAGE) -> LetterPage:
    """Return a page of the letters that the reader may see."""
    conditions = _conditions(actor, filters)
    statement = select(Letter).where(*conditions).order_by(Letter.id.desc()).limit(limit + 1)
    if after:
        anchor = db.session.scalar(select(Letter.id).where(Letter.ref == after, visible_records(actor, Letter)))
        statement = statement.where(Letter.id < anchor) if anchor is not None else statement
    letters = db.session.scalars(
        statement.options(
            selectinload(Letter.campaign_links),
            selectinload(Letter.recipients).options(joinedload(Recipient.person), joinedload(Recipient.organization)),
        )
    ).all()
    shown = letters[:limit]
    numbers = numbers_by_letter(shown)
    return LetterPage(
        [LetterLine(letter, numbers[letter.id]) for letter in shown],
        db.session.scalar(select(func.count(Letter.id)).where(*conditions)) or 0,
        shown[-1].ref if len(letters) > limit else "",
    )


def _conditions(actor: Actor, filters: LetterFilters) -> list[ColumnElement[bool]]:
    conditions = [visible_records(actor, Letter)]
    if filters.campaign is not None:
        linked = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == filters.campaign.id)
        conditions.append(Letter.id.in_(linked))
    if filters.status is not None:
        conditions.append(Letter.status == filters.status)
    if filters.wait is not None:
        having = select(Recipient.letter_id).where(*_waits(filters.wait))
        conditions += [Letter.id.in_(having), Letter.status == LetterStatus.SENT]
        conditions += [] if filters.wait is LetterWait.TO_CLASSIFY else [Letter.side == Side.OURS]
    return conditions


def _waits(wait: LetterWait) -> list[ColumnElement[bool]]:
    """Return the conditions of a recipient."""
    if wait in _STATES:
        return [Recipient.status == _STATES[wait]]
    return [Recipient.status.in_(CLOCK_RUNS), *_standing(wait)]


_STATES = {LetterWait.TO_CLASSIFY: RecipientStatus.TO_CLASSIFY, LetterWait.CLARIFYING: RecipientStatus.CLARIFYING}


def _standing(wait: LetterWait) -> list[ColumnElement[bool]]:
    day = today()
    if wait is LetterWait.OVERDUE:
        return [Recipient.reply_due < day]
    if wait is LetterWait.LONG_OVERDUE:
        return [Recipient.reply_due < day - timedelta(days=LONG_OVERDUE_DAYS)]
    return [Clock(day).is_due_soon()] if wait is LetterWait.DUE_SOON else []
