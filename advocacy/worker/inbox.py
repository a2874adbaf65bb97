"""The job that takes in what came: each message in a transaction of its own.

A message is put away when it is safe in the database; a worker that is killed before finds it again, and knows it by
its hash. What cannot be taken in now stays where it is. Nothing that came is ever written into a log.
"""

import contextlib
import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import current_app
from sqlalchemy.exc import OperationalError

from advocacy.db import db
from advocacy.domain.inbound import UNREADABLE, InboundMail
from advocacy.exchange import inbound
from advocacy.services import inbox
from advocacy.services.files import StoreAway
from advocacy.worker.faults import described

log = logging.getLogger("advocacy.worker")

MOST_IN_A_TURN = 200
MOST_BYTES = 40 * 1024 * 1024
SEEN = ":2,S"
NOT_NOW = (OperationalError, StoreAway, OSError)
"""The database, the store or the disk does not answer: no message is to blame, and all of them wait."""


def take_in_all(stopping: Callable[[], bool]) -> bool:
    """Take in what was delivered into the Maildir; return whether more waits."""
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
    """Take one in and put it away; one that makes trouble stays, and stops no other."""
    path = folder / "new" / name
    try:
        if not path.is_file() or path.is_symlink():
            return
        if path.stat().st_size > MOST_BYTES:
            note_too_large(hashlib.sha256(name.encode()).hexdigest(), name)
        else:
            take_in(path.read_bytes())
    except (FileNotFoundError, PermissionError):
        return  # another worker has it, or it was delivered for nobody to read
    except NOT_NOW:
        raise
    except Exception as error:
        log.error("a message that came in waits in the mailbox: %s", described(error))
        return
    with contextlib.suppress(FileNotFoundError):
        path.rename(folder / "cur" / (name if ":2," in name else name + SEEN))


def note_too_large(digest: str, words: str) -> None:
    """Note in a transaction that a message is too large to be read."""
    try:
        inbox.take_in_by_name(digest, words)
        db.session.commit()
    finally:
        db.session.remove()


def take_in(raw: bytes) -> None:
    """Take a message in, in a transaction; one that fails to land waits unread in the holding pen.

    It is read and looked through before the transaction begins, so that nobody waits for that.
    """
    arrived = inbox.looked_through(inbound.read(raw), raw)
    try:
        try:
            inbox.take_in(arrived)
            db.session.commit()
        except NOT_NOW:
            raise
        except Exception as error:
            db.session.rollback()
            log.error("a message that came in could not be sorted: %s", described(error))
            inbox.take_in(replace(arrived, mail=InboundMail(trouble=UNREADABLE)))
            db.session.commit()
    finally:
        db.session.remove()
