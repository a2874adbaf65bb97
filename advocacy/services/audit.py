"""The audit trail: who did what in the program, chained so that a removed line shows.

`record` notes an entry; all entries of a transaction are written as its last statements, under one lock,
each with the hash of the one before (RFC 8785-like canonical JSON, SHA-256).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import event, select, text
from sqlalchemy.orm import Session, scoped_session

from advocacy.db import db
from advocacy.models import AuditEntry, Record, User
from advocacy.policy import Actor

PENDING = "pending audit entries"
ADVISORY_LOCK = 7_203_411
ALLOWED_FIELDS = frozenset(
    {
        "access", "status", "roles", "role", "outcome", "version", "rows", "filters", "format", "count", "event",
        "due_on", "assignee", "reply_due", "started_on", "ended_on", "occurred_on", "received_on", "sent_on",
        "held_on", "asked_on", "answered_on", "voted_on", "starts_at", "ends_at", "happened_on", "attendance",
        "starts_on", "ends_on", "minutes", "kind", "side", "number", "campaign",
        "campaigns", "user", "recipient", "record", "letter", "language", "is_active", "yes", "no", "abstain", "absent",
        "method", "purpose", "result", "part", "priority", "guests", "action", "people", "records", "why",
    }
)  # fmt: skip
"""Fields whose values may stand in the trail: status, role, access, dates, numbers, refs. No words of people."""


@dataclass
class _Pending:
    actor: Actor
    event: str
    subject: Record | User | Any | None
    changes: dict[str, Any] = field(default_factory=dict)


def record(actor: Actor, subject: Any, event_word: str, /, **changes: Any) -> None:
    """Note that the actor did something to the subject (a record, a user, an activity, or None).

    `changes` maps a field to its new value, or to a pair (before, after). The value of a field that is not on the
    allow list is replaced by the mere fact that it changed.
    """
    session = db.session()
    session.info.setdefault(PENDING, []).append(_Pending(actor, event_word, subject, _safe(changes)))


def _safe(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: (_plain(value) if name in ALLOWED_FIELDS else "changed") for name, value in changes.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list, set, frozenset)):
        items = [_plain(item) for item in value]
        return sorted(items, key=str) if isinstance(value, (set, frozenset)) else items
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def install(session: scoped_session[Any]) -> None:
    """Write the entries of each transaction just before its commit."""
    event.listen(session, "before_commit", _write_pending)
    event.listen(session, "after_rollback", _forget_pending)


def note_apart(session: Session, actor: Actor, event_word: str, /, **changes: Any) -> None:
    """Write one entry in a session of its own: for exports and refusals, which a GET may note."""
    with session.begin():
        session.info[PENDING] = [_Pending(actor, event_word, None, _safe(changes))]
        _write_pending(session)


def _forget_pending(session: Session) -> None:
    session.info.pop(PENDING, None)


def _write_pending(session: Session) -> None:
    pending: list[_Pending] = session.info.pop(PENDING, [])
    if not pending:
        return
    session.flush()
    _lock(session)
    previous = session.scalar(select(AuditEntry.entry_hash).order_by(AuditEntry.id.desc()).limit(1)) or ""
    for note in pending:
        entry = _entry(note, previous)
        session.add(entry)
        session.flush()
        previous = entry.entry_hash


def _lock(session: Session) -> None:
    """One writer of the chain at a time. SQLite has its write lock already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def _entry(note: _Pending, previous: str) -> AuditEntry:
    subject = note.subject
    entry = AuditEntry(
        at=datetime.now(UTC),
        actor_kind=note.actor.kind,
        actor_id=note.actor.user_id,
        event=note.event,
        record_id=subject.id if isinstance(subject, Record) else None,
        subject_ref=getattr(subject, "ref", "") or "",
        subject_kind=_kind(subject),
        changes=note.changes,
        previous_hash=previous,
    )
    entry.entry_hash = entry_hash(entry)
    return entry


def _kind(subject: Any) -> str:
    if subject is None:
        return ""
    return str(subject.kind.value) if isinstance(subject, Record) else type(subject).__name__.lower()


def entry_hash(entry: AuditEntry) -> str:
    """Return the SHA-256 (hex) of an entry and of the hash before it."""
    body = json.dumps(
        {
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_kind": str(entry.actor_kind.value),
            "actor_id": entry.actor_id,
            "event": entry.event,
            "subject_ref": entry.subject_ref,
            "subject_kind": entry.subject_kind,
            "changes": entry.changes,
            "previous_hash": entry.previous_hash,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class ChainCheck:
    """What going over the trail found. `head` is the hash of the newest entry: kept elsewhere, it shows a cut end."""

    count: int
    head: str
    broken: tuple[AuditEntry, ...]
    """Entries that were changed, or before which one is missing; the first few."""


MOST_BROKEN = 20


def check_chain(entries: Iterable[AuditEntry]) -> ChainCheck:
    """Check every entry (given oldest first) against its own hash and against the entry before it."""
    broken: list[AuditEntry] = []
    count, previous = 0, ""
    for entry in entries:
        count += 1
        if len(broken) < MOST_BROKEN and (entry.previous_hash != previous or entry.entry_hash != entry_hash(entry)):
            broken.append(entry)
        previous = entry.entry_hash
    return ChainCheck(count, previous, tuple(broken))
