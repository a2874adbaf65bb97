"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as some

from advocacy.domain.text_differences import Change, Difference, difference

OLD = "Dear Mayor,\n\nWe ask for ten days.\n\nThank you."
NEW = "Dear Mayor,\n\nWe ask for twenty business days.\n\nWe will call.\n\nThank you."


def told(found: Difference) -> list[str]:
    """Each paragraph as a line: + added, - removed, and its changed words in brackets."""
    marks = {Change.SAME: "{}", Change.ADDED: "[+{}]", Change.REMOVED: "[-{}]"}
    return ["".join(marks[run.change].format(run.text) for run in each.runs) for each in found.paragraphs]


def test_a_changed_paragraph_shows_its_words_and_a_new_one_is_whole() -> None:
    found = difference(OLD, NEW)
    assert told(found) == [
        "Dear Mayor,",
        "We ask for [-ten ][+twenty business ]days.",
        "[+We will call.]",
        "Thank you.",
    ]
    assert (found.added, found.removed) == (5, 1)


def test_a_paragraph_with_little_in_common_is_one_that_went_and_another_that_came() -> None:
    assert told(difference("Cats sleep all day.", "Our demands are three and just")) == [
        "[-Cats sleep all day.]",
        "[+Our demands are three and just]",
    ]


def test_blank_lines_and_blanks_at_the_end_count_for_nothing() -> None:
    assert difference("One.\n\n\nTwo.  \r\n", "One.\nTwo.").is_same


@given(some.text(alphabet="ab .\n"), some.text(alphabet="ab .\n"))
def test_both_texts_can_be_read_back_from_what_changed(old: str, new: str) -> None:
    found = difference(old, new)
    for text, left_out in ((old, Change.ADDED), (new, Change.REMOVED)):
        kept = "".join(run.text for each in found.paragraphs for run in each.runs if run.change is not left_out)
        assert "".join(kept.split()) == "".join(text.split())


def test_a_merge_field_is_one_word() -> None:
    (changed,) = difference("About {{campaign.title}}", "About {{campaign.goal}}").paragraphs
    assert [run.text.strip() for run in changed.runs] == ["About", "{{campaign.title}}", "{{campaign.goal}}"]
