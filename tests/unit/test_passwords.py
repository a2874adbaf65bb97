"""Passwords that somebody would guess are refused, and no others."""

import gzip
import re
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain import passwords
from advocacy.domain.passwords import (
    COMMON,
    CONTEXT,
    SIMPLE,
    TOO_LONG,
    TOO_SHORT,
    PasswordContext,
    check_password,
)
from advocacy.services import accounts
from tests.conftest import PRODUCTION_HASHER

NOBODY = PasswordContext()
ROSA = PasswordContext(email="rosa.martinez@example.org", name="Rosa Martínez-Li", site="Springfield Coalition")
DATA = Path(passwords.__file__).parent / "data"


def refusals(password, context=NOBODY):
    return [problem.message for problem in check_password(password, context)]


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "zanahoria lluvia tren",
        "xK9#vq2Lw0pZ",
        "ninguna palabra común",
        "monkey83920174652",
        "  twelve blanks",
        "marchando-hoy-juntas",
        "市民議会の合言葉は長い文",
        "w" * 3 + "aTer lily pond",
        "🌹🌻🌵🍉 cuatro flores",
    ],
)
def test_long_unusual_passwords_are_taken_without_rules_of_composition(password):
    assert check_password(password, ROSA) == []


@pytest.mark.parametrize(("length", "expected"), [(11, [TOO_SHORT]), (12, []), (128, []), (129, [TOO_LONG])])
def test_a_password_has_12_to_128_characters(length, expected):
    password = ("kQ7-zebra lamp ocean " * 7)[:length]
    assert refusals(password) == expected


def test_characters_are_counted_and_not_bytes():
    assert refusals("ñandú-ñoqui") == [TOO_SHORT]
    assert refusals("ñandú-ñoquis") == []


def test_every_listed_password_of_sufficient_length_is_refused():
    listed = gzip.decompress((DATA / "common_passwords.txt.gz").read_bytes()).decode().splitlines()
    assert len(listed) >= 10_000
    assert listed[:3] == ["123456", "password", "12345678"]
    long_ones = [word for word in listed if len(word) >= 12]
    assert len(long_ones) > 200
    assert all(COMMON in refusals(word) for word in long_ones)


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PasswordPassword",
        "password1234",
        "Password2017!",
        "123password!!",
        "P@ssw0rd1234",
        "p@$$w0rd-2017",
        "qwertyqwerty",
        "sunshine!!2017",
        "iloveyouiloveyou1",
        "1q2w3e4r5t6y",
        "superman_2017_",
    ],
)
def test_simple_variations_of_common_passwords_are_refused(password):
    assert COMMON in refusals(password)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaa",
        "abcdefghijkl",
        "ponmlkjihgfe",
        "3456789012345678",
        "xk9xk9xk9xk9",
        "112211221122331",
        "zyxwvutsrqponm",
    ],
)
def test_runs_and_repetitions_are_refused(password):
    assert set(refusals(password)) & {SIMPLE, COMMON}


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("cabildo-tren-lluvia", "cabildo"),
        ("tren CABILDO lluvia", "cabildo"),
        ("c@bild0 tren lluvia", "cabildo"),
        ("Advocacy tren lluvia", "advocacy"),
        ("rosa.martinez tren", "rosa.martinez"),
        ("RosaMartinez tren", "rosamartinez"),
        ("tren-martínez-lluvia", "martinez"),
        ("r-o-s-a tren lluvia", "rosa"),
        ("springfield tren 77", "springfield"),
    ],
)
def test_words_that_anybody_would_try_here_are_refused_and_named(password, word):
    (problem,) = check_password(password, ROSA)
    assert problem.message == CONTEXT
    assert problem.params == {"word": word}


def test_short_name_parts_do_not_refuse_ordinary_words():
    assert check_password("tren de la lista feliz", PasswordContext(name="Ana Li")) == []


def test_the_digits_of_an_address_are_no_word():
    assert check_password("tren lluvia 2017 nube", PasswordContext(email="ana.2017@example.org")) == []


def test_all_that_is_wrong_is_said_at_once_at_the_field():
    problems = check_password("Cabildo1", NOBODY)
    assert [(problem.field, problem.message) for problem in problems] == [
        ("password", TOO_SHORT),
        ("password", CONTEXT),
    ]
    assert "at least 12 characters" in problems[0].in_english()


@pytest.mark.parametrize("password", ["tren lluvia\0nube azul", "tren lluvia \ud800 nube"])
def test_what_cannot_be_encoded_is_refused(password):
    assert len(check_password(password, NOBODY)) == 1


def test_the_source_and_licence_of_the_list_are_beside_it():
    notice = (DATA / "NOTICE.txt").read_text()
    assert re.search(r"zxcvbn.*MIT License", notice, re.DOTALL)
    assert "Permission is hereby granted" in notice


@given(st.text(max_size=140), st.text(max_size=60), st.text(max_size=60))
def test_any_password_is_taken_or_refused_with_a_sentence(password, email, name):
    for problem in check_password(password, PasswordContext(email=email, name=name)):
        assert problem.field == "password"
        assert problem.in_english()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=128))
def test_what_is_taken_is_long_enough(password):
    if not check_password(password, NOBODY):
        assert 12 <= len(password) <= 128


def test_passwords_are_hashed_as_rfc_9106_recommends_and_nobodys_takes_as_long(monkeypatch):
    monkeypatch.setattr(accounts, "_HASHER", PRODUCTION_HASHER)
    made = extract_parameters(accounts.hash_password("seven quiet rivers run"))
    assert (made.type, made.memory_cost, made.time_cost, made.parallelism) == (Type.ID, 65536, 3, 4)
    assert extract_parameters(accounts._nobodys_hash()) == made
