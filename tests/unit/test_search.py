"""What typed words ask for, and why something was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.search import MOST_WORDS, Query, excerpt, marked, place_of
from advocacy.domain.text import fold


def shown(pieces: object) -> str:
    """The text with its matches in brackets."""
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Muñoz", ("munoz",)),
        ("  Ward 6 / letter ", ("ward", "6", "letter")),
        ("o'brien", ("o", "brien")),
        ('"quoted" OR NEAR(x)*', ("quoted", "or", "near", "x")),
        ("-", ()),
        ("", ()),
        ("!!! ***", ()),
        ("R-2017-14", ("r", "2017", "14")),
    ],
)
def test_signs_divide_words_and_mean_nothing_else(typed: str, words: tuple[str, ...]) -> None:
    assert Query.typed(typed).words == words


def test_a_very_long_query_is_cut() -> None:
    assert len(Query.typed("wort " * 2000).words) == MOST_WORDS


@given(st.text(max_size=300))
def test_whatever_is_typed_makes_a_query_of_plain_words(text: str) -> None:
    query = Query.typed(text)
    if query:
        assert all(word.isalnum() for word in query.words)
        assert query.for_sqlite.count('"') == 2 * len(query.words)


def test_the_last_word_is_a_beginning_unless_it_is_one_letter() -> None:
    assert Query.typed("city cou").for_sqlite == '"city" "cou"*'
    assert Query.typed("city c").for_sqlite == '"city" "c"'
    assert Query.typed("city cou").for_postgresql == "'city' & 'cou':*"


def test_matches_are_marked_by_whole_words_whatever_their_accents() -> None:
    query = Query.typed("munoz coun")
    assert shown(marked("Ana MUÑOZ told the Council; Muñozes did not", query)) == (
        "Ana [MUÑOZ] told the [Council]; Muñozes did not"
    )


def test_an_excerpt_shows_the_first_match_of_a_long_text() -> None:
    text = "Lorem ipsum dolor. " * 40 + "The mayor of Málaga said no. " + "Amen. " * 100
    piece = shown(excerpt(text, fold(text), Query.typed("malaga")))
    assert piece.startswith("… ")
    assert "[Málaga] said no" in piece
    assert piece.endswith(" …")
    assert len(piece) < 260


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert shown(excerpt("A short note", "a short note", Query.typed("nothing"))) == "A short note"
    assert excerpt("", "", Query.typed("x")) == ()


def test_a_place_grows_with_the_date_and_then_with_the_id() -> None:
    order = [
        place_of(PartialDate(""), 9, is_activity=True),
        place_of(PartialDate("2016-12-31"), 2**31, is_activity=True),
        place_of(PartialDate("2017"), 8, is_activity=False),
        place_of(PartialDate("2017-02"), 1, is_activity=False),
        place_of(PartialDate("2017-02-02"), 1, is_activity=False),
        place_of(PartialDate("2017-02-02"), 1, is_activity=True),
        place_of(PartialDate("2017-02-02"), 2, is_activity=False),
        place_of(PartialDate("9999-12-31"), 2**31 - 1, is_activity=True),
    ]
    assert order == sorted(set(order))
    assert order[-1] < 2**62
