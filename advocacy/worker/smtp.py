"""One way to the mail server: opened when it is needed, used for many messages, and what its answers mean."""

import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from advocacy.config import MailSettings
from advocacy.config.mail import Security
from advocacy.domain.mail import Outcome, Verdict, without_addresses
from advocacy.domain.words import N_

SECONDS = 30
"""How long the server may take for one answer."""
MOST_ON_ONE_CONNECTION = 100
"""Servers close a connection after a number of messages; 100 is the least that common ones allow."""
SHUTTING_DOWN = 421  # RFC 5321, 3.8
TOO_LARGE = 552  # RFC 1870, 6.1: the one refusal of a sender that is about the message

NOT_REACHED = N_("The mail server cannot be reached.")
NOT_SIGNED_IN = N_("The mail server refuses the name or the password.")
NO_TLS = N_("The mail server cannot protect the connection (STARTTLS), so nothing was sent.")
BAD_CERTIFICATE = N_("The mail server’s certificate cannot be trusted.")
LOST = N_("The mail server stopped answering.")
NO_SUCH_ADDRESSES = N_("The mail server cannot write to an address with such letters.")


class ServerTrouble(Exception):
    """The server takes no mail at all now; no message is to blame. The text is a message id or the server's words."""


class MailServer:
    """The server as the worker speaks to it. Use it as a context: it says goodbye at the end."""

    def __init__(self, settings: MailSettings, our_name: str) -> None:
        """Remember where it is; nothing is opened yet. `our_name` is how this machine greets it."""
        self.settings, self.our_name = settings, our_name
        self.connection: smtplib.SMTP | None = None
        self.sent_here = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Say goodbye."""
        self.hang_up()

    def send(self, message: EmailMessage, sender: str, to: str) -> Outcome:
        """Hand one message over. Raises ServerTrouble when the server takes no mail at all."""
        connection = self._at_the_server()
        self.sent_here += 1
        try:
            connection.send_message(message, sender, [to])
        except smtplib.SMTPNotSupportedError:
            return Outcome(Verdict.NEVER, NO_SUCH_ADDRESSES)
        except smtplib.SMTPRecipientsRefused as refused:
            return self._refused(*refused.recipients[to])
        except smtplib.SMTPSenderRefused as refused:
            if refused.smtp_code != TOO_LARGE:
                raise ServerTrouble(self._words(refused.smtp_code, refused.smtp_error)) from None
            return self._refused(refused.smtp_code, refused.smtp_error)
        except smtplib.SMTPResponseException as refused:
            return self._refused(refused.smtp_code, refused.smtp_error)
        except (smtplib.SMTPException, OSError):
            self.hang_up()
            return Outcome(Verdict.LATER, LOST)
        return Outcome(Verdict.SENT)

    def _refused(self, code: int, words: bytes | str) -> Outcome:
        if code == SHUTTING_DOWN:
            raise ServerTrouble(self._words(code, words))
        return Outcome(Verdict.NEVER if code >= 500 else Verdict.LATER, self._words(code, words))

    def _words(self, code: int, words: bytes | str) -> str:
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return without_addresses(f"{code} {text}")

    def _at_the_server(self) -> smtplib.SMTP:
        """Return a connection that answers: the open one, or a new one after many messages or a silence."""
        if self.connection is not None and (self.sent_here >= MOST_ON_ONE_CONNECTION or not self._answers()):
            self.hang_up()
        if self.connection is None:
            self.connection, self.sent_here = self._opened(), 0
        return self.connection

    def _answers(self) -> bool:
        try:
            return self.connection is not None and self.connection.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _opened(self) -> smtplib.SMTP:
        try:
            connection = self._connected()
        except ssl.SSLCertVerificationError:
            raise ServerTrouble(BAD_CERTIFICATE) from None
        except (smtplib.SMTPException, OSError):
            raise ServerTrouble(NOT_REACHED) from None
        try:
            self._introduce(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connected(self) -> smtplib.SMTP:
        settings = self.settings
        if settings.security is Security.TLS:
            return smtplib.SMTP_SSL(
                settings.host, settings.port, self.our_name, timeout=SECONDS, context=ssl.create_default_context()
            )
        return smtplib.SMTP(settings.host, settings.port, self.our_name, timeout=SECONDS)

    def _introduce(self, connection: smtplib.SMTP) -> None:
        try:
            if self.settings.security is Security.STARTTLS:
                connection.starttls(context=ssl.create_default_context())
            if self.settings.user:
                connection.login(self.settings.user, self.settings.password)
        except ssl.SSLCertVerificationError:
            raise ServerTrouble(BAD_CERTIFICATE) from None
        except smtplib.SMTPAuthenticationError:
            raise ServerTrouble(NOT_SIGNED_IN) from None
        except smtplib.SMTPNotSupportedError:
            is_bare = self.settings.security is Security.STARTTLS and not connection.has_extn("auth")
            raise ServerTrouble(NO_TLS if is_bare else NOT_SIGNED_IN) from None
        except (smtplib.SMTPException, OSError):
            raise ServerTrouble(NOT_REACHED) from None

    def hang_up(self) -> None:
        """Say goodbye, if the server still listens."""
        connection, self.connection = self.connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()
