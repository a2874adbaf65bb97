"""Who may do what: every action, and its rule. What may be read is in visibility.py."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select, union_all

from advocacy.db import db
from advocacy.domain.users import Role
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    MeetingRequest,
    Person,
    Recipient,
    Record,
    RecordCampaign,
    Target,
    Task,
    TeamMember,
)
from advocacy.policy.actors import IMPORTER, OPERATOR, VISITOR, WORKER, WORKING_ROLES, Actor
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.policy.visibility import (
    activities_in_sight,
    hidden_campaigns,
    is_hidden,
    remember_restricted,
    restricted,
    unreplaced,
    visible_activities,
    visible_campaign_ids,
    visible_records,
    visible_work,
)


class Action(StrEnum):
    """Everything that a route or a service may ask permission for: `noun:verb`."""

    READ = "record:read"
    SEE_DRAFTS = "draft:read"
    SEE_TARGET_NOTES = "target:read_notes"
    SEE_RSVP_NAMES = "rsvp:read_names"
    SEE_PRIVATE_CONTACTS = "contact:read_private"
    RSVP = "event:rsvp"
    ANSWER_ACTION_CALL = "action_call:answer"
    FINISH_OWN_TASK = "task:finish_own"
    CHANGE_OWN_ACCOUNT = "account:change"
    LOG_ACTIVITY = "activity:log"
    EDIT_ACTIVITY = "activity:edit"
    WORK_LETTER = "letter:work"
    MANAGE_LETTERHEADS = "letterhead:manage"
    MANAGE_TEMPLATES = "template:manage"
    COMMENT = "comment:write"
    WORK_MEETING = "meeting:work"
    WORK_MEASURE = "measure:work"
    WORK_EVENT = "event:work"
    WORK_TASK = "task:work"
    MANAGE_CHECKLISTS = "checklist:manage"
    HAND_OVER = "work:hand_over"
    WORK_STANCE = "stance:work"
    WORK_SOURCE = "source:work"
    WORK_STATEMENT = "statement:work"
    EDIT_DIRECTORY = "directory:edit"
    ATTACH_FILE = "file:attach"
    CORRECT_STEP = "step:correct"
    CORRECT_OLD_STEP = "step:correct_old"
    CREATE_CAMPAIGN = "campaign:create"
    EDIT_CAMPAIGN = "campaign:edit"
    CLOSE_CAMPAIGN = "campaign:close"
    SET_TEAM = "campaign:set_team"
    WORK_DEMAND = "demand:work"
    WORK_TARGET = "target:work"
    WORK_ACTION_CALL = "action_call:work"
    MERGE_RECORDS = "record:merge"
    IMPORT = "record:import"
    EXPORT_REPORT = "report:export"
    READ_REPORT = "report:read"
    MANAGE_USERS = "user:manage"
    MANAGE_MAIL = "mail:manage"
    MANAGE_INBOX = "inbox:manage"
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
    with db.session.no_autoflush:
        if subject.id is None:
            return True
        statement = _seen(reader(actor), _kind_of(subject))
        return db.session.scalar(statement, parameters(actor, subject_id=subject.id)) is not None


def _kind_of(subject: Any) -> Any:
    """Return by what rule a subject is seen. Only people are seen by their links; their condition is long."""
    for kind in (Activity, Person, Record):
        if isinstance(subject, kind):
            return kind
    raise TypeError(f"no visibility rule for {type(subject).__name__}")


@cache
def _seen(viewer: Reader, kind: Any) -> Select[int]:
    """Return the question whether one of this kind is visible: asked before every change, so built once."""
    if kind is Activity:
        return select(Activity.id).where(Activity.id == bindparam("subject_id"), visible_activities(viewer))
    visible = visible_records(viewer) if kind is Person else visible_work(viewer, Record)
    return select(Record.id).where(Record.id == bindparam("subject_id"), visible)


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
    Action.ANSWER_ACTION_CALL: (SIGNED_IN,),
    Action.FINISH_OWN_TASK: (THEIR_OWN_TASK, ORGANIZERS),
    Action.CHANGE_OWN_ACCOUNT: (SIGNED_IN,),
    Action.LOG_ACTIVITY: (ORGANIZERS,),
    Action.EDIT_ACTIVITY: (ITS_AUTHOR, COORDINATORS),
    Action.WORK_LETTER: (ORGANIZERS,),
    Action.MANAGE_LETTERHEADS: (COORDINATORS,),
    Action.MANAGE_TEMPLATES: (COORDINATORS,),
    Action.COMMENT: (ORGANIZERS,),
    Action.WORK_MEETING: (ORGANIZERS,),
    Action.WORK_MEASURE: (ORGANIZERS,),
    Action.WORK_EVENT: (ORGANIZERS,),
    Action.WORK_TASK: (ORGANIZERS,),
    Action.MANAGE_CHECKLISTS: (COORDINATORS,),
    Action.HAND_OVER: (COORDINATORS, ADMINISTRATORS),
    Action.WORK_STANCE: (ORGANIZERS,),
    Action.WORK_SOURCE: (ORGANIZERS,),
    Action.WORK_STATEMENT: (ORGANIZERS,),
    Action.EDIT_DIRECTORY: (ORGANIZERS,),
    Action.ATTACH_FILE: (ORGANIZERS,),
    Action.CORRECT_STEP: (ORGANIZERS, THEIR_OWN_TASK),
    Action.CORRECT_OLD_STEP: (COORDINATORS,),
    Action.CREATE_CAMPAIGN: (COORDINATORS,),
    Action.EDIT_CAMPAIGN: (COORDINATORS,),
    Action.CLOSE_CAMPAIGN: (COORDINATORS,),
    Action.SET_TEAM: (COORDINATORS,),
    Action.WORK_DEMAND: (COORDINATORS,),
    Action.WORK_TARGET: (COORDINATORS,),
    Action.WORK_ACTION_CALL: (COORDINATORS,),
    Action.MERGE_RECORDS: (COORDINATORS,),
    Action.IMPORT: (COORDINATORS,),
    Action.EXPORT_REPORT: (COORDINATORS,),
    Action.READ_REPORT: (COORDINATORS,),
    Action.MANAGE_USERS: (ADMINISTRATORS,),
    Action.MANAGE_MAIL: (ADMINISTRATORS,),
    Action.MANAGE_INBOX: (COORDINATORS,),
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


__all__ = [
    "ADMINISTRATORS",
    "COORDINATORS",
    "IMPORTER",
    "ITS_AUTHOR",
    "OPERATOR",
    "ORGANIZERS",
    "ORGANIZERS_ON_THE_TEAM",
    "RULES",
    "SIGNED_IN",
    "THEIR_OWN_TASK",
    "VISITOR",
    "WORKER",
    "WORKING_ROLES",
    "Action",
    "Actor",
    "NotAllowed",
    "Rule",
    "activities_in_sight",
    "allows",
    "ensure",
    "hidden_campaigns",
    "is_hidden",
    "is_own",
    "may_ever",
    "remember_restricted",
    "restricted",
    "sees",
    "unreplaced",
    "visible_activities",
    "visible_campaign_ids",
    "visible_records",
    "visible_work",
    "works_towards",
    "wrote_it",
]
