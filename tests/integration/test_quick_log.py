"""Three taps: kind, person, outcome; the third saves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.campaigns import CampaignStatus, Priority
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Activity, Campaign, Person, Target, Task, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening
from tests.factories import (
    add,
    commit,
    link,
    make_campaign,
    make_official,
    make_organization,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web


def tap(page: Page, words: str) -> Page:
    """Press the button that says so; follow where it leads."""
    button = next(node for node in page.soup.select("main button.tap") if words in node.get_text(" "))
    form = button.find_parent("form")
    data = {str(node["name"]): str(node.get("value", "")) for node in form.select("input[name]")}
    data[str(button["name"])] = str(button["value"])
    if form.get("method") == "post":
        answer = page.web.post(str(form["action"]), data)
        return page.web.get(answer.location) if answer.status == 303 else answer
    query = "&".join(f"{name}={value}" for name, value in data.items())
    return page.web.get(f"/activities/quick?{query}")


def met(actor: Actor, party: object, campaign: Campaign, days_ago: int = 0) -> Activity:
    """Log a call with somebody, some days ago."""
    when = PartialDate.of(today() - timedelta(days=days_ago))
    happening = Happening(occurred_on=when, contacts=(Contact(party),))  # type: ignore[arg-type]
    return activities.record(actor, None, ActivityKind.CALL, happening, campaigns=[campaign])


@pytest.mark.one_database
def test_three_taps_log_a_call_and_the_page_after_offers_a_note_and_an_undo(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign, person = make_campaign("Bus lanes"), make_official("Ada Example", "City Councilor, Ward 1")
    met(as_organizer, person, campaign, days_ago=7)
    commit()
    first = web.sign_in(organizer).get("/activities/quick")
    assert first.title == "Log outreach"
    assert "Bus lanes" in first.text
    second = tap(first, "Call")
    assert "City Councilor, Ward 1 · 7 days ago" in second.text
    third = tap(second, "Ada Example")
    assert "How did it go?" in third.text
    after = tap(third, "Yes, will support")
    activity = db.session.scalars(select(Activity).order_by(Activity.id.desc())).first()
    assert activity is not None
    assert (activity.kind, activity.outcome) == (ActivityKind.CALL, ContactOutcome.YES)
    assert activity.contacts[0].person_id == person.id
    assert activity.participations[0].user_id == organizer.id
    assert [each.campaign_id for each in activity.campaign_links] == [campaign.id]
    assert str(activity.occurred_on) == today().isoformat()
    assert "Call saved." in str(after.soup)
    assert "Add to this call" in after.text
    noted = after.submit({"note": "She wants the text", "minutes": "12", "follow_up_what": "Send it"})
    assert "She wants the text" in noted.text
    assert activity.minutes == 12
    assert db.session.scalars(select(Task)).one().assignee_id == organizer.id


@pytest.mark.one_database
def test_undo_on_the_page_after_takes_it_back_and_leads_to_the_quick_log(web: Web, organizer: User) -> None:
    make_campaign()
    make_official("Ada Example")
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=call&q=ada")
    after = tap(tap(page, "Ada Example"), "Undecided")
    again = after.submit(button="Undo")
    assert again.title == "Log outreach"
    assert "Entry undone." in str(again.soup)
    assert db.session.scalars(select(Activity)).one().retracted_at is not None


@pytest.mark.one_database
def test_people_met_lately_come_first_then_the_targets_of_the_campaign(
    web: Web, organizer: User, as_organizer: Actor, as_coordinator: Actor
) -> None:
    campaign, other = make_campaign("Bus lanes"), make_campaign("Trees")
    lately, before, target = make_official("Lately Met"), make_official("Before Met"), make_official("Target Example")
    urgent = make_organization("Urgent Office")
    make_official("Stranger Example")
    met(as_organizer, before, campaign, days_ago=3)
    met(as_organizer, lately, campaign)
    met(as_coordinator, target, other, days_ago=2)
    for party, priority in ((target, Priority.LOW), (urgent, Priority.HIGH)):
        side = "person_id" if isinstance(party, Person) else "organization_id"
        link(add(Target(campaign_id=campaign.id, priority=priority, **{side: party.id})), campaign)
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=call")
    names = [node.get_text(" ", strip=True) for node in page.soup.select("button.tap")]
    assert [name.split(" ", 1)[1].split(" Mayor")[0] for name in names[:4]] == [
        "Lately Met",
        "Before Met",
        "Urgent Office",
        "Target Example",
    ]
    assert "2 days ago" in names[3]
    assert "Stranger" not in page.text


@pytest.mark.parametrize("words", ["exam", "ada", "Ward 1", "wárd"])
def test_somebody_is_found_by_name_office_or_ward(web: Web, organizer: User, words: str) -> None:
    make_official("Ada Example", "City Councilor, Ward 1")
    commit()
    page = web.sign_in(organizer).get(f"/activities/quick?kind=call&q={words}")
    assert "Ada Example" in page.text
    nobody = web.get("/activities/quick?kind=call&q=zzz")
    assert "Nobody by that name." in nobody.text


@pytest.mark.one_database
def test_someone_new_is_put_on_file_with_the_third_tap_and_not_before(web: Web, organizer: User) -> None:
    make_campaign()
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=in_person&who=new")
    wrong = page.send({"name": ""}, button="Next")
    assert wrong.status == 422
    assert wrong.errors == ["This is needed."]
    third = wrong.send({"name": "Nora de la Vega", "office": "aide of Ward 5"}, button="Next")
    assert third.status == 200
    assert "Nora de la Vega" in third.text
    assert db.session.scalars(select(Person)).all() == []
    after = tap(third, "Leaning yes")
    assert after.status == 200
    person = db.session.scalars(select(Person)).one()
    assert (person.name, person.family_name, person.role) == ("Nora de la Vega", "Vega", "aide of Ward 5")
    assert db.session.scalars(select(Activity)).one().contacts[0].person_id == person.id


def test_a_namesake_on_file_is_offered_before_a_twin_is_made(web: Web, organizer: User) -> None:
    make_campaign()
    make_official("Ada Example", "City Clerk")
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=call&who=new")
    third = page.send({"name": "ada example"}, button="Next")
    assert "Somebody by this name is on file." in third.text
    assert "City Clerk" in third.text
    tap(tap(third, "Ada Example"), "No answer")
    assert len(db.session.scalars(select(Person)).all()) == 1


@pytest.mark.one_database
def test_what_is_never_stored_is_refused_in_a_name(web: Web, organizer: User) -> None:
    make_campaign()
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=call&who=new")
    refused = page.send({"name": "Ana, born 1990-02-03"}, button="Next")
    assert refused.status == 422
    assert "date of birth" in refused.errors[0]


def test_a_rally_may_be_logged_with_nobody_in_particular_and_a_call_may_not(web: Web, organizer: User) -> None:
    make_campaign()
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=event")
    after = tap(tap(page, "Nobody in particular"), "Information given")
    assert "Event saved." in str(after.soup)
    assert db.session.scalars(select(Activity)).one().contacts == []
    assert "Nobody in particular" not in web.get("/activities/quick?kind=call").text
    forged = web.post_with_token("/activities/quick", {"kind": "call", "who": "nobody", "outcome": "yes"})
    assert forged.status == 422


def test_the_campaign_is_the_one_of_the_last_entry_and_can_be_changed(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    team, last = make_campaign("Trees", team=(organizer,)), make_campaign("Bus lanes")
    make_campaign("Won long ago", status=CampaignStatus.WON)
    quiet = make_restricted_campaign("Quiet work")
    person = make_official("Ada Example")
    commit()
    first = web.sign_in(organizer).get("/activities/quick")
    assert "Trees" in first.text
    met(as_organizer, person, last)
    commit()
    assert "Bus lanes" in web.get("/activities/quick").text
    change = web.get("/activities/quick?change=1&kind=call")
    offered = [node.get_text(" ", strip=True) for node in change.soup.select("button.tap")]
    assert offered == ["Bus lanes", "Trees", "No campaign"]
    after = tap(tap(tap(change, "Trees"), "Ada Example"), "No answer, left a message")
    assert "Trees" in after.text
    latest = db.session.scalars(select(Activity).order_by(Activity.id.desc())).first()
    assert latest is not None
    assert latest.campaign_links[0].campaign_id == team.id
    assert "Quiet work" not in web.get(f"/activities/quick?campaign={quiet.ref}").text


@pytest.mark.one_database
def test_without_a_campaign_it_belongs_to_none(web: Web, organizer: User) -> None:
    make_official("Ada Example")
    commit()
    page = web.sign_in(organizer).get("/activities/quick?kind=call&q=ada")
    assert "No campaign" in page.text
    assert tap(tap(page, "Ada Example"), "Undecided").status == 200
    assert db.session.scalars(select(Activity)).one().campaign_links == []


@pytest.mark.one_database
def test_a_forged_person_or_outcome_saves_nothing(web: Web, organizer: User) -> None:
    make_campaign()
    person = make_official()
    commit()
    web.sign_in(organizer)
    for who, outcome in (("aaaaaaaaaa", "yes"), (person.ref, "splendid"), ("x'y", "yes"), ("", "yes")):
        sent = {"kind": "call", "who": who, "outcome": outcome}
        assert web.post_with_token("/activities/quick", sent).status == 422
    assert web.get("/activities/quick?kind=nonsense&who=%27%22").status == 200
    assert db.session.scalars(select(Activity)).all() == []


@pytest.mark.one_database
def test_tapping_twice_saves_once(web: Web, organizer: User) -> None:
    make_campaign()
    make_official("Ada Example")
    commit()
    third = tap(web.sign_in(organizer).get("/activities/quick?kind=call&q=ada"), "Ada Example")
    tap(third, "Yes, will support")
    tap(third, "Yes, will support")
    assert len(db.session.scalars(select(Activity)).all()) == 1


@pytest.mark.one_database
def test_the_page_after_is_for_its_author_and_coordinators(
    web: Web, organizer: User, member: User, as_coordinator: Actor
) -> None:
    activity = met(as_coordinator, make_official(), make_campaign())
    commit()
    assert web.sign_in(organizer).get(f"/activities/{activity.ref}/more").status == 403
    assert web.sign_in(member).get(f"/activities/{activity.ref}/more").status == 403


@pytest.mark.one_database
def test_a_reminder_in_the_past_is_refused_and_the_note_stays(web: Web, organizer: User, as_organizer: Actor) -> None:
    activity = met(as_organizer, make_official(), make_campaign())
    commit()
    page = web.sign_in(organizer).get(f"/activities/{activity.ref}/more")
    refused = page.send({"note": "Kept", "follow_up_what": "Call", "follow_up_due": "2017-01-01"})
    assert refused.status == 422
    assert refused.errors == ["This day is over. Choose today or a later day."]
    assert "Kept" in refused.text
    later = (today() + timedelta(days=1)).isoformat()
    assert refused.send({"follow_up_due": later}).status == 303
    assert db.session.scalars(select(Task)).one().status is TaskStatus.OPEN


@pytest.mark.one_database
def test_whom_to_tap_costs_the_same_however_many_were_met(web: Web, organizer: User, as_organizer: Actor) -> None:
    campaign = make_campaign()
    met(as_organizer, make_official("Ada Example"), campaign)
    commit()
    web.sign_in(organizer).get("/activities/quick?kind=call")
    counts = []
    for _ in range(2):
        with count_queries() as seen:
            web.get("/activities/quick?kind=call")
        counts.append(len(seen))
        for number in range(12):
            met(as_organizer, make_person(f"P{number} Example"), campaign)
        commit()
    assert counts[0] == counts[1]
