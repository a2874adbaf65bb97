"""The database handle: engine settings for SQLite and PostgreSQL, and migrations."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event, func, inspect, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection

import advocacy.models  # noqa: F401 (maps every table)
from advocacy.config import Settings, assets_dir
from advocacy.models.base import Base

db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": True})

BUSY_SECONDS = 10

_begin_sqlite: ContextVar[str] = ContextVar("_begin_sqlite", default="BEGIN IMMEDIATE")


@contextlib.contextmanager
def reading_only() -> Iterator[None]:
    """Begin SQLite transactions without the write lock: for GET requests, which change nothing."""
    token = _begin_sqlite.set("BEGIN DEFERRED")
    try:
        yield
    finally:
        _begin_sqlite.reset(token)


def begin_for_method(method: str) -> None:
    """Choose how SQLite transactions of this request begin: writers take the lock at once.

    An upgrade from a read snapshot fails as busy however long the timeout, so a writer must not begin as a reader.
    """
    _begin_sqlite.set("BEGIN DEFERRED" if method in {"GET", "HEAD", "OPTIONS"} else "BEGIN IMMEDIATE")


def one_at_a_time(what: str) -> None:
    """Let nobody else pass with the same words until this transaction ends: for a look that a write relies on.

    SQLite has one writer at a time, who began before looking. On PostgreSQL a second one waits here, and then sees
    what the first has committed.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))


def init_db(app: Flask, settings: Settings) -> None:
    """Connect the handle to the app."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings)
    if settings.is_sqlite:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def engine_options(settings: Settings) -> dict[str, Any]:
    """Return what the engine needs for each database."""
    if settings.is_sqlite:
        return {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}, "hide_parameters": True}
    return {"hide_parameters": True, "pool_pre_ping": True, "pool_size": 8, "max_overflow": 8, "pool_recycle": 1800}


def prepare_engine(engine: Engine) -> None:
    """Install the settings that SQLite needs on every connection."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Foreign keys, write-ahead log, and full durability: an acknowledged write survives a power cut."""
    connection.isolation_level = None  # we write BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        "temp_store=MEMORY",
        "cache_size=-4000",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(_begin_sqlite.get())


def upgrade() -> None:
    """Bring the database to the newest migration (call inside an app context)."""
    import flask_migrate  # Alembic is heavy, and no page needs it

    folder = str(assets_dir("migrations"))
    if "migrate" not in current_app.extensions:
        flask_migrate.Migrate(current_app, db, directory=folder, compare_type=True, render_as_batch=True)
    flask_migrate.upgrade(directory=folder)


def newest_revision() -> str:
    """Return the revision that this version of the program expects: the last of the numbered migrations."""
    names = (path.name for path in (assets_dir("migrations") / "versions").glob("[0-9]*_*.py"))
    return max(names).partition("_")[0]


def revision_of_database() -> str:
    """Return the revision of the database, or "" when it has no tables yet. Raises OperationalError when away."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
