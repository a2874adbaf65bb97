"""What is wrong with something a person asked for, in sentences that a person can read.

Every floor reports refusals with these: the pages put a problem at its field, the API into problem+json,
the importer into its row reports, and the command line on stderr. The sentences are message ids
(marked with `N_`); they are translated where they are shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from advocacy.domain.words import N_, Word

Line = TypeVar("Line")


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is wrong, at one field.

    `field` is the name of the field as in the details dataclass, or "" for the whole. `message` is the
    message id of a whole sentence; `params` fills its `%(name)s` places. A parameter that is a `Word` is
    shown by its label, in the reader's language; every other one as it is.
    """

    field: str
    message: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    def sentence(self, gettext: Callable[[str], str]) -> str:
        """Return the sentence in the language of `gettext`, with its places filled."""
        shown = {
            name: gettext(value.label) if isinstance(value, Word) else value for name, value in self.params.items()
        }
        message = gettext(self.message)
        return message % shown if shown else message

    def in_english(self) -> str:
        """Return the sentence in English with its places filled, for logs and tests."""
        return self.sentence(str)

    def at(self, name: str) -> Problem:
        """Return the same problem, reported at the field `name`."""
        return Problem(name, self.message, self.params)


class Refused(Exception):
    """What was asked for is against a rule; nothing has been changed. The problems say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("a refusal needs at least one problem that explains it")
        super().__init__(*self.problems)

    @classmethod
    def sentence(cls, message: str, /, **params: object) -> Refused:
        """Return a refusal of the whole, with one sentence (a message id) and what fills its places."""
        return cls([Problem("", message, params)])

    @classmethod
    def at(cls, name: str, message: str, /, **params: object) -> Refused:
        """Return a refusal with one sentence (a message id) at the field `name`."""
        return cls([Problem(name, message, params)])

    def __str__(self) -> str:
        """Return the sentences in English, for logs."""
        return " ".join(problem.in_english() for problem in self.problems)


class LinesRefused(Refused):
    """What is wrong with lines of a list, by the place of the line in it; nothing of the list has been changed."""

    def __init__(self, lines: Mapping[int, tuple[Problem, ...]]) -> None:
        self.lines = dict(lines)
        super().__init__(problem for problems in self.lines.values() for problem in problems)


def each_line(lines: Iterable[Line], write: Callable[[Line], object]) -> None:
    """Write every line; raise LinesRefused with what is wrong with any of them. The caller rolls back then."""
    refused: dict[int, tuple[Problem, ...]] = {}
    for place, line in enumerate(lines):
        try:
            write(line)
        except Refused as problem:
            refused[place] = problem.problems
    if refused:
        raise LinesRefused(refused)


class Stale(Exception):
    """Somebody else changed the record after this person opened it; nothing has been saved."""

    message = N_(
        "Somebody else changed this after you opened it. Nothing was saved. Look at the new version, then try again."
    )

    def __str__(self) -> str:
        """Return the sentence in English, for logs."""
        return self.message


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with the problems, if there are any."""
    found = tuple(problems)
    if found:
        raise Refused(found)
