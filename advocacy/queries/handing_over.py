"""What somebody has to do still, as far as the reader may see it: what is handed over when they leave."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.tasks import TaskStatus
from advocacy.models import MeetingRequest, Target, Task, User
from advocacy.policy import Actor, visible_work

MOST = 500
ENDED = (MeetingStatus.DEBRIEFED, MeetingStatus.WITHDRAWN)


@dataclass(frozen=True)
class Work:
    """Open tasks, targets to ask, and meetings to follow up."""

    tasks: list[Task]
    targets: list[Target]
    meetings: list[MeetingRequest]

    def all(self) -> list[Task | Target | MeetingRequest]:
        """Return everything, the tasks first."""
        return [*self.tasks, *self.targets, *self.meetings]


def user_by_ref(ref: str) -> User | None:
    """Return whose work it is, or None."""
    return db.session.scalar(select(User).where(User.ref == ref))


def work_of(actor: Actor, user: User) -> Work:
    """Return what a user has to do still, as far as the actor may see it, in a fixed number of queries."""
    tasks = (
        select(Task)
        .where(Task.assignee_id == user.id, Task.status == TaskStatus.OPEN, visible_work(actor, Task))
        .options(selectinload(Task.campaign_links))
        .order_by(Task.due_on, Task.id)
    )
    targets = (
        select(Target)
        .where(Target.asker_id == user.id, visible_work(actor, Target))
        .options(
            joinedload(Target.person),
            joinedload(Target.organization),
            joinedload(Target.campaign),
            selectinload(Target.campaign_links),
        )
        .order_by(Target.id)
    )
    meetings = (
        select(MeetingRequest)
        .where(
            MeetingRequest.owner_id == user.id,
            MeetingRequest.status.not_in(ENDED),
            visible_work(actor, MeetingRequest),
        )
        .options(selectinload(MeetingRequest.campaign_links))
        .order_by(MeetingRequest.id)
    )
    return Work(*(list(db.session.scalars(each.limit(MOST))) for each in (tasks, targets, meetings)))
