"""Public comment: who speaks, for how long, on which point, and which points say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from advocacy.domain.problems import Problem
from advocacy.domain.text import fold
from advocacy.domain.words import N_

MOST_MINUTES = 120
ALIKE = 0.75
"""Two points say the same from this share of common words or letters on."""
MOST_SPEAKERS = 200


@dataclass(frozen=True)
class SpeakerDetails:
    """A speaker as somebody wrote them down; a person or an organization goes beside it."""

    words: str = ""
    point: str = ""
    minutes: int | None = None
    signed_up_on: date | None = None


def check(details: SpeakerDetails, *, is_on_file: bool) -> Iterator[Problem]:
    """Yield what is wrong: nobody is named, or twice; a time nobody is given."""
    if is_on_file == bool(details.words.strip()):
        yield Problem("party", N_("Choose somebody, or name them in words: one of the two."))
    if details.minutes is not None and not 1 <= details.minutes <= MOST_MINUTES:
        yield Problem("minutes", N_("Between 1 and 120 minutes."))


def same_points(points: Sequence[str]) -> dict[int, int]:
    """Return, for each place in the list, the earlier place with nearly the same point, where there is one."""
    folded = [fold(point) for point in points]
    found = {}
    for place, point in enumerate(folded):
        earlier = next((before for before in range(place) if point and _alike(folded[before], point)), None)
        if earlier is not None:
            found[place] = earlier
    return found


def _alike(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    if not words or not others:
        return False
    if len(words & others) / min(len(words), len(others)) >= ALIKE and min(len(words), len(others)) > 1:
        return True
    return SequenceMatcher(None, one[:300], other[:300], autojunk=False).ratio() >= ALIKE


def total_minutes(given: Sequence[int | None], usual: int | None) -> int:
    """Return how long all speak together; who has no minutes of their own has the usual ones."""
    return sum(minutes or usual or 0 for minutes in given)
