"""The picture of a power map: a column for us, those between, and a column for who decides; lines for influence.

For narrow screens the columns stand one below the other, and the lines are arcs beside them.

All lengths are in pixels of the screen, from the upper left corner.
"""

import textwrap
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from advocacy.domain.influences import Link
from advocacy.domain.words import N_, Word

BOX_WIDTH, BOX_HEIGHT = 184, 48
ROW, LANE = 64, 22
"""From the top of one box to that of the next, and the height that a line takes that only passes a column."""
GAP = 88
"""Between two columns."""
HEAD = 34
"""The height of the names of the columns."""
EDGE = 6
TALL_ROW = 56
"""The same in the picture for narrow screens."""
ARC_LEAST, ARC_MOST = 20, 104
"""How far the shortest and the longest arc lead away from the boxes."""
ASIDE = 8
"""An arc leaves a box above its middle and reaches a box below it, so that coming and going are told apart."""
LETTERS = 19
"""How many letters of a name stand on one of its two lines."""

N = TypeVar("N", bound=Hashable)


class Column(Word):
    """Where somebody stands in the picture, from left to right."""

    OURS = "ours", N_("Us")
    NEAR = "near", N_("One step from us")
    FAR = "far", N_("Others")
    DECIDES = "decides", N_("Who decides")


ORDER = tuple(Column)


@dataclass(frozen=True)
class Box(Generic[N]):
    """Somebody in the picture, with the name in at most two lines."""

    key: N
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """An arrow from one box to another: its way as SVG says it."""

    path: str
    weight: int
    number: int


@dataclass(frozen=True)
class Picture(Generic[N]):
    """The whole, with its size; `columns` are the names of the columns and where their names stand (x, y)."""

    width: int
    height: int
    columns: tuple[tuple[Column, int, int], ...]
    boxes: tuple[Box[N], ...]
    lines: tuple[Line, ...]


def columns_of(links: Sequence[Link[N]], ours: Iterable[N], deciders: Iterable[N]) -> dict[N, Column]:
    """Return the column of everybody who is at an end of a link. Who is one of us and decides is one of us."""
    us, them = frozenset(ours), frozenset(deciders)
    near = {link.target for link in links if link.source in us}
    found: dict[N, Column] = {}
    for link in links:
        for key in (link.source, link.target):
            if key in us:
                found[key] = Column.OURS
            elif key in them:
                found[key] = Column.DECIDES
            else:
                found[key] = Column.NEAR if key in near else Column.FAR
    return found


@dataclass(frozen=True)
class _Passing:
    """The place in a column that a line needs which leads past it."""

    number: int


_Slot = Hashable


def draw(names: Mapping[N, str], links: Sequence[Link[N]], columns: Mapping[N, Column]) -> Picture[N]:
    """Return the picture. `names` and `columns` say of everybody at an end of a link what they are and where."""
    shown = [column for column in ORDER if column in columns.values()]
    place = {key: shown.index(column) for key, column in columns.items()}
    slots: list[list[_Slot]] = [[key for key in names if place.get(key) == index] for index in range(len(shown))]
    chains = [_chain(link, place, slots) for link in links]
    _untangle(slots, chains)
    tops, height = _tops(slots)
    left = [EDGE + index * (BOX_WIDTH + GAP) for index in range(len(shown))]
    boxes = [Box(key, left[place[key]], tops[key], _in_lines(names[key])) for key in names if key in place]
    column_of = {slot: index for index, column in enumerate(slots) for slot in column}
    lines = [
        Line(_path(chain, column_of, left, tops), link.weight, link.number)
        for link, chain in zip(links, chains, strict=True)
    ]
    width = (
        EDGE * 2 + len(shown) * BOX_WIDTH + max(len(shown) - 1, 0) * GAP + (GAP // 2 if _has_loop(links, place) else 0)
    )
    heads = tuple((column, left[index], HEAD - 16) for index, column in enumerate(shown))
    return Picture(width, height, heads, tuple(boxes), tuple(lines))


def draw_tall(names: Mapping[N, str], links: Sequence[Link[N]], columns: Mapping[N, Column]) -> Picture[N]:
    """Return the picture for a narrow screen: who stands in a column stands under its name, and arrows are arcs."""
    heads: list[tuple[Column, int, int]] = []
    tops: dict[N, int] = {}
    y = 0
    for column in ORDER:
        here = [key for key in names if columns.get(key) is column]
        if here:
            heads.append((column, EDGE, y + HEAD - 16))
            tops |= {key: y + HEAD + index * TALL_ROW for index, key in enumerate(here)}
            y += HEAD + len(here) * TALL_ROW
    boxes = tuple(Box(key, EDGE, top, _in_lines(names[key])) for key, top in tops.items())
    longest = max((abs(tops[link.source] - tops[link.target]) for link in links), default=0)
    lines = tuple(Line(_arc(tops[link.source], tops[link.target], longest), link.weight, link.number) for link in links)
    return Picture(EDGE * 2 + BOX_WIDTH + (ARC_MOST if lines else 0), y, tuple(heads), boxes, lines)


def _arc(top: int, other_top: int, longest: int) -> str:
    """Return a curve on the right of the boxes that leads away from them the farther the longer it is."""
    x = EDGE + BOX_WIDTH
    away = ARC_LEAST + (ARC_MOST - ARC_LEAST) * abs(top - other_top) // longest
    bend = x + away * 4 // 3  # a cubic curve reaches three quarters of the way to its two handles
    start, end = top + BOX_HEIGHT // 2 - ASIDE, other_top + BOX_HEIGHT // 2 + ASIDE
    return f"M {x} {start} C {bend} {start}, {bend} {end}, {x} {end}"


def _chain(link: Link[N], place: Mapping[N, int], slots: list[list[_Slot]]) -> list[_Slot]:
    """Return all slots that a line touches; where it passes a column it gets a lane of its own."""
    start, end = place[link.source], place[link.target]
    between = range(start + 1, end) if start < end else range(start - 1, end, -1)
    chain: list[_Slot] = [link.source]
    for index in between:
        lane = (_Passing(link.number), index)
        slots[index].append(lane)
        chain.append(lane)
    return [*chain, link.target]


def _has_loop(links: Iterable[Link[N]], place: Mapping[N, int]) -> bool:
    """Whether a line begins and ends in the last column and needs room on its right."""
    last = max(place.values(), default=0)
    return any(place[link.source] == place[link.target] == last for link in links)


def _untangle(slots: list[list[_Slot]], chains: Sequence[Sequence[_Slot]]) -> None:
    """Order each column by the middle of its neighbors on the left, so that fewer lines cross."""
    beside: dict[_Slot, list[_Slot]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain):
            beside[one].append(other)
            beside[other].append(one)
    for index in range(1, len(slots)):
        before = {slot: row for row, slot in enumerate(slots[index - 1])}
        rows = {slot: row for row, slot in enumerate(slots[index])}
        scale = len(slots[index - 1]) / max(len(slots[index]), 1)
        middle = {
            slot: _middle([before[each] for each in beside[slot] if each in before], rows[slot] * scale)
            for slot in rows
        }
        slots[index].sort(key=lambda slot: (middle[slot], rows[slot]))


def _middle(rows: Sequence[int], otherwise: float) -> float:
    return sum(rows) / len(rows) if rows else otherwise


def _is_lane(slot: _Slot) -> bool:
    return isinstance(slot, tuple) and bool(slot) and isinstance(slot[0], _Passing)


def _tops(slots: Sequence[Sequence[_Slot]]) -> tuple[dict[_Slot, int], int]:
    """Return the top of each slot, every column in the middle, and the height of the whole."""
    tall = [sum(LANE if _is_lane(slot) else ROW for slot in column) for column in slots]
    most = max(tall, default=0)
    tops: dict[_Slot, int] = {}
    for column, height in zip(slots, tall, strict=True):
        y = HEAD + (most - height) // 2
        for slot in column:
            tops[slot] = y
            y += LANE if _is_lane(slot) else ROW
    return tops, HEAD + most


def _in_lines(name: str) -> tuple[str, ...]:
    lines = textwrap.wrap(name, LETTERS, max_lines=2, placeholder="…") or [""]
    return tuple(lines)


def _path(
    chain: Sequence[_Slot], column_of: Mapping[_Slot, int], left: Sequence[int], tops: Mapping[_Slot, int]
) -> str:
    """Return the way of a line: out of a box, through its lanes, into the other box."""
    middle = [tops[slot] + (LANE if _is_lane(slot) else BOX_HEIGHT) // 2 for slot in chain]
    near = [left[column_of[slot]] for slot in chain]
    if near[0] == near[-1]:
        x, bend = near[0] + BOX_WIDTH, near[0] + BOX_WIDTH + GAP // 2
        return f"M {x} {middle[0]} C {bend} {middle[0]}, {bend} {middle[-1]}, {x} {middle[-1]}"
    out, into = (BOX_WIDTH, 0) if near[0] < near[-1] else (0, BOX_WIDTH)
    x = near[0] + out
    steps = [f"M {x} {middle[0]}"]
    for column, y, before in zip(near[1:], middle[1:], middle, strict=False):
        end = column + into
        half = (x + end) // 2
        steps.append(f"C {half} {before}, {half} {y}, {end} {y}")
        x = column + out
        if column != near[-1]:
            steps.append(f"L {x} {y}")
    return " ".join(steps)
