"""Plain text in whatever encoding it comes."""

from __future__ import annotations

from advocacy.domain.mime import charset_of
from advocacy.domain.problems import Refused
from advocacy.exchange.clips.documents import NOT_TEXT, Document

_NO_TEXT = "\0\x01\x02\x03\x04\x05\x06\x0e\x0f\x10"
"""Signs that no text holds: the bytes are a program's, or another encoding's."""
_UNSEEN = {ord(sign): None for sign in "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(data: bytes) -> Document:
    """Return the text of a file; raise Refused when it is no text."""
    return Document(text_of(data))


def text_of(data: bytes, declared: str = "") -> str:
    """Return the characters of some bytes: as marked, as declared, as UTF-8, or as Windows wrote English and Spanish.

    What is declared counts only if it is a charset of text (`domain/mime.py`).
    The last is what browsers do, too (WHATWG Encoding Standard: windows-1252). Bytes that are no text raise Refused.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    for encoding in (marked, charset_of(declared), "utf-8", "cp1252"):
        text = _decoded(data, encoding)
        if text is not None:
            return _clean(text)
    raise Refused.sentence(NOT_TEXT)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding) if encoding else None
    except (LookupError, ValueError):
        return None
    return None if text is None or any(sign in text for sign in _NO_TEXT) else text


def _clean(text: str) -> str:
    """Return the text with plain line ends and without characters that cannot be stored or seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    return lines.translate(_UNSEEN).replace("``", "“").replace("''", "”")
