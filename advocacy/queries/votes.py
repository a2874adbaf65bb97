"""Votes as pages show them: the tally, the seats as a picture, and who voted how."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.directory import RuleBase, VotesRight
from advocacy.domain.measures import CastingVote, MotionKind, VoteChoice, VoteResult
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.thresholds import Ballot, needed, passes
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


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A vote held against the rule that its body had for this kind of motion on that day."""

    result: VoteResult = VoteResult.NOT_KNOWN
    casting_vote: CastingVote = CastingVote.NONE
    rule: BodyRule | None = None
    ballot: Ballot | None = None
    """The vote of the members as arithmetic; None where too little is known for the rule."""
    has_chair: bool = False
    """Whether by rule or by seat somebody votes in this body to break a tie."""

    @property
    def needed(self) -> int | None:
        """How many yes the rule asked for, of those who were there; None when it cannot be said."""
        if self.rule is None or self.ballot is None:
            return None
        return needed(self.rule.threshold, self.ballot, chair_says_yes=self.casting_vote is CastingVote.YES)

    @property
    def breaks_its_rule(self) -> bool:
        """Whether the result differs from what the rule on file makes of the numbers."""
        if self.rule is None or self.ballot is None or self.result is VoteResult.NOT_KNOWN:
            return False
        says_yes = self.casting_vote is CastingVote.YES
        passed = passes(self.rule.threshold, self.ballot, chair_says_yes=says_yes)
        return passed is not (self.result is VoteResult.PASSED)

    @property
    def has_strange_chair(self) -> bool:
        """Whether somebody broke the tie of a body in which, by its rule and seats on file, nobody does."""
        return self.casting_vote is not CastingVote.NONE and self.rule is not None and not self.has_chair

    @property
    def is_doubtful(self) -> bool:
        """Whether the vote and the rule on file do not agree."""
        return self.breaks_its_rule or self.has_strange_chair


@dataclass(frozen=True, kw_only=True)
class SeenVote(Judged):
    """A vote ready to draw: the tally of the members as known, the seats in the order they are drawn."""

    tally: Tally
    picture: tuple[str, ...]
    vacant: int = 0
    is_by_name: bool = False
    lines: tuple[tuple[RollCallEntry | None, Person, str], ...] = ()
    """How each member voted, with the label of the seat; None for a member of whom it is not known."""

    @property
    def is_known(self) -> bool:
        """Whether any number is known."""
        return self.tally != Tally()

    @property
    def missing(self) -> int:
        """How many stayed away, were excused or did not vote, as far as known."""
        parts = (self.tally.absent, self.tally.excused, self.tally.not_voting)
        return sum(part or 0 for part in parts)


class Voted(Protocol):
    """How one person voted: an entry of a stored roll call, or a line of one to be stored."""

    @property
    def person(self) -> Person: ...
    @property
    def choice(self) -> VoteChoice | None: ...
    @property
    def clerks_word(self) -> str: ...


def tally_of(vote: VoteEvent) -> Tally:
    """Return the numbers of a vote: those given, and from the roll call where none are."""
    given = Tally(yes=vote.yes_count, no=vote.no_count, abstain=vote.abstain_count, absent=vote.absent_count)
    return given.beside(entry.choice for entry in vote.roll_call) if vote.roll_call else given


def seen(vote: VoteEvent) -> SeenVote:
    """Return a vote for a card: no more is read than what came with the measure."""
    tally = tally_of(vote).without(vote.casting_vote)
    return SeenVote(
        tally=tally, picture=_picture(tally, 0), is_by_name=bool(vote.roll_call), casting_vote=vote.casting_vote
    )


def with_seats(vote: VoteEvent) -> SeenVote:
    """Return a vote for its page: with the seats of the body on that day, the empty ones too, and with its rule."""
    body = body_of(vote)
    seats = seats_on(body, vote.voted_on)
    by_person = {entry.person_id: entry for entry in vote.roll_call}
    lines: list[tuple[RollCallEntry | None, Person, str]] = []
    for seat in seats:
        if seat.holder is not None and seat.may_vote:
            lines.append((by_person.pop(seat.holder.id, None), seat.holder, seat.post.label))
    lines += [(entry, entry.person, "") for entry in by_person.values()]
    tally = tally_of(vote).without(vote.casting_vote)
    vacant = sum(1 for seat in seats if seat.is_vacant and seat.may_vote)
    is_by_name = bool(vote.roll_call)
    judged = judge(
        rule_on(body, vote.motion_kind, vote.voted_on),
        seats,
        vote.roll_call,
        tally=tally_of(vote),
        result=vote.result,
        casting_vote=vote.casting_vote,
    )
    return SeenVote(
        tally=tally,
        picture=_picture(tally, vacant),
        vacant=vacant,
        is_by_name=is_by_name,
        lines=tuple(lines) if is_by_name else (),
        **vars(judged),
    )


def rule_on(body: Organization | None, motion: MotionKind, day: PartialDate) -> BodyRule | None:
    """Return the rule that the body had for such a motion on the day of a vote; None when it cannot be said.

    A day that is known only by its year or month has a rule when the first and the last of its days have the same.
    """
    if body is None or day.first_day is None or day.last_day is None:
        return None
    rules = bodies.rules_of(body)
    on_first = bodies.rule_on(rules, motion, day.first_day)
    return on_first if on_first is bodies.rule_on(rules, motion, day.last_day) else None


def judge(
    rule: BodyRule | None,
    seats: Sequence[Seat],
    roll_call: Sequence[Voted],
    *,
    tally: Tally,
    result: VoteResult,
    casting_vote: CastingVote,
) -> Judged:
    """Hold a vote against the rule of its day. `tally`: as given; it may hold the casting vote."""
    chairs = {seat.holder.id for seat in seats if seat.holder is not None and seat.post.votes is VotesRight.TIE_ONLY}
    cast = casting_vote
    if cast is CastingVote.NONE:
        chosen = (line.choice for line in roll_call if line.person.id in chairs)
        cast = next((_CAST[choice] for choice in chosen if choice in _CAST), cast)
    recused = sum(1 for line in roll_call if line.person.id not in chairs and is_recusal(line.clerks_word))
    return Judged(
        result=result,
        casting_vote=cast,
        rule=rule,
        ballot=_ballot(rule, seats, tally.without(cast), recused) if rule is not None else None,
        has_chair=bool(chairs) or (rule is not None and rule.chair_breaks_ties),
    )


_CAST = {VoteChoice.YES: CastingVote.YES, VoteChoice.NO: CastingVote.NO}


def _ballot(rule: BodyRule, seats: Sequence[Seat], tally: Tally, recused: int) -> Ballot | None:
    """Return the vote of the members as arithmetic wants it, or None where too little is known for the rule.

    Who voted neither yes nor no nor abstained was not there; whoever the clerk's word says stepped aside over a
    conflict of interest is recused. Without the seats on that day only a rule of those voting can be reckoned.
    """
    if tally.yes is None or tally.no is None:
        return None
    abstaining = (tally.abstain or 0) + (tally.paired or 0) + (tally.other or 0)
    if not seats:
        only_voting = rule.base is RuleBase.VOTING and rule.quorum is None
        return Ballot(yes=tally.yes, no=tally.no, abstaining=abstaining) if only_voting else None
    plain = [seat for seat in seats if seat.post.votes is VotesRight.YES]
    vacant = sum(1 for seat in plain if seat.is_vacant)
    rest = len(plain) - vacant - tally.yes - tally.no - abstaining - recused
    if rest < 0:
        return None
    return Ballot(tally.yes, tally.no, abstaining, absent=rest, recused=recused, vacant=vacant)


def seats_on(body: Organization | None, voted_on: PartialDate) -> list[Seat]:
    """Return the seats of the body on the day of a vote; none when the body or the day is not known."""
    day = voted_on.first_day
    if body is None or day is None or voted_on.precision is not Precision.DAY:
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
