"""The names that must not be printed."""

from typing import Any

from sqlalchemy import Connection, Select, literal, select, union_all

from advocacy.db import db
from advocacy.domain.not_in_print import Unprinted
from advocacy.models import Person, PersonAlias


def unprinted(connection: Connection | None = None) -> Unprinted:
    """Return the names of everybody marked "not in print", their other spellings too, in one query."""
    rows = (connection or db.session.connection()).execute(_STATEMENT)
    return Unprinted.of((row[0], row[1]) for row in rows)


def _statement() -> Select[Any]:
    person, alias = Person.__table__, PersonAlias.__table__
    names = select(person.c.given_name, person.c.family_name).where(person.c.not_in_print)
    others = select(alias.c.alias, literal("")).join(person, person.c.id == alias.c.person_id)
    both = union_all(names, others.where(person.c.not_in_print)).subquery()
    return select(both)


_STATEMENT = _statement()
