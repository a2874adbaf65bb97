"""Stances: a position on a campaign, demand or measure, on a date; how well we know it, and which one stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.records import RecordKind
from advocacy.domain.text import Limits, count_words
from advocacy.domain.words import N_, Word

INFERRED_WAITS = timedelta(days=90)
"""An inferred entry never displaces a stronger one younger than this."""


class Confidence(Word):
    """How well we know a stance."""

    PUBLIC = "public", N_("Said in public")
    IN_WRITING = "in_writing", N_("In writing")
    SAID_TO_TWO = "said_to_two", N_("Said to two of us")
    SAID_TO_ONE = "said_to_one", N_("Said to one of us")
    INFERRED = "inferred", N_("Inferred")


PRIVATE_EVIDENCE = (Confidence.SAID_TO_ONE, Confidence.INFERRED)

SCORE_LABELS = {
    2: N_("Strongly supportive"),
    1: N_("Supportive"),
    0: N_("Undecided"),
    -1: N_("Opposed"),
    -2: N_("Strongly opposed"),
}

POSITION_KINDS = (RecordKind.CAMPAIGN, RecordKind.DEMAND, RecordKind.MEASURE)
"""What somebody can have a stance on."""

EVIDENCE_KINDS = (
    RecordKind.LETTER,
    RecordKind.MEETING,
    RecordKind.MEASURE,
    RecordKind.STATEMENT,
    RecordKind.COMMITMENT,
    RecordKind.EVENT,
)
"""What a stance can be known from, beside words, a source and an entry of the log: a reply is known by its letter,
a vote by its measure."""


@dataclass(frozen=True)
class CurrentStance:
    """Where somebody stands, since when, and how well we know."""

    score: int
    confidence: Confidence
    stated_on: PartialDate
    stance_id: int


@dataclass(frozen=True)
class StanceDetails:
    """What somebody wrote down about where another stands."""

    score: int
    confidence: Confidence
    stated_on: PartialDate = NOT_KNOWN
    quote: str = ""
    evidence: str = ""


def current_of(entries: Iterable[CurrentStance]) -> CurrentStance | None:
    """Return the latest by date of fact among entries that were neither superseded nor retracted.

    An inferred one gives way to a stronger one of the 90 days before it, and does so where the dates are too
    vague to tell. Of one date the entry written last counts; what has no date comes before all that has one.
    """
    newest_first = sorted(entries, key=lambda entry: (entry.stated_on.text, entry.stance_id), reverse=True)
    if not newest_first:
        return None
    latest = newest_first[0]
    if latest.confidence is not Confidence.INFERRED:
        return latest
    firm = [each for each in newest_first if each.confidence is not Confidence.INFERRED]
    return firm[0] if any(_may_be_young(each, latest) for each in firm) else latest


def _may_be_young(stronger: CurrentStance, inferred: CurrentStance) -> bool:
    since, until = stronger.stated_on.last_day, inferred.stated_on.first_day
    return since is not None and until is not None and until - since < INFERRED_WAITS


def check_stance(details: StanceDetails, *, on: date, points_at_evidence: bool) -> Iterator[Problem]:
    """Yield what is wrong with an entry made on a day: no such place on the scale, a date to come, no evidence.

    `points_at_evidence`: whether a source, a record or an entry of the log is named beside the words.
    """
    if details.score not in SCORE_LABELS:
        yield Problem("score", N_("Choose where they stand."))
    if details.stated_on.certainly_after(on):
        yield Problem("stated_on", N_("A stance cannot be of a day to come."))
    if count_words(details.quote) > Limits.MAX_QUOTE_WORDS:
        yield Problem("quote", N_("Quote at most %(most)s words."), {"most": Limits.MAX_QUOTE_WORDS})
    if not (details.quote.strip() or details.evidence.strip() or points_at_evidence):
        yield Problem("evidence", N_("Say how we know: their words, what happened, or where it stands."))
