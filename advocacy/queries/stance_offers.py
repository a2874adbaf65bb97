"""The stance entries that a reply, a meeting, a statement or a vote implies and nobody has made yet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import ReplyOutcome
from advocacy.domain.meetings import AttendeeSide
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stance_offers import (
    BY_CHOICE,
    BY_OUTCOME,
    ON_THE_MATTER,
    confidence_of_meeting,
    confidence_of_reply,
    speaks_for_them,
)
from advocacy.domain.stances import Confidence
from advocacy.domain.text import Limits, count_words
from advocacy.models import (
    Campaign,
    Letter,
    Measure,
    MediaItem,
    MeetingRequest,
    Organization,
    Person,
    Record,
    RollCallEntry,
    Stance,
    Statement,
    VoteEvent,
)
from advocacy.policy import Actor, sees
from advocacy.queries import letters, measures, meetings, public_statements
from advocacy.queries.letters import ShownReply

Party = Person | Organization


@dataclass(frozen=True)
class Offer:
    """An entry that could be made: who, on what, where they stand, how well and from what we know it."""

    party: Party
    about: Record
    score: int
    confidence: Confidence
    stated_on: PartialDate
    quote: str = ""
    evidence: str = ""
    sources: tuple[MediaItem, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from the other offers of one record."""
        return f"{self.party.ref}_{self.about.ref}_{self.stated_on.text}"


def offers_of(actor: Actor, record: Record | None) -> list[Offer]:
    """Return what a letter with its replies, a debriefed meeting, a statement or a measure with its votes implies.

    The record must have been loaded as its page loads it. An entry that was made from this record for the same
    person, thing and date is not offered again.
    """
    implied = _IMPLIED.get(type(record)) if record is not None else None
    if record is None or implied is None or not actor.is_worker:
        return []
    offers = {offer.key: offer for offer in implied(actor, record)}
    made = {
        (row.person_id or row.organization_id, row.about_id, row.stated_on)
        for row in db.session.execute(
            select(Stance.person_id, Stance.organization_id, Stance.about_id, Stance.stated_on).where(
                Stance.evidence_record_id == record.id, Stance.retracted_at.is_(None)
            )
        )
    }
    return [each for each in offers.values() if (each.party.id, each.about.id, each.stated_on) not in made]


def offers_by_ref(actor: Actor, record: Record) -> list[Offer]:
    """Return the offers of a record that was found by its ref alone."""
    load: Any = _LOADERS.get(type(record))
    return offers_of(actor, load(actor, record.ref)) if load is not None else []


def _leading(actor: Actor, record: Record) -> Campaign | None:
    return next((campaign for campaign in record.campaigns if sees(actor, campaign)), None)


def short(words: str) -> str:
    """Return somebody's words if they are short enough to be quoted whole, else nothing."""
    return words if count_words(words) <= Limits.MAX_QUOTE_WORDS else ""


def _of_letter(actor: Actor, letter: Letter) -> Iterator[Offer]:
    campaign = _leading(actor, letter)
    for shown in letters.replies_of(actor, letter):
        if speaks_for_them(shown.reply.reply_from):
            yield from _of_reply(shown, campaign)


def _of_reply(shown: ShownReply, campaign: Campaign | None) -> Iterator[Offer]:
    reply = shown.reply
    for answer in shown.answers:
        party, about = answer.recipient.party, answer.demand or campaign
        if party is None or about is None or not _says_something(answer.outcome):
            continue
        yield Offer(
            party,
            about,
            BY_OUTCOME[answer.outcome],  # type: ignore[index]
            confidence_of_reply(reply.channel),
            reply.received_on,
            short(reply.words),
            reply.note,
        )


def _says_something(outcome: ReplyOutcome | None) -> bool:
    return outcome in BY_OUTCOME


def _of_meeting(actor: Actor, meeting: MeetingRequest) -> Iterator[Offer]:
    party, campaign = meeting.party, _leading(actor, meeting)
    demands = meetings.demands_asked(actor, meeting)
    confidence = confidence_of_meeting(len(meetings.attendees(meeting, AttendeeSide.US)))
    for ask in meeting.asks:
        about = demands.get(ask.demand_id or 0) or campaign
        if ask.answer is not None and party is not None and about is not None:
            quote = short(ask.answer_words)
            yield Offer(party, about, ask.answer, confidence, meeting.held_on, quote, ask.text)


def _of_measure(_actor: Actor, measure: Measure) -> Iterator[Offer]:
    for vote in measure.votes:
        if vote.motion_kind in ON_THE_MATTER:
            yield from _of_roll_call(measure, vote, vote.roll_call)


def _of_roll_call(measure: Measure, vote: VoteEvent, roll_call: Iterable[RollCallEntry]) -> Iterator[Offer]:
    for entry in roll_call:
        score = BY_CHOICE.get(entry.choice)
        if score is not None:
            evidence = entry.clerks_word or entry.choice.value
            yield Offer(entry.person, measure, score, Confidence.PUBLIC, vote.voted_on, "", evidence)


def _of_statement(actor: Actor, statement: Statement) -> Iterator[Offer]:
    if statement.shows is None or statement.retracted_at is not None:
        return
    campaign = _leading(actor, statement)
    abouts: list[Record] = [*public_statements.demands_of(actor, statement)] or ([campaign] if campaign else [])
    sources = tuple(citation.media_item for citation in statement.citations)
    for speaker in statement.speakers:
        if speaker.party is not None:
            for about in abouts:
                yield Offer(
                    speaker.party,
                    about,
                    statement.shows,
                    Confidence.PUBLIC,
                    statement.said_on,
                    statement.quote,
                    statement.summary,
                    sources,
                )


_IMPLIED: dict[type[Record], Callable[[Actor, Any], Iterator[Offer]]] = {
    Letter: _of_letter,
    MeetingRequest: _of_meeting,
    Measure: _of_measure,
    Statement: _of_statement,
}
_LOADERS: dict[type[Record], Callable[[Actor, str], Record | None]] = {
    Letter: letters.letter_by_ref,
    MeetingRequest: meetings.meeting_by_ref,
    Measure: measures.by_ref,
    Statement: public_statements.by_ref,
}
