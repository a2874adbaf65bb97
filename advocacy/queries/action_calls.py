"""Action calls: those that are open, one with its targets and ways to reach them, and how many have answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.campaigns import CampaignStatus
from advocacy.domain.directory import ContactKind, ContactState, OrganizationKind
from advocacy.models import (
    ActionCall,
    ActionCallTarget,
    ActionTaken,
    Activity,
    Campaign,
    ContactPoint,
    Organization,
    Person,
    Post,
    Target,
    Term,
)
from advocacy.models.base import one_of
from advocacy.policy import Actor, is_hidden, visible_records
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries.clock import today

MOST_ON_HOME = 3
ALIVE = (CampaignStatus.PLANNING, CampaignStatus.ACTIVE, CampaignStatus.PAUSED)
"""A campaign in another state calls nobody to act."""


@dataclass(frozen=True)
class CallLine:
    """An open call as home and the page of its campaign show it."""

    ref: str
    sentence: str
    sentence_es: str
    until: date | None
    people: int
    """How many have done it."""


@dataclass(frozen=True)
class HomeCall(CallLine):
    """The same with its campaign, and whether the reader has done all of it."""

    campaign: str
    slug: str
    done: bool


def is_open_sql(call: Any, on: Any) -> ColumnElement[bool]:
    """Return the condition that a call (columns) is neither closed nor over on a day."""
    return and_(call.closed_at.is_(None), or_(call.until.is_(None), call.until >= on))


def people_sql(call: Any) -> Any:
    """Return the SQL for how many people answered a call (columns): what was taken back or retracted is none."""
    taken, activity = ActionTaken.__table__.alias(), Activity.__table__.alias()
    return (
        select(func.count(taken.c.user_id.distinct()))
        .select_from(taken.join(activity, activity.c.id == taken.c.activity_id))
        .where(taken.c.action_call_id == call.id, activity.c.retracted_at.is_(None))
        .scalar_subquery()
    )


def on_home(actor: Actor) -> list[HomeCall]:
    """Return the open calls of campaigns that the reader sees, those that end first, in one query."""
    values = parameters(actor, today=today())
    rows = db.session.connection().execute(_home_statement(reader(actor)), values)
    return [HomeCall(*row) for row in rows]


@cache
def _home_statement(actor: Reader) -> Select[Any]:
    call, campaign = ActionCall.__table__, Campaign.__table__
    seen = [] if actor.sees_all else [~is_hidden(actor, campaign.c.id)]
    return (
        select(
            call.c.ref, call.c.sentence, call.c.sentence_es, call.c.until, people_sql(call.c).label("people"),
            campaign.c.title, campaign.c.slug, _all_done(call.c, actor.user_id),
        )
        .join(campaign, campaign.c.id == call.c.campaign_id)
        .where(is_open_sql(call.c, bindparam("today")), one_of(campaign.c.status, ALIVE), *seen)
        .order_by(call.c.until.is_(None), call.c.until, call.c.id)
        .limit(MOST_ON_HOME)
    )  # fmt: skip


def _all_done(call: Any, user_id: Any) -> Any:
    """Whether no target is left that this user has not reached."""
    wanted, taken, activity = ActionCallTarget.__table__, ActionTaken.__table__, Activity.__table__
    reached = exists(
        select(taken.c.id)
        .select_from(taken.join(activity, activity.c.id == taken.c.activity_id))
        .where(
            taken.c.action_call_id == call.id,
            taken.c.target_id == wanted.c.target_id,
            taken.c.user_id == user_id,
            activity.c.retracted_at.is_(None),
        )
        .correlate(wanted, call.sentence.table)
    )
    left = select(wanted.c.id).where(wanted.c.action_call_id == call.id, ~reached).correlate(call.sentence.table)
    return ~exists(left)


def unanswered(actor: Actor, on: date, most: int) -> Sequence[Any]:
    """Return the calls open on a day to which the reader has done nothing yet, in one query."""
    call, campaign = ActionCall.__table__, Campaign.__table__
    taken, activity = ActionTaken.__table__, Activity.__table__
    mine = (
        select(taken.c.id)
        .select_from(taken.join(activity, activity.c.id == taken.c.activity_id))
        .where(taken.c.action_call_id == call.c.id, taken.c.user_id == actor.user_id, activity.c.retracted_at.is_(None))
        .correlate(call)
    )
    seen = [] if actor.sees_all else [~is_hidden(actor, campaign.c.id)]
    return db.session.execute(
        select(call.c.ref, call.c.sentence, call.c.sentence_es, call.c.until, campaign.c.access)
        .join(campaign, campaign.c.id == call.c.campaign_id)
        .where(is_open_sql(call.c, on), campaign.c.status.in_(ALIVE), ~exists(mine), *seen)
        .order_by(call.c.until.is_(None), call.c.until, call.c.id)
        .limit(most)
    ).all()


def call_by_ref(actor: Actor, ref: str) -> ActionCall | None:
    """Return a call with its campaign, or None when it is missing or its campaign is hidden."""
    found = (
        select(ActionCall)
        .join(Campaign, Campaign.id == ActionCall.campaign_id)
        .where(ActionCall.ref == ref, visible_records(actor, Campaign))
        .options(joinedload(ActionCall.campaign))
    )
    return db.session.scalar(found)


def is_open(call: ActionCall) -> bool:
    """Tell whether members may still answer it."""
    in_time = call.until is None or call.until >= today()
    return call.closed_at is None and in_time and call.campaign.status in ALIVE


@dataclass(frozen=True)
class CallRow:
    """A call in the list of its campaign."""

    call: ActionCall
    people: int


def of_campaign(campaign: Campaign) -> list[CallRow]:
    """Return all calls of a campaign that the reader was shown, the newest first."""
    statement = (
        select(ActionCall, people_sql(ActionCall.__table__.c))
        .where(ActionCall.campaign_id == campaign.id)
        .options(joinedload(ActionCall.campaign))
        .order_by(ActionCall.id.desc())
    )
    return [CallRow(*row) for row in db.session.execute(statement)]


def people_of(call: ActionCall) -> int:
    """Return how many people have done it."""
    statement = select(people_sql(ActionCall.__table__.c)).where(ActionCall.__table__.c.id == call.id)
    return int(db.session.scalar(statement) or 0)


@dataclass(frozen=True)
class Whom:
    """One of whom to contact: how to reach them in public, and what the reader has done about it."""

    target: Target
    party: Person | Organization | None
    points: tuple[ContactPoint, ...]
    mine: ActionTaken | None
    people: int

    @property
    def name(self) -> str:
        """Their name, or the words in which they are named."""
        return self.party.name if self.party is not None else self.target.attribution


def whom(actor: Actor, call: ActionCall) -> list[Whom]:
    """Return whom to contact, in the order chosen: four queries whatever their number."""
    targets = list(
        db.session.scalars(
            select(Target)
            .join(ActionCallTarget, ActionCallTarget.target_id == Target.id)
            .where(ActionCallTarget.action_call_id == call.id, visible_records(actor, Target))
            .options(joinedload(Target.person), joinedload(Target.organization))
            .order_by(ActionCallTarget.position, ActionCallTarget.id)
        )
    )
    points = public_points(targets)
    deeds = deeds_of(call)
    mine = {each.target_id: each for each in deeds if each.user_id == actor.user_id}
    return [
        Whom(
            target,
            target.party,
            tuple(points.get((target.person_id, target.organization_id), ())),
            mine.get(target.id),
            sum(1 for each in deeds if each.target_id == target.id),
        )
        for target in targets
    ]


def deeds_of(call: ActionCall) -> list[ActionTaken]:
    """Return what was done, without what was taken back or retracted."""
    statement = (
        select(ActionTaken)
        .join(Activity, Activity.id == ActionTaken.activity_id)
        .where(ActionTaken.action_call_id == call.id, Activity.retracted_at.is_(None))
        .order_by(ActionTaken.id)
    )
    return list(db.session.scalars(statement))


def public_points(targets: list[Target]) -> dict[tuple[int | None, int | None], list[ContactPoint]]:
    """Return phones and e-mail addresses that are public and not known to fail, by owner."""
    people = [each.person_id for each in targets if each.person_id is not None]
    groups = [each.organization_id for each in targets if each.organization_id is not None]
    statement = (
        select(ContactPoint)
        .where(
            or_(ContactPoint.person_id.in_(people), ContactPoint.organization_id.in_(groups)),
            ContactPoint.is_public,
            ContactPoint.contact_kind.in_((ContactKind.PHONE, ContactKind.EMAIL)),
            ContactPoint.state != ContactState.FAILING,
        )
        .order_by(ContactPoint.contact_kind.desc(), ContactPoint.id)
    )
    found: dict[tuple[int | None, int | None], list[ContactPoint]] = {}
    for point in db.session.scalars(statement):
        found.setdefault((point.person_id, point.organization_id), []).append(point)
    return found


def targets_by_ref(actor: Actor, campaign: Campaign) -> dict[str, Target]:
    """Return the targets of a campaign that the actor sees, by ref, by name."""
    statement = (
        select(Target)
        .where(Target.campaign_id == campaign.id, visible_records(actor, Target))
        .options(joinedload(Target.person), joinedload(Target.organization))
    )
    rows = sorted(db.session.scalars(statement), key=lambda target: (target.name.casefold(), target.id))
    return {target.ref: target for target in rows}


def body_of(target: Target) -> tuple[OrganizationKind | None, bool]:
    """Return the kind of body that a target sits in or is, and whether it is a person with an office."""
    if target.organization_id is not None:
        return db.session.scalar(
            select(Organization.organization_kind).where(Organization.id == target.organization_id)
        ), False
    body = Organization.__table__.alias()
    row = db.session.execute(
        select(body.c.organization_kind)
        .select_from(Term)
        .join(Post, Post.id == Term.post_id)
        .outerjoin(body, body.c.id == Post.body_id)
        .where(Term.person_id == target.person_id if target.person_id is not None else false())
        .order_by(Term.starts_on.desc(), Term.id.desc())
        .limit(1)
    ).first()
    return (row[0], True) if row is not None else (None, False)
