"""The job that takes in what was delivered into a Maildir: each message in a transaction of its own.

A message moves from `new` to `cur` when it is safe in the database; a worker that is killed before finds it again,
and knows it by its hash.
"""

import contextlib
import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from flask import current_app

from advocacy.db import db
from advocacy.domain.inbound import UNREADABLE, InboundMail
from advocacy.exchange import inbound
from advocacy.services import inbox

log = logging.getLogger("advocacy.worker")

MOST_IN_A_TURN = 200
MOST_BYTES = 40 * 1024 * 1024
SEEN = ":2,S"


def take_in_all(stopping: Callable[[], bool]) -> bool:
    """Take in what is new; return whether more waits."""
    folder: Path | None = current_app.config["MAILDIR"]
    if folder is None:
        return False
    names = sorted(path.name for path in (folder / "new").iterdir() if not path.name.startswith("."))
    for name in names[:MOST_IN_A_TURN]:
        if stopping():
            return False
        _take_in(folder, name)
    return len(names) > MOST_IN_A_TURN


def _take_in(folder: Path, name: str) -> None:
    path = folder / "new" / name
    try:
        if path.stat().st_size > MOST_BYTES:
            inbox.take_in_by_name(hashlib.sha256(name.encode()).hexdigest(), name)
        else:
            _keep(path.read_bytes())
        db.session.commit()
    except FileNotFoundError:
        return  # another worker has it
    finally:
        db.session.remove()
    with contextlib.suppress(FileNotFoundError):
        path.rename(folder / "cur" / (name if ":2," in name else name + SEEN))


def _keep(raw: bytes) -> None:
    """Take a message in; one that fails to land waits unread in the holding pen, and stops no other."""
    try:
        inbox.take_in(inbound.read(raw), raw)
        db.session.flush()
    except Exception:
        db.session.rollback()
        log.exception("a message that came in could not be sorted")
        inbox.take_in(InboundMail(trouble=UNREADABLE), raw)
