"""Search entries: what search finds of each record and activity, written with the change itself."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from advocacy.db import db
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.search import ACTIVITY, place_of
from advocacy.domain.tasks import TITLES
from advocacy.domain.text import fold
from advocacy.domain.users import Language
from advocacy.languages import gettext_for
from advocacy.models import Activity, Organization, Person, Record, SearchEntry, Statement, StatementSpeaker, Task

BODY_FIELDS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.JURISDICTION: ("note", "state"),
    RecordKind.ORGANIZATION: ("promised",),
    RecordKind.PERSON: ("title", "label", "role"),
    RecordKind.MEDIA_ITEM: ("publisher", "author", "summary", "note"),
    RecordKind.CAMPAIGN: ("summary", "goal", "status_note", "how_it_ended", "note"),
    RecordKind.DEMAND: ("text_es", "note"),
    RecordKind.LETTER: ("sender", "body", "signer_note", "note"),
    RecordKind.MEETING: ("requested_by", "answer_note", "minutes_text", "next_step", "note"),
    RecordKind.COMMITMENT: ("evidence",),
    RecordKind.MEASURE: ("summary", "status_note", "note"),
    RecordKind.EVENT: ("place", "purpose", "note"),
    RecordKind.PRECEDENT: ("instrument_words", "provisions", "aftermath", "note"),
    RecordKind.PROCEEDING: ("court", "case_number", "asks", "note"),
    RecordKind.CLAIM: ("figure", "subject", "basis", "note"),
    RecordKind.TASK: ("note",),
    RecordKind.INFLUENCE: ("relation", "evidence"),
    RecordKind.STATEMENT: ("quote", "channel", "shows_words", "note"),
}
"""What is found of a record beside its name: only what everybody who sees the record also sees on its page."""
DATE_FIELDS = (
    "dated_on", "happened_on", "asked_on", "started_on", "published_on", "made_on", "said_on", "stated_on", "known_on",
)  # fmt: skip
_ENTRY: Any = SearchEntry.__table__


def refresh(subject: Record | Activity) -> None:
    """Write, rewrite or (for what search does not show) remove the entry of a record or an activity.

    Targets and stances are found through their person and campaign; influence has no page to be found on but its own,
    and is found by both names, what ties them and how we know. Retracted ones are not found at all.
    """
    session = db.session()
    session.flush()
    own = _ENTRY.c.record_id == subject.id if isinstance(subject, Record) else _ENTRY.c.activity_id == subject.id
    old = session.execute(select(_ENTRY).where(own)).mappings().first()
    new = _values(subject)
    if old is not None and new is not None and all(old[key] == value for key, value in new.items()):
        return
    if old is not None:
        _unindex(session, dict(old))
    if new is None:
        session.execute(delete(_ENTRY).where(own))
    elif old is None:
        session.execute(insert(_ENTRY).values(**new))
        _index(session, new)
    else:
        session.execute(update(_ENTRY).where(own).values(**new))
        _index(session, new)


def _values(subject: Record | Activity) -> dict[str, Any] | None:
    if isinstance(subject, Activity):
        return None if subject.retracted_at else _activity_values(subject)
    if subject.kind not in BODY_FIELDS or getattr(subject, "retracted_at", None) is not None:
        return None
    parts = [str(getattr(subject, name) or "").strip() for name in BODY_FIELDS[subject.kind]]
    if subject.kind is RecordKind.PERSON:
        parts += [alias.alias for alias in subject.aliases]  # type: ignore[attr-defined]
    if isinstance(subject, Statement):
        parts += _speakers(subject)
    body = " · ".join(filter(None, parts))
    title = subject.name
    sort_on = _sort_on(subject)
    return {
        "record_id": subject.id,
        "kind": subject.kind.value,
        "sort_on": sort_on,
        "place": place_of(sort_on, subject.id, is_activity=False),
        "title": title,
        "title_folded": fold(" ".join([title, *_titles_elsewhere(subject)])),
        "body": body,
        "body_folded": fold(body),
    }


def _titles_elsewhere(subject: Record) -> list[str]:
    """Return what a task planned by a rule is called in the other languages: each reader searches in their own."""
    if not isinstance(subject, Task) or not subject.rule_subject:
        return []
    others = (gettext_for(each.value)(TITLES[subject.rule]) for each in Language)
    return [words % {"subject": subject.rule_subject} for words in others if words != TITLES[subject.rule]]


def _speakers(statement: Statement) -> list[str]:
    """Return the names of who said it: many are stored by their ids alone, so that they are asked for."""
    speaker, person, organization = StatementSpeaker.__table__, Person.__table__, Organization.__table__
    full_name = func.nullif(func.trim(person.c.given_name + " " + person.c.family_name), "")
    rows = db.session.scalars(
        select(func.coalesce(full_name, person.c.label, organization.c.title, speaker.c.attribution))
        .select_from(speaker)
        .outerjoin(person, person.c.id == speaker.c.person_id)
        .outerjoin(organization, organization.c.id == speaker.c.organization_id)
        .where(speaker.c.statement_id == statement.id)
        .order_by(speaker.c.id)
    )
    return list(rows)


def _activity_values(activity: Activity) -> dict[str, Any]:
    return _told_values(activity.id, activity.sort_on, activity.summary, activity.note)


def _told_values(activity_id: int, sort_on: PartialDate, summary: str, note: str) -> dict[str, Any]:
    return {
        "activity_id": activity_id,
        "kind": ACTIVITY,
        "sort_on": sort_on,
        "place": place_of(sort_on, activity_id, is_activity=True),
        "title": summary[:2000],
        "title_folded": fold(summary),
        "body": note,
        "body_folded": fold(note),
    }


def _sort_on(record: Record) -> PartialDate:
    for name in DATE_FIELDS:
        value = getattr(record, name, None)
        if value:
            return PartialDate(str(value))
    return PartialDate.of(record.created_at)


def _index(session: Session, row: dict[str, Any]) -> None:
    """Add the row to SQLite's full-text index; PostgreSQL derives its own."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            text("INSERT INTO search_fts(rowid, title_folded, body_folded) VALUES (:place, :title, :body)"),
            {"place": row["place"], "title": row["title_folded"], "body": row["body_folded"]},
        )


def _unindex(session: Session, row: dict[str, Any]) -> None:
    """Take the row out of SQLite's full-text index: an external-content index wants the old values."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            text(
                "INSERT INTO search_fts(search_fts, rowid, title_folded, body_folded) "
                "VALUES ('delete', :place, :title, :body)"
            ),
            {"place": row["place"], "title": row["title_folded"], "body": row["body_folded"]},
        )


def add_new(subjects: Iterable[Record]) -> None:
    """Write the entries of many new records at once: for imports. They are flushed and have no entry yet."""
    _add_rows([row for row in map(_values, subjects) if row is not None])


def add_activities(told: Iterable[tuple[int, PartialDate, str, str]]) -> None:
    """Write the entries of many new activities at once, each given by id, place, summary and note."""
    _add_rows([_told_values(*each) for each in told])


def _add_rows(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    session = db.session()
    last = session.scalar(select(func.max(SearchEntry.id))) or 0
    blank = {"record_id": None, "activity_id": None}
    session.connection().execute(_ENTRY.insert(), [{**blank, **row} for row in rows])
    if session.get_bind().dialect.name == "sqlite":
        session.execute(_FTS_FROM_ENTRIES, {"last": last})


_FTS_FROM_ENTRIES = text(
    "INSERT INTO search_fts(rowid, title_folded, body_folded) "
    "SELECT place, title_folded, body_folded FROM search_entries WHERE id > :last"
)
"""On SQLite: whoever writes holds the only write lock, so that all entries after `last` are ours."""
