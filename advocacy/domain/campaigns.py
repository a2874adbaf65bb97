"""Campaigns, their demands and their targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


class CampaignStatus(Word):
    """Where a campaign stands."""

    PLANNING = "planning", N_("Planning")
    ACTIVE = "active", N_("Active")
    PAUSED = "paused", N_("Paused")
    WON = "won", N_("Won")
    PARTLY_WON = "partly_won", N_("Partly won")
    LOST = "lost", N_("Lost")
    ARCHIVED = "archived", N_("Archived")


class CampaignEvent(Word):
    """What can be done with a campaign."""

    START = "start", N_("Start the campaign")
    PAUSE = "pause", N_("Pause")
    RESUME = "resume", N_("Resume")
    WIN = "win", N_("Close as won")
    WIN_PARTLY = "win_partly", N_("Close as partly won")
    LOSE = "lose", N_("Close as lost")
    ARCHIVE = "archive", N_("Archive")
    REOPEN = "reopen", N_("Reopen")


ENDED = (CampaignStatus.WON, CampaignStatus.PARTLY_WON, CampaignStatus.LOST)
RUNNING = (CampaignStatus.ACTIVE, CampaignStatus.PAUSED)

CAMPAIGN: Workflow[CampaignStatus, CampaignEvent] = Workflow(
    "campaign",
    CampaignStatus.PLANNING,
    {
        **edges(CampaignStatus.ACTIVE, CampaignEvent.START, CampaignStatus.PLANNING),
        **edges(CampaignStatus.PAUSED, CampaignEvent.PAUSE, CampaignStatus.ACTIVE),
        **edges(CampaignStatus.ACTIVE, CampaignEvent.RESUME, CampaignStatus.PAUSED),
        **edges(CampaignStatus.WON, CampaignEvent.WIN, *RUNNING),
        **edges(CampaignStatus.PARTLY_WON, CampaignEvent.WIN_PARTLY, *RUNNING),
        **edges(CampaignStatus.LOST, CampaignEvent.LOSE, *RUNNING),
        **edges(CampaignStatus.ARCHIVED, CampaignEvent.ARCHIVE, *ENDED),
        **edges(CampaignStatus.ACTIVE, CampaignEvent.REOPEN, *ENDED, CampaignStatus.ARCHIVED),
    },
)


class Access(Word):
    """Who reads a campaign: every signed-in user, or its team alone."""

    OPEN = "open", N_("Open to the coalition")
    RESTRICTED = "restricted", N_("Confidential: team only")


class RunBy(Word):
    """Whose campaign it is."""

    US = "us", N_("Us")
    ALLIES = "allies", N_("Allies")
    OTHERS = "others", N_("Others")


class Instrument(Word):
    """The legal form that a demand wants, or that a precedent has."""

    EXECUTIVE_ORDER = "executive_order", N_("Executive order")
    AGENCY_ORDER = "agency_order", N_("Order to an agency")
    ORDINANCE = "ordinance", N_("Ordinance")
    RESOLUTION = "resolution", N_("Resolution")
    TRUST_ACT = "trust_act", N_("Trust act")
    POLICY = "policy", N_("Policy")
    DECLARATION = "declaration", N_("Declaration")
    STATE_LAW = "state_law", N_("State law")
    PLEDGE = "pledge", N_("Pledge")
    LISTING = "listing", N_("Listing by a third party")
    CONTRARY_ACT = "contrary_act", N_("Contrary act")
    OTHER = "other", N_("Other")


WANTED_INSTRUMENTS = tuple(each for each in Instrument if each not in (Instrument.LISTING, Instrument.CONTRARY_ACT))
"""What a demand can ask for."""


class DemandStatus(Word):
    """Where a demand stands."""

    OPEN = "open", N_("Open")
    PROMISED = "promised", N_("Promised")
    PARTLY_MET = "partly_met", N_("Partly met")
    MET = "met", N_("Met")
    REJECTED = "rejected", N_("Refused")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class DemandEvent(Word):
    """What can happen to a demand."""

    PROMISE = "promise", N_("Mark as promised")
    MEET_PARTLY = "meet_partly", N_("Mark as partly met")
    MEET = "meet", N_("Mark as met")
    REJECT = "reject", N_("Mark as refused")
    WITHDRAW = "withdraw", N_("Withdraw")
    REOPEN = "reopen", N_("Back to open")


_D = DemandStatus
DEMAND: Workflow[DemandStatus, DemandEvent] = Workflow(
    "demand",
    DemandStatus.OPEN,
    {
        **edges(_D.PROMISED, DemandEvent.PROMISE, _D.OPEN),
        **edges(_D.PARTLY_MET, DemandEvent.MEET_PARTLY, _D.OPEN, _D.PROMISED),
        **edges(_D.MET, DemandEvent.MEET, _D.OPEN, _D.PROMISED, _D.PARTLY_MET),
        **edges(_D.REJECTED, DemandEvent.REJECT, _D.OPEN, _D.PROMISED),
        **edges(_D.WITHDRAWN, DemandEvent.WITHDRAW, _D.OPEN, _D.PROMISED, _D.PARTLY_MET, _D.MET, _D.REJECTED),
        **edges(_D.OPEN, DemandEvent.REOPEN, _D.PROMISED, _D.PARTLY_MET, _D.MET, _D.REJECTED, _D.WITHDRAWN),
    },
)


class TargetPart(Word):
    """What a target is for the campaign."""

    DECISION_MAKER = "decision_maker", N_("Decides")
    INFLUENCER = "influencer", N_("Influences")
    ALLY = "ally", N_("Ally")
    OPPONENT = "opponent", N_("Opponent")


class Priority(Word):
    """How much effort a target deserves."""

    HIGH = "high", N_("High")
    NORMAL = "normal", N_("Normal")
    LOW = "low", N_("Low")


@dataclass(frozen=True)
class CampaignDetails:
    """What a coordinator says about a campaign; its place and its parent come beside it."""

    title: str
    summary: str = ""
    goal: str = ""
    run_by: RunBy = RunBy.US
    started_on: PartialDate = NOT_KNOWN
    note: str = ""


@dataclass(frozen=True)
class Ending:
    """How a campaign ended, and when."""

    story: str
    ended_on: PartialDate = NOT_KNOWN


CLOSING = (CampaignEvent.WIN, CampaignEvent.WIN_PARTLY, CampaignEvent.LOSE)
"""Steps that ask for an ending."""


def check_campaign(details: CampaignDetails, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the facts of a campaign."""
    if not details.title.strip():
        yield Problem("title", N_("This is needed."))
    if details.started_on.certainly_after(today):
        yield Problem("started_on", N_("This day is still to come. Leave it empty until the campaign has begun."))


def check_ending(ending: Ending, started_on: PartialDate, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the ending of a campaign: the story and the date are needed."""
    if not ending.story.strip():
        yield Problem("story", N_("Tell how it ended: those who come after you will want to know."))
    if not ending.ended_on:
        yield Problem("ended_on", N_("Say when it ended, as exactly as you know: a year is enough."))
    elif ending.ended_on.certainly_after(today):
        yield Problem("ended_on", N_("This day is still to come."))
    elif ending.ended_on.certainly_before(started_on):
        yield Problem("ended_on", N_("It cannot end before it began."))


@dataclass(frozen=True)
class DemandDetails:
    """One demand, in both languages."""

    text: str
    text_es: str = ""
    instrument: Instrument | None = None
    note: str = ""


@dataclass(frozen=True)
class TargetDetails:
    """What a campaign wants of a person or organization; who they are, the demands and the asker come beside it."""

    part: TargetPart = TargetPart.DECISION_MAKER
    priority: Priority = Priority.NORMAL
    ask_by: date | None = None
    note: str = ""


DEMAND_PROGRESS = {
    DemandStatus.OPEN: (1, N_("Step 1 of 4: raised")),
    DemandStatus.PROMISED: (2, N_("Step 2 of 4: promised")),
    DemandStatus.PARTLY_MET: (3, N_("Step 3 of 4: partly met")),
    DemandStatus.MET: (4, N_("Step 4 of 4: met")),
    DemandStatus.REJECTED: (1, N_("Step 1 of 4: raised, and refused")),
}
"""How far a demand has come, as filled steps and in words; a withdrawn one has no progress."""
