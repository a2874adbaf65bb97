"""What the home page shows: what waits for somebody, the next decision, what comes up, where campaigns stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.calendars import ItemKind
from advocacy.domain.campaigns import CampaignStatus
from advocacy.domain.deadlines import Waiting
from advocacy.domain.events import EventStatus, RsvpAnswer
from advocacy.domain.letter_clock import LATE
from advocacy.domain.letters import SIGNABLE
from advocacy.domain.localtime import local_day
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.words import Word
from advocacy.models import Event, Letter, Measure, MeetingRequest, Recipient, Record, Rsvp, Sponsor
from advocacy.policy import Action, Actor, may_ever, visible_work
from advocacy.queries import action_calls, campaigns, letters, meetings, tasks, timeline
from advocacy.queries.action_calls import HomeCall
from advocacy.queries.campaigns import CampaignLine
from advocacy.queries.clock import home_zone, today
from advocacy.queries.escalations import NextRung, next_rungs
from advocacy.queries.meetings import Marked
from advocacy.queries.tasks import TaskFilters, TaskPage
from advocacy.queries.timeline import Timeline
from advocacy.queries.waits import Clock

DAYS_AHEAD = 14
MOST_TASKS = 6
MOST_LETTERS = 5
MOST_IN_GROUP = 4
MOST_COMING = 8
MOST_CAMPAIGNS = 6
MOST_HAPPENED = 6
MOST_WAITING = 100


@dataclass(frozen=True)
class Coming:
    """Something in the next two weeks: an event, a confirmed meeting, a decision, a day to sign a letter by."""

    record: Record
    on: date
    at: datetime | None = None
    zone: str = ""
    place: str = ""
    is_called_off: bool = False
    am_going: bool = False
    what: Word | None = None
    """What the day is for, where the record does not say it."""


@dataclass(frozen=True)
class WaitingLetter:
    """A letter that waits for a reply, with who owes it; the day is that of the longest overdue."""

    letter: Letter
    recipients: Sequence[Recipient]
    due_on: date | None
    wait: Waiting | None = None
    """How the longest wait of them stands."""
    next_rung: NextRung | None = None
    """What the ladder of its campaign proposes now, for who may do it."""


@dataclass(frozen=True)
class Home:
    """The whole page, as far as its reader may see it."""

    tasks: TaskPage
    to_classify: Sequence[WaitingLetter]
    """Letters with those who answered, the first few."""
    replies: int
    """How many replies are to be classified: several may answer one letter."""
    not_arrived: Sequence[WaitingLetter]
    """Letters with those whom they did not reach: given up, or come back. The first few."""
    letters_lost: int
    waiting: Sequence[tuple[Waiting, Sequence[WaitingLetter]]]
    """In groups, the longest overdue first; each has the first few."""
    overdue_letters: int
    letters_due_soon: int
    to_debrief: Sequence[Marked]
    to_chase: Sequence[Marked]
    next_decision: Measure | None
    coming: Sequence[Coming]
    campaigns: Sequence[CampaignLine]
    happened: Timeline
    calls: Sequence[HomeCall] = ()


def home(actor: Actor) -> Home:
    """Return what the reader's home page shows; the number of queries does not depend on how much there is.

    What is to be classified, chased and debriefed waits only for who may do it.
    """
    day = today()
    waiting = _with_waits(_by_letter(letters.waiting(actor, MOST_WAITING)))
    late, soon = (sum(each.wait in which for each in waiting) for which in (LATE, (Waiting.DUE_SOON,)))
    on_letters, on_meetings = may_ever(actor, Action.WORK_LETTER), may_ever(actor, Action.WORK_MEETING)
    to_classify, lost, replies = letters.needing_somebody(actor) if on_letters else ([], [], 0)
    not_arrived = _by_letter(lost)
    return Home(
        tasks=tasks.tasks_page(actor, TaskFilters(assignee_id=actor.user_id), limit=MOST_TASKS),
        to_classify=_by_letter(to_classify)[:MOST_LETTERS],
        replies=replies,
        not_arrived=not_arrived[:MOST_LETTERS],
        letters_lost=len(not_arrived),
        waiting=_in_groups(_with_rungs(actor, waiting) if on_letters else waiting),
        overdue_letters=late if on_letters else 0,
        letters_due_soon=soon if on_letters else 0,
        to_debrief=meetings.to_debrief(actor) if on_meetings else (),
        to_chase=meetings.to_chase(actor) if on_meetings else (),
        next_decision=_next_decision(actor, day),
        coming=_coming(actor, day),
        campaigns=[line for line in campaigns.campaigns_page(actor, limit=MOST_CAMPAIGNS).lines if _is_alive(line)],
        happened=timeline.latest(actor, MOST_HAPPENED),
        calls=action_calls.on_home(actor),
    )


def _is_alive(line: CampaignLine) -> bool:
    return line.campaign.status is not CampaignStatus.ARCHIVED


def _by_letter(recipients: Sequence[Recipient]) -> list[WaitingLetter]:
    """Group recipients by letter, in the order of each letter's first."""
    groups: dict[int, list[Recipient]] = {}
    for recipient in recipients:
        groups.setdefault(recipient.letter_id, []).append(recipient)
    return [WaitingLetter(group[0].letter, group, group[0].reply_due) for group in groups.values()]


def _with_waits(waiting: Sequence[WaitingLetter]) -> list[WaitingLetter]:
    """The first recipient of each has waited longest; where that one is late, only those who are late are named."""
    clock, marked = Clock(), []
    for each in waiting:
        waits = [(recipient, clock.wait(recipient)) for recipient in each.recipients]
        longest = waits[0][1]
        named = [recipient for recipient, wait in waits if longest not in LATE or wait in LATE]
        marked.append(replace(each, recipients=named, wait=longest))
    return marked


def _in_groups(waiting: Sequence[WaitingLetter]) -> list[tuple[Waiting, Sequence[WaitingLetter]]]:
    groups = [(wait, [each for each in waiting if each.wait is wait][:MOST_IN_GROUP]) for wait in reversed(Waiting)]
    return [(wait, members) for wait, members in groups if members]


def _with_rungs(actor: Actor, waiting: Sequence[WaitingLetter]) -> list[WaitingLetter]:
    rungs = next_rungs(actor, [recipient for each in waiting for recipient in each.recipients])
    return [replace(each, next_rung=rungs.get(each.letter.id)) for each in waiting]


def _next_decision(actor: Actor, day: date) -> Measure | None:
    """Return the measure whose next date is nearest."""
    measure: Measure | None = db.session.scalar(
        select(Measure)
        .where(Measure.next_on >= day, visible_work(actor, Measure))
        .options(
            joinedload(Measure.body),
            selectinload(Measure.campaign_links),
            selectinload(Measure.sponsors).joinedload(Sponsor.person),
            selectinload(Measure.sponsors).joinedload(Sponsor.organization),
        )
        .order_by(Measure.next_on, Measure.id)
        .limit(1)
    )
    return measure


def _coming(actor: Actor, day: date) -> list[Coming]:
    """Return events, confirmed meetings, decisions and sign-on closings of the next two weeks, the nearest first."""
    last = day + timedelta(days=DAYS_AHEAD)
    found = [*_events(actor, day, last), *_meetings(actor, day, last), *_decisions(actor, day, last)]
    found += _sign_ons(actor, day, last)
    return sorted(found, key=_place)[:MOST_COMING]


def _place(each: Coming) -> tuple[date, bool, float, int]:
    """Order by day; on a day what has a time first, by it."""
    return each.on, each.at is None, each.at.timestamp() if each.at else 0.0, each.record.id


def _span(day: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments between which something of these days begins, with room for other zones."""
    zone = home_zone()
    first = datetime.combine(day, time(), tzinfo=zone) - timedelta(hours=12)
    return first, datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)


def _events(actor: Actor, day: date, last: date) -> list[Coming]:
    first_moment, last_moment = _span(day, last)
    statement = (
        select(Event)
        .where(
            Event.status.in_((EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.CANCELLED)),
            or_(
                Event.starts_at.between(first_moment, last_moment),
                and_(Event.starts_at.is_(None), Event.first_day.between(day, last)),
            ),
            visible_work(actor, Event),
        )
        .order_by(Event.starts_at, Event.first_day, Event.id)
        .limit(MOST_COMING * 2)
    )
    events = list(db.session.scalars(statement))
    going = _going(actor, events)
    coming = []
    for event in events:
        on = local_day(event.starts_at, event.zone) if event.starts_at else event.first_day
        if on is not None and day <= on <= last:
            off = event.status is EventStatus.CANCELLED
            coming.append(Coming(event, on, event.starts_at, event.zone, event.place, off, event.id in going))
    return coming


def _going(actor: Actor, events: Sequence[Event]) -> set[int]:
    """Return the events to which the reader said they come."""
    statement = select(Rsvp.event_id).where(
        Rsvp.event_id.in_([event.id for event in events]),
        Rsvp.user_id == actor.user_id,
        Rsvp.answer == RsvpAnswer.GOING,
    )
    return set(db.session.scalars(statement))


def _meetings(actor: Actor, day: date, last: date) -> list[Coming]:
    statement: Any = (
        select(MeetingRequest)
        .where(
            MeetingRequest.status == MeetingStatus.CONFIRMED,
            MeetingRequest.starts_at.between(*_span(day, last)),
            visible_work(actor, MeetingRequest),
        )
        .options(joinedload(MeetingRequest.person), joinedload(MeetingRequest.organization))
        .order_by(MeetingRequest.starts_at, MeetingRequest.id)
        .limit(MOST_COMING * 2)
    )
    coming = [
        Coming(each, local_day(each.starts_at, each.zone), each.starts_at, each.zone, each.place)
        for each in db.session.scalars(statement)
    ]
    return [each for each in coming if day <= each.on <= last]


def _decisions(actor: Actor, day: date, last: date) -> list[Coming]:
    statement = (
        select(Measure)
        .where(Measure.next_on.between(day, last), visible_work(actor, Measure))
        .options(joinedload(Measure.body))
        .order_by(Measure.next_on, Measure.id)
        .limit(MOST_COMING)
    )
    return [Coming(each, each.next_on) for each in db.session.scalars(statement) if each.next_on is not None]


def _sign_ons(actor: Actor, day: date, last: date) -> list[Coming]:
    """Return the letters that are signed by a day which is near; the nearest of the two days of each."""
    days = (day, last)
    statement = (
        select(Letter)
        .where(
            Letter.status.in_(SIGNABLE),
            Letter.side == Side.OURS,
            or_(Letter.sign_by.between(*days), Letter.sign_until.between(*days)),
            visible_work(actor, Letter),
        )
        .order_by(Letter.sign_by, Letter.sign_until, Letter.id)
        .limit(MOST_COMING)
    )
    coming = []
    for letter in db.session.scalars(statement):
        kinds = ((letter.sign_by, ItemKind.SIGN_BY), (letter.sign_until, ItemKind.SIGN_UNTIL))
        near = [(on, kind) for on, kind in kinds if on is not None and day <= on <= last]
        on, kind = min(near, key=lambda each: each[0])
        coming.append(Coming(letter, on, what=kind))
    return coming
