"""Influence: which link counts, and the ways that lead from one of us to somebody."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.influences import (
    MOST_STEPS,
    InfluenceDetails,
    Link,
    Strength,
    Web,
    check_influence,
    standing_links,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence

TODAY = date(2026, 5, 1)


def web(*links: tuple[str, str, int], ours: str = "a") -> Web[str]:
    """A net of links between letters."""
    return Web([Link(*link, number) for number, link in enumerate(links, start=1)], ours)


def ways(net: Web[str], goal: str) -> list[str]:
    """The ways to somebody, each as one word."""
    return ["".join(way.nodes) for way in net.ways_to(goal)]


def test_a_way_leads_over_at_most_three_steps() -> None:
    chain = web(("a", "b", 3), ("b", "c", 3), ("c", "d", 3), ("d", "e", 3))
    assert ways(chain, "d") == ["abcd"]
    assert ways(chain, "e") == []


def test_the_strongest_way_comes_first_and_a_chain_is_as_strong_as_its_weakest_link() -> None:
    net = web(("a", "z", 1), ("a", "b", 3), ("b", "z", 2), ("a", "c", 3), ("c", "d", 3), ("d", "z", 3))
    assert ways(net, "z") == ["acdz", "abz", "az"]


def test_of_equal_strength_the_shorter_way_comes_first() -> None:
    net = web(("a", "b", 2), ("b", "z", 2), ("a", "z", 2))
    assert ways(net, "z") == ["az", "abz"]


def test_influence_is_not_mutual() -> None:
    assert ways(web(("z", "a", 3)), "z") == []


def test_nobody_needs_a_way_to_one_of_us_nor_over_a_second_one() -> None:
    net = web(("a", "b", 3), ("b", "z", 3), ours="ab")
    assert ways(net, "b") == []
    assert ways(net, "z") == ["bz"]


def test_of_two_entries_about_the_same_two_the_latest_by_date_counts() -> None:
    old, new = Link("a", "z", 3, 2, PartialDate("2016")), Link("a", "z", 1, 1, PartialDate("2017-05"))
    assert standing_links([new, old]) == [new]
    undated = Link("a", "z", 2, 3)
    assert standing_links([undated, old]) == [old]


people = st.sampled_from("abcdefg")
nets = st.lists(
    st.tuples(people, people, st.integers(1, 3), st.sampled_from(["", "2016", "2017-05-01"])).filter(
        lambda link: link[0] != link[1]
    ),
    max_size=25,
).map(lambda rows: [Link(a, b, weight, n, PartialDate(on)) for n, (a, b, weight, on) in enumerate(rows)])


@given(nets, st.sets(people), people)
def test_every_way_is_short_simple_connected_and_begins_with_one_of_us(
    links: list[Link[str]], ours: set[str], goal: str
) -> None:
    for way in Web(links, ours).ways_to(goal):
        assert 1 <= len(way.links) <= MOST_STEPS
        assert len(set(way.nodes)) == len(way.nodes)
        assert all(one.target == other.source for one, other in pairwise(way.links))
        assert way.nodes[-1] == goal
        assert [node in ours for node in way.nodes] == [True] + [False] * len(way.links)
        assert all(link in standing_links(links) for link in way.links)


@given(nets, st.sets(people), people)
def test_ways_are_sorted_by_strength_and_none_is_given_twice(links: list[Link[str]], ours: set[str], goal: str) -> None:
    found = Web(links, ours).ways_to(goal)
    assert [way.weight for way in found] == sorted((way.weight for way in found), reverse=True)
    assert len({way.nodes for way in found}) == len(found)


@given(nets, st.sets(people), people)
def test_no_way_is_missed(links: list[Link[str]], ours: set[str], goal: str) -> None:
    pairs = {(link.source, link.target) for link in standing_links(links)}
    walks = [(goal,)]
    reached: set[tuple[str, ...]] = set()
    for _step in range(MOST_STEPS):
        walks = [(one, *walk) for walk in walks for one, other in pairs if other == walk[0] and one not in walk]
        reached |= {walk for walk in walks if walk[0] in ours}
        walks = [walk for walk in walks if walk[0] not in ours]
    expected = set() if goal in ours else reached
    assert {way.nodes for way in Web(links, ours).ways_to(goal)} == expected


@pytest.mark.parametrize(
    ("details", "has_sources", "refused"),
    [
        (InfluenceDetails(Strength.SOME, Confidence.PUBLIC, relation="Her pastor"), False, []),
        (InfluenceDetails(Strength.SOME, Confidence.PUBLIC, evidence="Seen together"), False, []),
        (InfluenceDetails(Strength.SOME, Confidence.PUBLIC), True, []),
        (InfluenceDetails(Strength.SOME, Confidence.PUBLIC, relation=" "), False, ["evidence"]),
        (InfluenceDetails(Strength.SOME, Confidence.PUBLIC, "x", PartialDate("2026-05-02")), False, ["known_on"]),
        (InfluenceDetails(Strength.SOME, Confidence.PUBLIC, "x", PartialDate("2026")), False, []),
    ],
)
def test_a_link_needs_a_ground_and_a_day_that_has_come(
    details: InfluenceDetails, has_sources: bool, refused: list[str]
) -> None:
    problems = check_influence(details, on=TODAY, has_sources=has_sources)
    assert [problem.field for problem in problems] == refused
