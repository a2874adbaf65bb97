"""Plain text, tables as text, calendars and e-mails: what they must look like."""

import re

from advocacy.domain.mime import parsed

_ENCODINGS = ("utf-8-sig", "cp1252")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*(<\?xml|<!doctype|<!--|<html|<head|<body|<svg|<script|#!|%PDF|%!PS|{\\rtf)", re.IGNORECASE)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?")
_ADDRESSED = ("from", "sender", "return-path", "received")


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
    found = parsed(data)
    if not any(found[name] for name in _ADDRESSED):
        raise ValueError
    return data
