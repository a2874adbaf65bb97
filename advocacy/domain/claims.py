"""Claims: facts used in argument, who says so, where it stands, and what answers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.records import RecordKind
from advocacy.domain.words import N_, Word

USED_IN = (RecordKind.LETTER, RecordKind.DEMAND)
"""What a claim can be attached to, beside the campaigns that it belongs to."""


class ClaimMark(Word):
    """Why a claim should be looked up before somebody says it aloud."""

    NO_SOURCE = "no_source", N_("No source")
    NO_DATE = "no_date", N_("Date not known")
    OLD = "old", N_("Old: look it up again")
    ANSWERED = "answered", N_("Has been answered")


@dataclass(frozen=True)
class ClaimDetails:
    """What somebody wrote about a claim; who says so, campaigns, answers and sources are given beside it."""

    text: str
    figure: str = ""
    unit: str = ""
    subject: str = ""
    said_by: str = ""
    basis: str = ""
    stated_on: PartialDate = NOT_KNOWN
    note: str = ""


def check_claim(details: ClaimDetails, *, on: date) -> Iterator[Problem]:
    """Yield a date to come."""
    if details.stated_on.certainly_after(on):
        yield Problem("stated_on", N_("A fact cannot be of a day to come."))


def date_of(stated_on: PartialDate, published: Iterable[PartialDate]) -> PartialDate:
    """Return the date that a claim is as old as: its own, else that of its latest source, else not known."""
    return stated_on or max(published, key=lambda known: known.text, default=NOT_KNOWN)


def marks_of(
    dated: PartialDate, *, on: date, old_after: timedelta, has_source: bool, is_answered: bool
) -> list[ClaimMark]:
    """Return why a claim should be looked up on a day before it is used; none is a good sign.

    A vague date is old only when its last day is: "2019" ends with December.
    """
    marks = [] if has_source else [ClaimMark.NO_SOURCE]
    if dated.last_day is None:
        marks.append(ClaimMark.NO_DATE)
    elif on - dated.last_day > old_after:
        marks.append(ClaimMark.OLD)
    return [*marks, ClaimMark.ANSWERED] if is_answered else marks
