"""Settings of files that hang on records: where their bytes lie, and how large they may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy.config.reading import number

MOST_MEGABYTES = 500


@dataclass(frozen=True)
class FileSettings:
    """Where the bytes of files lie. A megabyte has 1,048,576 bytes here."""

    folder: Path | None = None
    """The folder; None means `files` in the data folder."""
    max_file_mb: int = 20
    """The most megabytes of one file."""
    max_upload_mb: int = 40
    """The most megabytes of one form with its files."""


def read_file_settings(environ: Mapping[str, str]) -> FileSettings:
    """Return where files lie and how large they may be. Raises SettingsError naming what is wrong."""
    folder = environ.get("ADVOCACY_FILES_DIR", "").strip()
    return FileSettings(
        folder=Path(folder).expanduser().absolute() if folder else None,
        max_file_mb=number(environ, "ADVOCACY_MAX_FILE_MB", 20, least=1, most=MOST_MEGABYTES),
        max_upload_mb=number(environ, "ADVOCACY_MAX_UPLOAD_MB", 40, least=1, most=MOST_MEGABYTES),
    )
