"""A real IMAP server (pymap) in a process of its own, on loopback for tests, and what lies in its mailbox."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imap_tools import MailBoxUnencrypted

from advocacy.config import ImapSettings
from advocacy.config.mail import Security

USER, PASSWORD = "replies", "right-password"
PATIENCE = 30


@dataclass(frozen=True)
class MailHouse:
    """A server with one mailbox."""

    port: int

    def settings(self, **changes: Any) -> ImapSettings:
        """Return the settings of an installation that reads this mailbox."""
        values: dict[str, Any] = {
            "host": "127.0.0.1", "port": self.port, "security": Security.NONE, "user": USER, "password": PASSWORD
        }  # fmt: skip
        return ImapSettings(**(values | changes))

    @contextlib.contextmanager
    def opened(self, folder: str = "INBOX") -> Iterator[MailBoxUnencrypted]:
        """Sign in as a mail program does."""
        box = MailBoxUnencrypted("127.0.0.1", self.port, timeout=PATIENCE)
        box.login(USER, PASSWORD, initial_folder=folder)
        try:
            yield box
        finally:
            box.logout()

    def deliver(self, *messages: bytes) -> None:
        """Put messages into the mailbox, unread."""
        with self.opened() as box:
            for raw in messages:
                box.append(raw, "INBOX")

    def lying_in(self, folder: str = "INBOX", criteria: str = "ALL") -> int:
        """How many messages lie in a folder, or how many of a kind."""
        with self.opened(folder) as box:
            return len(box.uids(criteria))


@contextlib.contextmanager
def serving(certificate: Path | None = None) -> Iterator[MailHouse]:
    """Run a server on a free port until the block ends; with a certificate (and its key) it offers STARTTLS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    protection = ["--cert", str(certificate), "--key", str(certificate)] if certificate else ["--no-tls"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port", str(port),
         *protection, "dict", "--demo-user", USER, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, process)
        yield MailHouse(port)
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the IMAP server did not start")
