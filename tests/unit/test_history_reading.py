"""Strict YAML: what a history file may be made of, and where reading stops."""

from datetime import date

import pytest

from advocacy.exchange.history import problems, reading
from advocacy.exchange.history.assembling import read_history
from advocacy.exchange.history.problems import HistoryRefused
from tests.history_files import (
    SMALL,
    TODAY,
    changed,
    line_of,
    problems_of,
    read,
    small_text,
    write_long_history,
)


def only_problem(text):
    found = problems_of(text)
    assert len(found) == 1, [each.sentence for each in found]
    return found[0]


def test_the_small_file_is_read_whole():
    file = read(small_text())
    assert {name: len(entries) for name, entries in file.sections()} == {
        "sources": 2,
        "jurisdictions": 3,
        "organizations": 3,
        "people": 7,
        "campaigns": 2,
        "asks": 3,
        "letters": 3,
        "meeting_requests": 2,
        "resolutions": 2,
        "events": 5,
        "media_coverage": 1,
        "statements": 1,
        "precedents": 1,
        "federal_instruments": 0,
        "legislation": 1,
        "litigation": 0,
        "claims": 1,
    }


def test_a_byte_order_mark_is_passed_over():
    assert not problems_of(b"\xef\xbb\xbf" + small_text().encode())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("sources:\n- id: a\n  note: [1\n", 4, "not readable YAML"),
        ("sources:\n\t- id: a\n", 2, "not readable YAML"),
        ("sources:\n- id: &x a\n", 2, "anchors and aliases"),
        ("sources:\n- id: a\n- id: *x\n", 3, "anchors and aliases"),
        ("&all\nsources: []\n", 1, "anchors and aliases"),
        ("sources:\n- id: !!str a\n", 2, "tags (tag:yaml.org,2002:str)"),
        ("sources:\n- !!python/object/apply:os.system {id: a}\n", 2, "tags"),
        ("sources: []\n---\nsources: []\n", 2, "second YAML document"),
        ("sources:\n- ? [a]\n  : b\n", 2, "A key must be one word"),
        ("- sources\n", 1, "map of sections"),
        ("just words\n", 1, "map of sections"),
        ("", 0, "empty"),
        ("# only a remark\n", 0, "empty"),
        ('sources:\n- id: "a\\0b"\n', 2, "control character"),
        ("sources:\n- id: a\x07b\n", 2, "does not allow"),
        ("sources:\n- id: a\0b\n", 2, "NUL"),
        ("sources:\n- id: [[[[[[[[a]]]]]]]]\n", 2, "nested too deeply"),
    ],
)
def test_reading_stops_with_the_line_and_a_sentence(text, line, words):
    problem = only_problem(text)
    assert (problem.line, words in problem.sentence) == (line, True), problem


def test_text_that_is_not_utf_8_is_refused_with_its_line():
    problem = only_problem(b"sources:\n- id: caf" + b"\xe9\n")
    assert problem.line == 2
    assert "not UTF-8" in problem.sentence


def test_deep_nesting_is_refused_before_it_costs_anything():
    assert "nested too deeply" in only_problem("sources:\n- " + "[" * 200_000).sentence


def test_a_billion_laughs_stop_at_the_first():
    bomb = 'meta: {title: &a "ha"}\nsources: [*a, *a]\n'
    assert only_problem(bomb).line == 1


def test_a_doubled_key_is_refused_with_the_line_of_the_second():
    text = changed(("    level: city\n", "    level: city\n    level: state\n"))
    problem = only_problem(text)
    assert (problem.section, problem.record_id) == ("campaigns", "library-hours")
    assert problem.line == line_of(text, "level: state")
    assert "“level” stands twice" in problem.sentence


def test_a_key_is_doubled_also_when_it_is_quoted_once():
    text = changed(("vote: {yes: 2, no: 1", "vote: {yes: 2, 'yes': 2, no: 1"))
    assert "“yes” stands twice" in only_problem(text).sentence


def test_a_doubled_section_is_refused():
    text = small_text() + "\nlitigation: []\n"
    assert "This section stands twice" in only_problem(text).sentence


def test_a_problem_before_unreadable_yaml_is_listed_with_it():
    found = problems_of("sources:\n- id: a\n  colour: red\n- id: [\n")
    assert ["“colour” is not part" in found[0].sentence, "not readable" in found[1].sentence] == [True, True]


def test_a_file_over_the_limit_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (reading.MAX_BYTES + 1))
    monkeypatch.setattr(reading, "parts_of", lambda data: pytest.fail("it was parsed"))
    with pytest.raises(HistoryRefused, match="larger than 10 MB"):
        read_history(path, today=TODAY)


def test_more_records_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_RECORDS", 20)
    problem = only_problem(small_text())
    assert "more than 20 records" in problem.sentence


def test_as_many_records_as_the_limit_are_read(monkeypatch):
    monkeypatch.setattr(reading, "MAX_RECORDS", 37)
    assert not problems_of(small_text())


def test_a_list_without_end_is_refused_before_it_costs_anything():
    problem = only_problem("campaigns:\n- id: a\n  target_ids: [" + "b," * 20_000 + "]\n")
    assert "more than 10,000 values in one list" in problem.sentence


def test_reading_stops_at_so_many_problems_that_nobody_would_read_them(monkeypatch):
    monkeypatch.setattr(problems, "MAX_PROBLEMS", 3)
    found = problems_of("sources:\n" + "- {colour: red}\n" * 20)
    assert [each.sentence for each in found][3:] == ["There are more than 3 problems."]


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_what_is_no_file_is_refused_in_a_sentence(tmp_path, name):
    with pytest.raises(HistoryRefused, match="There is no file"):
        read_history(tmp_path / name, today=TODAY)


def test_the_file_on_disk_gives_the_same_as_its_text():
    assert read_history(SMALL, today=TODAY) == read(small_text())


def test_a_long_file_is_read_in_entries_that_repeat_no_source(tmp_path):
    path = tmp_path / "long.yaml"
    write_long_history(path, 2_000)
    file = read_history(path, today=date(2026, 11, 21))
    assert 1_900 < file.count() <= 2_000
    assert file.events["event-7"].source == ("src",)
