"""What is read of a message that comes in, however crooked it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.inbound import hashes_in, keys_in, own_words
from advocacy.exchange import inbound

PATTERN = "replies+{key}@example.org"


def test_the_key_is_found_in_any_address_and_in_nothing_else() -> None:
    addresses = ["Replies+00ff00ff00@EXAMPLE.org", "replies@example.org", "replies+zz@example.org", "x+00ff@other.org"]
    assert keys_in(addresses, PATTERN) == ["00ff00ff00"]
    assert keys_in(addresses, "") == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes.\r\n\r\nOn Mon, May 4, Our Coalition wrote:\r\n> We ask.\r\n", "Yes."),
        ("Sí.\n\nEl lun, 4 de mayo, la coalición escribió:\n> Pedimos.", "Sí."),
        ("Yes.\n\n-----Original Message-----\nFrom: us", "Yes."),
        ("> You asked this.\nWe answer that.\n> And more.\n", "> You asked this.\nWe answer that."),
        ("> only a quotation", "> only a quotation"),
    ],
)
def test_their_own_words_are_kept_without_our_letter_below_them(text: str, own: str) -> None:
    assert own_words(text) == own


def test_the_reference_at_the_foot_is_found() -> None:
    assert hashes_in("Your letter 3 · v2 · 0123456789abcdef, and 0123456789abcdef0") == ["0123456789abcdef"]


@given(st.binary(max_size=2000))
def test_no_message_is_too_crooked_to_be_read(raw: bytes) -> None:
    read = inbound.read(raw)
    assert "\0" not in read.subject + read.body + read.from_address + read.from_name + read.message_id


def test_a_quoted_tail_is_cut_in_one_walk_however_long_it_is() -> None:
    assert own_words("Yes.\n\n> no\n \n>> never\n" * 1) == "Yes."
    assert own_words("a" + "\n" * 200_000 + "b") == "a" + "\n" * 200_000 + "b"
