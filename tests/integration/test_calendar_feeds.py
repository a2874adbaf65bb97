"""Private calendars: what an address tells, to whom, for how long, and that a calendar program can read it."""

import logging
import socket
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from icalendar import Calendar

from advocacy.db import db
from advocacy.domain.calendar_feeds import comment_deadline
from advocacy.domain.events import EventKind, EventPart, EventStatus
from advocacy.domain.letter_details import AnswerDetails, DeliveryDetails, ReplyDetails
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.measures import MeasureStatus, MotionKind
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.tasks import TaskRule
from advocacy.domain.thresholds import RuleBase, RuleFraction
from advocacy.domain.users import Language
from advocacy.models import BodyRule, CalendarFeed, Campaign, EventParty, User, VoteEvent
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.queries.letters import letter_by_ref
from advocacy.services import calendar_feeds, letters, users
from advocacy.services.letters import chasing
from advocacy.views.calendar_feeds import GUESSES, OFTEN
from advocacy.views.pace import Pace
from tests.factories import (
    add,
    commit,
    make_body,
    make_campaign,
    make_commitment,
    make_event,
    make_letter,
    make_measure,
    make_meeting,
    make_official,
    make_person,
    make_recipient,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.letters import sent
from tests.queries import count_queries
from tests.web import Web

NEW_YORK = "America/New_York"


@pytest.fixture(autouse=True)
def _fresh_pace() -> None:
    for pace in (OFTEN, GUESSES):
        pace._begun.clear()


def soon(days: int = 7) -> date:
    """A day to come."""
    return today() + timedelta(days=days)


def noon(days: int = 7) -> datetime:
    """An hour of a day to come."""
    return datetime.combine(soon(days), datetime.min.time(), tzinfo=UTC) + timedelta(hours=16)


def fill(campaign: Campaign, user: User) -> None:
    """One of everything."""
    march = make_event(campaign, "March, with “music”; and more", happened_on=soon().isoformat(), starts_at=noon())
    march.ends_at, march.zone, march.place = noon() + timedelta(hours=2), NEW_YORK, "Court Square"
    make_event(campaign, "Picnic", happened_on=soon(9).isoformat())
    make_meeting(campaign, "Talk with the mayor", status=MeetingStatus.CONFIRMED, starts_at=noon(3), zone=NEW_YORK)
    body = make_body()
    rule = {"motion_kind": MotionKind.ORDINARY, "fraction": RuleFraction.HALF, "base": RuleBase.VOTING}
    add(BodyRule(body_id=body.id, comment_deadline_hours=36, **rule))
    measure = make_measure(campaign, "Resolution", status=MeasureStatus.SCHEDULED, next_on=soon(5), body=body)
    add(VoteEvent(measure_id=measure.id, voted_on=PartialDate.of(soon(-5))))
    letter = make_letter(campaign, "Letter", status=LetterStatus.SENT)
    for number in range(2):
        make_recipient(letter, make_official(f"O{number}"), status=RecipientStatus.SENT, reply_due=soon(4))
    make_letter(campaign, "Joint letter", status=LetterStatus.COLLECTING, sign_by=soon(2), sign_until=soon(6))
    make_task("Own task", user, campaign=campaign, due_on=soon(1))
    make_task("Task of somebody else", make_user(f"other {campaign.slug}"), campaign=campaign, due_on=soon(1))
    make_commitment(campaign, "Promise", due_on=soon(8))
    commit()


def address(user: User, campaign: Campaign | None = None, *, tells: bool = False) -> str:
    """A new address of a user."""
    token = calendar_feeds.make(Actor.of(user), campaign, language=Language.EN, tells_confidential=tells)
    commit()
    return f"/feeds/{token}.ics"


def fetched(app: Flask, path: str) -> Calendar:
    """What somebody gets who is not signed in."""
    answer = Web(app).get(path).response
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in answer.headers
    return Calendar.from_ical(answer.get_data())  # type: ignore[return-value]


def test_how_often_to_ask_again_is_a_duration(app: Flask, member: User) -> None:
    commit()
    lines = Web(app).get(address(member)).response.get_data(as_text=True).splitlines()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines  # RFC 7986, 5.7
    assert "X-PUBLISHED-TTL:PT1H" in lines
    assert sum(line.startswith("X-WR-CALNAME") for line in lines) == 1


def by_title(calendar: Calendar) -> dict[str, Any]:
    """The entries by their titles."""
    return {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}


def test_a_feed_holds_what_has_a_day_and_what_is_due(app: Flask, organizer: User) -> None:
    fill(make_campaign(), organizer)
    calendar = fetched(app, address(organizer))
    found = by_title(calendar)
    assert set(found) == {
        "March, with “music”; and more", "Picnic", "Meeting: Talk with the mayor", "Decision: Resolution",
        "Sign up to speak by today: Resolution", "Vote: Resolution", "Reply due: Letter", "Sign by today: Joint letter",
        "Last day to sign: Joint letter", "Task: Own task", "Promise due: Promise",
    }  # fmt: skip
    march, reply = found["March, with “music”; and more"], found["Reply due: Letter"]
    assert (march.start, march.end) == (noon(), noon() + timedelta(hours=2))
    assert str(march.start.tzinfo) == NEW_YORK
    assert [zone.tz_name for zone in calendar.timezones] == [NEW_YORK]
    assert (reply.start, reply.end, reply["TRANSP"]) == (soon(4), soon(5), "TRANSPARENT")
    assert found["Sign up to speak by today: Resolution"].start == soon(3)
    assert "DTEND" not in found["Meeting: Talk with the mayor"]  # no end is invented
    assert march["STATUS"] == "TENTATIVE"
    assert found["Picnic"].start == soon(9)


def test_a_change_raises_the_sequence_and_keeps_the_name_and_a_cancelled_event_stays(
    app: Flask, organizer: User
) -> None:
    event = make_event(make_campaign(), "March", happened_on=soon().isoformat(), starts_at=noon())
    path = address(organizer)
    before = by_title(fetched(app, path))["March"]
    event.status = EventStatus.CANCELLED
    event.touch()
    commit()
    after = by_title(fetched(app, path))["March"]
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    event.status = EventStatus.POSTPONED
    commit()
    assert by_title(fetched(app, path))["Postponed: March"]["STATUS"] == "CANCELLED"


def test_a_reply_keeps_its_name_when_one_answers_another_day_is_given_and_it_is_chased(
    app: Flask, organizer: User, as_organizer: Actor
) -> None:
    with time_machine.travel(datetime(2026, 11, 2, 17, tzinfo=UTC), tick=False) as clock:
        letter = sent(as_organizer, make_campaign(), to=3, on=PartialDate("2026-11-02"))
        path = address(organizer)
        first, _, third = letter.recipients

        def shown() -> dict[str, tuple[date, int, str]]:
            feed = fetched(app, path)
            return {str(each["UID"]): (each.start, int(each["SEQUENCE"]), str(each["STATUS"]))
                    for each in feed.walk("VEVENT") if str(each["SUMMARY"]).startswith("Reply")}  # fmt: skip

        ((name, before),) = shown().items()
        assert before[0] == date(2026, 11, 17)
        clock.shift(timedelta(hours=1))
        letters.log_reply(
            as_organizer, letter, ReplyDetails(PartialDate("2026-11-02"), answers=(AnswerDetails(first.ref),))
        )
        commit()
        ((same, after),) = shown().items()
        assert (same, after[0]) == (name, before[0])
        assert after[1] > before[1]
        assert letter_by_ref(as_organizer, letter.ref) is letter
        given = DeliveryDetails((), sent_on=third.sent_on, reply_due=date(2026, 11, 30))
        letters.correct_delivery(as_organizer, letter, third, given)
        commit()
        assert {key: value[0] for key, value in shown().items()} == {
            name: date(2026, 11, 17), f"reply-{third.ref}@cabildo": date(2026, 11, 30),
        }  # fmt: skip
        clock.move_to(datetime(2026, 12, 1, 17, tzinfo=UTC))
        assert letter_by_ref(as_organizer, letter.ref) is letter
        chasing.chase(as_organizer, letter, "Reminder", "Text")
        commit()
        assert list(shown()) == sorted([name, f"reply-{third.ref}@cabildo"])
        titles = by_title(fetched(app, path))
        assert [each for each in titles if each.startswith("Reply")] == ["Reply overdue: Three points"]
        assert letter_by_ref(as_organizer, letter.ref) is letter
        letters.withdraw(as_organizer, letter)
        commit()
        last = shown()
        assert {value[2] for value in last.values()} == {"CANCELLED"}
        assert all(last[key][1] > after[1] for key in last)


def test_the_day_to_speak_at_a_hearing_and_to_sign_is_cancelled_with_it(app: Flask, organizer: User) -> None:
    campaign, body = make_campaign(), make_body()
    rule = {"motion_kind": MotionKind.ORDINARY, "fraction": RuleFraction.HALF, "base": RuleBase.VOTING}
    add(BodyRule(body_id=body.id, comment_deadline_hours=24, **rule))
    hearing = make_event(campaign, "Hearing", event_kind=EventKind.HEARING, happened_on=soon().isoformat())
    add(EventParty(event_id=hearing.id, organization_id=body.id, part=EventPart.HOST))
    letter = make_letter(campaign, "Joint", status=LetterStatus.COLLECTING, sign_until=soon())
    path = address(organizer)
    titles = ("Sign up to speak by today: Hearing", "Last day to sign: Joint")
    before = by_title(fetched(app, path))
    assert [before[title]["STATUS"] for title in titles] == ["CONFIRMED"] * 2
    assert before[titles[0]].start == soon(6)
    hearing.status, letter.status = EventStatus.CANCELLED, LetterStatus.WITHDRAWN
    commit()
    after = by_title(fetched(app, path))
    assert [after[title]["STATUS"] for title in titles] == ["CANCELLED"] * 2
    assert [after[title]["UID"] for title in titles] == [before[title]["UID"] for title in titles]


@pytest.mark.sqlite_only
def test_lines_are_folded_and_words_escaped_as_the_standard_says(app: Flask, organizer: User) -> None:
    title = "Sesión; “música”, comida, y más \\ café ñandú " * 8
    make_event(make_campaign(), title.strip(), happened_on=soon().isoformat(), place="A\\B; C, D", starts_at=noon())
    raw = Web(app).get(address(organizer)).response.get_data()
    assert b"\n" not in raw.replace(b"\r\n", b"")  # RFC 5545, 3.1: lines end with CRLF
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75  # octets, without the line end
    for line in raw.split(b"\r\n"):
        line.decode()  # no letter is cut in two
    assert b"A\\\\B\\; C\\, D" in raw
    event = by_title(Calendar.from_ical(raw))[title.strip()]  # type: ignore[arg-type]
    assert str(event["LOCATION"]) == "A\\B; C, D"


def test_an_address_tells_only_what_its_owner_sees_at_that_moment(app: Flask, member: User) -> None:
    quiet = make_restricted_campaign(team=(member,))
    make_event(quiet, "Quiet picnic", happened_on=soon().isoformat(), place="Behind the church")
    masked, told, of_quiet = address(member), address(member, tells=True), address(member, quiet)
    busy = by_title(fetched(app, masked))["Busy: Cabildo"]
    assert busy.start == soon()
    assert set(busy) <= {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "STATUS", "CLASS", "DTSTART",
                         "DTEND", "TRANSP"}  # fmt: skip
    assert set(by_title(fetched(app, of_quiet))) == {"Busy: Cabildo"}
    assert "Quiet" not in str(fetched(app, of_quiet).get("NAME"))
    assert set(by_title(fetched(app, told))) == {"Quiet picnic"}
    quiet.team.clear()
    commit()
    assert by_title(fetched(app, masked)) == {} == by_title(fetched(app, told))
    none, gone = (Web(app).get(path).response for path in ("/feeds/" + "a" * 43 + ".ics", of_quiet))
    assert (none.status_code, none.get_data(), dict(none.headers)) == (404, gone.get_data(), dict(gone.headers))
    assert "Set-Cookie" not in none.headers


def test_a_revoked_address_and_one_of_a_closed_account_do_not_exist(
    app: Flask, web: Web, member: User, administrator: User
) -> None:
    path, other = address(member), address(member)
    web.sign_in(member)
    shown = web.get("/account/calendars")
    assert "2 addresses" in shown.text
    shown.submit(action="/revoke")
    assert sorted(Web(app).get(each).status for each in (path, other)) == [200, 404]
    users.deactivate(Actor.of(administrator), db.session.get_one(User, member.id))
    commit()
    assert {Web(app).get(each).status for each in (path, other)} == {404}
    users.reactivate(Actor.of(administrator), db.session.get_one(User, member.id))
    commit()
    assert {Web(app).get(each).status for each in (path, other)} == {404}


def test_an_address_is_shown_once_and_only_its_hash_is_kept(app: Flask, web: Web, organizer: User) -> None:
    campaign = make_campaign()
    make_event(campaign, "March", happened_on=soon().isoformat())
    commit()
    web.sign_in(organizer)
    made = web.get(f"/account/calendars?campaign={campaign.ref}").submit(button="Make an address")
    shown = str(made.soup.select_one("#address")["value"])  # type: ignore[index]
    path = shown.removeprefix("http://localhost")
    assert path.removeprefix("/feeds/").removesuffix(".ics") not in str(
        [row.token_hash for row in db.session.query(CalendarFeed)]
    )
    assert web.get("/account/calendars").soup.select_one("#address") is None
    assert "Sanctuary city" in str(fetched(app, path)["NAME"])
    assert "Last fetched" in web.get("/account/calendars").text
    assert web.post(path).status == 405


@pytest.mark.one_database
def test_the_token_reaches_no_log(app: Flask, member: User, caplog: pytest.LogCaptureFixture) -> None:
    path = address(member)
    with caplog.at_level(logging.INFO), caplog.at_level(logging.INFO, "advocacy.requests"):
        fetched(app, path)
        Web(app).get("/feeds/" + "b" * 43 + ".ics")
    assert "/feeds/<string" in caplog.text
    assert path.removeprefix("/feeds/") not in caplog.text
    assert "b" * 43 not in caplog.text


def test_what_has_not_changed_is_not_sent_again(app: Flask, member: User) -> None:
    event = make_event(make_campaign(), "March", happened_on=soon().isoformat(), starts_at=noon())
    path = address(member)
    tag = Web(app).get(path).response.headers["ETag"]
    again = Web(app).get(path, headers={"If-None-Match": tag}).response
    assert (again.status_code, again.get_data()) == (304, b"")
    event.title = "March!"
    commit()
    assert Web(app).get(path, headers={"If-None-Match": tag}).status == 200


@pytest.mark.one_database
def test_who_asks_too_often_waits(app: Flask, member: User) -> None:
    path = address(member)
    answers = [Web(app).get(path).status for _ in range(OFTEN.most + 1)]
    assert answers == [200] * OFTEN.most + [429]
    for number in range(GUESSES.most):
        assert Web(app).get(f"/feeds/{number:043d}.ics").status == 404
    refused = Web(app).get("/feeds/" + "c" * 43 + ".ics").response
    assert (refused.status_code, refused.headers["Retry-After"].isdigit()) == (429, True)


def test_a_pace_forgets_after_its_while_and_keeps_few_keys() -> None:
    now = [0.0]
    pace = Pace(1, 10, keys=2, clock=lambda: now[0])
    assert [pace.wait("a"), pace.wait("a")] == [0, 10]
    now[0] = 10
    assert pace.wait("a") == 0
    pace.wait("b"), pace.wait("c")
    assert pace.wait("a") == 0


@pytest.mark.one_database
def test_the_language_is_the_owners_and_long_lines_fold(app: Flask, organizer: User) -> None:
    organizer.language = Language.ES
    fill(make_campaign(), organizer)
    make_event(None, "Ñandú " * 30, happened_on=soon().isoformat())
    path = address(organizer)
    assert "Vence la respuesta: Letter" in by_title(fetched(app, path))
    raw = Web(app).get(path).response.get_data()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert "ñandú" in " ".join(by_title(fetched(app, path))).lower()


@pytest.mark.one_database
def test_pages_are_linked_where_the_address_of_the_site_is_set(app: Flask, member: User) -> None:
    event = make_event(make_campaign(), "March", happened_on=soon().isoformat())
    path = address(member)
    assert "URL" not in by_title(fetched(app, path))["March"]
    app.config["BASE_URL"] = "https://cabildo.example.org"
    try:
        assert str(by_title(fetched(app, path))["March"]["URL"]) == f"https://cabildo.example.org/events/{event.ref}"
    finally:
        app.config["BASE_URL"] = ""


@pytest.mark.one_database
def test_who_is_not_in_print_is_not_named(app: Flask, organizer: User) -> None:
    shy = make_person("Shy Person", not_in_print=True)
    make_task("Ask Shy Person", organizer, rule=TaskRule.ASK_TARGET, rule_subject="Shy Person", about_id=shy.id,
              due_on=soon())  # fmt: skip
    make_event(make_campaign(), "Tea with Shy Person", happened_on=soon().isoformat(), place="Shy Person’s home")
    feed = fetched(app, address(organizer))
    assert set(by_title(feed)) == {"Task: Ask (not in print)", "Tea with (not in print)"}
    assert b"Shy" not in feed.to_ical()


@pytest.mark.one_database
def test_the_number_of_queries_does_not_grow(app: Flask, organizer: User) -> None:
    fill(make_campaign(), organizer)
    path = address(organizer)
    fetched(app, path)
    with count_queries() as few:
        fetched(app, path)
    fill(make_campaign("Another"), organizer)
    with count_queries() as many:
        fetched(app, path)
    assert len(few) == len(many) <= 14, many


@pytest.mark.one_database
def test_what_is_long_past_or_far_ahead_is_left_out(app: Flask, member: User) -> None:
    campaign = make_campaign()
    for days in (-91, -90, 730, 731):
        make_event(campaign, f"In {days}", happened_on=soon(days).isoformat())
    assert set(by_title(fetched(app, address(member)))) == {"In -90", "In 730"}


def test_the_day_to_sign_up_to_speak_is_early_enough() -> None:
    monday = date(2017, 5, 8)
    found = [comment_deadline(monday, hours) for hours in (1, 24, 25, 48)]
    assert found == [date(2017, 5, 7), date(2017, 5, 7), date(2017, 5, 6), date(2017, 5, 6)]


@pytest.mark.sqlite_only
def test_a_calendar_server_takes_over_every_entry(app: Flask, organizer: User, tmp_path: Path) -> None:
    """Subscribing is fetching the file and storing its entries: a CalDAV server takes and gives back each of them."""
    import caldav

    fill(make_campaign(), organizer)
    feed = fetched(app, address(organizer))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--server-hosts=127.0.0.1:{port}", "--auth-type=none", f"--storage-filesystem-folder={tmp_path}"]
    server = subprocess.Popen([sys.executable, "-m", "radicale", "--config=", *options], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        client = caldav.DAVClient(url=f"http://127.0.0.1:{port}/", username="ana", password="ana")
        shelf = client.principal().make_calendar(name="Cabildo")
        for entry in feed.walk("VEVENT"):
            alone = Calendar.new(prodid="-//Test//EN", subcomponents=[entry])
            alone.add_missing_timezones()
            client.put(f"{shelf.url}{entry['UID']}.ics", alone.to_ical().decode(), {"Content-Type": "text/calendar"})
        kept = [Calendar.from_ical(each.data).walk("VEVENT")[0] for each in shelf.events()]
        times = {str(each["UID"]): (each.start, each["SUMMARY"], each["SEQUENCE"]) for each in kept}
        assert times == {
            str(each["UID"]): (each.start, each["SUMMARY"], each["SEQUENCE"]) for each in feed.walk("VEVENT")
        }
        found = shelf.search(start=noon(6), end=noon(8), event=True)
        assert any("March" in str(each.data) for each in found)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the calendar server did not start")
