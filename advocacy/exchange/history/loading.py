"""Load a history file: all of it or nothing, twice the same as once, and nobody's edits are overwritten.

The file is read and checked first. Then each section is taken in portions: new records are made together (one
flush for many rows, so that ten thousand records take seconds), known ones are compared field by field with
what was loaded before. Nothing is committed here; whoever called decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from advocacy.db import db
from advocacy.exchange.history.assembling import read_history
from advocacy.exchange.history.book import Book, LoadReport
from advocacy.exchange.history.into_campaigns import ASKS, CAMPAIGNS
from advocacy.exchange.history.into_claims import CLAIMS
from advocacy.exchange.history.into_directory import (
    ARTICLES,
    JURISDICTIONS,
    ORGANIZATIONS,
    OTHER_ARTICLES,
    PEOPLE,
    SOURCES,
)
from advocacy.exchange.history.into_events import shape_of
from advocacy.exchange.history.into_instruments import FEDERAL_INSTRUMENTS, LEGISLATION
from advocacy.exchange.history.into_letters import LETTERS
from advocacy.exchange.history.into_measures import MEASURES
from advocacy.exchange.history.into_meetings import MEETINGS
from advocacy.exchange.history.into_precedents import PRECEDENTS
from advocacy.exchange.history.into_proceedings import PROCEEDINGS
from advocacy.exchange.history.into_statements import STATEMENTS
from advocacy.exchange.history.portions import load_portion
from advocacy.exchange.history.records import Entry, HistoryFile, MediaEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.policy import Action, Actor, ensure
from advocacy.services import audit

PORTION = 500

Progress = Callable[[int], None]
"""Called with the number of records done since the last call."""

_ORDER: tuple[tuple[str, Callable[[Any], Shape[Any]]], ...] = (
    ("sources", lambda _: SOURCES),
    ("jurisdictions", lambda _: JURISDICTIONS),
    ("organizations", lambda _: ORGANIZATIONS),
    ("people", lambda _: PEOPLE),
    ("campaigns", lambda _: CAMPAIGNS),
    ("asks", lambda _: ASKS),
    ("letters", lambda _: LETTERS),
    ("meeting_requests", lambda _: MEETINGS),
    ("resolutions", lambda _: MEASURES),
    ("events", shape_of),
    ("media_coverage", lambda article: _article_shape(article)),
    ("statements", lambda _: STATEMENTS),
    ("precedents", lambda _: PRECEDENTS),
    ("federal_instruments", lambda _: FEDERAL_INSTRUMENTS),
    ("legislation", lambda _: LEGISLATION),
    ("litigation", lambda _: PROCEEDINGS),
    ("claims", lambda _: CLAIMS),
)
"""Sections in the order of loading: what is named by others comes first."""


def load_history(
    path: Path, *, actor: Actor, today: date, progress: Callable[[int], Progress] | None = None
) -> LoadReport:
    """Load the file and return what came of it; nothing is committed.

    `progress` is called once with the number of records, and gives what is called as they are done. Raises
    HistoryRefused with every problem of the file, and NotAllowed.
    """
    ensure(actor, Action.IMPORT)
    file = read_history(path, today=today)
    return load_file(file, actor=actor, today=today, progress=progress)


def load_file(
    file: HistoryFile, *, actor: Actor, today: date, progress: Callable[[int], Progress] | None = None
) -> LoadReport:
    """Load a file that was read and checked; see `load_history`."""
    ensure(actor, Action.IMPORT)
    book = Book(actor, file, today=today)
    done = progress(file.count()) if progress is not None else _say_nothing
    for section, shape in _ORDER:
        for generation in _generations(getattr(file, section)):
            for portion in _portions(generation):
                load_portion(section, portion, shape, book)
                done(len(portion))
    if book.report.changed_something:
        audit.record(
            actor,
            None,
            "history.loaded",
            records=sum(book.report.created.values()),
            count=sum(book.report.updated.values()),
        )
    db.session.flush()
    return book.report


def _say_nothing(_count: int) -> None:
    return None


def _article_shape(article: MediaEntry) -> Shape[MediaEntry]:
    return ARTICLES if len(article.source) == 1 else OTHER_ARTICLES


def _portions(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    rest = iter(entries)
    while portion := list(islice(rest, PORTION)):
        yield portion


def _generations(entries: Mapping[str, Entry]) -> Iterator[list[Entry]]:
    """Give the entries so that a parent stands in an earlier list than its children."""
    levels: list[list[Entry]] = []
    depth: dict[str | None, int] = {None: -1}
    for entry in entries.values():
        for each in _from_the_oldest(entry, entries, depth):
            depth[each.id] = depth[_parent(each)] + 1
            while len(levels) <= depth[each.id]:
                levels.append([])
            levels[depth[each.id]].append(each)
    yield from levels


def _from_the_oldest(entry: Entry, entries: Mapping[str, Entry], done: Mapping[str | None, int]) -> list[Entry]:
    """Return the entry and those of its ancestors that are not done, the oldest first."""
    line = []
    at: Entry | None = entry
    while at is not None and at.id not in done:
        line.append(at)
        parent = _parent(at)
        at = entries.get(parent) if parent is not None else None
    return line[::-1]


def _parent(entry: Entry) -> str | None:
    parent: str | None = getattr(entry, "parent", None)
    return parent
