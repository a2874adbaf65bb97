"""Plain text, tables as text, calendars and e-mails: what they must look like, and their words."""

import email
import email.policy
import re
from email.message import EmailMessage

_ENCODINGS = ("utf-8-sig", "cp1252")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*(<\?xml|<!doctype|<!--|<html|<head|<body|<svg|<script|#!|%PDF|%!PS|{\\rtf)", re.IGNORECASE)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?")
_ADDRESSED = ("from", "sender", "return-path", "received")
_MOST_PARTS = 200
_TAGS = re.compile(r"<[^<>]{0,2000}>")


def decoded(data: bytes) -> str:
    """Return the text of bytes; raise ValueError when they are no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError


def plain(data: bytes) -> bytes:
    """Take text without control signs that does not begin like a page or a program."""
    text = decoded(data)
    if _CONTROLS.search(text) or _MARKUP.match(text):
        raise ValueError
    return data


def calendar(data: bytes) -> bytes:
    """Take an iCalendar file (RFC 5545)."""
    text = decoded(plain(data)).strip().upper()
    if not (text.startswith("BEGIN:VCALENDAR") and text.endswith("END:VCALENDAR")):
        raise ValueError
    return data


def message(data: bytes) -> bytes:
    """Take an e-mail as it travels (RFC 5322): it begins with headers, one of which says from whom."""
    if not _HEADER.match(data) and not data.startswith(b"From "):
        raise ValueError
    found = _parsed(data)
    if not any(found[name] for name in _ADDRESSED):
        raise ValueError
    return data


def words_of_message(data: bytes) -> str:
    """Return subject and text of an e-mail; what is attached to it is not read."""
    found = _parsed(data)
    words = [str(found["subject"] or "")]
    for number, part in enumerate(found.walk()):
        if number >= _MOST_PARTS:
            break
        if part.get_content_maintype() == "text" and isinstance(part, EmailMessage):
            words.append(_words_of_part(part))
    return "\n".join(words)


def _parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(found, EmailMessage):
        raise ValueError
    return found


def _words_of_part(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        text = payload.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, UnicodeError):  # a charset that nobody knows, or that is none for text
        text = payload.decode("latin-1")
    return _TAGS.sub(" ", text) if part.get_content_subtype() == "html" else text
