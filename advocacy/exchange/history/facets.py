"""Facets: one field of a record as the file tells it, as it stands here, and how it is put in place.

A record is made by putting all its facets, and updated by putting those that the file changed and nobody here
did. So the two can never drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.exchange.history.book import Book, Plain
from advocacy.models import Citation, RecordCampaign

E = TypeVar("E")


@dataclass(frozen=True)
class Facet(Generic[E]):
    """One field: `told` by an entry, how it `stands` in a record, and how to `put` it there.

    A `late` facet is put when the record has its id. Where `rows` is given, a new record gets these rows (with
    the model of their table) instead of objects, which is several times faster.
    """

    name: str
    told: Callable[[E, Book], Plain]
    stands: Callable[[Any, Book], Plain]
    put: Callable[[Any, Plain, Book], None]
    late: bool = False
    rows: Callable[[int, Plain, Book], list[tuple[Any, dict[str, Any]]]] | None = None
    hinders: Callable[[Any, Plain], str] = lambda _record, _value: ""
    """Why a record that is here already may not get this value, in English; "" where it may."""


def column(name: str, told: Callable[[E, Book], Any], convert: Callable[[Any], Any] = lambda value: value) -> Facet[E]:
    """Return the facet of a plain column; `convert` makes the column's value of the plain one."""

    def put(record: Any, value: Plain, _book: Book) -> None:
        setattr(record, name, convert(value))

    return Facet(
        name,
        lambda entry, book: plain(told(entry, book)),
        lambda record, _book: plain(getattr(record, name)),
        put,
    )


def text(name: str, told: Callable[[E], str | None]) -> Facet[E]:
    """Return the facet of a text column; no value is the empty text."""
    return column(name, lambda entry, _book: told(entry) or "")


def dated(name: str, told: Callable[[E], PartialDate]) -> Facet[E]:
    """Return the facet of a column with a partial date."""
    return column(name, lambda entry, _book: told(entry), PartialDate)


def points_at(name: str, told: Callable[[E], str | None]) -> Facet[E]:
    """Return the facet of a foreign key to another record of the file."""

    def put(record: Any, value: Plain, book: Book) -> None:
        setattr(record, name, book.id_of(value))

    return Facet(name, lambda entry, _book: told(entry), lambda record, book: book.name_of(getattr(record, name)), put)


def parties(
    name: str,
    told: Callable[[E, Book], Iterable[str]],
    make: Callable[..., Any],
    *,
    among: Callable[[Any], bool] = lambda row: True,
) -> Facet[E]:
    """Return the facet of a list of people, organizations and words, kept as rows of their own.

    `make` makes a row of the columns of a party; `among` picks the rows that this facet is about.
    """

    def rows(record: Any) -> list[Any]:
        return [row for row in getattr(record, name) if among(row)]

    def put(record: Any, value: Plain, book: Book) -> None:
        have = {book.party_of(row): row for row in rows(record)}
        for named, row in have.items():
            if named not in value:
                getattr(record, name).remove(row)
        for named in value:
            if named not in have:
                getattr(record, name).append(make(**book.party(named)))

    return Facet(
        name,
        lambda entry, book: list(dict.fromkeys(told(entry, book))),
        lambda record, book: [book.party_of(row) for row in rows(record)],
        put,
    )


def demands(told: Callable[[E, Book], list[str]], make: Callable[..., Any]) -> Facet[E]:
    """Return the facet of the demands that a letter, a measure or an event carries."""

    def put(record: Any, value: Plain, book: Book) -> None:
        have = {book.name_of(link.demand_id): link for link in record.demand_links}
        for named, link in have.items():
            if named not in value:
                record.demand_links.remove(link)
        for named in value:
            if named not in have:
                record.demand_links.append(make(demand_id=book.id_of(named)))

    return Facet(
        "demands",
        told,
        lambda record, book: [book.name_of(link.demand_id) for link in record.demand_links],
        put,
    )


def sources(told: Callable[[E, Book], Iterable[str]]) -> Facet[E]:
    """Return the facet of the sources of a record or an activity."""

    def put(subject: Any, value: Plain, book: Book) -> None:
        have = {book.name_of(each.media_item_id): each for each in subject.citations}
        for named, citation in have.items():
            if named not in value:
                subject.citations.remove(citation)
        for named in value:
            if named not in have:
                subject.citations.append(Citation(media_item_id=book.id_of(named)))

    def rows(record_id: int, value: Plain, book: Book) -> list[tuple[Any, dict[str, Any]]]:
        return [
            (Citation, {"media_item_id": book.known_id(each), "record_id": record_id, "activity_id": None})
            for each in value
        ]

    return Facet(
        "sources",
        lambda entry, book: sorted(set(told(entry, book))),
        lambda subject, book: sorted(str(book.name_of(each.media_item_id)) for each in subject.citations),
        put,
        rows=rows,
    )


def campaigns(told: Callable[[E], Iterable[str | None]], kind: RecordKind, *, numbered: bool = False) -> Facet[E]:
    """Return the facet of the campaigns that a record belongs to; `numbered` kinds get a readable number."""

    def put(record: Any, value: Plain, book: Book) -> None:
        have = {book.name_of(link.campaign_id): link for link in record.campaign_links}
        for named, link in have.items():
            if named not in value:
                record.campaign_links.remove(link)
        for position, named in enumerate(value):
            if named not in have:
                record.campaign_links.append(RecordCampaign(**row(named, position, book)))

    def row(named: str, position: int, book: Book) -> dict[str, Any]:
        campaign_id = book.known_id(named)
        number = book.next_number(campaign_id, kind) if numbered else None
        return {"campaign_id": campaign_id, "kind": kind, "number": number, "position": position}

    def rows(record_id: int, value: Plain, book: Book) -> list[tuple[Any, dict[str, Any]]]:
        return [
            (RecordCampaign, {"record_id": record_id, **row(named, position, book)})
            for position, named in enumerate(value)
        ]

    return Facet(
        "campaigns",
        lambda entry, _book: [each for each in told(entry) if each is not None],
        lambda record, book: [book.name_of(link.campaign_id) for link in record.campaign_links],
        put,
        rows=rows,
    )


def covering(kind: RecordKind, *, numbered: bool = False) -> Facet[E]:
    """Return the facet of the campaigns that a record names, or else that its sources report on."""
    return replace(
        campaigns(lambda _entry: (), kind, numbered=numbered), told=lambda entry, book: book.campaigns_of(entry)
    )


def plain(value: Any) -> Plain:
    """Return a value as it is kept in an import link."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, PartialDate):
        return value.text
    return value.isoformat() if hasattr(value, "isoformat") else value


def paragraphs(*parts: str | None) -> str:
    """Return the parts that there are, each on a line of its own."""
    return "\n".join(part for part in parts if part)
