"""What we store. Importing this package maps every table."""

from advocacy.models.activities import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    ActivityVersion,
    Participation,
)
from advocacy.models.base import Base
from advocacy.models.campaigns import Campaign, Demand, Stance, Supporter, Target, TargetDemand, TeamMember
from advocacy.models.claims import Claim, ClaimAnswer, Claimant, ClaimUse
from advocacy.models.directory import (
    BodyRule,
    ContactPoint,
    Jurisdiction,
    Organization,
    Person,
    PersonAlias,
    Post,
    Term,
)
from advocacy.models.events import Event, EventOldDate, EventParty, Rsvp
from advocacy.models.influences import Influence
from advocacy.models.letters import (
    Letter,
    LetterDemand,
    LetterVersion,
    Recipient,
    Reply,
    ReplyAnswer,
    Signature,
)
from advocacy.models.measures import (
    Measure,
    MeasureAction,
    MeasureDemand,
    Recusal,
    RollCallEntry,
    Sponsor,
    VoteAsk,
    VoteEvent,
)
from advocacy.models.media import MediaItem
from advocacy.models.meetings import Commitment, MeetingAsk, MeetingAttendee, MeetingChase, MeetingRequest
from advocacy.models.precedents import Precedent, PrecedentDemand
from advocacy.models.proceedings import Proceeding, ProceedingParty, ProceedingStep
from advocacy.models.records import CampaignCounter, Citation, Record, RecordCampaign, Step
from advocacy.models.statements import Statement, StatementDemand, StatementSpeaker
from advocacy.models.system import AuditEntry, ImportLink, Installation, SearchEntry
from advocacy.models.tasks import Task
from advocacy.models.users import (
    KnownDevice,
    OneTimeLink,
    SignInDelay,
    Submission,
    User,
    UserRole,
    UserSession,
)

__all__ = [
    "Activity",
    "ActivityCampaign",
    "ActivityContact",
    "ActivityVersion",
    "AuditEntry",
    "Base",
    "BodyRule",
    "Campaign",
    "CampaignCounter",
    "Citation",
    "Claim",
    "ClaimAnswer",
    "ClaimUse",
    "Claimant",
    "Commitment",
    "ContactPoint",
    "Demand",
    "Event",
    "EventOldDate",
    "EventParty",
    "ImportLink",
    "Influence",
    "Installation",
    "Jurisdiction",
    "KnownDevice",
    "Letter",
    "LetterDemand",
    "LetterVersion",
    "Measure",
    "MeasureAction",
    "MeasureDemand",
    "MediaItem",
    "MeetingAsk",
    "MeetingAttendee",
    "MeetingChase",
    "MeetingRequest",
    "OneTimeLink",
    "Organization",
    "Participation",
    "Person",
    "PersonAlias",
    "Post",
    "Precedent",
    "PrecedentDemand",
    "Proceeding",
    "ProceedingParty",
    "ProceedingStep",
    "Recipient",
    "Record",
    "RecordCampaign",
    "Recusal",
    "Reply",
    "ReplyAnswer",
    "RollCallEntry",
    "Rsvp",
    "SearchEntry",
    "SignInDelay",
    "Signature",
    "Sponsor",
    "Stance",
    "Statement",
    "StatementDemand",
    "StatementSpeaker",
    "Step",
    "Submission",
    "Supporter",
    "Target",
    "TargetDemand",
    "Task",
    "TeamMember",
    "Term",
    "User",
    "UserRole",
    "UserSession",
    "VoteAsk",
    "VoteEvent",
]
