"""Loading a history file: what becomes of each record, on both databases."""

from collections.abc import Iterable

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.campaigns import CampaignStatus, DemandStatus
from advocacy.domain.events import EventStatus
from advocacy.domain.letters import LetterStatus, RecipientStatus, ReplyOutcome, SignatureStatus
from advocacy.domain.measures import Binding, MeasureStatus, VoteChoice, VoteMethod, VoteResult
from advocacy.domain.meetings import MeetingStatus
from advocacy.exchange.history.loading import load_file
from advocacy.models import (
    Activity,
    AuditEntry,
    Campaign,
    Demand,
    Event,
    ImportLink,
    Jurisdiction,
    Letter,
    Measure,
    MediaItem,
    MeetingRequest,
    Organization,
    Person,
    Record,
    Reply,
    SearchEntry,
    Task,
    Term,
)
from advocacy.models.directory import holds_on
from advocacy.policy import IMPORTER, Actor, NotAllowed, sees
from advocacy.services import search
from tests.history_files import TODAY, changed, read, small_text

pytestmark = pytest.mark.usefixtures("app")


def load(text: str | None = None):
    report = load_file(read(text or small_text()), actor=IMPORTER, today=TODAY)
    db.session.commit()
    db.session.expire_all()
    return report


def loaded(external_id: str):
    """Return the record that an id of the file became."""
    link = db.session.scalars(select(ImportLink).where(ImportLink.external_id == external_id)).one()
    return db.session.get_one(Record, link.record_id)


def told_of(record: Record) -> list[Activity]:
    return list(
        db.session.scalars(
            select(Activity).where(Activity.record_id == record.id).order_by(Activity.sort_on, Activity.id)
        )
    )


def names(rows: Iterable[object]) -> list[str]:
    """Return the names of the parties of rows."""
    found = []
    for row in rows:
        record_id = row.person_id or row.organization_id
        found.append(db.session.get_one(Record, record_id).name if record_id else row.attribution)
    return found


def cited(subject: Record | Activity) -> list[str]:
    return [citation.media_item.publisher for citation in subject.citations]


def test_the_directory_is_made_with_places_inside_places():
    load()
    place = loaded("old-mill")
    assert isinstance(place, Jurisdiction)
    assert db.session.get_one(Jurisdiction, place.parent_id).title == "Sampleville"
    council = loaded("council")
    assert isinstance(council, Organization)
    assert council.is_body
    assert cited(council) == ["Sampleville Herald"]


@pytest.mark.one_database
def test_an_official_gets_a_term_without_dates_that_seats_nobody():
    load()
    councilor = loaded("councilor-1")
    assert isinstance(councilor, Person)
    assert (councilor.given_name, councilor.family_name) == ("Ben", "Example")
    term = db.session.scalars(select(Term).where(Term.person_id == councilor.id)).one()
    assert (term.post.label, term.post.division) == ("City Councilor, Ward 1", "Ward 1")
    assert term.post.body_id == loaded("council").id
    assert not holds_on(term, TODAY)


@pytest.mark.one_database
def test_a_person_whose_name_is_not_known_is_called_by_the_role():
    load()
    aide = loaded("aide")
    assert isinstance(aide, Person)
    assert (aide.given_name, aide.family_name, aide.name) == ("", "", "aide to the mayor (not named)")


def test_a_status_sentence_is_kept_as_a_note_and_the_campaign_is_active():
    load()
    campaign = loaded("library-hours")
    assert isinstance(campaign, Campaign)
    assert campaign.status is CampaignStatus.ACTIVE
    assert campaign.status_note == "council resolution passed; the mayor has not answered"
    assert campaign.slug == "open-the-library-on-sundays"
    assert sorted(names(campaign.targets)) == ["Ada Example", "Sampleville City Council"]
    assert names(campaign.supporters) == ["Eve Example", "Readers Union"]
    assert [link.campaign_id for link in campaign.campaign_links] == [campaign.id]


@pytest.mark.one_database
def test_a_status_word_of_ours_is_the_status():
    load()
    campaign = loaded("book-bus")
    assert isinstance(campaign, Campaign)
    assert (campaign.status, campaign.status_note) == (CampaignStatus.WON, "")
    assert (str(campaign.started_on), str(campaign.ended_on)) == ("2017-05", "2018-06-30")


@pytest.mark.one_database
def test_asks_become_demands_in_their_state_asked_of_a_target():
    load()
    sunday, staff, bus = (loaded(each) for each in ("ask-sunday", "ask-staff", "ask-bus"))
    assert [each.status for each in (sunday, staff, bus)] == [
        DemandStatus.REJECTED,
        DemandStatus.OPEN,
        DemandStatus.MET,
    ]
    assert isinstance(staff, Demand)
    assert staff.note == "“two more librarians”"
    campaign = loaded("library-hours")
    assert isinstance(campaign, Campaign)
    mayor = next(target for target in campaign.targets if target.person_id == loaded("mayor").id)
    assert [link.demand_id for link in mayor.demand_links] == [sunday.id]


@pytest.mark.one_database
def test_our_letter_is_sent_signed_and_answered():
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert (letter.status, letter.side, str(letter.dated_on)) == (LetterStatus.SENT, Side.OURS, "2019-02-04")
    (recipient,) = letter.recipients
    assert (recipient.status, str(recipient.delivered_on)) == (RecipientStatus.ANSWERED, "2019-02-04")
    assert recipient.reply_due is None
    assert [signature.printed_name for signature in letter.signatures] == ["Dr. Eve Example", "Readers Union"]
    assert {signature.status for signature in letter.signatures} == {SignatureStatus.SIGNED}
    assert letter.others_signed
    assert "Ben Example" in letter.signer_note
    assert letter.campaign_links[0].number == 1
    assert [demand.number for demand in letter.demands] == [1]


@pytest.mark.one_database
def test_the_reply_answers_every_ask_of_its_letter():
    load()
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    (answer,) = letter.recipients[0].answers
    assert answer.outcome is ReplyOutcome.REFUSED
    assert answer.demand_id == loaded("ask-sunday").id
    assert (str(answer.reply.received_on), answer.reply.words) == ("2019-02", "There is no money for Sundays.")
    assert answer.reply.activity_id == told_of(letter)[0].id


@pytest.mark.one_database
def test_a_letter_and_its_reply_stand_on_the_timeline_with_their_source():
    load()
    reply, sent = told_of(loaded("letter-ours"))
    assert (sent.kind, sent.side, str(sent.occurred_on)) == (ActivityKind.LETTER_SENT, Side.OURS, "2019-02-04")
    assert (reply.kind, reply.side, str(reply.occurred_on)) == (
        ActivityKind.REPLY_RECEIVED,
        Side.THEIRS,
        "2019-02",
    )
    assert cited(sent) == cited(reply) == ["Sampleville Herald"]
    assert names(sent.contacts) == ["Ada Example"]
    assert [link.campaign_id for link in sent.campaign_links] == [loaded("library-hours").id]


@pytest.mark.one_database
def test_letters_of_others_start_as_sent_and_keep_an_unknown_date_unknown():
    load()
    theirs = loaded("letter-theirs")
    assert isinstance(theirs, Letter)
    assert (theirs.status, theirs.side, theirs.sender) == (LetterStatus.SENT, Side.OTHERS, "Readers Union")
    assert not theirs.dated_on
    (sent,) = told_of(theirs)
    assert (str(sent.occurred_on), str(sent.sort_on)) == ("", "2019-03-05")
    statement = loaded("letter-open")
    assert isinstance(statement, Letter)
    assert (statement.side, str(statement.dated_on)) == (Side.OTHERS, "2018")


def test_a_refused_meeting_is_declined_and_tells_both_the_asking_and_the_refusal():
    load()
    meeting = loaded("meeting-mayor")
    assert isinstance(meeting, MeetingRequest)
    assert (meeting.status, str(meeting.asked_on)) == (MeetingStatus.DECLINED, "2019-01-15")
    assert str(meeting.answered_on) == "2019-01-20"
    assert [(each.kind, each.side, str(each.occurred_on)) for each in told_of(meeting)] == [
        (ActivityKind.MEETING_REQUESTED, Side.OURS, "2019-01-15"),
        (ActivityKind.MEETING_DECLINED, Side.THEIRS, "2019-01-20"),
    ]
    waiting = loaded("meeting-council")
    assert isinstance(waiting, MeetingRequest)
    assert waiting.status is MeetingStatus.REQUESTED
    assert waiting.organization_id == loaded("council").id


def test_a_passed_resolution_has_its_vote_with_the_clerks_words():
    load()
    measure = loaded("res-sunday")
    assert isinstance(measure, Measure)
    assert (measure.status, measure.binding) == (MeasureStatus.PASSED, Binding.NO)
    (vote,) = measure.votes
    assert (vote.result, vote.method, str(vote.voted_on)) == (
        VoteResult.PASSED,
        VoteMethod.ROLL_CALL,
        "2019-03-04",
    )
    assert (vote.yes_count, vote.no_count, vote.abstain_count) == (2, 1, 0)
    assert [(each.choice, each.clerks_word) for each in vote.roll_call] == [
        (VoteChoice.YES, "yes"),
        (VoteChoice.YES, "Yea"),
        (VoteChoice.NO, "Nay"),
    ]
    (told,) = told_of(measure)
    assert (told.kind, told.side, vote.activity_id) == (ActivityKind.VOTE, Side.THEIRS, told.id)
    assert names(measure.sponsors) == ["Ben Example"]


def test_a_council_vote_told_as_an_event_is_the_vote_of_its_resolution_and_no_event():
    load()
    assert loaded("vote-night").id == loaded("res-sunday").id
    measure = loaded("res-sunday")
    assert isinstance(measure, Measure)
    assert "City Hall" in measure.votes[0].note
    titles = db.session.scalars(select(Event.title).order_by(Event.title)).all()
    assert titles == ["March for the bus", "Reading by candlelight"]


@pytest.mark.one_database
def test_a_scheduled_resolution_has_no_vote_yet():
    load()
    measure = loaded("res-budget")
    assert isinstance(measure, Measure)
    assert (measure.status, measure.votes) == (MeasureStatus.SCHEDULED, [])
    assert [each.kind for each in told_of(measure)] == [ActivityKind.MEASURE_ACTION]


def test_a_letter_delivery_is_the_sending_of_its_letter():
    load()
    assert loaded("delivery").id == loaded("letter-ours").id
    count = db.session.scalar(
        select(func.count()).select_from(Activity).where(Activity.kind == ActivityKind.LETTER_SENT)
    )
    assert count == 3


@pytest.mark.one_database
def test_a_telephone_call_is_an_activity_of_theirs():
    load()
    call = db.session.scalars(select(Activity).where(Activity.kind == ActivityKind.CALL)).one()
    assert (call.side, str(call.occurred_on), call.record_id) == (Side.THEIRS, "2019-02", None)
    assert names(call.contacts) == ["Ada Example", "aide to the mayor (not named)"]


def test_events_are_loaded_and_only_the_held_ones_stand_on_the_timeline():
    load()
    march, vigil = loaded("march"), loaded("vigil")
    assert isinstance(march, Event)
    assert isinstance(vigil, Event)
    assert (march.status, march.attendance, march.first_day) == (
        EventStatus.HELD,
        140,
        march.happened_on.first_day,
    )
    assert names(march.parts) == ["Friends of the Library"]
    assert [each.kind for each in told_of(march)] == [ActivityKind.EVENT]
    assert (vigil.status, vigil.date_note, told_of(vigil)) == (EventStatus.ANNOUNCED, "On a Sunday", [])


def test_an_article_about_a_source_is_that_source():
    load()
    article = loaded("media-herald")
    assert isinstance(article, MediaItem)
    assert article.id == loaded("src-herald-2019-03-05").id
    assert article.summary == "The council passes the Sunday resolution."
    assert [link.campaign_id for link in article.campaign_links] == [loaded("library-hours").id]
    assert db.session.scalar(select(func.count()).select_from(MediaItem)) == 2


def test_history_raises_no_task_and_no_due_date():
    load()
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0
    assert all(
        recipient.reply_due is None for letter in db.session.scalars(select(Letter)) for recipient in letter.recipients
    )


@pytest.mark.one_database
def test_a_letter_of_the_last_weeks_has_a_reply_due():
    load(
        changed(
            ("    date: 2019-02-04\n    date_precision: day\n", "    date: 2026-11-16\n"),
            ("      date: 2019-02\n      date_precision: month\n", "      date: 2026-11-17\n"),
            ("jurisdiction: sampleville, date: 2019-02-04", "jurisdiction: sampleville, date: 2026-11-16"),
        )
    )
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    assert letter.recipients[0].reply_due is not None


def test_everything_that_is_loaded_can_be_found():
    load()
    entries = db.session.scalars(select(SearchEntry.title)).all()
    assert {"Letter asking for Sunday hours", "March for the bus", "Ada Example"} <= set(entries)
    subjects = [*db.session.scalars(select(Letter)), *db.session.scalars(select(Person))]
    before = db.session.scalar(select(func.count()).select_from(SearchEntry))
    for subject in subjects:
        search.refresh(subject)
    assert db.session.scalar(select(func.count()).select_from(SearchEntry)) == before


@pytest.mark.one_database
def test_the_load_is_one_line_of_the_audit_trail():
    load()
    entries = db.session.scalars(select(AuditEntry)).all()
    assert [(entry.event, entry.changes["records"]) for entry in entries] == [("history.loaded", 37)]


@pytest.mark.one_database
def test_a_member_sees_what_belongs_to_a_campaign_and_the_people_of_it(as_member):
    load()
    assert sees(as_member, loaded("letter-ours"))
    assert sees(as_member, loaded("mayor"))
    assert not sees(as_member, loaded("letter-open"))


@pytest.mark.one_database
def test_only_coordinators_load(organizer, coordinator):
    file = read(small_text())
    with pytest.raises(NotAllowed):
        load_file(file, actor=Actor.of(organizer), today=TODAY)
    load_file(file, actor=Actor.of(coordinator), today=TODAY)
    assert loaded("letter-ours").created_by_id == coordinator.id


@pytest.mark.one_database
def test_nothing_is_committed_by_the_load_itself():
    load_file(read(small_text()), actor=IMPORTER, today=TODAY)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Record)) == 0
    assert db.session.scalar(select(func.count()).select_from(Reply)) == 0


@pytest.mark.one_database
def test_two_quotes_of_a_reply_are_not_run_together():
    quote = "      quote: There is no money for Sundays.\n"
    load(changed((quote, quote + "      further_quote: Ask again next year.\n")))
    letter = loaded("letter-ours")
    assert isinstance(letter, Letter)
    (answer,) = letter.recipients[0].answers
    assert answer.reply.words == "There is no money for Sundays. […] Ask again next year."
