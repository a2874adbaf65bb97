"""Migrations: they make what the models say, on both databases, and lose nothing on the way down and up."""

from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine, create_engine, func, inspect, select, table, text
from sqlalchemy.exc import IntegrityError

from advocacy.config import assets_dir
from advocacy.db import db, upgrade
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.models import Attachment, Base
from advocacy.policy import IMPORTER
from advocacy.services import activities, files
from advocacy.services.activities import Happening
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


def shape(engine: Engine) -> dict[str, list[str]]:
    """Return the CHECKs and indexes of every table, which Alembic's comparison passes over."""
    seen = inspect(engine)
    return {
        name: sorted(
            [str(check["sqltext"]) for check in seen.get_check_constraints(name)]
            + [
                f"{each['name']} {each['column_names']} {each.get('dialect_options', {}).get('sqlite_where', '')}"
                for each in seen.get_indexes(name)
            ]
        )
        for name in seen.get_table_names()
        if not name.startswith(("search_fts", "alembic"))
    }


@pytest.mark.sqlite_only
def test_words_and_partial_indexes_are_those_of_the_models(app: Flask) -> None:
    made_at_once = create_engine("sqlite://")
    Base.metadata.create_all(made_at_once)
    assert shape(db.engine) == shape(made_at_once)


def test_the_worked_letters_migration_goes_down_and_up_on_a_filled_database(app: Flask) -> None:
    letter = make_letter(make_campaign())
    make_recipient(letter, make_official())
    make_task(about=letter)
    commit()
    upgrade()
    before = counts()
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0002")
    assert counts().items() <= before.items()
    db.session.remove()
    upgrade()
    assert counts() == before
    db.session.remove()


def test_files_of_entries_of_the_log_go_on_the_way_down_and_those_of_records_stay(app: Flask) -> None:
    letter = make_letter(make_campaign())
    entry = activities.record(IMPORTER, letter, ActivityKind.LETTER_SENT, Happening(), step="send")
    commit()
    file = files.keep(b"%PDF-1.4", "application/pdf")
    db.session.add_all(
        [
            Attachment(record_id=letter.id, file=file, name="a.pdf"),
            Attachment(activity_id=entry.id, file=file, name="b.pdf"),
        ]
    )
    commit()
    upgrade()
    before = counts()
    db.session.remove()
    flask_migrate.downgrade(directory=MIGRATIONS, revision="0009")
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text("UPDATE attachments SET record_id = NULL"))
    upgrade()
    assert counts() == {**before, "attachments": 1}
    db.session.remove()


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
    assert counts().items() <= before.items()
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
