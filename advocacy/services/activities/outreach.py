"""What people log by hand: a call, a visit, a message, and the task that follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from advocacy.db import db
from advocacy.domain import activities as rules
from advocacy.domain.activities import ActivityContext, ActivityDetails, ContactDetails, FollowUp, ParticipantDetails
from advocacy.domain.activity_kinds import ContactOutcome
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.tasks import TaskRule
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Organization,
    Participation,
    Person,
    Task,
    User,
)
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import picking
from advocacy.queries.clock import today
from advocacy.services import audit, records, search, tasks

CHOOSE_FROM_LIST = N_("Choose from the list.")


@dataclass(frozen=True)
class Parts:
    """The rows of an activity, ready to be hung on it."""

    campaigns: list[Campaign]
    contacts: list[ActivityContact]
    participations: list[Participation]


@dataclass(frozen=True)
class NewPerson:
    """Somebody met who is not on file yet: a name, and what office they said they are from."""

    name: str
    office: str = ""


def log(actor: Actor, details: ActivityDetails) -> Activity:
    """Put on the timeline what somebody did, and plan the task that follows.

    Raises Refused with what is wrong, at the fields of ActivityDetails.
    """
    ensure(actor, Action.LOG_ACTIVITY)
    refuse_what_is_wrong(details)
    parts = parts_of(actor, details)
    activity = Activity(author_id=actor.user_id, is_sample=any(campaign.is_sample for campaign in parts.campaigns))
    fill(activity, details, parts)
    db.session.add(activity)
    search.refresh(activity)
    audit.record(
        actor,
        activity,
        "activity.logged",
        kind=activity.kind,
        occurred_on=activity.occurred_on,
        outcome=activity.outcome,
        minutes=activity.minutes,
        campaigns=[campaign.ref for campaign in parts.campaigns],
    )
    plan_follow_up(actor, activity, details.follow_up)
    return activity


def log_with_somebody_new(
    actor: Actor, details: ActivityDetails, newcomer: NewPerson, outcome: ContactOutcome | None
) -> Activity:
    """Put a person on file and log the contact with them, and how it ended."""
    ensure(actor, Action.EDIT_DIRECTORY)
    records.refuse_never_stored(name=newcomer.name, office=newcomer.office)
    person = Person(role=newcomer.office)
    given, _, family = newcomer.name.strip().rpartition(" ")
    person.rename(given_name=given, family_name=family)
    records.add(actor, person, "person.created")
    return log(actor, replace(details, contacts=(ContactDetails(person.ref, outcome=outcome),)))


def refuse_what_is_wrong(details: ActivityDetails) -> None:
    """Raise Refused when the details break a rule or hold what is never stored."""
    refuse_if(rules.check(details, ActivityContext(today())))
    records.refuse_never_stored(
        summary=details.summary,
        note=details.note,
        date_note=details.date_note,
        words=" ".join(contact.words for contact in details.contacts),
        lobbying_note=details.lobbying_note,
        follow_up_what=details.follow_up.what,
    )


def parts_of(actor: Actor, details: ActivityDetails) -> Parts:
    """Look up campaigns, contacts and participants, as far as the actor may see them; raise Refused otherwise."""
    campaigns = _found(actor, "campaigns", "campaigns", details.campaigns)
    parties = _found(actor, "parties", "contacts", [contact.ref for contact in details.contacts if contact.ref])
    people = _found(actor, "participants", "participants", [each.ref for each in details.participants])
    spoken_for = [each.organization for each in details.participants if each.organization]
    groups = _found(actor, "organizations", "participants", list(dict.fromkeys(spoken_for)))
    return Parts(
        campaigns=list(campaigns.values()),
        contacts=[_contact(contact, parties) for contact in details.contacts],
        participations=[
            _participation(each, people[each.ref], groups.get(each.organization)) for each in details.participants
        ],
    )


def _found(actor: Actor, what: str, field: str, refs: Sequence[str]) -> dict[str, Any]:
    """Return the records by ref, in the order asked for. Hidden and missing look the same."""
    found = {ref: record for ref, _label, _hint, record in picking.get(actor, what, refs)} if refs else {}
    if any(ref not in found for ref in refs):
        raise Refused([Problem(field, CHOOSE_FROM_LIST)])
    return found


def _contact(details: ContactDetails, parties: dict[str, Any]) -> ActivityContact:
    party = parties.get(details.ref)
    return ActivityContact(
        person_id=party.id if isinstance(party, Person) else None,
        organization_id=party.id if isinstance(party, Organization) else None,
        attribution=details.words if party is None else "",
        outcome=details.outcome,
    )


def _participation(
    details: ParticipantDetails, who: User | Person | Organization, spoken_for: Organization | None
) -> Participation:
    """For a user or a person, the organization is the one they spoke for, else the one they belong to."""
    own = who.id if isinstance(who, Organization) else spoken_for.id if spoken_for is not None else who.organization_id
    return Participation(
        user_id=who.id if isinstance(who, User) else None,
        person_id=who.id if isinstance(who, Person) else None,
        organization_id=own,
        minutes=details.minutes,
        is_paid=details.is_paid,
    )


def fill(activity: Activity, details: ActivityDetails, parts: Parts) -> None:
    """Write details and parts on the activity, keeping the campaign links that stay."""
    activity.kind, activity.side = details.kind, details.side
    activity.occurred_on, activity.date_note = details.occurred_on, details.date_note
    activity.summary, activity.note = details.summary, details.note
    activity.outcome, activity.minutes = details.outcome, details.minutes
    activity.lobbying, activity.lobbying_note, activity.facts = details.lobbying, details.lobbying_note, details.facts
    kept = {link.campaign_id: link for link in activity.campaign_links}
    activity.campaign_links = [
        kept.get(campaign.id) or ActivityCampaign(campaign=campaign, campaign_id=campaign.id)
        for campaign in parts.campaigns
    ]
    activity.contacts, activity.participations = parts.contacts, parts.participations
    activity.place()


def plan_follow_up(actor: Actor, activity: Activity, follow_up: FollowUp) -> Task | None:
    """Plan the task that follows, for who is named or else for the actor, in the activity's campaigns."""
    if not follow_up.is_wanted:
        return None
    wanted = [follow_up.assignee] if follow_up.assignee else []
    chosen = _found(actor, "users", "follow_up_assignee", wanted)
    task = tasks.plan(
        actor,
        TaskRule.FOLLOW_UP,
        follow_up.what,
        assignee=chosen.get(follow_up.assignee) or actor.user,
        due_on=follow_up.due_on,
        activity=activity,
    )
    task.is_sample = activity.is_sample
    records.set_campaigns(actor, task, activity.campaigns)
    return task
