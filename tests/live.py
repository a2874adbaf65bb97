"""A live app for a real browser: the practice demo on a copy of a seeded database, served on loopback."""

import contextlib
import logging
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, Playwright
from werkzeug.serving import make_server

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.db import db, upgrade
from advocacy.exchange import demo
from tests.factories import PASSWORD

SECRET = "only-for-tests-only-for-tests-only-for-tests"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev",  # each page is new: what is compiled at length is thrown away before it pays
)


@dataclass(frozen=True)
class Live:
    """Where the app answers."""

    url: str
    app: Flask


def settings_for(url: str, folder: Path) -> Settings:
    """Return the demo's settings for a test."""
    return Settings(database_url=url, data_dir=folder, secret_key=SECRET, demo=True, demo_password=PASSWORD)


def seed(settings: Settings) -> None:
    """Migrate, and put the demo in: history, practice, and one user per role (password: PASSWORD)."""
    app = create_app(settings)
    with app.app_context():
        upgrade()
        demo.seed(password=PASSWORD)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


@contextlib.contextmanager
def served(settings: Settings) -> Iterator[Live]:
    """Serve the app on a free port of the loopback address until the block ends."""
    app = create_app(settings)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # not a line for each request
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Live(f"http://127.0.0.1:{port}", app)
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
        with app.app_context():
            db.engine.dispose()


def chromium_path() -> str | None:
    """Return the browser: from CHROMIUM, else Playwright's own (None), else the system's."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
