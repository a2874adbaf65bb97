"""Settings of files that hang on records: where their bytes lie, and how large they may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from advocacy.config.mail import is_this_machine
from advocacy.config.reading import SettingsError, number, secret

MOST_MEGABYTES = 500


@dataclass(frozen=True)
class BucketSettings:
    """A bucket of a store that speaks S3."""

    bucket: str
    key_id: str
    secret: str = field(repr=False)
    endpoint: str = ""
    """Where the store answers; empty means Amazon's."""
    region: str = "us-east-1"
    prefix: str = ""
    """What the names of our files begin with, such as `cabildo/`."""


@dataclass(frozen=True)
class FileSettings:
    """Where the bytes of files lie. A megabyte has 1,048,576 bytes here."""

    folder: Path | None = None
    """The folder; None means `files` in the data folder."""
    max_file_mb: int = 20
    """The most megabytes of one file."""
    max_upload_mb: int = 40
    """The most megabytes of one form with its files."""
    bucket: BucketSettings | None = None
    """The bucket that is used in place of a folder."""


def read_file_settings(environ: Mapping[str, str]) -> FileSettings:
    """Return where files lie and how large they may be. Raises SettingsError naming what is wrong."""
    folder = environ.get("ADVOCACY_FILES_DIR", "").strip()
    return FileSettings(
        folder=Path(folder).expanduser().absolute() if folder else None,
        bucket=_read_bucket(environ),
        max_file_mb=number(environ, "ADVOCACY_MAX_FILE_MB", 20, least=1, most=MOST_MEGABYTES),
        max_upload_mb=number(environ, "ADVOCACY_MAX_UPLOAD_MB", 40, least=1, most=MOST_MEGABYTES),
    )


def _read_bucket(environ: Mapping[str, str]) -> BucketSettings | None:
    bucket = environ.get("ADVOCACY_S3_BUCKET", "").strip()
    if not bucket:
        return None
    if find_spec("boto3") is None:
        raise SettingsError("ADVOCACY_S3_BUCKET needs another package: pip install 'cabildo[s3]'")
    key_id, key = environ.get("ADVOCACY_S3_KEY_ID", "").strip(), secret(environ, "ADVOCACY_S3_SECRET")
    if not (key_id and key):
        raise SettingsError("ADVOCACY_S3_KEY_ID and ADVOCACY_S3_SECRET are needed with ADVOCACY_S3_BUCKET.")
    return BucketSettings(
        bucket=bucket,
        key_id=key_id,
        secret=key,
        endpoint=_endpoint(environ.get("ADVOCACY_S3_ENDPOINT", "").strip()),
        region=environ.get("ADVOCACY_S3_REGION", "").strip() or "us-east-1",
        prefix=environ.get("ADVOCACY_S3_PREFIX", "").strip(),
    )


def _endpoint(text: str) -> str:
    parts = urlsplit(text)
    if text and not (parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(parts.hostname or ""))):
        raise SettingsError(
            f"ADVOCACY_S3_ENDPOINT is “{text}”: write an address with https://, or http:// for a store on this machine."
        )
    return text.rstrip("/")
