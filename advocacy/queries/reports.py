"""The activity report: its rows and its totals, all from one condition."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, not_, or_, select, true
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.lobbying import LobbyingClass
from advocacy.domain.reports import ReportFilter
from advocacy.models import Activity, ActivityCampaign, ActivityContact, Campaign, Organization, Person
from advocacy.policy import Actor, visible_activities, visible_campaign_ids
from advocacy.queries.cells import joined, party_name

MOST_GROUPS = 20


def matching(actor: Actor, wanted: ReportFilter) -> ColumnElement[bool]:
    """Return the condition on Activity for what the report counts. Page, totals and files all use this one."""
    return and_(_about(actor, wanted), _within(wanted))


def _about(actor: Actor, wanted: ReportFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [visible_activities(actor), Activity.retracted_at.is_(None)]
    if wanted.sides:
        conditions.append(Activity.side.in_(wanted.sides))
    if wanted.kinds:
        conditions.append(Activity.kind.in_(wanted.kinds))
    if wanted.author_ids:
        conditions.append(Activity.author_id.in_(wanted.author_ids))
    if wanted.campaign_ids:
        link = aliased(ActivityCampaign)  # an alias of its own: the groups by campaign join the same table
        conditions.append(
            exists(select(literal(1)).where(link.activity_id == Activity.id, link.campaign_id.in_(wanted.campaign_ids)))
        )
    if wanted.person_ids or wanted.organization_ids:
        conditions.append(_meets(wanted))
    return and_(*conditions)


def _meets(wanted: ReportFilter) -> ColumnElement[bool]:
    met = aliased(ActivityContact)
    return exists(
        select(literal(1)).where(
            met.activity_id == Activity.id,
            or_(met.person_id.in_(wanted.person_ids), met.organization_id.in_(wanted.organization_ids)),
        )
    )


def _within(wanted: ReportFilter) -> ColumnElement[bool]:
    """The period contains the date wholly."""
    if not wanted.has_period:
        return true()
    conditions: list[ColumnElement[bool]] = [Activity.first_day.is_not(None)]
    if wanted.first_day is not None:
        conditions.append(Activity.first_day >= wanted.first_day)
    if wanted.last_day is not None:
        conditions.append(Activity.last_day <= wanted.last_day)
    return and_(*conditions)


def _overlapping(wanted: ReportFilter) -> ColumnElement[bool]:
    """The date may lie in the period, for all that is known."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.first_day is not None:
        conditions.append(Activity.last_day >= wanted.first_day)
    if wanted.last_day is not None:
        conditions.append(Activity.first_day <= wanted.last_day)
    return or_(Activity.first_day.is_(None), and_(*conditions))


@dataclass(frozen=True)
class Totals:
    """What the report adds up. Each activity counts once in `activities`; groups count it in each group."""

    activities: int
    people_met: int
    minutes: int
    kinds: list[tuple[ActivityKind, int]]
    outcomes: list[tuple[ContactOutcome | None, int]]
    months: list[tuple[str, int]]
    campaigns: list[tuple[str, str, int]]
    lobbying: list[tuple[LobbyingClass, int, int]]
    straddling: int
    undated: int


def totals(actor: Actor, wanted: ReportFilter) -> Totals:
    """Return the totals of the report, in eight queries whatever its size."""
    condition = matching(actor, wanted)
    count, minutes = db.session.execute(
        select(func.count(), func.coalesce(func.sum(Activity.minutes), 0)).select_from(Activity).where(condition)
    ).one()
    straddling, undated = _apart(actor, wanted)
    return Totals(
        activities=count,
        people_met=_people_met(condition),
        minutes=minutes or 0,
        kinds=_by_kind(condition),
        outcomes=_by_outcome(condition),
        months=_by_month(condition),
        campaigns=_by_campaign(actor, condition),
        lobbying=_by_lobbying(condition),
        straddling=straddling,
        undated=undated,
    )


def _people_met(condition: ColumnElement[bool]) -> int:
    met = select(ActivityContact.person_id).join(Activity, Activity.id == ActivityContact.activity_id)
    distinct = met.where(condition, ActivityContact.person_id.is_not(None)).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(distinct)) or 0


def _by_kind(condition: ColumnElement[bool]) -> list[tuple[ActivityKind, int]]:
    rows = db.session.execute(select(Activity.kind, func.count()).where(condition).group_by(Activity.kind)).all()
    return sorted(((kind, count) for kind, count in rows), key=lambda row: (-row[1], row[0].value))


def _by_outcome(condition: ColumnElement[bool]) -> list[tuple[ContactOutcome | None, int]]:
    rows = db.session.execute(
        select(ActivityContact.outcome, func.count(ActivityContact.activity_id.distinct()))
        .join(Activity, Activity.id == ActivityContact.activity_id)
        .where(condition, ActivityContact.outcome.is_not(None))
        .group_by(ActivityContact.outcome)
    ).all()
    order = list(ContactOutcome)
    found: list[tuple[ContactOutcome | None, int]] = sorted(
        ((outcome, count) for outcome, count in rows),
        key=lambda row: order.index(row[0]),  # type: ignore[arg-type]
    )
    none = db.session.scalar(
        select(func.count())
        .select_from(Activity)
        .where(
            condition,
            ~exists(
                select(literal(1)).where(
                    ActivityContact.activity_id == Activity.id, ActivityContact.outcome.is_not(None)
                )
            ),
        )
    )
    return [*found, (None, none)] if none else found


def _by_month(condition: ColumnElement[bool]) -> list[tuple[str, int]]:
    """Months as `YYYY-MM`; a date that knows only its year, or nothing, is under ""."""
    month = case((func.length(Activity.occurred_on) >= 7, func.substr(Activity.occurred_on, 1, 7)), else_="")
    named = month.label("month")
    rows = db.session.execute(
        select(named, func.count()).select_from(Activity).where(condition).group_by(named).order_by(named)
    ).all()
    return [(str(text), count) for text, count in rows]


def _by_campaign(actor: Actor, condition: ColumnElement[bool]) -> list[tuple[str, str, int]]:
    """Slug, title and count; an activity of two campaigns counts in both."""
    table = Campaign.__table__.c
    rows = db.session.execute(
        select(table.slug, table.title, func.count())
        .select_from(Activity)
        .join(ActivityCampaign, ActivityCampaign.activity_id == Activity.id)
        .join(Campaign.__table__, table.id == ActivityCampaign.campaign_id)
        .where(condition, table.id.in_(visible_campaign_ids(actor)))
        .group_by(table.slug, table.title)
        .order_by(func.count().desc(), table.title)
        .limit(MOST_GROUPS)
    ).all()
    return [(slug, title, count) for slug, title, count in rows]


def _by_lobbying(condition: ColumnElement[bool]) -> list[tuple[LobbyingClass, int, int]]:
    """Class, activities and minutes."""
    rows = db.session.execute(
        select(Activity.lobbying, func.count(), func.coalesce(func.sum(Activity.minutes), 0))
        .where(condition)
        .group_by(Activity.lobbying)
    ).all()
    order = list(LobbyingClass)
    return sorted(((name, count, minutes or 0) for name, count, minutes in rows), key=lambda row: order.index(row[0]))


def _apart(actor: Actor, wanted: ReportFilter) -> tuple[int, int]:
    """Return how many activities straddle the period's edge, and how many have no date: both are not counted."""
    if not wanted.has_period:
        return 0, 0
    outside = and_(_about(actor, wanted), not_(_within(wanted)), _overlapping(wanted))
    undated = Activity.first_day.is_(None)
    rows = db.session.execute(
        select(undated.label("undated"), func.count()).select_from(Activity).where(outside).group_by("undated")
    ).all()
    counts = {bool(flag): count for flag, count in rows}
    return counts.get(False, 0), counts.get(True, 0)


def more_than(actor: Actor, wanted: ReportFilter, most: int) -> bool:
    """Tell whether the report has more rows than `most`, without counting them all."""
    some = select(Activity.id).where(matching(actor, wanted)).limit(most + 1).subquery()
    return (db.session.scalar(select(func.count()).select_from(some)) or 0) > most


# --- the rows: one SELECT feeds the page, the CSV file and the XLSX file ------------------------------------


def rows_statement(actor: Actor, wanted: ReportFilter) -> Select[Any]:
    """Return the SELECT of the report's rows, newest first. Columns are named as the file's columns."""
    met = ActivityContact.__table__
    people = Person.__table__
    bodies = Organization.__table__
    names = (
        select(joined(party_name(met.c, people.c, bodies.c), met.c.id))
        .select_from(
            met.outerjoin(people, people.c.id == met.c.person_id).outerjoin(
                bodies, bodies.c.id == met.c.organization_id
            )
        )
        .where(met.c.activity_id == Activity.id)
        .scalar_subquery()
    )
    outcomes = select(joined(met.c.outcome, met.c.id)).where(met.c.activity_id == Activity.id).scalar_subquery()
    campaign = Campaign.__table__
    titles = (
        select(joined(campaign.c.title, ActivityCampaign.campaign_id))
        .select_from(ActivityCampaign.__table__.join(campaign, campaign.c.id == ActivityCampaign.campaign_id))
        .where(ActivityCampaign.activity_id == Activity.id)
        .scalar_subquery()
    )
    return (
        select(
            Activity.ref,
            Activity.occurred_on.label("date"),
            Activity.kind,
            Activity.side,
            names.label("people"),
            outcomes.label("outcomes"),
            Activity.summary,
            Activity.note,
            titles.label("campaigns"),
            Activity.minutes,
            Activity.lobbying,
            Activity.is_sample.label("sample"),
        )
        .where(matching(actor, wanted))
        .order_by(Activity.sort_on.desc(), Activity.id.desc())
    )


def first_rows(actor: Actor, wanted: ReportFilter, most: int = 50) -> Sequence[Any]:
    """Return the newest rows, for the page."""
    return db.session.execute(rows_statement(actor, wanted).limit(most)).all()
