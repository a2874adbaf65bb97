"""Settings of mail that goes out: the server, the sender, and where the links in it lead."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import urlsplit

from advocacy.config.reading import SettingsError, number, secret

ADDRESS = re.compile(r"[^\s@<>\",;:\\()\[\]]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
EXAMPLE = "Write it like https://cabildo.example.org."
OTHERS = ("PORT", "USER", "PASSWORD", "PASSWORD_FILE", "SECURITY")


class Security(StrEnum):
    """How the way to the mail server is protected."""

    STARTTLS = "starttls"
    """Begin in the clear and change to TLS before anything is said; refuse a server that cannot."""
    TLS = "tls"
    NONE = "none"
    """Nothing; for a server on this machine alone."""


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True)
class MailSettings:
    """The mail server, and whom mail comes from."""

    host: str
    port: int
    security: Security
    from_address: str
    from_name: str = ""
    """As others see it; empty means the name of the site."""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """The part of the sender's address after the @."""
        return self.from_address.rpartition("@")[2]


def read_base_url(environ: Mapping[str, str]) -> str:
    """Return where people open this installation, or "" when nobody said. Raises SettingsError."""
    text = environ.get("ADVOCACY_BASE_URL", "").strip().rstrip("/")
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise SettingsError(f"ADVOCACY_BASE_URL is “{text}”, which is no web address. {EXAMPLE}") from None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or not text.isprintable():
        raise SettingsError(f"ADVOCACY_BASE_URL is “{text}”, which is no web address. {EXAMPLE}")
    if parts.path or parts.query or parts.fragment:
        raise SettingsError(f"ADVOCACY_BASE_URL is “{text}”: leave out what follows the name. {EXAMPLE}")
    if parts.scheme == "http" and not is_this_machine(host):
        raise SettingsError(
            f"ADVOCACY_BASE_URL is “{text}”: links in mail must begin with https:// unless they lead to this machine."
        )
    return text


def read_mail_settings(environ: Mapping[str, str]) -> MailSettings | None:
    """Return how mail goes out, or None when no server is named. Raises SettingsError naming what is wrong."""
    host = environ.get("ADVOCACY_SMTP_HOST", "").strip()
    if not host:
        _refuse_the_rest_alone(environ)
        return None
    if not re.fullmatch(r"[A-Za-z0-9._:-]+", host) or "://" in host:
        raise SettingsError(f"ADVOCACY_SMTP_HOST is “{host}”: write a name such as smtp.example.org.")
    security = read_security(environ, "ADVOCACY_SMTP_SECURITY", host, Security.STARTTLS)
    user, password = environ.get("ADVOCACY_SMTP_USER", "").strip(), secret(environ, "ADVOCACY_SMTP_PASSWORD")
    if bool(user) != bool(password):
        raise SettingsError("ADVOCACY_SMTP_USER and ADVOCACY_SMTP_PASSWORD go together: set both or neither.")
    if not read_base_url(environ):
        raise SettingsError(f"ADVOCACY_BASE_URL is not set: the links in mail need it. {EXAMPLE}")
    name, address = _sender(environ)
    return MailSettings(
        host=host,
        port=number(environ, "ADVOCACY_SMTP_PORT", PORTS[security], least=1, most=65_535),
        security=security,
        from_address=address,
        from_name=name,
        user=user,
        password=password,
    )


def _refuse_the_rest_alone(environ: Mapping[str, str]) -> None:
    for name in (f"ADVOCACY_SMTP_{other}" for other in OTHERS):
        if environ.get(name, "").strip():
            raise SettingsError(f"{name} is set without ADVOCACY_SMTP_HOST: name the mail server too.")


def read_security(environ: Mapping[str, str], name: str, host: str, default: Security) -> Security:
    """Return how the way to a server is protected. Raises SettingsError, also for letters in the clear to others."""
    text = environ.get(name, "").strip().lower() or default
    try:
        security = Security(text)
    except ValueError:
        raise SettingsError(f"{name} is “{text}”: write starttls, tls or none.") from None
    if security is Security.NONE and not is_this_machine(host):
        raise SettingsError(
            f"{name} is none, but {host} is another machine: letters would cross the network for "
            "all to read. Write starttls or tls."
        )
    return security


def is_this_machine(host: str) -> bool:
    """Tell whether the name or number is that of the machine itself (loopback)."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _sender(environ: Mapping[str, str]) -> tuple[str, str]:
    text = environ.get("ADVOCACY_MAIL_FROM", "").strip()
    if not text:
        raise SettingsError("ADVOCACY_MAIL_FROM is not set: write the address that mail comes from.")
    name, address = parseaddr(text)
    if not text.isprintable() or not ADDRESS.fullmatch(address):
        raise SettingsError(
            f"ADVOCACY_MAIL_FROM is “{text}”: write an address such as cabildo@example.org, or "
            "Our Coalition <cabildo@example.org>."
        )
    return name, address
