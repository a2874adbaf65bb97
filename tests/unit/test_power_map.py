"""The picture of a power map: everybody once, no box on another, every line from its box to its box."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.influences import Link
from advocacy.domain.power_map import BOX_HEIGHT, BOX_WIDTH, Column, Picture, columns_of, draw, draw_tall


def picture(links: list[Link[str]], ours: str = "ab", deciders: str = "yz") -> Picture[str]:
    """The picture of some links between letters."""
    ends = sorted({end for link in links for end in (link.source, link.target)})
    names = {letter: f"{letter.upper()} Example" for letter in ends}
    return draw(names, links, columns_of(links, ours, deciders))


def test_the_columns_lead_from_us_to_who_decides() -> None:
    links = [Link("a", "m", 3, 1), Link("m", "n", 2, 2), Link("n", "z", 1, 3), Link("a", "z", 1, 4)]
    drawn = picture(links)
    assert [column for column, *_place in drawn.columns] == [Column.OURS, Column.NEAR, Column.FAR, Column.DECIDES]
    places = {box.key: box.x for box in drawn.boxes}
    assert places["a"] < places["m"] < places["n"] < places["z"]


def test_a_column_in_which_nobody_stands_is_left_out() -> None:
    assert [column for column, *_place in picture([Link("a", "z", 3, 1)]).columns] == [Column.OURS, Column.DECIDES]


def test_nothing_on_file_is_an_empty_picture() -> None:
    drawn = draw({}, [], {})
    assert (drawn.boxes, drawn.lines, drawn.columns) == ((), (), ())


def test_a_long_name_takes_two_lines_and_ends_in_dots() -> None:
    links = [Link("a", "z", 3, 1)]
    drawn = draw({"a": "The " + "very " * 20 + "long name", "z": "Z"}, links, columns_of(links, "a", "z"))
    lines = next(box.lines for box in drawn.boxes if box.key == "a")
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(len(line) <= 19 for line in lines)


letters = st.sampled_from("abmnopyz")
many = st.lists(
    st.tuples(letters, letters, st.integers(1, 3)).filter(lambda link: link[0] != link[1]),
    max_size=20,
    unique_by=lambda link: (link[0], link[1]),
).map(lambda rows: [Link(*row, number) for number, row in enumerate(rows)])


@given(many)
def test_everybody_has_one_box_inside_the_picture_and_on_no_other(links: list[Link[str]]) -> None:
    drawn = picture(links)
    assert sorted(box.key for box in drawn.boxes) == sorted(
        {end for link in links for end in (link.source, link.target)}
    )
    for box in drawn.boxes:
        assert 0 <= box.x <= drawn.width - BOX_WIDTH
        assert 0 <= box.y <= drawn.height - BOX_HEIGHT
        for other in drawn.boxes:
            if other is not box:
                assert abs(other.x - box.x) >= BOX_WIDTH or abs(other.y - box.y) >= BOX_HEIGHT


@given(many)
def test_every_line_begins_and_ends_at_the_edge_of_its_boxes(links: list[Link[str]]) -> None:
    drawn = picture(links)
    boxes = {box.key: box for box in drawn.boxes}
    assert [line.number for line in drawn.lines] == [link.number for link in links]
    for link, line in zip(links, drawn.lines, strict=True):
        numbers = [int(each) for each in re.findall(r"-?\d+", line.path)]
        for (x, y), key in (((numbers[0], numbers[1]), link.source), ((numbers[-2], numbers[-1]), link.target)):
            box = boxes[key]
            assert x in (box.x, box.x + BOX_WIDTH)
            assert y == box.y + BOX_HEIGHT // 2


@given(many)
def test_no_line_that_passes_a_column_runs_through_a_box(links: list[Link[str]]) -> None:
    drawn = picture(links)
    for line in drawn.lines:
        flat = re.findall(r"(-?\d+) (-?\d+) L (-?\d+) (-?\d+)", line.path)
        for x1, y1, x2, y2 in flat:
            assert y1 == y2
            left = min(int(x1), int(x2))
            in_column = [box for box in drawn.boxes if box.x == left]
            assert all(not box.y <= int(y1) <= box.y + BOX_HEIGHT for box in in_column)


@given(many)
def test_on_a_narrow_screen_everybody_stands_below_another_and_every_arc_joins_its_two(links: list[Link[str]]) -> None:
    ends = sorted({end for link in links for end in (link.source, link.target)})
    drawn = draw_tall({end: f"{end} Example" for end in ends}, links, columns_of(links, "ab", "yz"))
    tops = [box.y for box in drawn.boxes]
    assert sorted(box.key for box in drawn.boxes) == ends
    assert all(after - before >= BOX_HEIGHT for before, after in pairwise(tops))
    assert all(box.x >= 0 and box.y + BOX_HEIGHT <= drawn.height for box in drawn.boxes)
    boxes = {box.key: box for box in drawn.boxes}
    for link, line in zip(links, drawn.lines, strict=True):
        x1, y1, bend, *_handles, x2, y2 = [int(each) for each in re.findall(r"-?\d+", line.path)]
        assert boxes[link.source].y < y1 < boxes[link.source].y + BOX_HEIGHT
        assert boxes[link.target].y < y2 < boxes[link.target].y + BOX_HEIGHT
        assert x1 == x2 == boxes[link.source].x + BOX_WIDTH
        assert x1 < x1 + (bend - x1) * 3 // 4 <= drawn.width
