"""The way of a measure in a few stages, as its page draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advocacy.domain.measure_actions import Dated, in_order, leads_to
from advocacy.domain.measures import DecidedBy, MeasureStatus, workflow_for
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.words import Word

_S = MeasureStatus
_BY_BODY = (
    (_S.DRAFTING, (_S.IDEA, _S.DRAFTING, _S.SPONSOR_SOUGHT)),
    (_S.SPONSORED, (_S.SPONSORED,)),
    (_S.INTRODUCED, (_S.INTRODUCED, _S.IN_COMMITTEE, _S.REFERRED_BACK)),
    (_S.SCHEDULED, (_S.SCHEDULED, _S.TABLED, _S.RECONSIDERED)),
    (_S.PASSED, (_S.PASSED, _S.FAILED, _S.FILED, _S.EXPIRED)),
)
_AFTER_PASSING = (_S.SIGNED, _S.VETOED, _S.OVERRIDDEN, _S.SUSTAINED, _S.IN_FORCE)
_BY_OFFICE = (
    (_S.DRAFTING, (_S.IDEA, _S.DRAFTING)),
    (_S.ASKED, (_S.ASKED,)),
    (_S.ISSUED, (_S.ISSUED, _S.REFUSED)),
)
_AFTER_ISSUING = (_S.IN_FORCE, _S.AMENDED, _S.RESCINDED)
_NOT_WELL = (_S.FAILED, _S.FILED, _S.EXPIRED, _S.VETOED, _S.SUSTAINED, _S.REFUSED, _S.RESCINDED, _S.WITHDRAWN)
_AT_AN_END = (_S.PASSED, _S.SIGNED, _S.OVERRIDDEN, _S.IN_FORCE, _S.ISSUED, _S.AMENDED)


@dataclass(frozen=True)
class Stage:
    """One stage: its word, since when (if it is known), and `done`, `current`, `todo` or `failed`."""

    word: Word
    since: PartialDate
    state: str


def stages(decided_by: DecidedBy, status: MeasureStatus, actions: Iterable[Dated]) -> list[Stage]:
    """Return the stages of a measure with where it stands; a withdrawn one ends where it was withdrawn."""
    ordered = in_order(actions)
    dates = {leads_to(workflow_for(decided_by), action.action): action.occurred_on for action in ordered}
    groups = _groups(decided_by, status)
    if status is _S.WITHDRAWN:
        return _withdrawn(groups, dates)
    here = next(place for place, (_, states) in enumerate(groups) if status in states)
    return [_stage(place - here, word, states, status, dates) for place, (word, states) in enumerate(groups)]


def _groups(decided_by: DecidedBy, status: MeasureStatus) -> list[tuple[MeasureStatus, tuple[MeasureStatus, ...]]]:
    first, after = (_BY_BODY, _AFTER_PASSING) if decided_by is DecidedBy.BODY else (_BY_OFFICE, _AFTER_ISSUING)
    return [*first, (status, after)] if status in after else list(first)


def _stage(
    ahead: int,
    word: MeasureStatus,
    states: tuple[MeasureStatus, ...],
    status: MeasureStatus,
    dates: dict[MeasureStatus, PartialDate],
) -> Stage:
    if ahead > 0:
        return Stage(word, NOT_KNOWN, "todo")
    if ahead < 0:
        return Stage(word, _since(states, dates), "done")
    state = "failed" if status in _NOT_WELL else "done" if status in _AT_AN_END else "current"
    return Stage(status, dates.get(status, NOT_KNOWN), state)


def _since(states: tuple[MeasureStatus, ...], dates: dict[MeasureStatus, PartialDate]) -> PartialDate:
    return next((dates[state] for state in states if dates.get(state)), NOT_KNOWN)


def _withdrawn(
    groups: list[tuple[MeasureStatus, tuple[MeasureStatus, ...]]], dates: dict[MeasureStatus, PartialDate]
) -> list[Stage]:
    reached = [place for place, (_, states) in enumerate(groups) if set(states) & set(dates)]
    behind = groups[: max(reached, default=0) + 1]
    gone = [Stage(word, _since(states, dates), "done") for word, states in behind]
    return [*gone, Stage(_S.WITHDRAWN, dates.get(_S.WITHDRAWN, NOT_KNOWN), "failed")]
