"""Timelines of a campaign, of a person or an organization, and of one record: newest first, in keyset pages.

Two queries whatever the length, and one more to find the place where a later page begins. The first walks an
index that ends in (sort date, activity id), so that a deep page costs what the first one costs.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, String, and_, case, cast, func, literal, select, tuple_, union_all
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
    Campaign,
    Event,
    Letter,
    Measure,
    MediaItem,
    MeetingRequest,
    Organization,
    Person,
    Record,
)
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_activities, visible_work

EVERYTHING = Wanted()

_ACTIVITY, _RECORD = Activity.__table__, Record.__table__
_LETTER, _MEETING = Letter.__table__, MeetingRequest.__table__
_MEASURE, _EVENT = Measure.__table__, Event.__table__
_PERSON, _ORGANIZATION = Person.__table__, Organization.__table__
_SHOWN_COLUMNS = (
    "id", "ref", "kind", "side", "occurred_on", "date_note", "sort_on", "step", "outcome", "summary", "note",
    "minutes", "is_sample",
)  # fmt: skip
LINKED_KINDS = (RecordKind.LETTER, RecordKind.MEETING, RecordKind.MEASURE, RecordKind.EVENT)


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


def of_campaign(actor: Actor, campaign: Campaign, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what happened in a campaign."""
    link = ActivityCampaign.__table__.alias()
    walk = _walk(actor).join(link, link.c.activity_id == _ACTIVITY.c.id).where(link.c.campaign_id == campaign.id)
    return _page(walk, wanted, link.c.sort_on, link.c.activity_id)


def of_party(actor: Actor, party: Person | Organization, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what concerns a person or an organization."""
    link = ActivityContact.__table__.alias()
    theirs = link.c.person_id if isinstance(party, Person) else link.c.organization_id
    walk = _walk(actor).join(link, link.c.activity_id == _ACTIVITY.c.id).where(theirs == party.id)
    return _page(walk, wanted, link.c.sort_on, link.c.activity_id)


def of_record(actor: Actor, record: Record, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what happened to one record (a letter, a meeting request, a measure, an event)."""
    walk = _walk(actor).where(_ACTIVITY.c.record_id == record.id)
    return _page(walk, wanted, _ACTIVITY.c.sort_on, _ACTIVITY.c.id)


def of_source(actor: Actor, source: MediaItem, wanted: Wanted = EVERYTHING) -> Timeline:
    """Return a page of what is known from one source."""
    told = select(Citation.activity_id).where(Citation.media_item_id == source.id)
    walk = _walk(actor).where(_ACTIVITY.c.id.in_(told))
    return _page(walk, wanted, _ACTIVITY.c.sort_on, _ACTIVITY.c.id)


def latest(actor: Actor, size: int) -> Timeline:
    """Return the latest of everything that the actor may see, of all campaigns together."""
    return _page(_walk(actor), Wanted(size=size), _ACTIVITY.c.sort_on, _ACTIVITY.c.id)


def _walk(actor: Actor) -> Select[Any]:
    """Activities that the actor may see, each with its record if that may be seen too."""
    record = aliased(Record)
    title = case((_MEASURE.c.identifier != "", _MEASURE.c.identifier + " " + _MEASURE.c.title), else_=_MEASURE.c.title)
    return (
        select(
            *(_ACTIVITY.c[name] for name in _SHOWN_COLUMNS),
            record.kind.label("record_kind"),
            record.ref.label("record_ref"),
            func.coalesce(_LETTER.c.subject, _MEETING.c.topic, title, _EVENT.c.title, "").label("record_name"),
            func.coalesce(_LETTER.c.sender, _MEETING.c.requested_by, "").label("record_detail"),
        )
        .select_from(_ACTIVITY)
        .outerjoin(
            record,
            and_(record.id == _ACTIVITY.c.record_id, record.kind.in_(LINKED_KINDS), visible_work(actor, record)),
        )
        .outerjoin(_LETTER, _LETTER.c.id == record.id)
        .outerjoin(_MEETING, _MEETING.c.id == record.id)
        .outerjoin(_MEASURE, _MEASURE.c.id == record.id)
        .outerjoin(_EVENT, _EVENT.c.id == record.id)
        .where(visible_activities(actor, _ACTIVITY.c))
    )


def _page(walk: Select[Any], wanted: Wanted, sort_on: Any, activity_id: Any) -> Timeline:
    """Cut one page out of the walk: one row more than shown tells whether there is another page."""
    if wanted.kinds:
        walk = walk.where(_ACTIVITY.c.kind.in_(wanted.kinds))
    if wanted.side is not None:
        walk = walk.where(_ACTIVITY.c.side == wanted.side)
    key = tuple_(sort_on, activity_id)
    backwards = wanted.before is not None and wanted.after is None
    start = wanted.before if backwards else wanted.after
    if start is not None:
        place = tuple_(literal(start.sort_on, sort_on.type), literal(_id_at(start)))
        walk = walk.where(key > place if backwards else key < place)
    order = (sort_on.asc(), activity_id.asc()) if backwards else (sort_on.desc(), activity_id.desc())
    rows = list(db.session.execute(walk.order_by(*order).limit(wanted.size + 1)).all())
    more = len(rows) > wanted.size
    rows = rows[: wanted.size]
    if backwards:
        rows.reverse()
    has_newer = more if backwards else start is not None
    has_older = True if backwards else more
    return Timeline(
        entries=tuple(_with_details(rows)),
        newer=_cursor(rows[0]) if rows and has_newer else None,
        older=_cursor(rows[-1]) if rows and has_older else None,
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
        for detail in db.session.execute(_details([row.id for row in rows])):
            linked = Linked(RecordKind(detail.kind), detail.ref, detail.name) if detail.ref else None
            if detail.kind == RecordKind.MEDIA_ITEM and linked is not None:
                sources[detail.activity_id].append(TimelineSource(linked, PartialDate(detail.extra)))
            else:
                outcome = ContactOutcome(detail.extra) if detail.extra else None
                contacts[detail.activity_id].append(TimelineContact(detail.name, linked, outcome))
    return [_entry(row, tuple(contacts[row.id]), tuple(sources[row.id])) for row in rows]


def _entry(row: Row[Any], contacts: tuple[TimelineContact, ...], sources: tuple[TimelineSource, ...]) -> TimelineEntry:
    record = None
    if row.record_ref is not None:
        record = Linked(row.record_kind, row.record_ref, row.record_name, row.record_detail)
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


def _details(activity_ids: list[int]) -> Select[Any]:
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
        .where(contact.c.activity_id.in_(activity_ids))
    )
    item, citation, cited = MediaItem.__table__.alias(), Citation.__table__, _RECORD.alias()
    first_words = (func.nullif(item.c[name], "") for name in ("headline", "publisher", "author", "note"))
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
        .where(citation.c.activity_id.in_(activity_ids))
    )
    both = union_all(contacts, sources).subquery()
    return select(both).order_by(both.c.activity_id, both.c.position)
