"""Events: dates and times, every step, who answers, who sees names, and what calendars keep."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.events import EVENT, EventDetails, EventKind, EventStatus, EventStep, RsvpAnswer, moments_of
from advocacy.domain.localtime import Repeated
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskStatus
from advocacy.domain.users import Language
from advocacy.models import Activity, Event, Rsvp, User
from advocacy.policy import Actor, NotAllowed
from advocacy.queries import events as queries
from advocacy.queries.clock import today
from advocacy.services import events, rsvps, steps
from advocacy.services.events import Around
from tests.factories import (
    commit,
    make_campaign,
    make_demand,
    make_event,
    make_organization,
    make_person,
    make_place,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web

S = EventStatus
NEW_YORK = "America/New_York"
DAY = PartialDate("2017-05-01")


def details(**fields: Any) -> EventDetails:
    """A march on May Day."""
    fields.setdefault("happened_on", DAY)
    return EventDetails("May Day march", EventKind.MARCH, **fields)


def told(event: Event) -> list[Activity]:
    """Every activity of the event that stands."""
    return list(
        db.session.scalars(select(Activity).where(Activity.record_id == event.id, Activity.retracted_at.is_(None)))
    )


def in_days(days: int) -> str:
    """A day from today, as text."""
    return (today() + timedelta(days=days)).isoformat()


def test_times_on_the_wall_become_moments_in_utc() -> None:
    found = moments_of(details(starts=time(18, 30), ends=time(20)), NEW_YORK)
    assert found.starts_at == datetime(2017, 5, 1, 22, 30, tzinfo=UTC)
    assert found.ends_at == datetime(2017, 5, 2, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts": time(18), "happened_on": PartialDate("2017-05")}, "happened_on"),
        ({"ends": time(18)}, "starts"),
        ({"ends_on": date(2017, 5, 2)}, "ends"),
        ({"starts": time(18), "ends_on": date(2017, 5, 2)}, "ends"),
        ({"starts": time(18), "ends": time(17)}, "ends"),
        ({"starts": time(18), "ends": time(18)}, "ends"),
        ({"starts": time(18), "ends": time(19), "ends_on": date(2017, 7, 1)}, "ends_on"),
        ({"starts": time(2, 30), "happened_on": PartialDate("2017-03-12")}, "starts"),
        ({"starts": time(1, 30), "happened_on": PartialDate("2017-11-05")}, "starts"),
        ({"starts": time(0, 30), "ends": time(1, 30), "happened_on": PartialDate("2017-11-05")}, "ends"),
    ],
)
def test_times_that_make_no_sense_are_refused_at_their_field(fields: dict[str, Any], field: str) -> None:
    assert [problem.field for problem in moments_of(details(**fields), NEW_YORK).problems] == [field]


def test_an_hour_that_comes_twice_is_told_apart_and_an_event_may_end_after_midnight() -> None:
    twice = details(starts=time(1, 30), happened_on=PartialDate("2017-11-05"), starts_repeated=Repeated.SECOND)
    assert moments_of(twice, NEW_YORK).starts_at == datetime(2017, 11, 5, 6, 30, tzinfo=UTC)
    late = moments_of(details(starts=time(22), ends=time(1), ends_on=date(2017, 5, 2)), NEW_YORK)
    assert late.problems == ()


TAKE = {
    EventStep.ANNOUNCE: lambda actor, event: events.announce(actor, event, version=None),
    EventStep.HOLD: lambda actor, event: events.hold(actor, event, 400, "", version=None),
    EventStep.CANCEL: lambda actor, event: events.cancel(actor, event, "Rain", version=None),
    EventStep.POSTPONE: lambda actor, event: events.postpone(actor, event, "Rain", version=None),
}


@pytest.mark.parametrize(("state", "step"), list(EVENT.table))
def test_every_edge_of_the_table_can_be_taken(as_organizer: Actor, state: EventStatus, step: EventStep) -> None:
    event = make_event(make_campaign(), status=state, happened_on="2017-05-01")
    TAKE[step](as_organizer, event)
    assert event.status is EVENT.after(state, step)
    assert [each.kind for each in told(event)] == ([ActivityKind.EVENT] if step is EventStep.HOLD else [])


@pytest.mark.parametrize(
    ("state", "step"), [(state, step) for state in S for step in EventStep if not EVENT.allows(state, step)]
)
@pytest.mark.one_database
def test_every_other_step_is_refused_in_words(as_organizer: Actor, state: EventStatus, step: EventStep) -> None:
    event = make_event(make_campaign(), status=state, happened_on="2017-05-01")
    with pytest.raises(Refused, match="not possible now"):
        TAKE[step](as_organizer, event)


@pytest.mark.one_database
def test_an_event_cannot_be_held_before_it_begins_nor_announced_again_without_a_date(as_organizer: Actor) -> None:
    ahead = make_event(make_campaign(), happened_on=in_days(1))
    with pytest.raises(Refused, match="not begun"):
        events.hold(as_organizer, ahead, None, "", version=None)
    postponed = make_event(None, status=S.POSTPONED)
    with pytest.raises(Refused, match="date first"):
        events.announce(as_organizer, postponed, version=None)


def test_what_was_held_stands_on_the_timeline_with_its_hosts_and_moves_with_its_date(as_organizer: Actor) -> None:
    host = make_organization("Pioneer Valley Workers Center")
    event = events.create(
        as_organizer,
        details(side=Side.OTHERS),
        Around(hosts=(host,), speakers_in_words=("His spokesman",), campaigns=(make_campaign(),)),
    )
    events.hold(as_organizer, event, None, "", version=None)
    happened = told(event)[0]
    assert (happened.side, str(happened.occurred_on)) == (Side.OTHERS, "2017-05-01")
    assert {(each.organization_id, each.attribution) for each in happened.contacts} == {
        (host.id, ""),
        (None, "His spokesman"),
    }
    events.edit(as_organizer, event, details(happened_on=PartialDate("2017-05-02")), Around(), version=None)
    assert str(told(event)[0].occurred_on) == "2017-05-02"
    assert [str(old.happened_on) for old in event.old_dates] == ["2017-05-01"]


@pytest.mark.one_database
def test_a_correction_takes_the_head_count_back_too(as_organizer: Actor) -> None:
    event = make_event(make_campaign(), happened_on="2017-05-01")
    step = events.hold(as_organizer, event, 400, "Counted at the door", version=None)
    steps.take_back(as_organizer, event, step)
    assert (event.status, event.attendance, event.attendance_note) == (S.PLANNED, None, "")
    assert told(event) == []


@pytest.mark.one_database
def test_cancelling_drops_its_tasks(as_organizer: Actor) -> None:
    campaign = make_campaign()
    event = make_event(campaign)
    task = make_task("Order water", campaign=campaign, about_id=event.id)
    events.cancel(as_organizer, event, "Rain", version=None)
    assert task.status is TaskStatus.DROPPED


@pytest.mark.one_database
def test_the_place_gives_the_clock(as_organizer: Actor) -> None:
    place = make_place("Albuquerque", time_zone="America/Denver")
    event = events.create(as_organizer, details(starts=time(18)), Around(jurisdiction=place))
    assert (event.zone, event.starts_at) == ("America/Denver", datetime(2017, 5, 2, 0, 0, tzinfo=UTC))


def test_without_a_place_the_campaigns_place_gives_the_clock_and_another_one_may_be_named(as_organizer: Actor) -> None:
    place = make_place("Albuquerque", time_zone="America/Denver")
    campaign = make_campaign(jurisdiction_id=place.id)
    event = events.create(as_organizer, details(starts=time(18)), Around(campaigns=[campaign]))
    assert (event.zone, event.starts_at) == ("America/Denver", datetime(2017, 5, 2, 0, 0, tzinfo=UTC))
    other = details(starts=time(18), zone="America/Los_Angeles")
    events.edit(as_organizer, event, other, Around(jurisdiction=place, campaigns=[campaign]), version=None)
    assert (event.zone, event.starts_at) == ("America/Los_Angeles", datetime(2017, 5, 2, 1, 0, tzinfo=UTC))


def test_another_clock_stands_on_the_form_and_the_page(web: Web, organizer: User) -> None:
    event = make_event(
        make_campaign(), happened_on="2017-05-01", zone="America/Chicago",
        starts_at=datetime(2017, 5, 1, 23, 0, tzinfo=UTC),
    )  # fmt: skip
    commit()
    form = web.sign_in(organizer).get(f"/events/{event.ref}/edit")
    assert form.soup.select_one("input[name=zone]")["value"] == "America/Chicago"  # type: ignore[index]
    assert form.send({"zone": "Mars/Olympus"}).errors == ["This time zone is not known: Mars/Olympus."]
    assert "America/Chicago" in web.get(f"/events/{event.ref}").text
    at_home = form.submit({"zone": ""})
    assert "America" not in at_home.text
    db.session.refresh(event)
    assert event.starts_at == datetime(2017, 5, 1, 22, 0, tzinfo=UTC)


def test_an_answer_counts_with_its_guests_and_a_new_one_replaces_it(as_member: Actor, as_organizer: Actor) -> None:
    event = make_event(make_campaign(), happened_on=in_days(3))
    rsvps.answer(as_member, event, RsvpAnswer.GOING, 2)
    rsvps.answer(as_organizer, event, RsvpAnswer.MAYBE, 0)
    rsvps.add(as_organizer, event, None, "five from the North End", RsvpAnswer.GOING, 4)
    commit()
    coming = queries.lines_of(as_member, [event])[0].coming
    assert (coming.going, coming.maybe) == (8, 1)
    rsvps.answer(as_member, event, RsvpAnswer.NOT_GOING, 2)
    commit()
    assert queries.lines_of(as_member, [event])[0].coming.going == 5
    assert db.session.scalars(select(Rsvp.guests).where(Rsvp.user_id == as_member.user_id)).one() == 0


@pytest.mark.one_database
def test_answers_end_with_the_event_and_keep_within_reason(as_member: Actor, as_organizer: Actor) -> None:
    for status in (S.HELD, S.CANCELLED):
        with pytest.raises(Refused, match="no longer takes answers"):
            rsvps.answer(as_member, make_event(make_campaign(slug=status), status=status), RsvpAnswer.GOING, 0)
    event, person = make_event(make_campaign()), make_person()
    with pytest.raises(Refused, match="At most 50"):
        rsvps.answer(as_member, event, RsvpAnswer.GOING, 51)
    with pytest.raises(Refused, match="Choose a person"):
        rsvps.add(as_organizer, event, None, "", RsvpAnswer.GOING, 0)
    with pytest.raises(Refused, match="not both"):
        rsvps.add(as_organizer, event, person, "Ada", RsvpAnswer.GOING, 0)
    rsvps.add(as_organizer, event, person, "", RsvpAnswer.GOING, 0)
    db.session.flush()
    with pytest.raises(Refused, match="has answered already"):
        rsvps.add(as_organizer, event, person, "", RsvpAnswer.MAYBE, 0)


@pytest.mark.one_database
def test_a_member_answers_only_for_themselves_and_only_where_they_see_the_event(as_member: Actor) -> None:
    hidden = make_event(make_restricted_campaign())
    with pytest.raises(NotAllowed):
        rsvps.answer(as_member, hidden, RsvpAnswer.GOING, 0)
    with pytest.raises(NotAllowed):
        rsvps.add(as_member, make_event(make_campaign()), None, "Ana", RsvpAnswer.GOING, 0)


def test_who_came_is_ticked_or_only_counted(as_organizer: Actor) -> None:
    event = make_event(make_campaign(), status=S.HELD)
    first = rsvps.add(as_organizer, event, make_person("Ada One"), "", RsvpAnswer.GOING, 0)
    second = rsvps.add(as_organizer, event, make_person("Bea Two"), "", RsvpAnswer.GOING, 0)
    db.session.flush()
    rsvps.count(as_organizer, event, 300, "The press", {first.id}, version=None)
    assert (event.attendance, first.attended, second.attended) == (300, True, False)
    with pytest.raises(Refused, match="You ticked 2 people, but the number is 1"):
        rsvps.count(as_organizer, event, 1, "", {first.id, second.id}, version=None)
    rsvps.count(as_organizer, event, 301, "", set(), version=None)
    assert (first.attended, second.attended) == (None, None)
    with pytest.raises(Refused, match="held first"):
        rsvps.count(as_organizer, make_event(None), 3, "", set(), version=None)


def test_an_organizer_plans_moves_and_announces_an_event(web: Web, organizer: User) -> None:
    campaign, host, place = make_campaign(), make_organization("PVWC"), make_place("Springfield", state="MA")
    commit()
    shown = (
        web.sign_in(organizer)
        .get("/events/new")
        .submit(
            {
                "title": "May Day march",
                "event_kind": "march",
                "happened_on": "2041-05-01",
                "starts": "12:00",
                "ends": "14:00",
                "place": "City Hall",
                "jurisdiction": place.ref,
                "hosts": [host.ref],
                "speakers_in_words": "A worker\nThe bishop",
                "interpreters": "Spanish",
                "campaigns": [campaign.ref],
            }
        )
    )
    assert shown.title == "May Day march"
    for words in ("March 1", "12:00 pm to 2:00 pm", "City Hall", "PVWC", "A worker", "The bishop", "Spanish"):
        assert words in shown.text
    path = shown.response.request.path
    moved = web.get(f"{path}/edit").submit({"happened_on": "2041-05-02"})
    assert "This event was moved. It was planned for May 1, 2041, 12:00 pm." in moved.text
    announced = moved.submit(button="Announce")
    assert "Announced" in announced.text
    postponed = web.get(f"{path}/postpone").submit({"note": "Storm"})
    assert "This event was postponed." in postponed.text
    cancelled = web.get(f"{path}/cancel").submit({"note": "Storm"})
    assert "This event was cancelled." in cancelled.text
    assert "May Day march" in web.get("/events").text


def test_a_bad_time_keeps_what_was_typed_and_asks_which_of_two_hours_is_meant(web: Web, organizer: User) -> None:
    form = web.sign_in(organizer).get("/events/new")
    typed = {"title": "Vigil", "happened_on": "2017-11-05", "starts": "01:30", "purpose": "Candles"}
    bad = form.send(typed)
    assert bad.status == 422
    assert any("comes twice" in error for error in bad.errors)
    assert "Candles" in str(bad.soup.select_one("textarea[name=purpose]"))
    good = bad.submit({"starts_repeated": "second"})
    assert good.title == "Vigil"
    again = web.get(good.response.request.path + "/edit")
    assert again.soup.select_one("input[name=starts_repeated]")["value"] == "second"  # type: ignore[index]
    assert again.submit().title == "Vigil"
    assert db.session.scalars(select(Event)).one().old_dates == []
    assert web.get("/events/new").send({"title": "", "happened_on": "1/2/2017"}).status == 422


def test_marking_as_held_asks_how_many_came(web: Web, organizer: User) -> None:
    event = make_event(make_campaign(), happened_on="2017-05-01", status=S.ANNOUNCED)
    commit()
    form = web.sign_in(organizer).get(f"/events/{event.ref}/hold")
    assert form.send({"attendance": "-3"}).status == 422
    held = form.submit({"attendance": "400", "attendance_note": "Counted at the door"})
    assert "400" in held.text
    assert "Counted at the door" in held.text
    assert "400 people came" in web.get("/events?when=past").text


def test_everybody_answers_sees_counts_and_only_organizers_see_names(web: Web, organizer: User, member: User) -> None:
    event = make_event(make_campaign(), happened_on=in_days(3), status=S.ANNOUNCED)
    commit()
    path = f"/events/{event.ref}"
    page = web.sign_in(member).get(path)
    going = page.submit({"guests": "2"}, action="/rsvp", button="I am going")
    assert "You are going" in going.text
    assert "3 people are coming." in going.text
    assert "Who answered" not in going.text
    assert page.send({"guests": "many"}, action="/rsvp", button="Maybe").status == 422
    seen = web.sign_in(organizer).get(path)
    assert "Who answered" in seen.text
    assert "Member" in seen.text
    added = web.get(f"{path}/rsvps/new").submit({"words": "Five from the North End", "guests": "4"})
    assert "8 people are coming." in added.text
    gone = added.submit(action="/rsvps/remove")
    assert "Answer taken out." in gone.soup.get_text()
    assert web.post_with_token(f"{path}/rsvps/remove", {"rsvp": "x"}).status == 404
    assert web.post_with_token(f"{path}/rsvps/remove", {"rsvp": "999999"}).status == 422


def test_attendance_is_ticked_on_its_page(web: Web, organizer: User, as_organizer: Actor) -> None:
    event = make_event(make_campaign(), happened_on="2017-05-01", status=S.HELD)
    row = rsvps.add(as_organizer, event, make_person("Ada One"), "", RsvpAnswer.GOING, 0)
    commit()
    number = row.id
    form = web.sign_in(organizer).get(f"/events/{event.ref}/attendance")
    assert form.send({"attendance": "0", "came": [number]}).status == 422
    shown = form.submit({"attendance": "12", "came": [number]})
    assert "Came" in shown.text
    stale = form.send({"attendance": "13"})
    assert stale.status in {303, 409}


@pytest.mark.one_database
def test_a_stale_form_is_a_conflict(web: Web, organizer: User) -> None:
    event = make_event(make_campaign(), happened_on="2017-05-01")
    commit()
    edit = web.sign_in(organizer).get(f"/events/{event.ref}/edit")
    hold = web.get(f"/events/{event.ref}/hold")
    show = web.get(f"/events/{event.ref}")
    assert web.get(f"/events/{event.ref}/edit").send({"title": "Newer"}).status == 303
    assert edit.send({"title": "Older"}).status == 409
    assert hold.send({"attendance": "3"}).status == 409
    assert show.send(button="Announce").status == 409


@pytest.mark.one_database
def test_a_member_has_no_buttons_and_is_refused(web: Web, member: User) -> None:
    event = make_event(make_campaign(), happened_on=in_days(2))
    commit()
    shown = web.sign_in(member).get(f"/events/{event.ref}")
    assert shown.status == 200
    assert not any(end in link for link in shown.links() for end in ("/edit", "/hold", "/cancel", "/rsvps/new"))
    for end in ("/edit", "/hold", "/cancel", "/postpone", "/rsvps/new", "/attendance"):
        assert web.get(f"/events/{event.ref}{end}").status == 403
    assert web.post_with_token(f"/events/{event.ref}/announce").status == 403
    assert web.get("/events/new").status == 403


def test_a_hidden_event_looks_missing(web: Web, organizer: User) -> None:
    event = make_event(make_restricted_campaign(team=(make_user("insider"),)), "Quiet meeting", happened_on=in_days(2))
    commit()
    web.sign_in(organizer)
    for end in ("", "/edit", "/hold", "/attendance", "/rsvps/new"):
        assert web.get(f"/events/{event.ref}{end}").status == web.get(f"/events/0000000000{end}").status == 404
    assert web.post_with_token(f"/events/{event.ref}/rsvp", {"answer": "going"}).status == 404
    assert "Quiet meeting" not in web.get("/events").text


def test_the_list_tells_ahead_from_past_and_can_be_narrowed(web: Web, member: User) -> None:
    campaign = make_campaign()
    make_event(campaign, "Tomorrow", happened_on=in_days(1))
    make_event(campaign, "This year", happened_on=f"{today():%Y}", event_kind=EventKind.RALLY)
    make_event(campaign, "No date")
    make_event(campaign, "Last year", happened_on="2017-05-01", status=S.HELD)
    make_event(campaign, "Called off", happened_on=in_days(5), status=S.CANCELLED)
    commit()
    ahead, past = web.sign_in(member).get("/events").text, web.get("/events?when=past").text
    for title in ("Tomorrow", "This year", "No date", "Called off"):
        assert title in ahead
        assert title not in past
    assert "Last year" in past
    assert "Tomorrow" not in web.get("/events?kind=rally").text
    assert "Tomorrow" in web.get(f"/events?campaign={campaign.slug}&after=nonsense").text


@pytest.mark.parametrize("past", [False, True])
def test_a_long_list_goes_on_where_it_stopped(web: Web, member: User, past: bool) -> None:
    campaign = make_campaign()
    for number in range(70):
        make_event(campaign, f"Event {number:03}", happened_on=in_days((-1 if past else 1) * (number + 1)))
    commit()
    path = "/events?when=past" if past else "/events"
    first = web.sign_in(member).get(path)
    more = next(link for link in first.links() if "after=" in link)
    second = web.get(more)
    titles = [node.get_text() for page in (first, second) for node in page.soup.select("main ul.list a.b")]
    assert titles == [f"Event {number:03}" for number in range(70)]


@pytest.mark.one_database
def test_the_number_of_queries_does_not_grow_with_events_or_answers(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    event = make_event(campaign, happened_on=in_days(1))
    counts: list[tuple[int, int]] = []
    for number in (2, 20):
        for index in range(number):
            make_event(campaign, f"Event {number} {index}", happened_on=in_days(2))
            rsvps.add(as_organizer, event, make_person(f"Ada {number}{index}"), "", RsvpAnswer.GOING, 1)
        commit()
        web.sign_in(organizer)
        with count_queries() as of_list:
            web.get("/events")
        with count_queries() as of_event:
            web.get(f"/events/{event.ref}")
        counts.append((len(of_list), len(of_event)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("end", ["", "/edit", "/hold", "/cancel", "/rsvps/new"])
@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User, end: str) -> None:
    event = make_event(make_campaign(), happened_on="2017-05-01", starts_at=datetime(2017, 5, 1, 16, tzinfo=UTC))
    organizer.language = Language.ES
    commit()
    shown = web.sign_in(organizer).get(f"/events/{event.ref}{end}")
    assert shown.status == 200
    assert "Eventos" in shown.soup.get_text()


def test_demands_raised_at_an_event_stand_on_both_pages(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    commit()
    web.sign_in(organizer)
    form = web.get(f"/events/new?campaign={campaign.ref}")
    shown = form.submit({"title": "March to city hall", "happened_on": "2017-05-01", "demands": demand.ref})
    assert "1. No detainers" in shown.text
    assert "March to city hall" in web.get(f"/campaigns/{campaign.slug}/demands/{demand.ref}").text
    edited = web.get(shown.response.request.path + "/edit").submit({"demands": []})
    assert "No detainers" not in edited.text
