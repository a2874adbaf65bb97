"""Where a letter is on its way, as the steps in its head show it."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.letter_clock import RollUp
from advocacy.domain.letters import LetterOutcome, LetterStatus, ReplyOutcome, SignatureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Letter
from advocacy.views.rendering import partial_date


@dataclass(frozen=True)
class ProgressStep:
    """One step of the way: its name, a date or number, and whether it is done."""

    name: str
    note: str
    state: str


_ORDER = (
    LetterStatus.DRAFT,
    LetterStatus.IN_REVIEW,
    LetterStatus.APPROVED,
    LetterStatus.COLLECTING,
    LetterStatus.SIGNATURES_CLOSED,
    LetterStatus.SENT,
)


def sent_on(letter: Letter) -> PartialDate:
    """Return the first day on which it went out, as far as known; for a letter to nobody its own date."""
    days = sorted(each.sent_on.text for each in letter.recipients if each.sent_on)
    return PartialDate(days[0]) if days else PartialDate() if letter.recipients else letter.dated_on


def progress(letter: Letter, numbers: RollUp, told: ReplyOutcome | None, *, is_past: bool) -> list[ProgressStep]:
    """Return the steps; none for a letter that was withdrawn. `told` is the one word for what came back, if any."""
    if letter.status is LetterStatus.WITHDRAWN:
        return []
    at = _ORDER.index(letter.status) if letter.status in _ORDER else len(_ORDER)
    is_out = at >= _ORDER.index(LetterStatus.SENT)
    steps = [
        ProgressStep(name, note, "done" if is_out or at > _ORDER.index(end) else "todo")
        for name, note, end in (_known_of(letter) if is_past else _written(letter))
    ]
    steps.append(ProgressStep(str(_("Sent")), _sent_words(letter) if is_out else "", "done" if is_out else "todo"))
    steps.append(_end(letter, numbers, told) if is_out else ProgressStep(str(_("Answered")), "", "todo"))
    return _with_current(steps)


def _written(letter: Letter) -> list[tuple[str, str, LetterStatus]]:
    """The steps of writing a letter of ours: name, note, and the state that ends each."""
    reviewing = str(_("In review")) if letter.status is LetterStatus.IN_REVIEW else ""
    written = [(str(_("Draft")), "", LetterStatus.DRAFT), (str(_("Approved")), reviewing, LetterStatus.IN_REVIEW)]
    return [*written, *_known_of(letter)]


def _known_of(letter: Letter) -> list[tuple[str, str, LetterStatus]]:
    """What is known of a letter before it went out, whoever wrote it: its signatures."""
    if not letter.signatures and not letter.others_signed and letter.status is not LetterStatus.COLLECTING:
        return []
    return [(str(_("Signatures")), signed_words(letter), LetterStatus.COLLECTING)]


def _with_current(steps: list[ProgressStep]) -> list[ProgressStep]:
    """The first step that is not done is the one where it stands."""
    for place, step in enumerate(steps):
        if step.state in ("current", "failed"):
            return steps
        if step.state == "todo":
            steps[place] = ProgressStep(step.name, step.note or (str(_("Next")) if place else ""), "current")
            return steps
    return steps


def _sent_words(letter: Letter) -> str:
    day = sent_on(letter)
    return partial_date(day) if day else str(_("Date not known"))


def signed_words(letter: Letter) -> str:
    """Return how many have signed: "5 names, and others"."""
    signed = sum(each.status is SignatureStatus.SIGNED for each in letter.signatures)
    unsure = sum(each.status is SignatureStatus.TO_RECONFIRM for each in letter.signatures)
    words = str(ngettext("One name", "%(num)d names", signed)) if signed else str(_("No names yet"))
    if unsure and not signed:
        words = str(ngettext("One name to confirm", "%(num)d names to confirm", unsure))
    return str(_("%(names)s, and others", names=words)) if letter.others_signed else words


_TOLD_NO = (LetterOutcome.REFUSED, LetterOutcome.NO_REPLY)


def _end(letter: Letter, numbers: RollUp, told: ReplyOutcome | None) -> ProgressStep:
    if letter.status is LetterStatus.CLOSED:
        state = "failed" if letter.outcome in _TOLD_NO else "done"
        return ProgressStep(str(_("Closed")), _(letter.outcome.label) if letter.outcome else "", state)
    if numbers.answered:
        state = "failed" if told is ReplyOutcome.REFUSED and numbers.answered == numbers.sent else "current"
        return ProgressStep(str(_("Answered")), _answered_words(numbers, _(told.label) if told else ""), state)
    return ProgressStep(str(_("Answered")), _waiting_words(numbers), "current")


def _answered_words(numbers: RollUp, outcome: str) -> str:
    if numbers.sent == 1:
        return outcome
    parts = {"part": numbers.answered, "whole": numbers.sent}
    if not outcome:
        return str(_("%(part)d of %(whole)d", **parts))
    return str(_("%(outcome)s, %(part)d of %(whole)d", outcome=outcome, **parts))


def _waiting_words(numbers: RollUp) -> str:
    if numbers.to_classify:
        return str(_("A reply to classify"))
    if numbers.overdue:
        return str(ngettext("One answer overdue", "%(num)d answers overdue", numbers.overdue))
    if numbers.due_soon:
        return str(ngettext("One answer due soon", "%(num)d answers due soon", numbers.due_soon))
    return str(_("Waiting"))
