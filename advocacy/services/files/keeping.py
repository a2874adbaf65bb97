"""Keeping bytes, reading them, and forgetting those that nobody uses any more.

Bytes are written before the transaction ends, since a row must never point at nothing; and deleted after it has
ended, since a rollback must bring them back. Whatever a transaction touched is looked at when it is over: bytes
without a row go, under the same lock under which others store the same content.
"""

import hashlib
import logging
from collections.abc import Callable
from typing import IO, Any, BinaryIO

from flask import current_app, g
from sqlalchemy import Engine, event, exists, func, literal, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, SessionTransaction, scoped_session

from advocacy.config import Settings
from advocacy.db import db, one_at_a_time
from advocacy.domain.files import EMPTY, TOO_LARGE, clean_name
from advocacy.domain.problems import Refused
from advocacy.models import Letter, StoredFile
from advocacy.models.base import Base
from advocacy.policy import Action, Actor, ensure
from advocacy.services.files.contents import Checked, checked
from advocacy.services.files.storage import Storage, storage

TOUCHED = "touched files"
LOOKED_OVER = "files_looked_over"
MEGABYTE = 1024 * 1024
log = logging.getLogger(__name__)


def store(actor: Actor, content: bytes | IO[bytes], name: str) -> StoredFile:
    """Keep what somebody sent, and return it; what it hangs on is said by `attach`, or by a row of another noun.

    `name` says what it should be; the content must agree. Photos lose place, camera and all other data beside the
    picture. Raises Refused (at the field `files`) for kinds that are not taken, for what is too large, and for words
    with what is never stored, as far as they can be read.
    """
    ensure(actor, Action.ATTACH_FILE)
    settings: Settings = current_app.config["SETTINGS"]
    most = settings.files.max_file_mb * MEGABYTE
    data = content if isinstance(content, bytes) else content.read(most + 1)
    shown = clean_name(name)
    if not data:
        raise Refused.at("files", EMPTY, name=shown)
    if len(data) > most:
        raise Refused.at("files", TOO_LARGE, name=shown, most=settings.files.max_file_mb)
    found = _seen(shown, data) or checked(shown, data)
    return _kept(found.data, found.media_type)


def look_over(content: IO[bytes], name: str, tried: Callable[[bytes, str], None] | None = None) -> None:
    """Check what somebody sent before the transaction that keeps it: reading a PDF may take seconds.

    `store` then takes this answer for the same bytes under the same name. `tried` may refuse more, by raising Refused.
    """
    most = current_app.config["SETTINGS"].files.max_file_mb * MEGABYTE
    data = content.read(most + 1)
    content.seek(0)
    if not data or len(data) > most:
        return  # `store` says so
    shown = clean_name(name)
    try:
        found = _tried(checked(shown, data), tried)
    except Refused as refused:
        found = refused
    g.setdefault(LOOKED_OVER, {})[shown, hashlib.sha256(data).digest()] = found


def _tried(found: Checked, tried: Callable[[bytes, str], None] | None) -> Checked | Refused:
    if tried is not None:
        tried(found.data, found.media_type)
    return found


def _seen(shown: str, data: bytes) -> Checked | None:
    looked_over = g.get(LOOKED_OVER)
    found = looked_over.get((shown, hashlib.sha256(data).digest())) if looked_over else None
    if isinstance(found, Refused):
        raise found
    return found


def keep(data: bytes, media_type: str) -> StoredFile:
    """Keep bytes that the program itself made or took in whole: its own papers, a message as it arrived.

    Nothing is checked and nothing is changed: who calls knows what it is. They are only ever downloaded.
    """
    return _kept(data, media_type)


def read(file: StoredFile) -> BinaryIO:
    """Return the bytes of a file as a stream, which the caller closes. Raises Missing when they are lost."""
    return storage().open(file.sha256)


def read_bytes(file: StoredFile) -> bytes:
    """Return the bytes of a file at once: for mail and paper. Raises Missing when they are lost."""
    with read(file) as stream:
        return stream.read()


def tidy(file: StoredFile) -> bool:
    """Forget a file, row and bytes, unless something uses it; tell whether it was forgotten.

    Call it after the row that pointed at it was deleted. The bytes go when the transaction is committed.
    """
    touch(file.sha256)
    db.session.flush()
    if is_used(file):
        return False
    db.session.delete(file)
    db.session.flush()
    return True


def is_used(file: StoredFile) -> bool:
    """Tell whether any row of any table points at the file, or an approved letter keeps it as its picture."""
    uses = [exists(select(literal(1)).where(column == file.id)) for column in _pointing_columns()]
    uses.append(exists(select(literal(1)).where(Letter.settled.contains(file.sha256))))
    return any(db.session.scalar(select(use)) for use in uses)


def install(session: scoped_session[Any]) -> None:
    """Look after the bytes when a transaction is over, however it ended."""
    event.listen(session, "after_transaction_end", _sweep)


def _kept(data: bytes, media_type: str) -> StoredFile:
    name = hashlib.sha256(data).hexdigest()
    touch(name)
    file = db.session.scalar(select(StoredFile).where(StoredFile.sha256 == name))
    storage().put(name, data)
    if file is None:
        file = StoredFile(sha256=name, size=len(data), media_type=media_type)
        db.session.add(file)
        db.session.flush()
    return file


def _pointing_columns() -> list[Any]:
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == StoredFile.__tablename__ for key in column.foreign_keys)
    ]


def touch(name: str) -> None:
    """Let nobody else store or forget this content until the transaction is over; without a row its bytes go then."""
    one_at_a_time(f"file {name}")
    session = db.session()
    _place, _engine, names = session.info.setdefault(TOUCHED, (storage(), db.engine, set()))
    names.add(name)


def _sweep(session: Session, transaction: SessionTransaction) -> None:
    """Delete the bytes that the transaction leaves without a row. What fails here, `advocacy files check` finds."""
    if transaction.parent is not None or TOUCHED not in session.info:
        return
    place, engine, names = session.info.pop(TOUCHED)
    try:
        for name in sorted(names):
            _remove_unless_known(place, engine, name)
    except (SQLAlchemyError, OSError) as error:
        log.warning("Stored files could not be tidied: %s", type(error).__name__)


def _remove_unless_known(place: Storage, engine: Engine, name: str) -> None:
    with engine.connect() as connection:  # on SQLite this takes the write lock, as every storing does
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"file {name}", 0))))
        if connection.scalar(select(StoredFile.id).where(StoredFile.sha256 == name)) is None:
            place.remove(name)
