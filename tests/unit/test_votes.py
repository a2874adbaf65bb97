"""Clerks' words are understood, roll calls add up, and contradictions are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.measures import CastingVote, MotionKind, VoteChoice, VoteResult
from advocacy.domain.votes import Tally, VoteFacts, check_vote, choice_of, is_recusal

YES, NO, ABSTAIN, ABSENT = VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSTAIN, VoteChoice.ABSENT
EXCUSED, NOT_VOTING, PAIRED, OTHER = (
    VoteChoice.EXCUSED,
    VoteChoice.NOT_VOTING,
    VoteChoice.PAIRED,
    VoteChoice.OTHER,
)
PASSED, FAILED, NOT_KNOWN = VoteResult.PASSED, VoteResult.FAILED, VoteResult.NOT_KNOWN


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        (["Yea", "Aye", "YES", "Affirmative", "In Favor", " y ", "Sí", "A favor"], YES),
        (["Nay", "No", "Negative", "Opposed", "En contra", "N"], NO),
        (["Abstain", "Abstained", "Present", "Abstención", "Se abstuvo", "Pass"], ABSTAIN),
        (["Absent", "Ausente", "Not Present", "(absent)"], ABSENT),
        (["Excused", "Maternity", "Medical", "Absent - Excused", "Jury Duty", "Excusada"], EXCUSED),
        (["Recused", "Conflict", "Non-voting", "Not Voting", "Present, not voting", "No vota"], NOT_VOTING),
        (["Paired", "Paired Yea", "Pareado"], PAIRED),
        (["", "?", "A", "Vacant", "yes and no", "市"], OTHER),
    ],
)
def test_a_clerks_word_has_a_meaning(words, choice):
    assert {word: choice_of(word) for word in words} == dict.fromkeys(words, choice)


@given(st.text())
def test_any_word_of_a_clerk_has_a_choice(word):
    assert choice_of(word) in VoteChoice


@pytest.mark.parametrize("choice", [choice for choice in VoteChoice if choice is not OTHER])
def test_our_own_codes_and_labels_mean_themselves(choice):
    assert choice_of(choice.value) is choice
    assert choice_of(choice.label) is choice


CHOICES = st.lists(st.sampled_from(list(VoteChoice)), min_size=1, max_size=50).map(tuple)


@given(CHOICES)
def test_a_roll_call_adds_up(choices):
    tally = Tally.of(choices)
    assert tally.known == len(choices)
    assert all(tally.count(choice) == choices.count(choice) for choice in VoteChoice)


def test_what_nobody_counted_stays_unknown():
    assert Tally(yes=10).count(NO) is None
    assert Tally(yes=10).known == 10
    assert Tally.of([]).count(NO) == 0


@given(CHOICES)
def test_a_roll_call_agrees_with_its_own_counts_and_with_a_fitting_result(choices):
    tally = Tally.of(choices)
    result = PASSED if tally.yes > tally.no else FAILED
    assert check_vote(VoteFacts(result, tally, choices)) == []


@given(CHOICES, st.sampled_from([YES, NO, ABSTAIN, PAIRED, OTHER]), st.integers(1, 5))
def test_a_count_that_differs_from_the_roll_call_is_named_at_its_field(choices, choice, more):
    given_counts = Tally(**{choice.value: choices.count(choice) + more})
    (problem,) = check_vote(VoteFacts(NOT_KNOWN, given_counts, choices))
    assert problem.field == f"{choice.value}_count"
    assert problem.params["given"] == choices.count(choice) + more


def test_an_incomplete_roll_call_may_have_fewer_but_not_more():
    facts = VoteFacts(PASSED, Tally(yes=10, no=2), (YES, YES, NO), roll_call_is_complete=False)
    assert check_vote(facts) == []
    more = VoteFacts(PASSED, Tally(yes=10, no=2), (NO, NO, NO), roll_call_is_complete=False)
    assert [problem.field for problem in check_vote(more)] == ["no_count"]


def test_absences_may_be_counted_together():
    roll = (YES, YES, NO, ABSENT, EXCUSED, NOT_VOTING)
    assert check_vote(VoteFacts(PASSED, Tally(yes=2, no=1, absent=3), roll)) == []
    assert check_vote(VoteFacts(PASSED, Tally(yes=2, no=1, absent=1), roll)) == []
    assert [problem.field for problem in check_vote(VoteFacts(PASSED, Tally(absent=4), roll))] == ["absent_count"]
    apart = Tally(absent=3, excused=1, not_voting=1)
    assert [problem.field for problem in check_vote(VoteFacts(PASSED, apart, roll))] == ["absent_count"]


@pytest.mark.parametrize("choice", list(VoteChoice))
def test_negative_numbers_are_refused_at_their_field(choice):
    (problem,) = check_vote(VoteFacts(NOT_KNOWN, Tally(**{choice.value: -1})))
    assert problem.field == f"{choice.value}_count"


@pytest.mark.parametrize(
    ("result", "yes", "no", "contradicts"),
    [
        (PASSED, 10, 2, False),
        (PASSED, 2, 10, True),
        (PASSED, 6, 6, True),
        (PASSED, 0, 0, True),
        (FAILED, 2, 10, False),
        (FAILED, 6, 6, False),
        (FAILED, 10, 2, True),
        (NOT_KNOWN, 10, 2, False),
        (PASSED, 10, None, False),
        (PASSED, None, 10, False),
    ],
)
def test_a_result_must_fit_the_majority_of_an_ordinary_motion(result, yes, no, contradicts):
    problems = check_vote(VoteFacts(result, Tally(yes=yes, no=no)))
    assert [problem.field for problem in problems] == (["result"] if contradicts else [])


def test_the_contradiction_is_said_with_its_numbers():
    (problem,) = check_vote(VoteFacts(PASSED, Tally(yes=2, no=10)))
    assert problem.in_english().startswith("It cannot have passed with 2 yes and 10 no.")


def test_an_override_may_fail_with_a_majority_but_not_pass_without():
    failed = VoteFacts(FAILED, Tally(yes=7, no=6), motion_kind=MotionKind.OVERRIDE)
    passed = VoteFacts(PASSED, Tally(yes=6, no=7), motion_kind=MotionKind.OVERRIDE)
    assert check_vote(failed) == []
    assert [problem.field for problem in check_vote(passed)] == ["result"]


@pytest.mark.parametrize("result", [PASSED, FAILED])
def test_a_special_rule_explains_any_result(result):
    assert check_vote(VoteFacts(result, Tally(yes=6, no=6), special_rule=True)) == []
    assert check_vote(VoteFacts(result, Tally(yes=9, no=2), special_rule=True)) == []


def test_a_complete_roll_call_without_counts_is_held_against_the_result():
    assert [problem.field for problem in check_vote(VoteFacts(PASSED, roll_call=(YES, NO, NO)))] == ["result"]
    unfinished = VoteFacts(PASSED, roll_call=(YES, NO, NO), roll_call_is_complete=False)
    assert check_vote(unfinished) == []


def test_a_voice_vote_without_numbers_has_nothing_to_contradict():
    assert check_vote(VoteFacts(PASSED)) == []


@pytest.mark.parametrize("word", ["Recused", "RECUSAL", "Conflict of interest", "Rec.", "recusada", "Se inhibió"])
def test_a_clerks_word_may_say_that_somebody_stepped_aside(word: str) -> None:
    assert is_recusal(word)


@pytest.mark.parametrize("word", ["", "Not voting", "Recess", "Present", "Absent", "Yea"])
def test_other_words_of_the_clerk_are_no_recusal(word: str) -> None:
    assert not is_recusal(word)


NONE, CAST_YES, CAST_NO = CastingVote.NONE, CastingVote.YES, CastingVote.NO


@pytest.mark.parametrize(
    ("result", "yes", "no", "casting", "field"),
    [
        # Senate of the United States, Inflation Reduction Act, August 7, 2022: printed as 50 to 50 and as 51 to 50.
        (PASSED, 50, 50, CAST_YES, None),
        (PASSED, 51, 50, CAST_YES, None),
        # Senate of the United States, Bank of the United States, February 20, 1811: 17 to 17, the chair against it.
        (FAILED, 17, 17, CAST_NO, None),
        (FAILED, 17, 18, CAST_NO, None),
        (PASSED, 50, 50, NONE, "result"),
        (PASSED, 52, 50, CAST_YES, "casting_vote"),
        (FAILED, 7, 5, CAST_NO, "casting_vote"),
        (PASSED, 0, 0, CAST_YES, "casting_vote"),
        (FAILED, 50, 50, CAST_YES, "casting_vote"),
        (PASSED, 17, 17, CAST_NO, "casting_vote"),
        (PASSED, None, None, CAST_YES, None),
    ],
)
def test_the_chair_breaks_a_tie_and_nothing_else(result, yes, no, casting, field):
    """Constitution of the United States, Article I, Section 3, Clause 4; Robert's Rules (12th ed.) 44:12."""
    problems = check_vote(VoteFacts(result, Tally(yes=yes, no=no), casting_vote=casting))
    assert [problem.field for problem in problems] == ([field] if field else [])


@given(st.integers(1, 500), st.sampled_from([CAST_YES, CAST_NO]))
def test_counts_that_hold_the_casting_vote_and_those_that_do_not_are_the_same_vote(half, casting):
    apart = Tally(yes=half, no=half)
    held = Tally(yes=half + (casting is CAST_YES), no=half + (casting is CAST_NO))
    assert held.without(casting) == apart.without(casting) == apart
    assert held.without(NONE) == held


def test_a_casting_vote_in_the_counts_does_not_contradict_a_roll_call_of_the_members():
    roll = (YES, YES, NO, NO)
    assert check_vote(VoteFacts(PASSED, Tally(yes=3, no=2), roll, casting_vote=CAST_YES)) == []
    assert check_vote(VoteFacts(PASSED, Tally(yes=3, no=2), (*roll, YES), casting_vote=CAST_YES)) == []
    problems = check_vote(VoteFacts(PASSED, Tally(yes=4, no=3), roll, casting_vote=CAST_YES))
    assert [problem.field for problem in problems] == ["yes_count", "no_count"]


def test_a_rule_that_asks_for_more_may_fail_although_the_chair_said_yes():
    facts = VoteFacts(FAILED, Tally(yes=5, no=5), special_rule=True, casting_vote=CAST_YES)
    assert check_vote(facts) == []
