"""What stands under somebody's bell: only what is about a record that they may still see."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, func, literal, or_, select
from sqlalchemy.orm import aliased, joinedload

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Campaign, Notice, Record, RecordCampaign, Task
from advocacy.policy import Actor, visible_work
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries import records
from advocacy.queries.clock import today
from advocacy.queries.keyset import Place, page_of

MOST_COUNTED = 100
"""The bell counts up to here: beyond it, the number tells nothing more."""


@dataclass(frozen=True)
class Waiting:
    """What the frame around every page says of its reader."""

    tasks: int = 0
    """Their open tasks that are not snoozed."""
    notices: int = 0
    """Their unread notices, at most `MOST_COUNTED`."""


def waiting(actor: Actor) -> Waiting:
    """Return the two numbers of the frame, in one statement. One's own tasks are always one's own to see."""
    row = db.session.execute(_waiting(reader(actor)), parameters(actor, today=today())).one()
    return Waiting(row.tasks, row.notices)


@cache
def _waiting(viewer: Reader) -> Select[Any]:
    """Every page asks this: it is built once."""
    task, notice, day = Task.__table__.c, Notice.__table__.c, bindparam("today", type_=Date())
    tasks = select(func.count()).where(
        task.assignee_id == viewer.user_id,
        task.status == TaskStatus.OPEN,
        or_(task.snoozed_until.is_(None), task.snoozed_until <= day),
    )
    unread = (
        select(literal(1).label("one"))
        .select_from(Notice.__table__)
        .where(notice.user_id == viewer.user_id, notice.read_at.is_(None), _is_seen(viewer, notice.about_id))
        .limit(MOST_COUNTED)
        .subquery()
    )
    notices = select(func.count()).select_from(unread)
    return select(tasks.scalar_subquery().label("tasks"), notices.scalar_subquery().label("notices"))


def _is_seen(viewer: Actor, about_id: Any) -> Any:
    """A notice about nothing is its reader's; one about a record is shown while they may see that."""
    record = aliased(Record)
    seen = select(literal(1)).where(record.id == about_id, visible_work(viewer, record)).exists()
    return or_(about_id.is_(None), seen)


@dataclass(frozen=True)
class NoticeLine:
    """A notice with the record that it is about, ready to be named and linked."""

    notice: Notice
    about: Record | None
    is_confidential: bool = False
    """Whether it belongs to a campaign that only its team sees."""


@dataclass(frozen=True)
class NoticePage:
    """Some notices, newest first, and the refs to ask for the pages beside with ("" where there is none)."""

    lines: tuple[NoticeLine, ...]
    before: str = ""
    after: str = ""


def notices_page(actor: Actor, place: Place, size: int = 50) -> NoticePage:
    """Return one page of the reader's notices: as many queries whatever their number."""
    found = page_of(
        Notice, Notice.at, [_is_mine(actor)], place, options=[joinedload(Notice.by)], size=size, newest_first=True
    )
    about = records.by_ids(actor, [notice.about_id for notice in found.rows])
    quiet = confidential_among(about)
    lines = tuple(
        NoticeLine(notice, about.get(notice.about_id or 0), notice.about_id in quiet) for notice in found.rows
    )
    return NoticePage(lines, found.before, found.after)


def confidential_among(ids: Iterable[int]) -> set[int]:
    """Return which of these records belong to a confidential campaign, in one query."""
    wanted = list(ids)
    if not wanted:
        return set()
    links = select(RecordCampaign.record_id).join(
        Campaign.__table__, Campaign.__table__.c.id == RecordCampaign.campaign_id
    )
    kept = links.where(RecordCampaign.record_id.in_(wanted), Campaign.__table__.c.access == Access.RESTRICTED)
    return set(db.session.scalars(kept))


def _is_mine(actor: Actor) -> Any:
    return and_(Notice.user_id == actor.user_id, _is_seen(actor, Notice.about_id))


def by_ref(actor: Actor, ref: str) -> Notice | None:
    """Return a notice of the reader's own, or None."""
    return db.session.scalar(select(Notice).where(Notice.ref == ref, _is_mine(actor)))
