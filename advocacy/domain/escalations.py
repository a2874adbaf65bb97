"""The escalation ladder of a campaign: what to do when nobody answers. Proposed, never automatic."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word


class EscalationKind(Word):
    """A rung of the ladder."""

    CHASE = "chase", N_("Chase letter")
    CALL = "call", N_("Call the office")
    MEETING = "meeting", N_("Ask for a meeting")
    PUBLIC = "public", N_("Go public")


MOST_DAYS = 3650
NO_RUNG = N_("Keep at least one rung.")


@dataclass(frozen=True)
class Rung:
    """What is proposed when an answer is so many days overdue."""

    kind: EscalationKind
    after_days: int


DEFAULTS = (
    Rung(EscalationKind.CHASE, 1),
    Rung(EscalationKind.CALL, 7),
    Rung(EscalationKind.MEETING, 14),
    Rung(EscalationKind.PUBLIC, 30),
)
"""The ladder of a campaign that has none of its own."""


def next_rung(rungs: Sequence[Rung], days_overdue: int, taken: Collection[EscalationKind]) -> Rung | None:
    """Return the first rung that is due and was not taken; None when there is none yet."""
    due = [rung for rung in rungs if rung.after_days <= days_overdue and rung.kind not in taken]
    return min(due, key=lambda rung: rung.after_days, default=None)


def begins_on(rungs: Sequence[Rung], due: date) -> date:
    """Return the day on which a ladder begins for an answer that was due on a day: never before it is late."""
    return due + timedelta(days=max(1, min(rung.after_days for rung in rungs)))


def check_ladder(rungs: Sequence[Rung]) -> list[Problem]:
    """Return what is wrong with a ladder."""
    return [] if rungs else [Problem("chase", NO_RUNG)]
