"""Search over everything that the reader may see: newest first, one statement, no counting of all hits.

The full-text index numbers its rows by their place in time, so that it yields the newest first by itself and stops
when a page is full: a common word costs what a rare one costs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BigInteger, Select, String, and_, bindparam, column, func, literal_column, or_, select, table
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.search import ACTIVITY, Query
from advocacy.domain.text import fold
from advocacy.models import Activity, Campaign, Demand, PersonAlias, Record, SearchEntry, Task
from advocacy.policy import Actor, visible_activities, visible_records
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries.not_in_print import unprinted_for

PAGE = 25
_ENTRY: Any = SearchEntry.__table__
_ENDLESS = 2**62
"""Greater than every place."""


@dataclass(frozen=True)
class Hit:
    """Something found: a record or an activity, with its words."""

    kind: RecordKind | None
    """None for an activity."""
    ref: str
    title: str
    body: str
    body_folded: str
    linked: Any
    """Enough of the record to link to it (kind, ref, slug); None for an activity."""
    activity_kind: ActivityKind | None = None
    occurred_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    is_sample: bool = False
    task: Any = None
    """What names a task: its title may be its rule's, which is printed in the reader's language."""
    also_called: str = ""
    """Another name of a person, where that is what was found."""


@dataclass(frozen=True)
class Hits:
    """A page of hits; `older` is the ref of the hit after which the next page begins, or ""."""

    rows: tuple[Hit, ...]
    older: str = ""


NOTHING = Hits(())


def find(actor: Actor, query: Query, kind: str = "", after: str = "") -> Hits:
    """Return what holds all words and may be seen, newest first. `kind`: of records, or "activity"; "" for all."""
    if not query:
        return NOTHING
    is_sqlite = db.engine.dialect.name == "sqlite"
    values = parameters(
        actor,
        words=query.for_sqlite if is_sqlite else query.for_postgresql,
        kind=kind,
        before=_place_of(actor, after) if after else _ENDLESS,
    )
    rows: Any = db.session.execute(_statement(reader(actor), is_sqlite, bool(kind)), values).all()
    shown = rows[:PAGE]
    aliases = _aliases([row.record_id for row in shown if row.kind == RecordKind.PERSON], query)
    titles = _titles([row.record_id for row in shown if row.kind == RecordKind.TASK])
    hits = [_hit(row, aliases.get(row.record_id, ""), titles.get(row.record_id)) for row in shown]
    older = hits[-1].ref if len(rows) > PAGE else ""
    return Hits(tuple(_without_names(actor, hits, query)), older)


def _without_names(actor: Actor, hits: list[Hit], query: Query) -> list[Hit]:
    """Leave out what a member would find only by a name that they read as initials. A page may then be shorter."""
    names = unprinted_for(actor)
    if not names.is_asked_for(" ".join(query.words)):
        return hits
    return [hit for hit in hits if query.is_held_by(names.withheld(f"{hit.title}\n{hit.body}\n{hit.also_called}"))]


@cache
def _statement(who: Reader, is_sqlite: bool, of_one_kind: bool) -> Select[Any]:
    """Return the statement for a reach of readers: the visibility is a condition of the search itself."""
    record, activity = aliased(Record), aliased(Activity)
    campaign, demand, of_demand = Campaign.__table__.alias(), Demand.__table__.alias(), Campaign.__table__.alias()
    source, matches, place = _full_text(is_sqlite)
    statement = (
        select(
            _ENTRY.c.kind, _ENTRY.c.title, _ENTRY.c.body, _ENTRY.c.body_folded, _ENTRY.c.record_id,
            record.ref.label("record_ref"), record.is_sample.label("is_sample"),
            func.coalesce(campaign.c.slug, of_demand.c.slug).label("slug"),
            activity.ref.label("activity_ref"), activity.kind.label("activity_kind"),
            activity.occurred_on, activity.date_note, activity.is_sample.label("activity_is_sample"),
        )
        .select_from(source)
        .outerjoin(record, record.id == _ENTRY.c.record_id)
        .outerjoin(activity, activity.id == _ENTRY.c.activity_id)
        .outerjoin(campaign, campaign.c.id == _ENTRY.c.record_id)
        .outerjoin(demand, demand.c.id == _ENTRY.c.record_id)
        .outerjoin(of_demand, of_demand.c.id == demand.c.campaign_id)
        .where(
            matches,
            place < bindparam("before", type_=BigInteger),
            or_(
                and_(activity.id.is_not(None), visible_activities(who, activity)),
                and_(record.id.is_not(None), visible_records(who, record)),
            ),
        )
        .order_by(place.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    return statement.where(_ENTRY.c.kind == bindparam("kind")) if of_one_kind else statement


def _full_text(is_sqlite: bool) -> tuple[Any, Any, Any]:
    """Return what to select from, what makes a row match, and the column of its place."""
    if is_sqlite:
        index = table("search_fts", column("rowid", BigInteger), column("search_fts", String))
        matches = index.c.search_fts.op("MATCH")(bindparam("words"))
        return index.join(_ENTRY, _ENTRY.c.place == index.c.rowid), matches, index.c.rowid
    document: Any = literal_column("search_entries.document")
    return _ENTRY, document.op("@@")(func.to_tsquery("simple", bindparam("words"))), _ENTRY.c.place


def _place_of(actor: Actor, ref: str) -> int:
    """Return the place of a hit, by its ref, if the reader may see it; else the end of all places."""
    of_record = select(_ENTRY.c.place).join(Record, Record.id == _ENTRY.c.record_id)
    of_activity = select(_ENTRY.c.place).join(Activity, Activity.id == _ENTRY.c.activity_id)
    for statement in (
        of_record.where(Record.ref == ref, visible_records(actor)),
        of_activity.where(Activity.ref == ref, visible_activities(actor)),
    ):
        place: int | None = db.session.scalar(statement)
        if place is not None:
            return place
    return _ENDLESS


def _hit(row: Any, also_called: str, task: Any) -> Hit:
    if row.kind == ACTIVITY:
        return Hit(
            kind=None,
            ref=row.activity_ref,
            title=row.title,
            body=row.body,
            body_folded=row.body_folded,
            linked=None,
            activity_kind=row.activity_kind,
            occurred_on=row.occurred_on,
            date_note=row.date_note,
            is_sample=bool(row.activity_is_sample),
        )
    kind = RecordKind(row.kind)
    return Hit(
        kind=kind,
        ref=row.record_ref,
        title=row.title,
        body=row.body,
        body_folded=row.body_folded,
        linked=SimpleNamespace(kind=kind, ref=row.record_ref, slug=row.slug, campaign=SimpleNamespace(slug=row.slug)),
        is_sample=bool(row.is_sample),
        also_called=also_called,
        task=task,
    )


def _titles(task_ids: Sequence[int]) -> dict[int, Any]:
    """Return for each task what its title is made of."""
    if not task_ids:
        return {}
    columns = select(Task.__table__.c.id, Task.what, Task.rule, Task.rule_subject)
    return {row.id: row for row in db.session.execute(columns.where(Task.__table__.c.id.in_(task_ids)))}


def _aliases(person_ids: Sequence[int], query: Query) -> dict[int, str]:
    """Return for each person the other name that holds one of the words, if one does."""
    if not person_ids:
        return {}
    rows = db.session.scalars(select(PersonAlias).where(PersonAlias.person_id.in_(person_ids)).order_by(PersonAlias.id))
    found: dict[int, str] = {}
    for row in rows:
        if any(query.finds(word) for word in fold(row.alias).split()):
            found.setdefault(row.person_id, row.alias)
    return found
