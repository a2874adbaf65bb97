"""Load a portion of a section: make what is new together, compare what is known field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from advocacy.db import db
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_
from advocacy.exchange.history.book import Book, Plain, store
from advocacy.exchange.history.doubles import possible_doubles
from advocacy.exchange.history.problems import HistoryProblem, HistoryRefused
from advocacy.exchange.history.records import Entry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import FACETS as ACTIVITY_FACETS
from advocacy.exchange.history.telling import Told, store_activities, values_of
from advocacy.models import Activity, ImportLink
from advocacy.models.base import utc_now
from advocacy.models.records import Record
from advocacy.services import activities, audit, records, search


@dataclass
class _New:
    """A record that is being made: its entry, its values and what is told of it."""

    entry: Entry
    shape: Shape[Any]
    values: dict[str, Plain]
    record: Record | None
    told: list[Told]
    is_joined: bool
    """Whether the entry is part of a record that another entry made."""
    activities: dict[str, int] = field(default_factory=dict)


def load_portion(section: str, entries: Sequence[Entry], shape_of: Callable[[Any], Shape[Any]], book: Book) -> None:
    """Load some entries of a section."""
    shapes = {entry.id: shape_of(entry) for entry in entries}
    links = book.links(_keys(entries, shapes))
    _refuse_other_sections(section, entries, links)
    with db.session.no_autoflush:  # a look-up in between must not store the new records one by one
        new = [_begin(entry, shapes[entry.id], book) for entry in entries if entry.id not in links]
        made = [(each.entry.id, each.record) for each in new if each.record is not None and not each.is_joined]
        book.report.doubles += possible_doubles(section, made)
    _make(section, new, book)
    for entry in entries:
        if entry.id in links:
            _compare(section, entry, shapes[entry.id], links, book)


def _keys(entries: Sequence[Entry], shapes: Mapping[str, Shape[Any]]) -> list[str]:
    """Return the ids under which these entries and what they tell may be known."""
    return [key for entry in entries for key in (entry.id, *(f"{entry.id}#{key}" for key in shapes[entry.id].keys))]


def _refuse_other_sections(section: str, entries: Sequence[Entry], links: Mapping[str, ImportLink]) -> None:
    """Refuse an id that an earlier file gave to something else: that would change beyond recognition."""
    problems = [
        HistoryProblem(
            section,
            entry.id,
            entry.line,
            Problem(
                "",
                N_(
                    "This id was loaded before, under “%(section)s”. If that was another file, "
                    "give this one a name of its own: “collection” under “meta”."
                ),
                {"section": links[entry.id].section},
            ),
        )
        for entry in entries
        if entry.id in links and links[entry.id].section != section
    ]
    if problems:
        raise HistoryRefused(problems)


# --- new records ------------------------------------------------------------------------------------------


def _begin(entry: Entry, shape: Shape[Any], book: Book) -> _New:
    """Return the record with all that it can have before it has its id."""
    values = {facet.name: facet.told(entry, book) for facet in shape.facets}
    told = shape.tells(entry, book)
    joined = shape.joins(entry, book)
    record: Record | None = None
    if joined is not None:
        record = db.session.get_one(Record, book.id_of(joined))
    elif shape.make is not None:
        record = shape.make(entry, book)
        record.created_by_id = book.actor.user_id
    if record is not None:
        for facet in shape.facets:
            if not facet.late and (facet.rows is None or joined is not None):
                facet.put(record, values[facet.name], book)
        db.session.add(record)
    return _New(entry, shape, values, record, told, is_joined=joined is not None)


def _make(section: str, new: list[_New], book: Book) -> None:
    """Store new records, what the timeline tells of them, their search entries and their links."""
    if not new:
        return
    db.session.flush()
    book.settle_posts()
    for each in new:
        if each.record is not None:
            book.remember(each.entry.id, each.record.id)
    for each in new:
        for facet in each.shape.facets:
            if facet.late:
                facet.put(each.record, each.values[facet.name], book)
    _store_rows(new, book)
    _tell(new, book)
    db.session.flush()
    _index(new)
    _link(section, new, book)
    book.report.created[section] = book.report.created.get(section, 0) + len(new)


def _store_rows(new: list[_New], book: Book) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {}
    for each in new:
        if each.record is not None and not each.is_joined:
            for facet in each.shape.facets:
                if facet.rows is not None:
                    for model, row in facet.rows(each.record.id, each.values[facet.name], book):
                        rows.setdefault(model, []).append(row)
    for model, of_model in rows.items():
        store(model, of_model)


def _tell(new: list[_New], book: Book) -> None:
    """Put on the timeline what is told of new records, and hand the activities to whoever remembers theirs."""
    all_told = [(told, each) for each in new for told in each.told]
    if not all_told:
        return
    pairs = [(told, each.record.id if each.record is not None else None) for told, each in all_told]
    for (told, each), activity_id in zip(all_told, store_activities(pairs, book), strict=True):
        each.activities[told.key] = activity_id
    for each in new:
        if each.activities and each.record is not None:
            each.shape.bind(each.record, each.activities)


def _index(new: list[_New]) -> None:
    search.add_new(each.record for each in new if each.record is not None and not each.is_joined)
    for each in new:
        if each.record is not None and each.is_joined:
            search.refresh(each.record)


def _link(section: str, new: list[_New], book: Book) -> None:
    rows: list[dict[str, Any]] = []
    for each in new:
        record_id = each.record.id if each.record is not None else None
        row = {"external_id": each.entry.id, "section": section, "values": each.values}
        rows.append({**row, "record_id": record_id})
        for told in each.told:
            rows.append(_told_row(section, each.entry.id, told.key, each.activities[told.key], values_of(told, book)))
    book.write_links(rows)


def _told_row(section: str, entry_id: str, key: str, activity_id: int, values: dict[str, Plain]) -> dict[str, Any]:
    return {
        "external_id": f"{entry_id}#{key}",
        "section": section,
        "activity_id": activity_id,
        "values": values,
    }


# --- known records ----------------------------------------------------------------------------------------


def _compare(section: str, entry: Entry, shape: Shape[Any], links: Mapping[str, ImportLink], book: Book) -> None:
    """Bring a known record up to date, and what the timeline tells of it."""
    link = links[entry.id]
    if (joined := shape.joins(entry, book)) is not None and book.id_of(joined) != link.record_id:
        book.differs(section, entry.id, "id", joined, book.name_of(link.record_id))
        return
    if (shape.make is None and joined is None) != (link.record_id is None):
        book.differs(section, entry.id, "kind", getattr(entry, "kind", None), book.name_of(link.record_id))
        return
    values = {facet.name: facet.told(entry, book) for facet in shape.facets}
    changed = False
    if values != link.values and link.record_id is not None:
        record = db.session.get_one(shape.model or Record, link.record_id)
        changed = _update(section, entry.id, shape.facets, values, record, link, book)
        if changed:
            records.saved(book.actor, record, f"{record.kind.value}.loaded")
    told = {each.key: each for each in shape.tells(entry, book)}
    db.session.flush()
    for key in shape.keys:
        changed |= _compare_told(section, entry, shape, key, told.get(key), links, book)
    counted = book.report.updated if changed else book.report.unchanged
    counted[section] = counted.get(section, 0) + 1


def _update(
    section: str,
    external_id: str,
    facets: Sequence[Any],
    values: dict[str, Plain],
    subject: Any,
    link: ImportLink,
    book: Book,
) -> bool:
    """Put the fields that the file changed and nobody here did; note the others. True if any was put."""
    before = dict(link.values)
    changed = Counter[bool]()
    for facet in facets:
        if values[facet.name] == before.get(facet.name):
            continue
        here = facet.stands(subject, book)
        if here not in (before.get(facet.name), values[facet.name]):
            book.differs(section, external_id, facet.name, values[facet.name], here)
            continue
        if why := facet.hinders(subject, values[facet.name]):
            book.differs(section, external_id, facet.name, values[facet.name], here, why)
            continue
        if here != values[facet.name]:
            facet.put(subject, values[facet.name], book)
            db.session.flush()
            book.settle_posts()
            changed[True] += 1
        before[facet.name] = values[facet.name]
    link.values, link.loaded_at = before, utc_now()
    return changed[True] > 0


def _compare_told(
    section: str,
    entry: Entry,
    shape: Shape[Any],
    key: str,
    told: Told | None,
    links: Mapping[str, ImportLink],
    book: Book,
) -> bool:
    """Bring one thing that the timeline tells up to date. Returns whether anything changed."""
    link = links.get(f"{entry.id}#{key}")
    if told is None:
        return link is not None and _take_off(link, book)
    values = values_of(told, book)
    if link is None:
        _tell_later(section, shape, told, values, links[entry.id], book)
        return True
    if values == link.values or link.activity_id is None:
        return False
    activity = db.session.get_one(Activity, link.activity_id)
    if not _update(section, link.external_id, ACTIVITY_FACETS, values, activity, link, book):
        return False
    activity.updated_at = utc_now()
    activity.place()
    search.refresh(activity)
    audit.record(book.actor, activity, "activity.loaded")
    return True


def _take_off(link: ImportLink, book: Book) -> bool:
    """Take off the timeline what the file does not tell any more."""
    activity = db.session.get(Activity, link.activity_id) if link.activity_id is not None else None
    if activity is None or activity.retracted_at is not None:
        return False
    activities.retract(book.actor, activity, "no longer in the history file")
    db.session.delete(link)
    return True


def _tell_later(
    section: str, shape: Shape[Any], told: Told, values: dict[str, Plain], link: ImportLink, book: Book
) -> None:
    """Put on the timeline what the file did not tell before."""
    (activity_id,) = store_activities([(told, link.record_id)], book)
    book.write_links([_told_row(section, link.external_id, told.key, activity_id, values)])
    if link.record_id is not None:
        shape.bind(db.session.get_one(Record, link.record_id), {told.key: activity_id})
