"""The power map: entering and retracting links, the picture and the list, ways to reach somebody, who sees what."""

import pytest

from advocacy.db import db
from advocacy.domain.campaigns import TargetDetails
from advocacy.domain.directory import CoalitionPart
from advocacy.domain.influences import InfluenceDetails, Strength
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.search import Query
from advocacy.domain.stances import Confidence
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Campaign, Influence, MediaItem, Organization, Person, User
from advocacy.policy import Actor
from advocacy.queries import influences as queries
from advocacy.queries import search
from advocacy.services import influences, targets
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_official,
    make_organization,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web

STRONG = InfluenceDetails(Strength.STRONG, Confidence.PUBLIC, "Her pastor")
SOME = InfluenceDetails(Strength.SOME, Confidence.PUBLIC, "Old friends")
WHISPERED = InfluenceDetails(Strength.STRONG, Confidence.SAID_TO_ONE, "Whispered in the corridor")


@pytest.fixture
def campaign() -> Campaign:
    """An open campaign."""
    return make_campaign()


@pytest.fixture
def mayor() -> Person:
    """An official."""
    return make_official("Ada Example", "Mayor")


@pytest.fixture
def ours() -> Organization:
    """A member organization of the coalition."""
    return make_organization("Example Neighbors", part=CoalitionPart.MEMBER)


def path_of(campaign: Campaign) -> str:
    return f"/campaigns/{campaign.slug}/power-map"


def card(page: Page, name: str) -> str:
    """The words of a card."""
    found = page.soup.select_one(f"section[aria-labelledby={name}]")
    assert found is not None
    return found.get_text(" ", strip=True)


def test_an_organizer_writes_down_who_has_whose_ear_and_how_we_know(
    web: Web, organizer: User, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    source = add(MediaItem(headline="The mayor’s friends", publisher="Sampleville Herald"))
    commit()
    page = web.sign_in(organizer).get(f"{path_of(campaign)}/new?from={ours.ref}&to={mayor.ref}")
    shown = page.submit(
        {
            "strength": "strong",
            "relation": "Built her first campaign",
            "confidence": "in_writing",
            "known_on": "2017-02",
            "evidence": "She thanked them by name.",
            "sources": source.ref,
        }
    )
    assert "Built her first campaign" in card(shown, "links")
    (link,) = db.session.query(Influence)
    assert (link.from_organization_id, link.to_person_id, link.strength) == (ours.id, mayor.id, Strength.STRONG)
    assert link.campaigns == [campaign]
    assert "influence.created" in [entry.event for entry in db.session.query(AuditEntry)]
    details = web.get(f"/influence/{link.ref}")
    for words in ("She thanked them by name.", "Sampleville Herald", "Feb 2017", "In writing", organizer.display_name):
        assert words in details.text


def test_a_link_without_ground_or_to_oneself_comes_back_with_what_was_typed(
    web: Web, organizer: User, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    commit()
    form = web.sign_in(organizer).get(f"{path_of(campaign)}/new?from={ours.ref}&to={mayor.ref}")
    answer = form.send({"known_on": "2017-02"})
    assert answer.status == 422
    assert "Say how we know: what ties them, what happened, or where it stands." in answer.errors
    assert answer.soup.select_one("input[name=known_on]")["value"] == "2017-02"
    answer = form.send({"source": mayor.ref, "relation": "Kept words"})
    assert (answer.status, answer.errors) == (
        422,
        ["Nobody needs influence over themselves. Choose somebody else."],
    )
    answer = form.send({"relation": "Her number is 078-05-1120 for sure"})
    assert answer.status == 422
    assert db.session.query(Influence).count() == 0


@pytest.mark.one_database
def test_the_picture_has_a_text_and_the_list_says_the_same(
    web: Web, member: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    pastor = make_person("Quinn Example")
    targets.add(as_coordinator, campaign, mayor, TargetDetails())
    influences.enter(as_coordinator, campaign, ours, pastor, SOME)
    influences.enter(as_coordinator, campaign, pastor, mayor, STRONG)
    commit()
    page = web.sign_in(member).get(path_of(campaign))
    drawing = page.soup.select_one("svg.power-map")
    assert drawing is not None
    assert drawing["aria-label"] == "Power map with 2 links. The list below says the same."
    words = [node.get_text() for node in drawing.select("text")]
    assert {"Us", "One step from us", "Who decides", "Ada Example", "Quinn Example", "Example Neighbors"} <= set(words)
    assert len(drawing.select("path.way")) == 2
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")][:3]
        for row in page.soup.select("section[aria-labelledby=links] tbody tr")
    ]
    assert rows == [
        ["Quinn Example One step from us", "Ada Example Who decides", "Strong: they follow it"],
        ["Example Neighbors Us", "Quinn Example One step from us", "Some: they listen"],
    ]


def test_the_officials_page_tells_the_ways_to_reach_them_the_strongest_first(
    web: Web, member: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    pastor = make_person("Quinn Example")
    weak = InfluenceDetails(Strength.WEAK, Confidence.PUBLIC, "Met once")
    influences.enter(as_coordinator, campaign, ours, mayor, weak)
    influences.enter(as_coordinator, campaign, ours, pastor, SOME)
    influences.enter(as_coordinator, campaign, pastor, mayor, STRONG)
    commit()
    ways = card(web.sign_in(member).get(f"/officials/{mayor.ref}"), "ways-in")
    first, second = ways.index("Quinn Example speaks with Ada Example"), ways.index("Example Neighbors speaks with Ada")
    assert ways.index("Example Neighbors speaks with Quinn Example") < first < second


@pytest.mark.one_database
def test_a_users_own_person_is_one_of_us_as_long_as_they_can_sign_in(
    web: Web, member: User, organizer: User, as_coordinator: Actor, campaign: Campaign, mayor: Person
) -> None:
    neighbor = make_person("Nora Example")
    organizer.person_id = neighbor.id
    influences.enter(as_coordinator, campaign, neighbor, mayor, STRONG)
    commit()
    path = f"/officials/{mayor.ref}"
    assert "Nora Example speaks with Ada Example" in card(web.sign_in(member).get(path), "ways-in")
    organizer.is_active = False
    commit()
    assert "No way of at most three steps is on file." in card(web.get(path), "ways-in")


def test_an_organization_that_left_is_no_beginning_of_a_way(
    web: Web, member: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    influences.enter(as_coordinator, campaign, ours, mayor, STRONG)
    ours.left_on = PartialDate("2020")
    commit()
    assert "No way" in card(web.sign_in(member).get(f"/officials/{mayor.ref}"), "ways-in")


@pytest.mark.one_database
def test_the_target_board_and_planning_a_contact_show_the_way_in(
    web: Web, organizer: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    pastor = make_person("Quinn Example")
    target = targets.add(as_coordinator, campaign, mayor, TargetDetails())
    influences.enter(as_coordinator, campaign, ours, pastor, STRONG)
    influences.enter(as_coordinator, campaign, pastor, mayor, STRONG)
    commit()
    board = web.sign_in(organizer).get(f"/campaigns/{campaign.slug}/targets")
    assert "Example Neighbors → Quinn Example" in card(board, "targets")
    plan = web.get(f"/campaigns/{campaign.slug}/targets/{target.ref}/plan")
    assert "Quinn Example speaks with Ada Example" in card(plan, "ways-in")


def test_a_retracted_link_leaves_the_map_and_the_ways_and_stays_on_file(
    web: Web, organizer: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    link = influences.enter(as_coordinator, campaign, ours, mayor, STRONG)
    commit()
    form = web.sign_in(organizer).get(f"/influence/{link.ref}/retract")
    stale = web.get(f"/influence/{link.ref}/retract")
    assert form.send({"reason": ""}).status == 422
    shown = form.submit({"reason": "It was her brother."})
    assert "This link was retracted and counts nowhere." in shown.text
    assert stale.send({"reason": "Again"}).status == 409
    page = web.get(path_of(campaign))
    assert page.soup.select_one("svg.power-map") is None
    assert "It was her brother." in page.text
    assert "No way" in card(web.get(f"/officials/{mayor.ref}"), "ways-in")
    assert "influence.retracted" in [entry.event for entry in db.session.query(AuditEntry)]
    with pytest.raises(Refused):
        influences.retract(as_coordinator, link, "Twice")


@pytest.mark.one_database
def test_the_latest_entry_about_two_counts_and_the_older_is_kept(
    web: Web, member: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    older = InfluenceDetails(Strength.STRONG, Confidence.PUBLIC, "Her donors", PartialDate("2015"))
    newer = InfluenceDetails(Strength.WEAK, Confidence.PUBLIC, "She broke with them", PartialDate("2017"))
    late = influences.enter(as_coordinator, campaign, ours, mayor, newer)
    influences.enter(as_coordinator, campaign, ours, mayor, older)
    commit()
    links = card(web.sign_in(member).get(path_of(campaign)), "links")
    assert "She broke with them" in links
    assert "Her donors" not in links
    assert "2015" in card(web.get(f"/influence/{late.ref}"), "others")


@pytest.mark.one_database
def test_what_was_said_to_one_of_us_is_no_way_and_no_page_for_members(
    web: Web, member: User, organizer: User, as_coordinator: Actor, campaign: Campaign, mayor: Person,
    ours: Organization,
) -> None:  # fmt: skip
    link = influences.enter(as_coordinator, campaign, ours, mayor, WHISPERED)
    commit()
    for user, status in ((organizer, 200), (member, 404)):
        assert web.sign_in(user).get(f"/influence/{link.ref}").status == status
        seen = status == 200
        assert ("Whispered" in web.get(path_of(campaign)).text) is seen
        assert ("speaks with" in web.get(f"/officials/{mayor.ref}").text) is seen


def test_a_link_of_a_hidden_campaign_leads_nobody_outside_its_team_anywhere(
    web: Web, coordinator: User, organizer: User, as_coordinator: Actor, as_organizer: Actor, mayor: Person,
    ours: Organization,
) -> None:  # fmt: skip
    quiet = make_restricted_campaign(team=(coordinator,))
    friend = make_person("Secret Friend")
    first = influences.enter(as_coordinator, quiet, ours, friend, STRONG)
    influences.enter(as_coordinator, quiet, friend, mayor, STRONG)
    commit()
    assert "Secret Friend" in web.sign_in(coordinator).get(f"/officials/{mayor.ref}").text
    web.sign_in(organizer)
    assert "Secret Friend" not in web.get(f"/officials/{mayor.ref}").text
    for path in (path_of(quiet), f"/influence/{first.ref}", f"/officials/{friend.ref}", f"{path_of(quiet)}/new"):
        assert web.get(path).status == 404
    with pytest.raises(Refused):
        influences.enter(as_organizer, make_campaign("Another"), friend, mayor, STRONG)


def test_members_have_no_buttons_and_are_refused(
    web: Web, member: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    link = influences.enter(as_coordinator, campaign, ours, mayor, STRONG)
    commit()
    page = web.sign_in(member).get(path_of(campaign))
    assert "Add a link" not in page.text
    assert "Retract it" not in web.get(f"/influence/{link.ref}").text
    assert web.get(f"{path_of(campaign)}/new").status == 403
    assert web.get(f"/influence/{link.ref}/retract").status == 403


def test_the_number_of_queries_does_not_grow_with_the_links(
    web: Web, organizer: User, as_coordinator: Actor, as_organizer: Actor, campaign: Campaign, mayor: Person,
    ours: Organization,
) -> None:  # fmt: skip
    influences.enter(as_coordinator, campaign, ours, mayor, STRONG)
    commit()
    paths = (path_of(campaign), f"/officials/{mayor.ref}")
    web.sign_in(organizer)
    few = [_count(web, path) for path in paths]
    for number in range(12):
        friend = make_person(f"Friend{number} Example")
        influences.enter(as_coordinator, campaign, ours, friend, STRONG)
        influences.enter(as_coordinator, campaign, friend, mayor, STRONG)
    commit()
    assert [_count(web, path) for path in paths] == few
    assert len(queries.ways_to(as_organizer, [mayor.id], most=50).to(mayor.id)) == 13


def _count(web: Web, path: str) -> int:
    web.get(path)
    with count_queries() as seen:
        web.get(path)
    return len(seen)


@pytest.mark.one_database
def test_the_map_speaks_spanish(
    web: Web, organizer: User, as_coordinator: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    influences.enter(as_coordinator, campaign, ours, mayor, STRONG)
    organizer.language = Language.ES
    commit()
    page = web.sign_in(organizer).get(path_of(campaign))
    assert "Mapa de poder" in page.text
    assert "Fuerte: le hacen caso" in page.text
    assert "Example Neighbors habla con Ada Example" in web.get(f"/officials/{mayor.ref}").text


@pytest.mark.one_database
def test_a_link_is_found_by_both_names_and_by_what_ties_them_until_it_is_retracted(
    as_organizer: Actor, as_member: Actor, campaign: Campaign, mayor: Person, ours: Organization
) -> None:
    said = InfluenceDetails(Strength.STRONG, Confidence.IN_WRITING, relation="Her zanahoria supplier")
    heard = InfluenceDetails(Strength.STRONG, Confidence.INFERRED, relation="Her zanahoria cousin")
    link = influences.enter(as_organizer, campaign, ours, mayor, said)
    private = influences.enter(as_organizer, campaign, ours, mayor, heard)
    commit()
    words = Query.typed(f"{ours.name} {mayor.name} zanahoria")
    assert [hit.ref for hit in search.find(as_member, words).rows] == [link.ref]
    assert {hit.ref for hit in search.find(as_organizer, words).rows} == {link.ref, private.ref}
    influences.retract(as_organizer, link, "It was somebody else.")
    commit()
    assert search.find(as_member, words).rows == ()
