"""A mail server to send through, and a folder in which answers arrive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.smtp import PostOffice, serving


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A mail server, through which this installation sends."""
    with serving() as running:
        app.config.update(MAIL=running.settings(), BASE_URL="https://cabildo.example.org")
        app.config.update(REPLY_ADDRESS="replies+{key}@example.org")
        yield running


@pytest.fixture
def maildir(app: Flask, tmp_path: Path) -> Path:
    """The folder into which answers are delivered."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    app.config["MAILDIR"] = tmp_path
    return tmp_path
