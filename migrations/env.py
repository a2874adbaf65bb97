"""Alembic's environment: one transaction, and foreign keys off while SQLite tables are copied."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from advocacy.models.base import ByteString, PartialDateType, UTCDateTime

OWN_TABLES = ("search_fts",)
OWN_COLUMNS = {("search_entries", "document")}
OWN_INDEXES = {"ix_search_entries_document"}


class MigrationRefused(Exception):
    """A migration would have left rows that point at nothing. Nothing was changed."""


def include_object(thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Leave the full-text index to its own migration: models do not know it."""
    if kind == "table":
        return not (name or "").startswith(OWN_TABLES)
    if kind == "column":
        return (thing.table.name, name) not in OWN_COLUMNS
    if kind == "index":
        return name not in OWN_INDEXES
    return True


def render_item(kind: str, thing: Any, autogen: Any) -> str | bool:
    """Write our column types by name, so that old migrations do not follow the models."""
    if kind == "type" and isinstance(thing, (UTCDateTime, ByteString, PartialDateType)):
        autogen.imports.add("from advocacy.models.base import ByteString, PartialDateType, UTCDateTime")
        if isinstance(thing, ByteString):
            return f"ByteString({thing.impl_instance.length})"
        return f"{type(thing).__name__}()"
    return False


def run(connection: Connection) -> None:
    """Run the migrations on a connection."""
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=current_app.extensions["migrate"].db.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=include_object,
        render_item=render_item,
        transaction_per_migration=False,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if sqlite:
            lost = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            if lost:
                raise MigrationRefused(f"{len(lost)} rows would point at nothing, the first: {lost[0]}")


engine = current_app.extensions["migrate"].db.engine
with engine.connect() as opened:
    if opened.dialect.name == "sqlite":
        # The pragma does nothing inside a transaction, and SQLAlchemy begins one at the first statement.
        opened.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        try:
            run(opened)
            opened.commit()
        finally:
            opened.rollback()
            opened.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
    else:
        run(opened)
        opened.commit()
