"""Teams: who is on them, who leads, who sees the campaign, and who joins a confidential one."""

import pytest

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.domain.problems import Refused
from advocacy.domain.users import Role
from advocacy.models import AuditEntry, Campaign, Task, User
from advocacy.policy import Actor
from advocacy.services import teams
from tests.factories import make_campaign, make_restricted_campaign, make_task, make_user
from tests.web import Web


def on_team(campaign: Campaign) -> set[str]:
    """The names of the team, as the database has them."""
    db.session.expire_all()
    return {member.user.display_name for member in db.session.get_one(Campaign, campaign.id).team}


def test_a_coordinator_puts_somebody_on_the_team(web: Web, coordinator: User, organizer: User) -> None:
    campaign = make_campaign(team=(coordinator,))
    path = f"/campaigns/{campaign.slug}/team"
    web.sign_in(coordinator).get(path).submit({"user": organizer.ref}, button="Add to the team")
    assert on_team(campaign) == {"Coordinator", "Organizer"}
    again = web.get(path).send({"user": organizer.ref}, button="Add to the team")
    assert (again.status, again.errors) == (422, ["Organizer is on the team already."])


@pytest.mark.one_database
def test_who_can_no_longer_sign_in_is_refused(as_coordinator: Actor, organizer: User) -> None:
    organizer.is_active = False
    with pytest.raises(Refused):
        teams.add(as_coordinator, make_campaign(), organizer)


@pytest.mark.one_database
def test_one_member_leads(web: Web, coordinator: User, organizer: User) -> None:
    campaign = make_campaign(team=(coordinator, organizer))
    campaign.team[0].is_lead = True
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/team").submit(button="Make lead : Organizer")
    db.session.expire_all()
    assert [member.is_lead for member in campaign.team] == [False, True]
    assert "Make lead : Coordinator" in shown.text


@pytest.mark.one_database
def test_anybody_may_leave_but_only_coordinators_take_others_off(web: Web, coordinator: User, member: User) -> None:
    campaign = make_campaign(team=(coordinator, member))
    path = f"/campaigns/{campaign.slug}/team"
    web.sign_in(member)
    assert web.get(f"{path}/{coordinator.ref}/leave").status == 403
    assert web.post_with_token(f"{path}/{coordinator.ref}/leave").status == 403
    assert web.post_with_token(path, {"user": member.ref}).status == 403
    assert web.post_with_token(path).status == 403
    web.get(f"{path}/{member.ref}/leave").submit()
    assert on_team(campaign) == {"Coordinator"}
    assert web.get(f"{path}/{member.ref}/leave").status == 404


@pytest.mark.one_database
def test_the_last_of_a_confidential_team_names_a_successor(web: Web, coordinator: User, organizer: User) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    form = web.sign_in(coordinator).get(f"/campaigns/{quiet.slug}/team/{coordinator.ref}/leave")
    refused = form.send()
    assert refused.status == 422
    assert "Name somebody who takes over" in refused.errors[0]
    left = form.send({"successor": organizer.ref})
    assert left.location.endswith("/campaigns")
    assert on_team(quiet) == {"Organizer"}
    assert web.get(f"/campaigns/{quiet.slug}").status == 404
    assert web.sign_in(organizer).get(f"/campaigns/{quiet.slug}").status == 200


@pytest.mark.one_database
def test_who_leaves_a_confidential_campaign_leaves_its_tasks_to_nobody(
    as_coordinator: Actor, coordinator: User, organizer: User
) -> None:
    quiet = make_restricted_campaign(team=(coordinator, organizer))
    task = make_task(assignee=organizer, campaign=quiet)
    teams.remove(as_coordinator, quiet, organizer)
    assert task.assignee_id is None


def test_a_campaign_made_confidential_gets_a_random_address_and_vanishes_for_others(
    web: Web, coordinator: User, organizer: User
) -> None:
    campaign = make_campaign("Sanctuary city", team=(coordinator,))
    task = make_task(assignee=organizer, campaign=campaign)
    team = web.sign_in(coordinator).get("/campaigns/sanctuary-city/team")
    shown = team.submit({"access": "restricted"}, action="/access")
    assert "Confidential: team only" in shown.text
    db.session.expire_all()
    assert "sanctuary" not in campaign.slug
    assert db.session.get_one(Task, task.id).assignee_id is None
    assert web.get("/campaigns/sanctuary-city").status == 404
    assert web.sign_in(organizer).get(f"/campaigns/{campaign.slug}").status == 404
    web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/team").submit({"access": "open"}, action="/access")
    assert web.sign_in(organizer).get("/campaigns/sanctuary-city").status == 200


@pytest.mark.one_database
def test_nobody_locks_themselves_out(web: Web, coordinator: User, organizer: User) -> None:
    campaign = make_campaign(team=(organizer,))
    team = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/team")
    answer = team.send({"access": "restricted"}, action="/access")
    assert answer.status == 422
    assert "Add yourself to the team first" in answer.errors[0]
    db.session.expire_all()
    assert campaign.access is Access.OPEN


def test_a_stale_change_of_the_team_is_refused(web: Web, coordinator: User, organizer: User) -> None:
    campaign = make_campaign(team=(coordinator, organizer))
    team = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/team")
    team.submit(button="Make lead : Organizer")
    assert team.send(button="Make lead : Coordinator").status == 409


def test_an_administrator_sees_confidential_campaigns_as_labels_only(
    web: Web, administrator: User, organizer: User, coordinator: User
) -> None:
    quiet = make_restricted_campaign("Quiet work", team=(coordinator,))
    make_campaign("Open work")
    shown = web.sign_in(administrator).get("/admin/restricted")
    assert quiet.ref in shown.text
    assert "Quiet work" not in shown.text
    assert "Open work" not in shown.text
    assert web.get(f"/campaigns/{quiet.slug}").status == 404
    for user in (organizer, coordinator):
        web.sign_in(user)
        assert web.get("/admin/restricted").status == 403
        assert web.get(f"/admin/restricted/{quiet.ref}/join").status == 403


@pytest.mark.one_database
def test_joining_a_confidential_campaign_asks_a_reason_is_audited_and_tells_the_team(
    web: Web, administrator: User, coordinator: User
) -> None:
    quiet = make_restricted_campaign("Quiet work", team=(coordinator,))
    form = web.sign_in(administrator).get(f"/admin/restricted/{quiet.ref}/join")
    assert "Quiet work" not in form.text
    assert form.send({"reason": ""}).status == 422
    joined = form.submit({"reason": "The coordinator is ill."})
    assert joined.title == "Quiet work"
    task = db.session.query(Task).one()
    assert (task.assignee_id, task.note) == (coordinator.id, "The coordinator is ill.")
    assert web.sign_in(coordinator).get(f"/tasks/{task.ref}").title.startswith("Administrator, an administrator, has")
    web.sign_in(administrator)
    assert db.session.query(AuditEntry).filter_by(event="campaign.joined_by_administrator").count() == 1
    assert web.get(f"/admin/restricted/{quiet.ref}/join").send({"reason": "Again"}).status == 422


def test_only_confidential_campaigns_are_joined(web: Web, administrator: User) -> None:
    campaign = make_campaign()
    assert web.sign_in(administrator).get(f"/admin/restricted/{campaign.ref}/join").status == 404


@pytest.mark.one_database
def test_the_team_page_has_no_buttons_for_members(web: Web, coordinator: User) -> None:
    reader = make_user("reader", Role.MEMBER)
    campaign = make_campaign(team=(coordinator,))
    shown = web.sign_in(reader).get(f"/campaigns/{campaign.slug}/team")
    assert shown.soup.select("main form") == []
    assert not any("/leave" in url for url in shown.links())
