"""Checklists in use, and how far those are that were applied to a record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Campaign, Checklist, ChecklistItem, Record, Task, TeamMember, User
from advocacy.policy import Actor, sees, visible_work

_WITH_ITEMS = selectinload(Checklist.items).joinedload(ChecklistItem.assignee)


def checklists() -> list[Checklist]:
    """Return the checklists in use, by name."""
    kept = select(Checklist).where(Checklist.archived_at.is_(None)).options(_WITH_ITEMS)
    return list(db.session.scalars(kept.order_by(Checklist.title, Checklist.id)))


def checklist_by_ref(ref: str) -> Checklist | None:
    """Return a checklist in use, or None."""
    kept = select(Checklist).where(Checklist.ref == ref, Checklist.archived_at.is_(None))
    return db.session.scalar(kept.options(_WITH_ITEMS))


@dataclass(frozen=True)
class Progress:
    """A checklist that was applied to a record: how many of its tasks are done, of those not dropped."""

    title: str
    done: int
    total: int


def progress_on(actor: Actor, record: Record) -> Sequence[Progress]:
    """Return how far the checklists are that were applied to a record, by name."""
    rows = db.session.execute(
        select(Checklist.title, Task.status, func.count())
        .join(Task, Task.checklist_id == Checklist.id)
        .where(Task.about_id == record.id, Task.status != TaskStatus.DROPPED, visible_work(actor, Task))
        .group_by(Checklist.id, Checklist.title, Task.status)
        .order_by(Checklist.title, Checklist.id)
    ).all()
    counts: dict[str, dict[TaskStatus, int]] = {}
    for title, status, count in rows:
        of_title = counts.setdefault(title, {})
        of_title[status] = of_title.get(status, 0) + count
    return [Progress(title, by.get(TaskStatus.DONE, 0), sum(by.values())) for title, by in counts.items()]


@dataclass(frozen=True)
class Assignees:
    """Who may be given a line of a checklist: who may see the record, and who of them leads its campaign."""

    users: Sequence[User]
    lead: User | None = None


def assignees_for(actor: Actor, kept: Checklist, record: Record) -> Assignees:
    """Return the team of the record's campaigns, who the checklist names, and the actor, by name."""
    campaigns = [record] if isinstance(record, Campaign) else record.campaigns
    team = db.session.execute(
        select(User, TeamMember.is_lead)
        .join(TeamMember, TeamMember.user_id == User.id)
        .where(TeamMember.campaign_id.in_([each.id for each in campaigns]))
        .order_by(TeamMember.id)
    ).all()
    named = [item.assignee for item in kept.items if item.assignee is not None]
    everybody = {user.id: user for user in (*(user for user, _ in team), *named, *([actor.user] if actor.user else []))}
    seeing = [user for user in everybody.values() if user.is_active and sees(Actor.of(user), record)]
    lead = next((user for user, leads in team if leads and user in seeing), None)
    return Assignees(sorted(seeing, key=lambda user: (user.display_name.casefold(), user.id)), lead)
