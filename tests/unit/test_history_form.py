"""The form of a history file: keys, types, limits and words, each refusal with its record and line."""

from datetime import date

import pytest

from advocacy.domain.partial_dates import PartialDate
from tests.history_files import changed, line_of, problems_of, read, small_text


def only_problem(text):
    found = problems_of(text)
    assert len(found) == 1, [each.sentence for each in found]
    return found[0]


STATUS = "    status: council resolution passed; the mayor has not answered\n"
GOAL = "    goal: The library is open on Sundays.\n"


@pytest.mark.parametrize(
    ("before", "after", "record", "words"),
    [
        (GOAL, GOAL + "    colour: red\n", "library-hours", "“colour” is not part of the form"),
        (STATUS, "", "library-hours", "“status” is missing"),
        (STATUS, "    status: null\n", "library-hours", "“status” must have a value"),
        (STATUS, '    status: "  "\n', "library-hours", "“status” is empty"),
        (STATUS, "    status: [active]\n", "library-hours", "“status” must be text"),
        (STATUS, "    status: 5\n", "library-hours", "put 5 in quotes"),
        (GOAL, "    goal: true\n", "library-hours", "put true in quotes"),
        ("    level: city\n", "    level: planet\n", "library-hours", "“planet” is not in the table"),
        ("id: friends,", "id: fr iends,", "fr iends", "“id” is no id"),
        ("number: 2,", "number: two,", "ask-staff", "“number” must be a whole number"),
        ("number: 2,", "number: 0,", "ask-staff", "“number” must be between 1"),
        ("number: 2,", "number: 2.5,", "ask-staff", "“number” must be a whole number"),
        ("number: 2,", "number: 99999999999999999999,", "ask-staff", "“number” must be a whole number"),
        ("    binding: false\n", "    binding: maybe\n", "res-sunday", "“binding” must be true or false"),
        ("    signer_count: 11\n", "    signer_count: -1\n", "letter-ours", "“signer_count” must be between"),
        (
            "name: Sample State, type: state, state: null",
            "name: S, type: state, state: Mass",
            "sample-state",
            "two letters",
        ),
        ("    start: 2019\n", "    start: soon\n", "library-hours", "“start” is no date that exists: soon"),
        ("    start: 2019\n", "    start: 2019-02-30\n", "library-hours", "“start” is no date that exists"),
        (
            "    start: 2019\n",
            "    start: 2019-02-03 10:00\n",
            "library-hours",
            "“start” is no date that exists",
        ),
        ("    start: 2019\n", "    start: [2019]\n", "library-hours", "“start” must be a date"),
        ("    not_after: 2019-03-05\n", "    not_after: 2019\n", "letter-theirs", "must be a whole day"),
        ("    target_ids: [mayor, council]\n", "    target_ids: mayor\n", "library-hours", "must be a list"),
        (
            "    target_ids: [mayor, council]\n",
            "    target_ids: [mayor, null]\n",
            "library-hours",
            "an empty value",
        ),
        (
            "    signers: [{person: friend-two",
            "    signers: [{human: friend-two",
            "letter-open",
            "“human” is not",
        ),
        ("{person: friend-one, basis: signed}", "friend-one", "letter-ours", "“signers” must be a map"),
        ("      from: mayor\n", "      from: mayor\n      to: us\n", "letter-ours", "“to” is not part"),
        ("      medium: letter\n", "      medium: pigeon\n", "letter-ours", "“reply.medium”: “pigeon”"),
        ("    reply: null\n", "    reply: no\n", "letter-theirs", "“reply” must be a map"),
        ("abstain: 0,", "abstain: none,", "res-sunday", "“vote.abstain” must be a whole number"),
        ("councilor-1: yes,", "councilor-1: null,", "res-sunday", "must give the clerk’s word"),
        ("councilor-2: Yea,", "councilor-1: Yea,", "res-sunday", "names councilor-1 twice"),
        ("countered: false", "countered: 0", "claim-visits", "“countered” must be true or false"),
        ("value: 6000,", "value: many,", "claim-visits", "“value” must be a number"),
        ("instrument: policy", "instrument: dance", "prec-other", "“dance” is not in the table"),
        ("source: [src-radio]", "source: src-radio", "meeting-mayor", "“source” must be a list"),
        ("source: [src-radio]", "source: [{date: null}]", "meeting-mayor", "named without its id"),
        ("source: [src-radio]", "source: [{id: src-radio, url: x}]", "meeting-mayor", "“url” is not part"),
        ('  title: "Library hours', '  subject: x\n  title: "Library hours', "", "“subject” is not part"),
    ],
)
def test_a_record_out_of_form_is_refused(before, after, record, words):
    found = problems_of(changed((before, after)))
    assert any(each.record_id == record and words in each.sentence for each in found), found


def test_a_word_that_is_not_in_the_table_is_refused_with_the_known_ones():
    text = changed(("kind: vigil,", "kind: flash mob,"))
    problem = only_problem(text)
    assert (problem.section, problem.record_id) == ("events", "vigil")
    assert problem.line == line_of(text, "flash mob")
    assert "“flash mob” is not in the table; nothing is guessed. Known: “march”" in problem.sentence


def test_an_unknown_section_is_refused():
    problem = only_problem(small_text() + "\npets:\n- {id: rex}\n")
    assert (problem.section, problem.sentence) == ("pets", "There is no section of this name in the form.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sources: {id: a}\n", "A section must be a list"),
        ("sources:\n- just words\n", "A record must be a map"),
        ("meta: [a]\n", "“meta” must be a map"),
        ("meta: words\n", "“meta” must be a map"),
    ],
)
def test_sections_of_the_wrong_shape_are_refused(text, words):
    assert words in only_problem(text).sentence


def test_a_record_without_an_id_is_refused_with_its_line():
    problem = only_problem("sources:\n- id: a\n- publisher: Herald\n")
    assert (problem.record_id, problem.line, problem.sentence) == ("", 3, "“id” is missing.")


def test_a_text_may_have_20000_characters_and_not_one_more():
    assert not problems_of(changed((GOAL, f"    goal: {'x' * 20_000}\n")))
    problem = only_problem(changed((GOAL, f"    goal: {'x' * 20_001}\n")))
    assert "“goal” has more than 20,000 characters" in problem.sentence


def test_a_quote_may_have_100_words_and_not_one_more():
    quote = "      quote: There is no money for Sundays.\n"
    assert not problems_of(changed((quote, f"      quote: {'no ' * 100}\n")))
    problem = only_problem(changed((quote, f"      quote: {'no ' * 101}\n")))
    assert "“reply.quote” quotes more than 100 words" in problem.sentence


@pytest.mark.parametrize("written", ["2019-02-04", "'2019-02-04'", '"2019-02-04"'])
def test_a_date_may_stand_in_quotes_or_without(written):
    text = changed(("    date: 2019-02-04\n    date_precision", f"    date: {written}\n    date_precision"))
    assert read(text).letters["letter-ours"].date == PartialDate("2019-02-04")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "    date: 2018\n    date_precision: year",
            "    date: 2018\n    date_precision: day",
            "is day, but the date is 2018",
        ),
        (
            "    date: 2018\n    date_precision: year",
            "    date: 2018\n    date_precision: null",
            "is null, but the date is 2018",
        ),
        (
            "    date: 2018\n    date_precision: year",
            "    date: null\n    date_precision: year",
            "is year, but the date is null",
        ),
        (
            "      date: 2019-02\n      date_precision: month",
            "      date: 2019-02\n      date_precision: day",
            "is day, but the date is 2019-02",
        ),
        (
            "    date: 2018\n    date_precision: year",
            "    date: 2018\n    date_precision: century",
            "“century” is not in the table",
        ),
    ],
)
def test_the_precision_must_agree_with_the_date(before, after, words):
    found = problems_of(changed((before, after)))
    assert any(words in each.sentence for each in found), [each.sentence for each in found]


def test_the_precision_may_be_left_out():
    assert not problems_of(changed(("    date: 2018\n    date_precision: year", "    date: 2018")))


def test_what_is_read_keeps_the_words_and_dates_of_the_file():
    file = read(small_text())
    letter = file.letters["letter-ours"]
    assert letter.reply is not None
    assert (letter.reply.sender, letter.reply.date.text, letter.reply.outcome) == (
        "mayor",
        "2019-02",
        "refused",
    )
    assert letter.signers[1].organization == "readers-union"
    assert file.letters["letter-theirs"].date.text == ""
    assert file.letters["letter-theirs"].not_after == date(2019, 3, 5)
    assert file.people["aide"].name is None
    assert file.people["councilor-1"].ward == 1
    assert file.people["councilor-2"].ward == "At large"


def test_the_clerks_word_is_kept_as_written_also_when_yaml_would_make_it_true():
    vote = read(small_text()).resolutions["res-sunday"].vote
    assert vote is not None
    assert vote.roll_call == {"councilor-1": "yes", "councilor-2": "Yea", "councilor-3": "Nay"}


def test_every_problem_is_listed_in_the_order_of_the_lines():
    text = changed((STATUS, ""), ("kind: vigil,", "kind: flash mob,"), ("number: 2,", "number: two,"))
    found = problems_of(text)
    assert [each.record_id for each in found] == ["library-hours", "ask-staff", "vigil"]
    assert [each.line for each in found] == sorted(each.line for each in found)


def test_what_must_never_be_stored_is_refused_and_not_repeated():
    problem = only_problem(changed((GOAL, "    goal: Her social security number is 123-45-6789.\n")))
    assert (problem.section, problem.record_id) == ("campaigns", "library-hours")
    assert "never stored" in problem.sentence
    assert "6789" not in problem.sentence


def test_the_guard_looks_into_every_section():
    assert "never stored" in only_problem(changed(("summary: She says no.", "summary: SSN 123-45-6789"))).sentence
