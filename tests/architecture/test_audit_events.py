"""Every event that the program notes has a sentence that an administrator can read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy.domain.audit_events import FIELDS, NOUNS, SENTENCES, areas_of, sentence_of, states_of, step_of
from advocacy.domain.records import RecordKind
from advocacy.services.audit import ALLOWED_FIELDS

ROOT = Path(__file__).resolve().parents[2]
NOTING = {"record": 2, "saved": 2, "add": 2, "note_apart": 2}
"""Functions that take an event word, and its place among their arguments."""
HOW_TO = (
    "add a sentence to SENTENCES in advocacy/domain/audit_events.py (with %(actor)s and %(subject)s, and its Spanish), "
    "and its noun to NOUNS if that is new"
)


def event_words() -> Iterator[tuple[str, str]]:
    """Find the event words in the calls that note one: (word, where)."""
    for path in sorted((ROOT / "advocacy").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield from words_in(node, f"{path.relative_to(ROOT)}:{node.lineno}")


def words_in(call: ast.Call, where: str) -> Iterator[tuple[str, str]]:
    """Return the event words written in this call; both sides of an `a if b else c`."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    place = NOTING.get(name)
    if place is None or len(call.args) <= place:
        return
    for node in ast.walk(call.args[place]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value.strip("."):
            yield node.value, where


WORDS = dict(event_words())


def test_the_words_are_found_at_all() -> None:
    assert {"session.started", "user.invited", "letter.created", "report.exported"} <= set(WORDS)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_an_event_has_a_sentence(word: str) -> None:
    assert sentence_of(word) is not None, f"{word} ({WORDS[word]}) has no sentence: {HOW_TO}"


@pytest.mark.parametrize("word", sorted(WORDS))
def test_an_event_belongs_to_one_area(word: str) -> None:
    assert len(areas_of(word)) == 1, f"{word} ({WORDS[word]}) belongs to no area of the filter: {HOW_TO}"


def test_every_step_of_every_workflow_has_a_sentence_and_a_name() -> None:
    for kind in RecordKind:
        for happening in ("loaded", "corrected", "created"):
            assert sentence_of(f"{kind.value}.{happening}")
        assert len(areas_of(f"{kind.value}.created")) == 1
    step = step_of("letter.approve")
    assert step is not None
    assert step.label == "Approve"
    assert states_of("letter")["sent"] == "Sent"


def test_a_sentence_says_who_did_it_and_fills_no_other_places() -> None:
    for word, sentence in SENTENCES.items():
        assert sentence % {"actor": "A", "subject": "S"}, word
        assert "%(actor)s" in sentence or word == "session.refused"


def test_an_unknown_event_has_no_sentence() -> None:
    assert sentence_of("letter.nonsense") is None
    assert areas_of("nonsense.created") == []


def test_every_field_that_may_be_told_has_a_name() -> None:
    assert sorted(ALLOWED_FIELDS - set(FIELDS)) == []


def test_no_noun_stands_in_two_areas() -> None:
    nouns = [noun for each in NOUNS.values() for noun in each]
    assert len(nouns) == len(set(nouns))
