"""Names that are not to be printed: found in every spelling, and nothing else is touched."""

import pytest

from advocacy.domain.not_in_print import Unprinted, initials_of

SOL = Unprinted.of([("Sol", "Reservada"), ("Ana María", "O'Hara"), ("Chuy", "")])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Met Sol Reservada.", "Met (not in print)."),
        ("Reservada, Sol; others", "(not in print); others"),
        ("Sol\n Reservada’s home", "(not in print)’s home"),
        ("Ana María O'Hara", "(not in print)"),
        ("Chuy called", "(not in print) called"),
        ("Solitude Reservadas, Chuyito", "Solitude Reservadas, Chuyito"),
    ],
)
def test_a_name_is_taken_out_of_a_text(text: str, wanted: str) -> None:
    assert SOL.withheld(text) == wanted


def test_a_page_shows_initials_also_where_html_writes_the_name_its_way() -> None:
    page = '<a title="Sol Reservada" class="Chuy">Sol Reservada, Ana María O&#39;Hara, Chuy</a>'
    assert SOL.initials(page) == '<a title="S. R." class="Chuy">S. R., A. M. O., C.</a>'


def test_nobody_marked_means_nothing_to_look_for() -> None:
    nobody = Unprinted.of([])
    assert not nobody
    assert nobody.initials("<p>Sol Reservada</p>") == "<p>Sol Reservada</p>"
    assert initials_of("Reservada, Sol") == "S. R."
