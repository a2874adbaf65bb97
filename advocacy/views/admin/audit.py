"""The audit trail: who did what in the program, in sentences, and whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup, escape

from advocacy.domain import audit_events
from advocacy.domain.audit_events import Area
from advocacy.domain.campaigns import Access
from advocacy.domain.files import FilePurpose, RemovalReason
from advocacy.domain.records import RecordKind
from advocacy.domain.refs import parse_ref
from advocacy.domain.users import ActorKind, Role
from advocacy.forms.admin import AuditFilter
from advocacy.models import AuditEntry
from advocacy.policy import Action
from advocacy.queries import audit as queries
from advocacy.services import audit
from advocacy.views.access import current_actor, requires
from advocacy.views.admin.blueprint import bp
from advocacy.views.listing import address_with, without
from advocacy.views.rendering import page

ICONS = {
    Area.SIGN_IN: "key",
    Area.ACCOUNTS: "person-gear",
    Area.CAMPAIGNS: "flag",
    Area.LETTERS: "envelope-paper",
    Area.MEETINGS: "chat-square-text",
    Area.MEASURES: "bank",
    Area.EVENTS: "megaphone",
    Area.TASKS: "check2-square",
    Area.ACTIVITIES: "list-ul",
    Area.DIRECTORY: "person-badge",
    Area.MAIL: "envelope",
    Area.FILES: "download",
    Area.REFUSALS: "exclamation-triangle",
}
ALARMING = {"access.refused", "session.refused"}
LISTS = {"roles", "campaigns", "people", "records", "filters"}


@dataclass(frozen=True)
class Line:
    """One entry as a page shows it."""

    sentence: Markup
    details: list[str]
    icon: str
    is_alarming: bool
    at: datetime
    subject_ref: str


@bp.get("/audit", endpoint="audit")
@requires(Action.READ_AUDIT)
def index() -> ResponseReturnValue:
    """The trail, newest first, filtered."""
    actor = current_actor()
    filters = AuditFilter(request.args)
    filters.validate()
    wanted = _wanted(filters)
    trail = queries.trail(actor, wanted)
    names = queries.names_of_users(trail.entries)
    titles = queries.titles_of_records(actor, trail.entries)
    return page(
        "admin/audit.html",
        filters=filters,
        lines=[_line(entry, names, titles) for entry in trail.entries],
        newer_url=address_with(newer_than=str(trail.newer), older_than="") if trail.newer else "",
        older_url=address_with(older_than=str(trail.older), newer_than="") if trail.older else "",
        chips=_chips(wanted),
    )


def _wanted(filters: AuditFilter) -> queries.Wanted:
    """Read what the address asks for; what makes no sense there is left out."""
    return queries.Wanted(
        area=filters.area.word,
        who=(filters.who.data or "").strip()[:200],
        record_ref=_ref(filters.record.data or ""),
        since=filters.since.data if not filters.since.errors else None,
        until=filters.until.data if not filters.until.errors else None,
        before=_number("older_than"),
        after=_number("newer_than"),
    )


def _ref(typed: str) -> str:
    """Return the code as it is stored; one that is no code is kept and finds nothing."""
    try:
        return parse_ref(typed.strip()) if typed.strip() else ""
    except ValueError:
        return typed.strip()[:10]


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0
    return number if 0 < number <= queries.GREATEST_ID else None


def _chips(wanted: queries.Wanted) -> list[tuple[str, str]]:
    first = {"newer_than": "", "older_than": ""}
    chips = [
        (gettext(wanted.area.label) if wanted.area else "", "area"),
        (wanted.who, "who"),
        (wanted.record_ref, "record"),
        (gettext("From %(day)s", day=wanted.since.isoformat()) if wanted.since else "", "since"),
        (gettext("Up to %(day)s", day=wanted.until.isoformat()) if wanted.until else "", "until"),
    ]
    return [(words, without(name, *first)) for words, name in chips if words]


def _line(entry: AuditEntry, names: dict[str, str], titles: dict[int, str]) -> Line:
    subject = _subject(entry, names, titles)
    message = audit_events.sentence_of(entry.event, has_subject=bool(subject)) or audit_events.OTHER
    step = audit_events.step_of(entry.event)
    places = {
        "actor": _bold(_actor(entry)),
        "subject": _bold(subject),
        "step": gettext(step.label) if step else "",
        "event": entry.event,
    }
    area = next(iter(audit_events.areas_of(entry.event)), Area.FILES)
    return Line(
        sentence=Markup(escape(gettext(message))) % places,  # noqa: S704 (escaped; `%` escapes what it puts in)
        details=_details(entry),
        icon=ICONS[Area(area)],
        is_alarming=entry.event in ALARMING,
        at=entry.at,
        subject_ref=entry.subject_ref,
    )


def _bold(words: str) -> Markup:
    return Markup("<b>%s</b>") % words


def _actor(entry: AuditEntry) -> str:
    if entry.actor is not None:
        return entry.actor.display_name
    return str(gettext(ActorKind(entry.actor_kind).label))


def _subject(entry: AuditEntry, names: dict[str, str], titles: dict[int, str]) -> str:
    """Name what the entry is about: a title only if the reader may see the record, else its kind and code."""
    if entry.subject_kind == "user":
        return names.get(entry.subject_ref, entry.subject_ref)
    kinds = {kind.value: kind.label for kind in RecordKind}
    if entry.subject_kind not in kinds:
        return entry.subject_ref
    kind = gettext(kinds[entry.subject_kind])
    title = titles.get(entry.record_id) if entry.record_id is not None else None
    if title:
        return f"{kind} “{title}”"
    return f"{kind} {entry.subject_ref}"


def _details(entry: AuditEntry) -> list[str]:
    noun = entry.event.partition(".")[0]
    return [
        f"{_field(name)}: {_value(noun, name, value)}"
        for name, value in sorted(entry.changes.items())
        if value not in (None, "", [], [None, None])
    ]


def _field(name: str) -> str:
    return str(gettext(audit_events.FIELDS[name])) if name in audit_events.FIELDS else name


def _value(noun: str, name: str, value: Any) -> str:
    is_pair = isinstance(value, list) and len(value) == 2
    if is_pair and (name not in LISTS or isinstance(value[0], list)):
        before, after = (_value(noun, name, each) if each not in (None, "", []) else "–" for each in value)
        return str(gettext("%(before)s → %(after)s", before=before, after=after))
    if isinstance(value, list):
        return ", ".join(_word(noun, name, each) for each in value)
    return _word(noun, name, value)


def _word(noun: str, name: str, value: Any) -> str:
    """Return a code in words where the field says which words it holds, else as it is."""
    known: dict[str, str] = {}
    if name == "status":
        known = audit_events.states_of(noun)
    elif name in {"roles", "role"}:
        known = {role.value: role.label for role in Role}
    elif name == "action":
        known = audit_events.ACTIONS
    elif name == "access":
        known = {access.value: access.label for access in Access}
    elif noun == "file":
        known = {word.value: word.label for word in (*FilePurpose, *RemovalReason)}
    if value == "changed":
        return str(gettext("changed"))
    return str(gettext(known[value])) if isinstance(value, str) and value in known else str(value)


@bp.get("/audit/chain")
@requires(Action.READ_AUDIT)
def chain() -> ResponseReturnValue:
    """Go over the whole trail: does every entry still follow from the one before?"""
    checked = audit.check_chain(queries.whole_chain(current_actor()))
    return page("admin/chain.html", checked=checked)
