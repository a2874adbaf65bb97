"""A sheet to read before a meeting, made of the records, as far as its reader may see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.claims import ClaimMark
from advocacy.domain.letters import RecipientStatus
from advocacy.domain.meetings import AttendeeSide
from advocacy.models import (
    Commitment,
    ContactPoint,
    Demand,
    MeetingAsk,
    MeetingAttendee,
    MeetingRequest,
    Organization,
    Person,
    Term,
)
from advocacy.policy import Actor
from advocacy.queries import claims, dealings, influences, meetings, people, records, stances
from advocacy.queries.contact_points import points_of
from advocacy.queries.dealings import LetterPart
from advocacy.queries.influences import Reach
from advocacy.queries.stances import History

MOST_LINES = 6
"""Of one kind: the sheet is one page or two."""


@dataclass(frozen=True)
class Before:
    """An earlier meeting, and what we asked there."""

    meeting: MeetingRequest
    asks: tuple[MeetingAsk, ...]


@dataclass(frozen=True)
class Briefing:
    """The whole sheet. Who is "not in print" is left out of it, but for whom we meet."""

    person: Person | None
    terms: tuple[Term, ...]
    points: list[ContactPoint]
    histories: list[History]
    promises: list[Commitment]
    letters: list[LetterPart]
    before: list[Before]
    reaches: list[Reach]
    is_ours: bool
    claims: list[claims.Shown]
    demands: dict[int, Demand]
    us: list[MeetingAttendee]
    them: list[MeetingAttendee]


def briefing(actor: Actor, meeting: MeetingRequest) -> Briefing:
    """Return the sheet of a meeting in a number of queries that does not depend on how much there is."""
    party = meeting.party
    person = records.by_ref(actor, Person, party.ref, *people.WITH_OFFICES) if isinstance(party, Person) else None
    party = person if isinstance(party, Person) else party
    demands = meetings.demands_asked(actor, meeting)
    facts = claims.used_in_any(actor, [*demands, *(campaign.id for campaign in meeting.campaigns)])
    ways = influences.ways_to(actor, [party.id if party is not None else None], most=2)
    return Briefing(
        person=person,
        terms=people.offices_to_show(person) if person is not None else (),
        points=points_of(actor, party) if party is not None else [],
        histories=stances.histories_of(actor, party)[:MOST_LINES] if party is not None else [],
        promises=dealings.commitments_of(actor, party)[:MOST_LINES] if party is not None else [],
        letters=_letters(actor, party)[:MOST_LINES] if party is not None else [],
        before=_before(actor, meeting, party) if party is not None else [],
        reaches=[reach for reach in ways.to(party.id) if _may_be_printed(reach)] if party is not None else [],
        is_ours=party is not None and ways.is_ours(party.id),
        claims=[each for each in claims.shown(actor, facts) if ClaimMark.ANSWERED not in each.marks][: 2 * MOST_LINES],
        demands=demands,
        us=_in_print(meetings.attendees(meeting, AttendeeSide.US)),
        them=_in_print(meetings.attendees(meeting, AttendeeSide.THEM)),
    )


def _letters(actor: Actor, party: Person | Organization) -> list[LetterPart]:
    """Return the letters that the party signed, or that went out to it: what waits was not asked yet."""
    return [
        each
        for each in dealings.letters_of(actor, party)
        if each.recipient is None or each.recipient.status is not RecipientStatus.TO_SEND
    ]


def _before(actor: Actor, meeting: MeetingRequest, party: Person | Organization) -> list[Before]:
    """Return earlier meetings with what was asked there; two queries."""
    earlier = [each for each in dealings.meetings_of(actor, party) if each.id != meeting.id][:MOST_LINES]
    ids = [each.id for each in earlier]
    asked = select(MeetingAsk).where(MeetingAsk.meeting_id.in_(ids)).order_by(MeetingAsk.position, MeetingAsk.id)
    asks = db.session.scalars(asked).all()
    return [Before(each, tuple(ask for ask in asks if ask.meeting_id == each.id)) for each in earlier]


def _may_be_printed(reach: Reach) -> bool:
    people_on_the_way = (party for step in reach.steps for party in (step.source, step.target))
    return not any(isinstance(party, Person) and party.not_in_print for party in people_on_the_way)


def _in_print(attendees: Iterable[MeetingAttendee]) -> list[MeetingAttendee]:
    return [each for each in attendees if each.person is None or not each.person.not_in_print]
