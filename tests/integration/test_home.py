"""Home: what waits, the next decision, what comes up, and where campaigns stand."""

from datetime import UTC, datetime, timedelta

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.events import EventKind, EventStatus, RsvpAnswer
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.measures import MeasureStatus
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import Campaign, Event, Reply, ReplyAnswer, Rsvp, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.services import activities
from advocacy.services.activities import Happening
from tests.factories import (
    add,
    commit,
    link,
    make_campaign,
    make_letter,
    make_measure,
    make_meeting,
    make_official,
    make_recipient,
    make_restricted_campaign,
    make_task,
)
from tests.queries import count_queries
from tests.web import Web

DAY = timedelta(days=1)


def noon(days: int) -> datetime:
    """Noon in UTC, so many days from today."""
    return datetime.combine(today(), datetime.min.time(), tzinfo=UTC) + days * DAY + timedelta(hours=16)


def make_event(campaign: Campaign, title: str, days: int, **fields: object) -> Event:
    """An announced rally."""
    fields.setdefault("status", EventStatus.ANNOUNCED)
    event = add(Event(title=title, event_kind=EventKind.RALLY, starts_at=noon(days), place="City Hall", **fields))
    link(event, campaign)
    return event


def make_waiting_letter(campaign: Campaign, subject: str, *, overdue: int) -> None:
    letter = make_letter(campaign, subject, status=LetterStatus.SENT)
    make_recipient(
        letter,
        make_official(f"{subject} Mayor"),
        status=RecipientStatus.SENT,
        sent_on=PartialDate.of(today() - 20 * DAY),
        reply_due=today() - overdue * DAY,
    )


def fill(campaign: Campaign, user: User, actor: Actor, *, times: int, mark: str = "") -> None:
    """One of everything that the page shows, so many times."""
    for number in range(times):
        name = f"{mark}{number}"
        make_task(f"Task {name}", user, due_on=today() - DAY, campaign=campaign, about_id=campaign.id)
        make_waiting_letter(campaign, f"Letter{name}", overdue=11)
        answered = make_letter(campaign, f"Answered {name}", status=LetterStatus.SENT)
        make_recipient(answered, make_official(f"Reply{name} Mayor"), status=RecipientStatus.TO_CLASSIFY)
        of = make_official(f"Meeting{name} Mayor")
        held = PartialDate.of(today() - 5 * DAY)
        make_meeting(campaign, f"Debrief {name}", of=of, status=MeetingStatus.HELD, held_on=held)
        make_meeting(campaign, f"Chase {name}", of=of, status=MeetingStatus.REQUESTED, asked_on=held)
        make_meeting(campaign, f"Talk {name}", of=of, status=MeetingStatus.CONFIRMED, starts_at=noon(3))
        make_event(campaign, f"Rally {name}", 2)
        make_letter(campaign, f"Joint {name}", status=LetterStatus.COLLECTING, sign_until=today() + 5 * DAY)
        make_measure(campaign, f"Resolution {name}", status=MeasureStatus.SCHEDULED, next_on=today() + 4 * DAY)
        activities.record(actor, campaign, ActivityKind.CALL, Happening(PartialDate.of(today()), summary=name))
    commit()


@pytest.mark.one_database
def test_it_says_in_one_sentence_what_waits(web: Web, organizer: User, as_organizer: Actor) -> None:
    fill(make_campaign(), organizer, as_organizer, times=1)
    lead = web.sign_in(organizer).get("/").soup.select_one("main .lead-line")
    assert lead is not None
    words = " ".join(lead.get_text().split())
    assert "Organizer. Waiting for you:" in words
    for thing in (
        "one reply to classify",
        "one task",
        "one letter past its reply date",
        "one meeting to debrief",
        "one meeting request to chase",
    ):
        assert thing in words
    assert {str(a["href"]) for a in lead.select("a")} == {"#replies", "/tasks", "#letters", "/meetings"}


def test_it_counts_every_reply_to_one_letter_and_every_letter_that_did_not_arrive(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    letter = make_letter(campaign, "Sunday hours", status=LetterStatus.SENT)
    twice, _once = (
        make_recipient(letter, make_official(name), status=RecipientStatus.TO_CLASSIFY) for name in ("Ada X", "Bo X")
    )
    for retracted_at in (None, None, noon(0)):
        reply = add(Reply(words="We will see.", retracted_at=retracted_at))
        add(ReplyAnswer(reply_id=reply.id, recipient_id=twice.id))
    for number in range(6):
        lost = make_letter(campaign, f"Lost {number}", status=LetterStatus.SENT)
        make_recipient(lost, make_official(f"Lost{number} X"), status=RecipientStatus.DELIVERY_FAILED)
    commit()
    lead = web.sign_in(organizer).get("/").soup.select_one("main .lead-line")
    assert lead is not None
    words = " ".join(lead.get_text().split())
    assert "3 replies to classify" in words
    assert "6 letters that did not arrive" in words


def test_it_shows_by_when_letters_are_signed(web: Web, organizer: User) -> None:
    signed = {"sign_by": today() + 3 * DAY, "sign_until": today() + 5 * DAY}
    make_letter(make_campaign(), "Joint letter", status=LetterStatus.COLLECTING, **signed)
    make_letter(make_campaign("Other"), "Withdrawn letter", status=LetterStatus.WITHDRAWN, **signed)
    commit()
    shown = web.sign_in(organizer).get("/").text
    assert "Joint letter Signatures asked for by this day" in shown
    assert "Withdrawn letter" not in shown


@pytest.mark.one_database
def test_it_shows_what_waits_and_what_comes(web: Web, organizer: User, as_organizer: Actor) -> None:
    campaign = make_campaign()
    fill(campaign, organizer, as_organizer, times=1)
    make_event(campaign, "Far away", 15)
    off = make_event(campaign, "Called off", 1, status=EventStatus.CANCELLED)
    mine = make_event(campaign, "My march", 1)
    add(Rsvp(event_id=mine.id, user_id=organizer.id, answer=RsvpAnswer.GOING))
    add(Rsvp(event_id=off.id, user_id=organizer.id, answer=RsvpAnswer.NOT_GOING))
    commit()
    page = web.sign_in(organizer).get("/")
    for words in (
        "Next decision Open the resolution", "Resolution 0", "Replies to classify", "Answered 0", "My tasks", "Task 0",
        "Letters waiting for a reply", "11 days overdue", "Debrief 0", "Chase 0", "Talk 0", "Rally 0", "My march",
        "You are going", "Called off", "Cancelled", "Campaigns at a glance", "Sanctuary city", "Recent activity",
    ):  # fmt: skip
        assert words in page.text, words
    assert "Far away" not in page.text


@pytest.mark.one_database
def test_the_tick_on_the_page_comes_back_to_it(web: Web, organizer: User) -> None:
    task = make_task("Call", organizer)
    done = web.sign_in(organizer).get("/").submit(action=f"{task.ref}/finish")
    assert done.title == "What needs you today"
    assert "Task done." in done.text
    assert "No open tasks." in done.text


@pytest.mark.one_database
def test_a_decision_of_today_is_named_in_the_sentence(web: Web, member: User) -> None:
    make_measure(make_campaign(), status=MeasureStatus.SCHEDULED, next_on=today())
    commit()
    assert "a decision today" in web.sign_in(member).get("/").text


@pytest.mark.one_database
def test_a_new_installation_says_what_to_do_first(web: Web, coordinator: User, member: User) -> None:
    page = web.sign_in(coordinator).get("/")
    assert "Nothing waits for you today." in page.text
    assert "Start a new campaign" in page.text
    assert "Start a new campaign" not in web.sign_in(member).get("/").text


def test_what_is_confidential_does_not_exist_for_others(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    fill(make_restricted_campaign("Quiet work", team=(coordinator,)), coordinator, as_coordinator, times=1, mark="Q")
    page = web.sign_in(organizer).get("/")
    assert "Nothing waits for you today." in page.text
    for words in ("Quiet work", "Task Q0", "LetterQ0", "Answered Q0", "Debrief Q0", "Chase Q0", "Talk Q0", "Rally Q0"):
        assert words not in page.text
    assert "Recent activity" not in page.text
    assert "Resolution Q0" in page.text  # scheduled for a vote: that is public record
    assert "Quiet work" in web.sign_in(coordinator).get("/").text


@pytest.mark.one_database
def test_members_see_what_goes_on_and_only_what_waits_for_them(
    web: Web, member: User, organizer: User, as_organizer: Actor
) -> None:
    fill(make_campaign(), organizer, as_organizer, times=1)
    own = make_task("Bring chairs", member)
    page = web.sign_in(member).get("/")
    assert "Letter0" in page.text
    assert "Task 0" not in page.text
    assert page.soup.select_one("main .lead-line").get_text().endswith("Waiting for you: one task.")
    for words in ("Replies to classify", "Debrief 0", "Chase 0"):
        assert words not in page.text
    assert "/tasks/new" not in page.links()
    assert [str(form["action"]) for form in page.soup.select("main form")] == [f"/tasks/{own.ref}/finish"]


@pytest.mark.one_database
def test_the_page_asks_as_many_questions_for_much_as_for_little(web: Web, organizer: User, as_organizer: Actor) -> None:
    campaign = make_campaign()
    counts = []
    web.sign_in(organizer)
    for times, mark in ((1, "a"), (7, "b")):
        fill(campaign, organizer, as_organizer, times=times, mark=mark)
        db.session.expire_all()
        with count_queries() as seen:
            web.get("/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_it_speaks_spanish(web: Web, organizer: User, as_organizer: Actor) -> None:
    fill(make_campaign(), organizer, as_organizer, times=2)
    organizer.language = Language.ES
    commit()
    page = web.sign_in(organizer).get("/")
    assert page.title == "Lo que te necesita hoy"
    assert "2 tareas" in page.text
    assert " y 2 reuniones pedidas en las que insistir" in page.text
