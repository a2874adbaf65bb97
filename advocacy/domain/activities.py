"""What a person logs by hand: a call, a visit, a message; with whom, how it ended, who of us took part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from advocacy.domain.activity_kinds import LOGGED_BY_HAND, ActivityKind, ContactOutcome, Side
from advocacy.domain.lobbying import NOTHING_ANSWERED, ContactFacts, LobbyingClass
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

MOST_MINUTES = 100_000
"""The greatest number of minutes the database takes; some 70 days, for a long occupation of city hall."""
UNDO_FOR = timedelta(hours=24)
"""How long its author may undo an entry without giving a reason."""
GUARD_DAYS = 14
"""How many days back the collision guard looks."""

NEEDS_SOMEBODY = frozenset(
    {
        ActivityKind.CALL,
        ActivityKind.IN_PERSON,
        ActivityKind.MEETING,
        ActivityKind.EMAIL,
        ActivityKind.TEXT_MESSAGE,
    }
)
"""Kinds that are always with somebody; the others may be told in words alone."""
SPEAKS_FOR_ITSELF = frozenset({ActivityKind.EVENT})
"""Kinds that say enough with their campaign and date."""

IN_THE_FUTURE = N_("This day is still to come. Log it when it has happened.")
MINUTES_RANGE = N_("Write a number from 0 to 100,000.")
CHOOSE_A_CAMPAIGN = N_("Choose a campaign, or say that it belongs to none.")
CAMPAIGN_OR_NONE = N_("Take the campaigns out, or take away the tick that it belongs to none.")
WITH_WHOM = N_("Say with whom: choose somebody, or write it in words.")
WHAT_HAPPENED = N_("Say with whom, or what happened.")
TWICE = N_("Somebody is named twice.")
NOT_BY_HAND = N_("This kind is written by its record, not by hand.")
WHAT_TO_DO = N_("Say what is to be done.")
DUE_IN_THE_PAST = N_("This day is over. Choose today or a later day.")
WHY_THIS_CLASS = N_("Say in a few words why.")


@dataclass(frozen=True)
class ContactDetails:
    """Somebody met: the ref of a person or organization, or words where neither is on file."""

    ref: str = ""
    words: str = ""
    outcome: ContactOutcome | None = None


@dataclass(frozen=True)
class ParticipantDetails:
    """Who of us took part: the ref of a user, a person or an organization. No minutes: the whole time.

    `organization` is the ref of the one they spoke for, where it is not their own.
    """

    ref: str
    minutes: int | None = None
    is_paid: bool = False
    organization: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A task that follows. `assignee` is the ref of a user; empty: whoever logs it."""

    what: str = ""
    assignee: str = ""
    due_on: date | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether anything of it was filled in."""
        return bool(self.what or self.assignee or self.due_on)


NOTHING_FOLLOWS = FollowUp()


@dataclass(frozen=True)
class ActivityDetails:
    """An activity as logged by hand. Campaigns are refs; none needs `without_campaign`."""

    kind: ActivityKind
    side: Side = Side.OURS
    occurred_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    summary: str = ""
    note: str = ""
    contacts: tuple[ContactDetails, ...] = ()
    participants: tuple[ParticipantDetails, ...] = ()
    campaigns: tuple[str, ...] = ()
    without_campaign: bool = False
    minutes: int | None = None
    lobbying: LobbyingClass = LobbyingClass.NOT_CLASSIFIED
    lobbying_note: str = ""
    facts: ContactFacts = NOTHING_ANSWERED
    follow_up: FollowUp = field(default=NOTHING_FOLLOWS)

    @property
    def outcome(self) -> ContactOutcome | None:
        """How it ended, where it ended alike with everybody; None where answers differ or are missing."""
        outcomes = {contact.outcome for contact in self.contacts}
        return outcomes.pop() if len(outcomes) == 1 else None


@dataclass(frozen=True)
class AmendmentDetails:
    """What may be added to an activity that a workflow wrote, and to any entry just after logging it."""

    note: str = ""
    minutes: int | None = None
    lobbying: LobbyingClass = LobbyingClass.NOT_CLASSIFIED
    lobbying_note: str = ""
    facts: ContactFacts = NOTHING_ANSWERED
    follow_up: FollowUp = field(default=NOTHING_FOLLOWS)


@dataclass(frozen=True)
class ActivityContext:
    """What the rules depend on beside the details: the day it is where the coalition works."""

    today: date


def check(details: ActivityDetails, context: ActivityContext) -> list[Problem]:
    """Return what is wrong with an activity logged by hand, at the fields of the form."""
    return [
        *_what_and_when(details, context),
        *_with_whom(details),
        *_campaigns(details),
        *check_amendment(details, context),
    ]


def check_amendment(details: ActivityDetails | AmendmentDetails, context: ActivityContext) -> list[Problem]:
    """Return what is wrong with minutes, lobbying class and follow-up task."""
    problems = []
    if details.minutes is not None and not 0 <= details.minutes <= MOST_MINUTES:
        problems.append(Problem("minutes", MINUTES_RANGE))
    if details.lobbying is not LobbyingClass.NOT_CLASSIFIED and not details.lobbying_note:
        problems.append(Problem("lobbying_note", WHY_THIS_CLASS))
    return [*problems, *_follow_up(details.follow_up, context)]


def _what_and_when(details: ActivityDetails, context: ActivityContext) -> Iterator[Problem]:
    if details.kind not in LOGGED_BY_HAND:
        yield Problem("kind", NOT_BY_HAND)
    if details.occurred_on.certainly_after(context.today):
        yield Problem("occurred_on", IN_THE_FUTURE)


def _with_whom(details: ActivityDetails) -> Iterator[Problem]:
    if not details.contacts:
        if details.kind in NEEDS_SOMEBODY:
            yield Problem("contacts", WITH_WHOM)
        elif details.kind not in SPEAKS_FOR_ITSELF and not details.summary:
            yield Problem("summary", WHAT_HAPPENED)
    if _has_twins([contact.ref for contact in details.contacts]):
        yield Problem("contacts", TWICE)
    if _has_twins([participant.ref for participant in details.participants]):
        yield Problem("participants", TWICE)
    if any(not 0 <= (participant.minutes or 0) <= MOST_MINUTES for participant in details.participants):
        yield Problem("participants", MINUTES_RANGE)


def _has_twins(refs: list[str]) -> bool:
    named = [ref for ref in refs if ref]
    return len(set(named)) < len(named)


def _campaigns(details: ActivityDetails) -> Iterator[Problem]:
    if not details.campaigns and not details.without_campaign:
        yield Problem("campaigns", CHOOSE_A_CAMPAIGN)
    if details.campaigns and details.without_campaign:
        yield Problem("without_campaign", CAMPAIGN_OR_NONE)


def _follow_up(follow_up: FollowUp, context: ActivityContext) -> Iterator[Problem]:
    if follow_up.is_wanted and not follow_up.what:
        yield Problem("follow_up_what", WHAT_TO_DO)
    if follow_up.due_on is not None and follow_up.due_on < context.today:
        yield Problem("follow_up_due", DUE_IN_THE_PAST)
