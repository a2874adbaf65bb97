"""Mail that comes in, read as it travels (RFC 5322, MIME, RFC 3464), however crooked it is."""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from advocacy.domain.inbound import UNREADABLE, Bounce, InboundMail, ids_in
from advocacy.domain.mail import without_addresses
from advocacy.domain.mime import parsed, parts_of
from advocacy.domain.problems import Refused
from advocacy.domain.text import Limits
from advocacy.exchange.clips.mail import body_of, header_of

CAME_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To")
"""Headers that say to which address it came, the last ones written by the server that delivered it."""
MOST_BODY = 100_000
YEARS = range(1970, 2200)
"""Of a date beyond them no zone knows the day."""
MOST_ADDRESSED = 50
"""Headers of one name that are read."""
_ADDRESS = re.compile(r"(?<![^\s<>@,;:\"'()])[^\s<>@,;:\"'()]++@[^\s<>@,;:\"'()]++")
_CROOKED = (ValueError, LookupError, AttributeError, TypeError, RecursionError, Refused)


def read(raw: bytes) -> InboundMail:
    """Return what a message says; one that cannot be read says so in `trouble`. Raises nothing."""
    try:
        message = parsed(raw)
        return _read(message) if message.keys() else InboundMail(trouble=UNREADABLE)
    except Exception:  # the parser of Python raises many things, and no message may keep the others waiting
        return InboundMail(trouble=UNREADABLE)


def _read(message: EmailMessage) -> InboundMail:
    name, address = parseaddr(header_of(message, "From"))
    return InboundMail(
        message_id=ids_in(header_of(message, "Message-ID"))[0] if ids_in(header_of(message, "Message-ID")) else "",
        from_address=_clean(address, 320),
        from_name=_clean(name, Limits.MAX_NAME),
        to=tuple(_addresses(message)),
        references=tuple(ids_in(header_of(message, "In-Reply-To") + " " + header_of(message, "References"))),
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
    """What looks like an address; the parser of such headers is slow, and gives up on crooked ones."""
    wanted = {name.lower() for name in CAME_TO}
    headers = (str(value) for name, value in message.raw_items() if name.lower() in wanted)
    for value in itertools.islice(headers, MOST_ADDRESSED):
        yield from _ADDRESS.findall(value)


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        return moment if moment.year in YEARS else None
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
    words, addresses, is_about_delivery = "", dict[str, bool](), False
    for part in parts_of(message):
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            is_about_delivery = True
            for block in _blocks(part):
                addresses |= dict.fromkeys(_about(block), str(block.get("Action", "")).strip().lower() == "failed")
                words = words or str(block.get("Diagnostic-Code", "") or block.get("Status", ""))
        elif kind == "text/rfc822-headers":
            ids += ids_in(_text(part))
        elif kind == "message/rfc822":
            ids += [each for inner in _blocks(part) for each in ids_in(str(inner.get("Message-ID", "")))]
    if not is_about_delivery:
        return None
    failed = {address for address, has_failed in addresses.items() if has_failed}
    about = frozenset(failed or addresses)
    return Bounce(tuple(dict.fromkeys(ids)), bool(failed), without_addresses(words), about)


def _about(block: Message) -> list[str]:
    """The addresses of one block: as the server knew it, and as it was written to (RFC 3464, 2.3.1 and 2.3.2)."""
    said = (str(block.get(name, "")) for name in ("Final-Recipient", "Original-Recipient"))
    return [found.lower() for each in said for found in _ADDRESS.findall(each.partition(";")[2])]


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return "\n".join(line for line in text.splitlines() if line.lower().startswith("message-id:"))
