"""A message that came in, as it was read: who wrote what, which of ours it answers, and whether a machine wrote it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from advocacy.domain.letter_details import ReplyDetails
from advocacy.domain.letter_texts import SHOWN_SIGNS
from advocacy.domain.letters import ReplyChannel
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import Limits
from advocacy.domain.words import N_

AUTOMATIC = N_("An automatic answer: perhaps only a receipt.")
NO_LETTER = N_("It names no letter of ours.")
HELD_A_LINK = N_(
    "It held a link of ours that lets somebody in. The link was taken out; the message as it came stays in the mailbox."
)
NOT_OUT_YET = N_("Its letter has not gone out to them, or is not open for replies.")
SEVERAL = N_("It could answer several letters.")
SEVERAL_WROTE = N_("Several recipients of its letter could have written it.")
BOUNCED = N_("It could not be delivered.")
DELAYED = N_("A mail server says that it is still trying.")
UNKNOWN_BOUNCE = N_("It says that a message came back, but not which.")
OTHER_ADDRESS = N_("It says that a message came back, but names another address than the one we wrote to.")
UNREADABLE = N_("It could not be read as mail.")
TOO_LARGE = N_("It is too large to be kept here. It stays in the mailbox.")


@dataclass(frozen=True)
class Bounce:
    """What a mail server says became of a message (RFC 3464)."""

    message_ids: tuple[str, ...]
    has_failed: bool
    """False: it is only delayed, or was delivered."""
    words: str = ""
    addresses: frozenset[str] = frozenset()
    """The addresses that it is about, in small letters."""


@dataclass(frozen=True)
class InboundMail:
    """A message as it was read."""

    message_id: str = ""
    from_address: str = ""
    from_name: str = ""
    to: tuple[str, ...] = ()
    """Every address to which it came."""
    references: tuple[str, ...] = ()
    """The Message-IDs that it answers, with angle brackets."""
    subject: str = ""
    body: str = ""
    sent_at: datetime | None = None
    is_automatic: bool = False
    """A machine wrote it (RFC 3834): somebody is away, or it was received."""
    bounce: Bounce | None = None
    trouble: str = ""
    """Why it was not read (a message id)."""


def keys_in(addresses: Iterable[str], pattern: str) -> list[str]:
    """Return the keys that stand in these addresses where the pattern has {key}."""
    if not pattern:
        return []
    before, _, after = pattern.partition("{key}")
    shape = re.compile(re.escape(before) + r"([0-9a-f]{8,20})" + re.escape(after), re.IGNORECASE)
    found = (shape.fullmatch(address.strip()) for address in addresses)
    return list(dict.fromkeys(match.group(1).lower() for match in found if match))


_MESSAGE_ID = re.compile(r"<[^<>\s]{3,900}>")


def ids_in(text: str, most: int = 50) -> list[str]:
    """Return what looks like a Message-ID (with angle brackets), each once."""
    return list(dict.fromkeys(_MESSAGE_ID.findall(text)))[:most]


_HASH = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{SHOWN_SIGNS}}}(?![0-9a-f])")


def hashes_in(text: str, most: int = 20) -> list[str]:
    """Return what looks like the reference at the foot of a letter of ours, each once."""
    return list(dict.fromkeys(_HASH.findall(text)))[:most]


_QUOTE_BEGINS = re.compile(
    r"^(-{3,} ?(original message|mensaje original|forwarded message) ?-{3,}|_{10,}"
    r"|(on|el) .{5,200}(wrote|escribió):)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def own_words(text: str) -> str:
    """Return what they wrote themselves: without our letter quoted below it. The message as it came keeps it."""
    tidy = text.replace("\r\n", "\n").replace("\0", "").strip()
    begins = _QUOTE_BEGINS.search(tidy)
    kept = tidy[: begins.start()] if begins is not None else tidy
    return _without_quoted_tail(kept) or tidy


def _without_quoted_tail(text: str) -> str:
    """Line by line from the end: a pattern would look at each line again and again."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip(" \t").startswith(">")):
        lines.pop()
    return "\n".join(lines).strip()


def filled_in(typed: ReplyDetails, mail: InboundMail, *, day: date | None) -> ReplyDetails:
    """Return a reply with what an e-mail says where nothing was typed; `day` is None where the typed one stands."""
    if mail.trouble or not (mail.from_address or mail.body):
        return typed
    return replace(
        typed,
        received_on=PartialDate.of(day) if day is not None else typed.received_on,
        channel=ReplyChannel.EMAIL,
        from_words=typed.from_words or mail.from_name or mail.from_address,
        words=typed.words or own_words(mail.body)[: Limits.MAX_TEXT],
    )


_ANSWERS = re.compile(r"^(?:\s*(?:re|fwd?|rv|aw|resp?|enc)\s?(?:\[\d{1,3}\])?:)+", re.IGNORECASE)


def file_name_of(day: str, sender: str, subject: str) -> str:
    """Return the name under which a message hangs on its reply: when, from whom, about what."""
    about = _ANSWERS.sub("", subject)
    words = (" ".join(re.sub(r"[\\/:<>|?*\"]+", " ", each).split()) for each in (day, sender, about))
    return (" ".join(each for each in words if each)[:120].rstrip(" .") or "reply") + ".eml"
