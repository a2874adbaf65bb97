"""The words of an e-mail, wherever they stand in it: to find what is never stored.

Headers, names of files, every text, and documents that hang on it, as far as they can be read. What cannot be read
(pictures, recordings, archives, what is encrypted) is only ever downloaded.
"""

import html
import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from advocacy.domain.files import ending_of
from advocacy.domain.mime import parsed, parts_of
from advocacy.services.files import documents

_HEADERS = ("subject", "from", "sender", "reply-to", "to", "cc", "comments", "keywords", "organization")
_MOST_DOCUMENTS = 10
_MOST_SECONDS = 15.0
"""After so long no further document of a message is opened."""
_DOCUMENTS: dict[str, Callable[[bytes], str]] = {
    "pdf": documents.words_of_pdf,
    "docx": documents.words_of_archive,
    "xlsx": documents.words_of_archive,
    "odt": documents.words_of_archive,
    "ods": documents.words_of_archive,
}
_KINDS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_TEXT_ENDINGS = frozenset({"txt", "csv", "tsv", "md", "html", "htm", "xml", "json", "rtf", "ics", "vcf", "log"})
_TEXT_TYPES = re.compile(r"text/.*|application/(json|xml|rtf|.*\+xml|.*\+json)")
_INSIDE_A_WORD = re.compile(
    r"</?(?:a|b|em|font|i|span|strong|sub|sup|u|wbr)\b[^<>]{0,2000}>|<!--[^<>]{0,2000}-->", re.I
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def words_of_message(data: bytes) -> str:
    """Return the words of an e-mail. Raises ValueError when it cannot be taken apart."""
    message = parsed(data)
    return "\n".join([*_headers(message), *_parts(message)])


def _headers(message: EmailMessage) -> Iterator[str]:
    for name, value in message.raw_items():
        if name.lower() in _HEADERS:
            yield _decoded_header(message, name, str(value))


def _decoded_header(message: EmailMessage, name: str, raw: str) -> str:
    """Return a header as people see it, and as it travels where nobody can read it."""
    try:
        return str(message.policy.header_fetch_parse(name, raw))
    except Exception:  # a header may be crooked in any way
        return raw


def _parts(message: EmailMessage) -> Iterator[str]:
    opened, until = 0, time.monotonic() + _MOST_SECONDS
    for part in parts_of(message):
        name = _name_of(part)
        yield name
        if _TEXT_TYPES.fullmatch(part.get_content_type()) or ending_of(name) in _TEXT_ENDINGS:
            yield _text_of(part)
        elif part.get_content_type() == "message/rfc822" or part.is_multipart():
            continue
        elif opened < _MOST_DOCUMENTS and time.monotonic() < until:
            opened += 1
            yield _document_of(part, name)


def _name_of(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # the parser of such headers raises many things
        return ""


def _bytes_of(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text_of(part: EmailMessage) -> str:
    payload = _bytes_of(part)
    try:
        text = payload.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):  # a charset that nobody knows
        text = payload.decode("latin-1")
    text = text.translate(_UNSEEN)
    if "<" not in text and "&" not in text:
        return text
    shown = html.unescape(_TAG.sub(" ", _INSIDE_A_WORD.sub("", text))).translate(_UNSEEN)
    return f"{text}\n{shown}"


def _document_of(part: EmailMessage, name: str) -> str:
    kind = _KINDS.get(part.get_content_type(), ending_of(name))
    if kind not in _DOCUMENTS:
        return ""
    try:
        return _DOCUMENTS[kind](_bytes_of(part))
    except Exception:  # it is no such document, or a damaged one
        return ""
