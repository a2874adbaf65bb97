"""What the words of a history file can mean: the kinds of table, and the meanings that are ours alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.events import EventKind
from advocacy.domain.measures import Binding, MeasureType
from advocacy.domain.text import fold

T = TypeVar("T")


@dataclass(frozen=True)
class Vocabulary(Generic[T]):
    """The words that a file may use in one place, each with what it becomes."""

    name: str
    words: Mapping[str, T]

    @cached_property
    def _by_folded(self) -> dict[str, T]:
        return {fold(word): meaning for word, meaning in self.words.items()}

    def find(self, word: str) -> T | None:
        """Return what the word becomes, or None when it is not in the table."""
        return self._by_folded.get(fold(word))

    def known(self) -> str:
        """Return the words of the table, for the sentence that refuses another."""
        return ", ".join(f"“{word}”" for word in self.words)


class PersonKind(StrEnum):
    """What a person of the file is; an official gets a post and a term."""

    OFFICIAL = "official"
    ADVOCATE = "advocate"
    OTHER = "other"


class Becomes(StrEnum):
    """What an entry under `events:` really is."""

    EVENT = "event"
    THEIR_ACTIVITY = "activity of theirs"
    LETTER_SENDING = "sending of a letter"
    VOTE_EVENT = "vote event"


class EventMeaning(NamedTuple):
    """What an event word becomes: a kind of event, or a kind of activity, or part of another record."""

    becomes: Becomes
    event: EventKind | None = None
    activity: ActivityKind | None = None


class MeasureForm(NamedTuple):
    """What the kind of a resolution says: its type, and whether it binds if the words tell."""

    type: MeasureType
    binding: Binding
