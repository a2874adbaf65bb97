"""Campaigns: created, found, shown, run and closed, each as far as the role allows."""

from typing import Any

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.campaigns import CAMPAIGN, Access, CampaignDetails, CampaignEvent, CampaignStatus, Ending
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.users import Language
from advocacy.models import Campaign, MediaItem, Stance, Supporter, Target, Task, User
from advocacy.models.records import Citation
from advocacy.policy import OPERATOR, Actor
from advocacy.services import activities, campaigns, tasks
from advocacy.services.activities import Contact, Happening
from tests.factories import (
    add,
    link,
    make_campaign,
    make_demand,
    make_letter,
    make_official,
    make_organization,
    make_place,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web

AN_ENDING = Ending("They gave in.", PartialDate("2020"))


def reloaded(campaign: Campaign) -> Campaign:
    """The campaign as the database has it."""
    db.session.expire_all()
    return db.session.get_one(Campaign, campaign.id)


def test_a_coordinator_creates_a_campaign_and_leads_it(web: Web, coordinator: User) -> None:
    place = make_place("Sampleville")
    form = web.sign_in(coordinator).get("/campaigns/new")
    shown = form.submit({"title": "Library cards for all", "goal": "Cards", "place": place.ref, "started_on": "2017"})
    assert shown.title == "Library cards for all"
    assert "Campaign created." in shown.soup.get_text()
    campaign = db.session.query(Campaign).one()
    assert (campaign.slug, campaign.status, campaign.access) == (
        "library-cards-for-all",
        CampaignStatus.PLANNING,
        Access.OPEN,
    )
    assert [(member.user_id, member.is_lead) for member in campaign.team] == [(coordinator.id, True)]
    assert campaign.campaigns == [campaign]
    assert str(campaign.started_on) == "2017"


@pytest.mark.one_database
def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(web: Web, coordinator: User) -> None:
    answer = web.sign_in(coordinator).get("/campaigns/new").send({"title": "", "goal": "Cards", "started_on": "soon"})
    assert answer.status == 422
    assert "This is needed." in answer.errors
    assert len(answer.errors) == 2
    assert answer.soup.select_one("textarea[name=goal]").get_text().strip() == "Cards"  # type: ignore[union-attr]
    assert db.session.query(Campaign).count() == 0


def test_what_must_never_be_stored_is_refused(web: Web, coordinator: User) -> None:
    answer = web.sign_in(coordinator).get("/campaigns/new").send({"title": "T", "note": "His SSN is 123-45-6789."})
    assert answer.status == 422
    assert db.session.query(Campaign).count() == 0


@pytest.mark.one_database
def test_two_campaigns_of_one_title_have_two_addresses_and_new_stays_a_page(as_coordinator: Actor) -> None:
    slugs = [campaigns.create(as_coordinator, CampaignDetails(title)).slug for title in ("Cards", "Cards", "New")]
    assert slugs == ["cards", "cards-2", "new-2"]


@pytest.mark.one_database
def test_a_confidential_campaign_has_a_random_address(as_coordinator: Actor) -> None:
    quiet = campaigns.create(as_coordinator, CampaignDetails("Quiet work"), access=Access.RESTRICTED)
    assert "quiet" not in quiet.slug
    assert len(quiet.slug) == 10


@pytest.mark.parametrize("path", ["", "/timeline", "/demands", "/targets", "/team", "/history"])
@pytest.mark.one_database
def test_a_confidential_campaign_looks_missing_to_outsiders(
    web: Web, organizer: User, coordinator: User, path: str
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    assert web.sign_in(organizer).get(f"/campaigns/{quiet.slug}{path}").status == 404
    assert web.get(f"/campaigns/no-such-campaign{path}").status == 404
    assert web.sign_in(coordinator).get(f"/campaigns/{quiet.slug}{path}").status == 200


@pytest.mark.parametrize("path", ["edit", "close/win", "demands/new", "targets/new"])
@pytest.mark.one_database
def test_a_coordinator_outside_the_team_cannot_work_on_a_confidential_campaign(
    web: Web, organizer: User, coordinator: User, path: str
) -> None:
    quiet = make_restricted_campaign(team=(organizer,))
    assert web.sign_in(coordinator).get(f"/campaigns/{quiet.slug}/{path}").status == 404
    assert web.post_with_token(f"/campaigns/{quiet.slug}/{path}", {"title": "Taken"}).status == 404
    assert web.post_with_token(f"/campaigns/{quiet.slug}/step", {"event": "pause"}).status == 404


def test_the_list_shows_what_the_reader_may_see_by_status_and_marks_what_is_confidential(
    web: Web, organizer: User, coordinator: User
) -> None:
    make_campaign("Open work")
    make_campaign("Old work", status=CampaignStatus.LOST)
    make_restricted_campaign("Quiet work", team=(coordinator,))
    seen = web.sign_in(coordinator).get("/campaigns")
    assert [heading.get_text() for heading in seen.soup.select("main h2")] == ["Active", "Lost"]
    assert "Quiet work" in seen.text
    assert "Confidential: team only" in seen.text
    outside = web.sign_in(organizer).get("/campaigns")
    assert "Quiet work" not in outside.text
    lost = web.get("/campaigns?status=lost")
    assert "Old work" in lost.text
    assert "Open work" not in lost.text


@pytest.mark.one_database
def test_counts_in_the_list_leave_out_what_is_hidden(web: Web, member: User, coordinator: User) -> None:
    campaign = make_campaign("Open work")
    quiet = make_restricted_campaign(team=(coordinator,))
    link(make_letter(), campaign, quiet)
    db.session.commit()
    assert "Letters (1)" in web.sign_in(coordinator).get("/campaigns").text
    assert "Letters" not in web.sign_in(member).get("/campaigns").text


def test_the_list_goes_on_page_by_page(web: Web, member: User) -> None:
    for number in range(53):
        make_campaign(f"Campaign {number:02d}")
    first = web.sign_in(member).get("/campaigns")
    onward = next(url for url in first.links() if "after=" in url)
    second = web.get(onward)
    assert "Campaign 49" in first.text
    assert "Campaign 50" not in first.text
    assert "Campaign 50" in second.text
    assert "Campaign 49" not in second.text


def filled(count: int) -> Campaign:
    """A campaign with `count` of everything that its page shows."""
    campaign = make_campaign(f"Campaign of {count}")
    for number in range(1, count + 1):
        make_demand(campaign, f"Demand {number}", number)
        person, group = make_official(f"Ada{number} Example{count}"), make_organization(f"Group {number} of {count}")
        target = add(Target(campaign_id=campaign.id, person_id=person.id))
        link(target, campaign)
        for score in (-1, 1):
            entry = add(Stance(about_id=campaign.id, person_id=person.id, score=score, confidence="public"))
            link(entry, campaign)
        add(Supporter(campaign_id=campaign.id, organization_id=group.id))
        source = add(MediaItem(publisher=f"Paper {number}"))
        add(Citation(record_id=campaign.id, media_item_id=source.id))
        link(make_letter(), campaign)
        happening = Happening(occurred_on=PartialDate("2020"), contacts=(Contact(person),), sources=(source,))
        activities.record(OPERATOR, None, ActivityKind.CALL, happening, campaigns=[campaign])
        make_campaign(f"Part {number} of {count}", parent_id=campaign.id)
    db.session.commit()
    return campaign


@pytest.mark.one_database
def test_the_page_of_a_campaign_takes_at_most_eight_queries_however_much_it_shows(web: Web, organizer: User) -> None:
    small, large = filled(1), filled(15)
    web.sign_in(organizer)
    for campaign in (small, large):
        path = f"/campaigns/{campaign.slug}"
        with count_queries() as queries:
            assert web.get(path).status == 200
        asked = [query for query in queries if not query.startswith(("UPDATE", "COMMIT"))]
        assert len(asked) <= 8


@pytest.mark.parametrize("path", ["/campaigns", "/campaigns/{}/targets", "/campaigns/{}/demands", "/campaigns/{}/team"])
@pytest.mark.one_database
def test_other_pages_of_a_campaign_take_no_more_queries_for_more_rows(web: Web, organizer: User, path: str) -> None:
    counts = []
    web.sign_in(organizer)
    for size in (1, 12):
        address = path.format(filled(size).slug)
        with count_queries() as queries:
            assert web.get(address).status == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_the_page_of_a_campaign_shows_all_that_belongs_to_it(web: Web, member: User) -> None:
    campaign = filled(2)
    shown = web.sign_in(member).get(f"/campaigns/{campaign.slug}")
    for words in ("Demand 1", "0 of 2 met", "Ada1 Example2", "Supportive", "Group 1 of 2", "Paper 1", "Part 2 of 2"):
        assert words in shown.text
    assert "Telephone call with Ada2 Example2" in shown.text


@pytest.mark.one_database
def test_a_stance_that_is_hidden_or_retracted_is_no_stance_on_file(web: Web, member: User, organizer: User) -> None:
    campaign, ada = make_campaign(), make_official("Ada Example")
    link(add(Target(campaign_id=campaign.id, person_id=ada.id)), campaign)
    private = add(Stance(about_id=campaign.id, person_id=ada.id, score=2, confidence="said_to_one"))
    link(private, campaign)
    db.session.commit()
    path = f"/campaigns/{campaign.slug}"
    assert "Strongly supportive" in web.sign_in(organizer).get(path).text
    assert "No stance on file" in web.sign_in(member).get(path).text


def test_a_part_that_is_confidential_is_not_named_to_outsiders(web: Web, member: User, coordinator: User) -> None:
    campaign = make_campaign()
    quiet = make_restricted_campaign("Quiet work", team=(coordinator,))
    quiet.parent_id = campaign.id
    db.session.commit()
    path = f"/campaigns/{campaign.slug}"
    assert "Quiet work" in web.sign_in(coordinator).get(path).text
    assert "Quiet work" not in web.sign_in(member).get(path).text


def test_the_timeline_of_a_campaign_is_filtered_by_its_address(web: Web, member: User) -> None:
    campaign = make_campaign()
    for kind in (ActivityKind.CALL, ActivityKind.VOTE):
        activities.record(OPERATOR, None, kind, Happening(summary=f"About a {kind}"), campaigns=[campaign])
    path = f"/campaigns/{campaign.slug}/timeline"
    web.sign_in(member)
    assert "About a call" in web.get(path).text
    assert "About a call" not in web.get(f"{path}?kind=vote").text
    assert "Nothing matches" in web.get(f"{path}?kind=vote&side=theirs").text
    assert web.get(f"{path}?after=nonsense&kind=nonsense&side=nonsense").status == 200


def test_a_long_timeline_has_older_and_newer_pages(web: Web, member: User) -> None:
    campaign = make_campaign()
    for number in range(60):
        happening = Happening(occurred_on=PartialDate("2020"), summary=f"Line {number:02d}.")
        activities.record(OPERATOR, None, ActivityKind.CALL, happening, campaigns=[campaign])
    first = web.sign_in(member).get(f"/campaigns/{campaign.slug}/timeline?kind=call")
    older = web.get(next(url for url in first.links() if "after=" in url))
    newer = web.get(next(url for url in older.links() if "before=" in url))
    assert "Line 59." in first.text
    assert "Line 09." in older.text
    assert "Line 10." not in older.text
    assert newer.text == first.text


@pytest.mark.parametrize(("edge", "leads_to"), [(key, edge.to) for key, edge in CAMPAIGN.table.items()])
@pytest.mark.one_database
def test_a_coordinator_takes_every_step_of_a_campaign(
    as_coordinator: Actor, edge: tuple[CampaignStatus, CampaignEvent], leads_to: CampaignStatus
) -> None:
    campaign = make_campaign(status=edge[0])
    campaigns.take_step(as_coordinator, campaign, edge[1], ending=AN_ENDING)
    assert campaign.status is leads_to


@pytest.mark.one_database
def test_buttons_start_pause_and_reopen_a_campaign(web: Web, coordinator: User) -> None:
    campaign = make_campaign(status=CampaignStatus.PLANNING)
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}")
    shown = shown.submit(button="Start the campaign")
    assert "Campaign started." in shown.soup.get_text()
    shown.submit(button="Pause")
    assert reloaded(campaign).status is CampaignStatus.PAUSED


@pytest.mark.one_database
def test_a_step_that_is_not_possible_is_refused_in_words(web: Web, coordinator: User) -> None:
    campaign = make_campaign(status=CampaignStatus.PLANNING)
    answer = web.sign_in(coordinator).post_with_token(f"/campaigns/{campaign.slug}/step", {"event": "archive"})
    assert answer.status == 422
    assert "is not possible now" in answer.text
    assert web.post_with_token(f"/campaigns/{campaign.slug}/step", {"event": "fly"}).status == 404


@pytest.mark.one_database
def test_closing_asks_for_the_story_and_the_date(web: Web, coordinator: User) -> None:
    campaign = make_campaign(started_on=PartialDate("2019"))
    form = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/close/win")
    assert "Leave it empty" not in form.text
    refused = form.send({"story": "", "ended_on": ""})
    assert refused.status == 422
    assert len(refused.errors) == 2
    too_early = form.send({"story": "They gave in.", "ended_on": "2018"})
    assert "It cannot end before it began." in too_early.errors
    shown = form.submit({"story": "They gave in.", "ended_on": "2020-05"})
    assert "They gave in." in shown.text
    assert "May 2020" in shown.text
    assert reloaded(campaign).status is CampaignStatus.WON


def test_closing_drops_what_was_still_to_do_about_the_campaign_and_its_targets(
    as_coordinator: Actor, coordinator: User
) -> None:
    campaign = make_campaign()
    target = add(Target(campaign_id=campaign.id, person_id=make_official().id))
    link(target, campaign)
    for record, rule in ((campaign, TaskRule.BY_HAND), (target, TaskRule.ASK_TARGET)):
        tasks.plan(as_coordinator, rule, "Ask", about=record, assignee=coordinator)
    campaigns.take_step(as_coordinator, campaign, CampaignEvent.LOSE, ending=AN_ENDING, because="It has ended.")
    db.session.commit()
    assert {(task.status, task.closing_note) for task in db.session.query(Task)} == {
        (TaskStatus.DROPPED, "It has ended.")
    }


@pytest.mark.one_database
def test_a_step_can_be_taken_back(web: Web, coordinator: User) -> None:
    campaign = make_campaign()
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}").submit(button="Pause")
    history = web.get(f"/campaigns/{campaign.slug}/history")
    assert shown.status == 200
    url = next(link for link in history.links() if "take-back" in link)
    web.get(url).submit()
    assert reloaded(campaign).status is CampaignStatus.ACTIVE


def test_editing_keeps_the_address_and_a_stale_edit_is_refused_with_what_was_typed(web: Web, coordinator: User) -> None:
    campaign = make_campaign("Sanctuary city")
    form = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/edit")
    again = web.get(f"/campaigns/{campaign.slug}/edit")
    assert form.submit({"title": "A new title"}).title == "A new title"
    assert reloaded(campaign).slug == "sanctuary-city"
    stale = again.send({"title": "Another title"})
    assert stale.status == 409
    assert "Another title" in stale.text


def test_a_campaign_cannot_be_part_of_itself_or_of_its_parts(as_coordinator: Actor) -> None:
    whole = make_campaign("Whole")
    part = make_campaign("Part", parent_id=whole.id)
    piece = make_campaign("Piece", parent_id=part.id)
    for parent in (whole, piece):
        with pytest.raises(Refused) as refused:
            campaigns.edit(as_coordinator, whole, CampaignDetails("Whole"), parent=parent)
        assert refused.value.problems[0].field == "parent"
    campaigns.edit(as_coordinator, piece, CampaignDetails("Piece"), parent=whole)
    assert piece.parent_id == whole.id


def test_who_may_not_see_the_parent_does_not_take_it_away_by_saving(
    web: Web, coordinator: User, organizer: User
) -> None:
    quiet = make_restricted_campaign("Quiet work", team=(organizer,))
    campaign = make_campaign(parent_id=quiet.id)
    form = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/edit")
    assert "Quiet work" not in form.text
    form.submit({"summary": "More words"})
    assert reloaded(campaign).parent_id == quiet.id


@pytest.mark.parametrize("role", ["member", "organizer"])
@pytest.mark.one_database
def test_only_coordinators_find_and_use_the_buttons(
    web: Web, request: pytest.FixtureRequest, role: str, coordinator: User
) -> None:
    user: User = request.getfixturevalue(role)
    campaign = make_campaign(team=(coordinator,))
    path = f"/campaigns/{campaign.slug}"
    shown = web.sign_in(user).get(path)
    assert not any(url.endswith(("/edit", "/close/win", "/demands/new", "/targets/new")) for url in shown.links())
    assert "/campaigns/new" not in web.get("/campaigns").links()
    for address in (
        "/campaigns/new",
        f"{path}/edit",
        f"{path}/close/win",
        f"{path}/demands/new",
        f"{path}/targets/new",
    ):
        assert web.get(address).status == 403
        assert web.post_with_token(address, {"title": "Taken"}).status == 403
    assert web.post_with_token(f"{path}/step", {"event": "pause"}).status == 403
    assert web.post_with_token(f"{path}/team/access", {"access": "restricted"}).status == 403
    assert reloaded(campaign).status is CampaignStatus.ACTIVE


PAGES = (
    "",
    "/timeline",
    "/demands",
    "/demands/new",
    "/targets",
    "/targets/new",
    "/team",
    "/history",
    "/edit",
    "/close/win",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.one_database
def test_every_page_of_a_campaign_is_in_spanish_too(web: Web, coordinator: User, path: str) -> None:
    coordinator.language = Language.ES
    campaign: Any = filled(1)
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}{path}")
    assert shown.status == 200
    assert shown.soup.html is not None
    assert shown.soup.html["lang"] == "es"
    assert "Campaña" in shown.soup.get_text()
