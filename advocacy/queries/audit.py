"""The audit trail as administrators read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import lazyload

from advocacy.db import db
from advocacy.domain.audit_events import NOUNS, Area
from advocacy.models import AuditEntry, Record, SearchEntry, User
from advocacy.policy import Action, Actor, ensure, visible_records
from advocacy.queries.clock import home_zone
from advocacy.queries.users import words_match

PAGE_SIZE = 50
GREATEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Wanted:
    """Which entries a page shows. `before` and `after` are entries' numbers: where a page ends or begins."""

    area: Area | None = None
    event: str = ""
    who: str = ""
    record_ref: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class Trail:
    """A page of the trail, newest first; the numbers for the pages beside it, None where there is none."""

    entries: tuple[AuditEntry, ...]
    older: int | None
    newer: int | None


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.area is not None:
        yield or_(*(AuditEntry.event.startswith(f"{noun}.", autoescape=True) for noun in NOUNS[wanted.area]))
    if wanted.event:
        yield AuditEntry.event == wanted.event
    if wanted.who:
        yield AuditEntry.actor_id.in_(select(User.id).where(words_match(wanted.who)))
    if wanted.record_ref:
        yield AuditEntry.subject_ref == wanted.record_ref
    if wanted.since is not None:
        yield AuditEntry.at >= _midnight(wanted.since)
    if wanted.until is not None:
        yield AuditEntry.at < _midnight(wanted.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), home_zone())


def trail(actor: Actor, wanted: Wanted) -> Trail:
    """Return one page of the entries that are wanted."""
    ensure(actor, Action.READ_AUDIT)
    statement = select(AuditEntry).where(*_conditions(wanted)).limit(PAGE_SIZE + 1)
    backwards = wanted.after is not None
    if wanted.after is not None:
        statement = statement.where(AuditEntry.id > wanted.after).order_by(AuditEntry.id)
    else:
        if wanted.before is not None:
            statement = statement.where(AuditEntry.id < wanted.before)
        statement = statement.order_by(AuditEntry.id.desc())
    found = list(db.session.scalars(statement))
    more, entries = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if backwards:
        entries.reverse()
    has_older = bool(entries) and (backwards or more)
    has_newer = bool(entries) and (more if backwards else wanted.before is not None)
    return Trail(
        entries=tuple(entries),
        older=entries[-1].id if has_older else None,
        newer=entries[0].id if has_newer else None,
    )


def names_of_users(entries: Sequence[AuditEntry]) -> dict[str, str]:
    """Return the names of the users whom the entries are about, by ref."""
    refs = {entry.subject_ref for entry in entries if entry.subject_kind == "user"}
    rows: Any = db.session.execute(select(User.ref, User.display_name).where(User.ref.in_(refs)))
    return dict(rows.all())


def titles_of_records(actor: Actor, entries: Sequence[AuditEntry]) -> dict[int, str]:
    """Return the titles of the records that the entries are about and that the actor may read, by the record's id."""
    ids = {entry.record_id for entry in entries if entry.record_id is not None}
    rows: Any = db.session.execute(
        select(SearchEntry.record_id, SearchEntry.title)
        .join(Record, Record.id == SearchEntry.record_id)
        .where(SearchEntry.record_id.in_(ids), visible_records(actor))
    )
    return dict(rows.all())


def whole_chain(actor: Actor) -> Iterator[AuditEntry]:
    """Return every entry, oldest first, some at a time."""
    ensure(actor, Action.READ_AUDIT)
    statement = select(AuditEntry).order_by(AuditEntry.id).options(lazyload(AuditEntry.actor))
    for part in db.session.scalars(statement.execution_options(yield_per=1000)).partitions():
        yield from part
        for entry in part:
            db.session.expunge(entry)
