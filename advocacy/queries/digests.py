"""What somebody's digest and reminders tell: as far as they may see it, in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.calendars import ItemKind
from advocacy.domain.campaigns import Access
from advocacy.domain.digests import DigestPart, Told, days_told
from advocacy.domain.letter_mail import READY_TO_MAIL
from advocacy.domain.letters import CLOCK_RUNS, SIGNABLE, LetterStatus, RecipientStatus
from advocacy.domain.mail import DigestRhythm
from advocacy.domain.meetings import CommitmentStatus
from advocacy.domain.records import RecordKind
from advocacy.domain.sign_on import REMINDED_BEFORE
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Campaign, Commitment, Letter, Recipient, Record, RecordCampaign, Task
from advocacy.policy import Action, Actor, may_ever, visible_records
from advocacy.queries import action_calls, calendar
from advocacy.queries.letter_names import with_names
from advocacy.queries.not_in_print import unprinted
from advocacy.queries.tasks import wanted_on_sql
from advocacy.queries.waits import LOOKED_AHEAD, Clock, leading_place

MOST = 30
"""Of a part: a longer list is nobody's day."""
DAYS_AHEAD = timedelta(days=7)

_FROM_CALENDAR = {
    ItemKind.MEETING: DigestPart.MEETINGS,
    ItemKind.NEXT_DATE: DigestPart.VOTES,
    ItemKind.VOTE: DigestPart.VOTES,
    ItemKind.EVENT: DigestPart.EVENTS,
}

WITH_PLACE = (DigestPart.MEETINGS, DigestPart.EVENTS)
"""Parts that say where, as a reminder does: who reads the digest gets none besides."""


def digest(actor: Actor, rhythm: DigestRhythm, day: date) -> list[Told]:
    """Return what a digest of that day tells this reader, part by part; empty when there is nothing to tell."""
    found = [*tasks_due(actor, day if rhythm is DigestRhythm.DAILY else day + days_told(rhythm))]
    if may_ever(actor, Action.WORK_LETTER):
        found += [*_replies(actor), *_not_arrived(actor), *_letters(actor, rhythm, day), *_sign_ons(actor, rhythm, day)]
    if may_ever(actor, Action.ANSWER_ACTION_CALL):
        found += _calls(actor, day)
    found += [*_commitments(actor, day), *_ahead(actor, rhythm, day)]
    order = list(DigestPart)
    return sorted(discreet(found), key=lambda told: order.index(told.part))


def tasks_due(actor: Actor, last: date, first: date = date.min) -> Iterator[Told]:
    """Yield the reader's own open tasks that are due, or whose snooze ends, up to a day, the longest due first."""
    rows: Any = db.session.execute(
        select(Task.ref, Task.what, Task.rule, Task.rule_subject, Task.due_on)
        .where(
            visible_records(actor, Task),
            Task.assignee_id == actor.user_id,
            Task.status == TaskStatus.OPEN,
            wanted_on_sql().between(first, last),
        )
        .order_by(Task.due_on, Task.id)
        .limit(MOST)
    )
    for row in rows:
        title, rule = (row.rule_subject, row.rule) if row.rule_subject else (row.what, None)
        yield Told(DigestPart.TASKS, RecordKind.TASK, row.ref, title, on=row.due_on, rule=rule)


def _calls(actor: Actor, day: date) -> Iterator[Told]:
    """Yield the open calls to action that the reader has not answered."""
    for row in action_calls.unanswered(actor, day, MOST):
        told = Told(DigestPart.CALLS, None, row.ref, row.sentence, on=row.until, title_es=row.sentence_es)
        yield replace(told, is_confidential=row.access is Access.RESTRICTED)


def _replies(actor: Actor) -> Iterator[Told]:
    return _letters_with(actor, DigestPart.REPLIES, RecipientStatus.TO_CLASSIFY, Letter.status == LetterStatus.SENT)


def _not_arrived(actor: Actor) -> Iterator[Told]:
    """Yield our letters that did not reach somebody: given up, or come back."""
    ours = (Letter.status.in_(READY_TO_MAIL), Letter.side == Side.OURS)
    return _letters_with(actor, DigestPart.NOT_ARRIVED, RecipientStatus.DELIVERY_FAILED, *ours)


def _letters_with(
    actor: Actor, part: DigestPart, status: RecipientStatus, *letters: ColumnElement[bool]
) -> Iterator[Told]:
    """Yield the letters of which a recipient stands so."""
    rows: Any = db.session.execute(
        select(Letter.ref, Letter.subject)
        .where(visible_records(actor, Letter), Letter.recipients.any(Recipient.status == status), *letters)
        .order_by(Letter.id)
        .limit(MOST)
    )
    for row, name in with_names(rows):
        yield Told(part, RecordKind.LETTER, row.ref, name)


def _letters(actor: Actor, rhythm: DigestRhythm, day: date) -> Iterator[Told]:
    """Yield letters past their reply date, and those whose reply is due soon (weekly: or in the week)."""
    clock, due = Clock(day), func.min(Recipient.reply_due)
    place = leading_place(Letter.id, Letter)
    for late in (True, False):
        is_told = due < day if late else due.between(day, day + LOOKED_AHEAD)
        rows: Any = db.session.execute(
            select(Letter.ref, Letter.subject, due.label("due"), place.label("place_id"))
            .join(Recipient, Recipient.letter_id == Letter.id)
            .where(
                visible_records(actor, Letter),
                Letter.status == LetterStatus.SENT,
                Letter.side == Side.OURS,
                Recipient.status.in_(CLOCK_RUNS),
            )
            .group_by(Letter.id, Letter.ref, Letter.subject)
            .having(is_told)
            .order_by(due, Letter.ref)
            .limit(MOST)
        )
        part = DigestPart.LETTERS if late else DigestPart.DUE_SOON
        for row, name in with_names(rows):
            if late or row.due <= max(clock.soon_at(row.place_id), day + days_told(rhythm)):
                yield Told(part, RecordKind.LETTER, row.ref, name, on=row.due)


def _sign_ons(actor: Actor, rhythm: DigestRhythm, day: date) -> Iterator[Told]:
    """Yield letters that are signed by a day which is near: the one that is asked for, or the last one."""
    until = day + max(REMINDED_BEFORE, days_told(rhythm))
    rows: Any = db.session.execute(
        select(Letter.ref, Letter.subject, Letter.sign_by, Letter.sign_until)
        .where(
            visible_records(actor, Letter),
            Letter.status.in_(SIGNABLE),
            Letter.side == Side.OURS,
            or_(Letter.sign_by.between(day, until), Letter.sign_until.between(day, until)),
        )
        .order_by(Letter.sign_by, Letter.sign_until, Letter.ref)
        .limit(MOST)
    )
    for row, name in with_names(rows):
        on = min(each for each in (row.sign_by, row.sign_until) if each is not None and day <= each <= until)
        yield Told(DigestPart.SIGN_ON, RecordKind.LETTER, row.ref, name, on=on)


def _commitments(actor: Actor, day: date) -> Iterator[Told]:
    rows: Any = db.session.execute(
        select(Commitment.ref, Commitment.text, Commitment.due_on)
        .where(
            visible_records(actor, Commitment),
            Commitment.status == CommitmentStatus.OPEN,
            Commitment.due_on <= day + DAYS_AHEAD,
        )
        .order_by(Commitment.due_on, Commitment.id)
        .limit(MOST)
    )
    for row in rows:
        yield Told(DigestPart.COMMITMENTS, RecordKind.COMMITMENT, row.ref, row.text, on=row.due_on)


def _ahead(actor: Actor, rhythm: DigestRhythm, day: date) -> Iterator[Told]:
    """Yield meetings of today and tomorrow (weekly: of the week), and decisions and events of the next seven days."""
    shown = calendar.between(actor, day, day + DAYS_AHEAD, day.strftime("%Y-%m")).days
    told: set[tuple[ItemKind, str]] = set()
    for on in sorted(shown):
        for item in shown[on]:
            part, key = _FROM_CALENDAR.get(item.kind), (item.kind, item.linked.ref)
            if part is None or item.off is not None or key in told:
                continue
            if part is DigestPart.MEETINGS and on > day + days_told(rhythm):
                continue
            told.add(key)
            place = item.detail if part in WITH_PLACE else ""
            yield Told(part, item.linked.kind, item.linked.ref, item.title, on, item.starts_at, item.zone, place=place)


def discreet(told: Sequence[Told]) -> list[Told]:
    """Return the same, marked where a title must not leave the program in a mail."""
    quiet, names = _confidential({each.ref for each in told}), unprinted()
    return [
        replace(
            each,
            is_confidential=each.is_confidential or each.ref in quiet,
            is_unnamed=names.found(each.title) or names.found(each.title_es),
            place=names.withheld(each.place),
            was=each.was and replace(each.was, reason=names.withheld(each.was.reason)),
        )
        for each in told
    ]


def _confidential(refs: Iterable[str]) -> set[str]:
    campaign = Campaign.__table__.c
    links = (
        select(Record.ref)
        .join(RecordCampaign, RecordCampaign.record_id == Record.id)
        .join(Campaign.__table__, campaign.id == RecordCampaign.campaign_id)
    )
    return set(db.session.scalars(links.where(Record.ref.in_(list(refs)), campaign.access == Access.RESTRICTED)))
