"""Measures: what a body decides or an office-holder issues."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Edge, Workflow, edges


class MeasureType(Word):
    """What kind of decision it is; screens call the record by this word."""

    RESOLUTION = "resolution", N_("Resolution")
    ORDINANCE = "ordinance", N_("Ordinance")
    ORDER = "order", N_("Order")
    BILL = "bill", N_("Bill")
    CHARTER_CHANGE = "charter_change", N_("Charter change")
    EXECUTIVE_ORDER = "executive_order", N_("Executive order")
    POLICY = "policy", N_("Policy")
    DIRECTIVE = "directive", N_("Directive")
    PROGRAM = "program", N_("Program")
    STATUTE = "statute", N_("Statute")
    OTHER = "other", N_("Other")


class DecidedBy(Word):
    """Who decides: a body by vote, or one office-holder."""

    BODY = "body", N_("A body, by vote")
    OFFICE_HOLDER = "office_holder", N_("An office-holder")


class Binding(Word):
    """Whether it binds; often a source does not say."""

    YES = "yes", N_("Binding")
    NO = "no", N_("Non-binding")
    NOT_KNOWN = "not_known", N_("Not known whether binding")


class MeasureStatus(Word):
    """Where a measure stands."""

    IDEA = "idea", N_("Idea")
    DRAFTING = "drafting", N_("Drafting")
    SPONSOR_SOUGHT = "sponsor_sought", N_("Sponsor sought")
    SPONSORED = "sponsored", N_("Sponsored")
    INTRODUCED = "introduced", N_("Introduced")
    IN_COMMITTEE = "in_committee", N_("In committee")
    SCHEDULED = "scheduled", N_("Scheduled for a vote")
    PASSED = "passed", N_("Passed")
    FAILED = "failed", N_("Failed")
    TABLED = "tabled", N_("Tabled")
    REFERRED_BACK = "referred_back", N_("Referred back")
    FILED = "filed", N_("Received and filed")
    EXPIRED = "expired", N_("Expired")
    RECONSIDERED = "reconsidered", N_("Reconsidered")
    SIGNED = "signed", N_("Signed")
    VETOED = "vetoed", N_("Vetoed")
    OVERRIDDEN = "overridden", N_("Veto overridden")
    SUSTAINED = "sustained", N_("Veto sustained")
    ASKED = "asked", N_("Asked for")
    ISSUED = "issued", N_("Issued")
    REFUSED = "refused", N_("Refused")
    IN_FORCE = "in_force", N_("In force")
    AMENDED = "amended", N_("Amended")
    RESCINDED = "rescinded", N_("Rescinded")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class MeasureEvent(Word):
    """A dated action on a measure, or a step before it is introduced."""

    DRAFT = "draft", N_("Drafting began")
    SEEK_SPONSOR = "seek_sponsor", N_("Seek a sponsor")
    SPONSOR = "sponsor", N_("Sponsor found")
    INTRODUCE = "introduce", N_("Introduced")
    REFER_TO_COMMITTEE = "refer_to_committee", N_("Referred to committee")
    SCHEDULE = "schedule", N_("Scheduled for a vote")
    PASS = "pass", N_("Passed")
    FAIL = "fail", N_("Failed")
    TABLE = "table", N_("Tabled")
    REFER_BACK = "refer_back", N_("Referred back")
    FILE = "file", N_("Received and filed")
    EXPIRE = "expire", N_("Expired")
    RECONSIDER = "reconsider", N_("Reconsidered")
    SIGN = "sign", N_("Signed")
    VETO = "veto", N_("Vetoed")
    OVERRIDE = "override", N_("Veto overridden")
    SUSTAIN = "sustain", N_("Veto sustained")
    ASK = "ask", N_("Asked for")
    ISSUE = "issue", N_("Issued")
    REFUSE = "refuse", N_("Refused")
    TAKE_EFFECT = "take_effect", N_("Took effect")
    AMEND = "amend", N_("Amended")
    RESCIND = "rescind", N_("Rescinded")
    WITHDRAW = "withdraw", N_("Withdrawn")


_S = MeasureStatus
_A = ActivityKind.MEASURE_ACTION
BEFORE_INTRODUCTION = (_S.IDEA, _S.DRAFTING, _S.SPONSOR_SOUGHT, _S.SPONSORED)
PENDING = (_S.INTRODUCED, _S.IN_COMMITTEE, _S.SCHEDULED, _S.TABLED, _S.REFERRED_BACK, _S.RECONSIDERED)

BODY_MEASURE: Workflow[MeasureStatus, MeasureEvent] = Workflow(
    "measure before a body",
    _S.IDEA,
    {
        **edges(_S.DRAFTING, MeasureEvent.DRAFT, _S.IDEA),
        **edges(_S.SPONSOR_SOUGHT, MeasureEvent.SEEK_SPONSOR, _S.IDEA, _S.DRAFTING),
        **edges(_S.SPONSORED, MeasureEvent.SPONSOR, _S.IDEA, _S.DRAFTING, _S.SPONSOR_SOUGHT),
        **edges(_S.INTRODUCED, MeasureEvent.INTRODUCE, *BEFORE_INTRODUCTION, activity=_A),
        **edges(
            _S.IN_COMMITTEE,
            MeasureEvent.REFER_TO_COMMITTEE,
            _S.INTRODUCED,
            _S.REFERRED_BACK,
            _S.TABLED,
            _S.IN_COMMITTEE,
            activity=_A,
        ),
        **edges(
            _S.SCHEDULED,
            MeasureEvent.SCHEDULE,
            *PENDING,
            _S.SPONSORED,
            activity=_A,
        ),
        **edges(_S.PASSED, MeasureEvent.PASS, *PENDING, activity=_A),
        **edges(_S.FAILED, MeasureEvent.FAIL, *PENDING, activity=_A),
        **edges(_S.TABLED, MeasureEvent.TABLE, _S.INTRODUCED, _S.IN_COMMITTEE, _S.SCHEDULED, activity=_A),
        **edges(
            _S.REFERRED_BACK,
            MeasureEvent.REFER_BACK,
            _S.INTRODUCED,
            _S.IN_COMMITTEE,
            _S.SCHEDULED,
            activity=_A,
        ),
        **edges(_S.FILED, MeasureEvent.FILE, *PENDING, activity=_A),
        **edges(_S.EXPIRED, MeasureEvent.EXPIRE, *PENDING, activity=_A),
        **edges(_S.RECONSIDERED, MeasureEvent.RECONSIDER, _S.PASSED, _S.FAILED, activity=_A),
        **edges(_S.SIGNED, MeasureEvent.SIGN, _S.PASSED, activity=_A),
        **edges(_S.VETOED, MeasureEvent.VETO, _S.PASSED, activity=_A),
        **edges(_S.OVERRIDDEN, MeasureEvent.OVERRIDE, _S.VETOED, activity=_A),
        **edges(_S.SUSTAINED, MeasureEvent.SUSTAIN, _S.VETOED, activity=_A),
        **edges(
            _S.IN_FORCE,
            MeasureEvent.TAKE_EFFECT,
            _S.SIGNED,
            _S.OVERRIDDEN,
            _S.PASSED,
            activity=_A,
        ),
        **edges(_S.WITHDRAWN, MeasureEvent.WITHDRAW, *BEFORE_INTRODUCTION, *PENDING, activity=_A),
    },
)

OFFICE_MEASURE: Workflow[MeasureStatus, MeasureEvent] = Workflow(
    "measure by an office-holder",
    _S.IDEA,
    {
        **edges(_S.DRAFTING, MeasureEvent.DRAFT, _S.IDEA),
        **edges(_S.ASKED, MeasureEvent.ASK, _S.IDEA, _S.DRAFTING, _S.REFUSED, activity=_A),
        **edges(_S.ISSUED, MeasureEvent.ISSUE, _S.IDEA, _S.DRAFTING, _S.ASKED, activity=_A),
        **edges(_S.REFUSED, MeasureEvent.REFUSE, _S.ASKED, activity=_A),
        **edges(_S.IN_FORCE, MeasureEvent.TAKE_EFFECT, _S.ISSUED, activity=_A),
        **edges(_S.AMENDED, MeasureEvent.AMEND, _S.ISSUED, _S.IN_FORCE, _S.AMENDED, activity=_A),
        **edges(_S.RESCINDED, MeasureEvent.RESCIND, _S.ISSUED, _S.IN_FORCE, _S.AMENDED, activity=_A),
        (_S.IDEA, MeasureEvent.WITHDRAW): Edge(_S.WITHDRAWN),
        (_S.DRAFTING, MeasureEvent.WITHDRAW): Edge(_S.WITHDRAWN),
        (_S.ASKED, MeasureEvent.WITHDRAW): Edge(_S.WITHDRAWN, _A),
    },
)

NOT_YET_PUBLIC = (*BEFORE_INTRODUCTION, _S.ASKED, _S.REFUSED)
OURS_TO_DO = (MeasureEvent.ASK, MeasureEvent.WITHDRAW)
"""Actions that we take; all others are taken by the body or the office-holder."""


def workflow_for(decided_by: DecidedBy) -> Workflow[MeasureStatus, MeasureEvent]:
    """Return the table of measures before a body, or of those by an office-holder."""
    return BODY_MEASURE if decided_by is DecidedBy.BODY else OFFICE_MEASURE


def side_of(event: MeasureEvent) -> Side:
    """Return whose doing an action is."""
    return Side.OURS if event in OURS_TO_DO else Side.THEIRS


def is_public(status: MeasureStatus) -> bool:
    """Tell whether the state itself makes a measure public record (*withdrawn* does not say)."""
    return status not in NOT_YET_PUBLIC and status is not MeasureStatus.WITHDRAWN


@dataclass(frozen=True)
class MeasureDetails:
    """What somebody says about a measure; people, bodies, demands and campaigns are given beside it."""

    title: str
    measure_type: MeasureType
    decided_by: DecidedBy = DecidedBy.BODY
    binding: Binding = Binding.NOT_KNOWN
    identifier: str = ""
    summary: str = ""
    note: str = ""
    next_on: date | None = None
    next_what: str = ""


BODY_DECIDES = N_("A body decides this. Take the office-holder out, or choose “An office-holder”.")
OFFICE_DECIDES = N_("An office-holder decides this. Take the body out, or choose “A body, by vote”.")
NEXT_NEEDS_DAY = N_("Give the day too, or leave this empty.")


def check_measure(details: MeasureDetails, *, has_body: bool, has_office_holder: bool) -> Iterator[Problem]:
    """Yield what contradicts itself: who decides, and what comes next without a day."""
    if details.decided_by is DecidedBy.BODY and has_office_holder:
        yield Problem("office_holder", BODY_DECIDES)
    if details.decided_by is DecidedBy.OFFICE_HOLDER and has_body:
        yield Problem("body", OFFICE_DECIDES)
    if details.next_what and details.next_on is None:
        yield Problem("next_what", NEXT_NEEDS_DAY)


class MotionKind(Word):
    """What was voted on; a body's rules differ by motion."""

    ORDINARY = "ordinary", N_("Ordinary motion")
    AMENDMENT = "amendment", N_("Amendment")
    OVERRIDE = "override", N_("Override of a veto")
    EMERGENCY = "emergency", N_("Emergency measure")
    PROCEDURAL = "procedural", N_("Procedural motion")
    OTHER = "other", N_("Other motion")


class VoteResult(Word):
    """How the vote ended."""

    PASSED = "passed", N_("Passed")
    FAILED = "failed", N_("Failed")
    NOT_KNOWN = "not_known", N_("Not known")


class VoteMethod(Word):
    """How the vote was taken, or what we know of it."""

    ROLL_CALL = "roll_call", N_("Roll call")
    COUNTS_ONLY = "counts_only", N_("Counts only")
    VOICE = "voice", N_("Voice vote")
    NOT_KNOWN = "not_known", N_("Not known")


class CastingVote(Word):
    """How who presides voted to break a tie of the members. It is a vote of its own, beside those of the seats."""

    NONE = "none", N_("No tie, or none was cast")
    YES = "yes", N_("Yes")
    NO = "no", N_("No")


class VoteChoice(Word):
    """How one person voted; the clerk's own word is kept beside it."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    ABSTAIN = "abstain", N_("Abstained")
    ABSENT = "absent", N_("Absent")
    EXCUSED = "excused", N_("Excused")
    NOT_VOTING = "not_voting", N_("Not voting")
    PAIRED = "paired", N_("Paired")
    OTHER = "other", N_("Other")


class MeasureGroup(Word):
    """How far a measure is, for a filter."""

    PREPARING = "preparing", N_("Being prepared")
    PENDING = "pending", N_("Waiting for a decision")
    DECIDED = "decided", N_("Decided or ended")


def states_of(group: MeasureGroup) -> tuple[MeasureStatus, ...]:
    """Return the states of a group; the groups share none and leave none out."""
    if group is MeasureGroup.PREPARING:
        return BEFORE_INTRODUCTION
    if group is MeasureGroup.PENDING:
        return (*PENDING, _S.ASKED)
    return tuple(state for state in _S if state not in (*BEFORE_INTRODUCTION, *PENDING, _S.ASKED))


class NextDate(Word):
    """Whether a measure has a day ahead, for a filter."""

    SOON = "soon", N_("Within 30 days")
    SET = "set", N_("Any day ahead")
    NONE = "none", N_("No day ahead")


SOON_DAYS = 30
