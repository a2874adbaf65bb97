"""Static files as `serve` sends them: compressed once, when a version is first started, and kept beside the data."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from advocacy.config import assets_dir
from advocacy.views.security import HEADERS

ONE_YEAR = 31_536_000


def with_static_files(app: Any, data_dir: Path) -> Any:
    """Return the app with static files answered before it, compressed where the browser takes that.

    Pages stay uncompressed: they hold CSRF tokens beside words that somebody typed (BREACH).
    """
    source = assets_dir("static")
    return WhiteNoise(
        app,
        root=str(_compressed_copy(source, data_dir) or source),
        prefix="static/",
        max_age=ONE_YEAR,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


def _compressed_copy(source: Path, data_dir: Path) -> Path | None:
    """Return the folder with the compressed copy of these very files, or None where nothing may be written."""
    copy = data_dir / f"static-{_fingerprint(source)}"
    if copy.is_dir():
        return copy
    try:
        _make_copy(source, copy)
    except OSError:
        return None
    for old in data_dir.glob("static-*"):
        if old != copy:
            shutil.rmtree(old, ignore_errors=True)
    return copy


def _make_copy(source: Path, copy: Path) -> None:
    """Make the copy under another name first, so that nobody ever finds half of it."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".static-") as scratch:
        shutil.copytree(source, made := Path(scratch) / "static")
        compressor = Compressor(quiet=True)
        for path in [path for path in made.rglob("*") if path.is_file() and compressor.should_compress(path.name)]:
            compressor.compress(str(path))
        with contextlib.suppress(OSError):  # another process made it meanwhile
            made.rename(copy)


def _fingerprint(source: Path) -> str:
    seen = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        stat = path.stat()
        seen.update(f"{os.path.relpath(path, source)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:12]
