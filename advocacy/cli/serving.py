"""What `serve` and `demo` share: a checked database, one socket, and processes on it."""

import contextlib
import gc
import os
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from advocacy.cli.command import Sentence
from advocacy.config import Settings

if TYPE_CHECKING:
    from flask import Flask

MOST_WORKERS = 4
MEGABYTE = 1024 * 1024


@contextlib.contextmanager
def quick_start() -> Iterator[None]:
    """Load the program without the garbage collector, which would walk over it again and again: a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def default_workers() -> int:
    """Return how many processes to run: one per core, at most 4."""
    return max(1, min(MOST_WORKERS, os.cpu_count() or 1))


def run_until_stopped(
    app: "Flask", settings: Settings, bound: socket.socket, *, workers: int, when_ready: Callable[[], object]
) -> None:
    """Answer requests until SIGTERM or Ctrl-C; say what there is to say when it answers."""
    from advocacy.cli import processes
    from advocacy.cli.static_files import with_static_files
    from advocacy.db import db

    with app.app_context():
        db.session.remove()
        db.engine.dispose()  # a connection must not be shared between processes
    served = with_static_files(app, settings.data_dir)
    try:
        processes.run(
            served,
            bound,
            workers=workers,
            behind_proxy=settings.behind_proxy,
            when_ready=when_ready,
            largest_body=2 * settings.files.max_upload_mb * MEGABYTE,  # too large a form gets a page, not a cut line
        )
    except processes.CannotStay:
        raise Sentence("The server's processes keep ending as soon as they start. The lines above say why.") from None
