"""Counting statements: a page's number of queries must not grow with its rows."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import event

from advocacy.db import db


@contextlib.contextmanager
def count_queries() -> Iterator[list[str]]:
    """Collect every statement that the database is sent inside the block."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
