"""Reviewing a letter: who is asked, and what a reviewer says of its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advocacy.domain.problems import Problem
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.words import N_, Word


class TextEvent(Word):
    """What happened to the text of a letter without a step of the letter: for its history."""

    CHANGED = "text_changed", N_("Changed the text")
    APPROVED = "text_approved", N_("Reviewed: approved")
    CHANGES = "text_wants_changes", N_("Reviewed: changes wanted")


MOST_REVIEWS = 2
"""How many approvals a letter may be made to need."""
NOBODY_ELSE = N_(
    "Nobody else here may review this letter, and nobody approves their own text. Ask an administrator to invite a "
    "second person as an organizer; for a confidential campaign, put them on its team."
)
OWN_TEXT = N_("You wrote this text, or changed it last. Somebody else has to review it.")


@dataclass(frozen=True)
class AskDetails:
    """Who is asked (refs of users), how many of them must approve, and by when."""

    reviewers: tuple[str, ...] = ()
    needed: int = 1
    due_on: date | None = None


@dataclass(frozen=True)
class ReviewDetails:
    """What a reviewer says of a text."""

    verdict: ReviewVerdict
    note: str = ""


def check_asking(details: AskDetails, today: date, possible: int) -> Iterator[Problem]:
    """Yield what is wrong with asking; `possible` is how many there are who may review."""
    if not 1 <= details.needed <= MOST_REVIEWS:
        yield Problem("needed", N_("Write a number from 1 to %(most)s."), {"most": MOST_REVIEWS})
    if possible == 0:
        yield Problem("", NOBODY_ELSE)
    elif details.needed > possible:
        yield Problem("needed", N_("Only one other person may review this letter. Ask for one approval."))
    if details.due_on is not None and details.due_on < today:
        yield Problem("due_on", N_("Choose a day that is still to come."))


def check_review(details: ReviewDetails) -> Iterator[Problem]:
    """Yield what is wrong with a review: wanting changes says which."""
    if details.verdict is ReviewVerdict.CHANGES and not details.note.strip():
        yield Problem("note", N_("Say what is to be changed."))
