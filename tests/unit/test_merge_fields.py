"""Merge fields: filled in where there is a value, refused where there is no such field."""

from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.merge_fields import FIELDS, check_fields, fields_in, fill, missing

VALUES = {"recipient.name": "Rosa Muestra", "recipient.office": "", "campaign.title": "Welcoming *city*"}


def test_a_field_is_filled_with_or_without_blanks_around_its_name() -> None:
    assert fill("Dear {{ recipient.name }}, {{recipient.name}}", VALUES) == "Dear Rosa Muestra, Rosa Muestra"


def test_a_field_without_a_value_stays_as_written_and_is_named() -> None:
    text = "To the {{recipient.office}} about {{campaign.title}}"
    assert fill(text, VALUES) == "To the {{recipient.office}} about Welcoming *city*"
    assert missing(text, VALUES) == ["recipient.office"]


def test_a_misspelt_field_is_named_with_the_nearest_one() -> None:
    problems = list(check_fields("body", "Dear {{recipient.nmae}}, {{xyzzy}}"))
    assert [problem.params for problem in problems] == [
        {"name": "recipient.nmae", "near": "recipient.name"},
        {"name": "xyzzy"},
    ]


def test_every_field_of_ours_passes() -> None:
    assert list(check_fields("body", " ".join(f"{{{{{name}}}}}" for name in FIELDS))) == []


@given(st.text(), st.text(max_size=20))
def test_filling_never_fails_and_never_fills_twice(text: str, value: str) -> None:
    filled = fill(text, {"recipient.name": value})
    assert fields_in(text) or filled == text


@given(st.sampled_from(sorted(FIELDS)))
def test_a_value_that_looks_like_a_field_is_left_alone(name: str) -> None:
    assert fill(f"{{{{{name}}}}}", {name: "{{demands}}"}) == "{{demands}}"
