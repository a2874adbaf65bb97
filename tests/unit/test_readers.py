"""Statements that are kept: one for every reach, whoever reads."""

from advocacy.models import User
from advocacy.policy import OPERATOR, Actor
from advocacy.policy.readers import parameters, reader


def member(number: int) -> Actor:
    """A user without roles."""
    return Actor.of(User(id=number))


def test_readers_of_one_reach_share_their_stand_in_and_bring_their_own_id() -> None:
    assert reader(member(1)) is reader(member(2))
    assert reader(member(1)) is not reader(OPERATOR)
    assert parameters(member(1), campaign_id=7) == {"reader_id": 1, "campaign_id": 7}
    assert parameters(OPERATOR) == {"reader_id": None}


def test_the_stand_in_sees_what_the_reader_sees() -> None:
    assert (reader(OPERATOR).sees_all, reader(OPERATOR).is_worker) == (True, True)
    assert (reader(member(1)).sees_all, reader(member(1)).is_worker) == (False, False)
