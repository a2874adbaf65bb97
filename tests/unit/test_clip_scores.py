"""How well the clip desk reads the development texts, however they are laid out, and the arithmetic of the scores."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.clips import (
    DATA,
    KINDS,
    Scores,
    compare,
    in_short,
    known_of,
    overlap,
    same_speaker,
    score,
    text_of,
    texts_in,
    total_of,
    words,
)

TEXTS = sorted((DATA / "development").glob("*.txt"))
SECOND = texts_in(DATA / "second")
STRAIGHT = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'"})


def paragraphs(text: str, layout: Callable[[str], str]) -> str:
    return "\n\n".join(layout(paragraph) for paragraph in text.split("\n\n"))


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "wrapped": lambda text: paragraphs(text, lambda paragraph: textwrap.fill(paragraph, 80)),
    "wrapped wide": lambda text: paragraphs(text, lambda paragraph: textwrap.fill(paragraph, 150)),
    "without empty lines": lambda text: text.replace("\n\n", "\n"),
    "in straight marks": lambda text: text.translate(STRAIGHT),
    "with the line ends of Windows": lambda text: text.replace("\n", "\r\n"),
}


def scores_in(layout: Callable[[str], str]) -> Scores:
    found = []
    for path in TEXTS:
        marking = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        found.append(score(layout(path.read_text(encoding="utf-8")), marking)[0])
    return total_of(found)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_nine_of_ten_quotes_have_their_speaker_and_under_one_in_twenty_a_wrong_one(
    layout: Callable[[str], str],
) -> None:
    quotes = scores_in(layout)["quotes"]
    marked = quotes["found"] + quotes["missed"] + quotes["wrong"]
    assert quotes["found"] >= 0.9 * marked
    assert quotes["wrong"] + quotes["extra"] < 0.05 * marked
    assert quotes["not said"] == 0


def test_every_development_text_has_everything_marked() -> None:
    assert len(TEXTS) == 34
    for path in TEXTS:
        marking = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        assert set(marking) >= {"publisher", "date", "known", "not_quotes", *KINDS}, path


def stands_in(marked: str, text: list[str]) -> bool:
    """Tell whether marked words stand in a text in their order: an attribution may stand between them."""
    left = iter(text)
    return all(word in left for word in words(marked))


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)
def test_what_is_marked_in_the_second_set_stands_in_its_text(path: Path) -> None:
    marking = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert set(marking) == {"publisher", "date", "known", "not_quotes", *KINDS}
    text = words(text_of(path).replace("-\n", ""))
    known = known_of(marking)
    other_names = {one.name: one.aliases for one in (*known.people, *known.organizations)}
    for kind in ("quotes", "reported", "dates", "figures"):
        for one in marking[kind]:
            assert stands_in(one["text"], text), one
    for kind in ("people", "organizations", "places"):
        for one in marking[kind]:
            assert any(stands_in(name, text) for name in (one["name"], *other_names.get(one["name"], ()))), one
    for one in marking["not_quotes"]:
        assert stands_in(one, text) or path.suffix == ".html", one


def test_the_second_set_has_fifteen_texts_and_a_web_page_among_them() -> None:
    assert len(SECOND) == 15
    assert [path.name for path in SECOND if path.suffix == ".html"] == ["09.html"]


def test_the_counts_of_a_text_stand_on_one_line() -> None:
    scores = total_of([])
    scores["quotes"].update(found=3, wrong=1)
    assert in_short(scores).startswith("quotes 3/0/1/0, reported 0/0/0/0, dates")


def test_a_quote_with_another_speaker_is_wrong_and_one_that_nobody_marked_is_extra() -> None:
    proposed = [{"text": "We will vote soon", "speaker": "Ana"}, {"text": "No", "speaker": "Bo"}]
    marked = [{"text": "We will vote soon.", "speaker": "Cy"}, {"text": "Never in my life", "speaker": "Di"}]
    counts, lines = compare("quotes", proposed, marked)
    assert counts == {"wrong": 1, "missed": 1, "extra": 1}
    assert len(lines) == 3


def test_signs_and_accents_do_not_count_when_texts_and_names_are_compared() -> None:
    assert overlap("“¿Cuándo?”, preguntó", "cuando pregunto") == 1
    assert overlap("one two", "three four") == 0
    assert same_speaker("Héctor Peña", "Hector Pena")
    assert same_speaker("a spokesman for the mayor", "spokesman for the mayor")
    assert not same_speaker("Ana Ruiz", "Luis Ruiz")
