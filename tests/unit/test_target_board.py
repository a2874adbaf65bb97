"""The target board: what counts as a move, as long without contact, and as asked for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.campaigns import TargetPart
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence, CurrentStance
from advocacy.domain.target_board import BoardFilter, Standing, days_without_contact, is_quiet, move_since

SINCE = date(2017, 5, 1)


def entry(score: int, on: str, confidence: Confidence = Confidence.PUBLIC, number: int = 1) -> CurrentStance:
    return CurrentStance(score, confidence, PartialDate(on), number)


def test_who_stands_elsewhere_than_before_the_day_has_moved() -> None:
    before, now = entry(-1, "2017-04-30"), entry(1, "2017-05-01", number=2)
    move = move_since([now, before], SINCE)
    assert move is not None
    assert (move.before, move.now, move.steps) == (before, now, 2)


def test_who_says_the_same_again_has_not_moved() -> None:
    assert move_since([entry(1, "2017-01"), entry(1, "2017-05-09", number=2)], SINCE) is None


def test_a_first_word_is_a_move_from_what_was_not_known() -> None:
    move = move_since([entry(0, "2017-05-09")], SINCE)
    assert move is not None
    assert move.before is None
    assert move.steps == 0


@pytest.mark.parametrize("vague", ["", "2017", "2017-04"])
def test_what_may_be_older_than_the_day_is_no_move(vague: str) -> None:
    assert move_since([entry(-2, "2016-03"), entry(2, vague, number=2)], SINCE) is None


def test_an_inferred_entry_does_not_move_who_said_otherwise_lately() -> None:
    said, inferred = entry(2, "2017-04-20"), entry(-1, "2017-05-10", Confidence.INFERRED, 2)
    assert move_since([said, inferred], SINCE) is None


def test_nothing_on_file_is_no_move() -> None:
    assert move_since([], SINCE) is None


days = st.dates(date(2017, 1, 1), date(2017, 12, 31)).map(PartialDate.of)
scores = st.integers(-2, 2)


@given(st.lists(st.tuples(scores, days, st.sampled_from(Confidence)), max_size=8))
def test_a_move_is_of_the_time_asked_for_and_leads_to_another_place(
    facts: list[tuple[int, PartialDate, Confidence]],
) -> None:
    entries = [CurrentStance(score, how, on, number) for number, (score, on, how) in enumerate(facts)]
    move = move_since(entries, SINCE)
    if move is not None:
        assert move.now.stated_on.first_day is not None
        assert move.now.stated_on.first_day >= SINCE
        assert move.before is None or move.before.score != move.now.score


def test_days_without_contact_are_counted_from_the_last_day_it_can_have_been() -> None:
    on = date(2017, 5, 11)
    assert days_without_contact(PartialDate("2017-05-01"), on) == 10
    assert days_without_contact(PartialDate("2017-04"), on) == 11
    assert days_without_contact(PartialDate("2017"), on) == 0
    assert days_without_contact(PartialDate(""), on) is None


def test_who_was_never_contacted_is_quiet_whatever_the_number_of_days() -> None:
    assert is_quiet(None, 3650)
    assert is_quiet(30, 30)
    assert not is_quiet(29, 30)


def test_each_filter_takes_only_what_it_asks_for() -> None:
    target = Standing(TargetPart.ALLY, score=1, has_moved=True, days_quiet=12, asker_ref="abc")
    assert BoardFilter().takes(target)
    asked = BoardFilter(TargetPart.ALLY, (1,), moved=True, quiet_days=12, asker_ref="abc")
    assert asked.takes(target)
    for other in (
        replace(target, part=TargetPart.OPPONENT),
        replace(target, score=None),
        replace(target, has_moved=False),
        replace(target, days_quiet=11),
        replace(target, asker_ref=""),
    ):
        assert not asked.takes(other)
    assert BoardFilter(scores=(None,), asker_ref="").takes(replace(target, score=None, asker_ref=""))
