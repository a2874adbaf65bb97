"""The bell: what somebody should know of, told on screen in the transaction of the change.

    notices.ring(letter_author, NoticeKind.SIGNATURE_CAME, f"{signature.ref}", about=letter, by=actor)

Nobody is told of what they did themselves, and nobody of a record that they may not see. While a notice about a
record is unread, the next one of its kind takes its place: three hundred signatures are one line.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, or_, select, update

from advocacy.db import db
from advocacy.domain.events import EventPart, RsvpAnswer
from advocacy.domain.mail import KEPT_FOR, UNREAD_KEPT_FOR, MailKind, NoticeKind
from advocacy.domain.notices import withdrawal_key
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.users import ActorKind, Role
from advocacy.models import (
    AuditEntry,
    CalendarFeed,
    Comment,
    Event,
    EventParty,
    Letter,
    LetterPaper,
    Notice,
    OutboxMessage,
    Record,
    Reply,
    Rsvp,
    Task,
    TeamMember,
    User,
    UserRole,
)
from advocacy.models.base import utc_now
from advocacy.policy import WORKING_ROLES, Action, Actor, ensure, sees
from advocacy.queries.letter_texts import text_author_id
from advocacy.services import outbox

TELLS_NOBODY = frozenset({ActorKind.IMPORT})
"""What is loaded from a file happened long ago."""


def ring(
    user: User,
    kind: NoticeKind,
    unique_key: str,
    *,
    about: Record | None = None,
    by: Actor | None = None,
    on_day: date | None = None,
) -> Notice | None:
    """Put a notice under a user's bell and return it; None where they are not to be told.

    `unique_key` says what it is for: asked for twice, it is told once. `by` is who did it, `on_day` the day it is for.
    """
    if not user.is_active or (by is not None and (by.kind in TELLS_NOBODY or by.user_id == user.id)):
        return None
    db.session.flush()
    if about is not None and not sees(Actor.of(user), about):
        return None
    key = f"{kind.value}:{unique_key}:{user.ref}"
    known = db.session.scalar(select(Notice).where(Notice.unique_key == key))
    if known is not None:
        return known
    notice = _unread(user, kind, about) or Notice(user_id=user.id, kind=kind)
    notice.unique_key, notice.at, notice.on_day = key, utc_now(), on_day
    notice.about_id = about.id if about is not None else None
    notice.by_id = by.user_id if by is not None else None
    db.session.add(notice)
    db.session.flush()
    return notice


def _unread(user: User, kind: NoticeKind, about: Record | None) -> Notice | None:
    same = Notice.about_id == about.id if about is not None else Notice.about_id.is_(None)
    return db.session.scalar(
        select(Notice).where(Notice.user_id == user.id, Notice.read_at.is_(None), Notice.kind == kind, same).limit(1)
    )


def _ring_all(
    ids: Iterable[int | None], kind: NoticeKind, unique_key: str, *, about: Record | None, by: Actor | None
) -> None:
    wanted = {user_id for user_id in ids if user_id is not None}
    if not wanted or (by is not None and by.kind in TELLS_NOBODY):
        return
    for user in db.session.scalars(select(User).where(User.id.in_(wanted)).order_by(User.id)).all():
        ring(user, kind, unique_key, about=about, by=by)


# --- what people do -----------------------------------------------------------------------------------------


def task_given(actor: Actor, task: Task) -> None:
    """Tell who has got a task from somebody else; a task to review a letter says so."""
    db.session.flush()
    about = db.session.get(Record, task.about_id) if task.about_id is not None else None
    if task.rule is TaskRule.REVIEW_LETTER and about is not None:
        _ring_all([task.assignee_id], NoticeKind.REVIEW_ASKED, task.ref, about=about, by=actor)
    else:
        key = f"{task.ref}:{task.version}"
        _ring_all([task.assignee_id], NoticeKind.TASK_GIVEN, key, about=task, by=actor)


def work_given(actor: Actor, user_id: int | None, given: Sequence[Record]) -> None:
    """Tell who has got work from somebody else: of one thing with its name, of several in one line."""
    if len(given) == 1 and isinstance(given[0], Task):
        task_given(actor, given[0])
    elif given:
        about = given[0] if len(given) == 1 else None
        key = ":".join([given[0].ref, str(given[0].version), str(len(given))])
        _ring_all([user_id], NoticeKind.TASK_GIVEN, key, about=about, by=actor)


def reply_arrived(actor: Actor, letters: Iterable[Letter], reply: Reply) -> None:
    """Tell who wrote the letters, and who leads their campaigns."""
    db.session.flush()
    for letter in letters:
        _ring_all(
            [*_writers(letter), *_leads(letter)], NoticeKind.REPLY_ARRIVED, f"{reply.ref}:{letter.ref}",
            about=letter, by=actor,
        )  # fmt: skip


def comment_written(actor: Actor, record: Record, comment: Comment) -> None:
    """Tell who wrote the record, and who else commented on it."""
    db.session.flush()
    others = db.session.scalars(select(Comment.author_id).where(Comment.record_id == record.id)).all()
    writers = _writers(record) if isinstance(record, Letter) else [record.created_by_id]
    _ring_all([*writers, *others], NoticeKind.COMMENT_WRITTEN, comment.ref, about=record, by=actor)


def review_answered(actor: Actor, letter: Letter) -> None:
    """Tell who wrote the text that somebody has reviewed it."""
    key = f"{letter.ref}:{letter.text_version}:{actor.user_id}:{utc_now().isoformat()}"
    _ring_all(_writers(letter), NoticeKind.REVIEW_ANSWERED, key, about=letter, by=actor)


def signature_came(actor: Actor | None, letter: Letter, signature_ref: str) -> None:
    """Tell who wrote the letter that somebody signed; `actor` is None where they did so by a link."""
    key = f"{signature_ref}:{letter.text_version}"
    by = actor if actor is not None and actor.user_id is not None else None
    if actor is None or actor.kind not in TELLS_NOBODY:
        _ring_all(_writers(letter), NoticeKind.SIGNATURE_CAME, key, about=letter, by=by)


def signature_withdrawn(letter: Letter, signature_ref: str) -> None:
    """Tell who wrote the letter, and the leads of its campaigns, that somebody took their name back by a link."""
    key = withdrawal_key(signature_ref, letter.text_version)
    _ring_all([*_writers(letter), *_leads(letter)], NoticeKind.SIGNATURE_CAME, key, about=letter, by=None)


def _writers(letter: Letter) -> list[int | None]:
    return [letter.created_by_id, text_author_id(letter)]


def _leads(record: Record) -> list[int | None]:
    ids = [link.campaign_id for link in record.campaign_links]
    leads = select(TeamMember.user_id).where(TeamMember.campaign_id.in_(ids), TeamMember.is_lead)
    return list(db.session.scalars(leads))


# --- events -------------------------------------------------------------------------------------------------


def event_changed(actor: Actor, event: Event) -> None:
    """Tell everybody with a task, an answer or a feed on an event, and its hosts, that it was moved or called off.

    Called before the tasks of a cancelled event are dropped.
    """
    db.session.flush()
    concerned = [*concerned_by(event), *_followers(event)]
    _ring_all(concerned, NoticeKind.EVENT_CHANGED, f"{event.ref}:{event.version}", about=event, by=actor)


def concerned_by(event: Event) -> list[int]:
    """Return the ids of the users who have a task for an event, answered that they come or may, or host it."""
    hosts = select(EventParty.person_id).where(EventParty.event_id == event.id, EventParty.part == EventPart.HOST)
    coming = select(Rsvp).where(Rsvp.event_id == event.id, Rsvp.answer != RsvpAnswer.NOT_GOING).subquery()
    wanted = select(User.id).where(
        or_(
            User.id.in_(select(coming.c.user_id).where(coming.c.user_id.is_not(None))),
            User.person_id.in_(select(coming.c.person_id).where(coming.c.person_id.is_not(None))),
            User.person_id.in_(hosts.where(EventParty.person_id.is_not(None))),
            User.id.in_(
                select(Task.assignee_id).where(
                    Task.about_id == event.id, Task.status != TaskStatus.DONE, Task.assignee_id.is_not(None)
                )
            ),
            User.id == event.created_by_id,
        )
    )
    return list(db.session.scalars(wanted))


def _followers(event: Event) -> list[int]:
    """Whoever has a calendar of the event's campaigns, or of all that they see."""
    ids = [link.campaign_id for link in event.campaign_links]
    feeds = select(CalendarFeed.user_id).where(
        CalendarFeed.revoked_at.is_(None), or_(CalendarFeed.campaign_id.is_(None), CalendarFeed.campaign_id.in_(ids))
    )
    return list(db.session.scalars(feeds))


# --- mail ---------------------------------------------------------------------------------------------------


def mail_waits(ref: str, about: Sequence[Record] = ()) -> None:
    """Tell who can deal with it that a message waits; `ref` is the message's, `about` the letters it may belong to.

    What names no letter is for coordinators. Else it is for who sees all these letters: coordinators among them, who
    wrote the letters or leads their campaigns; where there is none of these, everybody who works on letters.
    """
    coordinators = _of_role(Role.COORDINATOR)
    if about:
        workers = db.session.scalars(select(User).where(User.id.in_(_of_role(*WORKING_ROLES))).order_by(User.id)).all()
        seeing = {user.id for user in workers if all(sees(Actor.of(user), each) for each in about)}
        letters = [each for each in about if isinstance(each, Letter)]
        nearest = seeing.intersection(coordinators)
        nearest |= seeing.intersection(each for letter in letters for each in (*_writers(letter), *_leads(letter)))
        told = sorted(nearest or seeing)
    else:
        told = coordinators
    _ring_all(told, NoticeKind.MAIL_WAITS, ref, about=None, by=None)


def mail_came_back(message: OutboxMessage, letter: Letter) -> None:
    """Tell who wrote a letter, who leads its campaigns and who sent it that mail about it did not arrive."""
    told = [*_mailed(letter), *([_asked_by(message)] if message.signature_id is not None else [])]
    _ring_all(told, NoticeKind.MAIL_FAILED, f"{message.ref}:back", about=letter, by=None)


def _asked_by(message: OutboxMessage) -> int | None:
    """Return the id of who sent a mail about signing: the audit trail has a line of it in the same transaction."""
    return db.session.scalar(
        select(AuditEntry.actor_id)
        .where(
            AuditEntry.record_id == message.record_id,
            AuditEntry.event == "letter.sign_on_mailed",
            AuditEntry.at >= message.created_at,
        )
        .order_by(AuditEntry.id)
        .limit(1)
    )


def mail_stopped(letter: Letter, signature_ref: str) -> None:
    """Tell the same people that it was taken out of the outbox, since somebody withdrew their name by a link."""
    key = f"{signature_ref}:stopped:{letter.text_version}"
    _ring_all(_mailed(letter), NoticeKind.MAIL_FAILED, key, about=letter, by=None)


def _mailed(letter: Letter) -> list[int | None]:
    senders = select(LetterPaper.made_by_id).where(
        LetterPaper.letter_id == letter.id, LetterPaper.text_version == letter.text_version
    )
    return [*_writers(letter), *_leads(letter), *db.session.scalars(senders)]


def mail_failed(message: OutboxMessage) -> None:
    """Tell administrators that a message was given up."""
    _ring_all(
        _of_role(Role.ADMINISTRATOR), NoticeKind.MAIL_FAILED, f"{message.ref}:{message.attempts}", about=None, by=None
    )


def _of_role(*roles: Role) -> list[int]:
    return list(db.session.scalars(select(UserRole.user_id).where(UserRole.role.in_(roles))))


for _kind in MailKind:
    outbox.when_dead(_kind, mail_failed)


# --- reading ------------------------------------------------------------------------------------------------


def mark_read(actor: Actor, notice: Notice) -> None:
    """Mark one's own notice as read. It is nobody else's to know, so the audit trail has no line of it."""
    ensure(actor, Action.CHANGE_OWN_ACCOUNT)
    if notice.user_id == actor.user_id and notice.read_at is None:
        notice.read_at = utc_now()


def mark_all_read(actor: Actor, newest: Notice) -> None:
    """Mark one's own notices as read, up to the newest that the page showed: what came since stays unread."""
    ensure(actor, Action.CHANGE_OWN_ACCOUNT)
    unread = update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None), Notice.at <= newest.at)
    db.session.execute(unread.values(read_at=utc_now()))


def forget_old(now: datetime | None = None) -> int:
    """Delete notices that were read long ago, or that nobody has read for a year; return how many."""
    now = now or utc_now()
    gone = delete(Notice).where(or_(Notice.read_at < now - KEPT_FOR, Notice.at < now - UNREAD_KEPT_FOR))
    return int(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]
