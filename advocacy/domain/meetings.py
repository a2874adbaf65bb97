"""Meeting requests, from asking to debriefing, and the commitments made there."""

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


class MeetingStatus(Word):
    """Where a meeting request stands."""

    DRAFT = "draft", N_("Draft")
    REQUESTED = "requested", N_("Requested")
    OFFERED = "offered", N_("Time offered")
    CONFIRMED = "confirmed", N_("Confirmed")
    HELD = "held", N_("Held, to debrief")
    DEBRIEFED = "debriefed", N_("Debriefed")
    DECLINED = "declined", N_("Declined")
    REFERRED = "referred", N_("Referred elsewhere")
    NO_ANSWER = "no_answer", N_("No answer")
    CANCELLED_BY_OFFICE = "cancelled_by_office", N_("Cancelled by the office")
    CANCELLED_BY_US = "cancelled_by_us", N_("Cancelled by us")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class MeetingEvent(Word):
    """What can happen with a meeting request."""

    REQUEST = "request", N_("Mark as requested")
    CHASE = "chase", N_("Log a chase")
    OFFER = "offer", N_("Log an offer")
    CONFIRM = "confirm", N_("Confirm the time")
    RESCHEDULE = "reschedule", N_("Reschedule")
    DECLINE = "decline", N_("They declined")
    REFER = "refer", N_("They referred us elsewhere")
    GIVE_UP = "give_up", N_("Close without an answer")
    CANCEL_BY_OFFICE = "cancel_by_office", N_("Cancelled by the office")
    CANCEL_BY_US = "cancel_by_us", N_("Cancel")
    HOLD = "hold", N_("Mark as held")
    DEBRIEF = "debrief", N_("Debrief")
    WITHDRAW = "withdraw", N_("Withdraw")


_M = MeetingStatus
MEETING: Workflow[MeetingStatus, MeetingEvent] = Workflow(
    "meeting request",
    MeetingStatus.DRAFT,
    {
        **edges(
            _M.REQUESTED,
            MeetingEvent.REQUEST,
            _M.DRAFT,
            _M.DECLINED,
            _M.REFERRED,
            _M.NO_ANSWER,
            _M.CANCELLED_BY_OFFICE,
            _M.CANCELLED_BY_US,
            activity=ActivityKind.MEETING_REQUESTED,
        ),
        **edges(_M.CONFIRMED, MeetingEvent.CONFIRM, _M.OFFERED, _M.REQUESTED),
        **edges(
            _M.HELD,
            MeetingEvent.HOLD,
            _M.CONFIRMED,
            _M.OFFERED,
            _M.REQUESTED,
            activity=ActivityKind.MEETING_HELD,
        ),
        **edges(_M.DEBRIEFED, MeetingEvent.DEBRIEF, _M.HELD),
        **edges(_M.OFFERED, MeetingEvent.OFFER, _M.REQUESTED),
        **edges(_M.REQUESTED, MeetingEvent.CHASE, _M.REQUESTED),
        **edges(
            _M.DECLINED,
            MeetingEvent.DECLINE,
            _M.REQUESTED,
            _M.OFFERED,
            activity=ActivityKind.MEETING_DECLINED,
        ),
        **edges(_M.REFERRED, MeetingEvent.REFER, _M.REQUESTED),
        **edges(_M.NO_ANSWER, MeetingEvent.GIVE_UP, _M.REQUESTED, _M.OFFERED),
        **edges(_M.CONFIRMED, MeetingEvent.RESCHEDULE, _M.CONFIRMED),
        **edges(_M.CANCELLED_BY_OFFICE, MeetingEvent.CANCEL_BY_OFFICE, _M.CONFIRMED),
        **edges(_M.CANCELLED_BY_US, MeetingEvent.CANCEL_BY_US, _M.CONFIRMED),
        **edges(_M.WITHDRAWN, MeetingEvent.WITHDRAW, _M.DRAFT, _M.REQUESTED, _M.OFFERED),
    },
)

CHASE_AFTER_DAYS = (2, 7)
DEBRIEF_OVERDUE_AFTER_DAYS = 2


class RequestChannel(Word):
    """How the meeting was asked for."""

    LETTER = "letter", N_("Letter")
    EMAIL = "email", N_("E-mail")
    CALL = "call", N_("Call")
    WEB_FORM = "web_form", N_("Web form")
    IN_PERSON = "in_person", N_("In person")
    NOT_KNOWN = "not_known", N_("Not known")


class AttendeeSide(Word):
    """On whose side of the table somebody sat."""

    US = "us", N_("Us")
    THEM = "them", N_("Them")


class CommitmentStatus(Word):
    """Whether a promise was kept."""

    OPEN = "open", N_("Open")
    KEPT = "kept", N_("Kept")
    BROKEN = "broken", N_("Broken")


class CommitmentEvent(Word):
    """What can happen to a commitment."""

    KEEP = "keep", N_("Mark as kept")
    BREAK = "break", N_("Mark as broken")
    REOPEN = "reopen", N_("Reopen")


_C = CommitmentStatus
COMMITMENT: Workflow[CommitmentStatus, CommitmentEvent] = Workflow(
    "commitment",
    CommitmentStatus.OPEN,
    {
        **edges(_C.KEPT, CommitmentEvent.KEEP, _C.OPEN, _C.BROKEN),
        **edges(_C.BROKEN, CommitmentEvent.BREAK, _C.OPEN),
        **edges(_C.OPEN, CommitmentEvent.REOPEN, _C.KEPT, _C.BROKEN),
    },
)
