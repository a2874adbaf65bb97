"""Private calendars: what stands in them, under which sentence, and how far back and ahead they reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from advocacy.domain.tasks import TaskRule
from advocacy.domain.words import N_, Word

DAYS_BACK = 90
DAYS_AHEAD = 730
MOST_OF_A_KIND = 1000
MOST_FEEDS = 20
"""How many addresses one person may keep."""

BUSY = N_("Busy: Cabildo")
"""Stands instead of what belongs to a confidential campaign: a calendar copies its titles to wherever it lives."""
POSTPONED = N_("Postponed: %(title)s")
REPLY_LATE = N_("Reply overdue: %(title)s")
TOO_MANY = N_("You have 20 addresses. Revoke one that you no longer use.")


class EntryKind(Word):
    """What stands in a feed: the kind, and the sentence around its title."""

    EVENT = "event", N_("%(title)s")
    MEETING = "meeting", N_("Meeting: %(title)s")
    NEXT_DATE = "next", N_("Decision: %(title)s")
    VOTE = "vote", N_("Vote: %(title)s")
    REPLY_DUE = "reply", N_("Reply due: %(title)s")
    SIGN_BY = "sign-by", N_("Sign by today: %(title)s")
    SIGN_UNTIL = "sign-until", N_("Last day to sign: %(title)s")
    COMMENT_BY = "comment-by", N_("Sign up to speak by today: %(title)s")
    TASK = "task", N_("Task: %(title)s")
    COMMITMENT = "commitment", N_("Promise due: %(title)s")


class Standing(StrEnum):
    """How sure it is, in the words of RFC 5545, 3.8.1.11."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Entry:
    """One thing in a feed.

    `starts` is a day for what has no time, else a moment; `ends` only where an end is known: none is invented.
    `sequence` and `changed_at` are those of the record, so that calendars take over what is newer.
    `ref` is of the row that makes it what it is, and never changes; `linked` is enough of a record to link to it.
    """

    kind: EntryKind
    ref: str
    title: str
    starts: date | datetime
    sequence: int
    changed_at: datetime
    linked: Any
    confidential: bool = False
    ends: datetime | None = None
    zone: str = "UTC"
    place: str = ""
    detail: str = ""
    standing: Standing = Standing.CONFIRMED
    is_postponed: bool = False
    is_late: bool = False
    """An answer that is still owed after its day."""
    rule: TaskRule | None = None
    """Set where the title is what a rule's title is about: it is printed in the reader's language."""

    @property
    def uid(self) -> str:
        """The same for ever and in every feed, whatever host it is fetched from (RFC 7986, 5.3)."""
        return f"{self.kind.value}-{self.ref}@cabildo"


def reach(on: date) -> tuple[date, date]:
    """Return the first and last day that a feed shows when it is fetched on a day."""
    return on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)


def comment_deadline(day: date, hours: int) -> date:
    """Return the day by which to sign up to speak on `day`, when it must be so many hours before.

    Where the hour of the sitting is not known, whole days are taken: too early does no harm, too late does.
    """
    return day - timedelta(days=-(-hours // 24))
