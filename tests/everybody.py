"""The seeded demo in one process, with somebody of every role at a browser, put back as it was seeded on request."""

import shutil
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from advocacy.db import db
from advocacy.models import User
from tests.web import Web

SESSION_COOKIE = "session"
ROLES = ("nobody", "member", "organizer", "coordinator", "administrator")
"""The columns of every table of rights; nobody is somebody who is not signed in."""


class Everybody:
    """One browser for each role, on one database."""

    def __init__(self, app: Flask, database: Path, clean: Path) -> None:
        """Sign everybody in on the database (inside an app context), and keep a clean copy of it."""
        self.app, self.database, self.clean = app, database, clean
        self.webs: dict[str, Web] = {}
        self.tokens: dict[str, str] = {}
        self.cookies: dict[str, str] = {}
        for role in ROLES:
            self.join(role, user_of(role) if role != "nobody" else None)
        self.keep()

    def join(self, role: str, user: User | None) -> None:
        """Give somebody a browser of their own, under the name of a role."""
        self.webs[role] = Web(self.app)
        if user is not None:
            self.webs[role].sign_in(user)
        page = self.webs[role].get("/" if user is not None else "/login")
        self.tokens[role] = str(page.soup.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]
        cookie = self.webs[role].client.get_cookie(SESSION_COOKIE)
        assert cookie is not None
        self.cookies[role] = cookie.decoded_value

    def keep(self) -> None:
        """Make the database as it is now the one that `restore` puts back."""
        self._close()
        shutil.copyfile(self.database, self.clean)
        copy_files(self.files, self.clean.with_suffix(".files"))
        self.kept = self.state()

    def get(self, role: str, path: str) -> TestResponse:
        """Open an address as somebody of the role."""
        web = self.webs[role]
        return web.ask(web.client.get, path)

    def post(self, role: str, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form as somebody of the role, with a valid CSRF token."""
        web = self.webs[role]
        return web.ask(web.client.post, path, data={**(data or {}), "csrf_token": self.tokens[role]})

    def state(self) -> tuple[int, ...]:
        """Return the sizes of the database's files: every commit makes the write-ahead log longer."""
        files = (self.database, self.database.with_name(self.database.name + "-wal"))
        return tuple(file.stat().st_size if file.exists() else 0 for file in files)

    def restore(self) -> None:
        """Put the database back as it was seeded, if anything was written; everybody stays signed in."""
        db.session.remove()
        if self.state() != self.kept:
            self._close()
            for rest in ("-wal", "-shm"):
                self.database.with_name(self.database.name + rest).unlink(missing_ok=True)
            shutil.copyfile(self.clean, self.database)
            copy_files(self.clean.with_suffix(".files"), self.files)
        for role, value in self.cookies.items():
            self.webs[role].client.set_cookie(SESSION_COOKIE, value)

    @property
    def files(self) -> Path:
        """The folder of files that hang on records."""
        return Path(self.app.config["SETTINGS"].files_dir)

    def _close(self) -> None:
        db.session.remove()
        db.engine.dispose()


def copy_files(source: Path, target: Path) -> None:
    """Bring back files that were removed; more than there were do no harm."""
    if source.exists():
        shutil.copytree(source, target, dirs_exist_ok=True)


def user_of(role: str) -> User:
    """Return the demo's user of the role."""
    name = "admin" if role == "administrator" else role
    return db.session.scalars(select(User).where(User.email == f"{name}@example.org")).one()
