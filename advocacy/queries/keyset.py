"""Pages of a list in the order of a key: a later page costs what the first one costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, literal, select, tuple_
from sqlalchemy.orm.interfaces import ORMOption

from advocacy.db import db

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Slice(Generic[T]):
    """A page of rows. `before` and `after` are refs for the pages beside it, "" where there is none."""

    rows: tuple[T, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Place:
    """Where a page begins: after the row of one ref, or before that of another. Empty: at the start."""

    after: str = ""
    before: str = ""


START = Place()


def page_of(
    model: type[T],
    key: Any,
    conditions: Sequence[ColumnElement[bool]],
    place: Place = START,
    *,
    options: Sequence[ORMOption] = (),
    size: int = PAGE_SIZE,
    newest_first: bool = False,
) -> Slice[T]:
    """Return one page of the rows that meet the conditions, in the order of (key, id).

    A ref that is not among them begins at the start, as if none were given.
    """
    entity: Any = model
    order = tuple_(key, entity.id)
    pivot = _pivot(entity, key, conditions, place.after or place.before)
    backwards = pivot is not None and not place.after
    ascending = backwards if newest_first else not backwards
    statement = select(entity).where(*conditions).options(*options).limit(size + 1)
    if pivot is not None:
        statement = statement.where(order > pivot if ascending else order < pivot)
    columns = (key, entity.id)
    statement = statement.order_by(*(column.asc() if ascending else column.desc() for column in columns))
    found = list(db.session.scalars(statement))
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    has_before = more if backwards else pivot is not None
    has_after = True if backwards else more
    return Slice(
        rows=tuple(rows),
        before=rows[0].ref if rows and has_before else "",
        after=rows[-1].ref if rows and has_after else "",
    )


def _pivot(entity: Any, key: Any, conditions: Sequence[ColumnElement[bool]], ref: str) -> Any:
    if not ref:
        return None
    row = db.session.execute(select(key, entity.id).where(entity.ref == ref, *conditions)).first()
    return None if row is None else tuple_(literal(row[0], key.type), literal(row[1]))
