"""Entries under `events:`: events people came to, calls of theirs, and parts of letters and votes."""

from __future__ import annotations

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.events import EventKind, EventPart, EventStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import (
    Facet,
    campaigns,
    column,
    demands,
    paragraphs,
    parties,
    points_at,
    sources,
    text,
)
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.records import EventEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, many, when
from advocacy.exchange.history.vocabulary import Becomes, EventMeaning
from advocacy.models import Event, EventDemand, EventParty


def _meaning(entry: EventEntry) -> EventMeaning:
    found: EventMeaning = meaning(mapping.EVENT_KINDS, entry.kind)
    return found


def _status(entry: EventEntry, _book: Book) -> EventStatus:
    found: EventStatus = meaning(mapping.EVENT_STATUSES, entry.status)
    return found


def _side(entry: EventEntry, book: Book) -> Side:
    return Side.OURS if book.is_ours(entry.campaign) else Side.OTHERS


def _put_date(event: Event, value: Plain, _book: Book) -> None:
    event.happened_on = PartialDate(value)
    event.first_day = event.happened_on.first_day


def _host(**party: object) -> EventParty:
    return EventParty(part=EventPart.HOST, **party)


def _tells(entry: EventEntry, book: Book) -> list[Told]:
    if _status(entry, book) is not EventStatus.HELD:
        return []
    return [
        Told(
            "held",
            ActivityKind.EVENT,
            _side(entry, book),
            step="hold",
            summary=entry.title,
            note=entry.purpose or "",
            campaign=entry.campaign,
            contacts=many(entry.participants),
            sources=entry.source,
            **when(entry),
        )
    ]


EVENTS: Shape[EventEntry] = Shape(
    Event,
    make=lambda _entry, _book: Event(parts=[], demand_links=[]),
    tells=_tells,
    keys=("held",),
    facets=(
        text("title", lambda event: event.title),
        column("event_kind", lambda event, _: _meaning(event).event, EventKind),
        column("side", _side, Side),
        column("status", _status, EventStatus),
        Facet(
            "happened_on",
            lambda event, _: event.date.text,
            lambda event, _: event.happened_on.text,
            _put_date,
        ),
        text("date_note", lambda event: event.date_note),
        text("place", lambda event: event.place),
        points_at("jurisdiction_id", lambda event: event.jurisdiction),
        text("purpose", lambda event: event.purpose),
        column("attendance", lambda event, _: event.attendance),
        text("note", lambda event: event.note),
        parties(
            "parts",
            lambda event, _: many(event.organizers),
            _host,
            among=lambda part: part.part is EventPart.HOST,
        ),
        demands(lambda event, book: book.asks_of(event), EventDemand),
        campaigns(lambda event: [event.campaign], RecordKind.EVENT, numbered=True),
        sources(lambda event, _: event.source),
    ),
)


def _their_doing(entry: EventEntry, _book: Book) -> list[Told]:
    return [
        Told(
            "happened",
            _meaning(entry).activity or ActivityKind.OTHER,
            Side.THEIRS,
            summary=entry.title,
            note=paragraphs(entry.place, entry.purpose, entry.note),
            campaign=entry.campaign,
            contacts=many(entry.participants),
            sources=entry.source,
            **when(entry),
        )
    ]


THEIR_ACTIVITIES: Shape[EventEntry] = Shape(None, tells=_their_doing, keys=("happened",))


def _the_letter(entry: EventEntry, book: Book) -> str | None:
    letter = book.matches.letter_of(entry)
    return None if letter is None else letter.id


def _the_resolution(entry: EventEntry, book: Book) -> str | None:
    resolution = book.matches.resolution_of(entry)
    return None if resolution is None else resolution.id


DELIVERIES: Shape[EventEntry] = Shape(None, joins=_the_letter)
"""What a delivery tells stands in the letter's own facets; its id is kept so that it can be found."""

VOTE_NIGHTS: Shape[EventEntry] = Shape(None, joins=_the_resolution)
"""What a sitting tells stands in the facets of the measure."""

BY_MEANING = {
    Becomes.EVENT: EVENTS,
    Becomes.THEIR_ACTIVITY: THEIR_ACTIVITIES,
    Becomes.LETTER_SENDING: DELIVERIES,
    Becomes.VOTE_EVENT: VOTE_NIGHTS,
}


def shape_of(entry: EventEntry) -> Shape[EventEntry]:
    """Return what an entry under `events:` becomes."""
    return BY_MEANING[_meaning(entry).becomes]
