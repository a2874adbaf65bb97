"""How waits for answers stand today: by the business days of the place of a letter's leading campaign."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, case, literal, select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.deadlines import Waiting, WithOwnDays, soon_until, standing
from advocacy.domain.letter_clock import RollUp, roll_up, wait_of
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.models import Campaign, Jurisdiction, Letter, OwnHoliday, Recipient, RecordCampaign
from advocacy.queries.clock import today
from advocacy.queries.holidays import known_calendar

LOOKED_AHEAD = timedelta(days=60)
"""Own holidays are read so far ahead: nothing beyond is due soon."""


class Clock:
    """Today, and until when answers are due soon: asked once for a page, one query for the places of all campaigns.

    The holidays are looked at only when something is due that is not late already.
    """

    def __init__(self, day: date | None = None) -> None:
        """Take the day, or today."""
        self.day = day or today()

    def soon_until(self, letter: Letter) -> date:
        """Return the last day on which an answer to this letter, loaded with its campaigns, is due soon."""
        return self.soon_at(letter.campaigns[0].jurisdiction_id if letter.campaigns else None)

    def soon_at(self, place_id: int | None) -> date:
        """Return the last day that is due soon at the place of a campaign."""
        return self.by_place.get(place_id, self.usual) if place_id is not None else self.usual

    def standing(self, due: date, place_id: int | None) -> Waiting:
        """Return how the wait for what is due on a day stands, by the holidays of a place."""
        return standing(due, self.day, self.soon_at(place_id) if due >= self.day else self.day)

    def wait(self, recipient: Recipient) -> Waiting | None:
        """Return how the wait for one recipient stands; None where nobody waits. Its letter is loaded."""
        letter, due = recipient.letter, recipient.reply_due
        if not runs(letter):
            return None
        soon = self.soon_until(letter) if due is not None and due >= self.day else self.day
        return wait_of(recipient.status, due, self.day, soon)

    def roll_up(self, letter: Letter, recipients: Iterable[tuple[RecipientStatus, date | None]]) -> RollUp:
        """Return a letter's recipients, as (state, due day), in numbers."""
        rows = list(recipients)
        is_ahead = any(due is not None and due >= self.day for _, due in rows)
        soon = self.soon_until(letter) if is_ahead and runs(letter) else self.day
        return roll_up(rows, self.day, soon, clock_runs=runs(letter))

    @cached_property
    def usual(self) -> date:
        """The last day that is due soon where no place is known."""
        return soon_until(self.day, known_calendar(""))

    @cached_property
    def by_place(self) -> dict[int, date]:
        """The last day that is due soon, by the id of each place that has a campaign."""
        known: dict[int, str] = {}
        own: dict[int, set[date]] = defaultdict(set)
        values = {"first": self.day, "last": self.day + LOOKED_AHEAD}
        for place_id, code, day in db.session.execute(_closed_days(), values):
            known[place_id] = code
            own[place_id].update([day] if day is not None else [])
        return {
            each: soon_until(self.day, WithOwnDays(known_calendar(code), own[each])) for each, code in known.items()
        }

    def is_due_soon(self) -> ColumnElement[bool]:
        """Return the condition that a recipient's answer is due soon, for a clock that runs."""
        by_day: dict[date, list[int]] = defaultdict(list)
        for place_id, soon in self.by_place.items():
            if soon != self.usual:
                by_day[soon].append(place_id)
        until: ColumnElement[Any] = literal(self.usual)
        if by_day:
            place = leading_place(Recipient.letter_id, Recipient)
            until = case(*((place.in_(ids), literal(soon)) for soon, ids in by_day.items()), else_=until)
        return and_(Recipient.reply_due >= self.day, Recipient.reply_due <= until)


def runs(letter: Letter) -> bool:
    """Whether somebody waits for answers to a letter: one of ours that stands."""
    return letter.status is LetterStatus.SENT and letter.side is Side.OURS


def leading_place(letter_id: Any, beside: Any) -> ColumnElement[Any]:
    """Return the id of the place of a letter's first campaign, as a column for a query of `beside`."""
    campaign, link = Campaign.__table__.alias(), RecordCampaign.__table__.alias()
    return (
        select(campaign.c.jurisdiction_id)
        .select_from(link.join(campaign, campaign.c.id == link.c.campaign_id))
        .where(link.c.record_id == letter_id)
        .order_by(link.c.position)
        .limit(1)
        .correlate(beside)
        .scalar_subquery()
    )


@cache
def _closed_days() -> Select[Any]:
    """Each place of a campaign with its code, once for each day off of its own or of a place that it lies in."""
    place, above, campaign = Jurisdiction.__table__.alias(), Jurisdiction.__table__.alias(), Campaign.__table__
    having = select(campaign.c.jurisdiction_id).where(campaign.c.jurisdiction_id.is_not(None))
    around = select(place.c.id.label("of_id"), place.c.id, place.c.parent_id).where(place.c.id.in_(having))
    cte = around.cte("places_around", recursive=True)
    cte = cte.union(
        select(cte.c.of_id, above.c.id, above.c.parent_id).select_from(cte.join(above, above.c.id == cte.c.parent_id))
    )
    own, root = OwnHoliday.__table__, Jurisdiction.__table__.alias()
    near = own.c.day.between(bindparam("first", type_=Date()), bindparam("last", type_=Date()))
    return (
        select(cte.c.of_id, root.c.holidays, own.c.day)
        .select_from(cte)
        .join(root, root.c.id == cte.c.of_id)
        .outerjoin(own, and_(own.c.jurisdiction_id == cte.c.id, near))
    )
