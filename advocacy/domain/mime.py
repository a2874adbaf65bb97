"""A message as it travels (RFC 5322, MIME), taken apart within bounds: strangers write it, and may write anything.

Python's parser looks at each line once for every shell around it, and at some headers once for every sign in them.
So what costs too much is refused before it is parsed, and headers are cut before anybody asks what they say.
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
MOST_WORK = 5_000_000
"""Lines, times the shells that may be around them: 40 MB of attachments in a few shells are half of it."""
MOST_PARTS = 500
"""Parts of a message, with those inside of others."""
MOST_DASHES = 5_000
"""Lines that may part one part from the next: making a part costs more than anything else."""

_SHELLS = re.compile(rb"^content-type:[ \t\r\n]{0,8}(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")


class _Bounded(EmailPolicy):
    """Python's own policy, which reads no more of a header than we want to pay for."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return name and value of a header, the value cut."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MOST_IN_A_HEADER]


_POLICY = _Bounded()


def parsed(data: bytes) -> EmailMessage:
    """Return the message. Raises ValueError for what is none, or is too tangled to be taken apart."""
    end = _END_OF_HEADERS.search(data, 0, MOST_IN_HEADERS)
    if end is None and len(data) >= MOST_IN_HEADERS:
        raise ValueError("headers")
    if data.count(b"\n--") > MOST_DASHES:
        raise ValueError("dashes")
    if data.count(b"\n") * (1 + len(_SHELLS.findall(data))) > MOST_WORK:
        raise ValueError("shells")
    found: Any = email.message_from_bytes(data, policy=_POLICY)
    if not isinstance(found, EmailMessage) or len(parts_of(found)) > MOST_PARTS:
        raise ValueError("parts")
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
