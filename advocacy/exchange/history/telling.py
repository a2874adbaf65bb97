"""What the timeline tells of an entry: the activities that a loaded record brings along."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.refs import new_ref
from advocacy.exchange.history.book import Book, Plain, store
from advocacy.exchange.history.facets import Facet, column, dated, sources
from advocacy.exchange.history.records import Dated
from advocacy.models import Activity, ActivityCampaign, ActivityContact
from advocacy.models.records import Citation
from advocacy.services import search


@dataclass(frozen=True)
class Told:
    """One thing that happened. `key` tells it from the other things that happened to the same record."""

    key: str
    kind: ActivityKind
    side: Side
    step: str = ""
    occurred_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    not_before: datetime.date | None = None
    not_after: datetime.date | None = None
    summary: str = ""
    note: str = ""
    campaign: str | None = None
    also: tuple[str, ...] = ()
    """Further campaigns that it belongs to."""
    contacts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def campaigns(self) -> list[str]:
        """All its campaigns, the leading one first."""
        return list(dict.fromkeys(each for each in (self.campaign, *self.also) if each is not None))


def when(entry: Dated) -> dict[str, Any]:
    """Return the date of an entry, with its note and the days around it, for `Told`."""
    return {
        "occurred_on": entry.date,
        "date_note": entry.date_note or "",
        "not_before": entry.not_before,
        "not_after": entry.not_after,
    }


def _put_contacts(activity: Activity, value: Plain, book: Book) -> None:
    activity.contacts = [ActivityContact(**book.party(named)) for named in value]


def _put_campaigns(activity: Activity, value: Plain, book: Book) -> None:
    activity.campaign_links = [ActivityCampaign(campaign_id=book.known_id(each)) for each in value]


def _campaigns_of(activity: Activity, book: Book) -> Plain:
    return [book.name_of(link.campaign_id) for link in activity.campaign_links]


def _day(value: Plain) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(value)


FACETS: tuple[Facet[Told], ...] = (
    column("kind", lambda told, _: told.kind, ActivityKind),
    column("side", lambda told, _: told.side, Side),
    dated("occurred_on", lambda told: told.occurred_on),
    column("date_note", lambda told, _: told.date_note),
    column("not_before", lambda told, _: told.not_before, _day),
    column("not_after", lambda told, _: told.not_after, _day),
    column("summary", lambda told, _: told.summary),
    column("note", lambda told, _: told.note),
    Facet("campaigns", lambda told, _: told.campaigns, _campaigns_of, _put_campaigns),
    Facet(
        "contacts",
        lambda told, _: list(told.contacts),
        lambda activity, book: [book.party_of(row) for row in activity.contacts],
        _put_contacts,
    ),
    sources(lambda told, _: told.sources),
)


def values_of(told: Told, book: Book) -> dict[str, Plain]:
    """Return what the file says of it, field by field."""
    return {facet.name: facet.told(told, book) for facet in FACETS}


def store_activities(told: Sequence[tuple[Told, int | None]], book: Book) -> list[int]:
    """Put many things on the timeline, each of a record or of none; return their ids in the same order."""
    rows = [{**_columns(each, record_id, book), "ref": new_ref()} for each, record_id in told]
    store(Activity, rows)
    refs = [row["ref"] for row in rows]
    found = db.session.execute(select(Activity.ref, Activity.id).where(Activity.ref.in_(refs)))
    by_ref = {row.ref: row.id for row in found}
    ids = [by_ref[row["ref"]] for row in rows]
    _store_links([each for each, _ in told], [row["sort_on"] for row in rows], ids, book)
    search.add_activities(
        (activity_id, row["sort_on"], row["summary"], row["note"]) for activity_id, row in zip(ids, rows, strict=True)
    )
    return ids


def _columns(told: Told, record_id: int | None, book: Book) -> dict[str, Any]:
    near = told.not_before or told.not_after
    return {
        "kind": told.kind,
        "side": told.side,
        "step": told.step,
        "occurred_on": told.occurred_on,
        "first_day": told.occurred_on.first_day,
        "last_day": told.occurred_on.last_day,
        "date_note": told.date_note,
        "not_before": told.not_before,
        "not_after": told.not_after,
        "sort_on": told.occurred_on or PartialDate(near.isoformat() if near else ""),
        "summary": told.summary,
        "note": told.note,
        "record_id": record_id,
        "author_id": book.actor.user_id,
    }


def _store_links(told: Sequence[Told], sort_on: Sequence[PartialDate], ids: Sequence[int], book: Book) -> None:
    """Store campaigns, contacts and sources of new activities."""
    campaigns, contacts, citations = [], [], []
    for each, place, activity_id in zip(told, sort_on, ids, strict=True):
        own = {"activity_id": activity_id}
        campaigns += [{**own, "campaign_id": book.known_id(named), "sort_on": place} for named in each.campaigns]
        contacts += [{**own, **_NOBODY, **book.party(named), "sort_on": place} for named in each.contacts]
        citations += [
            {**own, "media_item_id": book.known_id(source), "record_id": None} for source in set(each.sources)
        ]
    store(ActivityCampaign, campaigns)
    store(ActivityContact, contacts)
    store(Citation, citations)


_NOBODY = {"person_id": None, "organization_id": None, "attribution": ""}


def people(*named: str | None) -> tuple[str, ...]:
    """Return ids of people and organizations as parties, without those that are not given."""
    return tuple(dict.fromkeys(f"@{each}" for each in named if each is not None))


def many(named: Iterable[str]) -> tuple[str, ...]:
    """Return ids of people and organizations as parties."""
    return tuple(f"@{each}" for each in named)
