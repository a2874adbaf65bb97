"""Where the bytes of files lie: a folder of this machine, or a bucket that several hosts share."""

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import current_app

from advocacy.config import Settings

CHUNK = 1024 * 1024
_TEMPORARY = ".incoming-"
_ABANDONED = 3600.0
"""Seconds after which a half-written file belongs to nobody who still writes."""


class Missing(Exception):
    """The bytes of a file are not where they should be: lost, or not copied with the database."""


class StoreAway(OSError):
    """The store of files does not answer, or refuses us. The sentence holds no name and no key."""


class Storage(Protocol):
    """A place for bytes, named by their SHA-256 in hexadecimal signs."""

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes under their hash; lasting when it returns. Keeping them again changes nothing."""

    def open(self, name: str) -> BinaryIO:
        """Return the bytes as a stream, which the caller closes. Raises Missing."""

    def remove(self, name: str) -> None:
        """Delete the bytes; none there is no error."""

    def names(self) -> Iterator[str]:
        """Name everything kept."""


def storage() -> Storage:
    """Return the place that the settings name (call inside an app context)."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.files.bucket is not None:
        from advocacy.services.files.s3 import BucketStorage  # it needs what only some installations have

        return BucketStorage(settings.files.bucket)
    return FolderStorage(settings.files_dir)


def checked_name(name: str) -> str:
    """Return the name of stored bytes, or raise ValueError: nothing else may become part of a path."""
    if len(name) != 64 or not name.isalnum() or not name.isascii():
        raise ValueError("not the name of stored bytes")
    return name


def hash_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of a stream in hexadecimal signs."""
    digest = hashlib.sha256()
    while piece := stream.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()


class FolderStorage:
    """A folder with two levels of folders in it, readable by the program's own user alone."""

    def __init__(self, root: Path) -> None:
        """Make nothing yet: the folder comes with the first file."""
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Write beside its place, to the disk, then move it there: a file is whole or not there."""
        path = self._path(name)
        if self._is_whole(path, name):
            return
        _make_folder(path.parent)
        handle, beside = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)  # readable by its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise
        _to_disk(path.parent)

    def open(self, name: str) -> BinaryIO:
        """Open the file for reading."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise Missing(name) from None

    def remove(self, name: str) -> None:
        """Delete the file, and the folders that it leaves empty."""
        path = self._path(name)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # others are in it
            path.parent.rmdir()
            path.parent.parent.rmdir()

    def names(self) -> Iterator[str]:
        """Name every file; what somebody stopped writing an hour ago or earlier is deleted on the way."""
        for path in sorted(self.root.glob("??/??/*")) + sorted(self.root.glob("??/??/.*")):
            if path.name.startswith(_TEMPORARY):
                _forget_abandoned(path)
            elif path.is_file():
                yield path.name

    def _path(self, name: str) -> Path:
        checked_name(name)
        return self.root / name[:2] / name[2:4] / name

    def _is_whole(self, path: Path, name: str) -> bool:
        try:
            with path.open("rb") as file:
                return hash_of(file) == name
        except FileNotFoundError:
            return False


def _forget_abandoned(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_mtime < time.time() - _ABANDONED:
            path.unlink()


def _make_folder(folder: Path) -> None:
    """Make the folder and those above it for this user alone; their names reach the disk with them."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        _to_disk(each.parent)


def _to_disk(folder: Path) -> None:
    """Make sure that the names in a folder outlive a power cut (systems that cannot say so are passed over)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
