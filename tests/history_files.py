"""History files for tests: the small one about an invented town, changes of it, and long generated ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from advocacy.exchange.history.assembling import history_from
from advocacy.exchange.history.problems import HistoryProblem, HistoryRefused
from advocacy.exchange.history.records import HistoryFile

SMALL = Path(__file__).parent / "data" / "history_small.yaml"
TODAY = date(2026, 11, 21)


def small_text() -> str:
    """Return the small history file."""
    return SMALL.read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """Return the small history file with each first text replaced by the second, everywhere exactly once."""
    text = small_text()
    for before, after in changes:
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in the file"
        text = text.replace(before, after)
    return text


def read(text: str) -> HistoryFile:
    """Return what a history file in a string holds; raises HistoryRefused."""
    return history_from(text.encode(), today=TODAY)


def problems_of(text: str | bytes) -> list[HistoryProblem]:
    """Return the problems of a history file, none if it has none."""
    try:
        history_from(text if isinstance(text, bytes) else text.encode(), today=TODAY)
    except HistoryRefused as refused:
        return list(refused.problems)
    return []


def line_of(text: str, words: str) -> int:
    """Return the line on which the words first stand, counted from 1."""
    return text[: text.index(words)].count("\n") + 1


def write_long_history(path: Path, records: int) -> None:
    """Write a history file of about so many records: a tenth each of people and letters, the rest events."""
    with path.open("w", encoding="utf-8") as file:
        for line in _long_history(records):
            file.write(line + "\n")


_HEAD = """sources:
- id: src
  publisher: Sampleville Herald
  date: '2015-03-02'
  headline: null
jurisdictions:
- {id: sampleville, name: Sampleville, type: city, state: MA}
organizations:
- {id: council, name: Sampleville City Council, kind: legislative body, jurisdiction: sampleville}
people:
- {id: mayor, name: Ada Example, kind: official, office: Mayor, jurisdiction: sampleville, role: Mayor}"""

_SOURCE = """  source:
  - id: src
    publisher: Sampleville Herald
    date: '2015-03-02'
    headline: null"""


def _long_history(records: int) -> Iterator[str]:
    tenth = max(records // 10, 1)
    campaigns = max(records // 200, 1)
    yield _HEAD
    for number in range(tenth):
        yield f"- {{id: person-{number}, name: Person {number} Example, kind: advocate, role: reader}}"
    yield "campaigns:"
    for number in range(campaigns):
        yield f"- id: campaign-{number}\n  name: Campaign {number}\n  jurisdiction: sampleville"
        yield "  status: active"
    yield "letters:"
    for number in range(tenth):
        yield f"- id: letter-{number}\n  campaign: campaign-{number % campaigns}\n  title: Letter {number}"
        yield f"  date: '{_day(number)}'\n  date_precision: day\n  addressee: mayor\n  delivery: sent"
        yield f"  signers:\n  - person: person-{number}\n    basis: signed\n  signer_count: 4\n{_SOURCE}"
    yield "events:"
    for number in range(max(records - 2 * tenth - campaigns - 4, 0)):
        yield f"- id: event-{number}\n  campaign: campaign-{number % campaigns}\n  kind: rally"
        yield f"  title: Rally number {number} for the library\n  place: City Hall"
        yield "  jurisdiction: sampleville"
        yield f"  date: '{_day(number)}'\n  date_precision: day\n  status: held\n  attendance: {number % 900}"
        yield f"  organizers:\n  - person-{number % tenth}\n  purpose: to ask for Sunday hours\n{_SOURCE}"


def _day(number: int) -> str:
    return date.fromordinal(date(2010, 1, 4).toordinal() + number % 2_500).isoformat()
