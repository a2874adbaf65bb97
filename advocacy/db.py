"""The database handle: engine settings for SQLite and PostgreSQL, and migrations."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

import advocacy.models  # noqa: F401 (maps every table)
from advocacy.config import Settings, assets_dir
from advocacy.models.base import Base

db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": True})
migrate = Migrate(db=db, directory=str(assets_dir("migrations")), compare_type=True, render_as_batch=True)

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


def init_db(app: Flask, settings: Settings) -> None:
    """Connect the handle to the app."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings)
    if settings.is_sqlite:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def engine_options(settings: Settings) -> dict[str, Any]:
    """Return what the engine needs for each database."""
    if settings.is_sqlite:
        return {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    return {"pool_pre_ping": True, "pool_size": 8, "max_overflow": 8, "pool_recycle": 1800}


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
        "cache_size=-16000",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(_begin_sqlite.get())


def upgrade() -> None:
    """Bring the database to the newest migration (call inside an app context)."""
    import flask_migrate

    flask_migrate.upgrade(directory=str(assets_dir("migrations")))
