"""The clip desk takes any text: it never fails, stays inside the text, and its work grows with the text alone."""

import sys
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy.domain.clips.findings import Clip, Found
from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.clips.reading import read

KNOWN = Known(
    (KnownPerson("Ana Ruiz", ("Anita",), "Mayor", "City"), KnownPerson("Luis Ruiz", (), "Councilor", "Council")),
    (KnownOrganization("City Council", ("CC", "")), KnownOrganization("")),
)
PIECES = st.sampled_from(
    [
        *"“”\"«»‘’'—–-.,:;?!()$%\n\t ",
        *("Ana Ruiz", "Ruiz", "said", "dijo", "Mayor", "alcalde", "the mayor's spokesman", "according to", "según"),
        *(
            "she",
            "él",
            "City Council",
            "Local 88",
            "Monday",
            "last year",
            "March 3",
            "3/4/26",
            "9-4",
            "voted",
            "$3 million",
        ),
        *(
            "one in four",
            "who",
            "that",
            "que",
            "adding",
            "called",
            "of the",
            "de la",
            "J.",
            "Inc.",
            "St. Mary's",
            "\n\n",
        ),
    ]
)


def findings(clip: Clip) -> list[Found]:
    lists = (clip.quotes, clip.reported, clip.dates, clip.people, clip.organizations, clip.figures, clip.places)
    return [found for kind in (*lists, clip.unclear) for found in kind]


def check(text: str) -> None:
    clip = read(text, KNOWN)
    for found in findings(clip):
        assert 0 <= found.start < found.end <= len(text)
    for words in clip.quotes:
        assert words.text
        assert all(words.start <= start <= end <= words.end for start, end in words.pieces)
    clip.as_json()


@given(st.lists(PIECES, max_size=60).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_no_mixture_of_names_marks_and_verbs_makes_it_fail(text: str) -> None:
    check(text)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_no_mixture_without_blanks_makes_it_fail(text: str) -> None:
    check(text)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_at_all_makes_it_fail(text: str) -> None:
    check(text)


def work(run: Callable[[], object]) -> int:
    """Return how many Python calls something makes: a measure of work that no busy machine changes."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "“a” ",
        '" a',
        "Ana Ruiz said ",
        "“No,” Ruiz said, ",
        "A. ",
        "said ",
        "the ",
        "of the City ",
        "9-",
        "March ",
        "one in ",
        ", ",
        "—a ",
        "Councilor Zed Doe, a teacher, ",
        "dijo que ",
    ],
)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    short, long = piece * (4_000 // len(piece)), piece * (16_000 // len(piece))
    assert work(lambda: read(long, KNOWN)) <= 6 * work(lambda: read(short, KNOWN)) + 10_000


@pytest.mark.parametrize("piece", ['"', "“ ", '"a" ', "x" * 40 + " "])
def test_the_longest_text_is_read_to_its_end(piece: str) -> None:
    check(piece * (200_000 // len(piece)))


@pytest.mark.parametrize("published", [date.min, date.max])
def test_days_beyond_the_calendar_are_found_without_a_value(published: date) -> None:
    clip = read("He spoke yesterday, tomorrow, last week, next Monday and Friday.", KNOWN, published=published)
    assert "yesterday" in [each.text for each in clip.dates]


def test_quotation_marks_around_nothing_are_nothing() -> None:
    assert read("“”dijo", KNOWN).unclear == ()
