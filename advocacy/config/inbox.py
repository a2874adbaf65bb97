"""Settings of mail that comes in: the address to answer to, and the folder or the mailbox in which answers arrive."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from advocacy.config.mail import ADDRESS, Security, read_security
from advocacy.config.reading import SettingsError, number, secret

KEY = "{key}"
OTHERS = ("PORT", "SECURITY", "USER", "PASSWORD", "PASSWORD_FILE", "FOLDER", "PROCESSED")
PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


@dataclass(frozen=True)
class ImapSettings:
    """A mailbox in which answers arrive (IMAP4rev1, RFC 3501)."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    processed: str = ""
    """The folder into which goes what was taken in; empty: it stays, marked as read."""


@dataclass(frozen=True)
class InboxSettings:
    """Where answers go, and where they are found."""

    reply_address: str = ""
    """An address with {key} in it, before the @: each recipient answers to their own. Empty: to the sender's."""
    maildir: Path | None = None
    """A folder in the Maildir form, into which a mail program delivers; None when there is none."""
    imap: ImapSettings | None = None
    """A mailbox to sign in to; None when there is none."""


def read_inbox_settings(environ: Mapping[str, str]) -> InboxSettings:
    """Return how answers come in. Raises SettingsError naming what is wrong."""
    address = environ.get("ADVOCACY_REPLY_ADDRESS", "").strip()
    if address:
        _check_address(address)
    folder = environ.get("ADVOCACY_MAILDIR", "").strip()
    return InboxSettings(address, _maildir(folder) if folder else None, _imap(environ))


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


def _imap(environ: Mapping[str, str]) -> ImapSettings | None:
    host = environ.get("ADVOCACY_IMAP_HOST", "").strip()
    if not host:
        for name in (f"ADVOCACY_IMAP_{other}" for other in OTHERS):
            if environ.get(name, "").strip():
                raise SettingsError(f"{name} is set without ADVOCACY_IMAP_HOST: name the server of the mailbox too.")
        return None
    if not re.fullmatch(r"[A-Za-z0-9._:-]+", host) or "://" in host:
        raise SettingsError(f"ADVOCACY_IMAP_HOST is “{host}”: write a name such as imap.example.org.")
    security = read_security(environ, "ADVOCACY_IMAP_SECURITY", host, Security.TLS)
    user, password = environ.get("ADVOCACY_IMAP_USER", "").strip(), secret(environ, "ADVOCACY_IMAP_PASSWORD")
    if not user or not password:
        raise SettingsError("ADVOCACY_IMAP_USER and ADVOCACY_IMAP_PASSWORD are needed to sign in to the mailbox.")
    folder = _folder(environ, "ADVOCACY_IMAP_FOLDER") or "INBOX"
    processed = _folder(environ, "ADVOCACY_IMAP_PROCESSED")
    if processed.lower() == folder.lower():
        raise SettingsError("ADVOCACY_IMAP_PROCESSED must be another folder than ADVOCACY_IMAP_FOLDER.")
    return ImapSettings(
        host=host,
        port=number(environ, "ADVOCACY_IMAP_PORT", PORTS[security], least=1, most=65_535),
        security=security,
        user=user,
        password=password,
        folder=folder,
        processed=processed,
    )


def _folder(environ: Mapping[str, str], name: str) -> str:
    text = environ.get(name, "").strip()
    if not text.isprintable() or any(sign in text for sign in '"*%\\'):
        raise SettingsError(f"{name} is “{text}”: write the name of a folder such as INBOX.")
    return text
