"""The collision guard: who of the coalition was with an office lately, and what is pending there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select

from advocacy.db import db
from advocacy.domain.activities import GUARD_DAYS
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.letters import RecipientStatus
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.tasks import TaskStatus
from advocacy.models import (
    Activity,
    ActivityContact,
    Letter,
    MeetingRequest,
    Organization,
    Person,
    Recipient,
    Record,
    Target,
    Task,
    User,
)
from advocacy.policy import Actor, visible_activities, visible_records
from advocacy.queries.clock import today

MOST_SHOWN = 10
WAITING = (RecipientStatus.SENT, RecipientStatus.ACKNOWLEDGED, RecipientStatus.TO_CLASSIFY, RecipientStatus.CLARIFYING)
ASKED = (MeetingStatus.REQUESTED, MeetingStatus.OFFERED, MeetingStatus.CONFIRMED)


@dataclass(frozen=True)
class Visit:
    """One of us was in touch with somebody."""

    ref: str
    kind: ActivityKind
    occurred_on: PartialDate
    party: str
    author: str


@dataclass(frozen=True)
class Guard:
    """What somebody should know before they call on an office, as far as they may see."""

    visits: list[Visit]
    pending: list[Record]

    @property
    def is_quiet(self) -> bool:
        """Whether nobody was there and nothing is pending."""
        return not self.visits and not self.pending


def guard(actor: Actor, parties: Sequence[Person | Organization], *, besides: Activity | None = None) -> Guard:
    """Return who was in touch with these in the last 14 days, and the letters, meetings and tasks that wait there."""
    if not parties:
        return Guard([], [])
    ids = [party.id for party in parties]
    return Guard(_visits(actor, ids, besides), _pending(actor, ids))


def _visits(actor: Actor, ids: list[int], besides: Activity | None) -> list[Visit]:
    statement = (
        select(Activity.ref, Activity.kind, Activity.occurred_on, ActivityContact, User.display_name)
        .join(ActivityContact, ActivityContact.activity_id == Activity.id)
        .outerjoin(User, User.id == Activity.author_id)
        .where(
            or_(ActivityContact.person_id.in_(ids), ActivityContact.organization_id.in_(ids)),
            Activity.side == Side.OURS,
            Activity.last_day >= today() - timedelta(days=GUARD_DAYS),
            visible_activities(actor),
        )
        .order_by(Activity.sort_on.desc(), Activity.id.desc())
        .limit(MOST_SHOWN)
    )
    if besides is not None:
        statement = statement.where(Activity.id != besides.id)
    names: dict[int | None, str] = dict(_names(ids))
    return [
        Visit(ref, kind, when, names[contact.person_id or contact.organization_id], author or "")
        for ref, kind, when, contact, author in db.session.execute(statement)
    ]


def _names(ids: list[int]) -> list[tuple[int | None, str]]:
    people = db.session.scalars(select(Person).where(Person.id.in_(ids)))
    groups = db.session.scalars(select(Organization).where(Organization.id.in_(ids)))
    return [(party.id, party.name) for party in (*people, *groups)]


def _pending(actor: Actor, ids: list[int]) -> list[Record]:
    recipients = select(Recipient.letter_id).where(
        or_(Recipient.person_id.in_(ids), Recipient.organization_id.in_(ids)), Recipient.status.in_(WAITING)
    )
    targets = select(Target.__table__.c.id).where(or_(Target.person_id.in_(ids), Target.organization_id.in_(ids)))
    at_them = or_(MeetingRequest.person_id.in_(ids), MeetingRequest.organization_id.in_(ids))
    return [
        *_some(actor, Letter, Letter.id.in_(recipients), Letter.side == Side.OURS),
        *_some(actor, MeetingRequest, at_them, MeetingRequest.status.in_(ASKED)),
        *_some(actor, Task, or_(Task.about_id.in_(ids), Task.about_id.in_(targets)), Task.status == TaskStatus.OPEN),
    ]


def _some(actor: Actor, model: Any, *conditions: Any) -> list[Any]:
    statement = select(model).where(*conditions, visible_records(actor, model)).order_by(model.id.desc())
    return list(db.session.scalars(statement.limit(MOST_SHOWN)))
