"""The target board: stance and part at a glance, moves, long silence, filters, and planning a contact."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, inspect

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.campaigns import TargetDetails, TargetPart
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence
from advocacy.domain.users import Language
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Organization,
    Person,
    Record,
    RecordCampaign,
    Stance,
    Target,
    Task,
    User,
)
from advocacy.policy import Actor
from advocacy.queries import target_board
from advocacy.queries.clock import today
from advocacy.services import targets
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

LISTED = "section[aria-labelledby=targets] tbody th a"


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def make_stance(
    campaign: Campaign, person: Person, score: int, days: int, confidence: Confidence = Confidence.PUBLIC
) -> Stance:
    """An entry of the ledger on the campaign."""
    stated_on = PartialDate.of(days_ago(days))
    about = {"about_id": campaign.id, "person_id": person.id, "evidence": "Seen"}
    stance = add(Stance(score=score, confidence=confidence, stated_on=stated_on, **about))
    link(stance, campaign)
    return stance


def make_contact(campaign: Campaign, party: Person | Organization, days: int) -> Activity:
    """A call with somebody."""
    side = "person_id" if isinstance(party, Person) else "organization_id"
    activity = Activity(kind=ActivityKind.CALL, side=Side.OURS, occurred_on=PartialDate.of(days_ago(days)))
    activity.contacts = [ActivityContact(**{side: party.id})]
    activity.campaign_links = [ActivityCampaign(campaign_id=campaign.id)]
    activity.place()
    return add(activity)


def names(page: Page, selector: str = LISTED) -> list[str]:
    """The names in the list of targets."""
    return [cell.get_text(" ", strip=True) for cell in page.soup.select(selector)]


def path_of(campaign: Campaign, query: str = "") -> str:
    return f"/campaigns/{campaign.slug}/targets{query}"


def card(page: Page, name: str) -> str:
    """The words of a card."""
    found = page.soup.select_one(f"section[aria-labelledby={name}]")
    assert found is not None
    return found.get_text(" ", strip=True)


@pytest.mark.one_database
def test_the_board_shows_each_target_under_their_part_and_stance(web: Web, member: User, as_coordinator: Actor) -> None:
    campaign, yes, unknown = make_campaign(), make_official("Ada Example"), make_official("Bob Example")
    targets.add(as_coordinator, campaign, yes, TargetDetails())
    targets.add(as_coordinator, campaign, unknown, TargetDetails(TargetPart.OPPONENT))
    make_stance(campaign, yes, 2, 3)
    commit()
    page = web.sign_in(member).get(path_of(campaign))
    by_part = {}
    for row in page.soup.select("section[aria-labelledby=board] tbody tr"):
        cells = row.select("td:not(.spare)")
        by_part[row.th.get_text(strip=True)] = {cell["data-l"]: cell.get_text(" ", strip=True) for cell in cells}
    assert by_part == {
        "Decides": {"Strongly supportive": "Ada Example"},
        "Opponent": {"Not known": "Bob Example"},
    }


@pytest.mark.one_database
def test_the_board_says_who_moved_in_the_last_thirty_days_and_where_to(
    web: Web, member: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    nearer, farther, same = (make_official(f"{name} Example") for name in ("Near", "Far", "Same"))
    for person, before, now in ((nearer, -1, 1), (farther, 2, 0), (same, 1, 1)):
        targets.add(as_coordinator, campaign, person, TargetDetails())
        make_stance(campaign, person, before, 90)
        make_stance(campaign, person, now, 5)
    commit()
    moved = card(web.sign_in(member).get(path_of(campaign)), "movements")
    assert "Near Example From Opposed to Supportive" in moved
    assert "Toward us" in moved
    assert "Far Example From Strongly supportive to Undecided" in moved
    assert "Away from us" in moved
    assert "Same Example" not in moved


@pytest.mark.one_database
def test_what_only_one_of_us_heard_moves_nobody_for_members(
    web: Web, member: User, organizer: User, as_coordinator: Actor
) -> None:
    campaign, person = make_campaign(), make_official("Ada Example")
    targets.add(as_coordinator, campaign, person, TargetDetails())
    make_stance(campaign, person, 2, 5, Confidence.SAID_TO_ONE)
    commit()
    assert "Ada Example" in card(web.sign_in(organizer).get(path_of(campaign)), "movements")
    assert "Nobody moved, as far as we know." in card(web.sign_in(member).get(path_of(campaign)), "movements")


def test_who_was_not_contacted_for_as_many_days_as_asked_is_found(
    web: Web, member: User, as_coordinator: Actor
) -> None:
    campaign, other = make_campaign(), make_campaign("Another")
    lately, long_ago, never = (make_official(f"{name} Example") for name in ("Lately", "Long", "Never"))
    group = make_organization("Example Union")
    for party in (lately, long_ago, never, group):
        targets.add(as_coordinator, campaign, party, TargetDetails())
    make_contact(campaign, lately, 3)
    make_contact(other, long_ago, 40)
    make_contact(campaign, group, 41)
    commit()
    page = web.sign_in(member).get(path_of(campaign, "?quiet=40"))
    assert sorted(names(page)) == ["Example Union", "Long Example", "Never Example"]
    assert "3 targets match" in page.text
    assert sorted(names(web.get(path_of(campaign, "?quiet=41")))) == ["Example Union", "Never Example"]
    marked = card(web.get(path_of(campaign)), "targets")
    assert "40 days without contact" in marked
    assert "No contact on file" in marked
    assert "3 days without contact" not in marked


def test_a_contact_on_a_hidden_campaign_is_no_contact_for_who_may_not_see_it(
    web: Web, member: User, coordinator: User, as_coordinator: Actor
) -> None:
    campaign, person = make_campaign(), make_official("Ada Example")
    quiet = make_restricted_campaign(team=(coordinator,))
    targets.add(as_coordinator, campaign, person, TargetDetails())
    make_contact(quiet, person, 2)
    make_stance(quiet, person, -2, 2)
    commit()
    assert names(web.sign_in(member).get(path_of(campaign, "?quiet=30"))) == ["Ada Example"]
    assert names(web.sign_in(coordinator).get(path_of(campaign, "?quiet=30"))) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?part=ally", ["Ally Example"]),
        ("?stance=2", ["Yes Example"]),
        ("?stance=unknown", ["Asked Example", "Ally Example"]),
        ("?asker=nobody", ["Yes Example", "Ally Example"]),
        ("?moved=y", ["Yes Example"]),
        ("?part=decision_maker&stance=unknown", ["Asked Example"]),
        ("?stance=99&asker=strange&part=none", ["Asked Example", "Yes Example", "Ally Example"]),
    ],
)
@pytest.mark.one_database
def test_the_filters_leave_who_is_asked_for(
    web: Web, organizer: User, as_coordinator: Actor, query: str, expected: list[str]
) -> None:
    campaign = make_campaign()
    asked, yes, ally = (make_official(f"{name} Example") for name in ("Asked", "Yes", "Ally"))
    targets.add(as_coordinator, campaign, asked, TargetDetails(), asker=organizer)
    targets.add(as_coordinator, campaign, yes, TargetDetails())
    targets.add(as_coordinator, campaign, ally, TargetDetails(TargetPart.ALLY))
    make_stance(campaign, yes, 2, 5)
    commit()
    assert names(web.sign_in(organizer).get(path_of(campaign, query))) == expected


@pytest.mark.one_database
def test_the_asker_is_chosen_by_name(web: Web, organizer: User, as_coordinator: Actor) -> None:
    campaign = make_campaign()
    targets.add(as_coordinator, campaign, make_official("Asked Example"), TargetDetails(), asker=organizer)
    targets.add(as_coordinator, campaign, make_official("Other Example"), TargetDetails())
    commit()
    page = web.sign_in(organizer).get(path_of(campaign, f"?asker={organizer.ref}"))
    assert names(page) == ["Asked Example"]
    assert organizer.display_name in [
        chip.get_text(" ", strip=True).split(": ")[-1] for chip in page.soup.select(".chip")
    ]


@pytest.mark.parametrize("days", ["soon", "-1", "9" * 30])
@pytest.mark.one_database
def test_a_number_of_days_that_is_none_is_said_and_hides_nobody(
    web: Web, member: User, as_coordinator: Actor, days: str
) -> None:
    campaign = make_campaign()
    targets.add(as_coordinator, campaign, make_official("Ada Example"), TargetDetails())
    commit()
    page = web.sign_in(member).get(path_of(campaign, f"?quiet={days}"))
    assert names(page) == ["Ada Example"]
    assert page.errors


@pytest.mark.one_database
def test_planning_a_contact_shows_who_was_there_and_what_is_pending_first(
    web: Web, organizer: User, as_coordinator: Actor
) -> None:
    campaign, mayor = make_campaign(), make_official("Ada Example")
    target = targets.add(as_coordinator, campaign, mayor, TargetDetails(), asker=organizer)
    make_contact(campaign, mayor, 2)
    commit()
    page = web.sign_in(organizer).get(path_of(campaign, f"/{target.ref}/plan"))
    assert "Some of us were there in the last 14 days." in page.text
    assert "Still pending with them." in page.text
    assert "Ask Ada Example" in page.text


@pytest.mark.one_database
def test_a_planned_contact_is_a_task_about_the_target(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    target = targets.add(as_coordinator, campaign, make_official("Ada Example"), TargetDetails())
    commit()
    page = web.sign_in(organizer).get(path_of(campaign, f"/{target.ref}/plan"))
    assert "The way is free" in page.text
    page.submit({"what": "Call her aide", "assignee": coordinator.ref, "due_on": today().isoformat()})
    task = db.session.query(Task).one()
    assert (task.what, task.about_id, task.assignee_id) == ("Call her aide", target.id, coordinator.id)
    assert task.campaigns == [campaign]


@pytest.mark.one_database
def test_a_target_that_only_words_name_stands_on_the_board_and_a_contact_is_planned_all_the_same(
    web: Web, organizer: User
) -> None:
    campaign = make_campaign()
    target = add(Target(campaign_id=campaign.id, attribution="The governor’s office"))
    link(target, campaign)
    commit()
    page = web.sign_in(organizer).get(path_of(campaign))
    assert "The governor’s office" in card(page, "board")
    assert "No contact on file" in card(page, "targets")
    plan = web.get(path_of(campaign, f"/{target.ref}/plan"))
    assert "The way is free" in plan.text
    plan.submit({"what": "Find out who answers there"})
    assert db.session.query(Task).one().about_id == target.id


def test_a_contact_is_not_planned_for_who_may_not_see_the_campaign(
    web: Web, coordinator: User, organizer: User, as_coordinator: Actor
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    target = targets.add(as_coordinator, quiet, make_official("Ada Example"), TargetDetails())
    commit()
    path = path_of(quiet, f"/{target.ref}/plan")
    refused = web.sign_in(coordinator).get(path).send({"assignee": organizer.ref, "what": "Kept words"})
    assert refused.status == 422
    assert refused.soup.select_one("input[name=what]")["value"] == "Kept words"
    assert web.sign_in(organizer).get(path).status == 404


def test_the_number_of_queries_is_that_of_one_target_also_for_fifty_with_ten_thousand_entries(
    web: Web, organizer: User, as_coordinator: Actor, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    first = make_official("Ada Example")
    targets.add(as_coordinator, campaign, first, TargetDetails(), asker=organizer)
    make_stance(campaign, first, 1, 3)
    make_contact(campaign, first, 3)
    commit()
    web.sign_in(organizer).get(path_of(campaign))
    with count_queries() as few:
        web.get(path_of(campaign))
    for number in range(49):
        person = make_person(f"Number{number} Example")
        targets.add(as_coordinator, campaign, person, TargetDetails(), asker=organizer)
        make_contact(campaign, person, number)
    _many_entries(campaign, 10_000)
    commit()
    with count_queries() as many:
        page = web.get(path_of(campaign))
    assert len(names(page)) == 50
    assert len(many) == len(few)
    assert all(line.target.stance is not None for line in target_board.board(as_organizer, campaign))


def _many_entries(campaign: Campaign, count: int) -> None:
    """Fill the ledger of a campaign, evenly over its targets, the short way."""
    people = [target.person_id for target in db.session.query(Target).filter_by(campaign_id=campaign.id)]
    record, stance, belongs = (inspect(model).local_table for model in (Record, Stance, RecordCampaign))
    start = db.session.query(func.max(Record.id)).scalar() + 1
    numbers = range(start, start + count)
    moment = campaign.created_at
    db.session.execute(
        record.insert(),
        [
            {"id": number, "kind": "stance", "ref": f"{number:010d}", "audience": "campaigns", "version": 1,
             "is_sample": False, "created_at": moment, "updated_at": moment}
            for number in numbers
        ],
    )  # fmt: skip
    db.session.execute(
        stance.insert(),
        [
            {"id": number, "about_id": campaign.id, "person_id": people[number % len(people)], "score": number % 5 - 2,
             "confidence": "public", "stated_on": PartialDate.of(days_ago(number % 900))}
            for number in numbers
        ],
    )  # fmt: skip
    db.session.execute(
        belongs.insert(),
        [{"record_id": number, "campaign_id": campaign.id, "kind": "stance", "position": 0} for number in numbers],
    )


@pytest.mark.one_database
def test_the_board_speaks_spanish(web: Web, organizer: User, as_coordinator: Actor) -> None:
    campaign, person = make_campaign(), make_official("Ada Example")
    target = targets.add(as_coordinator, campaign, person, TargetDetails())
    make_stance(campaign, person, 1, 3)
    organizer.language = Language.ES
    commit()
    page = web.sign_in(organizer).get(path_of(campaign))
    assert "Por postura y papel" in page.text
    assert "Planear un contacto" in page.text
    assert web.get(path_of(campaign, f"/{target.ref}/plan")).title == "Planear un contacto con Ada Example"
