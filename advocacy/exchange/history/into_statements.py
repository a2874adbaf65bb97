"""Statements of a history file: words said in public, each a record and a line on the timelines."""

from __future__ import annotations

import datetime

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.partial_dates import Precision
from advocacy.domain.records import RecordKind
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book
from advocacy.exchange.history.facets import campaigns, column, dated, demands, parties, sources, text
from advocacy.exchange.history.records import StatementEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, many, people
from advocacy.exchange.history.vocabulary import PersonKind
from advocacy.models import Statement, StatementDemand, StatementSpeaker
from advocacy.services.statements import quoted


def _speakers(entry: StatementEntry, _book: Book) -> tuple[str, ...]:
    words = (entry.speaker_words,) if entry.speaker_words else ()
    return (*people(entry.speaker), *many(entry.organizations), *words)


def _kind(entry: StatementEntry, book: Book) -> PersonKind | None:
    person = book.file.people.get(entry.speaker) if entry.speaker is not None else None
    return mapping.PERSON_KINDS.find(person.kind) if person is not None else None


def _side(entry: StatementEntry, book: Book) -> Side:
    """Return whose words they are: an official's are theirs, an advocate's of a campaign of ours are ours."""
    kind = _kind(entry, book)
    if kind is PersonKind.OFFICIAL:
        return Side.THEIRS
    return Side.OURS if kind is PersonKind.ADVOCATE and book.is_ours(entry.campaign) else Side.OTHERS


def _not_after(entry: StatementEntry, book: Book) -> datetime.date | None:
    """Return the last day on which it can have been said: what is not dated was said before it was published."""
    if entry.date or entry.not_before or entry.not_after:
        return entry.not_after
    published = [book.file.sources[each].date for each in entry.source if each in book.file.sources]
    days = [date.last_day for date in published if date.precision is Precision.DAY and date.last_day is not None]
    return min(days, default=None)


def _shows(entry: StatementEntry, _book: Book) -> int | None:
    return mapping.STATEMENT_STANCES.find(entry.stance) if entry.stance else None


def _in_words(entry: StatementEntry) -> str:
    """Return the position in the file's words where the scale does not say it."""
    known = entry.stance is not None and mapping.STATEMENT_STANCES.find(entry.stance) is not None
    return "" if known else entry.stance or ""


def _tells(entry: StatementEntry, book: Book) -> list[Told]:
    return [
        Told(
            "said",
            ActivityKind.STATEMENT,
            _side(entry, book),
            occurred_on=entry.date,
            date_note=entry.date_note or "",
            not_before=entry.not_before,
            not_after=_not_after(entry, book),
            summary=entry.summary,
            note=quoted(entry.quote or ""),
            campaign=entry.campaign,
            contacts=_speakers(entry, book),
            sources=entry.source,
        )
    ]


def _day(value: str | None) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(value)


STATEMENTS: Shape[StatementEntry] = Shape(
    Statement,
    make=lambda _entry, _book: Statement(speakers=[], demand_links=[]),
    tells=_tells,
    keys=("said",),
    facets=(
        text("summary", lambda entry: entry.summary),
        text("quote", lambda entry: entry.quote),
        text("channel", lambda entry: entry.channel),
        dated("said_on", lambda entry: entry.date),
        text("date_note", lambda entry: entry.date_note),
        column("not_before", lambda entry, _: entry.not_before, _day),
        column("not_after", _not_after, _day),
        column("side", _side, Side),
        column("shows", _shows),
        text("shows_words", _in_words),
        text("note", lambda entry: entry.note),
        parties("speakers", _speakers, StatementSpeaker),
        demands(lambda entry, _: list(entry.asks), StatementDemand),
        campaigns(lambda entry: [entry.campaign], RecordKind.STATEMENT),
        sources(lambda entry, _: entry.source),
    ),
)
