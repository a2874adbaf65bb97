"""A letter that the program itself sends by e-mail: what goes to whom, and why it may not."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.letters import LetterStatus
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

READY_TO_MAIL = (LetterStatus.APPROVED, LetterStatus.SIGNATURES_CLOSED, LetterStatus.SENT)
MOST_AT_ONCE = 200

NOT_APPROVED = N_("Only an approved letter goes out, and only when its signatures are closed.")
NOBODY = N_("Choose at least one recipient.")
TOO_MANY = N_("Send it to %(most)s recipients at most at a time.")
UNFILLED = N_("The letter to %(name)s has fields without a value: %(fields)s.")


@dataclass(frozen=True)
class LetterMail:
    """The letter as it goes to one recipient (a ref): plain text, and the same as a PDF."""

    recipient: str
    name: str
    address: str
    shown_address: str
    """The address as the letter's page may show it to everybody: masked where it is private."""
    to_name: str
    subject: str
    body: str
    unfilled: tuple[str, ...] = ()
    """Merge fields without a value: then it may not go out."""


@dataclass(frozen=True)
class Paper:
    """A PDF that goes with a message."""

    name: str
    content: bytes


def check_mails(mails: Sequence[LetterMail], status: LetterStatus) -> list[Problem]:
    """Return why these cannot go out."""
    if status not in READY_TO_MAIL:
        return [Problem("", NOT_APPROVED)]
    if not mails:
        return [Problem("recipients", NOBODY)]
    if len(mails) > MOST_AT_ONCE:
        return [Problem("recipients", TOO_MANY, {"most": MOST_AT_ONCE})]
    return [
        Problem("", UNFILLED, {"name": each.name, "fields": ", ".join(each.unfilled)})
        for each in mails
        if each.unfilled
    ]
