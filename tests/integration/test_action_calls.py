"""Calls to action: who writes them, what members see and do, what it leaves in the log; and the text for chat."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.action_calls import ActionCallDetails, audience_of, check, in_language
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.campaigns import CampaignStatus
from advocacy.domain.directory import ContactKind, OrganizationKind
from advocacy.domain.events import EventStatus
from advocacy.domain.lobbying import Audience, LobbyingClass
from advocacy.domain.measures import MeasureStatus
from advocacy.domain.users import Language
from advocacy.models import ActionCall, ActionTaken, Activity, Campaign, ContactPoint, Target, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.services import action_calls
from tests.factories import (
    add,
    commit,
    link,
    make_body,
    make_campaign,
    make_event,
    make_measure,
    make_official,
    make_restricted_campaign,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web


def a_call(coordinator: User, campaign: Campaign | None = None, **changes: Any) -> ActionCall:
    """An open call about the mayor, whose office has a public phone, a public e-mail and a private phone."""
    campaign = campaign or make_campaign()
    mayor = make_official("Ada Example")
    for kind, value, public in (
        (ContactKind.PHONE, "+14135550100", True),
        (ContactKind.EMAIL, "mayor@example.org", True),
        (ContactKind.PHONE, "+14135550199", False),
    ):
        add(ContactPoint(person_id=mayor.id, contact_kind=kind, value=value, is_public=public))
    target = add(Target(campaign_id=campaign.id, person_id=mayor.id))
    link(target, campaign)
    details = {"sentence": "Call the mayor.", "sentence_es": "Llama a la alcaldesa.", "script": "Please sign.\nThanks!"}
    wanted = ActionCallDetails(**{**details, "targets": (target.ref,), **changes})  # type: ignore[arg-type]
    call = action_calls.create(Actor.of(coordinator), campaign, wanted)
    commit()
    return call


def did_it(web: Web, call: ActionCall) -> Any:
    """The member says so on the page."""
    values = {"target": call.targets and db.session.get(Target, call.targets[0].target_id).ref, "kind": "call",  # type: ignore
              "outcome": "left_message", "note": "With her aide."}  # fmt: skip
    return web.get(f"/action-calls/{call.ref}").submit(values, button="I did it")


def test_who_is_alone_is_ticked_and_the_way_that_is_on_file_is_chosen(
    web: Web, coordinator: User, member: User
) -> None:
    call = a_call(coordinator)
    form = web.sign_in(member).get(f"/action-calls/{call.ref}").soup
    assert form.select_one("input[name=target]").has_attr("checked")  # type: ignore[union-attr]
    assert form.select_one("select[name=kind] [selected]")["value"] == "call"  # type: ignore[index]
    db.session.execute(db.delete(ContactPoint).where(ContactPoint.contact_kind == ContactKind.PHONE))
    commit()
    page = web.get(f"/action-calls/{call.ref}")
    assert page.soup.select_one("select[name=kind] [selected]")["value"] == "email"  # type: ignore[index]
    page.submit({"outcome": "left_message"}, button="I did it")
    assert db.session.scalars(select(ActionTaken)).one().target_id == call.targets[0].target_id


def test_a_coordinator_writes_a_call_and_a_member_finds_it_on_home_and_on_the_campaign(
    web: Web, coordinator: User, member: User
) -> None:
    campaign = make_campaign()
    a_call(coordinator, campaign)
    db.session.execute(db.delete(ActionCall))
    commit()
    web.sign_in(coordinator)
    form = web.get(f"/campaigns/{campaign.slug}/action-calls/new")
    assert "Choose whom to contact" in str(form.submit({"sentence": "Call!"}).errors)
    target = db.session.scalars(select(Target)).one()
    until = today() + timedelta(days=3)
    made = form.submit({"sentence": "Call the mayor.", "targets": target.ref, "until": until.isoformat()})
    assert "Nobody yet" in made.text
    web.sign_in(member)
    for path in ("/", f"/campaigns/{campaign.slug}"):
        assert "Call the mayor." in web.get(path).text
    assert web.get(f"/campaigns/{campaign.slug}/action-calls/new").status == 403


@pytest.mark.one_database
def test_only_public_ways_are_offered_and_a_mail_brings_the_script(web: Web, coordinator: User) -> None:
    call = a_call(coordinator)
    shown = web.sign_in(coordinator).get(f"/action-calls/{call.ref}")
    assert "tel:+14135550100" in shown.links()
    assert "mailto:mayor@example.org?body=Please%20sign.%0D%0AThanks%21" in shown.links()
    assert "0199" not in shown.source


@pytest.mark.one_database
def test_doing_it_is_one_entry_of_the_log_with_the_class_proposed(web: Web, coordinator: User, member: User) -> None:
    campaign = make_campaign()
    call = a_call(coordinator, campaign, specific_legislation=True)
    shown = did_it(web.sign_in(member), call)
    assert "1 person did it" in shown.text
    assert "You did all of it" in shown.text
    activity = db.session.scalars(select(Activity)).one()
    assert (activity.kind, activity.outcome) == (ActivityKind.CALL, ContactOutcome.LEFT_MESSAGE)
    assert (activity.author_id, activity.lobbying) == (member.id, LobbyingClass.DIRECT)
    assert activity.lobbying_note.startswith("Direct lobbying")
    assert "Telephone call with Ada Example" in web.get(f"/campaigns/{campaign.slug}").text
    assert "You did it" in web.get("/").text


def test_it_can_be_taken_back_within_a_day_and_then_no_more(web: Web, coordinator: User, member: User) -> None:
    call = a_call(coordinator)
    shown = did_it(web.sign_in(member), call)
    assert "Nobody yet" in shown.submit(action="/undo").text
    assert db.session.scalars(select(Activity)).one().retracted_at is not None
    assert "1 person did it" in did_it(web, call).text
    for activity in db.session.scalars(select(Activity)):
        activity.created_at -= timedelta(hours=25)
    commit()
    late = web.get(f"/action-calls/{call.ref}").submit(action="/undo")
    assert late.status == 422
    assert db.session.query(ActionTaken).count() == 1


def test_what_an_organizer_took_out_of_the_log_does_not_count_and_may_be_done_again(
    web: Web, coordinator: User, member: User
) -> None:
    call = a_call(coordinator)
    did_it(web.sign_in(member), call)
    db.session.scalars(select(Activity)).one().retracted_at = call.created_at
    commit()
    assert "Nobody yet" in web.get(f"/action-calls/{call.ref}").text
    assert "1 person did it" in did_it(web, call).text


@pytest.mark.parametrize("way", ["closed", "over", "ended"])
def test_a_call_that_is_over_is_shown_no_more_and_takes_no_answer(
    web: Web, coordinator: User, member: User, way: str
) -> None:
    campaign = make_campaign()
    call = a_call(coordinator, campaign)
    if way == "closed":
        web.sign_in(coordinator).get(f"/action-calls/{call.ref}").submit(action="/close")
    elif way == "over":
        call.until = today() - timedelta(days=1)
    else:
        campaign.status = CampaignStatus.WON
    commit()
    web.sign_in(member)
    target = db.session.scalars(select(Target)).one().ref
    late = {"target": target, "kind": "call", "outcome": "yes"}
    assert "is closed" in web.post_with_token(f"/action-calls/{call.ref}", late).text
    for path in ("/", f"/campaigns/{campaign.slug}"):
        assert "Call the mayor." not in web.get(path).text


def test_a_call_of_a_confidential_campaign_does_not_exist_for_others(web: Web, coordinator: User, member: User) -> None:
    call = a_call(coordinator, make_restricted_campaign(team=(coordinator,)))
    web.sign_in(member)
    assert web.get(f"/action-calls/{call.ref}").status == 404
    assert "Call the mayor." not in web.get("/").source
    assert web.post_with_token(f"/action-calls/{call.ref}/undo", {"target": "x"}).status == 404
    assert "Call the mayor." in web.sign_in(coordinator).get("/").text


@pytest.mark.one_database
def test_a_spanish_reader_reads_spanish_and_english_where_there_is_none(
    web: Web, coordinator: User, member: User
) -> None:
    call = a_call(coordinator)
    member.language = Language.ES
    commit()
    shown = web.sign_in(member).get(f"/action-calls/{call.ref}")
    assert shown.title == "Llama a la alcaldesa."
    assert shown.soup.select_one(".quote[lang=en]") is not None
    assert in_language("a", "", "es") == ("a", "en")


@pytest.mark.one_database
def test_home_takes_one_query_for_all_calls(web: Web, coordinator: User, member: User) -> None:
    campaign = make_campaign()
    web.sign_in(member)
    web.get("/")
    found = []
    for _round in range(2):
        a_call(coordinator, campaign)
        with count_queries() as queries:
            web.get("/")
        found.append(len(queries))
    assert found[0] == found[1]


def test_what_is_wrong_with_a_call_is_said() -> None:
    day = date(2017, 5, 1)
    found = [
        list(check(ActionCallDetails("x", targets=("a",), until=day + timedelta(days=days)), day)) for days in (-1, 400)
    ]
    assert [[problem.field for problem in each] for each in found] == [["until"], ["until"]]
    assert [problem.field for problem in check(ActionCallDetails("x"), day)] == ["targets"]


def test_to_whom_it_is_said_follows_from_the_body() -> None:
    assert audience_of(OrganizationKind.LEGISLATIVE_BODY) is Audience.LEGISLATOR
    assert audience_of(OrganizationKind.POLICE) is Audience.ADMINISTRATIVE_BODY
    assert audience_of(None, has_office=True) is Audience.OTHER_OFFICIAL
    assert audience_of(None) is None


def test_the_text_for_chat_holds_what_is_public_in_both_languages(web: Web, coordinator: User, member: User) -> None:
    campaign, quiet = make_campaign(), make_restricted_campaign(team=(coordinator,))
    call = a_call(coordinator, campaign, until=today() + timedelta(days=3))
    soon = today() + timedelta(days=2)
    make_measure(campaign, "Public order", status=MeasureStatus.SCHEDULED, next_on=soon, body=make_body())
    make_measure(campaign, "Secret draft", status=MeasureStatus.DRAFTING, next_on=today())
    evening = datetime(soon.year, soon.month, soon.day, 23, tzinfo=UTC)
    make_event(
        campaign, "Rally", happened_on=soon.isoformat(), status=EventStatus.ANNOUNCED, starts_at=evening,
        zone="Etc/GMT+5", place="City Hall",
    )  # fmt: skip
    web.app.config["BASE_URL"] = "https://cabildo.example.org"
    both = make_event(campaign, "Quiet vigil", happened_on=today().isoformat(), status=EventStatus.ANNOUNCED)
    link(both, quiet)
    make_event(campaign, "Only planned", happened_on=today().isoformat())
    commit()
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/chat")
    english, spanish = (str(node.get_text()) for node in shown.soup.select("textarea"))
    assert english.strip().startswith("Sanctuary city – Active\nNext decision: Public order")
    when = f"{soon:%b} {soon.day}, {soon.year}"
    assert f"Next event: Rally, {when}, 6:00 pm, City Hall" in english
    assert english.strip().endswith(
        f"Contact: Ada Example, +14135550100\nhttps://cabildo.example.org/action-calls/{call.ref}"
    )
    assert "Contacta a: Ada Example, +14135550100" in spanish
    assert "What you can do: Call the mayor.\nUntil " in english
    assert "Lo que puedes hacer: Llama a la alcaldesa." in spanish
    for hidden in ("Secret", "Quiet", "Only planned"):
        assert hidden not in shown.source.split("<main")[1]
    assert web.sign_in(member).get(f"/campaigns/{campaign.slug}/chat").status == 200
    assert web.get(f"/campaigns/{quiet.slug}/chat").status == 404


@pytest.mark.one_database
def test_a_confidential_campaign_has_no_text_for_chat(web: Web) -> None:
    ana = make_user("ana")
    quiet = make_restricted_campaign(team=(ana,))
    commit()
    shown = web.sign_in(ana).get(f"/campaigns/{quiet.slug}/chat")
    assert (shown.status, shown.soup.select("textarea")) == (403, [])
    assert "/chat" not in "".join(web.get(f"/campaigns/{quiet.slug}").links())
