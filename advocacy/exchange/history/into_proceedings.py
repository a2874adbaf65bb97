"""Lawsuits of a history file become proceedings with their parties and dated steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.proceedings import ProceedingEvent, ProceedingPart, ProceedingStatus
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import Facet, column, covering, paragraphs, sources, text
from advocacy.exchange.history.into_instruments import placed
from advocacy.exchange.history.records import LitigationEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, people
from advocacy.models import Proceeding, ProceedingParty, ProceedingStep


def _name(who: str, book: Book) -> str:
    if (place := book.file.jurisdictions.get(who)) is not None:
        return place.name
    if (person := book.file.people.get(who)) is not None:
        return person.name or person.role or who
    return book.file.organizations[who].name


def _title(entry: LitigationEntry, book: Book) -> str:
    """Return the title; a case without one is called by its parties, as lawyers do."""
    if entry.title:
        return entry.title
    plaintiffs = " and ".join(_name(each, book) for each in entry.plaintiffs)
    defendant = _name(entry.defendant, book) if entry.defendant else ""
    called = f"{plaintiffs} v. {defendant}" if plaintiffs and defendant else f"Lawsuit of {plaintiffs or defendant}"
    return (called if plaintiffs or defendant else entry.id)[: Limits.MAX_TITLE]


def _parties(entry: LitigationEntry, _book: Book) -> Plain:
    defendants = [[ProceedingPart.DEFENDANT.value, entry.defendant]] if entry.defendant else []
    return [*([ProceedingPart.PLAINTIFF.value, each] for each in dict.fromkeys(entry.plaintiffs)), *defendants]


def _party_stands(party: ProceedingParty, book: Book) -> Plain:
    record_id = party.jurisdiction_id or party.person_id or party.organization_id
    return [party.part.value, book.name_of(record_id) or party.attribution]


def _put_parties(case: Proceeding, value: Plain, book: Book) -> None:
    have = {tuple(_party_stands(party, book)): party for party in case.parties}
    wanted = {(part, who) for part, who in value}
    for named, party in have.items():
        if named not in wanted:
            case.parties.remove(party)
    for part, who in value:
        if (part, who) not in have:
            place = {"jurisdiction_id": book.known_id(who)} if who in book.file.jurisdictions else None
            case.parties.append(ProceedingParty(part=ProceedingPart(part), **(place or book.party(f"@{who}"))))


def _joined_note(entry: LitigationEntry) -> str:
    inferred = f"inferred: {entry.joined_inferred.text}" if entry.joined_inferred else ""
    return "; ".join(part for part in (entry.joined_text, inferred) if part)[: Limits.MAX_SHORT]


def _steps(entry: LitigationEntry, _book: Book | None = None) -> Plain:
    filed = [[ProceedingEvent.FILE.value, entry.filed.text, ""]] if entry.filed else []
    was_joined = entry.joined or entry.joined_text or entry.joined_inferred
    joined = [[ProceedingEvent.JOIN.value, entry.joined.text, _joined_note(entry)]] if was_joined else []
    return [*filed, *joined]


def _steps_stand(case: Proceeding, _book: Book) -> Plain:
    ordered = sorted(case.steps, key=lambda step: step.position)
    return [[step.event.value, step.occurred_on.text, step.date_note] for step in ordered]


def _put_steps(case: Proceeding, value: Plain, _book: Book) -> None:
    have = {step.event.value: step for step in case.steps}
    for word in have.keys() - {each[0] for each in value}:
        case.steps.remove(have[word])
    for position, (word, occurred_on, note) in enumerate(value):
        step = have.get(word)
        if step is None:
            step = ProceedingStep(event=ProceedingEvent(word), position=position)
            case.steps.append(step)
        step.occurred_on, step.date_note = PartialDate(occurred_on), note


def _tells(entry: LitigationEntry, book: Book) -> list[Told]:
    campaigns = book.campaigns_of(entry)
    met = [each for each in (*entry.plaintiffs, entry.defendant) if each not in book.file.jurisdictions]
    told = []
    for word, occurred_on, note in _steps(entry):
        around: dict[str, Any] = (
            placed(entry.joined_inferred) if word == ProceedingEvent.JOIN.value and not occurred_on else {}
        )
        told.append(
            Told(
                word,
                ActivityKind.PROCEEDING,
                Side.OTHERS,
                step=word,
                occurred_on=PartialDate(occurred_on),
                date_note=note,
                summary=_title(entry, book),
                campaign=campaigns[0] if campaigns else None,
                also=tuple(campaigns[1:]),
                contacts=people(*met),
                sources=entry.source,
                **around,
            )
        )
    return told


def _bind(case: Proceeding, activities: Mapping[str, int]) -> None:
    for step in case.steps:
        step.activity_id = step.activity_id or activities.get(step.event.value)


def _status(entry: LitigationEntry, _book: Book) -> ProceedingStatus:
    return ProceedingStatus(entry.status) if entry.status else ProceedingStatus.NOT_KNOWN


PROCEEDINGS: Shape[LitigationEntry] = Shape(
    Proceeding,
    make=lambda _entry, _book: Proceeding(parties=[], steps=[]),
    tells=_tells,
    keys=(ProceedingEvent.FILE.value, ProceedingEvent.JOIN.value),
    bind=_bind,
    facets=(
        column("title", _title),
        text("court", lambda case: case.court),
        text("court_note", lambda case: case.court_note),
        text("case_number", lambda case: case.case_number),
        column("status", _status, ProceedingStatus),
        text("asks", lambda case: paragraphs(*case.relief)),
        text("note", lambda case: case.note),
        Facet(
            "parties", _parties, lambda case, book: [_party_stands(party, book) for party in case.parties], _put_parties
        ),
        Facet(
            "steps",
            _steps,
            _steps_stand,
            _put_steps,
        ),
        covering(RecordKind.PROCEEDING),
        sources(lambda case, _: case.source),
    ),
)
