"""Signing a letter by a link, without an account."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from advocacy.domain.letters import SignatureStatus
from advocacy.domain.mail import MailKind
from advocacy.domain.problems import Problem
from advocacy.domain.text import fold
from advocacy.domain.users import NOT_AN_EMAIL, is_email
from advocacy.domain.words import N_, Word


class ReviewVerdict(Word):
    """What a reviewer says of a text."""

    APPROVED = "approved", N_("Approved")
    CHANGES = "changes", N_("Changes wanted")


class SignerOrder(Word):
    """In which order names are printed."""

    BY_HAND = "by_hand", N_("As arranged by hand")
    ALPHABETICAL = "alphabetical", N_("By name")
    ORGANIZATIONS_FIRST = "organizations_first", N_("Organizations first, then by name")
    AS_SIGNED = "as_signed", N_("As they signed")


LINK_LASTS = timedelta(days=30)
"""How long a link works when the letter has no last day for signatures."""
MOST_WAITING = 500
"""So many may wait behind an open link for somebody to confirm them; then it asks for patience."""
REMINDED_BEFORE = timedelta(days=3)
"""So long before the day by which signatures are asked for, and before the last, whoever is silent is reminded."""
MAILS_APART = timedelta(days=2)
"""So far from each other are two mails that come by themselves to one signer."""
MAILING_HOURS = range(8, 20)
"""The hours (by the clock of the installation) at which the worker reminds."""


@dataclass(frozen=True)
class SignOnDates:
    """By when signatures are asked for, and the last day on which a link signs."""

    sign_by: date | None = None
    sign_until: date | None = None


def check_dates(dates: SignOnDates) -> Iterator[Problem]:
    """Yield what is wrong with the two days."""
    if dates.sign_by and dates.sign_until and dates.sign_until < dates.sign_by:
        yield Problem("sign_until", N_("The last day cannot be before the day you ask for."))


def link_ends(made_at: datetime, sign_until: date | None, zone: tzinfo) -> datetime:
    """Return the moment at which a link ends: the end of the last day, or 30 days after it was made."""
    if sign_until is None:
        return made_at + LINK_LASTS
    return datetime.combine(sign_until + timedelta(days=1), time(), zone)


def last_day(ends: datetime, zone: tzinfo) -> date:
    """Return the last day on which a link works all day or until it ends."""
    return (ends - timedelta(seconds=1)).astimezone(zone).date()


def near_days(dates: SignOnDates, today: date) -> list[date]:
    """Return which of the two days are today or near: before each of them who is silent is reminded once."""
    return [day for day in (dates.sign_by, dates.sign_until) if day and timedelta() <= day - today <= REMINDED_BEFORE]


def wants_reminder(dates: SignOnDates, mailed_on: date, today: date) -> bool:
    """Tell whether somebody silent, mailed last on a day, is reminded today.

    Before each of the two days once; but mails are two days apart, however near the two days are to each other.
    """
    if today - mailed_on < MAILS_APART:
        return False
    return any(mailed_on < day - REMINDED_BEFORE for day in near_days(dates, today))


@dataclass(frozen=True)
class SignerDetails:
    """What an outsider types: how name, title and organization print, and who approved it for an organization."""

    printed_name: str
    printed_title: str = ""
    printed_organization: str = ""
    approved_by: str = ""
    email: str = ""
    for_organization: bool = False


def check_signer(details: SignerDetails) -> Iterator[Problem]:
    """Yield what is wrong with what an outsider typed."""
    if not details.printed_name.strip():
        yield Problem("printed_name", N_("This is needed."))
    yield from _check_printed("printed_name", details.printed_name)
    yield from _check_printed("printed_title", details.printed_title)
    yield from _check_printed("printed_organization", details.printed_organization)
    if details.email and not is_email(details.email):
        yield Problem("email", NOT_AN_EMAIL)
    if details.for_organization and not details.printed_organization.strip():
        yield Problem("printed_organization", N_("Write the organization that signs."))
    if details.for_organization and not details.approved_by.strip():
        yield Problem("approved_by", N_("Say who approved it for the organization, and with what authority."))


MOST_PRINTED = 150
"""Signs of a name, title or organization: what fits on two lines of a column."""
LONGEST_WORD = 45
"""Letters of one word: longer ones run out of their column (the longest words of German dictionaries have fewer)."""


def _check_printed(field: str, text: str) -> Iterator[Problem]:
    if len(text) > MOST_PRINTED:
        yield Problem(field, N_("At most %(most)s characters fit under a letter."), {"most": MOST_PRINTED})
    longest = max(text.split(), key=len, default="")
    if len(longest) > LONGEST_WORD:
        words = N_("“%(word)s…” is longer than any word that can be printed: at most %(most)s letters.")
        yield Problem(field, words, {"word": longest[:20], "most": LONGEST_WORD})


def is_same_name(known: str, typed: str) -> bool:
    """Tell whether a name is another way to write a known one: with more or fewer of its words, or initials of them.

    >>> is_same_name("Ada Maria Example", "A. Example"), is_same_name("Ada Example", "Ada Famous")
    (True, False)
    """
    shorter, longer = sorted((_words_of(known), _words_of(typed)), key=len)
    if not any(len(word) > 1 and word in longer for word in shorter):
        return False
    return all(any(_stands_for(word, other) for other in longer) for word in shorter)


def _words_of(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))


def _stands_for(word: str, other: str) -> bool:
    return word == other or (word[0] == other[0] and 1 in (len(word), len(other)))


class SignOnAct(Word):
    """What somebody does with a link."""

    SIGN = "sign", N_("Sign")
    DECLINE = "decline", N_("I will not sign")
    WITHDRAW = "withdraw", N_("Withdraw my name")


class SignOnState(Word):
    """What the page of a link shows."""

    OPEN = "open", N_("It can be signed")
    ASKED = "asked", N_("It waits to be confirmed")
    SIGNED = "signed", N_("Signed")
    CHANGED = "changed", N_("The text changed after signing")
    DECLINED = "declined", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    NOT_NOW = "not_now", N_("Signatures are not taken now")


def state_of(
    status: SignatureStatus | None, *, asked: bool, saw_this_text: bool, takes_signatures: bool
) -> SignOnState:
    """Return what the page of a link shows. `status` is None for an open link.

    `saw_this_text`: they signed, or asked to, under the text as it stands.
    """
    if status is SignatureStatus.WITHDRAWN:
        return SignOnState.WITHDRAWN
    if status is SignatureStatus.SIGNED:
        return SignOnState.SIGNED
    if status is SignatureStatus.CONSIDERING and asked and (saw_this_text or not takes_signatures):
        return SignOnState.ASKED
    if not takes_signatures:
        return SignOnState.NOT_NOW
    if status is SignatureStatus.TO_RECONFIRM or (status is SignatureStatus.CONSIDERING and asked):
        return SignOnState.CHANGED
    return SignOnState.DECLINED if status is SignatureStatus.DECLINED else SignOnState.OPEN


def acts_in(state: SignOnState, status: SignatureStatus | None, *, before_sending: bool) -> frozenset[SignOnAct]:
    """Return what can be done by the link: a name that was given can be taken back until the letter goes out."""
    acts = set()
    if state in (SignOnState.OPEN, SignOnState.CHANGED, SignOnState.DECLINED):
        acts.add(SignOnAct.SIGN)
    if state is SignOnState.OPEN and status is not None:
        acts.add(SignOnAct.DECLINE)
    has_given = state in (SignOnState.SIGNED, SignOnState.ASKED, SignOnState.CHANGED)
    if before_sending and (has_given or status is SignatureStatus.TO_RECONFIRM):
        acts.add(SignOnAct.WITHDRAW)
    return frozenset(acts)


@dataclass(frozen=True)
class SignOnCounts:
    """How many were asked, and what they said."""

    invited: int = 0
    signed: int = 0
    declined: int = 0
    waiting: int = 0
    """Asked, and no answer yet."""
    to_confirm: int = 0
    """Signed an earlier text."""
    asking: int = 0
    """Asked to sign by an open link; somebody of ours confirms it."""


WAITS = (SignatureStatus.INVITED, SignatureStatus.CONSIDERING, SignatureStatus.NO_ANSWER)
"""Asked to sign, and no answer yet."""


def count_signatures(rows: Iterable[tuple[SignatureStatus, bool]]) -> SignOnCounts:
    """Count signatures, each given as its status and whether they asked by an open link: who did was not invited."""
    told = list(rows)
    statuses = [status for status, _asked in told]
    asking = sum(asked and status is SignatureStatus.CONSIDERING for status, asked in told)
    return SignOnCounts(
        invited=sum(not asked for _status, asked in told),
        signed=statuses.count(SignatureStatus.SIGNED),
        declined=statuses.count(SignatureStatus.DECLINED),
        waiting=sum(status in WAITS for status in statuses) - asking,
        to_confirm=statuses.count(SignatureStatus.TO_RECONFIRM),
        asking=asking,
    )


SUBJECTS = {
    MailKind.SIGN_ON_INVITATION: N_("Will you sign? %(subject)s"),
    MailKind.SIGN_ON_REMINDER: N_("A reminder: will you sign? %(subject)s"),
    MailKind.SIGN_ON_AGAIN: N_("The text has changed: %(subject)s"),
}
OPENINGS = {
    MailKind.SIGN_ON_INVITATION: N_("%(sender)s asks you to sign the letter “%(subject)s”."),
    MailKind.SIGN_ON_REMINDER: N_("%(sender)s asked you to sign the letter “%(subject)s” and has no answer yet."),
    MailKind.SIGN_ON_AGAIN: N_(
        "You signed the letter “%(subject)s” of %(sender)s. Its text has changed since, so your name does not "
        "stand under it until you have read the new text and confirmed."
    ),
}
THE_LINK = N_("Read it, and sign or decline, at this address. It is yours alone: whoever has it can sign as you.")
ANSWER_BY = N_("Please answer by %(day)s.")
NO_ACCOUNT = N_("You need no account. The address works until %(day)s.")
