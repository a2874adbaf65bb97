"""Mail that goes out through the outbox, and mail that comes in from a mailbox or a folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from advocacy.domain.problems import Problem
from advocacy.domain.text import Limits
from advocacy.domain.users import NOT_AN_EMAIL, Language, is_email
from advocacy.domain.words import N_, Word


class MailKind(Word):
    """What a message of ours is."""

    LETTER = "letter", N_("A letter to its recipient")
    SIGN_ON_INVITATION = "sign_on_invitation", N_("An invitation to sign")
    SIGN_ON_REMINDER = "sign_on_reminder", N_("A reminder to sign")
    SIGN_ON_AGAIN = "sign_on_again", N_("A request to confirm a signature under a changed text")
    ACCOUNT_LINK = "account_link", N_("An invitation or a link for a new password")
    DIGEST = "digest", N_("A digest")
    TASK_REMINDER = "task_reminder", N_("A reminder of tasks")
    EVENT_REMINDER = "event_reminder", N_("A reminder of an event")
    EVENT_CHANGED = "event_changed", N_("An event was moved or cancelled")
    TEST = "test", N_("A test message")


class MailStatus(Word):
    """Where a message of ours stands."""

    QUEUED = "queued", N_("Queued")
    SENDING = "sending", N_("Being sent")
    SENT = "sent", N_("Sent")
    DEAD = "dead", N_("Given up")
    CANCELLED = "cancelled", N_("Cancelled")
    BOUNCED = "bounced", N_("Came back")


class InboundStatus(Word):
    """What became of a message that came in."""

    WAITING = "waiting", N_("In the holding pen")
    GUARDED = "guarded", N_("Held: it seems to hold what is never stored")
    MATCHED = "matched", N_("Logged as a reply")
    BOUNCE = "bounce", N_("A bounce")
    DISCARDED = "discarded", N_("Discarded")


IN_HOLDING_PEN = (InboundStatus.WAITING, InboundStatus.GUARDED)


class DigestRhythm(Word):
    """How often somebody gets the digest."""

    NEVER = "never", N_("Never")
    DAILY = "daily", N_("Every day")
    WEEKLY = "weekly", N_("Every Monday")


class NoticeKind(Word):
    """Why the bell rings."""

    TASK_GIVEN = "task_given", N_("A task was given to you")
    TASK_DUE = "task_due", N_("A task is due")
    REPLY_ARRIVED = "reply_arrived", N_("A reply arrived")
    COMMENT_WRITTEN = "comment_written", N_("Somebody commented")
    REVIEW_ASKED = "review_asked", N_("A letter waits for review")
    REVIEW_ANSWERED = "review_answered", N_("A letter was reviewed")
    SIGNATURE_CAME = "signature_came", N_("Somebody signed")
    EVENT_CHANGED = "event_changed", N_("An event was moved or cancelled")
    MAIL_WAITS = "mail_waits", N_("Mail waits in the holding pen")
    MAIL_FAILED = "mail_failed", N_("A message could not be sent")


WRITTEN_BY_PEOPLE = frozenset({MailKind.LETTER})
"""What a person wrote and sent. All other mail says of itself that a program made it (RFC 3834)."""

EMPTY_MAIL = N_("A message needs a subject and a text.")
_ENDS_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


LINK_TOKEN = "the-link-is-made-when-this-goes-out"  # noqa: S105 (stands for one)
"""Stands in the text of mail that waits, where the secret of its reader's link belongs: that is put in when it goes."""


def in_one_line(text: str) -> str:
    """Return the text without signs that end a line or command a machine: for headers of mail."""
    return " ".join(_ENDS_A_LINE.sub(" ", text).split())


def shortened(text: str, most: int) -> str:
    """Return the text, cut at a word with an ellipsis where it has more than `most` signs."""
    if len(text) <= most:
        return text
    head = text[: most - 1].rsplit(" ", 1)[0] if " " in text[: most - 1] else text[: most - 1]
    return head + "…"


@dataclass(frozen=True)
class Mail:
    """A message to one address, as a service writes it."""

    kind: MailKind
    unique_key: str
    """What it is for, once and for all: "digest:<user ref>:2026-11-22"."""
    to_address: str
    subject: str
    body: str
    """Plain text; lines may be as long as they like."""
    to_name: str = ""
    body_html: str = ""
    """The same in HTML, or nothing."""
    reply_to: str = ""
    language: Language = Language.EN
    """The language of subject and body."""
    in_reply_to: str = ""
    """The Message-ID of a message that this one follows, with its angle brackets."""
    unsubscribe_url: str = ""
    """A whole https address that ends this kind of mail. GET shows a page with a button; the body
    `List-Unsubscribe=One-Click` in a POST, without cookies or sign-in, ends it at once (RFC 8058)."""

    def subject_in_one_line(self) -> str:
        """Return the subject as the header holds it."""
        return shortened(in_one_line(self.subject), Limits.MAX_TITLE)

    def to_name_in_one_line(self) -> str:
        """Return the recipient's name as the header holds it."""
        return shortened(in_one_line(self.to_name), Limits.MAX_NAME)

    def headers(self) -> dict[str, str]:
        """Return the further headers that go with the message."""
        headers = {"Content-Language": self.language.value}
        if self.kind not in WRITTEN_BY_PEOPLE:
            headers["Auto-Submitted"] = "auto-generated"
        if self.in_reply_to:
            headers["In-Reply-To"] = headers["References"] = in_one_line(self.in_reply_to)
        if self.unsubscribe_url:
            headers["List-Unsubscribe"] = f"<{in_one_line(self.unsubscribe_url)}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


def check_mail(mail: Mail) -> Iterator[Problem]:
    """Yield what is wrong with a message."""
    if not is_email(mail.to_address):
        yield Problem("to_address", NOT_AN_EMAIL)
    if mail.reply_to and not is_email(mail.reply_to):
        yield Problem("reply_to", NOT_AN_EMAIL)
    if not mail.subject_in_one_line() or not mail.body.strip():
        yield Problem("subject", EMPTY_MAIL)


# --- sending ------------------------------------------------------------------------------------------------

LEASE = timedelta(minutes=10)
"""How long a worker has a message for itself. Longer than sending one can take: then nobody takes it as well."""

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
"""How long a message waits after each attempt that failed; after the last it is given up."""

MOST_ATTEMPTS = len(PAUSES) + 1
WORKER_ENDED = N_("The worker ended each time while it was sending this.")


class Verdict(StrEnum):
    """How one attempt went."""

    SENT = "sent"
    """The server took it."""
    LATER = "later"
    """Not now; it may go another time."""
    NEVER = "never"
    """It will be refused each time."""
    NOT_TRIED = "not_tried"
    """The server was not to be had: no fault of the message, and no attempt of its own."""


@dataclass(frozen=True)
class Outcome:
    """How one attempt went, and what the server said."""

    verdict: Verdict
    error: str = ""
    """A message id of ours or the server's own words, without anybody's address."""


@dataclass(frozen=True)
class Next:
    """What becomes of a message after an attempt."""

    status: MailStatus
    attempts: int
    pause: timedelta | None = None


def after_attempt(verdict: Verdict, attempts: int) -> Next:
    """Return what becomes of a message after attempt number `attempts` (from 1)."""
    if verdict is Verdict.SENT:
        return Next(MailStatus.SENT, attempts)
    if verdict is Verdict.NOT_TRIED:
        return Next(MailStatus.QUEUED, attempts - 1, PAUSES[0])
    if verdict is Verdict.NEVER or attempts >= MOST_ATTEMPTS:
        return Next(MailStatus.DEAD, attempts)
    return Next(MailStatus.QUEUED, attempts, PAUSES[attempts - 1])


# --- keeping ------------------------------------------------------------------------------------------------

KEPT_FOR = timedelta(days=90)
"""So long after it was written a message that is over stays in the outbox, and so long a notice that was read."""
SIGN_ON_KEPT_FOR = timedelta(days=365)
"""So long stays that somebody was mailed about signing: it says whom a reminder would reach, and whom too often."""
UNREAD_KEPT_FOR = timedelta(days=365)
"""So long a notice waits to be read."""
OVER = (MailStatus.SENT, MailStatus.DEAD, MailStatus.CANCELLED, MailStatus.BOUNCED)
"""States in which nothing follows by itself."""
KEPT_ON_RECORD = frozenset({MailKind.LETTER})
"""Mail whose sending is evidence: when and to whom it went, under which Message-ID, stays with the letter."""
ABOUT_SIGNING = frozenset({MailKind.SIGN_ON_INVITATION, MailKind.SIGN_ON_REMINDER, MailKind.SIGN_ON_AGAIN})


_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")


def masked(address: str) -> str:
    """Return an e-mail address of which one letter and the place are seen: "m…@city.example"."""
    name, at, place = address.rpartition("@")
    return f"{name[:1]}…{at}{place}"


def without_addresses(text: str) -> str:
    """Return a server's words with every address in them masked, in one line."""
    return shortened(_ADDRESS.sub(lambda found: masked(found[0]), in_one_line(text)), Limits.MAX_SHORT)
