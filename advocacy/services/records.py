"""What every change of a record shares: campaigns and numbers, version, search entry, audit entry."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from advocacy.db import db, one_at_a_time
from advocacy.domain.never_stored import check_never_stored
from advocacy.domain.problems import Problem, Refused, Stale, refuse_if
from advocacy.domain.records import RecordKind
from advocacy.domain.words import N_
from advocacy.models import (
    ActionCall,
    Activity,
    ActivityCampaign,
    Campaign,
    CampaignCounter,
    Checklist,
    Commitment,
    Letterhead,
    LetterTemplate,
    MediaItem,
    Person,
    Record,
    RecordCampaign,
    Task,
)
from advocacy.models.records import Citation
from advocacy.policy import Actor, sees
from advocacy.services import audit, search

Versioned = Record | Activity | ActionCall | Checklist | Letterhead | LetterTemplate
"""What carries a version, so that a stale edit is refused."""
NUMBERED = (RecordKind.LETTER, RecordKind.MEETING, RecordKind.MEASURE, RecordKind.EVENT)


def add(actor: Actor, record: Record, event: str, /, *, campaigns: Sequence[Campaign] = (), **changes: Any) -> None:
    """Store a new record with its campaigns, its numbers there, its search entry and an audit entry."""
    record.created_by_id = actor.user_id
    db.session.add(record)
    set_campaigns(actor, record, campaigns)
    saved(actor, record, event, **changes)


def saved(actor: Actor, record: Record, event: str, /, **changes: Any) -> None:
    """Finish a change: move the version on, refresh the search entry, note it in the audit trail."""
    record.touch()
    search.refresh(record)
    audit.record(actor, record, event, **changes)


def expect_version(record: Versioned, version: int | None) -> None:
    """Raise Stale when the form was drawn from an older version of the record."""
    if version is not None and record.version != version:
        raise Stale


def set_campaigns(actor: Actor, record: Record, campaigns: Sequence[Campaign]) -> None:
    """Make the record belong to exactly these campaigns, in this order; new links get the next number there.

    Refused when the actor may not see one of them: hidden and missing look the same. A campaign that the actor
    cannot see keeps its link (a public resolution may belong to one).
    """
    if any(not sees(actor, campaign) for campaign in campaigns):
        raise Refused([Problem("campaigns", N_("Choose a campaign from the list."))])
    wanted = {campaign.id: place for place, campaign in enumerate(campaigns)}
    before = {link.campaign_id for link in record.campaign_links}
    kept = []
    for link in record.campaign_links:
        if link.campaign_id in wanted:
            link.position = wanted.pop(link.campaign_id)
            kept.append(link)
        elif not sees(actor, link.campaign):
            link.position = len(campaigns) + link.position
            kept.append(link)
    by_id = {campaign.id: campaign for campaign in campaigns}
    for campaign_id, place in wanted.items():
        kept.append(
            RecordCampaign(
                campaign=by_id[campaign_id],
                campaign_id=campaign_id,
                kind=record.kind or _kind_of(record),
                number=_next_number(campaign_id, record),
                position=place,
            )
        )
    record.campaign_links = sorted(kept, key=lambda link: link.position)
    if record.id is not None:
        after = {campaign.id for campaign in campaigns}
        _spread(record, added=[campaign for campaign in campaigns if campaign.id not in before], removed=before - after)


def _spread(record: Record, *, added: Sequence[Campaign], removed: set[int]) -> None:
    """Let the tasks, commitments and activities of a record follow it into campaigns, and out of them."""
    if not added and not removed:
        return
    session = db.session
    dependents: list[Record] = [
        *session.scalars(select(Task).where(Task.about_id == record.id)),
        *session.scalars(select(Commitment).where(Commitment.meeting_id == record.id)),
    ]
    for each in dependents:
        kept = [link for link in each.campaign_links if link.campaign_id not in removed]
        have = {link.campaign_id for link in kept}
        new = [
            RecordCampaign(campaign=campaign, campaign_id=campaign.id, kind=each.kind, position=len(kept) + place)
            for place, campaign in enumerate(added)
            if campaign.id not in have
        ]
        each.campaign_links = kept + new
        each.touch()
    for activity in session.scalars(select(Activity).where(Activity.record_id == record.id)):
        links = [link for link in activity.campaign_links if link.campaign_id not in removed]
        linked = {link.campaign_id for link in links}
        links += [ActivityCampaign(campaign_id=campaign.id) for campaign in added if campaign.id not in linked]
        activity.campaign_links = links
        activity.place()


def _kind_of(record: Record) -> RecordKind:
    return RecordKind(str(type(record).__mapper__.polymorphic_identity))


def _next_number(campaign_id: int, record: Record) -> int | None:
    kind = record.kind or _kind_of(record)
    if kind not in NUMBERED:
        return None
    one_at_a_time(f"numbers of {kind.value} in {campaign_id}")
    counter = db.session.scalar(
        select(CampaignCounter)
        .where(CampaignCounter.campaign_id == campaign_id, CampaignCounter.kind == kind)
        .with_for_update()
    )
    if counter is None:
        counter = CampaignCounter(campaign_id=campaign_id, kind=kind, last_number=0)
        db.session.add(counter)
    counter.last_number += 1
    return counter.last_number


def cite(subject: Record | Activity, sources: Iterable[MediaItem]) -> None:
    """Make these media items the sources of a record or an activity, beside those it has."""
    have = {citation.media_item_id for citation in subject.citations}
    subject.citations.extend(
        Citation(media_item=source, media_item_id=source.id) for source in sources if source.id not in have
    )


def set_sources(subject: Record | Activity, sources: Sequence[MediaItem]) -> None:
    """Make exactly these media items the sources of a record or an activity."""
    wanted = {source.id for source in sources}
    subject.citations = [citation for citation in subject.citations if citation.media_item_id in wanted]
    cite(subject, sources)


def is_unseen(actor: Actor, person_id: int | None) -> bool:
    """Tell whether somebody is known through something hidden only: who edits does not see them, and keeps them."""
    person = db.session.get(Person, person_id) if person_id else None
    return person is not None and not sees(actor, person)


def refuse_never_stored(**texts: str) -> None:
    """Refuse texts with what must never be stored (by field name), saying what it looks like and where."""
    refuse_if(problem for name, text in texts.items() for problem in check_never_stored(name, text or ""))
