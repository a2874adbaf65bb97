"""Who may do what: every action, its rule, and the one filter that all reading passes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, inspect, literal, or_, select, true, union_all
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.domain.records import Audience
from advocacy.domain.users import ActorKind, Role
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Commitment,
    EventParty,
    Measure,
    MeetingAttendee,
    MeetingRequest,
    Organization,
    Participation,
    Person,
    Recipient,
    Record,
    RecordCampaign,
    RollCallEntry,
    Rsvp,
    Signature,
    Sponsor,
    Stance,
    Supporter,
    Target,
    Task,
    TeamMember,
    Term,
    User,
    VoteEvent,
)

WORKING_ROLES = frozenset({Role.ORGANIZER, Role.COORDINATOR})


@dataclass(frozen=True)
class Actor:
    """Who acts: a user, one of the system's parts (which see all, and are audited as such), or a visitor.

    A visitor is not signed in: holds no role, sees nothing, and only stands in the audit trail.
    """

    kind: ActorKind
    user: User | None = None

    @classmethod
    def of(cls, user: User) -> "Actor":
        """Return the actor for a signed-in user."""
        return cls(ActorKind.USER, user)

    @property
    def user_id(self) -> int | None:
        """The user's id, or None for the system."""
        return self.user.id if self.user else None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held; the system holds all, a visitor none."""
        if self.user is not None:
            return self.user.roles
        return frozenset(Role) if self.sees_all else frozenset()

    @property
    def sees_all(self) -> bool:
        """Whether no campaign is hidden from it."""
        return self.user is None and self.kind is not ActorKind.VISITOR

    @property
    def is_worker(self) -> bool:
        """Whether drafts and records without a campaign are shown: organizers and coordinators."""
        return bool(self.roles & WORKING_ROLES)

    def has(self, role: Role) -> bool:
        """Tell whether the actor holds the role."""
        return role in self.roles


OPERATOR = Actor(ActorKind.OPERATOR)
IMPORTER = Actor(ActorKind.IMPORT)
WORKER = Actor(ActorKind.WORKER)
VISITOR = Actor(ActorKind.VISITOR)


class Action(StrEnum):
    """Everything that a route or a service may ask permission for: `noun:verb`."""

    READ = "record:read"
    SEE_DRAFTS = "draft:read"
    SEE_TARGET_NOTES = "target:read_notes"
    SEE_RSVP_NAMES = "rsvp:read_names"
    SEE_PRIVATE_CONTACTS = "contact:read_private"
    RSVP = "event:rsvp"
    FINISH_OWN_TASK = "task:finish_own"
    CHANGE_OWN_ACCOUNT = "account:change"
    LOG_ACTIVITY = "activity:log"
    EDIT_ACTIVITY = "activity:edit"
    WORK_LETTER = "letter:work"
    WORK_MEETING = "meeting:work"
    WORK_MEASURE = "measure:work"
    WORK_EVENT = "event:work"
    WORK_TASK = "task:work"
    WORK_STANCE = "stance:work"
    WORK_SOURCE = "source:work"
    EDIT_DIRECTORY = "directory:edit"
    CORRECT_STEP = "step:correct"
    CORRECT_OLD_STEP = "step:correct_old"
    CREATE_CAMPAIGN = "campaign:create"
    EDIT_CAMPAIGN = "campaign:edit"
    CLOSE_CAMPAIGN = "campaign:close"
    SET_TEAM = "campaign:set_team"
    WORK_DEMAND = "demand:work"
    WORK_TARGET = "target:work"
    MERGE_RECORDS = "record:merge"
    IMPORT = "record:import"
    EXPORT_REPORT = "report:export"
    READ_REPORT = "report:read"
    MANAGE_USERS = "user:manage"
    READ_AUDIT = "audit:read"
    JOIN_RESTRICTED = "campaign:join_restricted"


Scope = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Rule:
    """Roles that may, and whether this subject is within their reach."""

    roles: frozenset[Role]
    reaches: Scope


def sees(actor: Actor, subject: Any) -> bool:
    """Tell whether the actor may see the record, activity or child of a record. The same SQL as for lists."""
    if subject is None or actor.sees_all:
        return True
    if isinstance(subject, Activity):
        condition = select(Activity.id).where(Activity.id == subject.id, visible_activities(actor))
    elif isinstance(subject, Record):
        condition = select(Record.id).where(Record.id == subject.id, visible_records(actor))
    else:
        raise TypeError(f"no visibility rule for {type(subject).__name__}")
    with db.session.no_autoflush:
        return subject.id is None or db.session.scalar(condition) is not None


def is_own(actor: Actor, subject: Any) -> bool:
    """Tell whether the task is the actor's own, and visible."""
    return subject is None or (
        isinstance(subject, Task) and subject.assignee_id == actor.user_id and sees(actor, subject)
    )


def wrote_it(actor: Actor, subject: Any) -> bool:
    """Tell whether the actor wrote the activity, and may still see it."""
    return subject is None or (
        isinstance(subject, Activity) and subject.author_id == actor.user_id and sees(actor, subject)
    )


def works_towards(actor: Actor, subject: Any) -> bool:
    """Tell whether the actor is on the team of a campaign that targets, wrote to or asked to meet the subject."""
    if subject is None or actor.sees_all:
        return True
    side = "person_id" if isinstance(subject, Person) else "organization_id"
    meeting = MeetingRequest.__table__.c.id
    pairs = ((Target, Target.__table__.c.id), (Recipient, Recipient.letter_id), (MeetingRequest, meeting))
    approached = union_all(*(select(record_id).where(getattr(table, side) == subject.id) for table, record_id in pairs))
    on_team = RecordCampaign.campaign_id.in_(select(TeamMember.campaign_id).where(TeamMember.user_id == actor.user_id))
    condition = select(Record.id).join(RecordCampaign, RecordCampaign.record_id == Record.id).where(on_team)
    condition = condition.where(Record.id.in_(approached), visible_records(actor)).limit(1)
    return sees(actor, subject) and db.session.scalar(condition) is not None


SIGNED_IN = Rule(frozenset(Role), sees)
ORGANIZERS = Rule(WORKING_ROLES, sees)
COORDINATORS = Rule(frozenset({Role.COORDINATOR}), sees)
ADMINISTRATORS = Rule(frozenset({Role.ADMINISTRATOR}), lambda _actor, _subject: True)
THEIR_OWN_TASK = Rule(frozenset(Role), is_own)
ITS_AUTHOR = Rule(WORKING_ROLES, wrote_it)
ORGANIZERS_ON_THE_TEAM = Rule(frozenset({Role.ORGANIZER}), works_towards)

RULES: dict[Action, tuple[Rule, ...]] = {  # any one rule that says yes is enough
    Action.READ: (SIGNED_IN,),
    Action.SEE_DRAFTS: (ORGANIZERS,),
    Action.SEE_TARGET_NOTES: (ORGANIZERS,),
    Action.SEE_RSVP_NAMES: (ORGANIZERS,),
    Action.SEE_PRIVATE_CONTACTS: (COORDINATORS, ORGANIZERS_ON_THE_TEAM),
    Action.RSVP: (SIGNED_IN,),
    Action.FINISH_OWN_TASK: (THEIR_OWN_TASK, ORGANIZERS),
    Action.CHANGE_OWN_ACCOUNT: (SIGNED_IN,),
    Action.LOG_ACTIVITY: (ORGANIZERS,),
    Action.EDIT_ACTIVITY: (ITS_AUTHOR, COORDINATORS),
    Action.WORK_LETTER: (ORGANIZERS,),
    Action.WORK_MEETING: (ORGANIZERS,),
    Action.WORK_MEASURE: (ORGANIZERS,),
    Action.WORK_EVENT: (ORGANIZERS,),
    Action.WORK_TASK: (ORGANIZERS,),
    Action.WORK_STANCE: (ORGANIZERS,),
    Action.WORK_SOURCE: (ORGANIZERS,),
    Action.EDIT_DIRECTORY: (ORGANIZERS,),
    Action.CORRECT_STEP: (ORGANIZERS, THEIR_OWN_TASK),
    Action.CORRECT_OLD_STEP: (COORDINATORS,),
    Action.CREATE_CAMPAIGN: (COORDINATORS,),
    Action.EDIT_CAMPAIGN: (COORDINATORS,),
    Action.CLOSE_CAMPAIGN: (COORDINATORS,),
    Action.SET_TEAM: (COORDINATORS,),
    Action.WORK_DEMAND: (COORDINATORS,),
    Action.WORK_TARGET: (COORDINATORS,),
    Action.MERGE_RECORDS: (COORDINATORS,),
    Action.IMPORT: (COORDINATORS,),
    Action.EXPORT_REPORT: (COORDINATORS,),
    Action.READ_REPORT: (COORDINATORS,),
    Action.MANAGE_USERS: (ADMINISTRATORS,),
    Action.READ_AUDIT: (ADMINISTRATORS,),
    Action.JOIN_RESTRICTED: (ADMINISTRATORS,),
}


class NotAllowed(Exception):
    """The actor's role does not allow the action. Carries a sentence (a message id)."""

    message = N_("Your role does not allow this. Ask a coordinator of your coalition.")

    def __init__(self, action: Action) -> None:
        """Remember the action, for the audit trail."""
        super().__init__(f"not allowed: {action}")
        self.action = action


def may_ever(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's roles ever allow the action, whatever the subject."""
    return actor.sees_all or any(actor.roles & rule.roles for rule in RULES[action])


def allows(actor: Actor, action: Action, subject: Any = None) -> bool:
    """Tell whether the actor may do this to this subject."""
    if actor.sees_all:
        return True
    return any(actor.roles & rule.roles and rule.reaches(actor, subject) for rule in RULES[action])


def ensure(actor: Actor, action: Action, subject: Any = None) -> None:
    """Raise NotAllowed unless the actor may."""
    if not allows(actor, action, subject):
        raise NotAllowed(action)


def hidden_campaigns(actor: Actor) -> Select[tuple[int]]:
    """Return a query of the ids of restricted campaigns whose team the actor is not on."""
    teams = select(TeamMember.campaign_id).where(TeamMember.user_id == actor.user_id)
    return select(Campaign.__table__.c.id).where(
        Campaign.__table__.c.access == Access.RESTRICTED, Campaign.__table__.c.id.not_in(teams)
    )


def visible_campaign_ids(actor: Actor) -> Select[tuple[int]]:
    """Return a query of the ids of campaigns that the actor may see."""
    ids = select(Campaign.__table__.c.id)
    return ids if actor.sees_all else ids.where(Campaign.__table__.c.id.not_in(hidden_campaigns(actor)))


def visible_records(actor: Actor, record: Any = Record) -> ColumnElement[bool]:
    """Return the condition on `record` (the Record table, a subclass or an alias) for what the actor may read."""
    if actor.sees_all:
        return true()
    mapped = inspect(record, raiseerr=False)
    if mapped is not None and mapped.mapper.class_ not in (Record, Person):
        return _owned_or_directory(actor, record)
    return or_(
        _owned_or_directory(actor, record),
        and_(record.audience == Audience.LINKED, _person_is_visible(actor, record)),
    )


def visible_work(actor: Actor, record: Any) -> ColumnElement[bool]:
    """Return the same condition for rows of the Record table that are known not to be people: much shorter."""
    return true() if actor.sees_all else _owned_or_directory(actor, record)


def _owned_or_directory(actor: Actor, record: Any) -> ColumnElement[bool]:
    links = RecordCampaign.__table__.alias()
    in_hidden = exists(
        select(literal(1)).where(links.c.record_id == record.id, links.c.campaign_id.in_(hidden_campaigns(actor)))
    )
    audiences = [Audience.CAMPAIGNS, Audience.WORKERS] if actor.is_worker else [Audience.CAMPAIGNS]
    own_task = Task.__table__.alias()
    belongs = or_(
        true() if actor.is_worker else false(),
        exists(select(literal(1)).where(links.c.record_id == record.id)),
        exists(select(literal(1)).where(own_task.c.id == record.id, own_task.c.assignee_id == actor.user_id)),
    )
    return or_(
        record.audience == Audience.DIRECTORY,
        and_(record.audience.in_(audiences), ~in_hidden, belongs),
    )


def _person_record_links() -> Any:
    """Return every (person, record) pair through which a person appears somewhere."""
    pairs = [
        select(table.person_id.label("person_id"), record_id.label("record_id")).where(table.person_id.is_not(None))
        for table, record_id in (
            (Target, Target.__table__.c.id),
            (Stance, Stance.__table__.c.id),
            (Commitment, Commitment.__table__.c.id),
            (MeetingRequest, MeetingRequest.__table__.c.id),
            (Recipient, Recipient.letter_id),
            (Signature, Signature.letter_id),
            (MeetingAttendee, MeetingAttendee.meeting_id),
            (Sponsor, Sponsor.measure_id),
            (EventParty, EventParty.event_id),
            (Supporter, Supporter.campaign_id),
        )
    ]
    pairs.append(
        select(RollCallEntry.person_id, VoteEvent.measure_id).join(
            VoteEvent, VoteEvent.id == RollCallEntry.vote_event_id
        )
    )
    pairs.append(select(Measure.office_holder_id, Measure.__table__.c.id).where(Measure.office_holder_id.is_not(None)))
    pairs.append(
        select(Organization.spokesperson_id, Organization.__table__.c.id).where(
            Organization.spokesperson_id.is_not(None)
        )
    )
    return union_all(*pairs).subquery("person_records")


def _person_is_visible(actor: Actor, record: Any) -> ColumnElement[bool]:
    """A person is seen by a term, by a link to something visible, or (by workers) when linked to nothing."""
    links = _person_record_links()
    linked = aliased(Record)
    contact, participation = ActivityContact.__table__.alias(), Participation.__table__.alias()
    rsvp, user = Rsvp.__table__.alias(), User.__table__.alias()
    seen_record = exists(
        select(literal(1))
        .select_from(links.join(linked, linked.id == links.c.record_id))
        .where(links.c.person_id == record.id, _owned_or_directory(actor, linked))
    )
    seen_activity = or_(*(_in_visible_activity(actor, record, table) for table in (contact, participation)))
    seats = exists(select(literal(1)).where(Term.person_id == record.id))
    if not actor.is_worker:
        return or_(seats, seen_record, seen_activity)
    linking = (links, contact, participation, rsvp)
    unlinked = ~or_(*(exists(select(literal(1)).where(rows.c.person_id == record.id)) for rows in linking))
    event = aliased(Record)
    seen_rsvp = exists(
        select(literal(1))
        .select_from(rsvp.join(event, event.id == rsvp.c.event_id))
        .where(rsvp.c.person_id == record.id, _owned_or_directory(actor, event))
    )
    is_user = exists(select(literal(1)).where(user.c.person_id == record.id))
    return or_(seats, seen_record, seen_activity, unlinked, is_user, seen_rsvp)


def _in_visible_activity(actor: Actor, record: Any, table: Any) -> ColumnElement[bool]:
    """The person stands in the table beside an activity that the actor may see.

    Who works here still finds somebody whose only entry was taken out, else the next one makes a twin.
    A join, not an `IN` inside the `EXISTS`: two levels down SQLAlchemy no longer ties the row to the outer record.
    """
    activity = aliased(Activity)
    reached = activities_in_sight if actor.is_worker else visible_activities
    return exists(
        select(literal(1))
        .select_from(table.join(activity, activity.id == table.c.activity_id))
        .where(table.c.person_id == record.id, reached(actor, activity))
    )


def visible_activities(actor: Actor, activity: Any = Activity) -> ColumnElement[bool]:
    """Return the condition on `activity` for what the actor may read; retracted ones are never listed."""
    return and_(activity.retracted_at.is_(None), activities_in_sight(actor, activity))


def activities_in_sight(actor: Actor, activity: Any = Activity) -> ColumnElement[bool]:
    """Return the condition on `activity` for what no campaign hides from the actor, retracted or not."""
    if actor.sees_all:
        return true()
    links = ActivityCampaign.__table__.alias()
    in_hidden = exists(
        select(literal(1)).where(links.c.activity_id == activity.id, links.c.campaign_id.in_(hidden_campaigns(actor)))
    )
    linked = exists(select(literal(1)).where(links.c.activity_id == activity.id))
    return ~in_hidden if actor.is_worker else and_(~in_hidden, linked)
