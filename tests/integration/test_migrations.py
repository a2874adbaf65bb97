"""Migrations: they make what the models say, on both databases, and lose nothing on the way down and up."""

from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import func, inspect, select, table, text

from advocacy.config import assets_dir
from advocacy.db import db, upgrade
from advocacy.models import Base
from tests.factories import commit, make_campaign, make_letter, make_official, make_recipient, make_task

MIGRATIONS = str(assets_dir("migrations"))


def ignores_the_full_text_index(thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    if kind == "table":
        return not str(name).startswith(("search_fts", "alembic_version"))
    if kind == "column":
        return name != "document"
    return name != "ix_search_entries_document"


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory(MIGRATIONS).get_heads()) == 1


def test_the_migrations_make_what_the_models_say(app: Flask) -> None:
    with db.engine.connect() as connection:
        options = {"include_object": ignores_the_full_text_index, "compare_type": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    assert differences == []


def test_every_word_of_ours_has_a_check_in_the_database(app: Flask) -> None:
    """A column that stored 'nonsense' would make every read of its row fail."""
    with pytest.raises(Exception, match=r"(?i)check"), db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO records (ref, kind, audience, version, is_sample, created_at, updated_at) "
                "VALUES ('0123456789', 'nonsense', 'directory', 1, :no, :now, :now)"
            ),
            {"no": False, "now": "2026-01-01 00:00:00+00:00"},
        )


def counts() -> dict[str, int]:
    """Return the number of rows of every table."""
    tables = [name for name in inspect(db.engine).get_table_names() if not name.startswith(("search_fts", "alembic"))]
    return {name: db.session.scalar(select(func.count()).select_from(table(name))) or 0 for name in sorted(tables)}


def test_the_full_text_migration_goes_down_and_up_on_a_filled_database(app: Flask) -> None:
    campaign = make_campaign()
    letter = make_letter(campaign)
    make_recipient(letter, make_official())
    make_task(campaign=campaign)
    commit()
    upgrade()
    before = counts()
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0001")
    assert counts() == before
    db.session.remove()
    upgrade()
    assert counts() == before
    db.session.remove()


@pytest.mark.sqlite_only
def test_all_migrations_go_down_to_nothing_and_up_again(app: Flask, tmp_path: Path) -> None:
    upgrade()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="base")
    left = [name for name in inspect(db.engine).get_table_names() if not name.startswith("alembic")]
    assert left == []
    upgrade()
    assert "records" in inspect(db.engine).get_table_names()
