"""Changing what was logged: an edit keeps what it said before, an undo and a retraction take it off the timeline."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.activities import (
    UNDO_FOR,
    ActivityContext,
    ActivityDetails,
    AmendmentDetails,
    check_amendment,
)
from advocacy.domain.activity_kinds import LOGGED_BY_HAND
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.tasks import ENTRY_UNDONE, TaskEvent, TaskStatus
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    ActivityVersion,
    MediaItem,
    Participation,
    Record,
    Task,
    User,
)
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, allows, ensure
from advocacy.queries.clock import today
from advocacy.services import audit, records, search, steps
from advocacy.services.activities import outreach, recording

AT_ITS_RECORD = N_("This was written by its record. Correct it there, and the log follows.")
SAY_WHY = N_("Say why it is taken out.")
TOO_LATE_TO_UNDO = N_("Only who logged it can undo it, within 24 hours. Later it can be taken out with a reason.")


def is_by_hand(activity: Activity) -> bool:
    """Tell whether a person logged it. What a workflow wrote is corrected at its record."""
    return activity.step == "" and activity.record_id is None and activity.kind in LOGGED_BY_HAND


def may_undo(actor: Actor, activity: Activity) -> bool:
    """Tell whether the actor may still undo it without a reason: its author, within 24 hours."""
    return (
        is_by_hand(activity)
        and activity.retracted_at is None
        and activity.author_id is not None
        and activity.author_id == actor.user_id
        and utc_now() - activity.created_at <= UNDO_FOR
        and allows(actor, Action.EDIT_ACTIVITY, activity)
    )


def edit(actor: Actor, activity: Activity, details: ActivityDetails, version: int | None) -> None:
    """Write new details over an activity logged by hand; what it said before is kept.

    Raises Stale when somebody changed it since `version`, Refused with what is wrong.
    """
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    records.expect_version(activity, version)
    if not is_by_hand(activity):
        raise Refused.sentence(AT_ITS_RECORD)
    outreach.refuse_what_is_wrong(details)
    parts = outreach.parts_of(actor, details)
    before = snapshot(activity)
    outreach.fill(activity, details, parts)
    _changed(actor, activity, before)
    outreach.plan_follow_up(actor, activity, details.follow_up)


def amend(actor: Actor, activity: Activity, details: AmendmentDetails, version: int | None) -> None:
    """Set note, minutes and lobbying class, also of what a workflow wrote, and plan a task that follows."""
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    records.expect_version(activity, version)
    refuse_if(check_amendment(details, ActivityContext(today())))
    records.refuse_never_stored(
        note=details.note, lobbying_note=details.lobbying_note, follow_up_what=details.follow_up.what
    )
    before = snapshot(activity)
    activity.note, activity.minutes = details.note, details.minutes
    activity.lobbying, activity.lobbying_note, activity.facts = details.lobbying, details.lobbying_note, details.facts
    _changed(actor, activity, before)
    outreach.plan_follow_up(actor, activity, details.follow_up)


def choose_sources(actor: Actor, activity: Activity, chosen: Sequence[MediaItem], version: int | None) -> None:
    """Make exactly these the sources of an entry. Raises Stale when somebody changed it since `version`."""
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    records.expect_version(activity, version)
    records.set_sources(activity, chosen)
    activity.updated_at = utc_now()
    audit.record(actor, activity, "source.chosen")


def _changed(actor: Actor, activity: Activity, before: dict[str, Any]) -> None:
    """Keep what was overwritten, move the version on, refresh the search entry, note it in the audit trail."""
    after = snapshot(activity)
    differing = [name for name, value in before.items() if value != after[name]]
    if any(before[name] not in ("", None, []) for name in differing):
        # the campaigns stand in every version: whoever may not see them all does not see the version
        kept = {name: before[name] for name in [*differing, "campaigns"]}
        activity.versions.append(ActivityVersion(editor_id=actor.user_id, before={**kept, "changed": differing}))
    activity.updated_at = utc_now()
    search.refresh(activity)
    changes = {name: (before[name], after[name]) for name in differing}
    audit.record(actor, activity, "activity.edited", **changes)


def snapshot(activity: Activity) -> dict[str, Any]:
    """Return what the activity says, as codes, refs and words, fit for JSON."""
    plain = ("date_note", "summary", "note", "minutes", "lobbying_note")
    return {
        "kind": activity.kind.value,
        "side": activity.side.value,
        "occurred_on": str(activity.occurred_on),
        "lobbying": activity.lobbying.value,
        **{name: getattr(activity, name) for name in plain},
        "answers": [list(answer) for answer in activity.facts.answers()],
        "contacts": _contacts(activity),
        "participants": _participants(activity),
        "campaigns": _campaigns(activity),
    }


def _contacts(activity: Activity) -> list[list[str]]:
    """Return ref (or ""), words and outcome (or "") of each contact."""
    rows = db.session.execute(
        select(Record.ref, ActivityContact.attribution, ActivityContact.outcome)
        .outerjoin(Record, Record.id == func.coalesce(ActivityContact.person_id, ActivityContact.organization_id))
        .where(ActivityContact.activity_id == activity.id)
        .order_by(ActivityContact.id)
    )
    return [[ref or "", words, outcome.value if outcome else ""] for ref, words, outcome in rows]


def _participants(activity: Activity) -> list[list[Any]]:
    """Return ref, minutes, whether paid and the ref of the organization spoken for, of each of us who took part."""
    group = aliased(Record)
    rows = db.session.execute(
        select(func.coalesce(User.ref, Record.ref), Participation.minutes, Participation.is_paid, group.ref)
        .outerjoin(User, User.id == Participation.user_id)
        .outerjoin(group, group.id == Participation.organization_id)
        .outerjoin(Record, Record.id == func.coalesce(Participation.person_id, Participation.organization_id))
        .where(Participation.activity_id == activity.id)
        .order_by(Participation.id)
    )
    return [list(row) for row in rows]


def _campaigns(activity: Activity) -> list[str]:
    """Return the refs of its campaigns."""
    return list(
        db.session.scalars(
            select(Record.ref)
            .join(ActivityCampaign, ActivityCampaign.campaign_id == Record.id)
            .where(ActivityCampaign.activity_id == activity.id)
            .order_by(Record.ref)
        )
    )


def retract(actor: Actor, activity: Activity, reason: str, version: int | None) -> None:
    """Take an activity logged by hand off timelines, counts and reports, saying why; its open tasks are dropped.

    Raises Refused without a reason, and for what a workflow wrote.
    """
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    records.expect_version(activity, version)
    if not is_by_hand(activity):
        raise Refused.sentence(AT_ITS_RECORD)
    if not reason.strip():
        raise Refused.at("reason", SAY_WHY)
    records.refuse_never_stored(reason=reason)
    _take_off(actor, activity, reason.strip())


def undo(actor: Actor, activity: Activity) -> None:
    """Take off what the actor has just logged. Raises Refused later than 24 hours, and for others' entries."""
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    if not may_undo(actor, activity):
        raise Refused.sentence(TOO_LATE_TO_UNDO)
    _take_off(actor, activity, ENTRY_UNDONE)


def _take_off(actor: Actor, activity: Activity, reason: str) -> None:
    recording.retract(actor, activity, reason)
    open_tasks = select(Task).where(Task.activity_id == activity.id, Task.status == TaskStatus.OPEN)
    for task in db.session.scalars(open_tasks.order_by(Task.id)).all():
        steps.take(actor, task, TaskEvent.DROP)
        task.closed_at, task.closing_note = utc_now(), reason
