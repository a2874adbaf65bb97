"""What pages say and show first: the next step, whose clock, what stands beside what."""

from datetime import timedelta

import pytest

from advocacy.domain.audit_events import ACTIONS
from advocacy.domain.events import EventStatus
from advocacy.domain.letters import ReplyOutcome
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange.dates import partial_date
from advocacy.models import User
from advocacy.policy import Action, Actor
from advocacy.queries.clock import today
from tests.factories import (
    commit,
    make_campaign,
    make_event,
    make_meeting,
    make_organization,
    make_restricted_campaign,
)
from tests.letters import approved, reply, sent, sign_on
from tests.web import Page, Web


def first_button(page: Page) -> str:
    """The words of the one solid button in the head."""
    found = page.soup.select_one("main .acts .btn-primary")
    assert found is not None
    return " ".join(found.get_text(" ").split())


@pytest.mark.one_database
def test_the_head_of_a_letter_leads_to_the_reply_that_waits(web: Web, organizer: User, as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    commit()
    web.sign_in(organizer)
    assert first_button(web.get(f"/letters/{letter.ref}")) == "Log a reply"
    came = reply(as_organizer, letter)
    commit()
    page = web.get(f"/letters/{letter.ref}")
    assert first_button(page) == "Classify the reply"
    assert f"/letters/{letter.ref}/replies/{came.ref}/classify" in page.links()
    assert any(link.startswith("/letters/new?after=") for link in page.links())


@pytest.mark.one_database
def test_an_organization_that_signs_is_printed_once(web: Web, organizer: User, as_organizer: Actor) -> None:
    letter = approved(as_organizer, make_campaign())
    sign_on(as_organizer, letter, make_organization("Neighbors United"), printed_organization="Neighbors United")
    commit()
    web.sign_in(organizer)
    signers = web.get(f"/letters/{letter.ref}").soup.select("section[aria-labelledby=signatures] .list > li .g")
    assert [" ".join(each.get_text(" ").split()) for each in signers] == ["Neighbors United Invited"]


@pytest.mark.one_database
def test_history_is_told_by_the_clock_of_the_house(
    web: Web, organizer: User, as_organizer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = sent(as_organizer, make_campaign())
    commit()
    monkeypatch.setitem(web.app.config, "TIME_ZONE", "Pacific/Kiritimati")
    web.sign_in(organizer)
    here = web.get(f"/letters/{letter.ref}").soup.select("#history")[0].find_parent("section")
    monkeypatch.setitem(web.app.config, "TIME_ZONE", "Pacific/Pago_Pago")
    there = web.get(f"/letters/{letter.ref}").soup.select("#history")[0].find_parent("section")
    assert here is not None
    assert there is not None
    assert here.get_text() != there.get_text()


@pytest.mark.one_database
def test_who_answered_is_named_when_it_is_one_official(web: Web, organizer: User, as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    reply(as_organizer, letter, outcome=ReplyOutcome.REFUSED)
    commit()
    web.sign_in(organizer)
    section = web.get(f"/letters/{letter.ref}").soup.select_one("section[aria-labelledby=replies]")
    assert section is not None
    assert "Official1 Example. Letter, Feb 3, 2017." in section.get_text()


@pytest.mark.parametrize(
    ("days", "words"),
    [(2, "The next chase is due today."), (3, "The chase is one day overdue."), (7, "The chase is 5 days overdue.")],
)
@pytest.mark.one_database
def test_a_chase_that_is_due_says_so_in_a_whole_sentence(
    web: Web, organizer: User, as_organizer: Actor, days: int, words: str
) -> None:
    asked = PartialDate.of(today() - timedelta(days=days))
    meeting = make_meeting(make_campaign(), status=MeetingStatus.REQUESTED, asked_on=asked)
    commit()
    assert words in web.sign_in(organizer).get(f"/meetings/{meeting.ref}").text


@pytest.mark.one_database
def test_lists_mark_what_is_confidential(web: Web, organizer: User) -> None:
    campaign = make_restricted_campaign(team=(organizer,))
    make_event(campaign, happened_on=(today() + timedelta(days=3)).isoformat(), status=EventStatus.PLANNED)
    make_event(make_campaign("Open work"), happened_on=(today() + timedelta(days=4)).isoformat())
    make_meeting(campaign)
    make_meeting(make_campaign("More open work"))
    commit()
    web.sign_in(organizer)
    assert len(web.get("/events").soup.select("main .lock")) == 1
    assert len(web.get("/meetings").soup.select("main .lock")) == 1


@pytest.mark.one_database
def test_a_refused_attempt_is_told_in_words(web: Web, administrator: User, member: User) -> None:
    commit()
    assert web.sign_in(member).get("/letters/new").status == 403
    page = web.sign_in(administrator).get("/admin/audit")
    assert "action: work on letters" in page.text


def test_every_permission_has_words_for_the_trail() -> None:
    assert set(ACTIONS) == {action.value for action in Action}


@pytest.mark.one_database
def test_this_device_stands_first_among_the_sessions(web: Web, organizer: User) -> None:
    commit()
    web.sign_in(organizer)
    first = web.get("/account").soup.select("main .list > li")[0]
    assert "This device" in first.get_text()


@pytest.mark.parametrize("path", ["/letters/new", "/meetings/new", "/resolutions/new", "/events/new"])
@pytest.mark.one_database
def test_enter_in_a_line_of_text_saves_and_does_not_search(web: Web, organizer: User, path: str) -> None:
    commit()
    buttons = web.sign_in(organizer).get(path).soup.select("main form.entry button")
    assert "_find" in [button.get("name") for button in buttons]
    assert buttons[0].get("name") is None


@pytest.mark.one_database
def test_recipients_of_other_letters_fold_away_until_one_is_ticked(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    letter, other = sent(as_organizer, campaign), sent(as_organizer, campaign)
    there = other.recipients[0].ref
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/replies/new")
    folded = page.soup.select_one("main fieldset details")
    assert folded is not None
    assert not folded.has_attr("open")
    assert [box["value"] for box in folded.select("input")] == [there]
    again = page.send({"recipients": [there], "received_on": "no day"})
    assert again.status == 422
    assert again.soup.select_one("main fieldset details[open]") is not None


@pytest.mark.one_database
def test_a_postponed_event_asks_for_its_new_date_first(web: Web, organizer: User) -> None:
    ahead = (today() + timedelta(days=5)).isoformat()
    event = make_event(make_campaign(), happened_on=ahead, status=EventStatus.POSTPONED)
    commit()
    page = web.sign_in(organizer).get(f"/events/{event.ref}")
    assert first_button(page) == "Set the new date"
    assert "Are you coming?" not in page.text


@pytest.mark.one_database
def test_an_event_of_yesterday_is_to_be_marked_as_held_and_asks_nobody_to_come(web: Web, organizer: User) -> None:
    gone = (today() - timedelta(days=1)).isoformat()
    event = make_event(make_campaign(), happened_on=gone, status=EventStatus.PLANNED)
    commit()
    page = web.sign_in(organizer).get(f"/events/{event.ref}")
    assert first_button(page) == "Mark as held"
    assert "Are you coming?" not in page.text


@pytest.mark.one_database
def test_a_printed_page_says_who_printed_it_and_when(web: Web, organizer: User) -> None:
    commit()
    foot = web.sign_in(organizer).get("/letters").soup.select_one("footer .only-print")
    assert foot is not None
    assert foot.get_text() == f"Printed by {organizer.display_name} on {partial_date(PartialDate.of(today()), 'en')}"
