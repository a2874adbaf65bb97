"""Pickers: what they find, and in what order."""

import pytest

from advocacy.policy import Actor
from advocacy.queries import picking
from tests.factories import make_body, make_organization, make_person


def names(actor: Actor, what: str, words: str) -> list[str]:
    """The labels of what a picker offers."""
    return [row[1] for row in picking.find(actor, what, words)]


def test_many_councilors_do_not_hide_their_council(as_organizer: Actor) -> None:
    make_body("Sampleville City Council", seats=14)
    found = names(as_organizer, "parties", "city council")
    assert len(found) == 12
    assert found[-1] == "Sampleville City Council"


def test_a_kind_with_few_matches_leaves_its_places_to_the_others(as_organizer: Actor) -> None:
    for number in range(14):
        make_organization(f"Sample Group {number:02}")
    make_person("Sample Person")
    assert names(as_organizer, "parties", "sample") == ["Sample Person", *(f"Sample Group {n:02}" for n in range(11))]


@pytest.mark.one_database
def test_nothing_typed_finds_nothing(as_organizer: Actor) -> None:
    make_person("Sample Person")
    assert names(as_organizer, "parties", "  ") == []
