"""Going over the store: is every file there and as it was, and is there anything that nothing uses?"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.models import StoredFile
from advocacy.services.files.keeping import is_used, touch
from advocacy.services.files.storage import Missing, hash_of, storage

AT_ONCE = 500


@dataclass(frozen=True)
class StoreCheck:
    """What going over the store found: names are hashes."""

    count: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unused: tuple[str, ...]
    """Bytes without a row, and rows that nothing points at."""


def check() -> StoreCheck:
    """Read every file once. Memory stays flat but for the names."""
    missing, changed, unused, known = [], [], [], set()
    rows = select(StoredFile).order_by(StoredFile.id).execution_options(yield_per=AT_ONCE)
    for file in db.session.scalars(rows):
        known.add(file.sha256)
        if not is_used(file):
            unused.append(file.sha256)
        try:
            with storage().open(file.sha256) as stream:
                if hash_of(stream) != file.sha256:
                    changed.append(file.sha256)
        except Missing:
            missing.append(file.sha256)
    unused += [name for name in storage().names() if name not in known]
    return StoreCheck(len(known), tuple(missing), tuple(changed), tuple(unused))


def forget(names: Iterable[str]) -> None:
    """Delete what nothing uses: rows now, bytes when the caller has committed. What is used by now stays."""
    for name in names:
        touch(name)
        file = db.session.scalar(select(StoredFile).where(StoredFile.sha256 == name))
        if file is not None and not is_used(file):
            db.session.delete(file)
    db.session.flush()
