"""Targets: whom a campaign wants to move, and the task of whoever asks them."""

from datetime import timedelta

import pytest

from advocacy.db import db
from advocacy.domain.campaigns import Priority, TargetDetails, TargetPart
from advocacy.domain.problems import Refused
from advocacy.domain.stances import Confidence
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Stance, Target, Task, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.services import targets
from tests.factories import (
    add,
    link,
    make_campaign,
    make_demand,
    make_official,
    make_organization,
    make_restricted_campaign,
)
from tests.web import Web


@pytest.mark.one_database
def test_naming_a_target_with_an_asker_plans_their_task(web: Web, coordinator: User, organizer: User) -> None:
    campaign, mayor = make_campaign(), make_official("Ada Example", "Mayor")
    demand = make_demand(campaign)
    day = today() + timedelta(days=4)
    shown = (
        web.sign_in(coordinator)
        .get(f"/campaigns/{campaign.slug}/targets/new")
        .submit(
            {
                "party": mayor.ref,
                "part": "decision_maker",
                "priority": "high",
                "demands": demand.ref,
                "asker": organizer.ref,
                "ask_by": day.isoformat(),
            }
        )
    )
    assert "Ada Example" in shown.text
    assert "Mayor" in shown.text
    task = db.session.query(Task).one()
    assert (task.rule, task.what) == (TaskRule.ASK_TARGET, "Ask Ada Example")
    assert (task.assignee_id, task.due_on) == (organizer.id, day)
    assert task.campaigns == [campaign]


def test_the_task_follows_the_asker_and_the_day_and_goes_with_them(
    as_coordinator: Actor, coordinator: User, organizer: User
) -> None:
    campaign = make_campaign()
    target = targets.add(as_coordinator, campaign, make_official(), TargetDetails(), asker=organizer)
    later = TargetDetails(ask_by=today() + timedelta(days=9))
    targets.edit(as_coordinator, campaign, target, later, asker=coordinator)
    task = db.session.query(Task).one()
    assert (task.assignee_id, task.due_on) == (coordinator.id, later.ask_by)
    targets.edit(as_coordinator, campaign, target, TargetDetails())
    assert task.status is TaskStatus.DROPPED


@pytest.mark.one_database
def test_a_day_without_an_asker_is_refused_at_the_field(web: Web, coordinator: User) -> None:
    campaign, group = make_campaign(), make_organization()
    form = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/targets/new")
    answer = form.send({"party": group.ref, "ask_by": "2030-01-01", "note": "Kept words"})
    assert (answer.status, answer.errors) == (422, ["Say who asks them by that day."])
    assert "Kept words" in answer.text
    assert db.session.query(Target).count() == 0


@pytest.mark.one_database
def test_nobody_is_a_target_of_one_campaign_twice(as_coordinator: Actor) -> None:
    campaign, mayor = make_campaign(), make_official()
    targets.add(as_coordinator, campaign, mayor, TargetDetails())
    with pytest.raises(Refused) as refused:
        targets.add(as_coordinator, campaign, mayor, TargetDetails())
    assert refused.value.problems[0].field == "party"
    targets.add(as_coordinator, make_campaign("Another"), mayor, TargetDetails())


@pytest.mark.one_database
def test_a_demand_of_another_campaign_is_refused(as_coordinator: Actor) -> None:
    strange = make_demand(make_campaign("Another"))
    with pytest.raises(Refused) as refused:
        targets.add(as_coordinator, make_campaign(), make_official(), TargetDetails(), demands=[strange])
    assert refused.value.problems[0].field == "demands"


@pytest.mark.one_database
def test_who_may_not_see_the_campaign_is_not_asked_to_ask(
    as_coordinator: Actor, coordinator: User, organizer: User
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    db.session.commit()
    with pytest.raises(Refused) as refused:
        targets.add(as_coordinator, quiet, make_official(), TargetDetails(), asker=organizer)
    assert refused.value.problems[0].field == "asker"


@pytest.mark.one_database
def test_notes_about_targets_are_for_organizers_and_coordinators(
    web: Web, member: User, organizer: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    targets.add(as_coordinator, campaign, make_official(), TargetDetails(note="Do not call before noon."))
    path = f"/campaigns/{campaign.slug}/targets"
    assert "Do not call" in web.sign_in(organizer).get(path).text
    assert "Do not call" not in web.sign_in(member).get(path).text


def test_who_decides_comes_first_and_then_what_matters_most(web: Web, member: User, as_coordinator: Actor) -> None:
    campaign = make_campaign()
    for name, part, priority in (
        ("Ally Example", TargetPart.ALLY, Priority.HIGH),
        ("Low Example", TargetPart.DECISION_MAKER, Priority.LOW),
        ("High Example", TargetPart.DECISION_MAKER, Priority.HIGH),
    ):
        targets.add(as_coordinator, campaign, make_official(name), TargetDetails(part, priority))
    shown = web.sign_in(member).get(f"/campaigns/{campaign.slug}/targets")
    names = [cell.get_text(" ").split()[0] for cell in shown.soup.select("section[aria-labelledby=targets] tbody th")]
    assert names == ["High", "Low", "Ally"]


def test_a_target_is_edited_only_in_its_own_campaign(web: Web, coordinator: User, as_coordinator: Actor) -> None:
    campaign, other = make_campaign(), make_campaign("Another")
    target = targets.add(as_coordinator, campaign, make_official(), TargetDetails(note="Old note"))
    db.session.commit()
    form = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/targets/{target.ref}/edit")
    again = web.get(f"/campaigns/{campaign.slug}/targets/{target.ref}/edit")
    assert "New note" in form.submit({"note": "New note"}).text
    assert again.send({"note": "Stale note"}).status == 409
    assert web.get(f"/campaigns/{other.slug}/targets/{target.ref}/edit").status == 404


def test_a_target_is_taken_off_the_list_and_what_is_known_about_them_stays(
    web: Web, coordinator: User, organizer: User, as_coordinator: Actor
) -> None:
    campaign, mayor = make_campaign(), make_official("Ada Example", "Mayor")
    demand = make_demand(campaign)
    target = targets.add(as_coordinator, campaign, mayor, TargetDetails(), demands=[demand], asker=organizer)
    stance = add(Stance(about_id=campaign.id, person_id=mayor.id, score=-2, confidence=Confidence.PUBLIC))
    link(stance, campaign)
    db.session.commit()
    ref = target.ref
    listed = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/targets")
    assert f"/campaigns/{campaign.slug}/targets/{ref}/remove" in listed.links()
    gone = web.get(f"/campaigns/{campaign.slug}/targets/{ref}/remove").submit({"reason": "She left the race."})
    assert "No targets yet" in gone.text
    assert db.session.query(Target).count() == 0
    assert [each.id for each in db.session.query(Stance)] == [stance.id]
    task = db.session.query(Task).one()
    assert (task.status, task.closing_note, task.about_id) == (TaskStatus.DROPPED, "She left the race.", campaign.id)
    assert web.get(f"/tasks/{task.ref}").title == "Ask Ada Example"
    noted = db.session.query(AuditEntry).filter_by(event="campaign.target_removed").one()
    assert (noted.record_id, noted.changes) == (campaign.id, {"record": mayor.ref})
    again = web.get(f"/campaigns/{campaign.slug}/targets/new").submit({"party": mayor.ref})
    assert "Ada Example" in again.text


@pytest.mark.one_database
def test_taking_a_target_off_is_refused_when_somebody_edited_it_meanwhile_and_elsewhere_it_is_not_found(
    web: Web, coordinator: User, as_coordinator: Actor
) -> None:
    campaign, other = make_campaign(), make_campaign("Another")
    target = targets.add(as_coordinator, campaign, make_official(), TargetDetails())
    db.session.commit()
    path = f"/campaigns/{campaign.slug}/targets/{target.ref}/remove"
    form = web.sign_in(coordinator).get(path)
    web.get(f"/campaigns/{campaign.slug}/targets/{target.ref}/edit").submit({"note": "Still matters"})
    assert form.send({"reason": "Kept words"}).status == 409
    assert web.get(f"/campaigns/{other.slug}/targets/{target.ref}/remove").status == 404
    refused = web.get(path).send({"reason": "Her number is 078-05-1120 for sure"})
    assert refused.status == 422
    assert db.session.query(Target).count() == 1


def test_who_is_taken_off_without_a_reason_leaves_one_in_the_readers_language(
    web: Web, organizer: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    target = targets.add(as_coordinator, campaign, make_official("Ada Example"), TargetDetails(), asker=organizer)
    db.session.commit()
    targets.remove(as_coordinator, campaign, target)
    organizer.language = Language.ES
    db.session.commit()
    shown = web.sign_in(organizer).get(f"/tasks/{db.session.query(Task).one().ref}")
    assert shown.title == "Pedírselo a Ada Example"
    assert "Motivo: Ya no es objetivo de la campaña." in shown.text
