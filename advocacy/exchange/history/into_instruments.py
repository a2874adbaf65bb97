"""Federal instruments and bills of a history file become measures, each with the action that the file tells."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.measures import Binding, DecidedBy, MeasureEvent, MeasureStatus, MeasureType
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import Facet, column, covering, paragraphs, parties, points_at, sources, text
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.into_precedents import days_around, in_one
from advocacy.exchange.history.records import FederalEntry, LegislationEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, many, people
from advocacy.models import Measure, MeasureAction, Sponsor

_FEDERAL = {
    MeasureType.STATUTE: (MeasureStatus.IN_FORCE, MeasureEvent.TAKE_EFFECT, Binding.YES),
    MeasureType.PROGRAM: (MeasureStatus.IN_FORCE, MeasureEvent.TAKE_EFFECT, Binding.NOT_KNOWN),
}
_ISSUED = (MeasureStatus.ISSUED, MeasureEvent.ISSUE, Binding.NOT_KNOWN)
_BILL_ACTIONS = {
    MeasureStatus.INTRODUCED: MeasureEvent.INTRODUCE,
    MeasureStatus.IN_COMMITTEE: MeasureEvent.REFER_TO_COMMITTEE,
    MeasureStatus.PASSED: MeasureEvent.PASS,
    MeasureStatus.FAILED: MeasureEvent.FAIL,
    MeasureStatus.IN_FORCE: MeasureEvent.TAKE_EFFECT,
}
LONGEST_IDENTIFIER = 60


def _type(entry: FederalEntry) -> MeasureType:
    found: MeasureType = meaning(mapping.FEDERAL_KINDS, entry.kind)
    return found


def _stands(entry: FederalEntry) -> tuple[MeasureStatus, MeasureEvent, Binding]:
    return _FEDERAL.get(_type(entry), _ISSUED)


def _title(entry: FederalEntry, book: Book) -> str:
    """Return the title; an instrument without one is called by what it is and who issued it."""
    if entry.title:
        return entry.title
    kind = entry.kind[0].upper() + entry.kind[1:]
    issuer = _name(entry.issuer, book)
    return (f"{kind}, {issuer}" if issuer else kind)[: Limits.MAX_TITLE]


def _name(who: str | None, book: Book) -> str:
    if who is None:
        return ""
    person = book.file.people.get(who)
    return (person.name or person.role or "") if person is not None else book.file.organizations[who].name


def _points(lines: tuple[str, ...]) -> str:
    return paragraphs(*(f"- {line}" for line in lines))


def _when(entry: FederalEntry) -> str:
    """Return all that the file says about the date; what it inferred is said to be inferred."""
    inferred = f"inferred: {entry.date_inferred.text}" if entry.date_inferred else ""
    return in_one(entry.date_text, days_around(entry), inferred)


def placed(inferred: PartialDate) -> dict[str, datetime.date | None]:
    """Return the days around an inferred date: they place it on a timeline and are never printed as its date."""
    return {"not_before": inferred.first_day, "not_after": inferred.last_day}


def _is(entry: FederalEntry, book: Book, section: str) -> str | None:
    return entry.issuer if entry.issuer in getattr(book.file, section) else None


def _pointer(name: str, section: str) -> Facet[FederalEntry]:
    """Return the facet of who issued it, a person or an agency."""
    base: Facet[FederalEntry] = points_at(name, lambda _entry: None)
    return Facet(name, lambda entry, book: _is(entry, book, section), base.stands, base.put)


def _action(event: MeasureEvent, occurred_on: PartialDate, note: str) -> Plain:
    return [[event.value, occurred_on.text, note]]


def _put_actions(measure: Measure, value: Plain, _book: Book) -> None:
    have = {action.action.value: action for action in measure.actions}
    for word in have.keys() - {each[0] for each in value}:
        measure.actions.remove(have[word])
    for position, (word, occurred_on, note) in enumerate(value):
        action = have.get(word)
        if action is None:
            action = MeasureAction(action=MeasureEvent(word), position=position)
            measure.actions.append(action)
        action.occurred_on, action.date_note = PartialDate(occurred_on), note


def _actions_stand(measure: Measure, _book: Book) -> Plain:
    return [[action.action.value, action.occurred_on.text, action.date_note] for action in measure.actions]


def _make(_entry: Any, _book: Book) -> Measure:
    return Measure(sponsors=[], demand_links=[], actions=[], votes=[], was_public=True)


def _bind(measure: Measure, activities: Mapping[str, int]) -> None:
    for action in measure.actions:
        action.activity_id = action.activity_id or activities.get("action")


def _told(entry: Any, book: Book, event: MeasureEvent, summary: str, **known: Any) -> list[Told]:
    campaigns = book.campaigns_of(entry)
    return [
        Told(
            "action",
            ActivityKind.MEASURE_ACTION,
            Side.THEIRS,
            step=event.value,
            occurred_on=entry.date,
            summary=summary,
            campaign=campaigns[0] if campaigns else None,
            also=tuple(campaigns[1:]),
            sources=entry.source,
            **known,
        )
    ]


def _tell_federal(entry: FederalEntry, book: Book) -> list[Told]:
    around = {"not_before": entry.not_before, "not_after": entry.not_after}
    if not entry.date and entry.date_inferred:
        around |= placed(entry.date_inferred)
    return _told(
        entry,
        book,
        _stands(entry)[1],
        _title(entry, book),
        date_note=_when(entry),
        contacts=people(entry.issuer),
        **around,
    )


FEDERAL_INSTRUMENTS: Shape[FederalEntry] = Shape(
    Measure,
    make=_make,
    tells=_tell_federal,
    keys=("action",),
    bind=_bind,
    facets=(
        column("title", _title),
        column("measure_type", lambda entry, _: _type(entry), MeasureType),
        column("decided_by", lambda _entry, _book: DecidedBy.OFFICE_HOLDER, DecidedBy),
        column("binding", lambda entry, _: _stands(entry)[2], Binding),
        column("status", lambda entry, _: _stands(entry)[0], MeasureStatus),
        text(
            "summary",
            lambda entry: paragraphs(_points(entry.provisions), f"\n“{entry.quote}”" if entry.quote else None),
        ),
        text("note", lambda entry: entry.note),
        text("date_note", _when),
        _pointer("office_holder_id", "people"),
        _pointer("issuer_id", "organizations"),
        Facet(
            "actions",
            lambda entry, _: _action(_stands(entry)[1], entry.date, _when(entry)),
            _actions_stand,
            _put_actions,
        ),
        covering(RecordKind.MEASURE, numbered=True),
        sources(lambda entry, _: entry.source),
    ),
)


def _bill_status(entry: LegislationEntry, _book: Book | None = None) -> MeasureStatus:
    found: MeasureStatus | None = meaning(mapping.LEGISLATION_STATUSES, entry.status)
    return found or MeasureStatus.INTRODUCED


def _identifier(entry: LegislationEntry) -> str:
    return entry.number if entry.number and len(entry.number) <= LONGEST_IDENTIFIER else ""


def _bill_note(entry: LegislationEntry) -> str:
    too_long = entry.number if entry.number and not _identifier(entry) else None
    return paragraphs(too_long, entry.note)


def _bill_action(entry: LegislationEntry) -> MeasureEvent:
    return _BILL_ACTIONS[_bill_status(entry)]


def _tell_bill(entry: LegislationEntry, book: Book) -> list[Told]:
    return _told(
        entry,
        book,
        _bill_action(entry),
        entry.title,
        date_note=entry.date_note or "",
        not_before=entry.not_before,
        not_after=entry.not_after,
        contacts=many(entry.sponsors),
    )


LEGISLATION: Shape[LegislationEntry] = Shape(
    Measure,
    make=_make,
    tells=_tell_bill,
    keys=("action",),
    bind=_bind,
    facets=(
        column("title", lambda entry, _: entry.title),
        text("identifier", _identifier),
        column("measure_type", lambda _entry, _book: MeasureType.BILL, MeasureType),
        column("binding", lambda _entry, _book: Binding.YES, Binding),
        column("status", _bill_status, MeasureStatus),
        text("summary", lambda entry: entry.effect),
        text("note", _bill_note),
        text("date_note", days_around),
        points_at("jurisdiction_id", lambda entry: entry.jurisdiction),
        parties("sponsors", lambda entry, _: many(entry.sponsors), Sponsor),
        Facet(
            "actions",
            lambda entry, _: _action(_bill_action(entry), entry.date, days_around(entry)),
            _actions_stand,
            _put_actions,
        ),
        covering(RecordKind.MEASURE, numbered=True),
        sources(lambda entry, _: entry.source),
    ),
)
