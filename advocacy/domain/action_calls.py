"""Action calls: what a campaign asks its members to do, whom to contact, with what words, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.directory import ContactKind, OrganizationKind
from advocacy.domain.lobbying import Audience
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

UNDO_FOR = timedelta(hours=24)
"""How long a member may take back that they did it."""
MOST_TARGETS = 40
MOST_DAYS_AHEAD = 366
KINDS = (
    ActivityKind.CALL,
    ActivityKind.EMAIL,
    ActivityKind.IN_PERSON,
    ActivityKind.TEXT_MESSAGE,
    ActivityKind.SOCIAL_MEDIA,
)
"""The ways in which a member may have done it."""

NOBODY_TO_CONTACT = N_("Choose whom to contact: at least one target of the campaign, at most 40.")
NOT_A_TARGET = N_("Choose from the list.")
OVER = N_("This day is over. Choose today or a later day.")
TOO_FAR = N_("Choose a day within a year.")
IS_CLOSED = N_("This call to action is closed.")
DONE_ALREADY = N_("You did this already. Thank you!")
TOO_LATE = N_("It can be taken back within 24 hours. Ask an organizer to correct the log.")
UNDONE = N_("Taken back by who did it")


@dataclass(frozen=True)
class ActionCallDetails:
    """A call as a coordinator writes it. Targets are refs, in the order shown.

    `specific_legislation`: whether it is about a bill, ordinance or resolution; the lobbying class is proposed by it.
    """

    sentence: str
    sentence_es: str = ""
    script: str = ""
    script_es: str = ""
    until: date | None = None
    targets: tuple[str, ...] = ()
    specific_legislation: bool | None = None


@dataclass(frozen=True)
class DeedDetails:
    """What a member did: with which target (a ref), how, and how it ended."""

    target: str
    kind: ActivityKind
    outcome: ContactOutcome
    note: str = ""


def check(details: ActionCallDetails, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a call."""
    if not 1 <= len(details.targets) <= MOST_TARGETS:
        yield Problem("targets", NOBODY_TO_CONTACT)
    if details.until is not None and details.until < today:
        yield Problem("until", OVER)
    if details.until is not None and details.until > today + timedelta(days=MOST_DAYS_AHEAD):
        yield Problem("until", TOO_FAR)


def in_language(english: str, spanish: str, language: str) -> tuple[str, str]:
    """Return the text for a reader, and the language it is in: Spanish where there is any, else English."""
    return (spanish, "es") if language == "es" and spanish else (english, "en")


def way_on_file(kinds: Iterable[ContactKind]) -> ActivityKind:
    """Return how somebody is likely reached, by the contact points on file: by e-mail where no phone is."""
    on_file = set(kinds)
    mail_alone = ContactKind.EMAIL in on_file and ContactKind.PHONE not in on_file
    return ActivityKind.EMAIL if mail_alone else ActivityKind.CALL


_AUDIENCES = {
    OrganizationKind.LEGISLATIVE_BODY: Audience.LEGISLATOR,
    OrganizationKind.AGENCY: Audience.ADMINISTRATIVE_BODY,
    OrganizationKind.POLICE: Audience.ADMINISTRATIVE_BODY,
}


def audience_of(body: OrganizationKind | None, *, has_office: bool = False) -> Audience | None:
    """Return to whom it is said when a target is contacted, as far as its body tells; a person decides in the log.

    An office without a body (a mayor, a sheriff) takes part in legislation, but does not legislate.
    """
    if body is not None:
        return _AUDIENCES.get(body)
    return Audience.OTHER_OFFICIAL if has_office else None
