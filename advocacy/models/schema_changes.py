"""Changes of tables that hold rows, for migrations: the same on SQLite and PostgreSQL, and no row is copied.

A foreign key added so says nothing about deletion: SQLAlchemy does not read it back. SQLite changes little of a table
in place, and a copy (Alembic's batch mode) loses partial indexes and CHECKs that it does not know. What it can do in
place is done there: ADD COLUMN takes a foreign key and a CHECK of its own, and a CHECK is changed as SQLite's
documentation says ("Making Other Kinds Of Table Schema Changes").
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, column, func, select, table, text
from sqlalchemy.schema import CreateColumn


def listed(column_name: str, words: Sequence[str]) -> str:
    """Return the condition that a column holds one of these words, written as SQLAlchemy writes it for an Enum."""
    quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    return f"{column_name} IN ({quoted})"


def add_column(
    op: Any,
    table_name: str,
    added: "Column[Any]",
    *,
    check: tuple[str, str] | None = None,
    points_at: tuple[str, str] | None = None,
    index: bool = False,
    unique: bool = False,
) -> None:
    """Add a column. `check` is (name, condition), `points_at` (name of the foreign key, table).

    With `index` it gets an index by our naming; `unique` makes that one unique. A column that may not be null needs
    a server default.
    """
    if op.get_bind().dialect.name == "sqlite":
        words = [f"ALTER TABLE {table_name} ADD COLUMN", str(CreateColumn(added).compile(bind=op.get_bind()))]
        if check:
            words.append(f"CONSTRAINT {check[0]} CHECK ({check[1]})")
        if points_at:
            words.append(f"CONSTRAINT {points_at[0]} REFERENCES {points_at[1]} (id)")
        op.execute(" ".join(words))
    else:
        op.add_column(table_name, added)
        if check:
            op.create_check_constraint(op.f(check[0]), table_name, check[1])
        if points_at:
            op.create_foreign_key(points_at[0], table_name, points_at[1], [added.name], ["id"])
    if index or unique:
        op.create_index(op.f(f"ix_{table_name}_{added.name}"), table_name, [added.name], unique=unique)


def drop_column(op: Any, table_name: str, column_name: str, *, index: bool = False) -> None:
    """Drop a column that `add_column` added."""
    if index:
        op.drop_index(op.f(f"ix_{table_name}_{column_name}"), table_name=table_name)
    op.execute(f"ALTER TABLE {table_name} DROP COLUMN {column_name}")


def allow_words(op: Any, table_name: str, column_name: str, words: Sequence[str], *, constraint: str) -> None:
    """Let a column hold exactly these words of an enumeration.

    Raises ValueError when a row holds another word: then nothing is changed.
    """
    connection = op.get_bind()
    held = table(table_name, column(column_name))
    word = held.c[column_name]
    others = connection.scalar(
        select(func.count()).select_from(held).where(word.is_not(None), word.not_in(list(words)))
    )
    if others:
        raise ValueError(f"{others} rows of {table_name} hold a {column_name} that would not be allowed any more.")
    if connection.dialect.name == "sqlite":
        _rewrite_check(connection, table_name, constraint, listed(column_name, words))
    else:
        op.drop_constraint(op.f(constraint), table_name, type_="check")
        op.create_check_constraint(op.f(constraint), table_name, listed(column_name, words))


def allow_null(op: Any, table_name: str, column_name: str, *, allowed: bool = True) -> None:
    """Let a column of numbers be empty, or (`allowed` is False, and no row has it empty) no longer."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table_name, column_name, nullable=allowed)
        return
    connection = op.get_bind()
    words = (f"\t{column_name} INTEGER NOT NULL,", f"\t{column_name} INTEGER,")
    old, new = words if allowed else reversed(words)
    sql = _sql_of(connection, table_name)
    if sql.count(old) != 1:
        raise ValueError(f"{table_name}.{column_name} is not written as expected.")
    _rewrite(connection, table_name, sql.replace(old, new))


def _sql_of(connection: Any, table_name: str) -> str:
    which = {"name": table_name}
    return str(connection.scalar(text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"), which))


def _rewrite_check(connection: Any, table_name: str, constraint: str, condition: str) -> None:
    old = _sql_of(connection, table_name)
    begin = old.index(f"CONSTRAINT {constraint} CHECK (")
    end = begin + _first_closed(old[begin:])
    _rewrite(connection, table_name, f"{old[:begin]}CONSTRAINT {constraint} CHECK ({condition}){old[end:]}")


def _rewrite(connection: Any, table_name: str, new: str) -> None:
    version = connection.scalar(text("PRAGMA schema_version"))
    connection.execute(text("PRAGMA writable_schema=ON"))
    update = text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name")
    connection.execute(update, {"name": table_name, "sql": new})
    connection.execute(text(f"PRAGMA schema_version={version + 1}"))
    connection.execute(text("PRAGMA writable_schema=OFF"))


def _first_closed(sql: str) -> int:
    """Return the place after which the first bracket is closed (our words hold neither brackets nor quotes)."""
    depth = 0
    for place, sign in enumerate(sql):
        depth += (sign == "(") - (sign == ")")
        if sign == ")" and depth == 0:
            return place + 1
    raise ValueError("this constraint has no end")


__all__ = ["add_column", "allow_null", "allow_words", "drop_column", "listed"]
