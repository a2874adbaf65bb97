"""Settings: read once from the environment; what is wrong is named at the start."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advocacy.config.files import BucketSettings, FileSettings, read_file_settings
from advocacy.config.inbox import ImapSettings, InboxSettings, read_inbox_settings
from advocacy.config.mail import MailSettings, read_base_url, read_mail_settings
from advocacy.config.reading import SettingsError, number, truth

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent
MINIMUM_SECRET = 32
MOST_CLAIM_DAYS = 36_500


@dataclass(frozen=True)
class Settings:
    """All settings of the program. Each is documented in the README's table."""

    database_url: str
    data_dir: Path
    secret_key: str
    site_name: str = "Cabildo"
    demo: bool = False
    demo_password: str = ""
    behind_proxy: bool = False
    time_zone: str = "America/New_York"
    claim_days: int = 730
    """How many days old a claim may be before it is marked as one to look up again."""
    testing: bool = False
    trusted_hosts: tuple[str, ...] = ()
    """The names under which the program answers; empty means any."""
    base_url: str = ""
    """Where people open this installation, without a slash at the end; empty when nobody said."""
    mail: MailSettings | None = None
    """How mail goes out; None when the installation sends none."""

    inbox: InboxSettings = field(default_factory=InboxSettings)
    """Where answers to our mail arrive."""

    files: FileSettings = field(default_factory=FileSettings)
    """Where the bytes of files lie, and how large they may be."""

    @property
    def files_dir(self) -> Path:
        """The folder of files that hang on records."""
        return self.files.folder or self.data_dir / ("demo-files" if self.demo else "files")

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is the embedded one."""
        return self.database_url.startswith("sqlite")


def in_checkout() -> bool:
    """Tell whether the program runs from a checkout (and not from an installed wheel)."""
    return (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "templates").is_dir()


def assets_dir(name: str) -> Path:
    """Return the folder of templates, static files or migrations: in the package, else in the checkout."""
    packaged = PACKAGE / name
    return packaged if packaged.is_dir() else CHECKOUT / name


def default_data_dir(environ: Mapping[str, str]) -> Path:
    """Return `./instance` in a checkout, else the user's data folder (XDG Base Directory, or its like)."""
    if in_checkout():
        return CHECKOUT / "instance"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "cabildo"
    base = environ.get("XDG_DATA_HOME") or environ.get("APPDATA") or str(Path.home() / ".local" / "share")
    return Path(base) / "cabildo"


def _time_zone(environ: Mapping[str, str]) -> str:
    name = environ.get("ADVOCACY_TIME_ZONE", "").strip() or "America/New_York"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingsError(f"ADVOCACY_TIME_ZONE is “{name}”: write a zone such as America/New_York.") from None
    return name


def _hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(environ.get("ADVOCACY_TRUSTED_HOSTS", "").replace(",", " ").split())
    for name in names:
        if "/" in name or "*" in name:
            raise SettingsError(f"ADVOCACY_TRUSTED_HOSTS has “{name}”: write names such as cabildo.example.org.")
    return names


def normal_database_url(text: str) -> str:
    """Return the address with the driver that we ship: psycopg for PostgreSQL."""
    for prefix in ("postgresql://", "postgres://", "postgresql+psycopg://"):
        if text.startswith(prefix):
            return "postgresql+psycopg://" + _host_and_port_read(text.removeprefix(prefix))
    if text.partition("?")[0] in {"sqlite:///", "sqlite:///:memory:"}:
        raise SettingsError(
            "ADVOCACY_DATABASE_URL names no file, so that nothing would be kept: write sqlite:////srv/cabildo.db."
        )
    if text.startswith("sqlite:///"):
        return text
    raise SettingsError(
        "ADVOCACY_DATABASE_URL must begin with sqlite:/// or postgresql:// (for example sqlite:////srv/cabildo.db)."
    )


def _host_and_port_read(rest: str) -> str:
    """Return the rest of an address, whose port is a number."""
    try:
        _ = urlsplit("postgresql://" + rest).port
    except ValueError:
        raise SettingsError(
            "ADVOCACY_DATABASE_URL cannot be read: write postgresql://user:password@host:5432/name, and signs such "
            "as / # ? @ in a password as %2F %23 %3F %40."
        ) from None
    return rest


def read_settings(environ: Mapping[str, str] | None = None, *, demo: bool = False) -> Settings:
    """Read the settings from the environment.

    Raises SettingsError when a required one is missing or a value makes no sense. In the demo the secret
    key is made anew by the caller when none is given.
    """
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("ADVOCACY_DATA_DIR") or default_data_dir(env)).expanduser().absolute()
    url = env.get("ADVOCACY_DATABASE_URL", "").strip()
    name = "demo.db" if demo else "cabildo.db"
    secret = env.get("ADVOCACY_SECRET_KEY", "")
    if secret and len(secret) < MINIMUM_SECRET:
        raise SettingsError(f"ADVOCACY_SECRET_KEY is too short: it needs {MINIMUM_SECRET} characters or more.")
    return Settings(
        database_url=normal_database_url(url) if url else f"sqlite:///{data_dir / name}",
        data_dir=data_dir,
        secret_key=secret,
        site_name=env.get("ADVOCACY_SITE_NAME", "").strip() or "Cabildo",
        demo=demo,
        demo_password=env.get("ADVOCACY_DEMO_PASSWORD", ""),
        behind_proxy=truth(env, "ADVOCACY_BEHIND_PROXY"),
        time_zone=_time_zone(env),
        claim_days=number(env, "ADVOCACY_CLAIM_DAYS", 730, least=1, most=MOST_CLAIM_DAYS),
        trusted_hosts=_hosts(env),
        base_url=read_base_url(env),
        files=read_file_settings({} if demo else env),  # a demo keeps its own beside its database
        inbox=InboxSettings() if demo else read_inbox_settings(env),
        mail=None if demo else read_mail_settings(env),  # a demo writes to nobody
    )


def require_secret(settings: Settings) -> None:
    """Refuse to serve without a secret key; raises SettingsError with the command that makes one."""
    if not settings.secret_key:
        raise SettingsError(
            "ADVOCACY_SECRET_KEY is not set. Make one with: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )


__all__ = [
    "BucketSettings",
    "FileSettings",
    "ImapSettings",
    "InboxSettings",
    "MailSettings",
    "Settings",
    "SettingsError",
    "assets_dir",
    "default_data_dir",
    "in_checkout",
    "normal_database_url",
    "read_settings",
    "require_secret",
]
