"""Action calls: written and closed by coordinators, answered by members."""

from advocacy.db import db
from advocacy.domain import action_calls as rules
from advocacy.domain.action_calls import ActionCallDetails, DeedDetails
from advocacy.domain.activity_kinds import Side
from advocacy.domain.lobbying import ContactFacts, LobbyingClass, propose
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused, refuse_if
from advocacy.models import (
    ActionCall,
    ActionCallTarget,
    ActionTaken,
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Participation,
    Target,
)
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import action_calls as queries
from advocacy.queries.clock import today
from advocacy.services import activities, audit, records, search


def create(actor: Actor, campaign: Campaign, details: ActionCallDetails) -> ActionCall:
    """Call the members of a campaign to act. Raises Refused with what is wrong."""
    ensure(actor, Action.WORK_ACTION_CALL, campaign)
    call = ActionCall(campaign_id=campaign.id, campaign=campaign, created_by_id=actor.user_id)
    _fill(actor, call, details)
    db.session.add(call)
    db.session.flush()
    audit.record(actor, campaign, "action_call.made")
    return call


def edit(actor: Actor, call: ActionCall, details: ActionCallDetails, version: int | None) -> None:
    """Change a call; what was done stays done. Raises Stale when somebody changed it since `version`."""
    ensure(actor, Action.WORK_ACTION_CALL, call.campaign)
    records.expect_version(call, version)
    _fill(actor, call, details)
    audit.record(actor, call.campaign, "action_call.changed")


def _fill(actor: Actor, call: ActionCall, details: ActionCallDetails) -> None:
    unchanged_until = details.until is not None and details.until == call.until
    wrong = [each for each in rules.check(details, today()) if not (each.field == "until" and unchanged_until)]
    refuse_if(wrong)
    texts = ("sentence", "sentence_es", "script", "script_es")
    records.refuse_never_stored(**{name: getattr(details, name) for name in texts})
    offered = queries.targets_by_ref(actor, call.campaign)
    if any(ref not in offered for ref in details.targets):
        raise Refused.at("targets", rules.NOT_A_TARGET)
    for name in (*texts, "until", "specific_legislation"):
        setattr(call, name, getattr(details, name))
    kept = {each.target_id: each for each in call.targets}
    chosen = [offered[ref].id for ref in details.targets]
    call.targets = [kept.get(target_id) or ActionCallTarget(target_id=target_id) for target_id in chosen]
    for position, each in enumerate(call.targets):
        each.position = position


def close(actor: Actor, call: ActionCall, version: int | None) -> None:
    """Close a call by hand."""
    ensure(actor, Action.WORK_ACTION_CALL, call.campaign)
    records.expect_version(call, version)
    if call.closed_at is None:
        call.closed_at = utc_now()
        audit.record(actor, call.campaign, "action_call.closed")


def reopen(actor: Actor, call: ActionCall, version: int | None) -> None:
    """Open a call again that was closed by hand."""
    ensure(actor, Action.WORK_ACTION_CALL, call.campaign)
    records.expect_version(call, version)
    if call.closed_at is not None:
        call.closed_at = None
        audit.record(actor, call.campaign, "action_call.reopened")


def answer(actor: Actor, call: ActionCall, details: DeedDetails) -> ActionTaken:
    """Write down that a member did it: one activity of theirs, with the lobbying class as it is proposed.

    Raises Refused when the call is over, the target is none of its, or the member did it already.
    """
    ensure(actor, Action.ANSWER_ACTION_CALL, call.campaign)
    if not queries.is_open(call):
        raise Refused.sentence(rules.IS_CLOSED)
    records.refuse_never_stored(note=details.note)
    wanted = {each.target.ref: each for each in queries.whom(actor, call)}.get(details.target)
    if wanted is None:
        raise Refused.at("target", rules.NOT_A_TARGET)
    if wanted.mine is not None:
        raise Refused.at("target", rules.DONE_ALREADY)
    _forget_retracted(actor, call, wanted.target)
    activity = _activity(actor, call, wanted.target, details)
    db.session.add(activity)
    db.session.flush()
    taken = ActionTaken(
        action_call_id=call.id, target_id=wanted.target.id, user_id=actor.user_id, activity_id=activity.id
    )
    db.session.add(taken)
    search.refresh(activity)
    audit.record(actor, call.campaign, "action_call.answered", kind=details.kind, outcome=details.outcome)
    return taken


def _forget_retracted(actor: Actor, call: ActionCall, target: Target) -> None:
    """What an organizer took out of the log no longer stands in the way of doing it."""
    old = db.session.query(ActionTaken).filter_by(action_call_id=call.id, target_id=target.id, user_id=actor.user_id)
    old.delete()


def _activity(actor: Actor, call: ActionCall, target: Target, details: DeedDetails) -> Activity:
    kind, has_office = queries.body_of(target)
    facts = ContactFacts(
        specific_legislation=call.specific_legislation,
        view_taken=True,  # a call to action takes one
        audience=rules.audience_of(kind, has_office=has_office),
    )
    proposal = propose(facts)
    is_open_question = proposal.lobbying_class is LobbyingClass.NOT_CLASSIFIED
    activity = Activity(
        kind=details.kind,
        side=Side.OURS,
        occurred_on=PartialDate.of(today()),
        note=details.note,
        outcome=details.outcome,
        lobbying=proposal.lobbying_class,
        lobbying_note="" if is_open_question else proposal.reason,
        author_id=actor.user_id,
        is_sample=call.campaign.is_sample,
    )
    activity.facts = facts
    activity.campaign_links = [ActivityCampaign(campaign=call.campaign, campaign_id=call.campaign_id)]
    activity.contacts = [
        ActivityContact(
            person_id=target.person_id,
            organization_id=target.organization_id,
            attribution=target.attribution,
            outcome=details.outcome,
        )
    ]
    user = actor.user
    activity.participations = [
        Participation(user_id=actor.user_id, organization_id=user.organization_id if user is not None else None)
    ]
    activity.place()
    return activity


def take_back(actor: Actor, call: ActionCall, target_ref: str) -> None:
    """Take back that one did it, within 24 hours: its activity leaves timelines, counts and reports.

    Raises Refused when it is too late, or there is nothing to take back.
    """
    ensure(actor, Action.ANSWER_ACTION_CALL, call.campaign)
    mine = {each.target.ref: each.mine for each in queries.whom(actor, call)}.get(target_ref)
    if mine is None:
        raise Refused.sentence(rules.NOT_A_TARGET)
    activity = db.session.get_one(Activity, mine.activity_id)
    if utc_now() - activity.created_at > rules.UNDO_FOR:
        raise Refused.sentence(rules.TOO_LATE)
    activities.retract(actor, activity, rules.UNDONE)
    db.session.delete(mine)
    audit.record(actor, call.campaign, "action_call.taken_back")
