"""The one filter that all reading passes: pages, search, exports, calendars, counts and pickers."""

from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    false,
    inspect,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.domain.records import Audience
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Claimant,
    Commitment,
    EventParty,
    Influence,
    Measure,
    MeetingAttendee,
    MeetingRequest,
    Organization,
    Participation,
    Person,
    Precedent,
    ProceedingParty,
    Recipient,
    Record,
    RecordCampaign,
    RollCallEntry,
    Rsvp,
    Signature,
    Sponsor,
    Stance,
    StatementSpeaker,
    Supporter,
    Target,
    Task,
    TeamMember,
    Term,
    User,
    VoteEvent,
)
from advocacy.models.base import one_of
from advocacy.policy.actors import Actor

_LINKS = RecordCampaign.__table__.alias("own_campaigns")
_ACTIVITY_LINKS = ActivityCampaign.__table__.alias("activity_own_campaigns")
_OWN_TASKS = Task.__table__.alias("own_tasks")
_CAMPAIGN: Any = Campaign.__table__.c
_restricted: ContextVar[dict[int, "Restricted"] | None] = ContextVar("_restricted", default=None)


@dataclass(frozen=True)
class Restricted:
    """The confidential campaigns, as one user stands to them."""

    hidden: tuple[int, ...]
    in_sight: tuple[int, ...]


def remember_restricted(reading: bool) -> None:
    """Begin a request: while it only reads, ask once which campaigns are hidden, and not in every statement."""
    _restricted.set({} if reading else None)


def restricted(actor: Actor) -> Restricted | None:
    """Return the confidential campaigns of this user, if this request only reads; else None."""
    known = _restricted.get()
    if known is None or not isinstance(actor.user_id, int):  # a stand-in of a kept statement has no number
        return None
    if actor.user_id not in known:
        rows = db.session.execute(_restricted_statement(), {"user_id": actor.user_id}).all()
        known[actor.user_id] = Restricted(
            hidden=tuple(number for number, on_team in rows if on_team is None),
            in_sight=tuple(number for number, on_team in rows if on_team is not None),
        )
    return known[actor.user_id]


@cache
def _restricted_statement() -> Select[Any]:
    team = TeamMember.__table__
    mine = and_(team.c.campaign_id == _CAMPAIGN.id, team.c.user_id == bindparam("user_id"))
    return (
        select(_CAMPAIGN.id, team.c.user_id)
        .select_from(Campaign.__table__.outerjoin(team, mine))
        .where(_CAMPAIGN.access == Access.RESTRICTED)
    )


def hidden_campaigns(actor: Actor) -> Select[tuple[int]]:
    """Return a query of the ids of restricted campaigns whose team the actor is not on."""
    teams = select(TeamMember.campaign_id).where(TeamMember.user_id == actor.user_id)
    return select(_CAMPAIGN.id).where(_CAMPAIGN.access == Access.RESTRICTED, _CAMPAIGN.id.not_in(teams))


def is_hidden(actor: Actor, campaign_id: Any) -> ColumnElement[bool]:
    """Return the condition that a column of campaign ids names a campaign hidden from the actor."""
    known = restricted(actor)
    if known is None:
        return campaign_id.in_(hidden_campaigns(actor))  # type: ignore[no-any-return]
    return campaign_id.in_(known.hidden) if known.hidden else false()


def visible_campaign_ids(actor: Actor) -> Select[tuple[int]]:
    """Return a query of the ids of campaigns that the actor may see."""
    ids = select(_CAMPAIGN.id)
    return ids if actor.sees_all else ids.where(~is_hidden(actor, _CAMPAIGN.id))


def _linked_to_hidden(actor: Actor, links: Any, own: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that one of the link rows of `own` leads to a hidden campaign."""
    known = restricted(actor)
    if known is not None and not known.hidden:
        return false()
    return exists(select(literal(1)).where(own, is_hidden(actor, links.c.campaign_id)))


def visible_records(actor: Actor, record: Any = Record) -> ColumnElement[bool]:
    """Return the condition on `record` (the Record table, a subclass or an alias) for what the actor may read."""
    if actor.sees_all:
        return true()
    mapped = inspect(record, raiseerr=False)
    kind = mapped.mapper.class_ if mapped is not None else Record
    if kind is Campaign:
        return ~is_hidden(actor, record.id)
    if kind not in (Record, Person):
        return _owned_or_directory(actor, record)
    return or_(
        _owned_or_directory(actor, record),
        and_(record.audience == Audience.LINKED, _person_is_visible(actor, record)),
    )


def visible_work(actor: Actor, record: Any) -> ColumnElement[bool]:
    """Return the same condition for rows of the Record table that are known not to be people: much shorter."""
    return true() if actor.sees_all else _owned_or_directory(actor, record)


def unreplaced(actor: Actor, stance: Any) -> ColumnElement[bool]:
    """Return the condition that no newer entry which the actor may see took the place of this entry of the ledger.

    What is hidden and what does not exist look the same: an entry replaced by a hidden one still stands for them.
    """
    newer = aliased(Record)
    replaced = select(literal(1)).where(newer.id == stance.superseded_by_id, visible_work(actor, newer))
    return or_(stance.superseded_by_id.is_(None), ~exists(replaced))


def _owned_or_directory(actor: Actor, record: Any) -> ColumnElement[bool]:
    own = _LINKS.c.record_id == record.id
    audiences = [Audience.CAMPAIGNS, Audience.WORKERS] if actor.is_worker else [Audience.CAMPAIGNS]
    owned = and_(one_of(record.audience, audiences), ~_linked_to_hidden(actor, _LINKS, own))
    if not actor.is_worker:
        my_task = and_(_OWN_TASKS.c.id == record.id, _OWN_TASKS.c.assignee_id == actor.user_id)
        owned = and_(owned, or_(exists(select(literal(1)).where(own)), exists(select(literal(1)).where(my_task))))
    return or_(record.audience == Audience.DIRECTORY, owned)


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
            (StatementSpeaker, StatementSpeaker.statement_id),
            (Claimant, Claimant.claim_id),
            (ProceedingParty, ProceedingParty.proceeding_id),
            (Supporter, Supporter.campaign_id),
        )
    ]
    pairs.append(
        select(RollCallEntry.person_id, VoteEvent.measure_id).join(
            VoteEvent, VoteEvent.id == RollCallEntry.vote_event_id
        )
    )
    pairs.append(select(Precedent.official_id, Precedent.__table__.c.id).where(Precedent.official_id.is_not(None)))
    influence = Influence.__table__.c
    pairs += [
        select(end, influence.id).where(end.is_not(None)) for end in (influence.from_person_id, influence.to_person_id)
    ]
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
    own = _ACTIVITY_LINKS.c.activity_id == activity.id
    in_sight = ~_linked_to_hidden(actor, _ACTIVITY_LINKS, own)
    return in_sight if actor.is_worker else and_(in_sight, exists(select(literal(1)).where(own)))
