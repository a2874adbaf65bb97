"""Workflows as tables: every edge is written down, and what is not written down is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.words import N_, Word

S = TypeVar("S", bound=Word)
E = TypeVar("E", bound=Word)


@dataclass(frozen=True)
class Edge(Generic[S]):
    """Where a step leads, and which kind of activity it leaves on the timeline, if any."""

    to: S
    activity: ActivityKind | None = None


class TransitionError(Exception):
    """The step is not in the table. Carries a message id and its parameters."""

    def __init__(self, state: Word, event: Word) -> None:
        """Remember the state and the event, for a sentence in the reader's language."""
        super().__init__(f"{event} is not possible from {state}")
        self.state = state
        self.event = event
        self.message = N_("“%(step)s” is not possible now: the state is “%(state)s”.")


@dataclass(frozen=True)
class Workflow(Generic[S, E]):
    """A workflow is a table: from this state, on this event, go to that state."""

    name: str
    initial: S
    table: Mapping[tuple[S, E], Edge[S]]

    def edge(self, state: S, event: E) -> Edge[S]:
        """Return the edge that the event follows; raise TransitionError when there is none."""
        try:
            return self.table[state, event]
        except KeyError:
            raise TransitionError(state, event) from None

    def after(self, state: S, event: E) -> S:
        """Return the state that follows; raise TransitionError when there is none."""
        return self.edge(state, event).to

    def allows(self, state: S, event: E) -> bool:
        """Tell whether the event is possible from the state."""
        return (state, event) in self.table

    def events_from(self, state: S) -> list[E]:
        """What can happen next, in the order of the table: this decides which buttons a page shows."""
        return [event for (from_state, event) in self.table if from_state == state]

    def states(self) -> set[S]:
        """Every state that the table knows."""
        return {self.initial} | {state for state, _ in self.table} | {edge.to for edge in self.table.values()}


def edges(to: S, event: E, *states: S, activity: ActivityKind | None = None) -> dict[tuple[S, E], Edge[S]]:
    """Return the same edge from several states, to write tables shortly."""
    return {(state, event): Edge(to, activity) for state in states}
