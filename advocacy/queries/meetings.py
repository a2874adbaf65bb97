"""Meeting requests: lists, what wants chasing and debriefing, one with all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, String, and_, case, or_, select, tuple_, type_coerce
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.meetings import (
    MARKS_FOR_DAYS,
    AttendeeSide,
    MeetingEvent,
    MeetingStatus,
    chase_due,
    debrief_due,
)
from advocacy.models import (
    Activity,
    Commitment,
    Demand,
    MeetingAttendee,
    MeetingChase,
    MeetingRequest,
    RecordCampaign,
    Step,
    User,
)
from advocacy.policy import Actor, visible_work
from advocacy.queries.clock import home_zone, today

PAGE = 50
MOST_MARKED = 200
LAST = "9999"


@dataclass(frozen=True)
class MeetingFilters:
    """Which requests to list."""

    status: MeetingStatus | None = None
    campaign_id: int | None = None


@dataclass(frozen=True)
class MeetingPage:
    """Some requests in their order, and the ref to ask for the next ones with ("" at the end)."""

    meetings: Sequence[MeetingRequest]
    next_after: str


@dataclass(frozen=True)
class Marked:
    """A request that wants something from us, and by which day."""

    meeting: MeetingRequest
    due_on: date


def _visible(actor: Actor) -> Select[Any]:
    return (
        select(MeetingRequest)
        .where(visible_work(actor, MeetingRequest))
        .options(
            joinedload(MeetingRequest.person),
            joinedload(MeetingRequest.organization),
            joinedload(MeetingRequest.owner),
            selectinload(MeetingRequest.campaign_links),
        )
    )


def meetings_page(actor: Actor, filters: MeetingFilters, after: str = "", limit: int = PAGE) -> MeetingPage:
    """Return one page: drafts first, then by the date of asking, newest first."""
    statement = _visible(actor)
    if filters.status is not None:
        statement = statement.where(MeetingRequest.status == filters.status)
    if filters.campaign_id is not None:
        linked = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == filters.campaign_id)
        statement = statement.where(MeetingRequest.id.in_(linked))
    key = _key()
    if after:
        anchor = select(*key.clauses).where(MeetingRequest.ref == after, visible_work(actor, MeetingRequest))
        row = db.session.execute(anchor).first()
        if row is not None:
            statement = statement.where(key < tuple(row))
    order = [column.desc() for column in key.clauses]
    found = db.session.scalars(statement.order_by(*order).limit(limit + 1)).all()
    return MeetingPage(found[:limit], found[limit - 1].ref if len(found) > limit else "")


def _key() -> Any:
    day = type_coerce(MeetingRequest.asked_on, String)
    first = case((MeetingRequest.status == MeetingStatus.DRAFT, LAST), else_=day)
    return tuple_(first, MeetingRequest.id)


def to_chase(actor: Actor) -> list[Marked]:
    """Return the requests whose chase is due, the longest overdue first."""
    day = today()
    oldest = day - timedelta(days=MARKS_FOR_DAYS)
    chased_lately = select(MeetingChase.meeting_id).where(MeetingChase.chased_on >= oldest)
    statement = (
        _visible(actor)
        .where(
            MeetingRequest.status == MeetingStatus.REQUESTED,
            MeetingRequest.side == Side.OURS,
            or_(
                type_coerce(MeetingRequest.asked_on, String) >= f"{oldest:%Y-%m}",
                type_coerce(MeetingRequest.asked_on, String) == str(day.year),
                MeetingRequest.id.in_(chased_lately),
            ),
        )
        .options(selectinload(MeetingRequest.chases))
        .order_by(MeetingRequest.id)
        .limit(MOST_MARKED)
    )
    dues = [
        (meeting, chase_due(meeting.asked_on, [chase.chased_on for chase in meeting.chases], day))
        for meeting in db.session.scalars(statement)
    ]
    return _by_day([Marked(meeting, due) for meeting, due in dues if due is not None and due <= day])


def to_debrief(actor: Actor) -> list[Marked]:
    """Return meetings that were held, or whose time is over, and that nobody debriefed; the oldest first."""
    day = today()
    now = datetime.combine(day, time(), tzinfo=home_zone())
    oldest = day - timedelta(days=MARKS_FOR_DAYS)
    is_over = and_(
        MeetingRequest.status == MeetingStatus.CONFIRMED,
        MeetingRequest.starts_at < now + timedelta(days=1),
        MeetingRequest.starts_at >= now - timedelta(days=MARKS_FOR_DAYS),
    )
    was_held = and_(
        MeetingRequest.status == MeetingStatus.HELD, type_coerce(MeetingRequest.held_on, String) >= f"{oldest:%Y}"
    )
    statement = _visible(actor).where(or_(was_held, is_over)).order_by(MeetingRequest.id).limit(MOST_MARKED)
    marked = []
    for meeting in db.session.scalars(statement):
        due = debrief_day(meeting, day)
        if due is not None:
            marked.append(Marked(meeting, due))
    return _by_day(marked)


def debrief_day(meeting: MeetingRequest, day: date) -> date | None:
    """Return the last day in time for the debriefing; of a confirmed meeting that is over, the day it was on."""
    if meeting.status is MeetingStatus.HELD:
        return debrief_due(meeting.held_on, day)
    if meeting.status is MeetingStatus.CONFIRMED and meeting.starts_at is not None:
        was_on = meeting.starts_at.astimezone(home_zone()).date()
        return was_on if was_on < day else None
    return None


def _by_day(marked: list[Marked]) -> list[Marked]:
    return sorted(marked, key=lambda each: (each.due_on, each.meeting.id))


def meeting_by_ref(actor: Actor, ref: str) -> MeetingRequest | None:
    """Return a request with all that its page shows, or None when it is missing or hidden."""
    statement = (
        _visible(actor)
        .where(MeetingRequest.ref == ref)
        .options(
            selectinload(MeetingRequest.asks),
            selectinload(MeetingRequest.citations),
            selectinload(MeetingRequest.chases),
            selectinload(MeetingRequest.attendees).joinedload(MeetingAttendee.person),
            selectinload(MeetingRequest.attendees).joinedload(MeetingAttendee.organization),
        )
    )
    meeting: MeetingRequest | None = db.session.scalar(statement)
    return meeting


def attendees(meeting: MeetingRequest, side: AttendeeSide) -> list[MeetingAttendee]:
    """Return who sat on one side of the table."""
    return [each for each in meeting.attendees if each.side is side]


def demands_asked(actor: Actor, meeting: MeetingRequest) -> dict[int, Demand]:
    """Return the demands behind the asks, as far as the reader may see them."""
    ids = [ask.demand_id for ask in meeting.asks if ask.demand_id is not None]
    statement = (
        select(Demand).where(Demand.id.in_(ids), visible_work(actor, Demand)).options(joinedload(Demand.campaign))
    )
    return {demand.id: demand for demand in db.session.scalars(statement)} if ids else {}


def chasers(meeting: MeetingRequest) -> dict[int, str]:
    """Return the names of who chased the request."""
    ids = {chase.user_id for chase in meeting.chases if chase.user_id is not None}
    users = db.session.scalars(select(User).where(User.id.in_(ids))) if ids else ()
    return {user.id: user.display_name for user in users}


def commitments_made(actor: Actor, meeting: MeetingRequest) -> list[Commitment]:
    """Return what was promised at the meeting."""
    statement = (
        select(Commitment)
        .where(Commitment.meeting_id == meeting.id, visible_work(actor, Commitment))
        .order_by(Commitment.id)
    )
    return list(db.session.scalars(statement))


def activity_of_step(meeting: MeetingRequest, event: MeetingEvent) -> Activity | None:
    """Return the activity that the latest such step wrote, unless it was taken back."""
    return db.session.scalar(
        select(Activity)
        .join(Step, Step.activity_id == Activity.id)
        .where(Step.record_id == meeting.id, Step.event == event.value, Step.corrected_at.is_(None))
        .order_by(Step.id.desc())
        .limit(1)
    )
