"""Resolutions of a history file become measures with their dated action and, once decided, their vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.measures import (
    Binding,
    MeasureEvent,
    MeasureStatus,
    MeasureType,
    VoteMethod,
    VoteResult,
)
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits
from advocacy.domain.votes import choice_of
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import (
    Facet,
    campaigns,
    column,
    demands,
    paragraphs,
    parties,
    plain,
    points_at,
    sources,
    text,
)
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.records import ResolutionEntry, VoteEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import Told, many, people, when
from advocacy.models import (
    Measure,
    MeasureAction,
    MeasureDemand,
    RollCallEntry,
    Sponsor,
    VoteEvent,
)

_ACTIONS = {
    MeasureStatus.INTRODUCED: MeasureEvent.INTRODUCE,
    MeasureStatus.IN_COMMITTEE: MeasureEvent.REFER_TO_COMMITTEE,
    MeasureStatus.SCHEDULED: MeasureEvent.SCHEDULE,
    MeasureStatus.PASSED: MeasureEvent.PASS,
    MeasureStatus.FAILED: MeasureEvent.FAIL,
    MeasureStatus.TABLED: MeasureEvent.TABLE,
    MeasureStatus.REFERRED_BACK: MeasureEvent.REFER_BACK,
    MeasureStatus.FILED: MeasureEvent.FILE,
    MeasureStatus.EXPIRED: MeasureEvent.EXPIRE,
    MeasureStatus.WITHDRAWN: MeasureEvent.WITHDRAW,
}
_RESULTS = {MeasureStatus.PASSED: VoteResult.PASSED, MeasureStatus.FAILED: VoteResult.FAILED}
_COUNTS = ("yes", "no", "abstain", "absent")


def _status(entry: ResolutionEntry, _book: Book | None = None) -> MeasureStatus:
    found: MeasureStatus = meaning(mapping.RESOLUTION_STATUSES, entry.status)
    return found


def _title(entry: ResolutionEntry, _book: Book | None = None) -> str:
    """Return the title; a resolution without one is called by what it is and urges, in the file's words."""
    if entry.title:
        return entry.title
    kind = entry.kind[0].upper() + entry.kind[1:]
    called = f"{kind} urging {entry.urges}" if entry.urges else kind
    return called if len(called) <= Limits.MAX_TITLE else called[: Limits.MAX_TITLE - 1] + "…"


def _binding(entry: ResolutionEntry, _book: Book) -> Binding:
    if entry.binding is not None:
        return Binding.YES if entry.binding else Binding.NO
    found: Binding = meaning(mapping.RESOLUTION_KINDS, entry.kind).binding
    return found


def _note(entry: ResolutionEntry) -> str:
    reasons = (f"- {reason}" for reason in entry.reasons)
    return paragraphs(*reasons, entry.reaction, entry.note)


def _actions(entry: ResolutionEntry, _book: Book) -> Plain:
    action = _ACTIONS[_status(entry)]
    is_ahead = _status(entry) is MeasureStatus.SCHEDULED
    return [[action.value, "" if is_ahead else entry.date.text, entry.date_note or ""]]


def _put_actions(measure: Measure, value: Plain, _book: Book) -> None:
    have = {action.action.value: action for action in measure.actions}
    for position, (word, occurred_on, note) in enumerate(value):
        action = have.get(word)
        if action is None:
            action = MeasureAction(action=MeasureEvent(word), position=len(have) + position)
            measure.actions.append(action)
        action.occurred_on, action.date_note = PartialDate(occurred_on), note


def _next_on(entry: ResolutionEntry, book: Book) -> Plain:
    """Return the day of a vote that is still to come."""
    day = entry.date.first_day
    ahead = _status(entry) is MeasureStatus.SCHEDULED and entry.date.precision is Precision.DAY
    return day.isoformat() if ahead and day is not None and day >= book.today else None


def _votes(entry: ResolutionEntry, book: Book) -> Plain:
    """Return the votes: one once the body has decided; what is not known of it stays unknown."""
    result = _RESULTS.get(_status(entry))
    if result is None:
        return []
    vote = entry.vote or VoteEntry()
    night = book.matches.night_of(entry)
    told = (night.title, night.place, night.note) if night is not None else ()
    attended = str(night.attendance) if night is not None and night.attendance is not None else None
    return [
        {
            "on": _voted_on(entry, book).text,
            "date_note": entry.date_note or (night.date_note if night is not None else None) or "",
            "result": result.value,
            "method": _method(vote).value,
            **{name: getattr(vote, name) for name in _COUNTS},
            "note": paragraphs(vote.rule, *told, attended),
            "roll_call": [[person, word] for person, word in (vote.roll_call or {}).items()],
        }
    ]


def _voted_on(entry: ResolutionEntry, book: Book) -> PartialDate:
    """Return the date of the vote; the sitting may be known better than the resolution."""
    night = book.matches.night_of(entry)
    if night is not None and len(night.date.text) > len(entry.date.text):
        return night.date
    return entry.date


def _method(vote: VoteEntry) -> VoteMethod:
    if vote.roll_call:
        return VoteMethod.ROLL_CALL
    if vote.voice:
        return VoteMethod.VOICE
    known = any(getattr(vote, name) is not None for name in _COUNTS)
    return VoteMethod.COUNTS_ONLY if known else VoteMethod.NOT_KNOWN


def _votes_stand(measure: Measure, book: Book) -> Plain:
    return [
        {
            "on": vote.voted_on.text,
            "date_note": vote.date_note,
            "result": vote.result.value,
            "method": vote.method.value,
            **{name: getattr(vote, f"{name}_count") for name in _COUNTS},
            "note": vote.note,
            "roll_call": [[book.name_of(each.person_id), each.clerks_word] for each in vote.roll_call],
        }
        for vote in measure.votes
    ]


def _put_votes(measure: Measure, value: Plain, book: Book) -> None:
    for place, each in enumerate(value):
        if place < len(measure.votes):
            vote = measure.votes[place]
        else:
            vote = VoteEvent(body_id=measure.body_id, roll_call=[])
            measure.votes.append(vote)
        vote.voted_on, vote.date_note = PartialDate(each["on"]), each["date_note"]
        vote.result, vote.method = VoteResult(each["result"]), VoteMethod(each["method"])
        for name in _COUNTS:
            setattr(vote, f"{name}_count", each[name])
        vote.note = each["note"]
        _put_roll_call(vote, each["roll_call"], book)


def _put_roll_call(vote: VoteEvent, value: Plain, book: Book) -> None:
    have = {book.name_of(entry.person_id): entry for entry in vote.roll_call}
    for named, entry in have.items():
        if named not in {person for person, _ in value}:
            vote.roll_call.remove(entry)
    for person, word in value:
        if person not in have:
            have[person] = RollCallEntry(person_id=book.known_id(person))
            vote.roll_call.append(have[person])
        have[person].choice, have[person].clerks_word = choice_of(word), word


def _tells(entry: ResolutionEntry, book: Book) -> list[Told]:
    status = _status(entry)
    night = book.matches.night_of(entry)
    cited = set(entry.source) | set(night.source if night is not None else ())
    about: dict[str, Any] = {
        "summary": _title(entry),
        "campaign": entry.campaign,
        "contacts": (*people(entry.body), *many(entry.sponsors)),
        "sources": tuple(cited),
    }
    if status in _RESULTS:
        note = paragraphs(*((night.title, night.place) if night is not None else ()), entry.reaction)
        told = {**when(entry), "occurred_on": _voted_on(entry, book)}
        return [Told("vote", ActivityKind.VOTE, Side.THEIRS, step=_ACTIONS[status], note=note, **told, **about)]
    told = when(entry)
    if status is MeasureStatus.SCHEDULED:
        told["occurred_on"] = PartialDate()
    return [Told("action", ActivityKind.MEASURE_ACTION, Side.THEIRS, step=_ACTIONS[status], **told, **about)]


def _bind(measure: Measure, activities: Mapping[str, int]) -> None:
    for activity_id in activities.values():
        for action in measure.actions:
            action.activity_id = action.activity_id or activity_id
    if "vote" in activities:
        for vote in measure.votes:
            vote.activity_id = vote.activity_id or activities["vote"]


MEASURES: Shape[ResolutionEntry] = Shape(
    Measure,
    make=lambda _entry, _book: Measure(sponsors=[], demand_links=[], actions=[], votes=[], was_public=True),
    tells=_tells,
    keys=("vote", "action"),
    bind=_bind,
    facets=(
        column("title", _title),
        text("identifier", lambda measure: measure.number),
        column(
            "measure_type",
            lambda measure, _: meaning(mapping.RESOLUTION_KINDS, measure.kind).type,
            MeasureType,
        ),
        column("binding", _binding, Binding),
        column("status", _status, MeasureStatus),
        text("summary", lambda measure: measure.urges),
        text("note", _note),
        text("date_note", lambda measure: measure.date_note),
        points_at("body_id", lambda measure: measure.body),
        Facet(
            "jurisdiction_id",
            lambda measure, book: book.file.organizations[measure.body].jurisdiction,
            lambda measure, book: book.name_of(measure.jurisdiction_id),
            lambda measure, value, book: setattr(measure, "jurisdiction_id", book.id_of(value)),
        ),
        Facet(
            "next_on",
            _next_on,
            lambda measure, _: plain(measure.next_on),
            lambda measure, value, _: setattr(measure, "next_on", _day(value)),
        ),
        parties("sponsors", lambda measure, _: many(measure.sponsors), Sponsor),
        demands(lambda measure, book: book.asks_of(measure), MeasureDemand),
        Facet(
            "actions",
            _actions,
            lambda measure, _: [
                [action.action.value, action.occurred_on.text, action.date_note] for action in measure.actions
            ],
            _put_actions,
        ),
        Facet("votes", _votes, _votes_stand, _put_votes),
        campaigns(lambda measure: [measure.campaign], RecordKind.MEASURE, numbered=True),
        sources(lambda measure, _: measure.source),
    ),
)


def _day(value: Plain) -> Any:
    return PartialDate(value or "").first_day
