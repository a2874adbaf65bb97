"""A history file that contradicts itself is refused, with every contradiction and its record."""

import pytest

from tests.history_files import changed, line_of, problems_of, small_text

LETTER_DATE = "    date: 2019-02-04\n    date_precision: day\n"
VOTE = "vote: {yes: 2, no: 1, abstain: 0, absent: 0, roll_call: {councilor-1: yes, councilor-2: Yea, councilor-3: Nay}}"


def only_problem(text):
    found = problems_of(text)
    assert len(found) == 1, [each.sentence for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("before", "after", "record", "words"),
    [
        ("    end: null\n", "    end: 2018\n", "library-hours", "“end” (2018) is before “start” (2019)"),
        (
            "    end: 2018-06-30\n",
            "    end: 2031-06-30\n",
            "book-bus",
            "“end” is 2031-06-30, which has not come yet",
        ),
        (
            "      date: 2019-02\n      date_precision: month",
            "      date: 2019-01\n      date_precision: month",
            "letter-ours",
            "The reply (2019-01) is before the letter (2019-02-04)",
        ),
        (
            "    reply: null\n",
            "    not_before: 2019-02-01\n    reply: {date: 2019-01-31, from: mayor}\n",
            "letter-theirs",
            "The reply (2019-01-31) is before the letter",
        ),
        (
            "    signer_count: 11\n",
            "    signer_count: 1\n",
            "letter-ours",
            "“signer_count” is 1, but 2 signers are named",
        ),
        (
            "{organization: readers-union, basis: signed}",
            "{person: friend-one}",
            "letter-ours",
            "named twice among the signers",
        ),
        (
            "{person: friend-two, basis: his letter}",
            "{person: friend-two, organization: friends}",
            "letter-open",
            "one of the two",
        ),
        (
            "    outcome_date: 2019-01-20\n",
            "    outcome_date: 2019-01-10\n",
            "meeting-mayor",
            "“outcome_date” (2019-01-10) is before “request_date”",
        ),
        (
            "    outcome: denied\n",
            "    outcome: null\n",
            "meeting-mayor",
            "“outcome_date” without an “outcome”",
        ),
        ("    binding: false\n", "    binding: true\n", "res-sunday", "“binding” contradicts the kind"),
        ("weekday: Saturday,", "weekday: Monday,", "march", "2018-05-05 is a Saturday, not a Monday"),
        (
            "status: held, attendance: 140",
            "status: announced, attendance: 140",
            "march",
            "not said to have been held",
        ),
        ("date: 2018-05-05, weekday: Saturday", "date: 2032-05-05", "march", "has not come yet"),
        (
            "status: reported, participants",
            "status: scheduled, participants",
            "call",
            "is loaded when it has happened",
        ),
        (
            "kind: vigil,",
            "letter: letter-ours, kind: vigil,",
            "vigil",
            "“letter” is only for a letter delivery",
        ),
        (
            "kind: vigil,",
            "resolution: res-sunday, kind: vigil,",
            "vigil",
            "“resolution” is only for a council vote",
        ),
        (
            "    not_after: 2019-03-05\n",
            "    not_after: 2019-03-05\n    not_before: 2019-03-06\n",
            "letter-theirs",
            "“not_before” is after “not_after”",
        ),
        (LETTER_DATE, LETTER_DATE + "    not_after: 2019-03-05\n", "letter-ours", "not known to the day"),
        (
            "    date: 2018\n",
            "    date: 2018\n    not_after: 2017-12-31\n",
            "letter-open",
            "not within “not_before” and “not_after”",
        ),
        ("office: Mayor, ", "", "mayor", "An official needs an “office”"),
        (
            "organization: friends, role: chair",
            "role: chair, name: null",
            "friend-one",
            "“name” stands twice",
        ),
        ("parent: friends}", "parent: readers-union}", "readers-union", "“parent” leads back"),
        ("number: 2,", "number: 1,", "ask-staff", "Number 1 of the campaign is already “ask-sunday”"),
        (
            "carried_by: march",
            "carried_by: res-budget",
            "ask-bus",
            "carried by “res-budget”, which belongs to another",
        ),
        (
            "asks: [ask-sunday]",
            "asks: [ask-bus]",
            "letter-ours",
            "carries the ask “ask-bus”, which belongs to another",
        ),
        (
            "councilor-3: Nay",
            "mayor: Nay",
            "res-sunday",
            "“mayor” is in the roll call, but not recorded at the body",
        ),
    ],
)
def test_a_contradiction_is_refused(before, after, record, words):
    problem = only_problem(changed((before, after)))
    assert (problem.record_id, words in problem.sentence) == (record, True), problem


def test_a_person_without_name_role_and_office_is_refused():
    text = changed(("name: Finn Example, kind: advocate, role: reader}", "name: null, kind: advocate}"))
    assert "needs a “role” that says who it is" in only_problem(text).sentence


def test_an_id_that_stands_twice_is_refused_across_sections():
    text = changed(("{id: st-mayor,", "{id: mayor,"))
    problem = only_problem(text)
    first = line_of(text, "{id: mayor, name")
    assert (problem.section, problem.record_id) == ("statements", "mayor")
    assert problem.sentence == f"The id stands twice in the file: also in “people”, line {first}."


@pytest.mark.parametrize(
    ("before", "after", "record"),
    [
        ("target_ids: [mayor, council]", "target_ids: [mayor, nobody]", "library-hours"),
        ("parent: sampleville}", "parent: nobody}", "old-mill"),
        ("sponsors: [councilor-1]", "sponsors: [nobody]", "res-sunday"),
        ("councilor-3: Nay", "nobody: Nay", "res-sunday"),
        ("evidence: [claim-visits]", "evidence: [nobody]", "letter-ours"),
        ("speaker: mayor", "speaker: nobody", "st-mayor"),
        ("source: [src-radio]", "source: [nobody]", "meeting-mayor"),
        ("source: [src-radio]", "source: [{id: nobody, publisher: X}]", "meeting-mayor"),
        ("campaigns: [library-hours]", "campaigns: [nobody]", "media-herald"),
        ("carried_by: march", "carried_by: nobody", "ask-bus"),
    ],
)
def test_a_reference_to_an_unknown_id_is_refused(before, after, record):
    text = changed((before, after))
    named = [each for each in problems_of(text) if "no record of the file has this id" in each.sentence]
    assert [(each.record_id, each.line) for each in named] == [(record, line_of(text, "nobody"))]


def test_a_reference_to_a_record_of_another_kind_is_refused():
    problem = only_problem(changed(("sponsors: [councilor-1]", "sponsors: [friends]")))
    assert "“friends”, which stands in “organizations”; it must stand in “people”" in problem.sentence


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            "publisher: Sampleville Herald, date: 2019-03-05,",
            "publisher: Sampleville Times, date: 2019-03-05,",
            "The publisher of source",
        ),
        (
            "publisher: Sampleville Herald, date: 2019-03-05,",
            "publisher: Sampleville Herald, date: 2019-03-06,",
            "“2019-03-06” here and “2019-03-05”",
        ),
        (
            "publisher: Sampleville Herald, date: 2019-03-05,",
            "publisher: Sampleville Herald, date: null,",
            "is “null” here",
        ),
        ("    campaigns: [library-hours]\n", "    campaigns: [library-hours]\n    note: x\n", None),
    ],
)
def test_what_is_repeated_of_a_source_agrees_with_the_sources_section(before, after, words):
    found = problems_of(changed((before, after)))
    assert [words in each.sentence for each in found] == ([] if words is None else [True])


def test_an_article_agrees_with_its_source():
    text = small_text()
    head, media = text.split("media_coverage:")
    text = head + "media_coverage:" + media.replace("date: 2019-03-05", "date: 2019-03-06")
    assert "“date” differs from that of its source" in only_problem(text).sentence


@pytest.mark.parametrize(
    ("vote", "status", "words"),
    [
        ("{yes: 1, no: 2}", "passed", "cannot have passed with 1 yes and 2 no"),
        ("{yes: 3, no: 2}", "failed", "cannot have failed with 3 yes and 2 no"),
        ("{roll_call: {councilor-1: nay}}", "passed", "cannot have passed with 0 yes and 1 no"),
        ("{yes: 2, no: 1, roll_call: {councilor-1: aye, councilor-2: nay}}", "passed", "has 1 for “Yes”"),
        (
            "{yes: 1, roll_call_complete: false, roll_call: {councilor-1: aye, councilor-2: aye}}",
            "passed",
            "2",
        ),
        ("{voice: true, roll_call: {councilor-1: aye}}", "passed", "A voice vote has no roll call"),
        ("{yes: 2, no: 1}", "scheduled", "still to come"),
    ],
)
def test_a_vote_that_contradicts_itself_is_refused(vote, status, words):
    text = changed((VOTE, f"vote: {vote}"), ("    status: passed\n", f"    status: {status}\n"))
    found = [each for each in problems_of(text) if each.section == "resolutions"]
    assert any(words in each.sentence for each in found), [each.sentence for each in found]


@pytest.mark.parametrize(
    ("vote", "status"),
    [
        ("{yes: 2, no: 1}", "passed"),
        ("{yes: null, no: null, roll_call: null}", "passed"),
        ("null", "passed"),
        ("{voice: true}", "passed"),
        ("{yes: 1, no: 2, roll_call: {councilor-1: aye, councilor-2: nay, councilor-3: opposed}}", "failed"),
        ("{roll_call: {councilor-1: aye, councilor-2: recused}}", "passed"),
        ("{yes: 7, no: 5, rule: two thirds of all seats}", "failed"),
        (
            "{yes: 9, no: 4, roll_call_complete: false, roll_call: {councilor-1: aye, councilor-3: nay}}",
            "passed",
        ),
    ],
)
def test_a_vote_that_fits_is_read(vote, status):
    text = changed((VOTE, f"vote: {vote}"), ("    status: passed\n", f"    status: {status}\n"))
    assert not problems_of(text)


def test_a_council_vote_that_fits_no_resolution_is_refused():
    text = changed(("date: 2019-03-04, date_precision: day, weekday: Monday", "date: 2019-03-11"))
    problem = only_problem(text)
    assert problem.record_id == "vote-night"
    assert "exactly one decided resolution of its campaign" in problem.sentence


@pytest.mark.parametrize("when", ["date: null", "date: 2019-03", "date: 2019", "date: null, resolution: res-sunday"])
def test_a_council_vote_whose_day_is_not_known_fits_the_only_decided_resolution(when):
    assert not problems_of(changed(("date: 2019-03-04, date_precision: day, weekday: Monday", when)))


def test_a_council_vote_on_a_named_resolution_of_another_day_is_refused():
    text = changed(
        ("date: 2019-03-04, date_precision: day, weekday: Monday", "date: 2019-03-11, resolution: res-sunday")
    )
    assert "exactly one decided resolution" in only_problem(text).sentence


def test_a_letter_delivery_that_fits_no_letter_is_refused():
    text = changed(
        (
            "title: Delivery of the letter, jurisdiction: sampleville, date: 2019-02-04",
            "title: Delivery, date: 2019-02-05",
        )
    )
    problem = only_problem(text)
    assert (problem.record_id, "exactly one letter" in problem.sentence) == ("delivery", True)
