"""A message that came in, read and looked through: a large one by a process of its own, bounded in time and memory.

Forty megabytes of crooked pages take half a minute and most of a gigabyte. On a small host the kernel would end the
worker for that, again and again, since the message is still the first one when it comes back. So a child reads it
(`python -m advocacy.worker.reading HOST`, the message on its standard input, JSON on its standard output); what it
cannot read in time waits in the holding pen by its headers.
"""

import hashlib
import json
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any

from advocacy.domain.inbound import UNREADABLE, Bounce, InboundMail
from advocacy.domain.mime import MOST_IN_HEADERS
from advocacy.exchange import inbound
from advocacy.services.inbox import Arrived, looked_through

LARGE = 1_000_000
"""Bytes from which on a child reads: it takes a second or two to begin."""
MOST_SECONDS = 90
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of the child."""


def read(raw: bytes, host: str) -> Arrived:
    """Return a message, read and looked through. `host`: where this installation answers.

    Raises OSError when no child can be made just now: then the message has to wait.
    """
    if len(raw) < LARGE:
        return looked_through(inbound.read(raw), raw, host)
    command = [sys.executable, "-m", "advocacy.worker.reading", host]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=MOST_SECONDS, check=True)  # noqa: S603 (this file)
        return _told(json.loads(done.stdout), raw)
    except (subprocess.SubprocessError, ValueError):
        return _tangled(raw)


def headers_of(data: bytes) -> InboundMail:
    """Return what the headers of a message say, which may be too large to be read; `data` begins it."""
    head = data[: MOST_IN_HEADERS - 100].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return inbound.read(head + b"\n\n")


def _tangled(raw: bytes) -> Arrived:
    headers = headers_of(raw)
    mail = InboundMail(trouble=UNREADABLE, to=headers.to, references=headers.references)
    return Arrived(mail, raw, hashlib.sha256(raw).hexdigest(), is_unseen=True)


def _telling(arrived: Arrived) -> dict[str, Any]:
    mail = asdict(arrived.mail)
    mail["sent_at"] = arrived.mail.sent_at.isoformat() if arrived.mail.sent_at is not None else ""
    if arrived.mail.bounce is not None:
        mail["bounce"]["addresses"] = sorted(arrived.mail.bounce.addresses)
    found = {"is_forbidden": arrived.is_forbidden, "is_unseen": arrived.is_unseen, "secrets": arrived.secrets}
    return {"mail": mail, "digest": arrived.digest, "found": found}


def _told(told: dict[str, Any], raw: bytes) -> Arrived:
    mail, found, bounce = told["mail"], told["found"], told["mail"].pop("bounce")
    sent_at = datetime.fromisoformat(mail["sent_at"]) if mail["sent_at"] else None
    if bounce is not None:
        ids, addresses = tuple(bounce["message_ids"]), frozenset(bounce["addresses"])
        bounce = Bounce(ids, bounce["has_failed"], bounce["words"], addresses)
    lists = {"to": tuple(mail["to"]), "references": tuple(mail["references"])}
    known = InboundMail(**(mail | lists | {"sent_at": sent_at, "bounce": bounce}))
    return Arrived(known, raw, told["digest"], **(found | {"secrets": tuple(found["secrets"])}))


def _limit_self() -> None:
    try:
        import resource
    except ImportError:  # not on Unix: the parent's clock is the only limit there
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_self()
    given = sys.stdin.buffer.read()
    json.dump(_telling(looked_through(inbound.read(given), given, sys.argv[1])), sys.stdout)
