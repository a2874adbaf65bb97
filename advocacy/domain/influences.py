"""Influence: who has somebody's ear, how strongly, how we know; and the ways that lead from us to an official."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.stances import Confidence
from advocacy.domain.words import N_, Word

MOST_STEPS = 3
"""Farther than this nobody's word carries."""


class Strength(Word):
    """How much somebody's word counts with another."""

    STRONG = "strong", N_("Strong: they follow it")
    SOME = "some", N_("Some: they listen")
    WEAK = "weak", N_("Weak: they know each other")


WEIGHTS = {Strength.STRONG: 3, Strength.SOME: 2, Strength.WEAK: 1}
SHORT_LABELS = {Strength.STRONG: N_("Strong"), Strength.SOME: N_("Some"), Strength.WEAK: N_("Weak")}


@dataclass(frozen=True)
class InfluenceDetails:
    """A link as somebody wrote it down; the two ends, the campaign and the sources come beside it."""

    strength: Strength
    confidence: Confidence
    relation: str = ""
    known_on: PartialDate = NOT_KNOWN
    evidence: str = ""


def check_influence(details: InfluenceDetails, *, on: date, has_sources: bool) -> Iterator[Problem]:
    """Yield what is wrong with a link written down on a day: no ground for it, or known on a day to come."""
    if details.known_on.certainly_after(on):
        yield Problem("known_on", N_("This day is still to come."))
    if not (details.relation.strip() or details.evidence.strip() or has_sources):
        yield Problem("evidence", N_("Say how we know: what ties them, what happened, or where it stands."))


N = TypeVar("N", bound=Hashable)


@dataclass(frozen=True)
class Link(Generic[N]):
    """One has the other's ear. `weight` from 1 (weak) to 3 (strong)."""

    source: N
    target: N
    weight: int
    number: int
    known_on: PartialDate = NOT_KNOWN


def standing_links(entries: Iterable[Link[N]]) -> list[Link[N]]:
    """Return of each pair the latest entry by date of fact, of one date the one written last."""
    latest: dict[tuple[N, N], Link[N]] = {}
    for link in sorted(entries, key=lambda each: (each.known_on.text, each.number)):
        latest[link.source, link.target] = link
    return sorted(latest.values(), key=lambda each: each.number)


@dataclass(frozen=True)
class Way(Generic[N]):
    """A chain of links from one of us to somebody."""

    links: tuple[Link[N], ...]

    @property
    def nodes(self) -> tuple[N, ...]:
        """Everybody on the way, one of us first, whom it leads to last."""
        return (self.links[0].source, *(link.target for link in self.links))

    @property
    def weight(self) -> int:
        """A chain is as strong as its weakest link."""
        return min(link.weight for link in self.links)

    @property
    def rank(self) -> tuple[int, int, int, tuple[int, ...]]:
        """What ways are sorted by: the strongest first, then the shortest, then the strongest in sum."""
        total = sum(link.weight for link in self.links)
        return (-self.weight, len(self.links), -total, tuple(link.number for link in self.links))


class Web(Generic[N]):
    """All links that a reader sees, ready to be asked for ways."""

    def __init__(self, entries: Iterable[Link[N]], ours: Iterable[N]) -> None:
        """`ours`: those whom we can simply ask, because they are of the coalition."""
        self.links = standing_links(entries)
        self.ours = frozenset(ours)
        self._into: Mapping[N, list[Link[N]]] = _by_target(self.links)

    def ways_to(self, goal: N, *, most_steps: int = MOST_STEPS) -> list[Way[N]]:
        """Return every way from one of us to somebody, the strongest first.

        None is longer than `most_steps`, none passes anybody twice, and none passes a second one of us: that one
        would be asked first. Nobody needs a way to one of us.
        """
        if goal in self.ours:
            return []
        return sorted(self._ways(goal, (), most_steps), key=lambda way: way.rank)

    def _ways(self, goal: N, behind: tuple[Link[N], ...], steps: int) -> Iterator[Way[N]]:
        passed = {goal, *(link.target for link in behind)}
        for link in self._into.get(goal, ()):
            if link.source in passed:
                continue
            if link.source in self.ours:
                yield Way((link, *behind))
            elif steps > 1:
                yield from self._ways(link.source, (link, *behind), steps - 1)


def _by_target(links: Iterable[Link[N]]) -> dict[N, list[Link[N]]]:
    into: dict[N, list[Link[N]]] = defaultdict(list)
    for link in links:
        into[link.target].append(link)
    return into
