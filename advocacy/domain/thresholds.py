"""The arithmetic of votes: how many yes pass a motion, whether it passes, can still pass, or is lost.

A rule takes a fraction of a base. What each base counts (where a body's rules are silent, the usual meaning):

- *all seats*: every voting seat, filled or not; vacancies, recusals, absences and abstentions change nothing;
- *filled seats*: all seats but the vacant ones;
- *members present*: filled seats but who is absent or recused; whoever abstains is present;
- *members voting*: those present but who abstains: yes and no.

One half is strict: more than half. Every other fraction is reached by being met. A chair who votes only to break a
tie holds none of these seats: their vote is one more yes where yes and no are equal and the rule is one half.
Nothing passes without a single yes.
"""

from dataclasses import dataclass, fields, replace
from fractions import Fraction

from advocacy.domain.directory import RuleBase, RuleFraction
from advocacy.domain.words import N_, Word

SHARES: dict[RuleFraction, Fraction] = {
    RuleFraction.HALF: Fraction(1, 2),
    RuleFraction.THREE_FIFTHS: Fraction(3, 5),
    RuleFraction.TWO_THIRDS: Fraction(2, 3),
    RuleFraction.THREE_QUARTERS: Fraction(3, 4),
    RuleFraction.FOUR_FIFTHS: Fraction(4, 5),
    RuleFraction.NINE_TENTHS: Fraction(9, 10),
    RuleFraction.ALL: Fraction(1),
}


@dataclass(frozen=True)
class Threshold:
    """What passes a motion. `quorum`: how many members must be present; None when it is not on file."""

    fraction: RuleFraction
    base: RuleBase
    quorum: int | None = None


@dataclass(frozen=True)
class Ballot:
    """One vote as it was taken, or as it might be: every voting seat stands in exactly one number.

    The chair who only breaks ties is in none of them.
    """

    yes: int = 0
    no: int = 0
    abstaining: int = 0
    absent: int = 0
    recused: int = 0
    vacant: int = 0

    @property
    def seats(self) -> int:
        """Every voting seat."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def filled(self) -> int:
        """Seats that somebody holds."""
        return self.seats - self.vacant

    @property
    def present(self) -> int:
        """Members there who may take part: neither absent nor recused."""
        return self.filled - self.absent - self.recused

    @property
    def voting(self) -> int:
        """Members who vote yes or no."""
        return self.yes + self.no

    def base(self, base: RuleBase) -> int:
        """Return how many the fraction is taken of."""
        return {
            RuleBase.ALL_SEATS: self.seats,
            RuleBase.FILLED_SEATS: self.filled,
            RuleBase.PRESENT: self.present,
            RuleBase.VOTING: self.voting,
        }[base]


def least_of(fraction: RuleFraction, base: int) -> int:
    """Return the least number of yes that is this fraction of the base: more than half, or as much as the others."""
    share = SHARES[fraction] * base
    least = int(share) + 1 if fraction is RuleFraction.HALF else -(-share.numerator // share.denominator)
    return max(least, 1)


def has_quorum(threshold: Threshold, ballot: Ballot) -> bool:
    """Tell whether enough members are present; a quorum that is not on file is taken as there."""
    return threshold.quorum is None or ballot.present >= threshold.quorum


def passes(threshold: Threshold, ballot: Ballot, *, chair_says_yes: bool = False) -> bool:
    """Tell whether the motion passes. `chair_says_yes`: a chair is there who would break a tie with a yes."""
    if not has_quorum(threshold, ballot):
        return False
    base = ballot.base(threshold.base)
    if ballot.yes >= least_of(threshold.fraction, base):
        return True
    return chair_says_yes and _chair_decides(threshold, ballot)


def is_tied(threshold: Threshold, ballot: Ballot) -> bool:
    """Tell whether the members are equally divided under a rule of one half, so that a chair may break the tie."""
    return threshold.fraction is RuleFraction.HALF and ballot.yes == ballot.no and ballot.yes > 0


def _chair_decides(threshold: Threshold, ballot: Ballot) -> bool:
    """Tell whether a chair's yes passes a tie: one more yes and, where who is there is counted, one more there."""
    if not is_tied(threshold, ballot):
        return False
    joins = threshold.base in (RuleBase.PRESENT, RuleBase.VOTING)
    base = ballot.base(threshold.base) + (1 if joins else 0)
    return ballot.yes + 1 >= least_of(threshold.fraction, base)


def needed(threshold: Threshold, ballot: Ballot, *, chair_says_yes: bool = False) -> int:
    """Return the least number of yes that passes if the same members vote, and all but these vote no.

    It is a number of members: with the chair's tie vote it may be half of those voting. It may be more than all
    who vote; then the motion cannot pass.
    """
    plain = least_of(threshold.fraction, ballot.base(threshold.base))
    half, odd = divmod(ballot.voting, 2)
    if chair_says_yes and not odd and half < plain:
        tie = replace(ballot, yes=half, no=half)
        if _chair_decides(threshold, tie):
            return half
    return plain


class Standing(Word):
    """How a motion stands by what is confirmed."""

    PASSES = "passes", N_("The confirmed yes are enough")
    OPEN = "open", N_("It may go either way")
    LOST = "lost", N_("It cannot pass as counted")
    NO_QUORUM = "no_quorum", N_("No quorum")


@dataclass(frozen=True)
class Count:
    """A count before the vote: confirmed yes and no, who may still vote either way, and who does not vote."""

    yes: int = 0
    no: int = 0
    unsure: int = 0
    abstaining: int = 0
    absent: int = 0
    recused: int = 0
    vacant: int = 0

    def if_the_unsure(self, *, say_yes: bool) -> Ballot:
        """Return the vote if everybody who is not confirmed votes one way."""
        return Ballot(
            yes=self.yes + (self.unsure if say_yes else 0),
            no=self.no + (0 if say_yes else self.unsure),
            abstaining=self.abstaining,
            absent=self.absent,
            recused=self.recused,
            vacant=self.vacant,
        )


@dataclass(frozen=True)
class Forecast:
    """How many yes are needed, how many are missing, and how it stands. `by_tie`: counting the chair's tie vote."""

    needed: int
    short: int
    standing: Standing
    by_tie: bool = False


def forecast(
    threshold: Threshold, count: Count, *, chair_says_yes: bool = False, chair_may_say_yes: bool = False
) -> Forecast:
    """Return how a count stands, taking it that everybody comes and votes who is not counted as staying away.

    Only confirmed yes count: *passes* when they are enough whatever the others do with their votes, *lost* when it
    fails even if all the others vote yes (and a chair whose vote is open breaks the tie for it).
    """
    worst, best = count.if_the_unsure(say_yes=False), count.if_the_unsure(say_yes=True)
    line = needed(threshold, worst, chair_says_yes=chair_says_yes)
    by_tie = line < least_of(threshold.fraction, worst.base(threshold.base))
    if not has_quorum(threshold, worst):
        standing = Standing.NO_QUORUM
    elif passes(threshold, worst, chair_says_yes=chair_says_yes):
        standing = Standing.PASSES
    elif passes(threshold, best, chair_says_yes=chair_says_yes or chair_may_say_yes):
        standing = Standing.OPEN
    else:
        standing = Standing.LOST
    return Forecast(needed=line, short=max(line - count.yes, 0), standing=standing, by_tie=by_tie)


ASSUMES: dict[RuleBase, str] = {
    RuleBase.ALL_SEATS: N_("Counted of every seat: empty seats, recusals and absences make it no easier."),
    RuleBase.FILLED_SEATS: N_("Counted of the filled seats: empty seats do not count, absent members do."),
    RuleBase.PRESENT: N_(
        "Counted of who is there. This takes it that everybody comes who is not marked otherwise; "
        "an abstention counts like a no."
    ),
    RuleBase.VOTING: N_(
        "Counted of who votes. This takes it that everybody comes and votes who is not marked otherwise; "
        "each absence or abstention lowers the line."
    ),
}
"""What the board takes for granted about who comes, for each base."""
