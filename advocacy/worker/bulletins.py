"""The jobs that write mail which comes by itself: digests, reminders, word of events that changed.

Each may run as often as it likes: the key of a message says what it is for, so nothing is written twice. A day is one
of the installation's zone, also on the days when the clocks are set; quiet hours hold a message back. When it goes, it
is written as its reader may see things then.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import and_, or_, select

from advocacy.db import db
from advocacy.domain.digests import DIGEST_UNTIL, WRITTEN_FROM, Change, DigestPart, Told, is_day_of
from advocacy.domain.events import EventStatus, EventStep, RsvpAnswer
from advocacy.domain.localtime import day_begins, day_ends, local_day
from advocacy.domain.mail import Mail, MailKind, MailStatus, NoticeKind
from advocacy.domain.mail_choices import AutomaticMail, MailChoices
from advocacy.domain.meetings import AttendeeSide, MeetingStatus
from advocacy.domain.partial_dates import Precision
from advocacy.domain.records import RecordKind
from advocacy.domain.tasks import TaskStatus, wanted_on
from advocacy.domain.words import N_
from advocacy.exchange import bulletins
from advocacy.models import (
    Event,
    MeetingAttendee,
    MeetingRequest,
    Notice,
    OutboxMessage,
    Record,
    Rsvp,
    Step,
    Task,
    User,
)
from advocacy.models.base import utc_now
from advocacy.policy import Actor, sees
from advocacy.queries import digests
from advocacy.queries.clock import home_zone, today
from advocacy.queries.mail_choices import DEFAULTS, choices_of, choices_of_all
from advocacy.queries.tasks import wanted_on_sql
from advocacy.services import notices, outbox, tasks

RING_FOR = timedelta(days=3)
"""How long after its day a task still rings, when no worker ran on the day."""
NEWS_FOR = timedelta(days=2)
"""How long a changed event is news."""
STILL_COMING = (EventStatus.PLANNED, EventStatus.ANNOUNCED)
NEWS = frozenset({EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.POSTPONED, EventStatus.CANCELLED})


def _readers(mail: AutomaticMail) -> Iterator[tuple[User, MailChoices]]:
    """Yield everybody who can sign in and wants this mail, with their choices."""
    users = db.session.scalars(
        select(User).where(User.is_active, User.password_hash.is_not(None)).order_by(User.id)
    ).all()
    chosen = choices_of_all(user.id for user in users)
    for user in users:
        choices = chosen.get(user.id, DEFAULTS)
        if choices.wants(mail):
            yield user, choices


def _queued(prefix: str) -> set[str]:
    keys = select(OutboxMessage.unique_key).where(OutboxMessage.unique_key.startswith(prefix, autoescape=True))
    return set(db.session.scalars(keys))


def _queue(mail: Mail, user: User, choices: MailChoices) -> None:
    outbox.queue(mail, user=user, not_before=choices.not_before(utc_now(), str(home_zone())))


def _hour() -> int:
    return datetime.now(home_zone()).hour


def write_digests() -> None:
    """Write the digests of this day, in the morning; who has nothing to be told gets none."""
    if not outbox.mail_is_on() or not WRITTEN_FROM <= _hour() < DIGEST_UNTIL:
        return
    day = today()
    written = _queued(f"digest:{day}:")
    for user, choices in _readers(AutomaticMail.DIGEST):
        key = f"digest:{day}:{user.ref}"
        if key in written or not is_day_of(choices.digest, day):
            continue
        told = digests.digest(Actor.of(user), choices.digest, day)
        if told:
            _queue(bulletins.digest(user, choices.digest, told, key), user, choices)


def remind_of_tasks() -> None:
    """Mail the tasks that are due today; who gets the day's digest reads it there."""
    if not outbox.mail_is_on() or _hour() < WRITTEN_FROM:
        return
    day = today()
    written = _queued(f"tasks:{day}:") | _queued(f"digest:{day}:")
    for user, choices in _readers(AutomaticMail.TASKS):
        key = f"tasks:{day}:{user.ref}"
        if key in written or f"digest:{day}:{user.ref}" in written:
            continue
        told = digests.discreet(list(digests.tasks_due(Actor.of(user), day, day)))
        if told:
            _queue(bulletins.task_reminder(user, told, key), user, choices)


def ring_for_tasks() -> None:
    """Ring for the tasks that are due, or whose snooze ends, today, or did while no worker ran: with or without mail.

    Who was given the task today knows of it, and whoever was told today of the reply that is to be classified.
    """
    day = today()
    begins = datetime.combine(day, time(), tzinfo=home_zone())
    given = select(Notice.id).where(
        Notice.kind == NoticeKind.TASK_GIVEN,
        Notice.about_id == Task.id,
        Notice.user_id == Task.assignee_id,
        Notice.at >= begins,
    )
    is_told = and_(Task.rule.is_not(None), Task.rule.in_(tasks.TOLD_OTHERWISE), Task.created_at >= begins)
    rung = select(Notice.id).where(
        Notice.kind == NoticeKind.TASK_DUE,
        Notice.about_id == Task.id,
        Notice.user_id == Task.assignee_id,
        Notice.on_day == wanted_on_sql(),
    )
    due = (
        select(Task, User)
        .join(User, User.id == Task.assignee_id)
        .where(Task.status == TaskStatus.OPEN, wanted_on_sql().between(day - RING_FOR, day))
        .where(~rung.exists(), ~given.exists(), ~is_told)
        .order_by(Task.id)
    )
    for task, user in db.session.execute(due).all():
        on = wanted_on(task.due_on, task.snoozed_until)
        notices.ring(user, NoticeKind.TASK_DUE, f"{task.ref}:{on}", about=task, on_day=on)


def remind_of_events() -> None:
    """The day before an event, mail those who said that they come or may, and whom no digest of today tells of it."""
    if not outbox.mail_is_on() or _hour() < WRITTEN_FROM:
        return
    tomorrow = today() + timedelta(days=1)
    for event in _events_on(tomorrow):
        coming = select(Rsvp.user_id).where(Rsvp.event_id == event.id, Rsvp.answer != RsvpAnswer.NOT_GOING)
        ids = set(db.session.scalars(coming))
        ids -= _told_in_digest(event)
        _mail_about(event, _told_of(event), ids, f"event:{event.ref}:{tomorrow}", bulletins.event_reminder)


def _told_in_digest(record: Record) -> set[int]:
    """Return whose digest of today names the record, as far as it is on its way: a reminder would say it twice."""
    message = OutboxMessage
    named = select(message.user_id).where(
        message.unique_key.startswith(f"digest:{today()}:", autoescape=True),
        message.status.in_((MailStatus.QUEUED, MailStatus.SENDING, MailStatus.SENT)),
        message.body.contains(f"/{record.ref}\n"),
    )
    return {user_id for user_id in db.session.scalars(named) if user_id is not None}


def _events_on(day: date) -> list[Event]:
    """Return the events of a day, as the calendar of each event's place shows it."""
    near = select(Event).where(
        Event.status.in_(STILL_COMING),
        Event.first_day.between(day - timedelta(days=1), day + timedelta(days=1)),
    )
    return [event for event in db.session.scalars(near.order_by(Event.id)) if _day_of(event) == day]


def _day_of(event: Event) -> date | None:
    if event.starts_at is not None:
        return local_day(event.starts_at, event.zone)
    return event.first_day if event.happened_on.precision is Precision.DAY else None


def remind_of_meetings() -> None:
    """The day before a confirmed meeting, mail who follows it up and who of us goes, as far as they have a login.

    Not those whom the digest of today tells of it.
    """
    if not outbox.mail_is_on() or _hour() < WRITTEN_FROM:
        return
    tomorrow = today() + timedelta(days=1)
    for meeting in _meetings_on(tomorrow):
        key, told = f"meeting:{meeting.ref}:{tomorrow}", _told_of_meeting(meeting, tomorrow)
        _mail_about(meeting, told, _who_goes(meeting) - _told_in_digest(meeting), key, bulletins.event_reminder)


def _told_of_meeting(meeting: MeetingRequest, day: date) -> Told:
    part, at = DigestPart.MEETINGS, meeting.starts_at
    return Told(part, RecordKind.MEETING, meeting.ref, meeting.topic, day, at, meeting.zone, place=meeting.place)


def _meetings_on(day: date) -> list[MeetingRequest]:
    """Return the confirmed meetings of a day, as the calendar of each one's place shows it."""
    near = day_begins(day, "UTC") - timedelta(days=1), day_ends(day, "UTC") + timedelta(days=1)
    confirmed = select(MeetingRequest).where(
        MeetingRequest.status == MeetingStatus.CONFIRMED, MeetingRequest.starts_at.between(*near)
    )
    found = db.session.scalars(confirmed.order_by(MeetingRequest.id))
    return [each for each in found if each.starts_at is not None and local_day(each.starts_at, each.zone) == day]


def _who_goes(meeting: MeetingRequest) -> set[int]:
    ours = select(MeetingAttendee.person_id).where(
        MeetingAttendee.meeting_id == meeting.id,
        MeetingAttendee.side == AttendeeSide.US,
        MeetingAttendee.person_id.is_not(None),
    )
    return set(db.session.scalars(select(User.id).where(or_(User.id == meeting.owner_id, User.person_id.in_(ours)))))


def _mail_about(
    record: Record, told: Told, ids: set[int | None] | set[int], prefix: str, write: Callable[[User, Told, str], Mail]
) -> None:
    written = _queued(f"{prefix}:")
    (discreet,) = digests.discreet([told])
    for user, choices in _readers(AutomaticMail.EVENTS):
        key = f"{prefix}:{user.ref}"
        if user.id in ids and key not in written and sees(Actor.of(user), record):
            _queue(write(user, discreet, key), user, choices)


def _told_of(event: Event) -> Told:
    day, at = _day_of(event), event.starts_at
    return Told(DigestPart.EVENTS, RecordKind.EVENT, event.ref, event.title, day, at, event.zone, place=event.place)


def _told_of_change(event: Event) -> Told:
    """Return an event with the date that holds no longer: what stands, or stood, when it was called off."""
    told, old = _told_of(event), event.old_dates[-1] if event.old_dates else None
    step = _called_off(event)
    is_dated_anew = step is not None and old is not None and old.changed_at >= step.at
    if (event.status is EventStatus.POSTPONED and not is_dated_anew) or event.status is EventStatus.CANCELLED:
        is_off = event.status is EventStatus.CANCELLED
        was = Change(told.on, told.at, step.note if step is not None else "", is_called_off=is_off)
        return replace(told, on=None, at=None, was=was)
    on = old.happened_on.first_day if old is not None and old.happened_on.precision is Precision.DAY else None
    at = old.starts_at if old is not None else None
    return replace(
        told, was=Change(local_day(at, event.zone) if at else on, at, step.note if is_dated_anew and step else "")
    )


def _called_off(event: Event) -> Step | None:
    """Return the step by which it was last postponed or cancelled, unless that was taken back."""
    words = [EventStep.POSTPONE.value, EventStep.CANCEL.value]
    steps = select(Step).where(Step.record_id == event.id, Step.event.in_(words), Step.corrected_at.is_(None))
    return db.session.scalar(steps.order_by(Step.id.desc()).limit(1))


def tell_of_changed_events() -> None:
    """Mail what the bell tells of events that were moved or called off, unless it was read on screen already.

    Whoever only has a calendar of it is told there.
    """
    if not outbox.mail_is_on():
        return
    unread = select(Notice).where(
        Notice.kind == NoticeKind.EVENT_CHANGED, Notice.read_at.is_(None), Notice.at > utc_now() - NEWS_FOR
    )
    by_event: dict[int, list[Notice]] = {}
    for notice in db.session.scalars(unread.order_by(Notice.id)):
        if notice.about_id is not None:
            by_event.setdefault(notice.about_id, []).append(notice)
    for event in db.session.scalars(select(Event).where(Event.id.in_(by_event)).order_by(Event.id)).all():
        _tell_of(event, by_event[event.id])


def _tell_of(event: Event, told: Sequence[Notice]) -> None:
    day = _day_of(event)
    if event.status not in NEWS or (day is not None and day < today()):
        return
    concerned = set(notices.concerned_by(event)) & {notice.user_id for notice in told}
    status = event.status
    _mail_about(
        event,
        _told_of_change(event),
        concerned,
        _change_key(event),
        lambda user, what, key: bulletins.event_changed(user, what, status, key),
    )


def _change_key(event: Event) -> str:
    return f"event-changed:{event.ref}:{event.status.value}:{event.happened_on}:{event.starts_at}"


# --- when its time has come ---------------------------------------------------------------------------------

NOTHING_LEFT = N_("What it told of is done, changed or hidden by now, or its reader wants no such mail any more.")
Again = Callable[[User, MailChoices, str], Mail | None]
R = TypeVar("R", bound=Record)


def _digest_again(user: User, choices: MailChoices, key: str) -> Mail | None:
    day = date.fromisoformat(key.split(":")[1])
    told = digests.digest(Actor.of(user), choices.digest, day)
    return bulletins.digest(user, choices.digest, told, key) if told else None


def _tasks_again(user: User, _choices: MailChoices, key: str) -> Mail | None:
    day = date.fromisoformat(key.split(":")[1])
    told = digests.discreet(list(digests.tasks_due(Actor.of(user), day, day)))
    return bulletins.task_reminder(user, told, key) if told else None


def _event_again(user: User, _choices: MailChoices, key: str) -> Mail | None:
    told = _meeting_still(user, key) if key.startswith("meeting:") else _event_still(user, key)
    return bulletins.event_reminder(user, digests.discreet([told])[0], key) if told is not None else None


def _event_still(user: User, key: str) -> Told | None:
    event = _seen(user, Event, key)
    if event is None or event.status not in STILL_COMING or not key.startswith(f"event:{event.ref}:{_day_of(event)}:"):
        return None
    return _told_of(event)


def _meeting_still(user: User, key: str) -> Told | None:
    meeting = _seen(user, MeetingRequest, key)
    if meeting is None or meeting.status is not MeetingStatus.CONFIRMED or meeting.starts_at is None:
        return None
    day = local_day(meeting.starts_at, meeting.zone)
    return _told_of_meeting(meeting, day) if key.startswith(f"meeting:{meeting.ref}:{day}:") else None


def _change_again(user: User, _choices: MailChoices, key: str) -> Mail | None:
    event = _seen(user, Event, key)
    if event is None or not key.startswith(f"{_change_key(event)}:"):
        return None
    return bulletins.event_changed(user, digests.discreet([_told_of_change(event)])[0], event.status, key)


def _seen(user: User, kind: type[R], key: str) -> R | None:
    """Return the record of a message, while its reader may see it."""
    record = db.session.scalar(select(kind).where(kind.ref == key.split(":")[1]))
    return record if record is not None and sees(Actor.of(user), record) else None


AGAIN: dict[MailKind, tuple[AutomaticMail, Again]] = {
    MailKind.DIGEST: (AutomaticMail.DIGEST, _digest_again),
    MailKind.TASK_REMINDER: (AutomaticMail.TASKS, _tasks_again),
    MailKind.EVENT_REMINDER: (AutomaticMail.EVENTS, _event_again),
    MailKind.EVENT_CHANGED: (AutomaticMail.EVENTS, _change_again),
}


def _written_again(message: OutboxMessage) -> str:
    """Write what waited as its reader may see it now: quiet hours and a server that was away can last half a day."""
    user = db.session.get(User, message.user_id) if message.user_id is not None else None
    if user is None:
        return NOTHING_LEFT
    ends, again = AGAIN[message.kind]
    choices = choices_of(user)
    mail = again(user, choices, message.unique_key) if choices.wants(ends) else None
    if mail is None:
        return NOTHING_LEFT
    outbox.rewrite(message, mail)
    return ""


for _kind in AGAIN:
    outbox.before_sending(_kind, _written_again)
