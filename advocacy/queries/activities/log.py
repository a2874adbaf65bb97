"""The activity log, newest first, one page at a time: Core columns, and a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.campaigns import Access
from advocacy.domain.lobbying import LobbyingClass
from advocacy.domain.partial_dates import PartialDate, PartialDateError
from advocacy.domain.refs import parse_ref
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Organization,
    Person,
    User,
)
from advocacy.policy import Actor, visible_activities, visible_records

PAGE_SIZE = 50
EXCERPT = 160
"""How many characters of a note stand in the log where there is no summary."""
AFTER_ALL_DAYS = "~"
"""Sorts behind every digit and hyphen: "2017~" is the end of 2017."""


@dataclass(frozen=True)
class LogFilter:
    """What the log is narrowed to. Days are inclusive; an entry is in when it may have been in the period."""

    kind: ActivityKind | None = None
    side: Side | None = None
    campaign: Campaign | None = None
    party: Person | Organization | None = None
    author: User | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Place:
    """A place in the log: just before or after an entry, or at a date.

    `sort_on` and `ref` are those of an entry; a ref alone says nothing to who does not know it.
    """

    sort_on: str
    ref: str = ""
    newer: bool = False

    @classmethod
    def parse(cls, text: str, *, newer: bool) -> "Place | None":
        """Read "2017-02-02.7zk3m9q2ab"; None for anything else."""
        sort_on, _, ref = text.partition(".")
        try:
            return cls(PartialDate(sort_on).text, parse_ref(ref), newer)
        except (ValueError, PartialDateError):
            return None

    @classmethod
    def at(cls, day: PartialDate) -> "Place":
        """The newest entry of a day, month or year, or the first before it."""
        return cls(day.text + AFTER_ALL_DAYS)


@dataclass(slots=True)
class LogEntry:
    """One line of the log."""

    ref: str
    kind: ActivityKind
    side: Side
    occurred_on: PartialDate
    date_note: str
    sort_on: str
    what: str
    outcome: ContactOutcome | None
    lobbying: LobbyingClass
    minutes: int | None
    author: str
    names: list[str] = field(default_factory=list)
    outcomes: list[ContactOutcome] = field(default_factory=list)
    is_confidential: bool = False

    @property
    def place(self) -> str:
        """Where it stands, for the address of the next page."""
        return f"{self.sort_on}.{self.ref}"


@dataclass(frozen=True)
class LogPage:
    """A page of the log; the places are empty where there is nothing newer or older."""

    entries: list[LogEntry]
    newer: str = ""
    older: str = ""


def log_page(actor: Actor, wanted: LogFilter, place: Place | None = None) -> LogPage:
    """Return the page that begins at `place` (the newest one without), as far as the actor may see."""
    sort, ident, statement = _narrowed(actor, wanted)
    upward = place is not None and place.newer
    if place is not None:
        statement = statement.where(_beyond(place, sort, ident))
    order = (sort.asc(), ident.asc()) if upward else (sort.desc(), ident.desc())
    rows = list(db.session.execute(statement.order_by(*order).limit(PAGE_SIZE + 1)))
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    if upward:
        rows.reverse()
    entries = _entries(rows)
    if not entries:
        return LogPage([])
    return LogPage(
        entries,
        newer=entries[0].place if (more if upward else place is not None) else "",
        older=entries[-1].place if (more or upward) else "",
    )


def _narrowed(actor: Actor, wanted: LogFilter) -> tuple[Any, Any, Select[Any]]:
    """Return the columns to sort by and the statement. A campaign's log is a walk along its own index."""
    activity = Activity.__table__.c
    statement = select(
        activity.id,
        activity.ref,
        activity.kind,
        activity.side,
        activity.occurred_on,
        activity.date_note,
        activity.sort_on,
        activity.summary,
        func.substr(activity.note, 1, EXCERPT).label("note"),
        activity.outcome,
        activity.lobbying,
        activity.minutes,
        User.display_name,
    ).outerjoin_from(Activity.__table__, User.__table__, User.id == activity.author_id)
    statement = statement.where(visible_activities(actor, activity), *_conditions(wanted))
    if wanted.campaign is None:
        return activity.sort_on, activity.id, statement
    link = ActivityCampaign.__table__.c
    statement = statement.join(ActivityCampaign.__table__, link.activity_id == activity.id).where(
        link.campaign_id == wanted.campaign.id
    )
    return link.sort_on, link.activity_id, statement


def _conditions(wanted: LogFilter) -> list[Any]:
    activity = Activity.__table__.c
    conditions: list[Any] = []
    if wanted.kind is not None:
        conditions.append(activity.kind == wanted.kind)
    if wanted.side is not None:
        conditions.append(activity.side == wanted.side)
    if wanted.author is not None:
        conditions.append(activity.author_id == wanted.author.id)
    if wanted.party is not None:
        contact = ActivityContact.__table__.c
        column = contact.person_id if isinstance(wanted.party, Person) else contact.organization_id
        conditions.append(activity.id.in_(select(contact.activity_id).where(column == wanted.party.id)))
    if wanted.since is not None:  # the year alone lets the index find 2017 and 2017-02 for a day in February 2017
        conditions += [activity.sort_on >= str(wanted.since.year), activity.last_day >= wanted.since]
    if wanted.until is not None:
        conditions += [activity.sort_on <= wanted.until.isoformat(), activity.first_day <= wanted.until]
    return conditions


def _beyond(place: Place, sort: Any, ident: Any) -> Any:
    """Return the condition for what is older (or newer) than a place."""
    if not place.ref:
        return sort <= place.sort_on
    there = select(Activity.id).where(Activity.ref == place.ref).scalar_subquery()
    if place.newer:
        return and_(sort >= place.sort_on, or_(sort > place.sort_on, ident > there))
    return and_(sort <= place.sort_on, or_(sort < place.sort_on, ident < there))


def _entries(rows: Sequence[Any]) -> list[LogEntry]:
    contacts = _contacts([row.id for row in rows])
    confidential = _confidential([row.id for row in rows])
    entries = []
    for row in rows:
        entry = LogEntry(
            row.ref,
            row.kind,
            row.side,
            row.occurred_on,
            row.date_note,
            str(row.sort_on),
            row.summary or row.note,
            row.outcome,
            row.lobbying,
            row.minutes,
            row.display_name or "",
            is_confidential=row.id in confidential,
        )
        for name, outcome in contacts.get(row.id, ()):
            entry.names.append(name)
            if outcome is not None and outcome not in entry.outcomes:
                entry.outcomes.append(outcome)
        entries.append(entry)
    return entries


def _contacts(ids: Sequence[int]) -> dict[int, list[tuple[str, ContactOutcome | None]]]:
    """Return name and outcome of everybody met, by activity, in one query.

    Whoever may see the activity may see whom it is about: no second filter is needed.
    """
    contact, person, group = ActivityContact.__table__.c, Person.__table__.c, Organization.__table__.c
    found: dict[int, list[tuple[str, ContactOutcome | None]]] = defaultdict(list)
    rows = db.session.execute(
        select(
            contact.activity_id,
            contact.outcome,
            contact.attribution,
            person.given_name,
            person.family_name,
            person.label,
            group.title,
        )
        .outerjoin_from(ActivityContact.__table__, Person.__table__, person.id == contact.person_id)
        .outerjoin(Organization.__table__, group.id == contact.organization_id)
        .where(contact.activity_id.in_(ids))
        .order_by(contact.id)
    )
    for activity_id, outcome, words, given, family, label, title in rows:
        name = title or f"{given or ''} {family or ''}".strip() or label or words
        found[activity_id].append((name, outcome))
    return found


def _confidential(ids: Sequence[int]) -> set[int]:
    link, campaign = ActivityCampaign.__table__.c, Campaign.__table__.c
    return set(
        db.session.scalars(
            select(link.activity_id)
            .join_from(ActivityCampaign.__table__, Campaign.__table__, campaign.id == link.campaign_id)
            .where(link.activity_id.in_(ids), campaign.access == Access.RESTRICTED)
        )
    )


def campaign_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return ref and title of the campaigns that the actor may see, by title."""
    rows = db.session.execute(
        select(Campaign.ref, Campaign.title).where(visible_records(actor, Campaign)).order_by(Campaign.title)
    )
    return [(ref, title) for ref, title in rows]


def author_choices() -> list[tuple[str, str]]:
    """Return ref and name of the users, by name."""
    rows = db.session.execute(select(User.ref, User.display_name).order_by(User.display_name))
    return [(ref, name) for ref, name in rows]
