"""Precedents of a history file: what other places have done."""

from __future__ import annotations

from advocacy.domain.campaigns import Instrument
from advocacy.domain.precedents import Standing
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits, fold
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book
from advocacy.exchange.history.facets import (
    column,
    covering,
    dated,
    demands,
    paragraphs,
    points_at,
    sources,
    text,
)
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.records import Dated, PrecedentEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.models import Precedent, PrecedentDemand

CONTRARY = "contrary"
_STANDINGS = {
    Instrument.PLEDGE: Standing.PLEDGED,
    Instrument.LISTING: Standing.NOT_KNOWN,
    Instrument.CONTRARY_ACT: Standing.NOT_KNOWN,
    Instrument.OTHER: Standing.NOT_KNOWN,
}
"""What a file that gives no standing says of it. What places decided is in force, as far as the source tells."""


def _instrument(entry: PrecedentEntry, _book: Book | None = None) -> Instrument:
    found: Instrument = meaning(mapping.INSTRUMENTS, entry.instrument)
    return Instrument.CONTRARY_ACT if entry.direction == CONTRARY else found


def _instrument_words(entry: PrecedentEntry) -> str:
    """Return the file's own words, unless they are ours."""
    return "" if fold(entry.instrument) == fold(_instrument(entry).label) else entry.instrument


def _standing(entry: PrecedentEntry, _book: Book) -> Standing:
    if entry.standing is not None:
        found: Standing = meaning(mapping.STANDINGS, entry.standing)
        return found
    return _STANDINGS.get(_instrument(entry), Standing.IN_FORCE)


def in_one(*parts: str | None) -> str:
    """Return what is said about a date in one line, as long as its column; a single sentence stays as it is."""
    said = [part for part in parts if part]
    return "; ".join([*(part.rstrip(".") for part in said[:-1]), *said[-1:]])[: Limits.MAX_SHORT]


def days_around(entry: Dated) -> str:
    """Return what is known about a date beside itself: the words of the source, and the days it lies between."""
    around = (
        f"not before {entry.not_before.isoformat()}" if entry.not_before else None,
        f"not after {entry.not_after.isoformat()}" if entry.not_after else None,
    )
    return in_one(entry.date_note, *around)


def _list_note(entry: PrecedentEntry) -> str | None:
    if entry.on_ice_list is None or _instrument(entry) is Instrument.LISTING:
        return None
    return "On the list of the ICE report." if entry.on_ice_list else "Not on the list of the ICE report."


PRECEDENTS: Shape[PrecedentEntry] = Shape(
    Precedent,
    make=lambda _entry, _book: Precedent(demand_links=[]),
    facets=(
        points_at("jurisdiction_id", lambda precedent: precedent.jurisdiction),
        points_at("organization_id", lambda precedent: precedent.organization),
        points_at("official_id", lambda precedent: precedent.official),
        column("instrument", _instrument, Instrument),
        text("instrument_words", _instrument_words),
        column("standing", _standing, Standing),
        text("title", lambda precedent: precedent.title),
        dated("happened_on", lambda precedent: precedent.date),
        text("date_note", days_around),
        text("provisions", lambda precedent: paragraphs(*precedent.provisions)),
        text("note", lambda precedent: paragraphs(precedent.note, _list_note(precedent))),
        demands(lambda precedent, _: list(precedent.asks), PrecedentDemand),
        covering(RecordKind.PRECEDENT),
        sources(lambda precedent, _: precedent.source),
    ),
)
