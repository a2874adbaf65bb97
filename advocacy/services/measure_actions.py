"""Dated actions on a measure: from *introduced* on its state follows them, unless somebody sets it by hand."""

from collections.abc import Iterable, Mapping, Sequence

from advocacy import policy
from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.measure_actions import (
    ActionDetails,
    check_action,
    check_order,
    event_to,
    in_order,
    plain_steps,
)
from advocacy.domain.measures import MeasureEvent, MeasureGroup, MeasureStatus, side_of, states_of
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Activity, Measure, MeasureAction, MediaItem
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor
from advocacy.queries.clock import today
from advocacy.services import activities, counts, measure_status, records, search, steps
from advocacy.services.activities import Contact, Happening
from advocacy.services.measures import parties_of
from advocacy.services.steps import CorrectionRight

PLAIN_STEP = N_("This is a plain step: take it with its button on the page of the measure.")
WHY_BY_HAND = N_("Say why the state is set by hand.")
NOTHING_LEADS_THERE = N_("Choose a state from the list.")
NOTHING_TO_FOLLOW = N_("There is no dated action that the state could follow.")
ITS_VOTE_DATES_IT = N_("A vote decided this. Change the vote, and this follows.")
WHY_REMOVED = N_("Say why it is taken out.")


def add(
    actor: Actor,
    measure: Measure,
    details: ActionDetails,
    *,
    version: int | None,
    before: MeasureAction | None = None,
    sources: Sequence[MediaItem] = (),
    activity: Activity | None = None,
) -> MeasureAction:
    """Log an action. The latest one moves the measure; an earlier one only has to fit between the others.

    `before` places it in front of another where dates do not say. With `activity` it joins one already written
    (that of a vote) instead of writing its own.
    """
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    refuse_if(check_action(details, today()))
    records.refuse_never_stored(words=details.words, date_note=details.date_note, next_what=details.next_what)
    action = MeasureAction(
        action=details.action, occurred_on=details.occurred_on, date_note=details.date_note, words=details.words
    )
    _place(measure, action, before)
    happening = _happening(measure, details, sources)
    ordered = in_order([*measure.actions, action])
    if ordered[-1] is action:
        ahead = {"next_on": details.next_on, "next_what": details.next_what}
        action.activity_id = _move(actor, measure, action, happening, activity, ahead)
    else:
        action.activity_id = _fit_in(actor, measure, ordered, action, happening, activity)
        measure.next_on, measure.next_what = details.next_on, details.next_what
    measure.actions.append(action)
    measure_status.note_public(measure)
    measure.touch()
    return action


def _place(measure: Measure, action: MeasureAction, before: MeasureAction | None) -> None:
    """Give the action its position: after all others, or in front of one of them."""
    others = sorted(measure.actions, key=lambda each: each.position)
    place = others.index(before) if before in others else len(others)
    for position, each in enumerate([*others[:place], action, *others[place:]]):
        each.position = position


def _happening(measure: Measure, details: ActionDetails, sources: Sequence[MediaItem]) -> Happening:
    return Happening(
        occurred_on=details.occurred_on,
        date_note=details.date_note,
        summary=measure.name,
        note=details.words,
        side=side_of(details.action),
        contacts=tuple(Contact(party) for party in parties_of(measure)),
        sources=tuple(sources),
    )


def _move(
    actor: Actor,
    measure: Measure,
    action: MeasureAction,
    happening: Happening,
    activity: Activity | None,
    ahead: Mapping[str, object],
) -> int | None:
    """Take the step that the action is; return the id of the activity that tells of it.

    `ahead`, what comes next, is put back when the step is taken back.
    """
    if action.action in plain_steps(steps.workflow_of(measure), measure.status):
        raise Refused.at("action", PLAIN_STEP)
    step = steps.take(actor, measure, action.action, happening, activity=activity, fields=ahead)
    measure.status_is_manual, measure.status_note = False, ""
    if action.action is MeasureEvent.WITHDRAW:
        steps.close_tasks(actor, measure, action.words)
    elif measure.status in states_of(MeasureGroup.DECIDED):
        counts.drop_asks(actor, measure)
    return step.activity_id


def _fit_in(
    actor: Actor,
    measure: Measure,
    ordered: Sequence[MeasureAction],
    action: MeasureAction,
    happening: Happening,
    activity: Activity | None,
) -> int:
    """Log an action that came before others: the state stays what the latest says."""
    refuse_if(check_order(steps.workflow_of(measure), ordered))
    word = action.action
    told = activity or activities.record(actor, measure, ActivityKind.MEASURE_ACTION, happening, step=word.value)
    records.saved(actor, measure, "measure.action_logged", action=word, occurred_on=action.occurred_on)
    return told.id


def edit(
    actor: Actor,
    measure: Measure,
    action: MeasureAction,
    details: ActionDetails,
    *,
    version: int | None,
    sources: Sequence[MediaItem] = (),
) -> None:
    """Change when an action was, its words and its sources; its activity follows, and the measure too."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    if is_of_a_vote(action):
        raise Refused.sentence(ITS_VOTE_DATES_IT)
    refuse_if(check_action(details, today()))
    records.refuse_never_stored(words=details.words, date_note=details.date_note)
    action.date_note, action.words = details.date_note, details.words
    redate(actor, measure, action, details)
    activity = activity_of(action)
    if activity is not None:
        activity.note = details.words
        records.set_sources(activity, sources)
        search.refresh(activity)
    records.saved(actor, measure, "measure.action_edited", action=action.action, occurred_on=details.occurred_on)


def redate(actor: Actor, measure: Measure, action: MeasureAction, details: ActionDetails) -> None:
    """Put the action on another date, move its activity, and let the measure follow the new order."""
    action.occurred_on = details.occurred_on
    refuse_if(check_order(steps.workflow_of(measure), in_order(measure.actions)))
    activity = activity_of(action)
    if activity is not None:
        activities.move(activity, details.occurred_on, details.date_note)
    follow_actions(actor, measure)


def follow_actions(actor: Actor, measure: Measure) -> None:
    """Let the state be what the latest action says, unless it is set by hand."""
    status = measure_status.status_by_actions(measure)
    if status is not None and status is not measure.status and not measure.status_is_manual:
        steps.follow(actor, measure, event_to(steps.workflow_of(measure), status), status)
    measure_status.note_public(measure)


def remove(actor: Actor, measure: Measure, action: MeasureAction, reason: str, *, version: int | None) -> None:
    """Take an action out: its activity is retracted, and the measure returns to what was before it.

    The latest one is a step that is taken back (its maker within a day, later a coordinator); an earlier one may
    be taken out by who wrote it and by coordinators, when the others still make sense without it.
    """
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    if not reason.strip():
        raise Refused.at("reason", WHY_REMOVED)
    if is_of_a_vote(action):
        raise Refused.sentence(ITS_VOTE_DATES_IT)
    latest = steps.latest_step(measure)
    if latest is not None and latest.activity_id is not None and latest.activity_id == action.activity_id:
        steps.take_back(actor, measure, latest, reason)
    else:
        policy.ensure(actor, Action.EDIT_ACTIVITY, activity_of(action))
        take_out(actor, measure, action, reason)


def removable(actor: Actor, measure: Measure, actions: Iterable[MeasureAction]) -> frozenset[int]:
    """Return the ids of the actions that the actor may take out; their activities must be loaded.

    Those of votes go with their votes. The right is that of `remove`, read at once for all of them.
    """
    if not policy.may_ever(actor, Action.WORK_MEASURE):
        return frozenset()
    latest = steps.latest_step(measure)
    last = latest.activity_id if latest is not None else None
    of_votes = {vote.activity_id for vote in measure.votes}
    coordinates = policy.may_ever(actor, Action.CORRECT_OLD_STEP)
    may_correct = steps.right_to_correct(actor, measure, latest) is not CorrectionRight.NO

    def may_remove(action: MeasureAction) -> bool:
        if last is not None and action.activity_id == last:
            return may_correct
        return coordinates or action.activity is None or action.activity.author_id == actor.user_id

    return frozenset(each.id for each in actions if each.activity_id not in of_votes and may_remove(each))


def take_out(actor: Actor, measure: Measure, action: MeasureAction, reason: str) -> None:
    """Take the action from the measure, with the step and (unless a vote tells it) the activity that told it."""
    left = [each for each in measure.actions if each is not action]
    refuse_if(problem.at("") for problem in check_order(steps.workflow_of(measure), in_order(left)))
    activity, told_by_vote = activity_of(action), is_of_a_vote(action)
    measure.actions.remove(action)
    before = _strike_its_step(actor, measure, action, reason)
    if before is not None and not measure.actions and not measure.status_is_manual:
        measure.status = before
    if activity is not None and not told_by_vote and activity.retracted_at is None:
        activities.retract(actor, activity, reason)
    follow_actions(actor, measure)
    records.saved(actor, measure, "measure.action_removed", action=action.action)


def _strike_its_step(actor: Actor, measure: Measure, action: MeasureAction, reason: str) -> MeasureStatus | None:
    """Mark the step that the action took as taken back; return the state before it, if it took one."""
    for step in steps.standing_steps(measure):
        if step.activity_id is not None and step.activity_id == action.activity_id:
            step.corrected_at, step.corrected_by_id, step.correction_reason = utc_now(), actor.user_id, reason
            return MeasureStatus(step.before_state)
    return None


def activity_of(action: MeasureAction) -> Activity | None:
    """Return the activity that tells of an action on timelines, if one does."""
    return db.session.get(Activity, action.activity_id) if action.activity_id is not None else None


def is_of_a_vote(action: MeasureAction) -> bool:
    """Tell whether a vote decided this action: then it is dated and taken out with the vote."""
    return action.activity_id is not None and measure_status.is_of_a_vote(action.activity_id)


def set_by_hand(actor: Actor, measure: Measure, status: MeasureStatus, why: str, *, version: int | None) -> None:
    """Set the state by hand, with a reason that is kept, until the next action or until it follows them again."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    if not why.strip():
        raise Refused.at("why", WHY_BY_HAND)
    records.refuse_never_stored(why=why)
    workflow = steps.workflow_of(measure)
    if status is workflow.initial or status not in workflow.states():
        raise Refused.at("status", NOTHING_LEADS_THERE)
    steps.follow(actor, measure, event_to(workflow, status), status, note=why)
    by_actions = measure_status.status_by_actions(measure)
    measure.status_is_manual, measure.status_note = by_actions is not status, why
    if status is MeasureStatus.WITHDRAWN:
        steps.close_tasks(actor, measure, why)
    measure_status.note_public(measure)


def follow_again(actor: Actor, measure: Measure, *, version: int | None) -> None:
    """Drop what was set by hand: the state is again what the latest action says."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    if not measure.actions:
        raise Refused.sentence(NOTHING_TO_FOLLOW)
    measure.status_is_manual, measure.status_note = False, ""
    follow_actions(actor, measure)
    measure.touch()
    db.session.flush()
