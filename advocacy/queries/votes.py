"""Votes as pages show them: the tally, the seats as a picture, and who voted how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.directory import RuleBase, VotesRight
from advocacy.domain.measures import VoteChoice, VoteResult
from advocacy.domain.partial_dates import Precision
from advocacy.domain.thresholds import Ballot, is_tied, needed, passes
from advocacy.domain.votes import Tally, is_recusal
from advocacy.models import Activity, BodyRule, Organization, Person, RollCallEntry, VoteEvent
from advocacy.queries import bodies
from advocacy.queries.bodies import Seat

_PICTURE = {
    VoteChoice.YES: "yes",
    VoteChoice.NO: "no",
    VoteChoice.ABSTAIN: "abstain",
    VoteChoice.PAIRED: "abstain",
    VoteChoice.OTHER: "abstain",
    VoteChoice.ABSENT: "absent",
    VoteChoice.EXCUSED: "absent",
    VoteChoice.NOT_VOTING: "absent",
}
_ORDER = ("yes", "no", "abstain", "absent", "vacant")
MOST_SEATS = 500
"""More than the largest legislature of a state has; a picture of more says nothing."""


@dataclass(frozen=True)
class SeenVote:
    """A vote ready to draw: the tally as known, the seats in the order they are drawn, the empty ones apart."""

    tally: Tally
    picture: tuple[str, ...]
    vacant: int = 0
    is_by_name: bool = False
    lines: tuple[tuple[RollCallEntry | None, Person, str], ...] = ()
    """How each member voted, with the label of the seat; None for a member of whom it is not known."""
    result: VoteResult = VoteResult.NOT_KNOWN

    rule: BodyRule | None = None
    """The rule that the body had for this kind of motion on that day."""
    ballot: Ballot | None = None
    """The vote as arithmetic; None where too little is known for the rule."""

    @property
    def needed(self) -> int | None:
        """How many yes the rule asked for, of those who were there; None when it cannot be said."""
        if self.rule is None or self.ballot is None:
            return None
        return needed(self.rule.threshold, self.ballot)

    @property
    def breaks_its_rule(self) -> bool:
        """Whether the result differs from what the rule on file makes of the numbers (a tie is the chair's)."""
        if self.rule is None or self.ballot is None or self.result is VoteResult.NOT_KNOWN:
            return False
        if is_tied(self.rule.threshold, self.ballot):
            return False
        return passes(self.rule.threshold, self.ballot) is not (self.result is VoteResult.PASSED)

    @property
    def is_known(self) -> bool:
        """Whether any number is known."""
        return self.tally != Tally()

    @property
    def missing(self) -> int:
        """How many stayed away, were excused or did not vote, as far as known."""
        parts = (self.tally.absent, self.tally.excused, self.tally.not_voting)
        return sum(part or 0 for part in parts)


def tally_of(vote: VoteEvent) -> Tally:
    """Return the numbers of a vote: those given, and from the roll call where none are."""
    given = Tally(yes=vote.yes_count, no=vote.no_count, abstain=vote.abstain_count, absent=vote.absent_count)
    if not vote.roll_call:
        return given
    rolled = Tally.of(entry.choice for entry in vote.roll_call)
    if given == Tally():
        return rolled
    parts = {choice.value: given.count(choice) for choice in VoteChoice if given.count(choice) is not None}
    return Tally(**{**{choice.value: rolled.count(choice) or None for choice in VoteChoice}, **parts})


def seen(vote: VoteEvent) -> SeenVote:
    """Return a vote for a card: no more is read than what came with the measure."""
    tally = tally_of(vote)
    return SeenVote(tally=tally, picture=_picture(tally, 0), is_by_name=bool(vote.roll_call))


def with_seats(vote: VoteEvent) -> SeenVote:
    """Return a vote for its page: with the seats of the body on that day, the empty ones too, and with its rule."""
    seats = seats_on_its_day(vote)
    by_person = {entry.person_id: entry for entry in vote.roll_call}
    lines: list[tuple[RollCallEntry | None, Person, str]] = []
    for seat in seats:
        if seat.holder is not None and seat.may_vote:
            lines.append((by_person.pop(seat.holder.id, None), seat.holder, seat.post.label))
    lines += [(entry, entry.person, "") for entry in by_person.values()]
    tally = tally_of(vote)
    vacant = sum(1 for seat in seats if seat.is_vacant and seat.may_vote)
    is_by_name = bool(vote.roll_call)
    rule = rule_of(vote)
    return SeenVote(
        tally=tally,
        picture=_picture(tally, vacant),
        vacant=vacant,
        is_by_name=is_by_name,
        lines=tuple(lines) if is_by_name else (),
        result=vote.result,
        rule=rule,
        ballot=ballot_of(vote, rule, seats) if rule is not None else None,
    )


def rule_of(vote: VoteEvent) -> BodyRule | None:
    """Return the rule that the body had for the motion on the day of the vote; None when it cannot be said.

    A day that is known only by its year or month has a rule when the first and the last of its days have the same.
    """
    body, first, last = body_of(vote), vote.voted_on.first_day, vote.voted_on.last_day
    if body is None or first is None or last is None:
        return None
    rules = bodies.rules_of(body)
    on_first = bodies.rule_on(rules, vote.motion_kind, first)
    return on_first if on_first is bodies.rule_on(rules, vote.motion_kind, last) else None


def ballot_of(vote: VoteEvent, rule: BodyRule, seats: Sequence[Seat]) -> Ballot | None:
    """Return the numbers of a vote as arithmetic wants them, or None where too little is known for the rule.

    Who voted neither yes nor no nor abstained was not there; whoever the clerk's word says stepped aside over a
    conflict of interest is recused. Without the seats on that day only a rule of those voting can be reckoned.
    """
    tally = tally_of(vote)
    if tally.yes is None or tally.no is None:
        return None
    abstaining = (tally.abstain or 0) + (tally.paired or 0) + (tally.other or 0)
    if not seats:
        only_voting = rule.base is RuleBase.VOTING and rule.quorum is None
        return Ballot(yes=tally.yes, no=tally.no, abstaining=abstaining) if only_voting else None
    plain = [seat for seat in seats if seat.post.votes is VotesRight.YES]
    vacant = sum(1 for seat in plain if seat.is_vacant)
    recused = sum(1 for entry in vote.roll_call if is_recusal(entry.clerks_word))
    rest = len(plain) - vacant - tally.yes - tally.no - abstaining - recused
    if rest < 0:
        return None
    return Ballot(tally.yes, tally.no, abstaining, absent=rest, recused=recused, vacant=vacant)


def seats_on_its_day(vote: VoteEvent) -> list[Seat]:
    """Return the seats of the body on the day of the vote; none when the day is not known."""
    body, day = body_of(vote), vote.voted_on.first_day
    if body is None or not isinstance(day, date) or vote.voted_on.precision is not Precision.DAY:
        return []
    return bodies.seats_on(body, day)


def _picture(tally: Tally, vacant: int) -> tuple[str, ...]:
    seats = [_PICTURE[choice] for choice in VoteChoice for _ in range(min(tally.count(choice) or 0, MOST_SEATS))]
    drawn = [*seats, *(["vacant"] * vacant if seats else [])]
    return tuple(sorted(drawn, key=_ORDER.index))


def body_of(vote: VoteEvent) -> Organization | None:
    """Return the body that voted, if it is known."""
    return db.session.get(Organization, vote.body_id) if vote.body_id is not None else None


def activity_of(vote: VoteEvent) -> Activity | None:
    """Return the activity that tells of the vote, with its sources."""
    if vote.activity_id is None:
        return None
    return db.session.scalar(
        select(Activity).where(Activity.id == vote.activity_id).options(selectinload(Activity.citations))
    )
