"""The activity log, newest first, one page at a time: Core columns, and a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, exists, func, literal, or_, select

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
from advocacy.models.base import PartialDateType
from advocacy.policy import Actor, visible_activities
from advocacy.policy.readers import Reader, parameters, reader

PAGE_SIZE = 25
EXCERPT = 160
"""How many characters of a note stand in the log where there is no summary."""
AFTER_ALL_DAYS = "~"
"""Sorts behind every digit and hyphen: "2017~" is the end of 2017."""


Contacts = tuple[list[str], list[ContactOutcome]]
"""Names, and the outcomes there were, each once."""
NOBODY: Contacts = ([], [])
_LINK = ActivityCampaign.__table__.c
_A = Activity.__table__.c
_COLUMNS: Select[Any] = select(
    _A.id,
    _A.ref,
    _A.kind,
    _A.occurred_on,
    _A.date_note,
    _A.sort_on,
    _A.summary,
    func.substr(_A.note, 1, EXCERPT).label("note"),
    _A.lobbying,
    _A.minutes,
    User.__table__.c.display_name,
    exists(
        select(literal(1))
        .join_from(ActivityCampaign.__table__, Campaign.__table__, Campaign.__table__.c.id == _LINK.campaign_id)
        .where(_LINK.activity_id == _A.id, Campaign.__table__.c.access == Access.RESTRICTED)
        .correlate(Activity.__table__)
    ),
).outerjoin_from(Activity.__table__, User.__table__, User.__table__.c.id == _A.author_id)
_CONTACT, _PERSON, _GROUP = ActivityContact.__table__.c, Person.__table__.c, Organization.__table__.c
_CONDITIONS: dict[str, Any] = {
    "kind": _A.kind == bindparam("kind", type_=_A.kind.type),
    "side": _A.side == bindparam("side", type_=_A.side.type),
    "campaign_id": ActivityCampaign.__table__.c.campaign_id == bindparam("campaign_id"),
    "person_id": _A.id.in_(select(_CONTACT.activity_id).where(_CONTACT.person_id == bindparam("person_id"))),
    "organization_id": _A.id.in_(
        select(_CONTACT.activity_id).where(_CONTACT.organization_id == bindparam("organization_id"))
    ),
    "author_id": _A.author_id == bindparam("author_id"),
    # the year alone lets the index find 2017 and 2017-02 for a day in February 2017
    "since_year": _A.sort_on >= bindparam("since_year", type_=PartialDateType),
    "since": _A.last_day >= bindparam("since", type_=Date),
    "until_text": _A.sort_on <= bindparam("until_text", type_=PartialDateType),
    "until": _A.first_day <= bindparam("until", type_=Date),
}
_CONTACTS = (
    select(
        _CONTACT.activity_id,
        _CONTACT.outcome,
        _CONTACT.attribution,
        _PERSON.given_name,
        _PERSON.family_name,
        _PERSON.label,
        _GROUP.title,
    )
    .outerjoin_from(ActivityContact.__table__, Person.__table__, _PERSON.id == _CONTACT.person_id)
    .outerjoin(Organization.__table__, _GROUP.id == _CONTACT.organization_id)
    .where(_CONTACT.activity_id.in_(bindparam("ids", expanding=True)))
    .order_by(_CONTACT.id)
)
_AUTHORS = select(User.__table__.c.ref, User.__table__.c.display_name).order_by(User.__table__.c.display_name)


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

    def params(self) -> dict[str, Any]:
        """Return what the log is filtered by, as parameters of the statement."""
        wanted = {
            "kind": self.kind,
            "side": self.side,
            "campaign_id": self.campaign.id if self.campaign else None,
            "person_id": self.party.id if isinstance(self.party, Person) else None,
            "organization_id": self.party.id if isinstance(self.party, Organization) else None,
            "author_id": self.author.id if self.author else None,
            "since_year": f"{self.since.year:04d}" if self.since else None,
            "since": self.since,
            "until_text": self.until.isoformat() if self.until else None,
            "until": self.until,
        }
        return {name: value for name, value in wanted.items() if value is not None}


OLDER, NEWER, AT = "older", "newer", "at"


@dataclass(frozen=True)
class Place:
    """A place in the log: just before or after an entry, or at a date.

    `sort_on` and `ref` are those of an entry; a ref alone says nothing to who does not know it.
    """

    sort_on: str
    ref: str = ""
    newer: bool = False

    @property
    def word(self) -> str:
        """Which way it looks."""
        return AT if not self.ref else NEWER if self.newer else OLDER

    def params(self) -> dict[str, str]:
        """Return the parameters of the statement."""
        return {"place_day": self.sort_on, **({"place_ref": self.ref} if self.ref else {})}

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


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log."""

    ref: str
    kind: ActivityKind
    occurred_on: PartialDate
    date_note: str
    sort_on: str
    what: str
    lobbying: LobbyingClass
    minutes: int | None
    author: str
    names: tuple[str, ...]
    outcomes: tuple[ContactOutcome, ...]
    is_confidential: bool

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
    upward = place is not None and place.newer
    params = {**wanted.params(), **(place.params() if place else {}), **parameters(actor), "size": PAGE_SIZE + 1}
    statement = _statement(reader(actor), frozenset(wanted.params()), place.word if place else "")
    rows = list(db.session.connection().execute(statement, params).all())
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


@lru_cache(maxsize=512)
def _statement(viewer: Reader, by: frozenset[str], place: str) -> Select[Any]:
    """Return the statement for a filter by these parameters, built once: building costs more than asking.

    A campaign's log is a walk along its own index.
    """
    link = ActivityCampaign.__table__.c
    sort, ident = (link.sort_on, link.activity_id) if "campaign_id" in by else (_A.sort_on, _A.id)
    statement = _COLUMNS.where(visible_activities(viewer, _A), *(_CONDITIONS[name] for name in sorted(by)))
    if "campaign_id" in by:
        statement = statement.join(ActivityCampaign.__table__, link.activity_id == _A.id)
    if place:
        statement = statement.where(_beyond(place, sort, ident))
    order = (sort.asc(), ident.asc()) if place == NEWER else (sort.desc(), ident.desc())
    return statement.order_by(*order).limit(bindparam("size"))


def _beyond(place: str, sort: Any, ident: Any) -> Any:
    """Return the condition for what is older (or newer) than a place."""
    there = select(Activity.id).where(Activity.ref == bindparam("place_ref")).scalar_subquery()
    day = bindparam("place_day", type_=PartialDateType)
    if place == AT:
        return sort <= day
    if place == NEWER:
        return and_(sort >= day, or_(sort > day, ident > there))
    return and_(sort <= day, or_(sort < day, ident < there))


def _entries(rows: Sequence[Any]) -> list[LogEntry]:
    contacts = _contacts([row[0] for row in rows])
    entries = []
    for number, ref, kind, occurred_on, date_note, sort_on, summary, note, lobbying, minutes, author, secret in rows:
        names, outcomes = contacts.get(number, NOBODY)
        what, day = summary or note, sort_on.text
        entries.append(
            LogEntry(
                ref,
                kind,
                occurred_on,
                date_note,
                day,
                what,
                lobbying,
                minutes,
                author or "",
                tuple(names),
                tuple(outcomes),
                bool(secret),
            )
        )
    return entries


def _contacts(ids: Sequence[int]) -> dict[int, Contacts]:
    """Return the names of everybody met and the outcomes there were, by activity, in one query.

    Whoever may see the activity may see whom it is about: no second filter is needed.
    """
    found: dict[int, Contacts] = {}
    rows = db.session.connection().execute(_CONTACTS, {"ids": ids}).all()
    for activity_id, outcome, words, given, family, label, title in rows:
        names, outcomes = found.setdefault(activity_id, ([], []))
        names.append(title or f"{given or ''} {family or ''}".strip() or label or words)
        if outcome is not None and outcome not in outcomes:
            outcomes.append(outcome)
    return found


def author(ref: str) -> User | None:
    """Return the user of a ref, also one who has left."""
    return db.session.scalar(select(User).where(User.ref == ref))


def author_choices() -> tuple[tuple[str, str], ...]:
    """Return ref and name of the users, by name."""
    return tuple((ref, name) for ref, name in db.session.connection().execute(_AUTHORS).all())
