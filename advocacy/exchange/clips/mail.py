"""Mail as a file: the plain part, or else the text of the page in it. Attachments are not opened."""

from __future__ import annotations

import email.errors
from datetime import date
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from advocacy.domain.mime import parsed
from advocacy.domain.problems import Refused
from advocacy.exchange.clips import pages
from advocacy.exchange.clips.documents import NOT_MAIL, Document
from advocacy.exchange.clips.plain import text_of

MOST_OF_A_PAGE = 500_000
"""Signs of a page in a mail that are read."""
MOST_BYTES_OF_TEXT = 2_000_000


def read(data: bytes) -> Document:
    """Return the text of a mail with its subject, sender's name and day; raise Refused when it is no mail."""
    try:
        message = parsed(data)
    except (ValueError, RecursionError):
        raise Refused.sentence(NOT_MAIL) from None
    if not message.keys():
        raise Refused.sentence(NOT_MAIL)
    return Document(body_of(message), header_of(message, "Subject"), _sender(message), _day(message))


def body_of(message: EmailMessage) -> str:
    """Return the words of a mail: its plain part, or else the text of the page in it."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_payload(decode=True)
    data = content[:MOST_BYTES_OF_TEXT] if isinstance(content, bytes) else b""
    if part.get_content_type() == "text/html":
        return pages.read(data, MOST_OF_A_PAGE).text
    return text_of(data, part.get_content_charset() or "")


def header_of(message: EmailMessage, name: str) -> str:
    """Return a header in one line; "" where there is none, or one that no standard allows."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, email.errors.MessageError):  # headers that no standard allows
        return ""


def _sender(message: EmailMessage) -> str:
    name, _address = parseaddr(header_of(message, "From"))
    return name


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(header_of(message, "Date")).date()
    except (ValueError, TypeError, OverflowError):
        return None
