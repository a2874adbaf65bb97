"""Meeting requests of a history file, with the asking and the outcome on the timeline."""

from __future__ import annotations

import datetime

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, Precision
from advocacy.domain.records import RecordKind
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import Facet, campaigns, column, dated, sources, text
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.records import MeetingRequestEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, people
from advocacy.models import MeetingRequest

_TOLD = {
    MeetingStatus.DECLINED: ("declined", ActivityKind.MEETING_DECLINED, "decline"),
    MeetingStatus.HELD: ("held", ActivityKind.MEETING_HELD, "hold"),
    MeetingStatus.DEBRIEFED: ("held", ActivityKind.MEETING_HELD, "hold"),
}


def _status(entry: MeetingRequestEntry, book: Book) -> MeetingStatus:
    """Return the state of the outcome; nobody is asked for the debriefing of a meeting of long ago."""
    found: MeetingStatus | None = meaning(mapping.MEETING_OUTCOMES, entry.outcome)
    if found is MeetingStatus.HELD and book.is_history(_decided(entry)):
        return MeetingStatus.DEBRIEFED
    return found or MeetingStatus.REQUESTED


def _asked(entry: MeetingRequestEntry) -> PartialDate:
    """Return when it was asked for: the date of an entry without an outcome is that of the asking."""
    return entry.request_date or (NOT_KNOWN if entry.outcome else entry.date)


def _decided(entry: MeetingRequestEntry) -> PartialDate:
    return entry.outcome_date or (entry.date if entry.outcome else NOT_KNOWN)


def _is_held(entry: MeetingRequestEntry) -> bool:
    return meaning(mapping.MEETING_OUTCOMES, entry.outcome) is MeetingStatus.HELD


def _put_party(meeting: MeetingRequest, value: Plain, book: Book) -> None:
    for name, each in {"person_id": None, "organization_id": None, **book.party(value)}.items():
        setattr(meeting, name, each)


def _side(entry: MeetingRequestEntry, book: Book) -> Side:
    return Side.OURS if book.is_ours(entry.campaign) else Side.OTHERS


def _on_that_day(decided: PartialDate) -> datetime.date | None:
    """Return the day of the outcome: what was decided on it had been asked for by then."""
    return decided.first_day if decided.precision is Precision.DAY else None


def _tells(entry: MeetingRequestEntry, book: Book) -> list[Told]:
    status, side = _status(entry, book), _side(entry, book)
    asked, decided = _asked(entry), _decided(entry)
    with_whom = people(entry.requested_of)
    told = [
        Told(
            "requested",
            ActivityKind.MEETING_REQUESTED,
            side,
            step="request",
            occurred_on=asked,
            date_note="" if asked else entry.date_note or "",
            not_before=None if asked else entry.not_before,
            not_after=None if asked else entry.not_after or _on_that_day(decided),
            summary=entry.topic,
            campaign=entry.campaign,
            contacts=with_whom,
            sources=entry.source,
        )
    ]
    if status in _TOLD:
        key, kind, step = _TOLD[status]
        told.append(
            Told(
                key,
                kind,
                side if key == "held" else Side.THEIRS,
                step=step,
                occurred_on=decided,
                date_note=entry.date_note or "",
                not_before=None if decided else entry.not_before or asked.first_day,
                not_after=None if decided else entry.not_after,
                summary=entry.topic,
                note=entry.note or "",
                campaign=entry.campaign,
                contacts=with_whom,
                sources=entry.source,
            )
        )
    return told


MEETINGS: Shape[MeetingRequestEntry] = Shape(
    MeetingRequest,
    make=lambda _entry, _book: MeetingRequest(),
    tells=_tells,
    keys=("requested", "declined", "held"),
    facets=(
        text("topic", lambda meeting: meeting.topic),
        Facet(
            "requested_of",
            lambda meeting, _: f"@{meeting.requested_of}",
            lambda meeting, book: book.party_of(meeting),
            _put_party,
        ),
        column("side", _side, Side),
        text("requested_by", lambda meeting: meeting.requested_by),
        column("status", _status, MeetingStatus),
        dated("asked_on", _asked),
        dated("answered_on", lambda meeting: NOT_KNOWN if _is_held(meeting) else _decided(meeting)),
        dated("held_on", lambda meeting: _decided(meeting) if _is_held(meeting) else NOT_KNOWN),
        text("date_note", lambda meeting: meeting.date_note),
        text("note", lambda meeting: meeting.note),
        campaigns(lambda meeting: [meeting.campaign], RecordKind.MEETING, numbered=True),
        sources(lambda meeting, _: meeting.source),
    ),
)
