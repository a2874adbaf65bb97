"""Names that are not to be printed: found in every form, and nothing else is touched."""

import re

import pytest

from advocacy.domain.name_patterns import PersonNames
from advocacy.domain.not_in_print import Unprinted, initials_of

SOL = Unprinted.of(
    [
        PersonNames("Sol", "Reservada", aliases=("Soli", "La Vecina Azul")),
        PersonNames("Ana María", "O'Hara Peña", title="Rev."),
        PersonNames("Chuy", ""),
        PersonNames("Søren", "Strauß"),
        PersonNames("伟", "王"),
        PersonNames("", "De la Cruz"),
    ]
)


@pytest.mark.parametrize(
    "name",
    [
        "Sol Reservada", "SOL RESERVADA", "sol reservada", "Sól Reservadá", "So\u0301l Reservada",
        "Sol\n Reservada", "Sol\u00a0Reservada", "Sol\u200bReservada", "Sol *Reservada", "Reservada, Sol",
        "RESERVADA SOL", "Reservada , sol", "S. Reservada", "S. M. Reservada", "S.Reservada", "Sol M. Reservada",
        "Reservada, S.", "Ms. Reservada", "Sra. Reservada", "Señora Reservada", "Soli", "soli Reservada",
        "La vecina azul", "Azul, la Vecina", "Ana María O'Hara Peña", "ana maria o’hara pena", "Ana O'Hara",
        "Ana María OHara", "Rev. O'Hara Peña", "rev O‘Hara", "Chuy", "Soren Strauss", "Søren Strauß", "SØREN STRAUSS",
        "王伟", "De La Cruz", "DE LA CRUZ", "Ana-María O'Hara",
    ],
)  # fmt: skip
def test_a_name_is_taken_out_in_whatever_form_it_is_written(name: str) -> None:
    assert SOL.found(f"Met {name}.")
    assert SOL.withheld(f"Met {name}; others.") == "Met (not in print); others."


@pytest.mark.parametrize(
    "text",
    [
        "Solitude Reservadas, Chuyito", "Consol Reservada2", "El sol y la luna", "Una mesa reservada",
        "Ana Peña and María O'Hare", "Los Reservada Sandoval", "The cruz de la plaza", "", "T. Reservada", "Solis",
    ],
)  # fmt: skip
def test_other_words_are_left_alone(text: str) -> None:
    assert not SOL.found(text)
    assert SOL.withheld(text) == text


def test_a_name_between_words_without_blanks_is_found() -> None:
    assert SOL.withheld("我见到王伟了") == "我见到(not in print)了"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            '<a title="Sol Reservada" class="Chuy">Sol Reservada, Ana María O&#39;Hara, Chuy</a>',
            '<a title="S. R." class="Chuy">S. R., A. M. O. P., C.</a>',
        ),
        ('<a href="/chuy" aria-label="Call Chuy">x</a>', '<a href="/chuy" aria-label="Call C.">x</a>'),
        ("Sol <mark>Reservada</mark>", "S. R.<mark></mark>"),
        ("<b>Sol</b> Reservada", "<b>S. R.</b>"),
        ("sol&nbsp;RESERVADA", "S. R."),
    ],
)
def test_a_page_shows_initials_also_where_html_writes_the_name_its_way(page: str, wanted: str) -> None:
    assert SOL.initials(page) == wanted


def test_a_sheet_says_that_somebody_is_not_named() -> None:
    assert SOL.withheld_in_page("<p>Ms. Reservada</p>") == "<p>(not in print)</p>"


@pytest.mark.parametrize(("typed", "wanted"), [("reser", True), ("o'ha", True), ("x", False), ("city hall", False)])
def test_who_looks_for_such_a_name_is_noticed(typed: str, wanted: bool) -> None:
    assert SOL.is_asked_for(typed) is wanted


def test_nobody_marked_means_nothing_to_look_for() -> None:
    nobody = Unprinted.of([])
    assert not nobody
    assert not nobody.found("Sol Reservada")
    assert nobody.initials("<p>Sol Reservada</p>") == "<p>Sol Reservada</p>"
    assert initials_of("Reservada, Sol") == "S. R."


def test_a_text_full_of_blanks_is_read_quickly() -> None:
    text = "Reservada Sol" + " \u200b" * 20_000 + "\u00ad" * 20_000
    assert SOL.withheld(text).startswith("(not in print)")


@pytest.mark.parametrize(
    "page",
    [
        "So<strong>l</strong> Reservada", 'S<a href="/x">ol</a> Reservada', "Sol<br>\nReservada",
        "<code>Sol</code> Reservada", "<p><em>Ch</em>uy was here</p>",
    ],
)  # fmt: skip
def test_tags_inside_a_name_do_not_hide_it_from_the_filter(page: str) -> None:
    shown = SOL.initials(page)
    assert "S. R." in shown or "C." in shown
    assert not SOL.found(re.sub("<[^>]*>", "", shown))
    assert re.findall("<[^>]*>", shown) == re.findall("<[^>]*>", page)


def test_a_name_parted_among_parts_stands_as_withheld_where_it_began() -> None:
    assert SOL.withheld_across(["To So", "l", " Reserv", "ada: hello"]) == ["To (not in print)", "", "", ": hello"]
    assert SOL.initials("<p>Sol</p><p>Reservada</p>") == "<p>Sol</p><p>Reservada</p>"
