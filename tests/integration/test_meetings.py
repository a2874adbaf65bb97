"""Meeting requests: every step from asking to debriefing, what follows from them, and who sees them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.localtime import Repeated
from advocacy.domain.meetings import (
    MEETING,
    AnswerDetails,
    AskAnswer,
    ChaseDetails,
    CommitmentDetails,
    DebriefDetails,
    HeldDetails,
    MeetingDetails,
    MeetingEvent,
    MeetingStatus,
    RequestDetails,
    TimeDetails,
    chase_due,
    check_debrief,
    check_held,
    debrief_due,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.users import Language
from advocacy.models import Activity, Commitment, MeetingAsk, MeetingRequest, Step, Task, User
from advocacy.policy import Actor, NotAllowed
from advocacy.queries.clock import today
from advocacy.queries.meetings import to_chase, to_debrief
from advocacy.services import activities, steps, tasks
from advocacy.services.activities import Contact, Happening
from advocacy.services.meetings import answering, asking, holding
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_demand,
    make_meeting,
    make_official,
    make_person,
    make_place,
    make_restricted_campaign,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web, form_data

S, E = MeetingStatus, MeetingEvent
NOTE = AnswerDetails(note="Ask the chief of staff.")


def ago(days: int) -> PartialDate:
    """The day so many days ago."""
    return PartialDate.of(today() - timedelta(days=days))


def activities_of(meeting: MeetingRequest) -> list[Activity]:
    return list(
        db.session.scalars(
            select(Activity)
            .where(Activity.record_id == meeting.id, Activity.retracted_at.is_(None))
            .order_by(Activity.id)
        )
    )


def open_tasks(meeting: MeetingRequest) -> list[Task]:
    db.session.flush()
    return list(db.session.scalars(select(Task).where(Task.about_id == meeting.id, Task.status == TaskStatus.OPEN)))


# --- the rules of the domain ---------------------------------------------------------------------


def test_a_chase_is_due_after_two_days_and_then_after_seven() -> None:
    now = date(2017, 2, 10)
    asked = PartialDate("2017-02-01")
    assert chase_due(asked, [], now) == date(2017, 2, 3)
    assert chase_due(asked, [date(2017, 2, 3)], now) == date(2017, 2, 10)
    assert chase_due(asked, [date(2017, 2, 3), date(2017, 2, 10)], now) == date(2017, 2, 17)
    assert chase_due(PartialDate(), [], now) is None


def test_chases_of_an_earlier_asking_do_not_count() -> None:
    assert chase_due(PartialDate("2017-03-01"), [date(2017, 2, 3)], date(2017, 3, 2)) == date(2017, 3, 3)


def test_history_older_than_ninety_days_raises_no_marks() -> None:
    assert chase_due(PartialDate("2014-08"), [], date(2017, 2, 10)) is None
    assert chase_due(PartialDate("2017-02-01"), [], date(2017, 5, 2)) == date(2017, 2, 3)
    assert chase_due(PartialDate("2017-02-01"), [], date(2017, 5, 3)) is None
    assert debrief_due(PartialDate("2017-02-01"), date(2017, 2, 10)) == date(2017, 2, 3)
    assert debrief_due(PartialDate("2016"), date(2017, 5, 3)) is None


def test_a_meeting_is_not_held_in_the_future_nor_before_it_was_asked() -> None:
    now = date(2017, 5, 1)
    assert not list(check_held(HeldDetails(PartialDate("2017-05")), PartialDate("2017-04-30"), now))
    assert len(list(check_held(HeldDetails(PartialDate("2017-05-02")), PartialDate(), now))) == 1
    assert len(list(check_held(HeldDetails(PartialDate("2017-04")), PartialDate("2017-05-01"), now))) == 1


def test_an_answer_off_the_scale_is_refused() -> None:
    problems = list(
        check_debrief(DebriefDetails(answers={"a": AskAnswer(3), "b": AskAnswer(-2), "c": AskAnswer(None)}))
    )
    assert [problem.field for problem in problems] == ["answer_a"]


# --- every edge ----------------------------------------------------------------------------------

TIME = TimeDetails(day=date(2017, 5, 1), at=datetime(2017, 5, 1, 18, 30).time(), place="City Hall")  # noqa: DTZ001
ACTS: dict[MeetingEvent, Any] = {
    E.REQUEST: lambda actor, meeting: asking.request(actor, meeting, RequestDetails(ago(1))),
    E.CHASE: lambda actor, meeting: asking.chase(actor, meeting, ChaseDetails(today())),
    E.OFFER: lambda actor, meeting: answering.offer(actor, meeting, TIME),
    E.CONFIRM: lambda actor, meeting: answering.confirm(actor, meeting, TIME),
    E.RESCHEDULE: lambda actor, meeting: answering.reschedule(actor, meeting, TIME),
    E.DECLINE: lambda actor, meeting: answering.decline(actor, meeting, NOTE),
    E.REFER: lambda actor, meeting: answering.refer(actor, meeting, NOTE),
    E.GIVE_UP: lambda actor, meeting: asking.give_up(actor, meeting, NOTE),
    E.CANCEL_BY_OFFICE: lambda actor, meeting: answering.cancel_by_office(actor, meeting, NOTE),
    E.CANCEL_BY_US: lambda actor, meeting: answering.cancel_by_us(actor, meeting, NOTE),
    E.HOLD: lambda actor, meeting: holding.hold(actor, meeting, HeldDetails(ago(0))),
    E.DEBRIEF: lambda actor, meeting: holding.debrief(actor, meeting, DebriefDetails()),
    E.WITHDRAW: lambda actor, meeting: asking.withdraw(actor, meeting, NOTE),
}


@pytest.mark.parametrize(("state", "event"), list(MEETING.table), ids=lambda word: word.value)
def test_every_edge_leads_where_the_table_says_and_leaves_its_activity(
    as_organizer: Actor, state: MeetingStatus, event: MeetingEvent
) -> None:
    meeting = make_meeting(make_campaign(), status=state)
    commit()
    db.session.refresh(meeting, ["person", "organization"])
    ACTS[event](as_organizer, meeting)
    commit()
    edge = MEETING.edge(state, event)
    assert meeting.status is edge.to
    assert [activity.kind for activity in activities_of(meeting)] == ([edge.activity] if edge.activity else [])


@pytest.mark.parametrize("state", list(MeetingStatus), ids=lambda word: word.value)
@pytest.mark.one_database
def test_what_is_not_in_the_table_is_refused(as_organizer: Actor, state: MeetingStatus) -> None:
    meeting = make_meeting(status=state)
    commit()
    db.session.refresh(meeting, ["person", "organization"])
    for event, act in ACTS.items():
        if not MEETING.allows(state, event):
            with pytest.raises(Refused):
                act(as_organizer, meeting)
            assert meeting.status is state


# --- pages ---------------------------------------------------------------------------------------


def test_a_request_is_written_down_asked_and_numbered_in_its_campaign(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    mayor = make_official("Ada Mayor")
    web.sign_in(organizer)
    shown = web.get("/meetings/new").submit(
        {
            "party": mayor.ref,
            "topic": "Sanctuary city",
            "campaigns": campaign.ref,
            "demands": demand.ref,
            "asks": "Say it in public\n\nMeet us again",
            "asked_on": ago(0).text,
        }
    )
    assert shown.status == 200
    assert shown.title == "Sanctuary city"
    assert "Meeting 1" in shown.text
    for words in ("No detainers", "Say it in public", "Meet us again", "No answer on file", "Requested"):
        assert words in shown.text
    meeting = db.session.scalars(select(MeetingRequest)).one()
    assert [task.rule for task in open_tasks(meeting)] == [TaskRule.CHASE_MEETING]
    assert open_tasks(meeting)[0].assignee_id == organizer.id


def test_without_a_date_of_asking_it_stays_a_draft_that_members_do_not_see(
    web: Web, organizer: User, member: User
) -> None:
    mayor, campaign = make_official(), make_campaign()
    web.sign_in(organizer).get("/meetings/new").submit(
        {"party": mayor.ref, "topic": "Quietly prepared", "campaigns": campaign.ref}
    )
    meeting = db.session.scalars(select(MeetingRequest)).one()
    ref = meeting.ref
    assert meeting.status is S.DRAFT
    assert web.sign_in(member).get(f"/meetings/{ref}").status == 404
    assert "Quietly prepared" not in web.get("/meetings").text


@pytest.mark.one_database
def test_a_bad_form_keeps_what_was_typed(web: Web, organizer: User) -> None:
    bad = web.sign_in(organizer).get("/meetings/new").send({"topic": "Detainers", "asks": "First\nSecond"})
    assert bad.status == 422
    assert "First" in str(bad.soup.select_one("textarea[name=asks]"))
    mayor = make_official()
    future = web.get("/meetings/new").send(
        {"topic": "Detainers", "party": mayor.ref, "asked_on": (today() + timedelta(days=1)).isoformat()}
    )
    assert future.status == 422
    assert "has not come yet" in " ".join(future.errors)
    assert db.session.scalars(select(MeetingRequest)).all() == []


def test_from_request_to_debriefing_by_the_pages(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    meeting = make_meeting(campaign, status=S.REQUESTED, asked_on=ago(12), owner_id=organizer.id)
    meeting.asks.append(MeetingAsk(text="Sign the order"))
    commit()
    ask = meeting.asks[0].ref
    path = f"/meetings/{meeting.ref}"
    web.sign_in(organizer)
    assert "Time to ask again" in web.get(path).text
    assert "Chases" in web.get(f"{path}/chase").submit({"note": "Left a message"}).text
    offered = web.get(f"{path}/offer").submit({"staff_instead": "His chief of staff"})
    assert "His chief of staff" in offered.text
    on = today() - timedelta(days=1)
    confirmed = web.get(f"{path}/confirm").submit({"day": on.isoformat(), "at": "18:30", "place": "Room 12"})
    assert "6:30 pm" in confirmed.text
    assert "Room 12" in confirmed.text
    moved = web.get(f"{path}/reschedule").submit({"at": "19:00"})
    assert "7:00 pm" in moved.text
    held = web.get(f"{path}/hold").submit()
    assert "waits for its debriefing" in held.text
    aide = make_person("Cleo Aide")
    form = web.get(f"{path}/debrief")
    typed = form_data(form.form())
    assert "".join(typed.get("them", [])) == ""  # staff came instead: nobody says that the official was there
    assert "".join(typed["us_in_words"]).strip() == organizer.display_name
    done = form.submit(
        {
            "them": aide.ref,
            "us_in_words": "Two neighbors",
            f"answer_{ask}": "-1",
            f"words_{ask}": "Not now",
            "commitment_text_2": "An answer in writing",
            "commitment_due_on_2": (today() + timedelta(days=7)).isoformat(),
            "next_step": "Call the aide",
            "next_step_due": (today() + timedelta(days=3)).isoformat(),
            "minutes": "They *listened*.",
        }
    )
    for words in ("Debriefed", "Cleo Aide", "Two neighbors", "Opposed", "Not now", "An answer in writing", "listened"):
        assert words in done.text
    assert {task.what for task in open_tasks(meeting)} == {"Call the aide", "Thank them for the meeting: Detainers"}
    promise = db.session.scalars(select(Commitment)).one()
    assert promise.made_on == PartialDate.of(on)
    assert [campaign.id for campaign in promise.campaigns] == [campaign.id]
    assert [activity.kind for activity in activities_of(meeting)] == [ActivityKind.MEETING_HELD]


def test_a_debriefing_keeps_what_was_typed_when_a_promise_is_wrong(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.HELD, held_on=ago(1))
    bad = (
        web.sign_in(organizer)
        .get(f"/meetings/{meeting.ref}/debrief")
        .send({"minutes": "Long minutes", "commitment_text_3": "Soon", "commitment_due_on_3": "2014-01-01"})
    )
    assert bad.status == 422
    assert "cannot be due before it was made" in " ".join(bad.errors)
    assert "Long minutes" in str(bad.soup.select_one("textarea[name=minutes]"))
    db.session.refresh(meeting)
    assert meeting.status is S.HELD


def test_an_offer_that_does_not_suit_is_answered_with_another_time_and_that_can_be_taken_back(
    web: Web, organizer: User
) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED, asked_on=ago(3))
    path = f"/meetings/{meeting.ref}"
    web.sign_in(organizer)
    web.get(f"{path}/offer").submit({"day": "2017-05-01", "at": "18:30", "staff_instead": "An aide"})
    shown = web.get(path)
    for label in ("Ask for another time", "Log another offer", "They referred us elsewhere", "They declined"):
        assert label in shown.text
    step = web.get(f"{path}/request")
    assert step.title == "Ask for another time"
    step.submit({})
    db.session.refresh(meeting)
    assert (meeting.status, meeting.starts_at, meeting.staff_instead) == (S.REQUESTED, None, "")
    assert [task.rule for task in open_tasks(meeting)] == [TaskRule.CHASE_MEETING]
    latest = steps.latest_step(meeting)
    assert latest is not None
    steps.take_back(Actor.of(organizer), meeting, latest)
    assert (meeting.status, meeting.staff_instead) == (S.OFFERED, "An aide")
    assert meeting.starts_at is not None


def test_a_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_asked(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.OFFERED)
    path = f"/meetings/{meeting.ref}"
    web.sign_in(organizer)
    skipped = web.get(f"{path}/confirm").send({"day": "2017-03-12", "at": "02:30"})
    assert skipped.status == 422
    assert "skip 02:30" in " ".join(skipped.errors)
    twice = web.get(f"{path}/confirm").send({"day": "2017-11-05", "at": "01:30"})
    assert twice.status == 422
    assert "comes twice" in " ".join(twice.errors)
    web.get(f"{path}/confirm").submit({"day": "2017-11-05", "at": "01:30", "repeated": Repeated.SECOND.value})
    db.session.refresh(meeting)
    assert meeting.starts_at == datetime(2017, 11, 5, 6, 30, tzinfo=UTC)


@pytest.mark.one_database
def test_the_zone_is_that_of_the_campaigns_place(as_organizer: Actor) -> None:
    place = make_place("Chicago", time_zone="America/Chicago")
    campaign = make_campaign(jurisdiction_id=place.id)
    meeting = asking.create(as_organizer, MeetingDetails("Welcoming city"), party=make_official(), campaigns=[campaign])
    assert meeting.zone == "America/Chicago"


def test_another_clock_can_be_chosen_and_the_time_stays_what_that_clock_shows(web: Web, organizer: User) -> None:
    place = make_place("Chicago", time_zone="America/Chicago")
    meeting = make_meeting(
        make_campaign(jurisdiction_id=place.id),
        status=S.CONFIRMED,
        zone="America/Chicago",
        starts_at=datetime(2017, 5, 2, 15, 0, tzinfo=UTC),
    )
    commit()
    edit = f"/meetings/{meeting.ref}/edit"
    form = web.sign_in(organizer).get(edit)
    assert form.soup.select_one("input[name=zone]")["value"] == ""  # type: ignore[index]
    wrong = form.send({"zone": "America/Sampleville", "topic": "Kept words"})
    assert (wrong.status, wrong.errors) == (422, ["This time zone is not known: America/Sampleville."])
    assert "Kept words" in str(wrong.form())
    shown = form.submit({"zone": "America/Denver"})
    assert "10:00" in shown.text
    assert "Time zone: Mountain Time." in shown.text
    db.session.refresh(meeting)
    assert (meeting.zone, meeting.starts_at) == ("America/Denver", datetime(2017, 5, 2, 16, 0, tzinfo=UTC))
    again = web.get(edit)
    assert again.soup.select_one("input[name=zone]")["value"] == "America/Denver"  # type: ignore[index]
    again.submit({"topic": "Another topic"})
    db.session.refresh(meeting)
    assert meeting.zone == "America/Denver"
    web.get(edit).submit({"zone": ""})
    db.session.refresh(meeting)
    assert (meeting.zone, meeting.starts_at) == ("America/Chicago", datetime(2017, 5, 2, 15, 0, tzinfo=UTC))


@pytest.mark.one_database
def test_a_clock_that_skips_the_hour_of_the_meeting_is_refused(web: Web, organizer: User) -> None:
    """In Arizona there was a half past two in the night of March 12, 2017; in New York there was none."""
    at = datetime(2017, 3, 12, 9, 30, tzinfo=UTC)
    meeting = make_meeting(make_campaign(), status=S.CONFIRMED, zone="America/Phoenix", starts_at=at)
    commit()
    refused = web.sign_in(organizer).get(f"/meetings/{meeting.ref}/edit").send({"zone": "America/New_York"})
    assert refused.status == 422
    assert "skip 02:30" in " ".join(refused.errors)


@pytest.mark.one_database
def test_a_refused_request_may_be_asked_again(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED, asked_on=PartialDate("2017-02-01"))
    web.sign_in(organizer)
    refused = web.get(f"/meetings/{meeting.ref}/decline").submit(
        {"answered_on": "2017-02", "note": "The answer is no."}
    )
    assert "Declined" in refused.text
    assert "The answer is no." in refused.text
    assert activities_of(meeting)[0].side is Side.THEIRS
    again = web.get(f"/meetings/{meeting.ref}/request").submit({"asked_on": ago(0).text})
    assert "Requested" in again.text
    assert [task.rule for task in open_tasks(meeting)] == [TaskRule.CHASE_MEETING]


@pytest.mark.one_database
def test_an_answer_before_the_asking_is_refused_at_its_field(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED, asked_on=PartialDate("2017-02-01"))
    web.sign_in(organizer)
    early = web.get(f"/meetings/{meeting.ref}/decline").send({"answered_on": "2017-01-31", "note": "No"})
    assert early.status == 422
    assert "before the meeting was asked for" in " ".join(early.errors)
    chase = web.get(f"/meetings/{meeting.ref}/chase").send({"chased_on": "2017-01-31"})
    assert chase.status == 422
    refer = web.get(f"/meetings/{meeting.ref}/refer").send({"note": ""})
    assert "to whom they referred us" in " ".join(refer.errors)


@pytest.mark.one_database
def test_a_step_that_the_state_does_not_have_is_refused_before_anything_is_typed(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.WITHDRAWN)
    answer = web.sign_in(organizer).get(f"/meetings/{meeting.ref}/hold")
    assert answer.status == 422
    assert "not possible now" in answer.text


# --- what follows --------------------------------------------------------------------------------


@pytest.mark.one_database
def test_asking_plans_a_chase_chasing_moves_it_and_an_answer_finishes_it(as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_organizer, meeting, RequestDetails(ago(1)))
    (task,) = open_tasks(meeting)
    assert task.due_on == today() + timedelta(days=1)
    asking.chase(as_organizer, meeting, ChaseDetails(today()))
    assert open_tasks(meeting) == [task]
    assert task.due_on == today() + timedelta(days=7)
    answering.decline(as_organizer, meeting, NOTE)
    assert open_tasks(meeting) == []
    assert task.status is TaskStatus.DONE


def test_correcting_an_answer_reopens_the_chase_that_it_closed(as_coordinator: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_coordinator, meeting, RequestDetails(ago(1)))
    (task,) = open_tasks(meeting)
    answering.decline(as_coordinator, meeting, AnswerDetails(ago(0), "No"))
    commit()
    step = steps.latest_step(meeting)
    assert step is not None
    assert step.closed_task_id == task.id
    steps.take_back(as_coordinator, meeting, step)
    commit()
    assert meeting.status is S.REQUESTED
    assert (meeting.answered_on, meeting.answer_note) == (PartialDate(), "")
    assert open_tasks(meeting) == [task]
    assert [activity.kind for activity in activities_of(meeting)] == [ActivityKind.MEETING_REQUESTED]


def test_correcting_a_chase_takes_the_chase_away_and_its_task_back_to_the_earlier_day(as_coordinator: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_coordinator, meeting, RequestDetails(ago(1)))
    asking.chase(as_coordinator, meeting, ChaseDetails(today()))
    commit()
    step = steps.latest_step(meeting)
    assert step is not None
    steps.take_back(as_coordinator, meeting, step)
    commit()
    assert meeting.chases == []
    assert [task.due_on for task in open_tasks(meeting)] == [today() + timedelta(days=1)]


@pytest.mark.one_database
def test_correcting_an_asking_drops_the_chase_that_it_called_for(as_coordinator: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_coordinator, meeting, RequestDetails(ago(1)))
    commit()
    step = steps.latest_step(meeting)
    assert step is not None
    steps.take_back(as_coordinator, meeting, step)
    commit()
    assert meeting.status is S.DRAFT
    assert open_tasks(meeting) == []
    assert activities_of(meeting) == []


def test_correcting_a_debriefing_opens_it_again(as_coordinator: Actor) -> None:
    meeting = make_meeting(make_campaign(), status=S.CONFIRMED)
    db.session.refresh(meeting, ["person", "organization"])
    holding.hold(as_coordinator, meeting, HeldDetails(ago(0)))
    (task,) = open_tasks(meeting)
    assert task.rule is TaskRule.DEBRIEF_MEETING
    assert task.due_on == today() + timedelta(days=2)
    holding.debrief(as_coordinator, meeting, DebriefDetails(minutes="Short"))
    (thanks,) = open_tasks(meeting)
    assert thanks.rule is TaskRule.THANK_OFFICE
    assert thanks.due_on == today() + timedelta(days=2)
    commit()
    step = steps.latest_step(meeting)
    assert step is not None
    steps.take_back(as_coordinator, meeting, step)
    commit()
    assert meeting.status is S.HELD
    assert meeting.minutes_text == ""
    assert open_tasks(meeting) == [task]


@pytest.mark.one_database
def test_withdrawing_drops_the_open_tasks_with_the_reason(as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_organizer, meeting, RequestDetails(ago(1)))
    (task,) = open_tasks(meeting)
    asking.withdraw(as_organizer, meeting, AnswerDetails(note="Not needed any more"))
    commit()
    assert task.status is TaskStatus.DROPPED
    assert task.closing_note == "Not needed any more"


@pytest.mark.one_database
def test_history_and_requests_of_others_plan_no_tasks(as_organizer: Actor) -> None:
    old = make_meeting(make_campaign(), of=make_official("Old Mayor"))
    others = make_meeting(make_campaign("Elsewhere"), of=make_official("Other Mayor"), side=Side.OTHERS)
    for meeting in (old, others):
        db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_organizer, old, RequestDetails(PartialDate("2014-08")))
    asking.request(as_organizer, others, RequestDetails(ago(5)))
    assert open_tasks(old) == open_tasks(others) == []
    assert to_chase(as_organizer) == []


def test_the_list_shows_first_what_wants_debriefing_and_chasing(web: Web, organizer: User, as_organizer: Actor) -> None:
    campaign = make_campaign()
    make_meeting(campaign, "Asked long ago", status=S.REQUESTED, asked_on=ago(30), of=make_official("A"))
    make_meeting(campaign, "Asked today", status=S.REQUESTED, asked_on=ago(0), of=make_official("B"))
    make_meeting(campaign, "Held", status=S.HELD, held_on=ago(4), of=make_official("C"))
    over = datetime.now(UTC) - timedelta(days=2)
    make_meeting(campaign, "Time is over", status=S.CONFIRMED, starts_at=over, of=make_official("D"))
    make_meeting(campaign, "History", status=S.HELD, held_on=PartialDate("2014"), of=make_official("E"))
    commit()
    assert [each.meeting.topic for each in to_chase(as_organizer)] == ["Asked long ago"]
    assert {each.meeting.topic for each in to_debrief(as_organizer)} == {"Held", "Time is over"}
    page = web.sign_in(organizer).get("/meetings")
    assert page.text.index("To debrief") < page.text.index("To chase") < page.text.index("All meetings")
    assert "2 days overdue" in page.text


def test_correcting_a_date_moves_the_activity_on_the_timeline(web: Web, organizer: User, as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_organizer, meeting, RequestDetails(PartialDate("2017-02")))
    commit()
    web.sign_in(organizer).get(f"/meetings/{meeting.ref}/dates").submit({"asked_on": "2017-02-01"})
    assert [activity.occurred_on for activity in activities_of(meeting)] == [PartialDate("2017-02-01")]
    future = web.get(f"/meetings/{meeting.ref}/dates").send({"asked_on": (today() + timedelta(days=3)).isoformat()})
    assert future.status == 422


def test_editing_keeps_the_answers_of_the_asks_that_stay(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign)
    meeting = make_meeting(campaign, status=S.DEBRIEFED)
    meeting.asks = [
        MeetingAsk(text=demand.text, demand_id=demand.id, answer=-2),
        MeetingAsk(text="Meet again", answer=1, position=1),
        MeetingAsk(text="Drop me", position=2),
    ]
    commit()
    web.sign_in(organizer).get(f"/meetings/{meeting.ref}/edit").submit({"asks": "Meet again\nAnd another"})
    db.session.refresh(meeting)
    assert [(ask.text, ask.answer) for ask in meeting.asks] == [
        ("No detainers", -2),
        ("Meet again", 1),
        ("And another", None),
    ]


# --- who sees what -------------------------------------------------------------------------------


def test_a_request_of_a_hidden_campaign_looks_missing_everywhere(
    web: Web, organizer: User, coordinator: User, as_organizer: Actor
) -> None:
    meeting = make_meeting(
        make_restricted_campaign(team=(coordinator,)), "Quiet talk", status=S.REQUESTED, asked_on=ago(10)
    )
    path = f"/meetings/{meeting.ref}"
    web.sign_in(organizer)
    assert web.get(path).status == web.get("/meetings/0000000000").status == 404
    assert "Quiet talk" not in web.get("/meetings").text
    assert "Quiet work" not in web.get("/meetings").text
    assert to_chase(as_organizer) == []
    for step in ("chase", "debrief", "edit", "dates"):
        assert web.get(f"{path}/{step}").status == 404
    shown = web.sign_in(coordinator).get(path)
    assert "Confidential: team only" in shown.text


def test_a_member_reads_but_has_no_buttons_and_is_refused(web: Web, member: User, as_member: Actor) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED, asked_on=ago(1))
    web.sign_in(member)
    shown = web.get(f"/meetings/{meeting.ref}")
    assert shown.status == 200
    assert not shown.soup.select("main .acts")
    assert not shown.soup.select("main form")
    for path in ("/meetings/new", f"/meetings/{meeting.ref}/chase", f"/meetings/{meeting.ref}/edit"):
        assert web.get(path).status == 403
    assert web.post_with_token(f"/meetings/{meeting.ref}/withdraw").status == 403
    with pytest.raises(NotAllowed):
        asking.give_up(as_member, meeting, NOTE)


@pytest.mark.one_database
def test_moving_a_request_into_a_confidential_campaign_takes_its_tasks_and_activities_along(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_coordinator, meeting, RequestDetails(ago(1)))
    quiet = make_restricted_campaign(team=(coordinator,))
    commit()
    (task,) = open_tasks(meeting)
    web.sign_in(coordinator).get(f"/meetings/{meeting.ref}/edit").submit({"campaigns": [quiet.ref]})
    web.sign_in(organizer)
    assert web.get(f"/meetings/{meeting.ref}").status == 404
    assert web.get(f"/tasks/{task.ref}").status == 404
    (activity,) = activities_of(meeting)
    assert [link.campaign_id for link in activity.campaign_links] == [quiet.id]


@pytest.mark.one_database
def test_the_owner_must_be_able_to_see_it(web: Web, organizer: User) -> None:
    outsider = make_user("outsider")
    quiet = make_restricted_campaign(team=(organizer,))
    refused = (
        web.sign_in(organizer)
        .get("/meetings/new")
        .send({"party": make_official().ref, "topic": "T", "campaigns": quiet.ref, "owner": outsider.ref})
    )
    assert refused.status == 422
    assert "Outsider may not see" in " ".join(refused.errors)


@pytest.mark.one_database
def test_a_stale_form_is_a_conflict_and_shows_what_was_typed(web: Web, organizer: User, as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED, asked_on=ago(1))
    drawn = web.sign_in(organizer).get(f"/meetings/{meeting.ref}/decline")
    db.session.refresh(meeting, ["person", "organization"])
    asking.chase(as_organizer, meeting, ChaseDetails(today()))
    commit()
    stale = drawn.send({"note": "They said never"})
    assert stale.status == 409
    assert "They said never" in stale.text


@pytest.mark.one_database
def test_the_pages_ask_as_many_questions_for_many_requests_as_for_few(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    counts = []
    web.sign_in(organizer)
    for wanted in (2, 20):
        for number in range(wanted):
            make_meeting(campaign, f"M{number}", status=S.REQUESTED, asked_on=ago(9), of=make_official(f"P{number} X"))
        commit()
        with count_queries() as seen:
            web.get("/meetings")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_the_record_page_asks_as_many_questions_for_many_asks_as_for_few(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    counts = []
    web.sign_in(organizer)
    for wanted in (1, 9):
        meeting = make_meeting(campaign, status=S.REQUESTED, of=make_official(f"P{wanted} X"))
        for number in range(wanted):
            demand = make_demand(campaign, f"D{wanted}{number}", number=wanted * 10 + number)
            meeting.asks.append(MeetingAsk(text=demand.text, demand_id=demand.id, position=number))
            add(Task(what=f"T{number}", about_id=meeting.id, assignee_id=organizer.id))
        commit()
        ref = meeting.ref
        with count_queries() as seen:
            web.get(f"/meetings/{ref}")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_long_lists_come_in_pages(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    mayor = make_official()
    for number in range(52):
        make_meeting(
            campaign,
            f"Meeting about {number:02}",
            of=mayor,
            status=S.DECLINED,
            asked_on=PartialDate(f"20{10 + number % 7}"),
        )
    first = web.sign_in(organizer).get("/meetings")
    more = next(link for link in first.links() if "after=" in link)
    names = [node.get_text() for page in (first, web.get(more)) for node in page.soup.select("main table th a")]
    assert len(names) == len(set(names)) == 52


@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED, asked_on=ago(1))
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert web.get("/meetings").title == "Reuniones"
    assert "Pedida" in web.get(f"/meetings/{meeting.ref}").text
    assert web.get(f"/meetings/{meeting.ref}/decline").title == "Dijeron que no"


def test_the_history_of_steps_keeps_their_notes(as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign(), status=S.REQUESTED)
    db.session.refresh(meeting, ["person", "organization"])
    asking.give_up(as_organizer, meeting, AnswerDetails(note="Six calls, no answer"))
    commit()
    assert db.session.scalars(select(Step.note)).all() == ["Six calls, no answer"]


@pytest.mark.one_database
def test_a_promise_made_in_the_debriefing_needs_words(as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign(), status=S.HELD)
    db.session.refresh(meeting, ["person", "organization"])
    with pytest.raises(Refused) as refused:
        holding.debrief(
            as_organizer, meeting, DebriefDetails(commitments=(CommitmentDetails("", due_on=date(2017, 5, 1)),))
        )
    assert refused.value.problems[0].field == "commitment_text_1"


@pytest.mark.one_database
def test_tasks_planned_by_rule_are_one_per_request(as_organizer: Actor) -> None:
    meeting = make_meeting(make_campaign())
    db.session.refresh(meeting, ["person", "organization"])
    asking.request(as_organizer, meeting, RequestDetails(ago(1)))
    planned = tasks.plan(as_organizer, TaskRule.CHASE_MEETING, "again", about=meeting)
    assert open_tasks(meeting) == [planned]


@pytest.mark.one_database
def test_the_stepper_leaves_out_what_was_skipped_and_ends_with_a_cross(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    held = make_meeting(campaign, status=S.HELD, held_on=ago(1), of=make_official("A"))
    cancelled = make_meeting(campaign, status=S.CANCELLED_BY_OFFICE, of=make_official("B"))
    web.sign_in(organizer)
    steps_shown = web.get(f"/meetings/{held.ref}").soup.select("ol.stepper li")
    assert [li.get_text(" ").split()[0] for li in steps_shown] == ["Draft", "Requested", "Meeting", "Debriefed"]
    ended = web.get(f"/meetings/{cancelled.ref}").soup.select("ol.stepper li")
    assert ended[-1].get_text(" ").strip() == "Cancelled by the office"
    assert ended[-1].get("aria-current") == "step"


@pytest.mark.one_database
def test_before_turning_to_an_office_one_sees_who_was_there_lately(
    web: Web, organizer: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    mayor = make_official("Ada Mayor")
    meeting = make_meeting(campaign, "New talk", of=mayor)
    make_meeting(campaign, "Older talk", of=mayor, status=S.REQUESTED, asked_on=ago(3))
    call = Happening(ago(2), contacts=(Contact(mayor),))
    activities.record(as_coordinator, campaign, ActivityKind.CALL, call)
    commit()
    asking_page = web.sign_in(organizer).get(f"/meetings/{meeting.ref}/request").text
    assert "Call, Ada Mayor" in asking_page
    assert "Older talk" in asking_page
    assert asking_page.count("New talk") == 1  # in the head, not among what is pending
    assert "Call, Ada Mayor" in web.get(f"/meetings/new?of={mayor.ref}").text


@pytest.mark.one_database
def test_a_demand_of_another_campaign_is_refused(web: Web, organizer: User) -> None:
    campaign, other = make_campaign(), make_campaign("Other")
    demand = make_demand(other, "Something else")
    values = {"party": make_official().ref, "topic": "T", "campaigns": campaign.ref, "demands": demand.ref}
    refused = web.sign_in(organizer).get("/meetings/new").send(values)
    assert refused.status == 422
    assert "belongs to another campaign" in " ".join(refused.errors)
    assert web.get("/meetings/new").send({**values, "campaigns": [campaign.ref, other.ref]}).status == 303


def test_the_debriefing_tells_the_log_of_our_time_and_of_lobbying(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=S.CONFIRMED)
    commit()
    path = f"/meetings/{meeting.ref}"
    web.sign_in(organizer).get(f"{path}/hold").submit()
    answers = {"specific_legislation": "yes", "view_taken": "yes", "audience": "legislator", "minutes_spent": "40"}
    asked = web.get(f"{path}/debrief")
    assert "Does it count as lobbying?" in asked.text
    assert asked.submit(answers).status == 200
    held = db.session.scalars(select(Activity).where(Activity.kind == ActivityKind.MEETING_HELD)).one()
    assert (held.minutes, held.lobbying.value) == (40, "direct")
    assert held.lobbying_note
