"""`advocacy export activities`: the same rows as the page, or a sentence."""

import csv
import io
import os
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from advocacy.cli import cli
from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.claims import ClaimDetails
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import AuditEntry, User
from advocacy.policy import Actor
from advocacy.services import activities, claims
from advocacy.services.activities import Happening
from tests.factories import commit, make_campaign, make_restricted_campaign

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def run(app: Flask, as_coordinator: Actor, monkeypatch: pytest.MonkeyPatch):
    for campaign, when in ((make_campaign("Open work"), "2026-03-01"), (make_restricted_campaign(), "2026-04-01")):
        activities.record(as_coordinator, None, ActivityKind.CALL, Happening(PartialDate(when)), campaigns=[campaign])
    commit()
    settings = app.config["SETTINGS"]
    monkeypatch.setenv("ADVOCACY_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ADVOCACY_DATA_DIR", str(settings.data_dir))
    return lambda *words: CliRunner().invoke(cli, ["export", "activities", *words])


def dates(text: str) -> list[str]:
    return [row["date"] for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]


def test_the_operator_exports_everything_and_it_is_noted(run) -> None:
    done = run("--format", "csv")
    assert done.exit_code == 0
    assert dates(done.stdout) == ["2026-04-01", "2026-03-01"]
    assert "operator" in done.stderr
    db.session.expire_all()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "report.exported")).one()
    assert entry.actor_kind.value == "system:operator"
    assert entry.changes["rows"] == 2


def test_as_a_user_it_holds_what_that_user_may_see(run, coordinator: User) -> None:
    email = coordinator.email
    commit()  # the command writes, so nobody else may hold the write lock
    done = run("--format", "csv", "--as", email)
    assert dates(done.stdout) == ["2026-03-01"], done.stderr


def test_a_period_and_a_kind_narrow_it(run, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    done = run("--format", "xlsx", "--from", "2026-03-01", "--to", "2026-03-31", "--kind", "call", "-o", str(file))
    assert done.exit_code == 0
    assert openpyxl.load_workbook(file).worksheets[0].max_row == 2


def test_a_table_of_records_is_written_by_its_name(run, as_coordinator: Actor) -> None:
    claims.create(as_coordinator, ClaimDetails(text="So it is."), claims.Around())
    commit()
    done = CliRunner().invoke(cli, ["export", "table", "claims", "--format", "csv"])
    assert done.exit_code == 0, done.stderr
    assert [row["text"] for row in csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))] == ["So it is."]
    lost = CliRunner().invoke(cli, ["export", "table", "claims", "--format", "csv", "--campaign", "nowhere"])
    assert (lost.exit_code, "nowhere" in lost.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--format", "xlsx"], 2, "-o FILE"),
        (["--format", "pdf"], 2, "csv"),
        (["--format", "csv", "--from", "yesterday"], 2, "yesterday"),
        (["--format", "csv", "--campaign", "nowhere"], 1, "nowhere"),
        (["--format", "csv", "--kind", "carrier-pigeon"], 1, "carrier-pigeon"),
        (["--format", "csv", "--as", "nobody@example.org"], 1, "nobody@example.org"),
        (["--format", "csv", "--from", "2026-02-01", "--to", "2026-01-01"], 1, "ends before it begins"),
    ],
)
def test_a_mistake_is_a_sentence(run, words: list[str], code: int, sentence: str) -> None:
    done = run(*words)
    assert done.exit_code == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_link_and_a_pipe_are_written_to_and_not_replaced(run, tmp_path: Path) -> None:
    kept, link, pipe = tmp_path / "kept.csv", tmp_path / "link.csv", tmp_path / "pipe"
    link.symlink_to(kept)
    assert run("--format", "csv", "-o", str(link)).exit_code == 0
    assert link.is_symlink()
    assert len(dates(kept.read_text(encoding="utf-8"))) == 2
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("--format", "csv", "-o", str(pipe)).exit_code == 0
        assert len(dates(os.read(reader, 100_000).decode())) == 2
    finally:
        os.close(reader)
    assert pipe.is_fifo()
