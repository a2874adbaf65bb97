"""Sources: what they are called in a sentence."""

import pytest

from advocacy.domain.sources import in_a_sentence


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Mayor says no.", "Mayor says no"),
        ("Mayor says no", "Mayor says no"),
        ("Marchers reach Springfield, U.S.", "Marchers reach Springfield, U.S."),
        ("And then...", "And then..."),
        ("", ""),
    ],
)
def test_the_full_stop_of_a_headline_does_not_stand_before_a_comma(name: str, said: str) -> None:
    assert in_a_sentence(name) == said
