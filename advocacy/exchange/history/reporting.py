"""What a load did, or why it did nothing, in lines for the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from advocacy.domain.records import RecordKind
from advocacy.exchange.history.book import Difference, LoadReport, Plain
from advocacy.exchange.history.doubles import PossibleDouble
from advocacy.exchange.history.problems import HistoryProblem

LONGEST_VALUE = 120
_PAGES = {
    RecordKind.PERSON: "/officials",
    RecordKind.ORGANIZATION: "/organizations",
    RecordKind.JURISDICTION: "/places",
}


def problem_lines(problems: Sequence[HistoryProblem]) -> Iterator[str]:
    """Give a line for every problem, and a last one that says what came of it."""
    for problem in problems:
        yield f"{_place(problem)}{problem.sentence}"
    what = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    yield f"Nothing was loaded: {what}."


def _place(problem: HistoryProblem) -> str:
    line = f"line {problem.line:,}" if problem.line else ""
    record = " ".join(filter(None, (problem.section, problem.record_id)))
    place = ", ".join(filter(None, (line, record)))
    return f"{place}: " if place else ""


def report_lines(report: LoadReport) -> Iterator[str]:
    """Give what was loaded, updated and left alone."""
    if report.created:
        yield f"Loaded {_counted(report.created)}."
    if report.updated:
        yield f"Updated {_counted(report.updated)}."
    if not report.changed_something:
        yield "Nothing has changed since the file was last loaded."
    changed_here = [each for each in report.differences if not each.why]
    if changed_here:
        yield "Left as they are, because somebody changed them here and the file changed them too:"
        for difference in changed_here:
            yield from _difference_lines(difference)
    hindered = [each for each in report.differences if each.why]
    if hindered:
        yield "Left as they are, for the reason given:"
        for difference in hindered:
            yield from _difference_lines(difference)
            yield f"    {difference.why}"
    yield from _double_lines(report.doubles)


def _double_lines(doubles: Sequence[PossibleDouble]) -> Iterator[str]:
    if doubles:
        yield "Perhaps on file twice now. The name was there before, under another id; open both pages and compare:"
    for double in doubles:
        yield f"  {double.section} {double.external_id}, {double.name}: {_PAGES[double.kind]}/{double.other_ref}"


def _counted(sections: Mapping[str, int]) -> str:
    parts = [f"{name.replace('_', ' ')} {count:,}" for name, count in sections.items()]
    total = sum(sections.values())
    return f"{total:,} {'record' if total == 1 else 'records'} ({', '.join(parts)})"


def _difference_lines(difference: Difference) -> Iterator[str]:
    yield f"  {difference.section} {difference.external_id}, {difference.field}"
    yield f"    here:     {_shown(difference.here)}"
    yield f"    the file: {_shown(difference.file_says)}"


def _shown(value: Plain) -> str:
    shown = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
    one_line = " ".join(shown.split())
    return one_line if len(one_line) <= LONGEST_VALUE else one_line[: LONGEST_VALUE - 1] + "…"
