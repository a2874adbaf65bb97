"""Measures: written down, changed, and taken through the plain steps before they are introduced."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy import policy
from advocacy.db import db
from advocacy.domain.measure_actions import is_dated
from advocacy.domain.measures import DecidedBy, MeasureDetails, MeasureEvent, MeasureStatus, check_measure
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import (
    Campaign,
    Demand,
    Jurisdiction,
    Measure,
    MeasureDemand,
    MediaItem,
    Organization,
    Person,
    Sponsor,
    Step,
)
from advocacy.policy import Action, Actor
from advocacy.services import measure_status, records, steps

BEGUN = N_("It has begun already: who decides can no longer be changed.")
DATED_STEP = N_("This happens in the world. Log it as a dated action.")
_CHANGEABLE = (MeasureStatus.IDEA, MeasureStatus.DRAFTING)


@dataclass(frozen=True)
class Around:
    """Who and what a measure concerns."""

    body: Organization | None = None
    office_holder: Person | None = None
    issuer: Organization | None = None
    place: Jurisdiction | None = None
    sponsors: Sequence[Person] = ()
    demands: Sequence[Demand] = ()
    campaigns: Sequence[Campaign] = ()
    sources: Sequence[MediaItem] = ()


def create(actor: Actor, details: MeasureDetails, around: Around) -> Measure:
    """Write down a measure, as an idea."""
    policy.ensure(actor, Action.WORK_MEASURE)
    _check(details, around)
    measure = Measure(sponsors=[], demand_links=[], actions=[], votes=[], citations=[], status=MeasureStatus.IDEA)
    _put(actor, measure, details, around)
    records.add(actor, measure, "measure.created", campaigns=around.campaigns)
    return measure


def edit(actor: Actor, measure: Measure, details: MeasureDetails, around: Around, *, version: int | None) -> None:
    """Change what is written about a measure; its state changes by steps and dated actions only."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    _check(details, around)
    if details.decided_by is not measure.decided_by and not may_change_who_decides(measure):
        raise Refused([Problem("decided_by", BEGUN)])
    _put(actor, measure, details, around)
    records.set_campaigns(actor, measure, around.campaigns)
    records.saved(actor, measure, "measure.edited")


def may_change_who_decides(measure: Measure) -> bool:
    """Tell whether the measure has not gone a way yet that only one of the two tables knows."""
    return measure.status in _CHANGEABLE and not measure.actions


def _check(details: MeasureDetails, around: Around) -> None:
    refuse_if(check_measure(details, has_body=around.body is not None, has_office_holder=bool(around.office_holder)))
    records.refuse_never_stored(
        title=details.title, summary=details.summary, note=details.note, next_what=details.next_what
    )


def _put(actor: Actor, measure: Measure, details: MeasureDetails, around: Around) -> None:
    for name in ("title", "identifier", "measure_type", "decided_by", "binding", "summary", "note"):
        setattr(measure, name, getattr(details, name))
    measure.next_on, measure.next_what = details.next_on, details.next_what
    by_body = details.decided_by is DecidedBy.BODY
    measure.body_id = around.body.id if by_body and around.body else None
    measure.office_holder_id = around.office_holder.id if not by_body and around.office_holder else None
    measure.issuer_id = around.issuer.id if around.issuer is not None else None
    measure.jurisdiction_id = _where(around)
    _set_sponsors(measure, around.sponsors)
    _set_demands(actor, measure, around.demands)
    records.set_sources(measure, around.sources)


def _where(around: Around) -> int | None:
    if around.place is not None:
        return around.place.id
    decider = around.body or around.office_holder or around.issuer
    return decider.jurisdiction_id if decider is not None else None


def _set_sponsors(measure: Measure, people: Sequence[Person]) -> None:
    """Make exactly these people sponsors; groups and words that a source named stay."""
    wanted = {person.id: person for person in people}
    kept = [row for row in measure.sponsors if row.person_id is None or wanted.pop(row.person_id, None) is not None]
    measure.sponsors = [*kept, *(Sponsor(person_id=person_id) for person_id in wanted)]


def _set_demands(actor: Actor, measure: Measure, demands: Sequence[Demand]) -> None:
    """Link exactly these demands; those that the actor cannot see stay linked."""
    wanted = {demand.id for demand in demands}
    kept = [link for link in measure.demand_links if link.demand_id in wanted or not policy.sees(actor, link.demand)]
    have = {link.demand_id for link in kept}
    measure.demand_links = [
        *kept,
        *(MeasureDemand(demand=demand, demand_id=demand.id) for demand in demands if demand.id not in have),
    ]


def take_step(actor: Actor, measure: Measure, event: MeasureEvent, *, version: int | None, note: str = "") -> Step:
    """Take a plain step before the measure is introduced; what happens in the world is a dated action."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    if is_dated(steps.workflow_of(measure), measure.status, event):
        raise Refused.sentence(DATED_STEP)
    step = steps.take(actor, measure, event, note=note)
    if event is MeasureEvent.WITHDRAW:
        steps.close_tasks(actor, measure, "")
    measure_status.note_public(measure)
    return step


def parties_of(measure: Measure) -> list[Person | Organization]:
    """Return whom an activity about the measure concerns: who decides, and who sponsors it."""
    people = dict.fromkeys((measure.office_holder_id, *(row.person_id for row in measure.sponsors)))
    body = db.session.get(Organization, measure.body_id) if measure.body_id is not None else None
    known = [db.session.get_one(Person, person_id) for person_id in people if person_id is not None]
    return [body, *known] if body is not None else [*known]
