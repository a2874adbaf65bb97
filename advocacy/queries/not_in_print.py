"""The names that must not be printed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from advocacy.db import db
from advocacy.domain.name_patterns import PersonNames
from advocacy.domain.not_in_print import NOBODY, Unprinted
from advocacy.models import Person, PersonAlias, Record
from advocacy.policy import Actor


def unprinted(connection: Connection | None = None, *, but: int | None = None) -> Unprinted:
    """Return the names of everybody marked "not in print", their other names too, in one query.

    `but`: the id of a person who may read their own name.
    """
    rows = (connection or db.session.connection()).execute(_STATEMENT)
    return Unprinted.of(_names(row for row in rows if row.id != but))


def unprinted_since(moment: datetime) -> Unprinted:
    """Return the names of those marked "not in print" whose page was changed since: some were printed until then."""
    person = Person.__table__.c
    changed = select(Record.id).where(Record.updated_at >= moment)
    return Unprinted.of(_names(db.session.execute(_STATEMENT.where(person.id.in_(changed)))))


def unprinted_for(actor: Actor) -> Unprinted:
    """Return the names that a reader sees as initials: none for organizers and coordinators."""
    return NOBODY if actor.is_worker or actor.sees_all else unprinted()


def _names(rows: Iterable[Row[Any]]) -> list[PersonNames]:
    people: dict[int, tuple[Any, list[str]]] = {}
    for row in rows:
        _first, aliases = people.setdefault(row.id, (row, []))
        if row.alias:
            aliases.append(row.alias)
    return [PersonNames(row.given_name, row.family_name, row.title, tuple(aliases)) for row, aliases in people.values()]


def _statement() -> Select[Any]:
    person, alias = Person.__table__.c, PersonAlias.__table__.c
    return (
        select(person.id, person.given_name, person.family_name, person.title, alias.alias)
        .select_from(Person.__table__.outerjoin(PersonAlias.__table__, alias.person_id == person.id))
        .where(person.not_in_print)
        .order_by(person.id, alias.id)
    )


_STATEMENT = _statement()
