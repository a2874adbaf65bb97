"""Statements: words said in public, with who said them, when and where, and the position they show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advocacy.domain.activity_kinds import Side
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, Precision
from advocacy.domain.problems import Problem
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.text import Limits, count_words
from advocacy.domain.words import N_


@dataclass(frozen=True)
class StatementDetails:
    """What somebody wrote about words said in public. `shows`: a place on the stance scale, None for no position."""

    summary: str = ""
    quote: str = ""
    said_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    not_before: date | None = None
    not_after: date | None = None
    channel: str = ""
    side: Side = Side.THEIRS
    shows: int | None = None
    shows_words: str = ""
    note: str = ""


def check_statement(details: StatementDetails, *, on: date, speakers: int) -> Iterator[Problem]:
    """Yield what is wrong with a statement written down on a day, by so many speakers."""
    if not speakers:
        yield Problem("speakers", N_("Say who said it: somebody on file, or words such as “his spokesman”."))
    if not (details.summary.strip() or details.quote.strip()):
        yield Problem("summary", N_("Write what was said, in your words or in theirs."))
    if count_words(details.quote) > Limits.MAX_QUOTE_WORDS:
        yield Problem("quote", N_("Quote at most %(most)s words."), {"most": Limits.MAX_QUOTE_WORDS})
    if details.shows is not None and details.shows not in SCORE_LABELS:
        yield Problem("shows", N_("Choose where they stand."))
    yield from _check_dates(details, on)


def _check_dates(details: StatementDetails, on: date) -> Iterator[Problem]:
    said, first, last = details.said_on, details.not_before, details.not_after
    if said.certainly_after(on):
        yield Problem("said_on", N_("It cannot have been said on a day to come."))
    if first is not None and last is not None and first > last:
        yield Problem("not_after", N_("The last day is before the first."))
    if said.precision is Precision.DAY and (first is not None or last is not None):
        yield Problem("not_before", N_("These days are for a date that is not known."))
