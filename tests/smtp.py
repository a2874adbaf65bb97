"""A real SMTP server (aiosmtpd) on loopback for tests: it keeps what it takes and refuses what it is told to."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from advocacy.config.mail import MailSettings, Security


@dataclass
class PostOffice:
    """What the server took, and how it answers. The functions run in the server's own thread."""

    port: int = 0
    keeping: bool = True
    """Whether it keeps what it took."""
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: set[Any] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    """What RCPT is answered for an address, instead of taking it."""
    sender_answer: str = ""
    """What MAIL is answered, instead of taking it."""
    before_taking: Callable[[str], str] = lambda _to: ""
    """Called with the recipient in a thread of its own, before the text is taken; returns another answer or ""."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def settings(self, **changes: Any) -> MailSettings:
        """Return the settings of an installation that sends through this server."""
        values = {"security": Security.NONE, "from_address": "cabildo@example.org"} | changes
        return MailSettings(host="127.0.0.1", port=self.port, **values)

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a sender."""
        if not self.sender_answer:
            envelope.mail_from = address
        return self.sender_answer or "250 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a message."""
        with self.lock:
            self.connections.add(session.peer)
        answer = await asyncio.get_running_loop().run_in_executor(None, self.before_taking, envelope.rcpt_tos[0])
        if answer:
            return answer
        if not self.keeping:
            return "250 OK"
        content = envelope.content
        assert isinstance(content, bytes)
        with self.lock:
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
            self.recipients.extend(envelope.rcpt_tos)
        return "250 OK"


class _OnAFreePort(Controller):  # type: ignore[misc]
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def serving(*, keeping: bool = True, tls: ssl.SSLContext | None = None, password: str = "") -> Iterator[PostOffice]:
    """Run a server on a free port until the block ends; with a context it offers STARTTLS and asks for it."""
    office = PostOffice(keeping=keeping)
    options: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if password:
        options |= {"authenticator": _only(password), "auth_required": True}
    controller = _OnAFreePort(office, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        office.port = controller.port
        yield office
    finally:
        controller.stop()


def _only(password: str) -> Callable[..., Any]:
    from aiosmtpd.smtp import AuthResult

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
        return AuthResult(success=data.password == password.encode(), handled=False)

    return check
