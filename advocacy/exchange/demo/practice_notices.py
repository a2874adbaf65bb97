"""What stands under the bells of the demo's users: what others of them did, and what is due."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import RecipientStatus
from advocacy.domain.mail import NoticeKind
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Event, Letter, Recipient, Task
from advocacy.policy import Actor
from advocacy.services import notices


def play(stage: Stage) -> None:
    """Ring a few bells."""
    organizer = Actor.of(stage.organizer)
    march = db.session.scalars(select(Event).where(Event.title == "March from Ward 6 to City Hall")).one()
    for user in (stage.coordinator, stage.member):
        notices.ring(user, NoticeKind.EVENT_CHANGED, "practice", about=march, by=organizer)
    answered = db.session.scalars(
        select(Letter).join(Recipient).where(Recipient.status == RecipientStatus.TO_CLASSIFY, Letter.is_sample)
    ).first()
    if answered is not None:
        for user in (stage.coordinator, stage.organizer):
            notices.ring(user, NoticeKind.REPLY_ARRIVED, "practice", about=answered)
    for task in db.session.scalars(select(Task).where(Task.due_on == stage.today, Task.is_sample).order_by(Task.id)):
        for user in (stage.organizer, stage.coordinator, stage.member):
            if task.assignee_id == user.id:
                notices.ring(user, NoticeKind.TASK_DUE, f"{task.ref}:{stage.today}", about=task, on_day=stage.today)
