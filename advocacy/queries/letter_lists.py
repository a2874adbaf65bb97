"""Lists of letters: by campaign, by state, by what they wait for; in keyset pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.letter_clock import RollUp
from advocacy.domain.letters import CLOCK_RUNS, LetterStatus, LetterWait, RecipientStatus
from advocacy.models import Campaign, Letter, Recipient, RecordCampaign
from advocacy.policy import Actor, visible_records
from advocacy.queries.clock import today
from advocacy.queries.letters import PAGE, numbers_by_letter


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
    return conditions


def _waits(wait: LetterWait) -> list[ColumnElement[bool]]:
    if wait is LetterWait.TO_CLASSIFY:
        return [Recipient.status == RecipientStatus.TO_CLASSIFY]
    runs = Recipient.status.in_(CLOCK_RUNS)
    return [runs, Recipient.reply_due < today()] if wait is LetterWait.OVERDUE else [runs]


def campaigns_with_letters(actor: Actor) -> list[Campaign]:
    """Return the visible campaigns that have visible letters, by title."""
    having = (
        select(RecordCampaign.campaign_id)
        .join(Letter, Letter.id == RecordCampaign.record_id)
        .where(visible_records(actor, Letter))
    )
    statement = select(Campaign).where(Campaign.id.in_(having), visible_records(actor, Campaign))
    return list(db.session.scalars(statement.order_by(Campaign.title, Campaign.id)))
