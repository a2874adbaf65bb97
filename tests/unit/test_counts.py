"""Whip counts: what is confirmed and what only leans, who is asked next, how a count compares with the vote."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.counts import (
    ASK_FIRST,
    CONFIRMING,
    Askable,
    Called,
    Level,
    Mark,
    Place,
    Score,
    ScoreByPlace,
    ask_order,
    called,
    count_of,
    day_to_ask_by,
    place_of,
    score_of,
)
from advocacy.domain.measures import VoteChoice
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence
from advocacy.domain.thresholds import Count

C = Confidence


@pytest.mark.parametrize(
    ("score", "confidence", "level", "place"),
    [
        (2, C.PUBLIC, Level.MEASURE, Place.YES),
        (2, C.IN_WRITING, Level.MEASURE, Place.YES),
        (2, C.SAID_TO_TWO, Level.MEASURE, Place.YES),
        (2, C.SAID_TO_ONE, Level.MEASURE, Place.LEAN_YES),
        (2, C.INFERRED, Level.MEASURE, Place.LEAN_YES),
        (1, C.PUBLIC, Level.MEASURE, Place.LEAN_YES),
        (0, C.PUBLIC, Level.MEASURE, Place.UNDECIDED),
        (-1, C.PUBLIC, Level.MEASURE, Place.LEAN_NO),
        (-2, C.SAID_TO_ONE, Level.MEASURE, Place.LEAN_NO),
        (-2, C.IN_WRITING, Level.MEASURE, Place.NO),
        (2, C.PUBLIC, Level.DEMAND, Place.LEAN_YES),
        (-2, C.PUBLIC, Level.CAMPAIGN, Place.LEAN_NO),
        (0, C.INFERRED, Level.CAMPAIGN, Place.UNDECIDED),
    ],
)
def test_only_a_strong_and_sure_word_about_the_measure_itself_is_confirmed(
    score: int, confidence: Confidence, level: Level, place: Place
) -> None:
    assert place_of(score, confidence, level) is place


@given(st.integers(-2, 2), st.sampled_from(Confidence), st.sampled_from(Level))
def test_yes_and_no_are_treated_alike(score: int, confidence: Confidence, level: Level) -> None:
    mirror = {
        Place.YES: Place.NO,
        Place.LEAN_YES: Place.LEAN_NO,
        Place.NO: Place.YES,
        Place.LEAN_NO: Place.LEAN_YES,
        Place.UNDECIDED: Place.UNDECIDED,
    }
    assert place_of(-score, confidence, level) is mirror[place_of(score, confidence, level)]
    if confidence not in CONFIRMING or level is not Level.MEASURE:
        assert place_of(score, confidence, level) not in (Place.YES, Place.NO)


@given(st.lists(st.tuples(st.sampled_from(Place), st.one_of(st.none(), st.sampled_from(Mark)))))
def test_every_seat_is_counted_once(seats: list[tuple[Place, Mark | None]]) -> None:
    count = count_of(seats)
    assert count.if_the_unsure(say_yes=True).seats == len(seats)
    assert count.vacant == sum(1 for place, _ in seats if place is Place.VACANT)


def test_what_is_supposed_stands_before_what_is_known_but_an_empty_seat_stays_empty() -> None:
    seats = [(Place.NO, Mark.YES), (Place.VACANT, Mark.YES), (Place.RECUSED, None), (Place.LEAN_YES, None)]
    seats += [(Place.YES, Mark.ABSENT), (Place.YES, Mark.ABSTAINS), (Place.UNDECIDED, Mark.NO), (Place.YES, None)]
    assert count_of(seats) == Count(yes=2, no=1, unsure=1, abstaining=1, absent=1, recused=1, vacant=1)


def test_the_undecided_are_asked_first_and_who_is_being_asked_last() -> None:
    def who(place: Place, *, asked: bool = False, contact: str = "", seat: int = 1) -> Askable:
        return Askable(place, asked, PartialDate(contact), seat)

    in_order = [
        who(Place.UNDECIDED),
        who(Place.UNDECIDED, contact="2026-03-01"),
        who(Place.UNDECIDED, contact="2026-05-01"),
        who(Place.LEAN_YES, seat=2),
        who(Place.LEAN_YES, seat=3),
        who(Place.NOT_KNOWN),
        who(Place.LEAN_NO),
        who(Place.UNDECIDED, asked=True),
    ]
    mixed = [*in_order[3:], *in_order[:3]]
    assert sorted(mixed, key=ask_order) == in_order
    assert Place.YES not in ASK_FIRST
    assert Place.NO not in ASK_FIRST


def test_an_ask_is_due_in_two_days_but_before_the_vote_and_never_in_the_past() -> None:
    today = date(2026, 5, 4)
    assert day_to_ask_by(today, None) == date(2026, 5, 6)
    assert day_to_ask_by(today, date(2026, 6, 1)) == date(2026, 5, 6)
    assert day_to_ask_by(today, date(2026, 5, 6)) == date(2026, 5, 5)
    assert day_to_ask_by(today, date(2026, 5, 4)) == today
    assert day_to_ask_by(today, date(2026, 4, 1)) == today


@pytest.mark.parametrize(
    ("place", "choice", "result"),
    [
        (Place.YES, VoteChoice.YES, Called.AS_EXPECTED),
        (Place.LEAN_YES, VoteChoice.YES, Called.AS_EXPECTED),
        (Place.YES, VoteChoice.NO, Called.TURNED),
        (Place.LEAN_NO, VoteChoice.NO, Called.AS_EXPECTED),
        (Place.NO, VoteChoice.YES, Called.CAME_OVER),
        (Place.YES, VoteChoice.ABSTAIN, Called.HELD_BACK),
        (Place.YES, VoteChoice.ABSENT, Called.STAYED_AWAY),
        (Place.NO, VoteChoice.EXCUSED, Called.STAYED_AWAY),
        (Place.UNDECIDED, VoteChoice.YES, Called.NO_CALL),
        (Place.NOT_KNOWN, VoteChoice.NO, Called.NO_CALL),
        (Place.RECUSED, VoteChoice.NOT_VOTING, Called.NO_CALL),
        (Place.YES, None, Called.NOT_ON_FILE),
    ],
)
def test_how_a_count_compares_with_the_vote(place: Place, choice: VoteChoice | None, result: Called) -> None:
    assert called(place, choice) is result


def test_only_what_a_vote_can_prove_makes_a_count_good_or_bad() -> None:
    assert score_of([]) == Score(0, 0)
    assert score_of(Called) == Score(right=1, calls=4)
    scores = ScoreByPlace.of(
        [
            (Place.YES, Called.AS_EXPECTED),
            (Place.YES, Called.TURNED),
            (Place.LEAN_NO, Called.CAME_OVER),
            (Place.NOT_KNOWN, Called.NO_CALL),
        ]
    )
    assert scores.scores[Place.YES] == Score(1, 2)
    assert scores.scores[Place.NO] == Score(0, 0)
    assert scores.total == Score(1, 3)
