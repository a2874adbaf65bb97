"""Lists that people paste are read line by line, and nothing on them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.pasted_lists import LOOKS_LIKE_HEADINGS, NO_EMAIL, NO_NAME, TOO_LONG, read_lines, spellings


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz, Chair, Tenants Together",
        "1. Ana Ruiz, Chair, Tenants Together",
        "12) Ana Ruiz; Chair; Tenants Together",
        "• Ana Ruiz\tChair\tTenants Together",
        '"Ana Ruiz"\t"Chair"\t"Tenants Together"',
        "  - Ana Ruiz ,Chair ,  Tenants Together  ",
    ],
)
def test_a_line_is_name_title_and_organization_however_they_are_parted(line: str) -> None:
    read = read_lines(line)[0]
    assert (read.name, read.title, read.organization, read.problem) == ("Ana Ruiz", "Chair", "Tenants Together", "")


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz <ana@example.org>, Chair, Tenants Together",
        "Ana Ruiz, Chair, Tenants Together, ana@example.org",
        "Ana Ruiz; Chair; Tenants Together; <mailto:ana@example.org>",
        "ana@example.org\tAna Ruiz\tChair\tTenants Together",
    ],
)
def test_an_e_mail_may_stand_anywhere(line: str) -> None:
    read = read_lines(line)[0]
    assert read.email == "ana@example.org"
    assert "Ana Ruiz" in (read.name, read.title)
    assert "@" not in read.name + read.title + read.organization


def test_what_follows_the_third_column_belongs_to_the_organization() -> None:
    assert read_lines("Ana, Chair, Local 1, Service Workers")[0].organization == "Local 1, Service Workers"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Name\tTitle\tOrganization", LOOKS_LIKE_HEADINGS),
        ("Nombre; Cargo", LOOKS_LIKE_HEADINGS),
        (", Chair", NO_NAME),
        ("—", NO_NAME),
        ("x" * 201, TOO_LONG),
        ("Ana <ana@nowhere>", NO_EMAIL),
    ],
)
def test_a_line_that_cannot_be_taken_as_it_stands_says_why(line: str, problem: str) -> None:
    assert read_lines(line)[0].problem == problem


def test_a_name_is_found_with_the_family_name_first() -> None:
    assert "ruiz ana maria" in spellings("Ana María Ruiz")
    assert spellings("  ") == set()


@given(st.text(max_size=300))
def test_every_line_that_says_something_comes_back_with_its_own_text(text: str) -> None:
    wanted = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    assert [(each.number, each.text) for each in read_lines(text)] == wanted


PLAIN = st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=30).filter(
    lambda word: word.casefold() not in {"name", "nombre", "signer", "firmante"}
)


@given(st.lists(st.tuples(PLAIN, PLAIN, PLAIN), min_size=1, max_size=8), st.sampled_from([", ", ";", "\t", " ; "]))
def test_what_was_written_in_columns_is_read_in_columns(rows: list[tuple[str, str, str]], sign: str) -> None:
    text = "\n".join(f"{number}. {sign.join(row)}" for number, row in enumerate(rows, 1))
    assert [(each.name, each.title, each.organization) for each in read_lines(text)] == rows


@pytest.mark.parametrize(
    ("line", "guests", "name"),
    [
        ("Ana Ruiz +2", 2, "Ana Ruiz"),
        ("Ana Ruiz (+1), Chair", 1, "Ana Ruiz"),
        ("Ana Ruiz and 3 guests", 3, "Ana Ruiz"),
        ("Ana Ruiz y 2 invitadas; Vecina", 2, "Ana Ruiz"),
        ("Ana Ruiz, +1 413 555 0100", 0, "Ana Ruiz"),
        ("Ana Ruiz, Local 7", 0, "Ana Ruiz"),
        ("Ana Ruiz", 0, "Ana Ruiz"),
    ],
)
def test_guests_are_read_from_the_line(line: str, guests: int, name: str) -> None:
    read = read_lines(line)[0]
    assert (read.guests, read.name) == (guests, name)
