"""Who comes to an event, and who came."""

from collections.abc import Collection

from sqlalchemy import select

from advocacy import policy
from advocacy.db import db, one_at_a_time
from advocacy.domain.events import MOST_GUESTS, OPEN_FOR_RSVP, RSVP_CLOSED, EventStatus, RsvpAnswer, check_attendance
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Event, Person, Rsvp
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor
from advocacy.services import audit, records

TOO_MANY_GUESTS = N_("At most %(most)s guests.")
WHO = N_("Choose a person, or write who it is.")
ONE_OF_THEM = N_("Choose a person or write who it is, not both.")
THERE_ALREADY = N_("%(name)s has answered already. Take that answer out first.")
NOT_HELD = N_("Mark the event as held first.")
GONE = N_("This answer is no longer there.")


def answer(actor: Actor, event: Event, word: RsvpAnswer, guests: int) -> Rsvp:
    """Say whether the signed-in user comes, with how many guests; a new answer replaces the old one."""
    policy.ensure(actor, Action.RSVP, event)
    _check(event, guests)
    one_at_a_time(f"answers to {event.id}")
    row = db.session.scalar(select(Rsvp).where(Rsvp.event_id == event.id, Rsvp.user_id == actor.user_id))
    if row is None:
        row = Rsvp(event_id=event.id, user_id=actor.user_id)
        db.session.add(row)
    row.answer, row.at = word, utc_now()
    row.guests = 0 if word is RsvpAnswer.NOT_GOING else guests
    audit.record(actor, event, "event.rsvp", guests=row.guests)
    return row


def add(actor: Actor, event: Event, person: Person | None, words: str, word: RsvpAnswer, guests: int) -> Rsvp:
    """Write down the answer of somebody who has no login: a person, or words."""
    policy.ensure(actor, Action.WORK_EVENT, event)
    _check(event, guests, is_open=False)
    records.refuse_never_stored(words=words)
    if person is None and not words:
        raise Refused.at("person", WHO)
    if person is not None and words:
        raise Refused.at("words", ONE_OF_THEM)
    one_at_a_time(f"answers to {event.id}")
    if person is not None and _has_answered(event, person):
        raise Refused.at("person", THERE_ALREADY, name=person.name)
    row = Rsvp(event_id=event.id, person_id=person.id if person else None, words=words, answer=word, guests=guests)
    db.session.add(row)
    audit.record(actor, event, "event.rsvp_added", guests=guests)
    return row


def _check(event: Event, guests: int, *, is_open: bool = True) -> None:
    if event.status is EventStatus.CANCELLED or (is_open and event.status not in OPEN_FOR_RSVP):
        raise Refused.sentence(RSVP_CLOSED)
    if not 0 <= guests <= MOST_GUESTS:
        raise Refused.at("guests", TOO_MANY_GUESTS, most=MOST_GUESTS)


def _has_answered(event: Event, person: Person) -> bool:
    return db.session.scalar(select(Rsvp.id).where(Rsvp.event_id == event.id, Rsvp.person_id == person.id)) is not None


def remove(actor: Actor, event: Event, rsvp_id: int) -> None:
    """Take out an answer that an organizer wrote down, or anybody's."""
    policy.ensure(actor, Action.WORK_EVENT, event)
    row = db.session.scalar(select(Rsvp).where(Rsvp.id == rsvp_id, Rsvp.event_id == event.id))
    if row is None:
        raise Refused.sentence(GONE)
    db.session.delete(row)
    audit.record(actor, event, "event.rsvp_removed")


def count(
    actor: Actor, event: Event, attendance: int | None, note: str, came: Collection[int], *, version: int | None
) -> None:
    """Set how many came, and tick who of those who answered; a plain number is enough."""
    policy.ensure(actor, Action.WORK_EVENT, event)
    records.expect_version(event, version)
    if event.status is not EventStatus.HELD:
        raise Refused.sentence(NOT_HELD)
    records.refuse_never_stored(attendance_note=note)
    rows = db.session.scalars(select(Rsvp).where(Rsvp.event_id == event.id)).all()
    ticked = [row for row in rows if row.id in came]
    refuse_if(check_attendance(attendance, len(ticked)))
    for row in rows:
        row.attended = row in ticked if came else None
    event.attendance, event.attendance_note = attendance, note
    records.saved(actor, event, "event.counted", attendance=attendance)
