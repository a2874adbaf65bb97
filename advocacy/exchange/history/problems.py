"""What is wrong with a history file: every problem with its record and its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from advocacy.domain.problems import Problem
from advocacy.domain.words import N_


@dataclass(frozen=True, slots=True)
class HistoryProblem:
    """One thing that is wrong in a history file.

    `section` and `record_id` are "" where the problem is not in a section or not in a record that gives its
    id; `line` counts from 1 and is 0 where no line can be named (the file as a whole).
    """

    section: str
    record_id: str
    line: int
    problem: Problem

    @property
    def sentence(self) -> str:
        """The sentence in English, for logs and tests; whoever shows it translates `problem`."""
        return self.problem.in_english()


MAX_PROBLEMS = 10_000


@dataclass(slots=True)
class Found:
    """The problems found so far; every check adds to it, and nothing is loaded when it holds any."""

    problems: list[HistoryProblem] = field(default_factory=list)

    def add(self, section: str, record_id: str, line: int, message: str, /, **params: object) -> None:
        """Note one problem; `message` is a message id and `params` fill its places.

        Raises `Unreadable` when there are so many that nobody would read them: it is no history file.
        """
        if len(self.problems) >= MAX_PROBLEMS:
            raise Unreadable(line, N_("There are more than %(limit)s problems."), limit=f"{MAX_PROBLEMS:,}")
        self.problems.append(HistoryProblem(section, record_id, line, Problem("", message, params)))

    def at(self, section: str, record_id: str) -> Spot:
        """Return where the problems of one record are noted."""
        return Spot(self, section, record_id)

    def in_order(self) -> list[HistoryProblem]:
        """Return the problems as a person reads the file: by line."""
        return sorted(self.problems, key=lambda each: each.line)


@dataclass(frozen=True, slots=True)
class Spot:
    """One record while it is being checked: problems noted here carry its section and id."""

    found: Found
    section: str
    record_id: str

    def says(self, line: int, message: str, /, **params: object) -> None:
        """Note one problem of this record."""
        self.found.add(self.section, self.record_id, line, message, **params)


class HistoryRefused(Exception):
    """The history file has problems; nothing of it has been loaded."""

    def __init__(self, problems: Iterable[HistoryProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        """Return the sentences in English, for logs."""
        return " ".join(each.sentence for each in self.problems)


class Unreadable(Exception):
    """The file cannot be read on from `line`: not YAML, too deep, too long, or using what is refused."""

    def __init__(self, line: int, message: str, /, **params: object) -> None:
        self.line = line
        self.problem = Problem("", message, params)
        super().__init__(message)
