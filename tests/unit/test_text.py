"""Text is compared, counted and shortened the same way everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.text import Limits, count_words, fold, initials, refuse_nul, slugify


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ñandú", "nandu"),
        ("  María   José\tLópez\n", "maria jose lopez"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁnal", "final"),
        ("O’Brien", "o'brien"),
        ("2016–2017", "2016-2017"),
        ("co\u00adopera\u200btion", "cooperation"),
        ("e\u0301", "e"),
        ("", ""),
    ],
)
def test_names_that_people_take_for_the_same_fold_to_one_key(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_blanks_around_a_name_do_not_matter(text):
    assert fold(f" \t{text}\n ") == fold(text)


def test_different_names_keep_different_keys():
    assert len({fold(name) for name in ["Lopez", "Lopes", "Gomez", "Gómez y Cía", "O'Brien", "Obrien"]}) == 6


@pytest.mark.parametrize("text", ["a\0b", "\0", "\ud800", "x\udfff"])
def test_characters_that_cannot_be_stored_are_refused(text):
    with pytest.raises(ValueError, match="cannot be stored"):
        refuse_nul(text)


@pytest.mark.parametrize("text", ["", "plain", "ñ", "👩‍👩‍👧", "line\nline\ttab"])
def test_other_text_passes_unchanged(text):
    assert refuse_nul(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_passes_can_be_encoded(text):
    assert refuse_nul(text).encode() == text.encode()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Domenic Sarno", "DS"),
        ("Ana de la Cruz", "AC"),
        ("madonna", "M"),
        ("José Ñíguez", "JÑ"),
        ("“Bud” L. Williams", "BW"),
        ("(Rep.) Carlos González, 3rd", "RG"),
        ("ßmith", "S"),
        ("", "?"),
        ("42", "?"),
    ],
)
def test_initials_are_of_the_first_and_last_word(name, letters):
    assert initials(name) == letters


@given(st.text())
def test_initials_are_one_or_two_characters(name):
    assert 1 <= len(initials(name)) <= 2


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Sanctuary City: ¡Ahora!", "sanctuary-city-ahora"),
        ("The Mayor’s order", "the-mayors-order"),
        ("Łódź & Ærø", "lodz-aero"),
        ("  --  ", "untitled"),
        ("市民", "untitled"),
        ("x" * 100, "x" * 80),
        ("ten chars " * 9, "ten-chars-ten-chars-ten-chars-ten-chars-ten-chars-ten-chars-ten-chars-ten-chars"),
    ],
)
def test_a_slug_is_readable_in_an_address(title, slug):
    assert slugify(title) == slug


@given(st.text(max_size=400))
def test_every_slug_is_short_and_safe(title):
    slug = slugify(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= Limits.MAX_SLUG
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), ("we — the people", 3), ("¿Qué hiciste?", 2), ("$1,000 a year", 3), ("...", 0)],
)
def test_words_are_counted_as_people_count_them(text, words):
    assert count_words(text) == words


@given(st.lists(st.text("abcñ09", min_size=1)))
def test_the_count_is_the_number_of_words_joined(words):
    assert count_words("  ".join(words)) == len(words)
