"""What a person or an organization has had to do with our work, as far as the reader may see it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.models import (
    Commitment,
    Letter,
    Measure,
    MeetingAttendee,
    MeetingRequest,
    Organization,
    Person,
    Recipient,
    Record,
    RollCallEntry,
    Signature,
    Sponsor,
    Stance,
    VoteEvent,
)
from advocacy.policy import Actor, visible_work
from advocacy.queries import records

Party = Person | Organization
MOST = 60
"""More than this of one kind is for the list of that kind, filtered."""


@dataclass(frozen=True)
class LetterPart:
    """A letter, and whether the party received or signed it."""

    letter: Letter
    recipient: Recipient | None
    signature: Signature | None

    @property
    def number(self) -> int | None:
        """The 3 of "Letter 3"."""
        return records.number_of(self.letter)


@dataclass(frozen=True)
class StanceLine:
    """A stance, and the campaign, demand or measure that it is about."""

    stance: Stance
    about: Record


@dataclass(frozen=True)
class Vote:
    """How somebody voted, on what."""

    entry: RollCallEntry
    event: VoteEvent
    measure: Measure


def stances_of(actor: Actor, party: Party) -> list[StanceLine]:
    """Return the stances of a party that were not retracted, the latest fact first, with what they are about.

    Private evidence is there for those who may see it: the records say so themselves.
    """
    found = db.session.scalars(
        select(Stance)
        .where(_is(Stance, party), Stance.retracted_at.is_(None), visible_work(actor, Stance))
        .options(selectinload(Stance.citations))
        .order_by(Stance.stated_on.desc(), Stance.id.desc())
        .limit(MOST)
    ).all()
    about = records.by_ids(actor, [stance.about_id for stance in found])
    return [StanceLine(stance, about[stance.about_id]) for stance in found if stance.about_id in about]


def letters_of(actor: Actor, party: Party) -> list[LetterPart]:
    """Return the letters that a party was sent or signed, the newest first."""
    letters = db.session.scalars(
        select(Letter)
        .where(
            or_(
                Letter.id.in_(select(Recipient.letter_id).where(_is(Recipient, party))),
                Letter.id.in_(select(Signature.letter_id).where(_is(Signature, party))),
            ),
            visible_work(actor, Letter),
        )
        .options(selectinload(Letter.campaign_links), selectinload(Letter.recipients), selectinload(Letter.signatures))
        .order_by(Letter.dated_on.desc(), Letter.id.desc())
        .limit(MOST)
    )
    return [
        LetterPart(letter, _theirs(letter.recipients, party), _theirs(letter.signatures, party)) for letter in letters
    ]


def _theirs(rows: list[Any], party: Party) -> Any:
    side = "person_id" if isinstance(party, Person) else "organization_id"
    return next((row for row in rows if getattr(row, side) == party.id), None)


def meetings_of(actor: Actor, party: Party) -> list[MeetingRequest]:
    """Return the meetings asked of a party, or where they sat at the table, the newest first."""
    at_the_table = select(MeetingAttendee.meeting_id).where(_is(MeetingAttendee, party))
    return list(
        db.session.scalars(
            select(MeetingRequest)
            .where(
                or_(_is(MeetingRequest, party), MeetingRequest.id.in_(at_the_table)),
                visible_work(actor, MeetingRequest),
            )
            .order_by(MeetingRequest.asked_on.desc(), MeetingRequest.id.desc())
            .limit(MOST)
        )
    )


def commitments_of(actor: Actor, party: Party) -> list[Commitment]:
    """Return what a party promised, the newest first."""
    return list(
        db.session.scalars(
            select(Commitment)
            .where(_is(Commitment, party), visible_work(actor, Commitment))
            .order_by(Commitment.made_on.desc(), Commitment.id.desc())
            .limit(MOST)
        )
    )


def votes_of(actor: Actor, person: Person) -> list[Vote]:
    """Return how a person voted in roll calls on visible measures, the latest first."""
    rows: Any = db.session.execute(
        select(RollCallEntry, VoteEvent, Measure)
        .join(VoteEvent, VoteEvent.id == RollCallEntry.vote_event_id)
        .join(Measure, Measure.id == VoteEvent.measure_id)
        .where(RollCallEntry.person_id == person.id, visible_work(actor, Measure))
        .order_by(VoteEvent.voted_on.desc(), VoteEvent.id.desc())
        .limit(MOST)
    )
    return [Vote(*row) for row in rows]


def measures_of(actor: Actor, party: Party) -> list[Measure]:
    """Return the measures that a party sponsors, or (a person) issues, the newest first."""
    theirs = exists(select(literal(1)).where(Sponsor.measure_id == Measure.id, _is(Sponsor, party)))
    if isinstance(party, Person):
        theirs = or_(theirs, Measure.office_holder_id == party.id)  # type: ignore[assignment]
    return list(
        db.session.scalars(
            select(Measure)
            .where(theirs, visible_work(actor, Measure))
            .options(joinedload(Measure.body))
            .order_by(Measure.id.desc())
            .limit(MOST)
        )
    )


def _is(model: Any, party: Party) -> ColumnElement[bool]:
    """The row names this party."""
    column: ColumnElement[bool] = (model.person_id if isinstance(party, Person) else model.organization_id) == party.id
    return column
