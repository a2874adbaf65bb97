"""Refs are random, readable aloud, and forgiving when typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.refs import ALPHABET, new_ref, parse_ref


def test_the_alphabet_has_32_characters_and_none_that_is_misread():
    assert len(set(ALPHABET)) == 32
    assert not set("ilou") & set(ALPHABET)


def test_a_new_ref_has_ten_characters_of_the_alphabet():
    ref = new_ref()
    assert len(ref) == 10
    assert set(ref) <= set(ALPHABET)


def test_new_refs_differ_and_use_the_whole_alphabet():
    refs = {new_ref() for _ in range(2_000)}
    assert len(refs) == 2_000
    assert set("".join(refs)) == set(ALPHABET)


@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_a_ref_is_read_back_in_either_case(ref):
    assert parse_ref(ref) == ref
    assert parse_ref(ref.upper()) == ref


def test_letters_that_look_like_digits_are_read_as_digits():
    assert parse_ref("iIlLoO7abc") == "1111007abc"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "012345678",
        "0123456789a",
        "012345678u",
        "01234-6789",
        " 123456789",
        "0123456789\n",
        "012345678é",
    ],
)
def test_what_is_no_ref_is_refused(text):
    with pytest.raises(ValueError, match="not a reference"):
        parse_ref(text)


@pytest.mark.parametrize("lookalike", ["\u212a", "\u0660", "\uff11", "\u017f", "\u0130"])
def test_letters_of_other_alphabets_are_not_taken_for_ours(lookalike):
    with pytest.raises(ValueError, match="not a reference"):
        parse_ref("012345678" + lookalike)


@given(st.text())
def test_any_text_is_either_read_as_a_ref_or_refused(text):
    try:
        ref = parse_ref(text)
    except ValueError:
        return
    assert parse_ref(ref) == ref
