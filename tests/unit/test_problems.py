"""Refusals carry sentences that a person can read."""

import pickle

import pytest

from advocacy.domain.measures import VoteChoice
from advocacy.domain.problems import Problem, Refused, Stale, refuse_if


def test_a_problem_says_its_sentence_with_its_places_filled():
    problem = Problem("title", "Use at most %(most)s characters.", {"most": 200})
    assert problem.in_english() == "Use at most 200 characters."


def test_a_problem_is_said_in_the_language_of_the_reader_with_the_labels_of_words():
    spanish = {"Not %(choice)s by %(who)s.": "No %(choice)s por %(who)s.", "Yes": "Sí"}
    problem = Problem("", "Not %(choice)s by %(who)s.", {"choice": VoteChoice.YES, "who": "Yes"})
    assert problem.sentence(lambda text: spanish.get(text, text)) == "No Sí por Yes."
    assert problem.in_english() == "Not Yes by Yes."


def test_a_percent_sign_in_a_sentence_without_places_stays():
    assert Problem("", "100% of the seats").in_english() == "100% of the seats"


def test_problems_with_equal_words_and_params_are_equal_and_hashable():
    first, second = (Problem("due", "Too early.", {"day": 1}) for _ in range(2))
    assert first == second
    assert len({first, second}) == 1
    assert first != first.at("sent")


def test_a_problem_moves_to_another_field_with_its_words():
    assert Problem("", "Too early.", {"day": 1}).at("due") == Problem("due", "Too early.", {"day": 1})


def test_a_refusal_keeps_its_problems_in_order_and_reads_as_sentences():
    refusal = Refused([Problem("a", "One."), Problem("b", "Two %(n)s.", {"n": 2})])
    assert [problem.field for problem in refusal.problems] == ["a", "b"]
    assert str(refusal) == "One. Two 2."


def test_a_refusal_of_the_whole_is_made_from_one_sentence():
    refusal = Refused.sentence("The vote on %(measure)s is over.", measure="HB 1")
    assert refusal.problems == (Problem("", "The vote on %(measure)s is over.", {"measure": "HB 1"}),)


def test_a_sentence_may_have_a_place_named_message_or_name():
    assert str(Refused.sentence("%(message)s %(name)s", message="m", name="n")) == "m n"
    assert str(Refused.at("x", "%(message)s %(name)s", message="m", name="n")) == "m n"


def test_a_refusal_without_a_reason_cannot_be_made():
    with pytest.raises(ValueError, match="at least one problem"):
        Refused([])


def test_nothing_is_refused_when_there_are_no_problems():
    refuse_if([])
    with pytest.raises(Refused) as caught:
        refuse_if(iter([Problem("", "No.")]))
    assert caught.value.problems == (Problem("", "No."),)


def test_a_stale_edit_says_what_to_do():
    assert "Nothing was saved" in str(Stale())


def test_a_problem_is_frozen():
    with pytest.raises(AttributeError):
        Problem("", "No.").message = "Yes."


def test_a_problem_can_be_copied_between_processes():
    problem = Problem("", "No.", {"n": 1})
    assert pickle.loads(pickle.dumps(problem)) == problem  # noqa: S301
