"""The bytes of files: kept once, gone when nobody uses them, and never half there."""

import os
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from advocacy.cli import cli
from advocacy.config import FileSettings, SettingsError, read_settings
from advocacy.db import db
from advocacy.domain.problems import Refused
from advocacy.models import Attachment, Letter, StoredFile
from advocacy.policy import Actor, NotAllowed
from advocacy.services import files
from advocacy.services.files import checking
from advocacy.services.files.storage import FolderStorage
from tests.factories import commit, make_campaign, make_letter
from tests.files import a_pdf, a_png

PDF = a_pdf("Dear Mayor")


@pytest.fixture
def folder(app: Flask) -> Path:
    """The folder of files of this test's app."""
    path = Path(app.config["SETTINGS"].files_dir)
    for each in files.storage().names():
        files.storage().remove(each)
    return path


@pytest.fixture
def letter(app: Flask) -> Letter:
    """A letter."""
    made: Letter = make_letter(make_campaign())
    commit()
    return made


def kept_in(folder: Path) -> list[str]:
    """Name what lies in the folder, also what is half written."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def hang(file: StoredFile, letter: Letter, name: str = "letter.pdf") -> Attachment:
    """Let a file hang on a letter."""
    attachment = Attachment(record_id=letter.id, file=file, name=name)
    db.session.add(attachment)
    db.session.flush()
    return attachment


@pytest.mark.one_database
def test_a_file_lies_in_its_folder_under_its_hash_readable_by_its_owner_alone(
    folder: Path, as_organizer: Actor
) -> None:
    file = files.store(as_organizer, PDF, "letter.pdf")
    commit()
    path = folder / file.sha256[:2] / file.sha256[2:4] / file.sha256
    assert path.read_bytes() == files.read_bytes(file) == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (file.size, file.media_type) == (len(PDF), "application/pdf")


@pytest.mark.one_database
def test_the_same_content_is_kept_once_and_goes_with_its_last_use(
    folder: Path, as_organizer: Actor, letter: Letter
) -> None:
    first = hang(files.store(as_organizer, PDF, "one.pdf"), letter)
    commit()
    second = hang(files.store(as_organizer, PDF, "two.pdf"), letter)
    commit()
    file = first.file
    assert second.file is file
    assert kept_in(folder) == [file.sha256]
    db.session.delete(first)
    assert files.tidy(file) is False
    commit()
    assert files.read_bytes(file) == PDF
    db.session.delete(second)
    assert files.tidy(file) is True
    assert kept_in(folder) == [file.sha256], "before the commit nothing is gone"
    commit()
    assert kept_in(folder) == []
    assert db.session.scalars(select(StoredFile)).all() == []


@pytest.mark.one_database
def test_what_is_rolled_back_leaves_nothing_behind_and_takes_nothing_away(
    folder: Path, as_organizer: Actor, letter: Letter
) -> None:
    files.store(as_organizer, PDF, "letter.pdf")
    db.session.rollback()
    assert kept_in(folder) == []
    hung = hang(files.store(as_organizer, PDF, "letter.pdf"), letter)
    commit()
    file = hung.file
    db.session.delete(hung)
    assert files.tidy(file) is True
    db.session.rollback()
    assert kept_in(folder) == [file.sha256]
    files.store(as_organizer, PDF, "again.pdf")
    db.session.remove()
    assert len(kept_in(folder)) == 1


@pytest.mark.one_database
def test_bytes_that_were_spoilt_on_the_disk_are_written_anew(folder: Path, as_organizer: Actor) -> None:
    file = files.store(as_organizer, PDF, "letter.pdf")
    commit()
    path = next(path for path in folder.rglob("*") if path.is_file())
    path.write_bytes(b"spoilt")
    assert files.store(as_organizer, PDF, "letter.pdf") is file
    commit()
    assert files.read_bytes(file) == PDF


@pytest.mark.one_database
def test_a_lost_file_says_that_it_is_missing(folder: Path, as_organizer: Actor) -> None:
    file = files.store(as_organizer, PDF, "letter.pdf")
    commit()
    next(path for path in folder.rglob("*") if path.is_file()).unlink()
    with pytest.raises(files.Missing):
        files.read(file)


@pytest.mark.one_database
def test_what_the_program_made_is_kept_as_it_is(folder: Path, app: Flask) -> None:
    file = files.keep(b"as it came", "message/rfc822")
    commit()
    assert (files.read_bytes(file), file.media_type) == (b"as it came", "message/rfc822")


@pytest.mark.one_database
def test_a_disk_that_is_full_keeps_no_half_file(
    folder: Path, as_organizer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        files.store(as_organizer, PDF, "letter.pdf")
    db.session.rollback()
    assert kept_in(folder) == []


@pytest.mark.one_database
def test_what_is_empty_or_too_large_is_refused(folder: Path, as_organizer: Actor) -> None:
    with pytest.raises(Refused, match="is empty"):
        files.store(as_organizer, b"", "letter.pdf")
    with pytest.raises(Refused, match="20 MB"):
        files.store(as_organizer, b"%PDF-1.4" + bytes(20 * 1024 * 1024), "letter.pdf")
    assert kept_in(folder) == []


@pytest.mark.one_database
def test_a_member_stores_nothing(folder: Path, as_member: Actor) -> None:
    with pytest.raises(NotAllowed):
        files.store(as_member, PDF, "letter.pdf")
    assert kept_in(folder) == []


def test_names_of_stored_bytes_lead_nowhere_else(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", "", "a" * 63, "/" * 64, "é" * 64):
        with pytest.raises(ValueError, match="not the name"):
            FolderStorage(tmp_path).open(name)


def test_settings_say_where_files_lie_and_how_large_they_may_be(tmp_path: Path) -> None:
    found = read_settings({"ADVOCACY_DATA_DIR": str(tmp_path)})
    assert (found.files, found.files_dir) == (FileSettings(None, 20, 40), tmp_path / "files")
    given = {"ADVOCACY_FILES_DIR": "/srv/x", "ADVOCACY_MAX_FILE_MB": "5", "ADVOCACY_MAX_UPLOAD_MB": "9"}
    assert read_settings(given).files == FileSettings(Path("/srv/x"), 5, 9)
    for wrong in ("0", "x", "501", "²"):
        with pytest.raises(SettingsError, match="ADVOCACY_MAX_FILE_MB"):
            read_settings({"ADVOCACY_MAX_FILE_MB": wrong})


@pytest.mark.one_database
def test_two_pictures_are_two_files(folder: Path, as_organizer: Actor) -> None:
    files.store(as_organizer, a_png(8), "a.png")
    files.store(as_organizer, a_png(9), "b.png")
    commit()
    assert len(kept_in(folder)) == 2


@pytest.mark.one_database
def test_the_check_finds_what_is_missing_changed_or_used_by_nothing(
    folder: Path, as_organizer: Actor, letter: Letter
) -> None:
    hung = [hang(files.store(as_organizer, b"%d" % number, "a.txt"), letter).file for number in range(3)]
    alone = files.keep(b"used by nothing", "text/plain")
    commit()
    stray = "f" * 64
    files.storage().put(stray, b"no row")
    missing, changed, whole = hung
    files.storage().remove(missing.sha256)
    next(folder.rglob(changed.sha256)).write_bytes(b"changed")
    found = checking.check()
    assert found.count == 4
    assert (found.missing, found.changed) == ((missing.sha256,), (changed.sha256,))
    assert set(found.unused) == {alone.sha256, stray}
    checking.forget([*found.unused, whole.sha256])
    commit()
    assert checking.check().unused == ()
    assert files.read_bytes(whole) == b"2"


@pytest.mark.one_database
def test_what_somebody_stopped_writing_long_ago_is_deleted_on_the_way(folder: Path, app: Flask) -> None:
    file = files.keep(b"whole", "text/plain")
    commit()
    beside = next(folder.rglob(file.sha256)).parent
    old, new = beside / ".incoming-old", beside / ".incoming-new"
    old.write_bytes(b"ha")
    new.write_bytes(b"ha")
    os.utime(old, (0, 0))
    assert list(files.storage().names()) == [file.sha256]
    assert (old.exists(), new.exists()) == (False, True)
    new.unlink()


@pytest.mark.sqlite_only
def test_the_command_names_what_is_missing_and_deletes_what_is_unused(
    folder: Path, app: Flask, as_organizer: Actor, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = hang(files.store(as_organizer, PDF, "letter.pdf"), letter).file.sha256
    unused = files.keep(b"used by nothing", "text/plain").sha256
    commit()
    files.storage().remove(lost)
    settings = app.config["SETTINGS"]
    monkeypatch.setenv("ADVOCACY_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ADVOCACY_DATA_DIR", str(settings.data_dir))
    commit()
    done = CliRunner().invoke(cli, ["files", "check", "--tidy"])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"missing  {lost}",
        f"unused  {unused}",
        "2 files, 1 missing, 0 changed, 1 unused; the unused ones are deleted.",
    ]
    assert "backup" in done.stderr
    assert kept_in(folder) == []


def test_content_that_is_stored_anew_while_its_last_use_goes_is_never_lost(
    app: Flask, folder: Path, as_organizer: Actor, letter: Letter
) -> None:
    """One takes the last use of a content away and commits in a moment; others store the same content meanwhile."""
    first = hang(files.store(as_organizer, PDF, "one.pdf"), letter)
    number = letter.id
    commit()
    done: list[int] = []

    def store_again(which: int) -> None:
        with app.app_context():
            file = files.keep(PDF, "application/pdf")
            db.session.add(Attachment(record_id=number, file=file, name=f"{which}.pdf"))
            db.session.commit()
            done.append(which)

    others = [threading.Thread(target=store_again, args=(which,)) for which in range(3)]
    file = first.file
    db.session.delete(first)
    assert files.tidy(file) is True
    for other in others:
        other.start()
    commit()
    for other in others:
        other.join()
    db.session.expire_all()
    assert sorted(done) == [0, 1, 2]
    kept = db.session.scalars(select(StoredFile)).one()
    assert files.read_bytes(kept) == PDF
