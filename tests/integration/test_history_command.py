"""`advocacy load FILE` as somebody at a terminal meets it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from advocacy.cli import cli
from tests.history_files import SMALL, changed, line_of, write_long_history


@pytest.fixture
def run(tmp_path: Path, sqlite_template: Path, monkeypatch):
    """Run the command on a fresh, migrated database."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "cabildo.db").write_bytes(sqlite_template.read_bytes())
    for name in ("ADVOCACY_DATABASE_URL", "ADVOCACY_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ADVOCACY_DATA_DIR", str(folder))
    return lambda *words: CliRunner().invoke(cli, ["load", *map(str, words)])


def count(tmp_path: Path, table: str) -> int:
    engine = create_engine(f"sqlite:///{tmp_path / 'data' / 'cabildo.db'}")
    with engine.connect() as connection:
        found = connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 (names of ours)
    engine.dispose()
    return int(found or 0)


def test_it_loads_and_says_what_it_loaded(run, tmp_path):
    done = run(SMALL)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Loaded 37 records (sources 2, jurisdictions 3" in done.stdout
    assert "SET ASIDE" not in done.stdout
    assert count(tmp_path, "letters") == 3


def test_it_says_when_nothing_has_changed(run):
    run(SMALL)
    assert "Nothing has changed since the file was last loaded." in run(SMALL).stdout


def test_it_lists_every_problem_on_stderr_and_loads_nothing(run, tmp_path):
    path = tmp_path / "wrong.yaml"
    wrong = changed(("kind: vigil,", "kind: flash mob,"), ("number: 2,", "number: two,"))
    path.write_text(wrong)
    done = run(path)
    assert (done.exit_code, done.stdout) == (1, "")
    first, second, last = done.stderr.splitlines()
    assert first.startswith(f"line {line_of(wrong, 'number: two')}, asks ask-staff: “number”")
    assert second.startswith(f"line {line_of(wrong, 'flash mob')}, events vigil: “kind”")
    assert last == "Nothing was loaded: 2 problems."
    assert count(tmp_path, "records") == 0


def test_it_lists_what_both_sides_changed(run, tmp_path):
    run(SMALL)
    engine = create_engine(f"sqlite:///{tmp_path / 'data' / 'cabildo.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE events SET title = 'Our march' WHERE title LIKE 'March%'"))
    engine.dispose()
    path = tmp_path / "changed.yaml"
    path.write_text(changed(("title: March for the bus", "title: A march for the bus")))
    shown = run(path).stdout
    assert "  events march, title\n    here:     Our march\n    the file: A march for the bus\n" in shown


def test_a_file_that_is_not_there_is_a_sentence(run):
    done = run("no-such-file.yaml")
    assert done.exit_code == 1
    assert done.stderr == "There is no file no-such-file.yaml.\nNothing was loaded: 1 problem.\n"


def test_a_new_database_is_a_sentence(run, tmp_path):
    (tmp_path / "data" / "cabildo.db").unlink()
    done = run(SMALL)
    assert done.exit_code == 1
    assert "advocacy db upgrade" in done.stderr


def test_a_call_without_a_file_is_wrong_usage(run):
    assert run().exit_code == 2


def test_a_long_file_loads_in_portions(run, tmp_path):
    path = tmp_path / "long.yaml"
    write_long_history(path, 1_200)
    assert "Loaded 1,200 records" in run(path).stdout
    assert count(tmp_path, "activities") == count(tmp_path, "events") + count(tmp_path, "letters")
