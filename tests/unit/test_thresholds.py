"""The arithmetic of votes, for every rule and every ballot."""

from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advocacy.domain.directory import RuleBase, RuleFraction
from advocacy.domain.thresholds import (
    ASSUMES,
    SHARES,
    Ballot,
    Count,
    Standing,
    Threshold,
    forecast,
    has_quorum,
    least_of,
    needed,
    passes,
)

small = st.integers(min_value=0, max_value=40)
rules = st.builds(
    Threshold,
    fraction=st.sampled_from(RuleFraction),
    base=st.sampled_from(RuleBase),
    quorum=st.one_of(st.none(), st.integers(min_value=0, max_value=60)),
)
ballots = st.builds(Ballot, **{field.name: small for field in fields(Ballot)})
counts = st.builds(Count, **{field.name: small for field in fields(Count)})
yes_or_no = st.booleans()


@given(ballots)
def test_every_seat_stands_in_one_number_and_each_base_is_a_part_of_the_one_before(ballot: Ballot) -> None:
    assert ballot.seats == ballot.voting + ballot.abstaining + ballot.absent + ballot.recused + ballot.vacant
    assert ballot.seats >= ballot.filled >= ballot.present >= ballot.voting >= ballot.yes


@given(rules, ballots, st.sampled_from(["no", "abstaining", "absent", "recused", "vacant"]), yes_or_no)
def test_one_more_yes_never_loses_a_vote(rule: Threshold, ballot: Ballot, who: str, chair: bool) -> None:
    assume(getattr(ballot, who) > 0)
    better = replace(ballot, **{"yes": ballot.yes + 1, who: getattr(ballot, who) - 1})
    assert passes(rule, better, chair_says_yes=chair) >= passes(rule, ballot, chair_says_yes=chair)


@given(rules, ballots)
def test_a_chair_who_says_yes_never_loses_a_vote(rule: Threshold, ballot: Ballot) -> None:
    assert passes(rule, ballot, chair_says_yes=True) >= passes(rule, ballot)


@given(rules, ballots, yes_or_no)
def test_needed_is_the_least_yes_that_passes(rule: Threshold, ballot: Ballot, chair: bool) -> None:
    line = needed(rule, ballot, chair_says_yes=chair)
    assert line >= 1
    for yes in range(ballot.voting + 1):
        other = replace(ballot, yes=yes, no=ballot.voting - yes)
        assert passes(rule, other, chair_says_yes=chair) == (yes >= line and has_quorum(rule, other))


@given(st.sampled_from(RuleFraction), st.integers(min_value=1, max_value=1000))
def test_the_least_is_enough_and_one_less_is_not(fraction: RuleFraction, base: int) -> None:
    least, share = least_of(fraction, base), SHARES[fraction] * base
    if fraction is RuleFraction.HALF:
        assert least > share >= least - 1
    else:
        assert least >= share > least - 1
    assert least <= base


@given(st.sampled_from(RuleFraction), st.integers(min_value=0, max_value=1000))
def test_a_larger_base_never_needs_fewer(fraction: RuleFraction, base: int) -> None:
    assert least_of(fraction, base) <= least_of(fraction, base + 1) <= least_of(fraction, base) + 1


@given(rules, ballots)
def test_a_vacancy_shrinks_every_base_but_all_seats(rule: Threshold, ballot: Ballot) -> None:
    assume(ballot.no > 0)
    vacated = replace(ballot, no=ballot.no - 1, vacant=ballot.vacant + 1)
    for base in RuleBase:
        assert vacated.base(base) == ballot.base(base) - (0 if base is RuleBase.ALL_SEATS else 1)


@given(ballots)
def test_a_recusal_shrinks_who_is_present_and_who_votes_alone(ballot: Ballot) -> None:
    assume(ballot.no > 0)
    recused = replace(ballot, no=ballot.no - 1, recused=ballot.recused + 1)
    shrunk = {base for base in RuleBase if recused.base(base) < ballot.base(base)}
    assert shrunk == {RuleBase.PRESENT, RuleBase.VOTING}


@given(ballots)
def test_an_abstention_counts_in_present_and_not_in_voting(ballot: Ballot) -> None:
    assume(ballot.no > 0)
    abstained = replace(ballot, no=ballot.no - 1, abstaining=ballot.abstaining + 1)
    shrunk = {base for base in RuleBase if abstained.base(base) < ballot.base(base)}
    assert shrunk == {RuleBase.VOTING}


@given(st.sampled_from(RuleFraction), ballots, ballots)
def test_of_all_seats_nothing_but_the_yes_matters(fraction: RuleFraction, one: Ballot, other: Ballot) -> None:
    rule = Threshold(fraction, RuleBase.ALL_SEATS)
    moved = replace(other, yes=one.yes, absent=0, no=0, abstaining=0, recused=0, vacant=one.seats - one.yes)
    assert passes(rule, one) == passes(rule, moved)


@given(rules, ballots)
def test_without_a_quorum_nothing_passes(rule: Threshold, ballot: Ballot) -> None:
    strict = replace(rule, quorum=ballot.present + 1)
    assert not passes(strict, ballot, chair_says_yes=True)


@given(rules, counts, yes_or_no)
def test_a_count_passes_is_open_or_lost_as_its_best_and_worst_vote(rule: Threshold, count: Count, chair: bool) -> None:
    seen = forecast(rule, count, chair_says_yes=chair)
    outcomes = set()
    for unsure_yes in range(count.unsure + 1):
        ballot = replace(
            count.if_the_unsure(say_yes=True), yes=count.yes + unsure_yes, no=count.no + count.unsure - unsure_yes
        )
        outcomes.add(passes(rule, ballot, chair_says_yes=chair))
    expected = {frozenset({True}): Standing.PASSES, frozenset({False}): Standing.LOST}
    if has_quorum(rule, count.if_the_unsure(say_yes=True)):
        assert seen.standing is expected.get(frozenset(outcomes), Standing.OPEN)
    else:
        assert seen.standing is Standing.NO_QUORUM
    assert seen.short == max(seen.needed - count.yes, 0)


@given(rules, counts, yes_or_no)
def test_to_confirm_one_more_yes_never_makes_a_count_worse(rule: Threshold, count: Count, chair: bool) -> None:
    assume(count.unsure > 0)
    better = replace(count, yes=count.yes + 1, unsure=count.unsure - 1)
    order = [Standing.NO_QUORUM, Standing.LOST, Standing.OPEN, Standing.PASSES]
    before, after = forecast(rule, count, chair_says_yes=chair), forecast(rule, better, chair_says_yes=chair)
    assert order.index(after.standing) >= order.index(before.standing)
    assert after.short <= before.short
    assert after.needed == before.needed


def test_a_tie_waits_for_the_chair() -> None:
    rule = Threshold(RuleFraction.HALF, RuleBase.VOTING)
    count = Count(yes=5, no=5)
    assert forecast(rule, count).standing is Standing.LOST
    assert forecast(rule, count, chair_may_say_yes=True).standing is Standing.OPEN
    settled = forecast(rule, count, chair_says_yes=True)
    assert (settled.standing, settled.needed, settled.by_tie) == (Standing.PASSES, 5, True)


def test_a_chair_does_not_help_where_more_than_half_is_needed_or_where_nobody_votes() -> None:
    assert not passes(Threshold(RuleFraction.TWO_THIRDS, RuleBase.VOTING), Ballot(yes=1, no=1), chair_says_yes=True)
    assert not passes(Threshold(RuleFraction.HALF, RuleBase.VOTING), Ballot(abstaining=9), chair_says_yes=True)


def test_nothing_passes_without_a_single_yes() -> None:
    for fraction in RuleFraction:
        for base in RuleBase:
            assert not passes(Threshold(fraction, base), Ballot(no=0, abstaining=3, vacant=2))


@pytest.mark.parametrize("base", RuleBase)
def test_every_base_says_what_it_takes_for_granted(base: RuleBase) -> None:
    assert ASSUMES[base]


@pytest.mark.parametrize(
    ("base", "ballot", "passed"),
    [
        (RuleBase.ALL_SEATS, Ballot(yes=6, no=6, vacant=1), True),  # 7 of 13 seats: the chair is not one more seat
        (RuleBase.ALL_SEATS, Ballot(yes=6, no=6, vacant=2), False),  # 7 of 14 are not more than half
        (RuleBase.FILLED_SEATS, Ballot(yes=6, no=6, absent=1), True),
        (RuleBase.PRESENT, Ballot(yes=6, no=6), True),  # 7 of 13 who are there, the chair among them
        (RuleBase.PRESENT, Ballot(yes=6, no=6, abstaining=1), False),  # 7 of 14
        (RuleBase.VOTING, Ballot(yes=6, no=6, abstaining=5), True),
    ],
)
def test_a_chair_who_breaks_a_tie_is_there_but_holds_no_seat(base: RuleBase, ballot: Ballot, passed: bool) -> None:
    rule = Threshold(RuleFraction.HALF, base)
    assert passes(rule, ballot, chair_says_yes=True) is passed
    assert not passes(rule, ballot)
