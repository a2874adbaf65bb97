"""What a person or an organization has had to do with our work, as far as the reader may see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, literal, or_, select, union
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import (
    Commitment,
    Demand,
    EventDemand,
    Letter,
    LetterDemand,
    Measure,
    MeasureDemand,
    MeetingAsk,
    MeetingAttendee,
    MeetingRequest,
    Organization,
    Person,
    Recipient,
    Record,
    RollCallEntry,
    Signature,
    Sponsor,
    VoteEvent,
)
from advocacy.policy import Actor, visible_work
from advocacy.policy.readers import Reader, parameters, reader
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

    @property
    def day(self) -> PartialDate:
        """When it went to the party; else the date that the letter bears."""
        sent_on = self.recipient.sent_on if self.recipient is not None else None
        return sent_on or self.letter.dated_on


@dataclass(frozen=True)
class Vote:
    """How somebody voted, on what."""

    entry: RollCallEntry
    event: VoteEvent
    measure: Measure


def letters_of(actor: Actor, party: Party) -> list[LetterPart]:
    """Return the letters that a party was sent or signed, the newest first."""
    letters = _asked(_letters, actor, party)
    return [
        LetterPart(letter, _theirs(letter.recipients, party), _theirs(letter.signatures, party)) for letter in letters
    ]


@cache
def _letters(viewer: Reader, side: str) -> Select[Letter]:
    return (
        select(Letter)
        .where(
            or_(
                Letter.id.in_(select(Recipient.letter_id).where(_names(Recipient, side))),
                Letter.id.in_(select(Signature.letter_id).where(_names(Signature, side))),
            ),
            visible_work(viewer, Letter),
        )
        .options(selectinload(Letter.campaign_links), selectinload(Letter.recipients), selectinload(Letter.signatures))
        .order_by(Letter.dated_on.desc(), Letter.id.desc())
        .limit(MOST)
    )


def _asked(statement: Callable[[Reader, str], Select[Any]], actor: Actor, party: Party) -> Sequence[Any]:
    """Run a statement that is kept for each reach and side: building these costs more than asking them."""
    return db.session.scalars(statement(reader(actor), _side(party)), parameters(actor, party_id=party.id)).all()


def _side(party: Party) -> str:
    return "person_id" if isinstance(party, Person) else "organization_id"


def _names(model: Any, side: str) -> ColumnElement[bool]:
    """The row names the party."""
    column: ColumnElement[bool] = getattr(model, side) == bindparam("party_id")
    return column


def _theirs(rows: list[Any], party: Party) -> Any:
    return next((row for row in rows if getattr(row, _side(party)) == party.id), None)


def meetings_of(actor: Actor, party: Party) -> list[MeetingRequest]:
    """Return the meetings asked of a party, or where they sat at the table, the newest first."""
    return list(_asked(_meetings, actor, party))


@cache
def _meetings(viewer: Reader, side: str) -> Select[MeetingRequest]:
    at_the_table = select(MeetingAttendee.meeting_id).where(_names(MeetingAttendee, side))
    return (
        select(MeetingRequest)
        .where(
            or_(_names(MeetingRequest, side), MeetingRequest.id.in_(at_the_table)),
            visible_work(viewer, MeetingRequest),
        )
        .order_by(MeetingRequest.asked_on.desc(), MeetingRequest.id.desc())
        .limit(MOST)
    )


def commitments_of(actor: Actor, party: Party) -> list[Commitment]:
    """Return what a party promised, the newest first."""
    return list(_asked(_commitments, actor, party))


@cache
def _commitments(viewer: Reader, side: str) -> Select[Commitment]:
    return (
        select(Commitment)
        .where(_names(Commitment, side), visible_work(viewer, Commitment))
        .order_by(Commitment.made_on.desc(), Commitment.id.desc())
        .limit(MOST)
    )


def votes_of(actor: Actor, person: Person) -> list[Vote]:
    """Return how a person voted in roll calls on visible measures, the latest first."""
    rows: Any = db.session.execute(_votes(reader(actor)), parameters(actor, party_id=person.id))
    return [Vote(*row) for row in rows]


@cache
def _votes(viewer: Reader) -> Select[RollCallEntry, VoteEvent, Measure]:
    return (
        select(RollCallEntry, VoteEvent, Measure)
        .join(VoteEvent, VoteEvent.id == RollCallEntry.vote_event_id)
        .join(Measure, Measure.id == VoteEvent.measure_id)
        .where(_names(RollCallEntry, "person_id"), visible_work(viewer, Measure))
        .order_by(VoteEvent.voted_on.desc(), VoteEvent.id.desc())
        .limit(MOST)
    )


def measures_of(actor: Actor, party: Party) -> list[Measure]:
    """Return the measures that a party sponsors, or (a person) issues, the newest first."""
    return list(_asked(_measures, actor, party))


@cache
def _measures(viewer: Reader, side: str) -> Select[Measure]:
    theirs = exists(select(literal(1)).where(Sponsor.measure_id == Measure.id, _names(Sponsor, side)))
    if side == "person_id":
        theirs = or_(theirs, Measure.office_holder_id == bindparam("party_id"))  # type: ignore[assignment]
    return (
        select(Measure)
        .where(theirs, visible_work(viewer, Measure))
        .options(joinedload(Measure.body))
        .order_by(Measure.id.desc())
        .limit(MOST)
    )


def carrying(actor: Actor, demand: Demand) -> list[Record]:
    """Return the letters, meetings, measures and events that carry a demand, the newest entered first."""
    ids = db.session.scalars(_CARRYING, {"demand_id": demand.id}).all()
    found = records.by_ids(actor, ids)
    return [found[each] for each in sorted(found, reverse=True)]


_CARRYING = union(
    *(
        select(column).where(link.demand_id == bindparam("demand_id"))
        for link, column in (
            (LetterDemand, LetterDemand.letter_id),
            (MeasureDemand, MeasureDemand.measure_id),
            (MeetingAsk, MeetingAsk.meeting_id),
            (EventDemand, EventDemand.event_id),
        )
    )
)


def _is(model: Any, party: Party) -> ColumnElement[bool]:
    """The row names this party."""
    column: ColumnElement[bool] = getattr(model, _side(party)) == party.id
    return column
