"""`advocacy clip`: an article as JSON or as lines, with or without a database, storing nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from advocacy.cli import cli
from advocacy.db import db
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import AuditEntry, Post, Record, Term
from tests.factories import add, commit, make_body, make_person

ARTICLE = """Council votes

“We will not wait,” Councilor Pena said Monday. “Not a day.”

About 200 people came, said Imani Brooks, an organizer with the Valley Workers Center.
"""
pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    settings = app.config["SETTINGS"]
    monkeypatch.setenv("ADVOCACY_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ADVOCACY_DATA_DIR", str(settings.data_dir))
    return lambda *words: CliRunner().invoke(cli, ["clip", *map(str, words)])


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "nothing-here"
    monkeypatch.delenv("ADVOCACY_DATABASE_URL", raising=False)
    monkeypatch.setenv("ADVOCACY_DATA_DIR", str(folder))
    return folder


def test_without_a_database_everybody_is_new_and_none_is_made(article: Path, nowhere: Path) -> None:
    done = CliRunner().invoke(cli, ["clip", str(article), "--date", "2026-03-19", "--publisher", "Courier", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "quotes": [{"text": "We will not wait. Not a day.", "speaker": "Councilor Pena"}],
        "reported": [{"text": "About 200 people came", "speaker": "Imani Brooks"}],
        "dates": [{"text": "Monday", "value": "2026-03-16"}],
        "people": [
            {"name": "Pena", "office": "Councilor", "affiliation": ""},
            {"name": "Imani Brooks", "office": "organizer", "affiliation": "Valley Workers Center"},
        ],
        "organizations": [{"name": "Valley Workers Center"}],
        "figures": [{"text": "200", "value": 200, "what": "people"}],
        "places": [],
    }
    assert not nowhere.exists()


def test_whom_the_database_knows_is_recognised_and_nothing_is_stored(run: Callable[..., Result], article: Path) -> None:
    council = make_body("Sampleville City Council", seats=0)
    post = add(Post(body_id=council.id, label="City Councilor, Ward 4"))
    add(Term(post_id=post.id, person_id=make_person("Héctor Peña").id, starts_on=PartialDate("2020-01")))
    commit()
    before = [db.session.scalar(select(func.count()).select_from(model)) for model in (Record, AuditEntry)]
    db.session.commit()
    done = run(article, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["quotes"] == [{"text": "We will not wait. Not a day.", "speaker": "Héctor Peña"}]
    assert found["people"][0] == {
        "name": "Héctor Peña",
        "office": "City Councilor, Ward 4",
        "affiliation": "Sampleville City Council",
    }
    assert found["dates"] == [{"text": "Monday", "value": None}]
    after = [db.session.scalar(select(func.count()).select_from(model)) for model in (Record, AuditEntry)]
    assert before == after


def test_lines_for_a_person_to_read_say_what_was_not_understood(nowhere: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Councilor Ana Ruiz left.\n“Somebody must do something here.”\n“It is over.\nNobody spoke.")
    done = CliRunner().invoke(cli, ["clip", str(path)])
    assert done.exit_code == 0, done.output
    assert "People\n  Ana Ruiz, Councilor" in done.stdout
    assert "Not understood" in done.stdout


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("gone.txt", "No such file or directory"), ("empty.txt", "There is no text"), ("a.docx", "This kind of file")],
)
def test_a_file_that_cannot_be_read_is_one_sentence(nowhere: Path, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "a.docx").write_bytes(b"PK")
    done = CliRunner().invoke(cli, ["clip", str(tmp_path / name), "--json"])
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert done.stdout == ""


def test_a_date_that_is_none_is_wrong_usage(nowhere: Path, article: Path) -> None:
    assert CliRunner().invoke(cli, ["clip", str(article), "--date", "soon"]).exit_code == 2
