"""Ten texts that each rule must refuse and ten that it must let pass, and what the refusal says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.never_stored import (
    SENTENCES,
    Forbidden,
    check_never_stored,
    find_forbidden,
    mask_forbidden,
)

SSN, ALIEN = Forbidden.SOCIAL_SECURITY_NUMBER, Forbidden.ALIEN_NUMBER
PASSPORT, BIRTH = Forbidden.PASSPORT_NUMBER, Forbidden.DATE_OF_BIRTH

REFUSED = {
    SSN: [
        "123-45-6789",
        "Her number is 123-45-6789.",
        "(001-01-0001)",
        "SSN:219-45-6789",
        "social 665-12-3456, then more",
        "899-99-9999\nnext line",
        "pasted with long dashes 123–45–6789",
        "pasted with hard hyphens 123‑45‑6789",
        "SSN 123 45 6789",
        "su seguro social es 123.45.6789",
        "two: 123-45-6789 and 123-45-6780",
    ],
    ALIEN: [
        "ICE detained him, A012345678",
        "Alien registration A12345678",
        "USCIS file A-012-345-678",
        "A1234567 was ordered removed; the deportation is set",
        "His A# 012345678 is with the immigration court",
        "Detenido por la migra: A 012 345 678",
        "Número de extranjero A123456789",
        "asylum case a123456789 in Boston",
        "A-number 012345678",
        "Alien number: 012-345-678",
        "residente permanente (A087654321)",
    ],
    PASSPORT: [
        "Passport 123456789",
        "passport no. C12345678",
        "pasaporte número 987654321",
        "su pasaporte mexicano es el G12345678",
        "123456789 is her passport",
        "SSN 123456789",
        "ssn: 123456789",
        "social security number 123456789",
        "Seguro Social: 123456789",
        "the passports of both (A12345678, B12345678)",
    ],
    BIRTH: [
        "born 2/3/1980",
        "Born on February 3, 1980, in Springfield",
        "DOB 02/03/80",
        "D.O.B.: 1980-02-03",
        "date of birth: 3 Feb 1980",
        "fecha de nacimiento 3/2/1980",
        "nacido el 3 de febrero de 1980",
        "Nacida el 3 de febrero del 1980",
        "nació el 3 feb. 1980",
        "His birthday is Feb. 3rd, 1980",
        "03-FEB-1980 (DOB)",
        "1980-02-03 is when she was born",
    ],
}

PASSES = {
    SSN: [
        "000-12-3456",
        "666-12-3456",
        "900-12-3456 and 987-65-4321",
        "123-00-4567",
        "123-45-0000",
        "Call 413-555-0142",
        "EIN 04-3456789",
        "Springfield, MA 01103-1420",
        "tracking 9400-123-45-6789-00",
        "docket 2017-123-45-6789",
        "123-45-67890",
        "1123-45-6789",
        "rows 123 45 6789 of the table",
        "HB 2017-12-3456",
    ],
    ALIEN: [
        "Assembly bill A08054 on immigration",
        "Part A1234567 of the ice machine",
        "A1234567 without any word about it",
        "The immigration clinic moved to room A123",
        "immigration: call a 4135550, or 413-555-0142",
        "A 1,000,000 dollar fund for immigrants",
        "Immigration docket A-2017-0142",
        "ICE form A1234567890",
        "visa VA12345678",
        "Undocumented residents: a number of 1200",
        "USCIS receipt WAC2190012345",
        "A12345678 " + "word " * 11 + "immigration",
    ],
    PASSPORT: [
        "order 123456789",
        "Passport to Springfield 2017",
        "passport office, 413-555-0142",
        "passport office, Springfield MA 01103-1420",
        "passport fees were $123456789",
        "passport fees were 123,456,789",
        "passport; EIN 04-3456789",
        "passport package 9400111899223197428490",
        "passport 12345678",
        "passport 1234567890",
        "passport one two three four five 123456789",
        "passport tracking 1Z999AA10123456784",
        "passport and bill H.123456789.1",
    ],
    BIRTH: [
        "born in 1980",
        "born in March 1980",
        "nacido en 1980",
        "US-born residents marched on May 1, 2017",
        "foreign born residents marched on May 1, 2017",
        "The march is on May 1, 2017",
        "Airborne 2/3/1980",
        "DOB is never asked",
        "born 13/45/1980",
        "born one two three four five May 1, 2017",
        "born at 413-555-0142",
        "birth certificates from 2017-02-03 on",
        "acta de nacimiento, 3/2/1980",
        "Osborn spoke on 2/3/2017",
    ],
}


def _each(examples):
    return [(rule, text) for rule, texts in examples.items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), _each(REFUSED))
def test_what_must_not_be_stored_is_found(rule, text):
    assert {finding.rule for finding in find_forbidden(text)} == {rule}


@pytest.mark.parametrize(("rule", "text"), _each(PASSES))
def test_what_only_looks_alike_passes(rule, text):
    assert find_forbidden(text) == []


@pytest.mark.parametrize("rule", list(Forbidden))
def test_every_rule_has_at_least_ten_examples_each_way(rule):
    assert len(REFUSED[rule]) >= 10
    assert len(PASSES[rule]) >= 10
    assert "%(excerpt)s" in SENTENCES[rule]


@pytest.mark.parametrize(
    "text",
    [
        "Undocumented immigrants deserve trust; no officer may ask for immigration status.",
        "Los inmigrantes indocumentados y sus familias. La migra no es bienvenida.",
        "The resolution passed 10-2-1 on 2017-02-06. See H.3269, S.1305 and Executive Order 13768.",
        "She was born in Puerto Rico and has a passport. Ask for A. Gomez, ext. 1234.",
    ],
)
def test_words_about_status_pass(text):
    assert find_forbidden(text) == []


def test_a_finding_says_where_and_shows_no_digit():
    text = "Write to her: SSN 123-45-6789, or call 413-555-0142."
    (finding,) = find_forbidden(text)
    assert text[finding.start : finding.end] == "123-45-6789"
    assert finding.excerpt == "Write to her: SSN •••-••-••••, or call •••-•••-••…"


def test_the_month_of_a_birth_is_masked_too():
    (finding,) = find_forbidden("nacida el 3 de febrero de 1980 en Lima")
    assert finding.excerpt == "nacida el • •• ••••••• •• •••• en Lima"


def test_each_finding_becomes_a_problem_at_the_field():
    problems = check_never_stored("note", "123-45-6789 and 321-45-6789")
    assert [problem.field for problem in problems] == ["note", "note"]
    assert "social-security number: “•••-••-•••• and •••-••-••••”" in problems[0].in_english()


def test_masking_keeps_everything_else():
    assert mask_forbidden("Ana, SSN 123-45-6789, room 12") == "Ana, SSN •••-••-••••, room 12"
    assert mask_forbidden("room 12") == "room 12"


@given(st.integers(0, 999), st.integers(0, 99), st.integers(0, 9999))
def test_a_social_security_number_is_found_exactly_in_its_valid_ranges(area, group, serial):
    valid = area not in (0, 666) and area < 900 and group and serial
    assert bool(find_forbidden(f"x {area:03d}-{group:02d}-{serial:04d} y")) is bool(valid)


@given(st.text("A0123456789-/., \nbornSSNICE"))
def test_findings_are_in_order_and_do_not_overlap_and_masking_ends_them(text):
    findings = find_forbidden(text)
    ends = [0, *(finding.end for finding in findings)]
    assert all(end <= finding.start < finding.end for end, finding in zip(ends, findings, strict=False))
    assert not any(any(sign.isdigit() for sign in finding.excerpt) for finding in findings)
    assert find_forbidden(mask_forbidden(text)) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "123-45-",
        "A1234567 ICE ",
        "feb ",
        "1 de ",
        " ",
        "-",
        "1/2/",
        "born 2/3/1980 ",
        "123456789 SSN ",
        "é",
        "1.",
    ],
)
def test_a_very_long_text_of_one_piece_is_read_to_its_end(piece):
    """A pattern that backtracks would not come back from 200,000 characters in this lifetime."""
    text = (piece * 200_000)[:200_000]
    findings = find_forbidden(text)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)


def test_of_a_list_of_numbers_the_first_three_are_told() -> None:
    assert len(check_never_stored("note", "123-45-6789, " * 50)) == 3
