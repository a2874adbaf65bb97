"""Tables as files: CSV and XLSX, streamed from one SELECT over a connection of its own."""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Select, text

from advocacy.db import db
from advocacy.domain.not_in_print import Unprinted
from advocacy.exchange.tables import Table, csv_lines, write_xlsx
from advocacy.languages import gettext_for
from advocacy.queries.not_in_print import unprinted

PARTITION = 500
AT_A_TIME = 2
ADVISORY_KEYS = (7_203_501, 7_203_502)


class TooManyExports(Exception):
    """Two exports are running already; a third must wait."""


@contextlib.contextmanager
def export_slot(folder: Path) -> Iterator[Connection]:
    """Hold one of the two places for exports and a connection of its own; raises TooManyExports when both are taken.

    On SQLite the places are locked files in the data folder (one machine); on PostgreSQL advisory locks (many).
    """
    with contextlib.ExitStack() as stack:
        if db.engine.dialect.name == "sqlite":
            stack.enter_context(_file_slot(folder))
        connection = stack.enter_context(db.engine.connect())
        if db.engine.dialect.name == "postgresql":
            _advisory_slot(connection)
            connection.execute(text("SET TRANSACTION READ ONLY"))
        yield connection


@contextlib.contextmanager
def _file_slot(folder: Path) -> Iterator[None]:
    for number in range(1, AT_A_TIME + 1):
        handle: IO[bytes] = (folder / f"export-{number}.lock").open("wb")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            continue
        try:
            yield
        finally:
            handle.close()
        return
    raise TooManyExports


def _advisory_slot(connection: Connection) -> None:
    for key in ADVISORY_KEYS:
        if connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": key}):
            return
    raise TooManyExports


def partitions(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """Run the SELECT now, and return its rows in parts, as the database gives them, naming nobody "not in print"."""
    names = unprinted(connection)
    streamed = connection.execution_options(stream_results=True, max_row_buffer=PARTITION)
    found = streamed.execute(statement).partitions(PARTITION)
    return (_without(names, part) for part in found) if names else found


def _without(names: Unprinted, part: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Look at each row as a whole first: nearly none names anybody, and tables are long."""
    return [_row_without(names, row) if names.may_be_in(" ".join(map(str, row))) else row for row in part]


def _row_without(names: Unprinted, row: Sequence[Any]) -> Sequence[Any]:
    return [names.withheld(cell) if type(cell) is str else cell for cell in row]


def csv_stream(
    folder: Path, table: Table, statement: Select[Any], done: Callable[[int], None] = lambda _count: None
) -> Iterator[bytes]:
    """Return a CSV file in pieces. The place is taken and the SELECT begun at once: the session may end after.

    `done` gets the number of rows that went out, also when the reader hangs up before the end.
    """
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(export_slot(folder))
        rows = partitions(connection, statement)
        kept = stack.pop_all()
    return _pieces(kept, table, rows, done)


def _pieces(
    kept: contextlib.ExitStack, table: Table, rows: Iterator[Sequence[Sequence[Any]]], done: Callable[[int], None]
) -> Iterator[bytes]:
    count = 0

    def counted() -> Iterator[Sequence[Sequence[Any]]]:
        nonlocal count
        for part in rows:
            count += len(part)
            yield part

    try:
        with kept:
            yield from csv_lines(table, counted())
    finally:
        done(count)


def xlsx_file(
    folder: Path, table: Table, statement: Select[Any], locale: str, notes: Sequence[tuple[str, str]] = ()
) -> tuple[IO[bytes], int]:
    """Write an XLSX file and return it open for reading (it is gone when closed) and its number of rows."""
    handle, path = tempfile.mkstemp(suffix=".xlsx", dir=folder)
    os.close(handle)
    try:
        with export_slot(folder) as connection:
            rows, names = partitions(connection, statement), unprinted(connection)
            told = [(name, names.withheld(text)) for name, text in notes]
            count = write_xlsx(path, table, rows, gettext_for(locale), told)
        return Path(path).open("rb"), count
    finally:
        Path(path).unlink()
