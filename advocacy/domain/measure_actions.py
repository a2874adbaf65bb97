"""Dated actions on a measure: their order, and the state that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from advocacy.domain.measures import MeasureEvent, MeasureStatus, is_public
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_
from advocacy.domain.workflow import TransitionError, Workflow


class Dated(Protocol):
    """An action as far as its order matters. `position` is the order in which people put them."""

    action: MeasureEvent
    occurred_on: PartialDate
    position: int


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class ActionDetails:
    """What somebody says about an action; its sources and the action it came before are given beside it.

    `next_on` and `next_what` say what the measure waits for after it.
    """

    action: MeasureEvent
    occurred_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    words: str = ""
    next_on: date | None = None
    next_what: str = ""


CANNOT_FOLLOW = N_("“%(step)s” cannot follow “%(state)s”. Check the dates and the order.")
IN_THE_FUTURE = N_("This day is still to come. Log it when it has happened; what is planned stands under “Next date”.")


def in_order(actions: Iterable[D]) -> list[D]:
    """Return the actions as they happened: in the order of their positions, unless the dates say otherwise.

    An action goes before those that are certainly after it. "2017" and "2017-03" could be either way round, so
    their positions decide, and an action whose date is not known stays where people put it.
    """
    ordered: list[D] = []
    for action in sorted(actions, key=lambda each: each.position):
        place = len(ordered)
        while place and ordered[place - 1].occurred_on.certainly_after(action.occurred_on):
            place -= 1
        ordered.insert(place, action)
    return ordered


def check_order(workflow: Workflow[MeasureStatus, MeasureEvent], ordered: Sequence[Dated]) -> list[Problem]:
    """Return why the actions cannot have happened in this order; the first of them is taken as it is."""
    state: MeasureStatus | None = None
    for each in ordered:
        if state is None:
            state = leads_to(workflow, each.action)
            continue
        try:
            state = workflow.after(state, each.action)
        except TransitionError:
            return [Problem("occurred_on", CANNOT_FOLLOW, {"step": each.action, "state": state})]
    return []


@dataclass
class _Supposed:
    """An action that is not written down yet, behind all others."""

    action: MeasureEvent
    occurred_on: PartialDate
    position: int


def can_be_added(
    workflow: Workflow[MeasureStatus, MeasureEvent],
    state: MeasureStatus,
    actions: Sequence[Dated],
    event: MeasureEvent,
    occurred_on: PartialDate,
) -> bool:
    """Tell whether an action on a date goes with the others: as the next step of the state, or between them."""
    supposed = _Supposed(event, occurred_on, max((each.position for each in actions), default=-1) + 1)
    ordered: list[Dated] = in_order([*actions, supposed])
    if ordered[-1] is supposed:
        return workflow.allows(state, event)
    return not check_order(workflow, ordered)


def leads_to(workflow: Workflow[MeasureStatus, MeasureEvent], event: MeasureEvent) -> MeasureStatus:
    """Return the one state that an action leads to, whatever was before. Raises KeyError for a foreign event."""
    for (_, possible), edge in workflow.table.items():
        if possible is event:
            return edge.to
    raise KeyError(event)


def event_to(workflow: Workflow[MeasureStatus, MeasureEvent], state: MeasureStatus) -> MeasureEvent:
    """Return the event that leads to a state. Raises KeyError for the first state, to which none leads."""
    for (_, event), edge in workflow.table.items():
        if edge.to is state:
            return event
    raise KeyError(state)


def made_public(workflow: Workflow[MeasureStatus, MeasureEvent], actions: Iterable[Dated]) -> bool:
    """Tell whether one of the actions made the measure public record."""
    return any(is_public(leads_to(workflow, each.action)) for each in actions)


def dated_events(workflow: Workflow[MeasureStatus, MeasureEvent], state: MeasureStatus) -> list[MeasureEvent]:
    """Return every event that is logged as a dated action, those that are possible from the state first."""
    dated = dict.fromkeys(event for (_, event), edge in workflow.table.items() if edge.activity is not None)
    return sorted(dated, key=lambda event: not is_dated(workflow, state, event))


def is_dated(workflow: Workflow[MeasureStatus, MeasureEvent], state: MeasureStatus, event: MeasureEvent) -> bool:
    """Tell whether the event is possible from the state, as a dated action rather than a plain step."""
    return workflow.allows(state, event) and workflow.edge(state, event).activity is not None


def plain_steps(workflow: Workflow[MeasureStatus, MeasureEvent], state: MeasureStatus) -> list[MeasureEvent]:
    """Return the events that are possible from the state and leave nothing on the timeline."""
    return [event for event in workflow.events_from(state) if workflow.edge(state, event).activity is None]


def check_action(details: ActionDetails, today: date) -> list[Problem]:
    """Return what is wrong with an action by itself: it is still to come."""
    if details.occurred_on.certainly_after(today):
        return [Problem("occurred_on", IN_THE_FUTURE)]
    return []
