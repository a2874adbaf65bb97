"""Mail that comes in, read as it travels (RFC 5322, MIME, RFC 3464), however crooked it is."""

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from advocacy.domain.inbound import UNREADABLE, Bounce, InboundMail
from advocacy.domain.mail import without_addresses
from advocacy.domain.problems import Refused
from advocacy.domain.text import Limits
from advocacy.exchange.clips.mail import body_of, header_of

CAME_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To")
"""Headers that say to which address it came, the last ones written by the server that delivered it."""
MOST_BODY = 100_000
_MESSAGE_ID = re.compile(r"<[^<>\s]{3,900}>")
_CROOKED = (ValueError, LookupError, AttributeError, TypeError, RecursionError, Refused)


def read(raw: bytes) -> InboundMail:
    """Return what a message says; one that cannot be read says so in `trouble`. Raises nothing."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            return InboundMail(trouble=UNREADABLE)
        return _read(message)
    except _CROOKED:
        return InboundMail(trouble=UNREADABLE)


def _read(message: EmailMessage) -> InboundMail:
    name, address = parseaddr(header_of(message, "From"))
    return InboundMail(
        message_id=_ids(header_of(message, "Message-ID"))[0] if _ids(header_of(message, "Message-ID")) else "",
        from_address=_clean(address, 320),
        from_name=_clean(name, Limits.MAX_NAME),
        to=tuple(_addresses(message)),
        references=tuple(_ids(header_of(message, "In-Reply-To") + " " + header_of(message, "References"))),
        subject=_clean(header_of(message, "Subject"), Limits.MAX_SHORT),
        body=_body(message)[:MOST_BODY],
        sent_at=_moment(header_of(message, "Date")),
        is_automatic=_is_automatic(message),
        bounce=_bounce(message),
    )


def _clean(text: str, most: int) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:most]


def _body(message: EmailMessage) -> str:
    try:
        return body_of(message).replace("\0", "")
    except _CROOKED:
        return ""


def _addresses(message: EmailMessage) -> Iterator[str]:
    for name in CAME_TO:
        values = [str(value) for value in message.get_all(name, [])]
        yield from (address for _name, address in getaddresses(values) if address)


def _ids(text: str) -> list[str]:
    return list(dict.fromkeys(_MESSAGE_ID.findall(text)))[:50]


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _is_automatic(message: EmailMessage) -> bool:
    said = header_of(message, "Auto-Submitted").lower()
    if said and not said.startswith("no"):
        return True
    return any(message.get(name) is not None for name in ("X-Autoreply", "X-Autorespond")) or (
        header_of(message, "Precedence").lower() == "auto_reply"
    )


def _bounce(message: EmailMessage) -> Bounce | None:
    if message.get_content_type() != "multipart/report":
        return None
    ids: list[str] = []
    words, has_failed, is_about_delivery = "", False, False
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            is_about_delivery = True
            for block in _blocks(part):
                has_failed = has_failed or str(block.get("Action", "")).strip().lower() == "failed"
                words = words or str(block.get("Diagnostic-Code", "") or block.get("Status", ""))
        elif kind == "text/rfc822-headers":
            ids += _ids(_text(part))
        elif kind == "message/rfc822":
            ids += [each for inner in _blocks(part) for each in _ids(str(inner.get("Message-ID", "")))]
    if not is_about_delivery:
        return None
    return Bounce(tuple(dict.fromkeys(ids)), has_failed, without_addresses(words))


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return "\n".join(line for line in text.splitlines() if line.lower().startswith("message-id:"))
