"""One activity with all that its page shows."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.refs import parse_ref
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    ActivityVersion,
    Participation,
    Task,
)
from advocacy.policy import Actor, activities_in_sight, visible_activities, visible_records
from advocacy.queries import picking

OPTIONS = (
    joinedload(Activity.author),
    joinedload(Activity.record),
    selectinload(Activity.campaign_links).joinedload(ActivityCampaign.campaign),
    selectinload(Activity.contacts).options(
        joinedload(ActivityContact.person), joinedload(ActivityContact.organization)
    ),
    selectinload(Activity.participations).options(
        joinedload(Participation.user), joinedload(Participation.person), joinedload(Participation.organization)
    ),
    selectinload(Activity.citations),
)


def by_ref(actor: Actor, ref: str) -> Activity | None:
    """Return the activity, or None when there is none that the actor may see."""
    return _load(ref, visible_activities(actor))


def by_ref_even_retracted(actor: Actor, ref: str) -> Activity | None:
    """Return the activity also when it was taken out: for those who work here, and for nobody else."""
    return _load(ref, activities_in_sight(actor)) if actor.is_worker else by_ref(actor, ref)


def _load(ref: str, condition: Any) -> Activity | None:
    try:
        statement = select(Activity).where(Activity.ref == parse_ref(ref), condition).options(*OPTIONS)
    except ValueError:
        return None
    return db.session.scalars(statement).unique().one_or_none()


def tasks_after(actor: Actor, activity: Activity) -> list[Task]:
    """Return the tasks that follow from an activity, as far as visible, oldest first."""
    return list(
        db.session.scalars(
            select(Task)
            .where(Task.activity_id == activity.id, visible_records(actor, Task))
            .options(joinedload(Task.assignee))
            .order_by(Task.id)
        )
    )


@dataclass(frozen=True)
class OldVersion:
    """What an edit wrote over: when, who, and by field what stood there before (records resolved)."""

    row: ActivityVersion
    before: dict[str, Any]


def old_versions(actor: Actor, activity: Activity) -> list[OldVersion]:
    """Return what was written over, newest first.

    A version from when the activity belonged to a campaign that is hidden from the actor is left out whole; people
    whom the actor may not see are left out of the others.
    """
    versions = list(reversed(activity.versions))
    campaigns = _visible(actor, "campaigns", [ref for version in versions for ref in version.before["campaigns"]])
    parties = _visible(actor, "parties", [row[0] for version in versions for row in version.before.get("contacts", [])])
    ours = _visible(
        actor, "participants", [row[0] for version in versions for row in version.before.get("participants", [])]
    )
    spoken_for = [row[3] for version in versions for row in version.before.get("participants", [])]
    groups = _visible(actor, "organizations", spoken_for)
    return [
        OldVersion(version, _resolved(version.before, campaigns, parties, ours, groups))
        for version in versions
        if all(ref in campaigns for ref in version.before["campaigns"])
    ]


def _visible(actor: Actor, what: str, refs: list[str]) -> dict[str, Any]:
    wanted = list(dict.fromkeys(ref for ref in refs if ref))
    return {ref: record for ref, _label, _hint, record in picking.get(actor, what, wanted)} if wanted else {}


def _resolved(
    before: dict[str, Any],
    campaigns: dict[str, Any],
    parties: dict[str, Any],
    ours: dict[str, Any],
    groups: dict[str, Any],
) -> dict[str, Any]:
    shown = dict(before)
    shown["campaigns"] = [campaigns[ref] for ref in before["campaigns"]]
    if "contacts" in before:
        shown["contacts"] = [
            (parties[ref].name if ref else words, outcome)
            for ref, words, outcome in before["contacts"]
            if not ref or ref in parties
        ]
    if "participants" in before:
        shown["participants"] = [
            (ours[row[0]].name, *row[1:3], groups[row[3]].name if row[3] in groups and row[3] != row[0] else "")
            for row in before["participants"]
            if row[0] in ours
        ]
    return shown
