"""Events: written down, moved, announced, held, called off."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from advocacy import policy
from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.events import (
    NO_DATE,
    EventDetails,
    EventPart,
    EventStatus,
    EventStep,
    Moments,
    check_held,
    moments_of,
)
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    Campaign,
    Demand,
    Event,
    EventDemand,
    EventOldDate,
    EventParty,
    Jurisdiction,
    Organization,
    Person,
    Step,
)
from advocacy.policy import Action, Actor
from advocacy.queries.clock import today
from advocacy.queries.events import demands_of
from advocacy.queries.places import zone_of
from advocacy.services import activities, notices, records, steps
from advocacy.services.activities import Contact, Happening

Party = Person | Organization
TO_COME = frozenset({EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.POSTPONED})
TOO_LONG_NAME = N_("At most %(max)s characters for each name.")


@dataclass(frozen=True)
class Around:
    """Where an event is, who hosts and speaks, and for which campaigns. Words: speakers that a source only names."""

    jurisdiction: Jurisdiction | None = None
    hosts: Sequence[Party] = ()
    speakers: Sequence[Party] = ()
    speakers_in_words: Sequence[str] = ()
    campaigns: Sequence[Campaign] = ()
    demands: Sequence[Demand] = ()


def create(actor: Actor, details: EventDetails, around: Around) -> Event:
    """Write an event down, as planned."""
    policy.ensure(actor, Action.WORK_EVENT)
    event = Event(parts=[], demand_links=[], rsvps=[], old_dates=[], citations=[])
    zone = details.zone or place_zone(around.jurisdiction, around.campaigns)
    moments = _checked(details, around, zone)
    _put(event, details, around)
    _set_demands(actor, event, around.demands)
    _set_time(event, details, moments, zone)
    records.add(actor, event, "event.created", campaigns=around.campaigns, happened_on=details.happened_on)
    return event


def edit(actor: Actor, event: Event, details: EventDetails, around: Around, *, version: int | None) -> None:
    """Change an event. A date that changes keeps the old one, and what the timeline tells follows."""
    policy.ensure(actor, Action.WORK_EVENT, event)
    records.expect_version(event, version)
    zone = details.zone or place_zone(around.jurisdiction, around.campaigns)
    moments = _checked(details, around, zone)
    _put(event, details, around)
    _set_demands(actor, event, around.demands)
    is_moved = _move(event, details, moments, zone)
    records.set_campaigns(actor, event, around.campaigns)
    records.saved(actor, event, "event.edited", happened_on=details.happened_on, starts_at=moments.starts_at)
    if is_moved and event.status in TO_COME:
        notices.event_changed(actor, event)


def place_zone(jurisdiction: Jurisdiction | None, campaigns: Sequence[Campaign]) -> str:
    """The zone of the place; without one that of the campaign's place, else that of this installation."""
    return jurisdiction.time_zone if jurisdiction is not None else zone_of(campaigns, None)


def _checked(details: EventDetails, around: Around, zone: str) -> Moments:
    texts = ("title", "place", "purpose", "interpreters", "access_notes", "note", "date_note")
    records.refuse_never_stored(**{name: getattr(details, name) for name in texts})
    records.refuse_never_stored(speakers_in_words="\n".join(around.speakers_in_words))
    if any(len(words) > Limits.MAX_SHORT for words in around.speakers_in_words):
        raise Refused.at("speakers_in_words", TOO_LONG_NAME, max=Limits.MAX_SHORT)
    moments = moments_of(details, zone)
    refuse_if(moments.problems)
    return moments


def _put(event: Event, details: EventDetails, around: Around) -> None:
    for name in ("title", "event_kind", "side", "place", "purpose", "people_needed", "interpreters"):
        setattr(event, name, getattr(details, name))
    event.access_notes, event.note, event.date_note = details.access_notes, details.note, details.date_note
    event.jurisdiction_id = around.jurisdiction.id if around.jurisdiction is not None else None
    event.parts = [
        *(_party(event, EventPart.HOST, party) for party in around.hosts),
        *(_party(event, EventPart.SPEAKER, party) for party in around.speakers),
        *(_in_words(event, words) for words in around.speakers_in_words),
    ]


def _set_demands(actor: Actor, event: Event, demands: Sequence[Demand]) -> None:
    """Link exactly these demands; those that the actor cannot see stay linked."""
    seen = {demand.id for demand in demands_of(actor, event)}
    wanted = dict.fromkeys(demand.id for demand in demands)
    kept = [link for link in event.demand_links if link.demand_id in wanted or link.demand_id not in seen]
    have = {link.demand_id for link in kept}
    event.demand_links = [*kept, *(EventDemand(demand_id=each) for each in wanted if each not in have)]


def _party(event: Event, part: EventPart, party: Party) -> EventParty:
    """Return the row that is there already, or a new one."""
    wanted = (party.id, None) if isinstance(party, Person) else (None, party.id)
    for row in event.parts:
        if row.part is part and (row.person_id, row.organization_id) == wanted:
            return row
    return EventParty(part=part, person_id=wanted[0], organization_id=wanted[1])


def _in_words(event: Event, words: str) -> EventParty:
    for row in event.parts:
        if row.part is EventPart.SPEAKER and row.attribution == words and row.person_id is row.organization_id:
            return row
    return EventParty(part=EventPart.SPEAKER, attribution=words)


def _set_time(event: Event, details: EventDetails, moments: Moments, zone: str) -> None:
    event.happened_on, event.first_day = details.happened_on, details.happened_on.first_day
    event.starts_at, event.ends_at, event.zone = moments.starts_at, moments.ends_at, zone


def _move(event: Event, details: EventDetails, moments: Moments, zone: str) -> bool:
    """Set the date and time; keep the old ones when they were known and differ, and move the activity.

    Returns whether a date that people may have noted is another one now.
    """
    before = (event.happened_on, event.starts_at)
    _set_time(event, details, moments, zone)
    if before == (event.happened_on, event.starts_at):
        return False
    if before[0].is_known:
        event.old_dates.append(EventOldDate(happened_on=before[0], starts_at=before[1]))
    told = db.session.scalars(
        select(Activity).where(
            Activity.record_id == event.id, Activity.kind == ActivityKind.EVENT, Activity.retracted_at.is_(None)
        )
    )
    for activity in told:
        activities.move(activity, details.happened_on, details.date_note)
    return before[0].is_known


def announce(actor: Actor, event: Event, *, version: int | None) -> Step:
    """Announce it; what was postponed needs a date first."""
    policy.ensure(actor, Action.WORK_EVENT, event)
    records.expect_version(event, version)
    if event.status is EventStatus.POSTPONED and not event.happened_on.is_known:
        raise Refused.sentence(NO_DATE)
    return steps.take(actor, event, EventStep.ANNOUNCE)


def postpone(actor: Actor, event: Event, note: str, *, version: int | None) -> Step:
    """Postpone it: the date that stands is no longer good, until it has a new one and is announced again."""
    return _call_off(actor, event, EventStep.POSTPONE, note, version)


def cancel(actor: Actor, event: Event, note: str, *, version: int | None) -> Step:
    """Cancel it. It stays in calendars, as cancelled; its open tasks are dropped."""
    step = _call_off(actor, event, EventStep.CANCEL, note, version)
    steps.close_tasks(actor, event, note)
    return step


def _call_off(actor: Actor, event: Event, word: EventStep, note: str, version: int | None) -> Step:
    policy.ensure(actor, Action.WORK_EVENT, event)
    records.expect_version(event, version)
    records.refuse_never_stored(note=note)
    step = steps.take(actor, event, word, note=note)
    notices.event_changed(actor, event)
    return step


def hold(actor: Actor, event: Event, attendance: int | None, note: str, *, version: int | None) -> Step:
    """Say that it was held, and how many came; None where nobody counted."""
    policy.ensure(actor, Action.WORK_EVENT, event)
    records.expect_version(event, version)
    refuse_if(check_held(event.happened_on, today()))
    records.refuse_never_stored(attendance_note=note)
    happening = Happening(
        occurred_on=event.happened_on,
        date_note=event.date_note,
        summary=event.title,
        note=event.purpose,
        side=event.side,
        contacts=tuple(_contacts(event)),
    )
    fields = {"attendance": attendance, "attendance_note": note}
    return steps.take(actor, event, EventStep.HOLD, happening, fields=fields)


def _contacts(event: Event) -> list[Contact]:
    """Whom the timeline names: everybody who hosted or spoke, once."""
    ids = dict.fromkeys((row.person_id, row.organization_id, row.attribution) for row in event.parts)
    found = []
    for person_id, organization_id, words in ids:
        party: Party | None = None
        if person_id is not None:
            party = db.session.get_one(Person, person_id)
        elif organization_id is not None:
            party = db.session.get_one(Organization, organization_id)
        found.append(Contact(party, attribution="" if party else words))
    return found
