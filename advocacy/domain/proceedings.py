"""Proceedings: lawsuits and administrative cases that matter to a campaign, with their dated steps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word


class ProceedingStatus(Word):
    """Where a case stands."""

    NOT_KNOWN = "not_known", N_("Not known")
    FILED = "filed", N_("Filed")
    PENDING = "pending", N_("Pending")
    DECIDED = "decided", N_("Decided")
    APPEALED = "appealed", N_("Appealed")
    SETTLED = "settled", N_("Settled")
    DISMISSED = "dismissed", N_("Dismissed")


class ProceedingPart(Word):
    """What somebody is in a case."""

    PLAINTIFF = "plaintiff", N_("Brings the case")
    DEFENDANT = "defendant", N_("Answers it")
    OTHER = "other", N_("Takes part otherwise")


class ProceedingEvent(Word):
    """A dated step of a case."""

    FILE = "file", N_("Filed")
    JOIN = "join", N_("Somebody joined")
    HEAR = "hear", N_("Hearing")
    ORDER = "order", N_("Order of the court")
    DECIDE = "decide", N_("Decided")
    APPEAL = "appeal", N_("Appealed")
    SETTLE = "settle", N_("Settled")
    DISMISS = "dismiss", N_("Dismissed")
    OTHER = "other", N_("Something else")


_LEADS_TO = {
    ProceedingEvent.FILE: ProceedingStatus.FILED,
    ProceedingEvent.JOIN: ProceedingStatus.PENDING,
    ProceedingEvent.HEAR: ProceedingStatus.PENDING,
    ProceedingEvent.DECIDE: ProceedingStatus.DECIDED,
    ProceedingEvent.APPEAL: ProceedingStatus.APPEALED,
    ProceedingEvent.SETTLE: ProceedingStatus.SETTLED,
    ProceedingEvent.DISMISS: ProceedingStatus.DISMISSED,
}


class Dated(Protocol):
    """A step with its date and its place among those of one date."""

    @property
    def event(self) -> ProceedingEvent: ...
    @property
    def occurred_on(self) -> PartialDate: ...
    @property
    def position(self) -> int: ...


def in_order(steps: Iterable[Dated]) -> list[Dated]:
    """Return the steps by date, those without one first, and of one date as they were written down."""
    return sorted(steps, key=lambda step: (step.occurred_on.text, step.position))


def status_after(steps: Iterable[Dated], otherwise: ProceedingStatus) -> ProceedingStatus:
    """Return where a case stands after its latest step that says so; without one, `otherwise`."""
    told = [_LEADS_TO[step.event] for step in in_order(steps) if step.event in _LEADS_TO]
    return told[-1] if told else otherwise


@dataclass(frozen=True)
class ProceedingDetails:
    """What somebody wrote about a case; parties, campaigns and sources are given beside it.

    `asks`: one a line. The words name those of whom the source gives no name ("two cities").
    """

    title: str
    status: ProceedingStatus = ProceedingStatus.NOT_KNOWN
    court: str = ""
    case_number: str = ""
    asks: str = ""
    note: str = ""
    plaintiff_words: str = ""
    defendant_words: str = ""


@dataclass(frozen=True)
class ProceedingStepDetails:
    """What happened in a case."""

    event: ProceedingEvent
    occurred_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    words: str = ""


def check_step(details: ProceedingStepDetails, *, on: date) -> Iterator[Problem]:
    """Yield a day to come for what has happened, and something else that nobody says."""
    if details.occurred_on.certainly_after(on):
        yield Problem("occurred_on", N_("What has happened cannot be of a day to come."))
    if details.event is ProceedingEvent.OTHER and not details.words:
        yield Problem("words", N_("Say what happened."))
