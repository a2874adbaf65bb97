"""The speakers' list of a hearing or a vote: who is put on it or comes by themselves, in what order, who leaves."""

from datetime import date

from sqlalchemy import ColumnElement, func, select

from advocacy.db import db, one_at_a_time
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.public_comment import MOST_SPEAKERS, SpeakerDetails, check
from advocacy.domain.words import N_
from advocacy.models import Campaign, Event, Measure, Organization, Person, PublicCommentSpeaker
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.queries.public_comment import campaigns_for, speakers_on
from advocacy.services import records

GONE = N_("This speaker is not on the list any more.")
FULL = N_("The list is full: at most %(most)s speakers.")
OVER = N_("It is over: nobody signs up any more.")
NOT_ON_IT = N_("You are not on the list.")

Heard = Event | Measure
Party = Person | Organization | None


def add(
    actor: Actor, record: Heard, details: SpeakerDetails, party: Party, campaign: Campaign | None = None
) -> PublicCommentSpeaker:
    """Put somebody at the end of the list, for a campaign whose team alone sees them where it is confidential."""
    ensure(actor, Action.WORK_EVENT, record)
    speaker = PublicCommentSpeaker(record_id=record.id)
    _fill(speaker, details, party)
    speaker.campaign_id = campaign.id if campaign is not None else None
    _append(actor, record, speaker)
    records.saved(actor, record, f"{record.kind.value}.speaker_added")
    return speaker


def edit(
    actor: Actor,
    record: Heard,
    speaker: PublicCommentSpeaker,
    details: SpeakerDetails,
    party: Party,
    *,
    campaign: Campaign | None = None,
) -> None:
    """Change who speaks, on what point, for how long, for which campaign."""
    ensure(actor, Action.WORK_EVENT, record)
    _fill(speaker, details, party)
    speaker.campaign_id = campaign.id if campaign is not None else None
    records.saved(actor, record, f"{record.kind.value}.speaker_edited")


def speak(actor: Actor, record: Heard, on: date | None, details: SpeakerDetails) -> PublicCommentSpeaker:
    """Put the signed-in user on the list, or change their point; refused once the day is over."""
    ensure(actor, Action.RSVP, record)
    if on is not None and on < today():
        raise Refused.sentence(OVER)
    records.refuse_never_stored(point=details.point)
    one_at_a_time(f"speakers of {record.ref}")
    speaker = _own(actor, record)
    if speaker is None:
        user = actor.user
        person_id = user.person_id if user is not None else None
        words = "" if person_id is not None else actor.display_name
        speaker = PublicCommentSpeaker(
            record_id=record.id, user_id=actor.user_id, person_id=person_id, attribution=words
        )
        campaigns = campaigns_for(actor, record)
        speaker.campaign_id = campaigns[0].id if campaigns else None
        _append(actor, record, speaker)
    speaker.point, speaker.signed_up_on = details.point, details.signed_up_on
    records.saved(actor, record, f"{record.kind.value}.speaker_added")
    return speaker


def step_back(actor: Actor, record: Heard) -> None:
    """Take the signed-in user off the list."""
    ensure(actor, Action.RSVP, record)
    speaker = _own(actor, record)
    if speaker is None:
        raise Refused.sentence(NOT_ON_IT)
    db.session.delete(speaker)
    records.saved(actor, record, f"{record.kind.value}.speaker_removed")


def remove(actor: Actor, record: Heard, ref: str) -> None:
    """Take somebody off the list."""
    ensure(actor, Action.WORK_EVENT, record)
    db.session.delete(_speaker(actor, record, ref))
    records.saved(actor, record, f"{record.kind.value}.speaker_removed")


def move_up(actor: Actor, record: Heard, ref: str) -> None:
    """Let somebody speak one place earlier."""
    _swap(actor, record, ref, -1)


def move_down(actor: Actor, record: Heard, ref: str) -> None:
    """Let somebody speak one place later."""
    _swap(actor, record, ref, 1)


def _swap(actor: Actor, record: Heard, ref: str, by: int) -> None:
    ensure(actor, Action.WORK_EVENT, record)
    one_at_a_time(f"speakers of {record.ref}")
    speaker = _speaker(actor, record, ref)
    order = _in_order(PublicCommentSpeaker.record_id == record.id)
    seen = _in_order(speakers_on(actor, record))
    place = seen.index(speaker)
    if not 0 <= place + by < len(seen):
        return
    one, other = order.index(speaker), order.index(seen[place + by])
    order[one], order[other] = order[other], order[one]
    for position, each in enumerate(order, 1):
        each.position = position
    records.saved(actor, record, f"{record.kind.value}.speakers_ordered")


def _in_order(wanted: ColumnElement[bool]) -> list[PublicCommentSpeaker]:
    of_record = select(PublicCommentSpeaker).where(wanted)
    return list(db.session.scalars(of_record.order_by(PublicCommentSpeaker.position, PublicCommentSpeaker.id)))


def _fill(speaker: PublicCommentSpeaker, details: SpeakerDetails, party: Party) -> None:
    refuse_if(check(details, is_on_file=party is not None))
    records.refuse_never_stored(words=details.words, point=details.point)
    speaker.point, speaker.minutes, speaker.signed_up_on = details.point, details.minutes, details.signed_up_on
    speaker.attribution = details.words if party is None else ""
    speaker.person_id = party.id if isinstance(party, Person) else None
    speaker.organization_id = party.id if isinstance(party, Organization) else None


def _append(actor: Actor, record: Heard, speaker: PublicCommentSpeaker) -> None:
    all_of_it = PublicCommentSpeaker.record_id == record.id
    last = db.session.scalar(select(func.max(PublicCommentSpeaker.position)).where(all_of_it)) or 0
    count = db.session.scalar(select(func.count()).where(speakers_on(actor, record))) or 0
    if count >= MOST_SPEAKERS:
        raise Refused.sentence(FULL, most=MOST_SPEAKERS)
    speaker.position = last + 1
    db.session.add(speaker)


def _own(actor: Actor, record: Heard) -> PublicCommentSpeaker | None:
    mine = select(PublicCommentSpeaker).where(
        PublicCommentSpeaker.record_id == record.id, PublicCommentSpeaker.user_id == actor.user_id
    )
    return db.session.scalar(mine.order_by(PublicCommentSpeaker.id).limit(1))


def _speaker(actor: Actor, record: Heard, ref: str) -> PublicCommentSpeaker:
    speaker = db.session.scalar(
        select(PublicCommentSpeaker).where(speakers_on(actor, record), PublicCommentSpeaker.ref == ref[:10])
    )
    if speaker is None:
        raise Refused.sentence(GONE)
    return speaker
