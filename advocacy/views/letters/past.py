"""The history of a letter: its steps, the texts it has had, what reviewers said, and who stands behind each."""

from collections.abc import Iterator

from flask_babel import gettext as _

from advocacy.domain.letter_reviews import TextEvent
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.models import Letter, Step
from advocacy.queries.letter_history import mailed_for, signed_by_link
from advocacy.queries.letter_reviews import reviews_of
from advocacy.queries.letter_texts import texts_of
from advocacy.views.history import HistoryLine, history_lines

SAME_MOMENT = 5
"""Seconds: the last review and the step that it takes are one thing."""


def past_of(letter: Letter, *, may_work: bool) -> list[HistoryLine]:
    """Return the history, newest first; texts, reviews and whose name does not stand are for who works the letter."""
    steps = history_lines(letter, _Takers(letter) if may_work else None)
    if not may_work:
        unnamed = {each.party_name for each in letter.signatures if not each.stands}
        return [line for line in steps if line.whose not in unnamed]
    return sorted([*steps, *_texts(letter), *_reviews(letter, steps)], key=lambda line: line.at, reverse=True)


class _Takers:
    """Who took a step that no account took; asked of the database only when there is one."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.linked: set[int] | None = None
        self.mailed: dict[int, str] | None = None

    def __call__(self, step: Step) -> str:
        if step.signature_id is not None:
            return self._signer(step.signature_id)
        return self._sender(step.recipient_id) if step.recipient_id is not None else ""

    def _signer(self, signature_id: int) -> str:
        if self.linked is None:
            self.linked = signed_by_link(self.letter)
        return str(_("by their link")) if signature_id in self.linked else ""

    def _sender(self, recipient_id: int) -> str:
        if self.mailed is None:
            self.mailed = mailed_for(self.letter)
        if recipient_id not in self.mailed:
            return ""
        name = self.mailed[recipient_id]
        return str(_("by the worker, for %(name)s", name=name) if name else _("by the worker"))


def _texts(letter: Letter) -> Iterator[HistoryLine]:
    for text in texts_of(letter)[1:]:
        yield HistoryLine(
            event=TextEvent.CHANGED,
            before=letter.status,
            after=letter.status,
            whose="",
            at=text.at,
            by=text.by.display_name if text.by is not None else "",
            note=str(_("Text %(n)s", n=text.number)),
        )


def _reviews(letter: Letter, steps: list[HistoryLine]) -> Iterator[HistoryLine]:
    taken = [(line.by, line.at) for line in steps]
    for review in reviews_of(letter):
        by = review.reviewer.display_name
        if any(by == who and abs((at - review.at).total_seconds()) < SAME_MOMENT for who, at in taken):
            continue
        text = str(_("Text %(n)s", n=review.text_version))
        yield HistoryLine(
            event=TextEvent.APPROVED if review.verdict is ReviewVerdict.APPROVED else TextEvent.CHANGES,
            before=letter.status,
            after=letter.status,
            whose="",
            at=review.at,
            by=by,
            note=f"{text}. {review.note}" if review.note else text,
        )
