"""Loading twice: the same file changes nothing; a changed one updates what nobody here edited."""

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.campaigns import DemandStatus
from advocacy.domain.events import EventStatus
from advocacy.domain.letters import RecipientStatus, ReplyOutcome
from advocacy.domain.measures import MeasureStatus
from advocacy.exchange.history.loading import load_file
from advocacy.exchange.history.problems import HistoryRefused
from advocacy.exchange.history.reporting import report_lines
from advocacy.models import Activity, Base, Event, Letter, Measure, Person, Reply
from advocacy.policy import IMPORTER
from tests.history_files import TODAY, changed, read, small_text
from tests.integration.test_history_loading import load, loaded, names, told_of

pytestmark = pytest.mark.usefixtures("app")

TITLE = ("    title: Letter asking for Sunday hours\n", "    title: Letter about Sundays\n")
NO_REPLY = (
    "    reply:\n      date: 2019-02\n      date_precision: month\n      from: mayor\n      medium: letter\n"
    "      outcome: refused\n      quote: There is no money for Sundays.\n",
    "    reply: null\n",
)


def rows_of_every_table() -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table).order_by(table.c.id))]
        for table in Base.metadata.sorted_tables
        if "id" in table.c
    }


def test_the_same_file_twice_changes_nothing():
    load()
    before = rows_of_every_table()
    report = load()
    assert not report.changed_something
    assert sum(report.unchanged.values()) == 37
    assert rows_of_every_table() == before


@pytest.mark.one_database
def test_a_changed_field_that_nobody_edited_is_updated():
    load()
    report = load(changed(TITLE))
    assert (report.updated, report.differences) == ({"letters": 1}, [])
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert letter.subject == "Letter about Sundays"
    assert told_of(letter)[1].summary == "Letter about Sundays"
    assert not load(changed(TITLE)).changed_something


def test_an_office_is_not_given_to_who_is_not_in_print_and_the_report_says_why():
    load()
    friend = loaded("friend-two")
    assert isinstance(friend, Person)
    friend.not_in_print = True
    office = "name: Finn Example, kind: official, office: Reader, jurisdiction: sampleville,"
    in_office = ("name: Finn Example, kind: advocate,", office)
    for _again in range(2):
        report = load(changed(in_office))
        assert [(each.external_id, each.field) for each in report.differences] == [("friend-two", "office")]
        assert any("marked “not in print”" in line for line in report_lines(report))
        friend = loaded("friend-two")
        assert isinstance(friend, Person)
        assert friend.terms == []
    friend.not_in_print = False
    assert load(changed(in_office)).differences == []
    friend = loaded("friend-two")
    assert isinstance(friend, Person)
    assert [term.post.label for term in friend.terms] == ["Reader"]


@pytest.mark.one_database
def test_a_changed_field_that_somebody_edited_here_is_kept_and_listed():
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    letter.subject = "Our first letter"
    db.session.commit()
    report = load(changed(TITLE))
    (difference,) = report.differences
    assert (difference.external_id, difference.field) == ("letter-ours", "subject")
    assert (difference.file_says, difference.here) == ("Letter about Sundays", "Our first letter")
    assert loaded("letter-ours").name == "Our first letter"
    assert load(changed(TITLE)).differences == report.differences


def test_an_edit_here_is_no_difference_while_the_file_stays_the_same():
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    letter.subject = "Our first letter"
    db.session.commit()
    assert load().differences == []
    assert loaded("letter-ours").name == "Our first letter"


@pytest.mark.one_database
def test_the_other_fields_of_an_edited_record_are_still_updated():
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    letter.subject = "Our first letter"
    db.session.commit()
    load(changed(TITLE, ("    concerns: [people who work on weekdays]\n", "    concerns: [nurses]\n")))
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert (letter.subject, letter.note) == ("Our first letter", "- nurses")


@pytest.mark.one_database
def test_a_reply_that_the_file_learns_of_later_is_logged():
    load(changed(NO_REPLY))
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert letter.recipients[0].status is RecipientStatus.SENT
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert letter.recipients[0].status is RecipientStatus.ANSWERED
    reply, sent = told_of(letter)
    assert (sent.kind, reply.kind) == (ActivityKind.LETTER_SENT, ActivityKind.REPLY_RECEIVED)
    assert letter.recipients[0].answers[0].reply.activity_id == reply.id


@pytest.mark.one_database
def test_another_outcome_of_the_reply_changes_its_answers():
    load()
    load(changed(("      outcome: refused\n", "      outcome: partly granted\n")))
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert [answer.outcome for answer in letter.recipients[0].answers] == [ReplyOutcome.PARTLY_GRANTED]
    assert db.session.scalar(select(func.count()).select_from(Reply)) == 1


def test_a_second_reply_logged_here_is_never_overwritten(as_organizer):
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    answer = letter.recipients[0].answers[0]
    answer.reply.words = "No. And never."
    db.session.commit()
    report = load(changed(("      outcome: refused\n", "      outcome: partly granted\n")))
    assert [each.field for each in report.differences] == ["replies"]


@pytest.mark.one_database
def test_signers_recipients_and_asks_follow_the_file():
    load()
    load(
        changed(
            ("      - {organization: readers-union, basis: signed}\n", "      - {person: friend-two}\n"),
            ("    asks: [ask-sunday]\n", "    asks: [ask-sunday, ask-staff]\n"),
            (
                "    delivery: delivered by hand\n",
                "    delivery: delivered by hand\n    addressee_organization: council\n",
            ),
        )
    )
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert names(letter.signatures) == ["Eve Example", "Finn Example"]
    assert names(letter.recipients) == ["Ada Example", "Sampleville City Council"]
    assert [demand.number for demand in letter.demands] == [1, 2]


@pytest.mark.one_database
def test_a_vote_that_is_decided_later_is_added():
    load()
    load(
        changed(
            ("    status: scheduled for a vote\n", "    status: failed\n    date: 2019-05-06\n"),
            (
                "vote: {yes: null, no: null, abstain: null, absent: null, roll_call: null}",
                "vote: {yes: 1, no: 2}",
            ),
        )
    )
    measure = loaded("res-budget")
    assert isinstance(measure, Measure)
    assert measure.status is MeasureStatus.FAILED
    assert [(vote.yes_count, vote.no_count) for vote in measure.votes] == [(1, 2)]
    kinds = [each.kind for each in told_of(measure) if each.retracted_at is None]
    assert kinds == [ActivityKind.VOTE]


@pytest.mark.one_database
def test_an_event_that_did_not_take_place_after_all_leaves_the_timeline():
    load()
    load(changed(("status: held, attendance: 140,", "status: cancelled,")))
    march = loaded("march")
    assert isinstance(march, Event)
    assert march.status is EventStatus.CANCELLED
    (told,) = told_of(march)
    assert told.retracted_at is not None


@pytest.mark.one_database
def test_an_event_that_took_place_later_comes_onto_the_timeline():
    load(changed(("status: held, attendance: 140,", "status: announced,")))
    load()
    assert [each.kind for each in told_of(loaded("march"))] == [ActivityKind.EVENT]


def test_a_changed_date_moves_the_line_of_the_timeline():
    load()
    load(changed(("date: 2018-05-05, weekday: Saturday", "date: 2018-05-12, weekday: Saturday")))
    (told,) = told_of(loaded("march"))
    assert (str(told.occurred_on), str(told.sort_on)) == ("2018-05-12", "2018-05-12")
    assert [str(link.sort_on) for link in told.campaign_links] == ["2018-05-12"]


@pytest.mark.one_database
def test_a_call_of_theirs_is_updated_too():
    load()
    load(changed(("title: Call of the mayor with her aide", "title: The mayor calls her aide")))
    call = db.session.scalars(select(Activity).where(Activity.kind == ActivityKind.CALL)).one()
    assert call.summary == "The mayor calls her aide"


def test_a_demand_gets_another_outcome_and_addressee():
    load()
    load(changed(("addressee: council, carried_by: res-sunday, outcome: null", "addressee: mayor, outcome: met")))
    demand = loaded("ask-staff")
    assert demand.status is DemandStatus.MET


def test_a_person_gets_another_name_and_office():
    load()
    load(
        changed(
            (
                "name: null, kind: official, office: Aide to the mayor",
                "name: Gia Example, kind: official, office: Chief of staff",
            )
        )
    )
    aide = loaded("aide")
    assert isinstance(aide, Person)
    assert (aide.name, [term.post.label for term in aide.terms]) == ("Gia Example", ["Chief of staff"])


@pytest.mark.one_database
def test_new_records_of_a_changed_file_are_added_and_missing_ones_stay():
    load()
    line = "  - {id: friend-two, name: Finn Example, kind: advocate, role: reader}\n"
    report = load(changed((line, line + "  - {id: friend-three, name: Hal Example, kind: advocate}\n")))
    assert report.created == {"people": 1}
    report = load()
    assert loaded("friend-three").name == "Hal Example"
    assert not report.changed_something


@pytest.mark.one_database
def test_an_entry_that_becomes_something_else_is_listed_and_left_alone():
    load()
    report = load(
        changed(
            ("kind: vigil, title: Reading", "kind: telephone call, title: Reading"),
            ("weekday: Sunday, status: announced", "status: held"),
        )
    )
    assert [(each.external_id, each.field) for each in report.differences] == [("vigil", "kind")]
    assert isinstance(loaded("vigil"), Event)


@pytest.mark.one_database
def test_an_id_that_was_something_else_before_is_refused():
    load()
    text = "sources:\n- {id: mayor, publisher: Somebody}\n"
    with pytest.raises(HistoryRefused, match="loaded before, under “people”"):
        load_file(read(text), actor=IMPORTER, today=TODAY)


@pytest.mark.one_database
def test_a_collection_keeps_the_ids_of_two_files_apart():
    load()
    text = "meta: {collection: other}\nsources:\n- {id: mayor, publisher: Somebody}\n"
    assert load(text).created == {"sources": 1}


def test_two_campaigns_of_one_name_get_two_addresses():
    load()
    report = load(small_text().replace("meta:\n", "meta:\n  collection: other\n", 1))
    assert report.created["campaigns"] == 2
    assert db.session.scalar(select(func.count()).select_from(Letter)) == 6
