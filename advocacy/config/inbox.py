"""Settings of mail that comes in: the address to answer to, and the folder in which answers arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy.config.mail import ADDRESS
from advocacy.config.reading import SettingsError

KEY = "{key}"


@dataclass(frozen=True)
class InboxSettings:
    """Where answers go, and where they are found."""

    reply_address: str = ""
    """An address with {key} in it, before the @: each recipient answers to their own. Empty: to the sender's."""
    maildir: Path | None = None
    """A folder in the Maildir form, into which a mail program delivers; None when nothing comes in by itself."""


def read_inbox_settings(environ: Mapping[str, str]) -> InboxSettings:
    """Return how answers come in. Raises SettingsError naming what is wrong."""
    address = environ.get("ADVOCACY_REPLY_ADDRESS", "").strip()
    if address:
        _check_address(address)
    folder = environ.get("ADVOCACY_MAILDIR", "").strip()
    return InboxSettings(address, _maildir(folder) if folder else None)


def _check_address(address: str) -> None:
    name, _, _domain = address.partition("@")
    if address.count(KEY) != 1 or KEY not in name or not ADDRESS.fullmatch(address.replace(KEY, "a1")):
        raise SettingsError(
            f"ADVOCACY_REPLY_ADDRESS is “{address}”: write an address with {KEY} before the @, such as "
            f"replies+{KEY}@example.org."
        )


def _maildir(text: str) -> Path:
    folder = Path(text).expanduser().absolute()
    if not all((folder / name).is_dir() for name in ("new", "cur")):
        raise SettingsError(f"ADVOCACY_MAILDIR names “{text}”, which is no Maildir: it needs the folders new and cur.")
    return folder
