"""Targets of a campaign with where each stands, as far as the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.campaigns import Priority, TargetPart
from advocacy.domain.records import RecordKind
from advocacy.domain.stances import CurrentStance, current_of
from advocacy.models import Demand, Organization, Person, Post, Record, Stance, Target, Term, User
from advocacy.models.campaigns import TargetDemand
from advocacy.policy import Actor, unreplaced, visible_work
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries.stances import PartyKey, entries_on
from advocacy.queries.timeline import Linked, Numbered

_TARGET, _STANCE = Target.__table__, Stance.__table__
_PERSON, _ORGANIZATION = Person.__table__, Organization.__table__
MOST = 500
"""A campaign with more targets than this has none."""


@dataclass(frozen=True)
class TargetLine:
    """A target as lists show it. `linked` is None where only words name them."""

    ref: str
    name: str
    linked: Linked | None
    office: str
    part: TargetPart
    priority: Priority
    stance: CurrentStance | None
    asker: str
    ask_by: date | None
    note: str
    asker_ref: str = ""
    party: PartyKey = (None, None)

    @property
    def party_id(self) -> int | None:
        """The id of the person or organization; None where only words name them."""
        return self.party[0] or self.party[1]


def of_campaign(actor: Actor, campaign: Numbered, *, most: int = MOST) -> list[TargetLine]:
    """Return the targets: deciders first, then by priority and name. One query whatever their number."""
    values = parameters(actor, campaign_id=campaign.id, most=most)
    rows = db.session.connection().execute(_statement(reader(actor)), values).all()
    by_target: dict[int, list[Any]] = {}
    for row in rows:
        by_target.setdefault(row.id, []).append(row)
    return [_line(each[0], _standing(each)) for each in by_target.values()]


def with_entries(actor: Actor, campaign: Numbered) -> list[tuple[TargetLine, Sequence[CurrentStance]]]:
    """Return the targets in their order, each with all entries about it on the campaign that count: two queries."""
    values = parameters(actor, campaign_id=campaign.id, most=MOST)
    rows = db.session.connection().execute(_bare(reader(actor)), values).all()
    entries = entries_on(actor, [campaign.id]).get(campaign.id, {})
    found = [(row, entries.get((row.person_id, row.organization_id), ())) for row in rows]
    return [(_line(row, current_of(theirs)), theirs) for row, theirs in found]


def with_demands(lines: Sequence[TargetLine]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the demands that each target (by ref) is asked for, in one query."""
    target = aliased(Target)
    rows = db.session.execute(
        select(target.ref, Demand.number)
        .join(TargetDemand, TargetDemand.target_id == target.id)
        .join(Demand, Demand.id == TargetDemand.demand_id)
        .where(target.ref.in_([line.ref for line in lines]))
        .order_by(Demand.number)
    ).all()
    numbers: dict[str, tuple[int, ...]] = {}
    for ref, number in rows:
        numbers[ref] = (*numbers.get(ref, ()), number)
    return numbers


@cache
def _statement(actor: Reader) -> Select[Any]:
    """Targets in their order, each as often as it has a standing stance on the campaign (once when none)."""
    targets = _targets(actor)
    entry = aliased(Record)
    stances = (
        select(
            _STANCE.c.id.label("stance_id"),
            _STANCE.c.person_id,
            _STANCE.c.organization_id,
            _STANCE.c.score,
            _STANCE.c.confidence,
            _STANCE.c.stated_on,
        )
        .join(entry, entry.id == _STANCE.c.id)
        .where(
            _STANCE.c.about_id == bindparam("campaign_id"),
            unreplaced(actor, _STANCE.c),
            _STANCE.c.retracted_at.is_(None),
            visible_work(actor, entry),
        )
        .subquery()
    )
    return (
        select(targets, stances.c.stance_id, stances.c.score, stances.c.confidence, stances.c.stated_on)
        .outerjoin(
            stances,
            or_(
                stances.c.person_id == targets.c.person_id,
                and_(targets.c.person_id.is_(None), stances.c.organization_id == targets.c.organization_id),
            ),
        )
        .order_by(targets.c.decides, targets.c.rank, targets.c.sort_name, targets.c.id)
    )


@cache
def _bare(actor: Reader) -> Select[Any]:
    """Targets in their order, without stances."""
    targets = _targets(actor)
    return select(targets).order_by(targets.c.decides, targets.c.rank, targets.c.sort_name, targets.c.id)


def _targets(actor: Actor) -> Any:
    record, party, asker = aliased(Record), aliased(Record), User.__table__.alias()
    full_name = func.nullif(func.trim(_PERSON.c.given_name + " " + _PERSON.c.family_name), "")
    office = (
        select(Post.label)
        .join(Term, Term.post_id == Post.id)
        .where(Term.person_id == _TARGET.c.person_id)
        .order_by(Term.starts_on.desc(), Term.id.desc())
        .limit(1)
        .correlate(_TARGET)
        .scalar_subquery()
    )
    decides = case((_TARGET.c.part == TargetPart.DECISION_MAKER, 0), else_=1).label("decides")
    rank = case({Priority.HIGH.value: 0, Priority.NORMAL.value: 1}, value=_TARGET.c.priority, else_=2).label("rank")
    sort_name = func.coalesce(_PERSON.c.name_key, _ORGANIZATION.c.title_key, _TARGET.c.attribution).label("sort_name")
    return (
        select(
            _TARGET.c.id,
            _TARGET.c.person_id,
            _TARGET.c.organization_id,
            _TARGET.c.part,
            _TARGET.c.priority,
            _TARGET.c.ask_by,
            _TARGET.c.note,
            record.ref.label("ref"),
            party.ref.label("party_ref"),
            func.coalesce(full_name, _PERSON.c.label, _ORGANIZATION.c.title, _TARGET.c.attribution).label("name"),
            func.coalesce(office, _PERSON.c.role, "").label("office"),
            func.coalesce(asker.c.display_name, "").label("asker"),
            func.coalesce(asker.c.ref, "").label("asker_ref"),
            decides,
            rank,
            sort_name,
        )
        .join(record, record.id == _TARGET.c.id)
        .outerjoin(_PERSON, _PERSON.c.id == _TARGET.c.person_id)
        .outerjoin(_ORGANIZATION, _ORGANIZATION.c.id == _TARGET.c.organization_id)
        .outerjoin(party, party.id == func.coalesce(_TARGET.c.person_id, _TARGET.c.organization_id))
        .outerjoin(asker, asker.c.id == _TARGET.c.asker_id)
        .where(_TARGET.c.campaign_id == bindparam("campaign_id"), visible_work(actor, record))
        .order_by(decides, rank, sort_name, _TARGET.c.id)
        .limit(bindparam("most"))
        .subquery()
    )


def _standing(rows: Sequence[Any]) -> CurrentStance | None:
    return current_of(
        CurrentStance(each.score, each.confidence, each.stated_on, each.stance_id)
        for each in rows
        if each.stance_id is not None
    )


def _line(row: Any, stance: CurrentStance | None) -> TargetLine:
    kind = RecordKind.PERSON if row.person_id is not None else RecordKind.ORGANIZATION
    return TargetLine(
        ref=row.ref,
        name=row.name,
        linked=Linked(kind, row.party_ref, row.name) if row.party_ref else None,
        office=row.office,
        part=row.part,
        priority=row.priority,
        stance=stance,
        asker=row.asker,
        ask_by=row.ask_by,
        note=row.note,
        asker_ref=row.asker_ref,
        party=(row.person_id, row.organization_id),
    )
