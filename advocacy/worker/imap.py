"""One way into the mailbox (IMAP4rev1, RFC 3501): what is new, message by message, and putting each away.

Nothing is ever deleted here. Numbers of messages (UIDs) are used within one selection of the folder and never kept,
so it does not matter when a server gives out new ones (UIDVALIDITY).
"""

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from advocacy.config import ImapSettings
from advocacy.config.mail import Security
from advocacy.domain.words import N_

SECONDS = 30
"""How long the server may take for one answer."""
MOST_OF_HEADERS = 16_000

NOT_REACHED = N_("The server of the mailbox cannot be reached.")
NOT_SIGNED_IN = N_("The server of the mailbox refuses the name or the password.")
NO_TLS = N_("The server of the mailbox cannot protect the connection (STARTTLS), so nothing was read.")
BAD_CERTIFICATE = N_("The certificate of the mailbox’s server cannot be trusted.")
NO_FOLDER = N_("The mailbox has no such folder, or it cannot be changed.")
LOST = N_("The server of the mailbox stopped answering.")

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxTrouble(Exception):
    """The mailbox cannot be read now; no message is to blame. The text is a message id."""


class Mailbox:
    """The mailbox as the worker reads it. Use it as a context: it says goodbye at the end."""

    def __init__(self, settings: ImapSettings) -> None:
        """Remember where it is; nothing is opened yet."""
        self.settings = settings
        self.box: Any = None
        self.moves = False

    def __enter__(self) -> Self:
        """Sign in and open the folder. Raises MailboxTrouble."""
        try:
            with _trouble(NOT_REACHED):
                self.box = self._connected()
            self._protect()
            self._sign_in()
            with _trouble(NO_FOLDER):
                self.box.folder.set(self.settings.folder)
                self.moves = bool(self.settings.processed) and "MOVE" in self._capabilities()
                if self.moves and not self.box.folder.exists(self.settings.processed):
                    self.box.folder.create(self.settings.processed)
        except BaseException:
            self._hang_up()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Say goodbye."""
        self._hang_up()

    def _connected(self) -> Any:
        from imap_tools import MailBox, MailBoxUnencrypted

        where = (self.settings.host, self.settings.port)
        if self.settings.security is Security.TLS:
            return MailBox(*where, timeout=SECONDS, ssl_context=ssl.create_default_context())
        return MailBoxUnencrypted(*where, timeout=SECONDS)

    def _protect(self) -> None:
        """Change to TLS before anything is said. On an open connection of ours, so that it is closed if that fails."""
        if self.settings.security is Security.STARTTLS:
            with _trouble(NO_TLS):
                self.box.client.starttls(ssl.create_default_context())

    def _sign_in(self) -> None:
        user, password = self.settings.user, self.settings.password
        with _trouble(NOT_SIGNED_IN):
            if (user + password).isascii():
                self.box.login(user, password, initial_folder=None)
            else:
                self.box.login_utf8(user, password, initial_folder=None)

    def _capabilities(self) -> set[str]:
        """What the server can do; many say it all only to who has signed in."""
        _answer, lines = self.box.client.capability()
        return set(b" ".join(lines).decode("ascii", "replace").upper().split())

    def new(self) -> list[str]:
        """Return the numbers of what is to be taken in: all that lies here where it is moved away, else the unread."""
        with _trouble(LOST):
            return list(self.box.uids("ALL" if self.moves else "UNSEEN", charset=None))

    def size_of(self, number: str) -> int | None:
        """Return how many bytes a message has; None when it is gone."""
        said = _SIZE.search(b" ".join(_flat(self._fetched(number, "(RFC822.SIZE)"))))
        return int(said.group(1)) if said else None

    def message(self, number: str) -> bytes | None:
        """Return a whole message; None when it is gone. It is not marked as read by that."""
        return _literal(self._fetched(number, "(BODY.PEEK[])"))

    def headers(self, number: str) -> bytes:
        """Return the first headers of a message, for one that is too large to be read."""
        return _literal(self._fetched(number, f"(BODY.PEEK[HEADER]<0.{MOST_OF_HEADERS}>)")) or b""

    def _fetched(self, number: str, what: str) -> list[Any]:
        with _trouble(LOST):
            answer, data = self.box.client.uid("FETCH", number, what)
            if answer != "OK":
                raise MailboxTrouble(LOST)
            return list(data)

    def put_away(self, number: str) -> None:
        """Move a message into the other folder, or mark it as read where there is none."""
        from imap_tools.utils import encode_folder

        with _trouble(LOST):
            if self.moves:
                answer, _data = self.box.client.uid("MOVE", number, encode_folder(self.settings.processed))
            else:
                answer, _data = self.box.client.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
            if answer != "OK":
                raise MailboxTrouble(LOST)

    def _hang_up(self) -> None:
        box, self.box = self.box, None
        if box is not None:
            with contextlib.suppress(Exception):  # it listens no more
                box.client.logout()
            with contextlib.suppress(Exception):
                box.client.shutdown()


@contextlib.contextmanager
def _trouble(words: str) -> Iterator[None]:
    """Say in our words what the server or the network made impossible; theirs may hold anything."""
    from imap_tools.errors import ImapToolsError

    try:
        yield
    except ssl.SSLCertVerificationError:
        raise MailboxTrouble(BAD_CERTIFICATE) from None
    except TimeoutError:
        raise MailboxTrouble(LOST if words == LOST else NOT_REACHED) from None
    except (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError):
        raise MailboxTrouble(words) from None


def _flat(data: list[Any]) -> Iterator[bytes]:
    for each in data:
        yield from each if isinstance(each, tuple) else [each] if isinstance(each, bytes) else []


def _literal(data: list[Any]) -> bytes | None:
    return next((each[1] for each in data if isinstance(each, tuple) and len(each) > 1), None)
