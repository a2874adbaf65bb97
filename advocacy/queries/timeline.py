"""Timelines of a campaign, of a person or an organization, and of one record: newest first, in keyset pages.

Two queries whatever the length, and one more to find the place where a later page begins. The first walks an
index that ends in (sort date, activity id), so that a deep page costs what the first one costs.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from sqlalchemy import BindParameter, Row, Select, String, and_, bindparam, case, cast, func, select, tuple_, union_all
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.timelines import Cursor, Wanted
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Event,
    Letter,
    Measure,
    MediaItem,
    MeetingRequest,
    Organization,
    Person,
    Proceeding,
    Record,
)
from advocacy.models.base import one_of
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_activities, visible_work
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries.letter_names import names_of

EVERYTHING = Wanted()

_ACTIVITY, _RECORD = Activity.__table__, Record.__table__
_LETTER, _MEETING = Letter.__table__, MeetingRequest.__table__
_MEASURE, _EVENT, _CASE = Measure.__table__, Event.__table__, Proceeding.__table__
_PERSON, _ORGANIZATION = Person.__table__, Organization.__table__
_SHOWN_COLUMNS = (
    "id", "ref", "kind", "side", "occurred_on", "date_note", "sort_on", "step", "outcome", "summary", "note",
    "minutes", "is_sample",
)  # fmt: skip
LINKED_KINDS = (
    RecordKind.LETTER,
    RecordKind.MEETING,
    RecordKind.MEASURE,
    RecordKind.EVENT,
    RecordKind.STATEMENT,
    RecordKind.PROCEEDING,
)


@dataclass(frozen=True)
class Linked:
    """A record that a line of a timeline leads to: enough to name it and to link to it."""

    kind: RecordKind
    ref: str
    name: str
    detail: str = ""
    """Whose letter it is, or who asked for the meeting, when it was not us."""


@dataclass(frozen=True)
class TimelineContact:
    """Somebody whom the line is about, and how the contact ended."""

    name: str
    linked: Linked | None
    outcome: ContactOutcome | None


@dataclass(frozen=True)
class TimelineSource:
    """Where a line is known from."""

    linked: Linked
    published_on: PartialDate


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, with all that its sentence needs."""

    ref: str
    kind: ActivityKind
    side: Side
    occurred_on: PartialDate
    date_note: str
    step: str
    outcome: ContactOutcome | None
    summary: str
    note: str
    minutes: int | None
    is_sample: bool
    record: Linked | None
    contacts: tuple[TimelineContact, ...] = ()
    sources: tuple[TimelineSource, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """A page of a timeline. `newer` and `older` are the places of the pages beside it, None where there is none."""

    entries: tuple[TimelineEntry, ...]
    newer: Cursor | None = None
    older: Cursor | None = None


class Numbered(Protocol):
    """A campaign, or what is known of one."""

    @property
    def id(self) -> int: ...


class _Of(StrEnum):
    """Whose timeline it is."""

    CAMPAIGN = "campaign"
    PERSON = "person"
    ORGANIZATION = "organization"
    RECORD = "record"
    SOURCE = "source"
    EVERYTHING = "everything"


class _Start(StrEnum):
    """Where a page begins: at the top, after a place, or (read backwards) before it."""

    TOP = "top"
    AFTER = "after"
    BEFORE = "before"


def of_campaign(actor: Actor, campaign: Numbered, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what happened in a campaign."""
    return _page(actor, _Of.CAMPAIGN, campaign.id, wanted)


def of_party(actor: Actor, party: Person | Organization, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what concerns a person or an organization."""
    return _page(actor, _Of.PERSON if isinstance(party, Person) else _Of.ORGANIZATION, party.id, wanted)


def of_record(actor: Actor, record: Record, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what happened to one record (a letter, a meeting request, a measure, an event)."""
    return _page(actor, _Of.RECORD, record.id, wanted)


def of_source(actor: Actor, source: MediaItem, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what this source tells about."""
    return _page(actor, _Of.SOURCE, source.id, wanted)


def latest(actor: Actor, size: int) -> Timeline:
    """Return the latest of everything that the actor may see, of all campaigns together."""
    return _page(actor, _Of.EVERYTHING, 0, Wanted(size=size))


def _page(actor: Actor, of: _Of, subject_id: int, wanted: Wanted) -> Timeline:
    """Read one page: one row more than shown tells whether there is another."""
    start = _Start.AFTER if wanted.after else _Start.BEFORE if wanted.before else _Start.TOP
    place = wanted.after or wanted.before
    statement = _statement(reader(actor), of, start, bool(wanted.kinds), wanted.side is not None)
    values = parameters(actor, subject_id=subject_id, kinds=wanted.kinds, side=wanted.side, most=wanted.size + 1)
    if place is not None:
        values |= {"sort_on": place.sort_on, "position": _id_at(place)}
    rows = list(db.session.connection().execute(statement, values).all())
    more = len(rows) > wanted.size
    rows = rows[: wanted.size]
    if start is _Start.BEFORE:
        rows.reverse()
    has_newer = more if start is _Start.BEFORE else start is _Start.AFTER
    has_older = more or start is _Start.BEFORE
    return Timeline(
        entries=tuple(_with_details(rows)),
        newer=_cursor(rows[0]) if rows and has_newer else None,
        older=_cursor(rows[-1]) if rows and has_older else None,
    )


@cache
def _statement(viewer: Reader, of: _Of, start: _Start, with_kinds: bool, with_side: bool) -> Select[Any]:
    """Return the walk along the index of whose timeline it is."""
    walk, sort_on, activity_id = _along(_walk(viewer), of)
    if with_kinds:
        walk = walk.where(_ACTIVITY.c.kind.in_(bindparam("kinds", expanding=True)))
    if with_side:
        walk = walk.where(_ACTIVITY.c.side == bindparam("side"))
    if start is not _Start.TOP:
        key, place = (
            tuple_(sort_on, activity_id),
            tuple_(bindparam("sort_on", type_=sort_on.type), bindparam("position")),
        )
        walk = walk.where(key < place if start is _Start.AFTER else key > place)
    if start is _Start.BEFORE:
        walk = walk.order_by(sort_on.asc(), activity_id.asc())
    else:
        walk = walk.order_by(sort_on.desc(), activity_id.desc())
    return walk.limit(bindparam("most"))


def _along(walk: Select[Any], of: _Of) -> tuple[Select[Any], Any, Any]:
    """Return the walk with the table whose index it follows, and the two columns that order it."""
    subject: BindParameter[int] = bindparam("subject_id")
    if of is _Of.CAMPAIGN:
        link = ActivityCampaign.__table__.alias()
        along = walk.join(link, link.c.activity_id == _ACTIVITY.c.id).where(link.c.campaign_id == subject)
        return along, link.c.sort_on, link.c.activity_id
    if of in (_Of.PERSON, _Of.ORGANIZATION):
        met = ActivityContact.__table__.alias()
        theirs = met.c.person_id if of is _Of.PERSON else met.c.organization_id
        along = walk.join(met, met.c.activity_id == _ACTIVITY.c.id).where(theirs == subject)
        return along, met.c.sort_on, met.c.activity_id
    along = walk
    if of is _Of.RECORD:
        along = walk.where(_ACTIVITY.c.record_id == subject)
    elif of is _Of.SOURCE:
        cited = Citation.__table__.alias()
        along = walk.join(cited, cited.c.activity_id == _ACTIVITY.c.id).where(cited.c.media_item_id == subject)
    return along, _ACTIVITY.c.sort_on, _ACTIVITY.c.id


def _walk(actor: Actor) -> Select[Any]:
    """Activities that the actor may see, each with its record if that may be seen too."""
    record = aliased(Record)
    title = case((_MEASURE.c.identifier != "", _MEASURE.c.identifier + " " + _MEASURE.c.title), else_=_MEASURE.c.title)
    names = (_LETTER.c.subject, _MEETING.c.topic, title, _EVENT.c.title, _CASE.c.title)
    return (
        select(
            *(_ACTIVITY.c[name] for name in _SHOWN_COLUMNS),
            record.kind.label("record_kind"),
            record.ref.label("record_ref"),
            func.coalesce(*names, "").label("record_name"),
            func.coalesce(_LETTER.c.sender, _MEETING.c.requested_by, "").label("record_detail"),
        )
        .select_from(_ACTIVITY)
        .outerjoin(
            record,
            and_(record.id == _ACTIVITY.c.record_id, one_of(record.kind, LINKED_KINDS), visible_work(actor, record)),
        )
        .outerjoin(_LETTER, _LETTER.c.id == record.id)
        .outerjoin(_MEETING, _MEETING.c.id == record.id)
        .outerjoin(_MEASURE, _MEASURE.c.id == record.id)
        .outerjoin(_EVENT, _EVENT.c.id == record.id)
        .outerjoin(_CASE, _CASE.c.id == record.id)
        .where(visible_activities(actor, _ACTIVITY.c))
    )


def _id_at(place: Cursor) -> int:
    """Return the number that orders entries of one date; a ref that nobody has stands at the end of its date."""
    return db.session.scalar(select(_ACTIVITY.c.id).where(_ACTIVITY.c.ref == place.ref)) or 0


def _cursor(row: Row[Any]) -> Cursor:
    return Cursor(PartialDate(str(row.sort_on)), row.ref)


def _with_details(rows: Sequence[Row[Any]]) -> list[TimelineEntry]:
    contacts: dict[int, list[TimelineContact]] = defaultdict(list)
    sources: dict[int, list[TimelineSource]] = defaultdict(list)
    if rows:
        for detail in db.session.connection().execute(_details(), {"ids": [row.id for row in rows]}).all():
            linked = Linked(RecordKind(detail.kind), detail.ref, detail.name) if detail.ref else None
            if detail.kind == RecordKind.MEDIA_ITEM and linked is not None:
                sources[detail.activity_id].append(TimelineSource(linked, PartialDate(detail.extra)))
            else:
                outcome = ContactOutcome(detail.extra) if detail.extra else None
                contacts[detail.activity_id].append(TimelineContact(detail.name, linked, outcome))
    letters = names_of((row.record_ref, row.record_name) for row in rows if row.record_kind is RecordKind.LETTER)
    return [
        _entry(row, letters.get(row.record_ref, row.record_name), tuple(contacts[row.id]), tuple(sources[row.id]))
        for row in rows
    ]


def _entry(
    row: Row[Any], name: str, contacts: tuple[TimelineContact, ...], sources: tuple[TimelineSource, ...]
) -> TimelineEntry:
    record = None
    if row.record_ref is not None:
        record = Linked(row.record_kind, row.record_ref, name, row.record_detail)
    return TimelineEntry(
        ref=row.ref,
        kind=row.kind,
        side=row.side,
        occurred_on=row.occurred_on,
        date_note=row.date_note,
        step=row.step,
        outcome=row.outcome,
        summary=row.summary,
        note=row.note,
        minutes=row.minutes,
        is_sample=row.is_sample,
        record=record,
        contacts=contacts,
        sources=sources,
    )


@cache
def _details() -> Select[Any]:
    """Return who the lines are about and where they are known from, for a whole page in one query."""
    person, organization, record = _PERSON.alias(), _ORGANIZATION.alias(), _RECORD.alias()
    full_name = func.trim(person.c.given_name + " " + person.c.family_name)
    contact = ActivityContact.__table__
    contacts = (
        select(
            contact.c.activity_id,
            contact.c.id.label("position"),
            cast(record.c.kind, String).label("kind"),
            record.c.ref.label("ref"),
            func.coalesce(
                func.nullif(full_name, ""), person.c.label, organization.c.title, contact.c.attribution
            ).label("name"),
            func.coalesce(cast(contact.c.outcome, String), "").label("extra"),
        )
        .outerjoin(person, person.c.id == contact.c.person_id)
        .outerjoin(organization, organization.c.id == contact.c.organization_id)
        .outerjoin(record, record.c.id == func.coalesce(contact.c.person_id, contact.c.organization_id))
        .where(contact.c.activity_id.in_(bindparam("ids", expanding=True)))
    )
    item, citation, cited = MediaItem.__table__.alias(), Citation.__table__, _RECORD.alias()
    own_words = (item.c.headline, item.c.publisher, item.c.author, func.rtrim(item.c.note, "."))
    first_words = (func.nullif(words, "") for words in own_words)
    sources = (
        select(
            citation.c.activity_id,
            citation.c.id.label("position"),
            cast(cited.c.kind, String).label("kind"),
            cited.c.ref.label("ref"),
            func.coalesce(*first_words, "").label("name"),
            cast(item.c.published_on, String).label("extra"),
        )
        .join(item, item.c.id == citation.c.media_item_id)
        .join(cited, cited.c.id == item.c.id)
        .where(citation.c.activity_id.in_(bindparam("ids", expanding=True)))
    )
    both = union_all(contacts, sources).subquery()
    return select(both).order_by(both.c.activity_id, both.c.position)
