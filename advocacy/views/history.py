"""The history of a record as its page shows it: every step, who took it, what was taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from advocacy.domain.meetings import MeetingEvent
from advocacy.domain.words import N_, Word
from advocacy.models import Record, Step
from advocacy.queries import records
from advocacy.services.steps import CorrectionRight, latest_step, right_to_correct, words_of_step
from advocacy.views.access import current_actor


@dataclass(frozen=True)
class HistoryLine:
    """One step, ready to print."""

    event: Word
    before: Word
    after: Word
    whose: str
    at: datetime
    by: str
    note: str
    is_taken_back: bool = False
    reason: str = ""
    words: str = ""
    """What it is called, where the event's own words are those of a button."""


PAST: dict[Word, str] = {MeetingEvent.CHASE: N_("Asked again")}
"""What a step is called once it is taken, where the words of its button would read oddly."""


def history_lines(record: Record, taker: Callable[[Step], str] | None = None) -> list[HistoryLine]:
    """Return the steps of a record, newest first; at most 200. `taker` says who took a step that no account took."""
    lines = []
    _held = records.parties_of(record)  # while it lives, the session finds recipients without asking again
    for step, user in records.history(record):
        event, before, after, whose = words_of_step(record, step)
        lines.append(
            HistoryLine(
                event=event,
                before=before,
                after=after,
                whose=whose,
                at=step.at,
                by=user.display_name if user else taker(step) if taker is not None else "",
                words=_(PAST[event]) if event in PAST else "",
                note=step.note,
                is_taken_back=step.corrected_at is not None,
                reason=step.correction_reason,
            )
        )
    return lines


def take_back_url(record: Record) -> str:
    """Return where the latest step of a record is taken back, or "" when the reader may not (or there is none)."""
    right = right_to_correct(current_actor(), record, latest_step(record))
    return "" if right is CorrectionRight.NO else url_for("corrections.take_back", ref=record.ref)
