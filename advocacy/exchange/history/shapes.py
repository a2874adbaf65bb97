"""What a shape is: how the entries of one section become records of one kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from advocacy.exchange.history.book import Book
from advocacy.exchange.history.facets import Facet
from advocacy.exchange.history.telling import Told
from advocacy.models.records import Record

E = TypeVar("E")


def tells_nothing(_entry: Any, _book: Book) -> list[Told]:
    """The timeline tells nothing of the entry."""
    return []


def binds_nothing(_record: Any, _activities: Mapping[str, int]) -> None:
    """The record keeps no activity by name."""


@dataclass(frozen=True)
class Shape(Generic[E]):
    """How an entry becomes a record.

    `make` returns a new record with nothing but what no facet sets. Where `joins` gives an id of the file,
    the entry is part of that record, and no record is made. A shape whose `model` is None makes no record at
    all: only what it tells. `keys` are the keys of all that it may tell; `bind` hands the ids of new activities to
    the rows that remember theirs.
    """

    model: type[Record] | None
    facets: tuple[Facet[E], ...] = ()
    make: Callable[[E, Book], Record] | None = None
    joins: Callable[[E, Book], str | None] = lambda _entry, _book: None
    tells: Callable[[E, Book], list[Told]] = tells_nothing
    keys: tuple[str, ...] = ()
    bind: Callable[[Any, Mapping[str, int]], None] = binds_nothing
