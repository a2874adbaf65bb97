"""What a digest tells of, in which order, and when mail that comes by itself is written."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advocacy.domain.mail import DigestRhythm
from advocacy.domain.records import RecordKind
from advocacy.domain.words import N_, Word

WRITTEN_FROM = 6
"""The hour, by the clock where the coalition works, from which the mail of a day is written."""
DIGEST_UNTIL = 12
"""The hour from which no digest is begun: one that comes in the evening tells of a day that is over."""
MONDAY = 0


class DigestPart(Word):
    """The parts of a digest, in their order."""

    TASKS = "tasks", N_("Your tasks")
    CALLS = "calls", N_("Calls to action")
    REPLIES = "replies", N_("Replies to classify")
    NOT_ARRIVED = "not_arrived", N_("Letters that did not arrive")
    LETTERS = "letters", N_("Letters past their reply date")
    DUE_SOON = "due_soon", N_("Replies due soon")
    SIGN_ON = "sign_on", N_("Sign-ons that close soon")
    MEETINGS = "meetings", N_("Meetings")
    COMMITMENTS = "commitments", N_("Promises that are due")
    VOTES = "votes", N_("Decisions ahead")
    EVENTS = "events", N_("Events")


@dataclass(frozen=True)
class Told:
    """One thing that a mail tells of: what it is called, where it is, and when."""

    part: DigestPart
    kind: RecordKind | None
    """None for a call to action, which is no record of its own."""
    ref: str
    title: str
    on: date | None = None
    at: datetime | None = None
    zone: str = ""
    rule: Word | None = None
    """The rule of a task whose title is the rule's, said of `title`."""
    is_confidential: bool = False
    """Of a campaign that only its team sees: mail leaves the program, so it is not named there."""
    is_unnamed: bool = False
    """Its title names somebody who is not to be printed."""
    title_es: str = ""
    """Its title in Spanish, where somebody wrote one."""
    place: str = ""
    was: "Change | None" = None
    """What changed about it, where the mail tells of a change."""


@dataclass(frozen=True)
class Change:
    """A date that holds no longer, and why; `Told.on` and `Told.at` are what it is now, if it has a date."""

    on: date | None
    at: datetime | None
    reason: str = ""
    is_called_off: bool = False
    """It will not be at all."""


def days_told(rhythm: DigestRhythm) -> timedelta:
    """Return how many days ahead tasks and meetings are told: those of tomorrow, or of the week."""
    return timedelta(days=6 if rhythm is DigestRhythm.WEEKLY else 1)


def is_day_of(rhythm: DigestRhythm, day: date) -> bool:
    """Tell whether a digest of this rhythm is written on this day."""
    return rhythm is DigestRhythm.DAILY or (rhythm is DigestRhythm.WEEKLY and day.weekday() == MONDAY)
