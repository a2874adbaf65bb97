"""A message of the outbox as it goes over the wire (RFC 5322, MIME)."""

from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from advocacy.config import MailSettings
from advocacy.models import OutboxMessage, StoredFile
from advocacy.models.base import utc_now
from advocacy.services.outbox import text_to_send

LONGEST_LINE = 900
"""Octets; RFC 5321 (4.5.3.1.6) allows 1,000."""


def written(
    message: OutboxMessage, settings: MailSettings, site: str, read: Callable[[StoredFile], bytes]
) -> EmailMessage:
    """Return the message as it is sent; `read` returns the bytes of an attached file.

    Raises ValueError for a header that cannot be, and OSError for a file that cannot be read.
    """
    letter = EmailMessage(policy=SMTP)
    letter["From"] = _address(settings.from_address, settings.from_name or site)
    letter["To"] = _address(message.to_address, message.to_name)
    if message.reply_to:
        letter["Reply-To"] = _address(message.reply_to, "")
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(utc_now())
    letter["Message-ID"] = message.message_id
    for name, value in sorted(message.headers.items()):
        letter[name] = value
    text = text_to_send(message)
    letter.set_content(text, cte=_encoding(text))
    if message.body_html:
        letter.add_alternative(message.body_html, subtype="html", cte=_encoding(message.body_html))
    for attached in message.attachments:
        main, _, sub = attached.file.media_type.partition("/")
        letter.add_attachment(read(attached.file), maintype=main, subtype=sub, filename=attached.name)
    return letter


def _address(address: str, name: str) -> Address:
    return Address(display_name=name, addr_spec=address)


def _encoding(text: str) -> str:
    """Return how text travels: as it is where every server can carry it, else quoted-printable."""
    fits = text.isascii() and all(len(line) <= LONGEST_LINE for line in text.splitlines())
    return "7bit" if fits else "quoted-printable"
