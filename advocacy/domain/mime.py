"""A message as it travels (RFC 5322, MIME), taken apart within bounds: strangers write it, and may write anything.

Python's parser looks at each line once for every shell around it, and at some headers once for every sign in them.
So what is there is counted while the parser makes it, not guessed from the bytes, which can be written in many ways;
headers are cut before anybody asks what they say; and text is read in charsets alone that take one walk.
"""

import email
import re
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

MOST_IN_HEADERS = 128 * 1024
"""Bytes of all headers of a message together; mail of large senders has some twenty thousand."""
MOST_IN_A_HEADER = 4_000
"""Signs of one header that are read."""
MOST_OF_A_KIND = 1_000
"""Signs that are read of a header that says what a part is: every part has some, and they are read in many walks."""
MOST_WORK = 5_000_000
"""Lines, times the shells that may be around them: 40 MB of attachments in a few shells are half of it."""
MOST_PARTS = 500
"""Parts of a message, with those inside of others."""
MOST_SHELLS = 50
"""Parts that one part lies in: the parser calls itself for each."""

_CHARSETS = (
    "ascii us-ascii latin-1 latin1 utf-8 utf8 utf-16 utf-16le utf-16be macintosh mac-roman koi8-r koi8-u "
    "gb2312 gbk gb18030 big5 euc-jp euc-kr shift-jis iso-2022-jp iso-2022-kr ks-c-5601-1987 tis-620"
)
CHARSETS = frozenset(_CHARSETS.split())
_FAMILIES = re.compile(r"(?:iso-?8859-?|windows-?|cp)\d{1,4}")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")


def charset_of(declared: str) -> str:
    """Return a declared charset if text may be read in it, else "".

    Python knows many more names; some are no charsets of text, and one (punycode) takes the square of the length.
    """
    name = declared[:40].strip().lower().replace("_", "-")
    return name if name in CHARSETS or _FAMILIES.fullmatch(name) else ""


class _Bounded(EmailPolicy):
    """Python's own policy, which reads no more of a header than we want to pay for."""

    lines = 0
    """Lines of the message that is read."""
    known: dict[tuple[str, str], Any] = {}
    """Headers that were taken apart."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header, the value cut."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[: MOST_OF_A_KIND if name.lower().startswith("content-") else MOST_IN_A_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Return the value of a header, taken apart once, however often it is asked for."""
        if (name, value) not in self.known:
            self.known[name, value] = super().header_fetch_parse(name, value)
        return self.known[name, value]


class _Part(EmailMessage):
    """A message or a part of one, which knows how many are around it and how many the message has by now."""

    depth = 1
    count = 1
    whole: "_Part"

    def __init__(self, policy: Any = None) -> None:
        super().__init__(policy)
        self.whole = self

    def attach(self, payload: Any) -> None:
        """Take in a part that the parser found. Raises ValueError when there are too many, or too many around it."""
        payload.depth, payload.whole = self.depth + 1, self.whole
        self.whole.count += 1
        if self.whole.count > MOST_PARTS:
            raise ValueError("parts")
        if payload.depth > MOST_SHELLS or self.policy.lines * payload.depth > MOST_WORK:  # type: ignore[attr-defined]
            raise ValueError("shells")
        super().attach(payload)

    def get_content_charset(self, failobj: Any = None) -> Any:
        """Return the charset in which the text is read: one of few, whatever is declared."""
        return charset_of(super().get_content_charset("")) or failobj


_POLICY = _Bounded(message_factory=_Part)


def parsed(data: bytes) -> EmailMessage:
    """Return the message. Raises ValueError for what is none, or is too tangled to be taken apart."""
    end = _END_OF_HEADERS.search(data, 0, MOST_IN_HEADERS)
    if end is None and len(data) >= MOST_IN_HEADERS:
        raise ValueError("headers")
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if lines > MOST_WORK:
        raise ValueError("lines")
    of_this_message: Any = {"lines": lines, "known": {}}
    try:
        found: Any = email.message_from_bytes(data, policy=_POLICY.clone(**of_this_message))
    except ValueError:
        raise
    except Exception as error:  # the parser of Python raises many things for headers that no standard allows
        raise ValueError("crooked") from error
    if not isinstance(found, EmailMessage):
        raise ValueError("no message")
    return found


def parts_of(message: EmailMessage) -> list[EmailMessage]:
    """Return the message and what is in it, however deep, in the order in which it stands; few more than allowed."""
    found: list[EmailMessage] = []
    waiting = [message]
    while waiting and len(found) <= MOST_PARTS:
        part = waiting.pop()
        found.append(part)
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting += [each for each in reversed(inner[: MOST_PARTS + 1]) if isinstance(each, EmailMessage)]
    return found
