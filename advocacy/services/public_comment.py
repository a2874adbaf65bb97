"""The speakers' list of a hearing or a vote: who is put on it, in which order, and who is taken off."""

from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.public_comment import MOST_SPEAKERS, SpeakerDetails, check
from advocacy.domain.words import N_
from advocacy.models import Event, Measure, Organization, Person, PublicCommentSpeaker
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records

GONE = N_("This speaker is not on the list any more.")
FULL = N_("The list is full: at most %(most)s speakers.")


def add(
    actor: Actor, record: Event | Measure, details: SpeakerDetails, party: Person | Organization | None
) -> PublicCommentSpeaker:
    """Put somebody at the end of the list."""
    ensure(actor, Action.WORK_EVENT, record)
    refuse_if(check(details, is_on_file=party is not None))
    records.refuse_never_stored(words=details.words, point=details.point)
    of_record = PublicCommentSpeaker.record_id == record.id
    count, last = db.session.execute(
        select(func.count(), func.coalesce(func.max(PublicCommentSpeaker.position), 0)).where(of_record)
    ).one()
    if count >= MOST_SPEAKERS:
        raise Refused.sentence(FULL, most=MOST_SPEAKERS)
    speaker = PublicCommentSpeaker(
        record_id=record.id,
        position=last + 1,
        point=details.point,
        minutes=details.minutes,
        signed_up_on=details.signed_up_on,
        attribution=details.words if party is None else "",
        person_id=party.id if isinstance(party, Person) else None,
        organization_id=party.id if isinstance(party, Organization) else None,
    )
    db.session.add(speaker)
    records.saved(actor, record, f"{record.kind.value}.speaker_added")
    return speaker


def _speaker(record: Event | Measure, ref: str) -> PublicCommentSpeaker:
    speaker = db.session.scalar(
        select(PublicCommentSpeaker).where(
            PublicCommentSpeaker.record_id == record.id, PublicCommentSpeaker.ref == ref[:10]
        )
    )
    if speaker is None:
        raise Refused.sentence(GONE)
    return speaker


def remove(actor: Actor, record: Event | Measure, ref: str) -> None:
    """Take somebody off the list."""
    ensure(actor, Action.WORK_EVENT, record)
    db.session.delete(_speaker(record, ref))
    records.saved(actor, record, f"{record.kind.value}.speaker_removed")


def move_up(actor: Actor, record: Event | Measure, ref: str) -> None:
    """Let somebody speak one place earlier."""
    ensure(actor, Action.WORK_EVENT, record)
    speaker = _speaker(record, ref)
    before = db.session.scalar(
        select(PublicCommentSpeaker)
        .where(PublicCommentSpeaker.record_id == record.id, PublicCommentSpeaker.position < speaker.position)
        .order_by(PublicCommentSpeaker.position.desc())
        .limit(1)
    )
    if before is not None:
        before.position, speaker.position = speaker.position, before.position
        records.saved(actor, record, f"{record.kind.value}.speakers_ordered")
