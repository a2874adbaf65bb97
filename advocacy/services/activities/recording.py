"""What workflows put on the timeline, and how it is taken off again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    MediaItem,
    Organization,
    Person,
    Record,
)
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.services import audit, records, search

NOT_KNOWN = PartialDate()


@dataclass(frozen=True)
class Contact:
    """Somebody met or concerned, with an outcome: a person, an organization, or words."""

    party: Person | Organization | None
    outcome: ContactOutcome | None = None
    attribution: str = ""


@dataclass(frozen=True)
class Happening:
    """When and how something happened, for the timeline."""

    occurred_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    not_before: date | None = None
    not_after: date | None = None
    summary: str = ""
    note: str = ""
    side: Side = Side.OURS
    contacts: tuple[Contact, ...] = ()
    sources: tuple[MediaItem, ...] = ()


def record(
    actor: Actor,
    subject: Record | None,
    kind: ActivityKind,
    happening: Happening,
    *,
    step: str = "",
    campaigns: Sequence[Campaign] | None = None,
) -> Activity:
    """Put on the timeline that something happened to a record (its campaigns unless others are given).

    Called by workflows: no policy is asked here, the step that wrote it was allowed.
    """
    activity = Activity(
        kind=kind,
        side=happening.side,
        occurred_on=happening.occurred_on,
        date_note=happening.date_note,
        not_before=happening.not_before,
        not_after=happening.not_after,
        summary=happening.summary,
        note=happening.note,
        step=step,
        record_id=subject.id if subject is not None else None,
        author_id=actor.user_id,
        is_sample=bool(subject is not None and subject.is_sample),
    )
    linked = campaigns if campaigns is not None else (subject.campaigns if subject is not None else ())
    set_links(activity, linked, happening.contacts)
    activity.place()
    db.session.add(activity)
    db.session.flush()
    records.cite(activity, happening.sources)
    search.refresh(activity)
    return activity


def set_links(activity: Activity, campaigns: Iterable[Campaign], contacts: Iterable[Contact]) -> None:
    """Make the activity belong to exactly these campaigns and concern exactly these people."""
    activity.campaign_links = [ActivityCampaign(campaign_id=campaign.id) for campaign in campaigns]
    set_contacts(activity, contacts)


def set_contacts(activity: Activity, contacts: Iterable[Contact]) -> None:
    """Make the activity concern exactly these people."""
    activity.contacts = [_contact_row(contact) for contact in contacts]


def _contact_row(contact: Contact) -> ActivityContact:
    party = contact.party
    return ActivityContact(
        person_id=party.id if isinstance(party, Person) else None,
        organization_id=party.id if isinstance(party, Organization) else None,
        attribution=contact.attribution,
        outcome=contact.outcome,
    )


def move(activity: Activity, occurred_on: PartialDate, date_note: str = "") -> None:
    """Follow the date of the record that the activity tells about."""
    activity.occurred_on, activity.date_note = occurred_on, date_note
    activity.updated_at = utc_now()
    activity.place()
    search.refresh(activity)


def retract(actor: Actor, activity: Activity, reason: str, *, at: datetime | None = None) -> None:
    """Take the activity out of timelines, counts and reports; it stays in the record's history."""
    activity.retracted_at = at or utc_now()
    activity.retracted_by_id = actor.user_id
    activity.retracted_reason = reason
    search.refresh(activity)
    audit.record(actor, activity, "activity.retracted", kind=activity.kind)
