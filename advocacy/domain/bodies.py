"""Deciding bodies: seats, terms and rules. Who holds a seat on a day is arithmetic, and it is here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import MotionKind
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

ENDS_BEFORE_IT_BEGINS = N_("The end is before the beginning.")
SEAT_IS_TAKEN = N_("%(name)s holds this seat at that time. End that term first, or correct the dates.")
END_IS_NEEDED = N_("Say when the term ended, as exactly as you know it.")
RULE_END_IS_NEEDED = N_("Say the last day on which the rule held, as exactly as you know it.")
SAME_RULE = N_("There is already a rule for this kind of motion from that date. Edit that one.")
ONE_HOLDER = N_("Choose who holds the seat, or write the name of somebody new.")
HOLDER_TWICE = N_("Choose somebody on file, or add somebody new; not both.")
ONE_OFFICE = N_("Choose an office from the list, or write the name of a new one.")
OFFICE_TWICE = N_("Choose an office from the list or write a new one, not both.")


@dataclass(frozen=True)
class PostDetails:
    """A seat or office as somebody described it."""

    label: str
    division: str = ""
    votes: VotesRight = VotesRight.YES
    starts_on: PartialDate = NOT_KNOWN
    ends_on: PartialDate = NOT_KNOWN
    position: int | None = None


@dataclass(frozen=True)
class TermDetails:
    """When somebody holds a seat. `is_confirmed`: somebody vouches for it although no beginning is known."""

    starts_on: PartialDate = NOT_KNOWN
    ends_on: PartialDate = NOT_KNOWN
    is_confirmed: bool = False
    note: str = ""


@dataclass(frozen=True)
class RuleDetails:
    """How a body decides one kind of motion, from a day on."""

    motion_kind: MotionKind
    fraction: RuleFraction
    base: RuleBase
    valid_from: PartialDate = NOT_KNOWN
    ends_on: PartialDate = NOT_KNOWN
    quorum: int | None = None
    chair_breaks_ties: bool = False
    notice_hours: int | None = None
    comment_deadline_hours: int | None = None
    comment_minutes: int | None = None
    readings: int | None = None
    veto: str = ""
    citation: str = ""


RULE_WORDS: dict[RuleBase, str] = {
    RuleBase.ALL_SEATS: N_("%(fraction)s of all seats"),
    RuleBase.FILLED_SEATS: N_("%(fraction)s of the filled seats"),
    RuleBase.PRESENT: N_("%(fraction)s of the members present"),
    RuleBase.VOTING: N_("%(fraction)s of the members voting"),
}
"""A rule in one phrase; the fraction is its label."""


@dataclass(frozen=True)
class Span:
    """A term's days as far as they are certain, and whose it is.

    `confirmed_on` vouches for a term whose beginning nobody knows: it holds from that day for certain.
    """

    name: str
    starts_on: PartialDate = NOT_KNOWN
    ends_on: PartialDate = NOT_KNOWN
    confirmed_on: date | None = None

    @property
    def first_sure(self) -> date | None:
        """The first day on which it certainly holds; None when it seats nobody."""
        return self.starts_on.last_day or self.confirmed_on

    @property
    def last_sure(self) -> date | None:
        """The last day on which it certainly still holds; None when no end is known."""
        return self.ends_on.first_day


def share_a_day(one: Span, other: Span) -> bool:
    """Tell whether both certainly hold the seat on one whole day.

    The day on which one ends and the other begins is a day of handing over and belongs to both. Dates that
    are known only by month or year exclude nothing that may have been.
    """
    if one.first_sure is None or other.first_sure is None:
        return False
    first = max(one.first_sure, other.first_sure)
    last = min(one.last_sure or date.max, other.last_sure or date.max)
    return first <= last and not (first == last and _meet_at_their_ends(one, other, first))


def _meet_at_their_ends(one: Span, other: Span, day: date) -> bool:
    return (one.last_sure == day and other.first_sure == day) or (other.last_sure == day and one.first_sure == day)


def check_dates(starts_on: PartialDate, ends_on: PartialDate) -> Iterator[Problem]:
    """Yield that the end is before the beginning, if it certainly is."""
    if ends_on.certainly_before(starts_on):
        yield Problem("ends_on", ENDS_BEFORE_IT_BEGINS)


def check_term(term: Span, others: Iterable[Span]) -> Iterator[Problem]:
    """Yield what is wrong with a term: its end before its beginning, or a seat that somebody else holds."""
    wrong = list(check_dates(term.starts_on, term.ends_on))
    yield from wrong
    taken = next((other for other in others if share_a_day(term, other)), None)
    if taken is not None and not wrong:
        yield Problem("starts_on", SEAT_IS_TAKEN, {"name": taken.name})
