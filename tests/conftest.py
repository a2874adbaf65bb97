"""Databases, the app and its users, for every test."""

import contextlib
import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.db import db, upgrade
from advocacy.domain.users import Role
from advocacy.models import Base, User
from advocacy.policy import Actor
from advocacy.services import accounts
from tests import live, postgresql
from tests.everybody import Everybody, copy_files
from tests.factories import make_user
from tests.templates import Compiled
from tests.web import Web

hypothesis.settings.register_profile("untimed", deadline=None)  # how fast a machine is, is no property of ours
hypothesis.settings.load_profile("untimed")
gc.collect()
gc.freeze()  # what is loaded by now stays: the collector need not walk over it for each test
gc.set_threshold(50_000, 20, 20)
Flask.jinja_options = {"bytecode_cache": Compiled()}
PRODUCTION_HASHER = accounts._HASHER
accounts._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # 64 MB for each sign-in would be too slow
SECRET = "only-for-tests-only-for-tests-only-for-tests"
DATABASES = ("sqlite", "postgresql")


def settings_for(url: str, folder: Path) -> Settings:
    """Return settings for a test's database."""
    return Settings(database_url=url, data_dir=folder, secret_key=SECRET, testing=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file: each test gets a copy."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(settings_for(f"sqlite:///{folder / 'template.db'}", folder))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    with contextlib.closing(sqlite3.connect(folder / "template.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "template.db"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded SQLite file, made once for each test worker."""
    folder = tmp_path_factory.mktemp("seeded")
    live.seed(live.settings_for(f"sqlite:///{folder / 'seeded.db'}", folder))
    return folder / "seeded.db"


@dataclass(frozen=True)
class Kept:
    """An app that a worker keeps from test to test (its templates stay compiled), and its SQLite file, if any."""

    app: Flask
    file: Path | None = None

    @classmethod
    def on_file(cls, settings: Settings, file: Path) -> "Kept":
        """Make one on an SQLite file, which need not outlive a power cut."""
        app = create_app(settings)
        with app.app_context():
            event.listen(db.engine, "connect", lambda opened, _record: opened.execute("PRAGMA synchronous = OFF"))
        return cls(app, file)

    def clear(self, template: Path | None) -> None:
        """Make the database as fresh as new."""
        if self.file is None or template is None:
            postgresql.empty(db.engine, Base.metadata)
            return
        db.engine.dispose()
        for ending in ("-wal", "-shm"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        shutil.copyfile(template, self.file)


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """This worker's app on the demo: its templates and statements stay compiled from module to module."""
    folder = tmp_path_factory.mktemp("everybody")
    file = folder / "demo.db"
    return Kept.on_file(live.settings_for(f"sqlite:///{file}", folder), file)


@pytest.fixture(scope="module")
def everybody(seeded: Path, kept_demo: Kept) -> Iterator[Everybody]:
    """The seeded demo with somebody of every role signed in; `restore()` puts the database back."""
    assert kept_demo.file is not None
    with kept_demo.app.app_context():
        kept_demo.clear(seeded)
        copy_files(live.settings_for("", seeded.parent).files_dir, kept_demo.app.config["SETTINGS"].files_dir)
        yield Everybody(kept_demo.app, kept_demo.file, kept_demo.file.with_name("clean.db"))
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of this worker's own, migrated PostgreSQL database."""
    with postgresql.worker_database() as url:
        app = create_app(settings_for(url, Path("/nonexistent")))
        with app.app_context():
            upgrade()
            db.engine.dispose()
        yield url


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the run of everything on both databases."""
    parser.addoption("--both-databases", action="store_true", help="run the tests marked one_database on both, too")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes the app runs on both databases, unless it is marked `sqlite_only` or `one_database`."""
    if "database" in metafunc.fixturenames:
        everywhere = metafunc.config.getoption("--both-databases")
        marks = ("sqlite_only",) if everywhere else ("sqlite_only", "one_database")
        alone = any(metafunc.definition.get_closest_marker(mark) for mark in marks)
        metafunc.parametrize("database", ("sqlite",) if alone else DATABASES, indirect=True, scope="function")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Which database this test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def kept_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """This worker's app on SQLite."""
    folder = tmp_path_factory.mktemp("sqlite")
    file = folder / "test.db"
    shutil.copyfile(sqlite_template, file)
    return Kept.on_file(settings_for(f"sqlite:///{file}", folder), file)


@pytest.fixture(scope="session")
def kept_postgresql(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """This worker's app on PostgreSQL."""
    return Kept(create_app(settings_for(postgresql_url, tmp_path_factory.mktemp("postgresql"))))


@pytest.fixture
def app(database: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The app on a fresh database, with its context pushed."""
    kept: Kept = request.getfixturevalue(f"kept_{database}")
    template = request.getfixturevalue("sqlite_template") if database == "sqlite" else None
    config = dict(kept.app.config)
    with kept.app.app_context():
        kept.clear(template)
        yield kept.app
        db.session.remove()
        db.engine.dispose()
    kept.app.config.clear()
    kept.app.config.update(config)


@pytest.fixture
def member(app: Flask) -> User:
    """A coalition member."""
    return make_user("member", Role.MEMBER)


@pytest.fixture
def organizer(app: Flask) -> User:
    """An organizer."""
    return make_user("organizer", Role.ORGANIZER)


@pytest.fixture
def coordinator(app: Flask) -> User:
    """A coordinator."""
    return make_user("coordinator", Role.COORDINATOR)


@pytest.fixture
def administrator(app: Flask) -> User:
    """An administrator."""
    return make_user("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def as_organizer(organizer: User) -> Actor:
    """The organizer, acting."""
    return Actor.of(organizer)


@pytest.fixture
def as_coordinator(coordinator: User) -> Actor:
    """The coordinator, acting."""
    return Actor.of(coordinator)


@pytest.fixture
def as_member(member: User) -> Actor:
    """The member, acting."""
    return Actor.of(member)


@pytest.fixture
def web(app: Flask) -> Web:
    """A browser without JavaScript, signed in by `web.sign_in(user)`."""
    return Web(app)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that is missing is a loud failure under CI and a skip elsewhere: see tests/browser."""
    os.environ.setdefault("TZ", "UTC")
    items.sort(key=lambda item: "tests/browser" not in str(item.path))
