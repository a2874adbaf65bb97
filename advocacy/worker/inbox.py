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
from typing import TypeVar
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from advocacy.config import ImapSettings
from advocacy.db import db
from advocacy.domain.inbound import UNREADABLE, InboundMail
from advocacy.domain.mime import MOST_IN_HEADERS
from advocacy.services import inbox, mailbox
from advocacy.services.files import StoreAway
from advocacy.worker import reading
from advocacy.worker.faults import described
from advocacy.worker.imap import Mailbox, MailboxTrouble

T = TypeVar("T")
log = logging.getLogger("advocacy.worker")

MOST_IN_A_TURN = 200
MOST_BYTES = 40 * 1024 * 1024
SEEN = ":2,S"
TRIES = 3
NOT_NOW = (OperationalError, StoreAway, OSError)
"""The database, the store or the disk does not answer: no message is to blame, and all of them wait."""


def take_in_all(stopping: Callable[[], bool]) -> bool:
    """Take in what was delivered into the Maildir; return whether more waits."""
    folder: Path | None = current_app.config["MAILDIR"]
    if folder is None:
        return False
    names = sorted(path.name for path in (folder / "new").iterdir() if not path.name.startswith("."))
    taken = 0
    for name in names:  # those that fail stay in front, and must not starve what came after them
        if stopping():
            return False
        taken += _take_in(folder, name)
        if taken >= MOST_IN_A_TURN:
            return True
    return False


def take_in_mailbox(stopping: Callable[[], bool]) -> bool:
    """Take in what lies in the mailbox; return whether more waits. After a failure there is a pause."""
    settings: ImapSettings | None = current_app.config["IMAP"]
    if settings is None or not _in_a_transaction(mailbox.may_try):
        return False
    try:
        with Mailbox(settings) as box:
            more = _take_in_all_of(box, stopping)
    except MailboxTrouble as trouble:
        words = str(trouble)
        log.warning("the mailbox cannot be read: %s", words)
        _in_a_transaction(lambda: mailbox.note_trouble(words))
        return False
    _in_a_transaction(mailbox.note_looked)
    return more


def _in_a_transaction(act: Callable[[], T]) -> T:
    """Nothing is locked while the network is used."""
    try:
        done = act()
        db.session.commit()
        return done
    finally:
        db.session.remove()


def _take_in_all_of(box: Mailbox, stopping: Callable[[], bool]) -> bool:
    numbers = box.new()
    taken = 0
    for number in numbers:
        if stopping():
            return False
        taken += _take_in_from(box, number)
        if taken >= MOST_IN_A_TURN:
            return True
    return False


def _take_in_from(box: Mailbox, number: str) -> bool:
    """Take one in, then put it away, and tell whether it was; one that makes trouble stays, and stops no other."""
    size = box.size_of(number)
    if size is None:
        return False  # another worker has it
    raw = box.message(number) if size <= MOST_BYTES else None
    headers = b"" if size <= MOST_BYTES else box.headers(number)
    try:
        if raw is not None:
            take_in(raw)
        elif headers:
            digest = hashlib.sha256(b"%d " % size + headers).hexdigest()
            note_too_large(digest, "", headers)
        else:
            return False
    except NOT_NOW:
        raise
    except Exception as error:
        log.error("a message that came in waits in the mailbox: %s", described(error))
        return False
    box.put_away(number)
    return True


def _take_in(folder: Path, name: str) -> bool:
    """Take one in, then put it away, and tell whether it was; one that makes trouble stays, and stops no other."""
    path = folder / "new" / name
    try:
        if not path.is_file() or path.is_symlink():
            return False
        if path.stat().st_size > MOST_BYTES:
            note_too_large(hashlib.sha256(name.encode()).hexdigest(), name, _beginning_of(path))
        else:
            take_in(path.read_bytes())
    except (FileNotFoundError, PermissionError):
        return False  # another worker has it, or it was delivered for nobody to read
    except NOT_NOW:
        raise
    except Exception as error:
        log.error("a message that came in waits in the mailbox: %s", described(error))
        return False
    with contextlib.suppress(FileNotFoundError):
        path.rename(folder / "cur" / (name if ":2," in name else name + SEEN))
    return True


def _beginning_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_IN_HEADERS)


def note_too_large(digest: str, words: str, headers: bytes) -> None:
    """Note in a transaction that a message is too large to be read."""
    mail = reading.headers_of(headers)
    _in_a_transaction(lambda: inbox.take_in_by_name(digest, words or mail.subject, mail))


def take_in(raw: bytes) -> None:
    """Take a message in, in a transaction; one that fails to land waits unread in the holding pen.

    It is read and looked through before the transaction begins, so that nobody waits for that. Where somebody changed
    its letter meanwhile it is tried again. What waits unread still belongs to the letters that its headers name; where
    even these cannot be asked for, nothing of it is kept but that it came.
    """
    arrived = reading.read(raw, urlsplit(current_app.config["BASE_URL"]).hostname or "")
    mail = arrived.mail
    unread = replace(arrived, mail=InboundMail(trouble=UNREADABLE, to=mail.to, references=mail.references))
    nothing = replace(arrived, mail=InboundMail(trouble=UNREADABLE), is_unseen=True)
    for each in (arrived, unread):
        try:
            _landed(each)
        except NOT_NOW:
            raise
        except Exception as error:
            log.error("a message that came in could not be sorted: %s", described(error))
        else:
            return
    _landed(nothing)


def _landed(arrived: inbox.Arrived) -> None:
    for _ in range(TRIES - 1):
        with contextlib.suppress(StaleDataError, IntegrityError):
            _in_a_transaction(lambda: inbox.take_in(arrived))
            return
    _in_a_transaction(lambda: inbox.take_in(arrived))
