"""What may be said of a campaign in a chat outside: only what is open to every member, and no draft."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.campaigns import Access, CampaignStatus, DemandStatus
from advocacy.domain.events import EventStatus
from advocacy.domain.records import Audience
from advocacy.models import (
    ActionCall,
    ActionCallTarget,
    Campaign,
    Demand,
    Event,
    Measure,
    Organization,
    RecordCampaign,
    Target,
)
from advocacy.queries.action_calls import ALIVE, is_open_sql, public_points
from advocacy.queries.clock import today


@dataclass(frozen=True)
class Next:
    """What comes next: the nearest public decision, or the nearest announced event."""

    title: str
    on: date
    what: str
    at: datetime | None = None
    zone: str = ""


@dataclass(frozen=True)
class Said:
    """All that a text for chat is made of."""

    title: str
    slug: str
    status: CampaignStatus
    demands: int
    met: int
    decision: Next | None
    event: Next | None
    call: Any
    """The newest open call: its row, or None."""
    to_contact: tuple[tuple[str, str], ...] = ()
    """Whom it asks to contact: the name, and a public phone or e-mail address where one is on file."""


def sayable(campaign: Campaign) -> Said | None:
    """Return what may be said, in a fixed number of queries; None of a confidential campaign."""
    if campaign.access is Access.RESTRICTED:
        return None
    statuses = list(db.session.scalars(select(Demand.status).where(Demand.campaign_id == campaign.id)))
    standing = [status for status in statuses if status is not DemandStatus.WITHDRAWN]
    call = _call(campaign) if campaign.status in ALIVE else None
    return Said(
        title=campaign.title,
        slug=campaign.slug,
        status=campaign.status,
        demands=len(standing),
        met=sum(1 for status in standing if status is DemandStatus.MET),
        decision=_decision(campaign),
        event=_event(campaign),
        call=call,
        to_contact=_to_contact(campaign, call.id) if call is not None else (),
    )


def _inside(model: Any, campaign: Campaign) -> tuple[Any, ...]:
    """It belongs to the campaign, and to no confidential one."""
    own, other, others = RecordCampaign.__table__.alias(), RecordCampaign.__table__.alias(), Campaign.__table__.alias()
    confidential = (
        select(literal(1))
        .select_from(other.join(others, others.c.id == other.c.campaign_id))
        .where(other.c.record_id == model.id, others.c.access == Access.RESTRICTED)
    )
    inside = select(own.c.record_id).where(own.c.campaign_id == campaign.id)
    return model.id.in_(inside), ~exists(confidential)


def _decision(campaign: Campaign) -> Next | None:
    body = Organization.__table__.alias()
    row = db.session.execute(
        select(Measure.title, Measure.identifier, Measure.next_on, func.coalesce(body.c.title, "").label("body"))
        .outerjoin(body, body.c.id == Measure.body_id)
        .where(Measure.audience == Audience.DIRECTORY, Measure.next_on >= today(), *_inside(Measure, campaign))
        .order_by(Measure.next_on, Measure.id)
        .limit(1)
    ).first()
    return Next(f"{row.identifier} {row.title}".strip(), row.next_on, row.body) if row is not None else None


def _event(campaign: Campaign) -> Next | None:
    row = db.session.execute(
        select(Event.title, Event.first_day, Event.place, Event.starts_at, Event.zone)
        .where(
            Event.status == EventStatus.ANNOUNCED,
            Event.audience == Audience.CAMPAIGNS,
            Event.first_day >= today(),
            *_inside(Event, campaign),
        )
        .order_by(Event.first_day, Event.id)
        .limit(1)
    ).first()
    return Next(row.title, row.first_day, row.place, row.starts_at, row.zone) if row is not None else None


def _call(campaign: Campaign) -> Any:
    call = ActionCall.__table__.c
    return db.session.execute(
        select(call.id, call.ref, call.sentence, call.sentence_es, call.until)
        .where(call.campaign_id == campaign.id, is_open_sql(call, today()))
        .order_by(call.id.desc())
        .limit(1)
    ).first()


def _to_contact(campaign: Campaign, call_id: int) -> tuple[tuple[str, str], ...]:
    """Return whom a call is to, in its order; of who is not in print nothing, not even an address."""
    targets = db.session.scalars(
        select(Target)
        .join(ActionCallTarget, ActionCallTarget.target_id == Target.id)
        .where(
            ActionCallTarget.action_call_id == call_id,
            Target.audience == Audience.CAMPAIGNS,
            *_inside(Target, campaign),
        )
        .options(joinedload(Target.person), joinedload(Target.organization))
        .order_by(ActionCallTarget.position, ActionCallTarget.id)
    )
    named = [each for each in targets if each.person is None or not each.person.not_in_print]
    points = public_points(named)
    reached = {owner: found[0].value for owner, found in points.items()}
    return tuple((each.name, reached.get((each.person_id, each.organization_id), "")) for each in named)
