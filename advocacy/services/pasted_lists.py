"""A pasted list is taken whole or not at all, and says at which lines something is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.db import db
from advocacy.domain.events import EventStatus, RsvpAnswer
from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.meetings import AttendeeSide
from advocacy.domain.problems import Refused, each_line
from advocacy.domain.text import fold
from advocacy.domain.words import N_
from advocacy.models import Event, Letter, MeetingAttendee, MeetingRequest, Organization, Person, Rsvp, Signature
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import events as queries
from advocacy.queries.events import Named
from advocacy.services import records, rsvps
from advocacy.services.letters.signing import add_signature, sign_several

THERE_ALREADY = N_("%(name)s is written down already.")
NOT_HELD = N_("The event is not marked as held yet.")


@dataclass(frozen=True)
class Signed:
    """They have signed already: the text that they saw, and what is known of all of them."""

    told: SignatureDetails
    seen_version: int | None


def add_signers(
    actor: Actor,
    letter: Letter,
    lines: Sequence[SignatureDetails],
    version: int | None = None,
    *,
    signed: Signed | None = None,
) -> list[Signature]:
    """Put everybody on a list down as invited, or note that they have signed, by the rules of signing; return them.

    Raises LinesRefused, or Refused for what is wrong with all; the caller rolls back.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    added: list[Signature] = []
    each_line(lines, lambda line: added.append(add_signature(actor, letter, line)))
    if signed is not None:
        sign_several(actor, letter, added, signed.told, seen_version=signed.seen_version)
    return added


@dataclass(frozen=True)
class AttendeeLine:
    """Who sat at the table: somebody on file, or words."""

    party: Person | Organization | None
    words: str


def add_attendees(
    actor: Actor, meeting: MeetingRequest, lines: Sequence[AttendeeLine], side: AttendeeSide, version: int | None = None
) -> None:
    """Write down everybody on a list as having been at a meeting, on one side. Raises as `add_signers` does."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)

    def write(line: AttendeeLine) -> None:
        records.refuse_never_stored(words=line.words)
        party = line.party
        if party is not None and party in [each.party for each in meeting.attendees]:
            raise Refused.at("party", THERE_ALREADY, name=party.name)
        row = MeetingAttendee(side=side, attribution="" if party is not None else line.words)
        row.person, row.organization = (
            party if isinstance(party, Person) else None,
            party if isinstance(party, Organization) else None,
        )
        meeting.attendees.append(row)

    each_line(lines, write)
    records.saved(actor, meeting, "meeting.edited")


@dataclass(frozen=True)
class AnswerLine:
    """Who answered for an event: a person on file, or words."""

    person: Person | None
    words: str
    name: str = ""
    guests: int = 0


def add_answers(
    actor: Actor, event: Event, lines: Sequence[AnswerLine], word: RsvpAnswer, *, came: bool = False
) -> None:
    """Write down the answers of everybody on a list, or that they were there. Raises as `add_signers` does.

    Who was there and has answered before is marked as there, and not written down a second time.
    """
    ensure(actor, Action.WORK_EVENT, event)
    if came and event.status is not EventStatus.HELD:
        raise Refused.at("came", NOT_HELD)

    answered = queries.names(event) if came else []

    def write(line: AnswerLine) -> None:
        row = answer_of(answered, line.person.id if line.person is not None else None, line.name)
        if row is None:
            words = line.words if line.person is None else ""
            row = rsvps.add(actor, event, line.person, words, word, line.guests)
        row.guests = max(row.guests, line.guests)
        row.attended = True if came else None

    each_line(lines, write)
    if came:
        _count_at_least_those(actor, event)


def _count_at_least_those(actor: Actor, event: Event) -> None:
    """Let the number that was counted be no smaller than those who are known by name to have come."""
    db.session.flush()
    ticked = sum(row.rsvp.attended is True for row in queries.names(event))
    if event.attendance is not None:
        event.attendance = max(event.attendance, ticked)
    records.saved(actor, event, "event.counted", attendance=event.attendance)


def answer_of(answered: Sequence[Named], person_id: int | None, name: str) -> Rsvp | None:
    """Return the answer that somebody gave: as this person, or under this name; None where there is none, or several.

    A name that two have given stands for neither.
    """
    rows = [each.rsvp for each in answered if person_id is not None and each.rsvp.person_id == person_id]
    if not rows:
        rows = [each.rsvp for each in answered if each.rsvp.person_id is None and _is_called(each.name, name)]
    return rows[0] if len(rows) == 1 else None


def _is_called(written: str, name: str) -> bool:
    """Tell whether words that somebody wrote down begin with the name: "Bo Neighbor, Elm Street"."""
    return bool(name) and fold(written.partition(",")[0]) == fold(name)
