"""Demands: written in both languages, put in order, and moved along their workflow."""

import pytest

from advocacy.db import db
from advocacy.domain.campaigns import DEMAND, DemandDetails, DemandEvent, DemandStatus
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.models import Demand, User
from advocacy.policy import Actor
from advocacy.services import demands
from tests.factories import make_campaign, make_demand, make_restricted_campaign
from tests.web import Web


@pytest.mark.one_database
def test_a_demand_is_added_last_and_read_in_the_readers_language(web: Web, coordinator: User, member: User) -> None:
    campaign = make_campaign()
    make_demand(campaign, "No detainers", 1)
    web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/demands/new").submit(
        {"text": "No questions", "text_es": "Sin preguntas", "instrument": "ordinance"}
    )
    demand = db.session.query(Demand).filter_by(number=2).one()
    assert demand.campaigns == [campaign]
    member.language = Language.ES
    db.session.commit()
    shown = web.sign_in(member).get(f"/campaigns/{campaign.slug}")
    assert "Sin preguntas" in shown.text
    assert "No questions" not in shown.text
    assert "No detainers" in shown.text  # what nobody translated is shown as it is, and marked as English
    assert shown.soup.select_one("span[lang=en]") is not None


@pytest.mark.one_database
def test_a_demand_without_words_is_refused_at_the_field(web: Web, coordinator: User) -> None:
    campaign = make_campaign()
    answer = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/demands/new").send({"note": "Keep this"})
    assert (answer.status, answer.errors) == (422, ["This is needed."])
    assert "Keep this" in answer.text


def test_demands_change_places_and_the_ends_stay(web: Web, coordinator: User) -> None:
    campaign = make_campaign()
    for number, text in enumerate(("One", "Two", "Three"), start=1):
        make_demand(campaign, text, number)
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/demands")
    shown = shown.submit(button="Move up : Three")
    shown = shown.submit(button="Move down : One")
    assert [heading.get_text() for heading in shown.soup.select("main h3")] == ["Three", "One", "Two"]
    first = db.session.query(Demand).filter_by(number=1).one()
    demands.move_up(Actor.of(coordinator), first)
    assert (first.number, first.text) == (1, "Three")


@pytest.mark.parametrize(("edge", "leads_to"), [(key, edge.to) for key, edge in DEMAND.table.items()])
@pytest.mark.one_database
def test_a_coordinator_takes_every_step_of_a_demand(
    as_coordinator: Actor, edge: tuple[DemandStatus, DemandEvent], leads_to: DemandStatus
) -> None:
    demand = make_demand(make_campaign(), status=edge[0])
    demands.take_step(as_coordinator, demand, edge[1])
    assert demand.status is leads_to


@pytest.mark.one_database
def test_a_step_that_is_not_possible_is_refused(as_coordinator: Actor) -> None:
    demand = make_demand(make_campaign(), status=DemandStatus.MET)
    with pytest.raises(Refused):
        demands.take_step(as_coordinator, demand, DemandEvent.PROMISE)


@pytest.mark.one_database
def test_a_step_keeps_what_is_known_about_it_and_can_be_taken_back(web: Web, coordinator: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign)
    path = f"/campaigns/{campaign.slug}/demands/{demand.ref}"
    shown = web.sign_in(coordinator).get(f"{path}/step?event=meet_partly").submit({"note": "Practice, not policy"})
    assert "Practice, not policy" in shown.text
    assert "Step 3 of 4: partly met" in shown.text
    web.get(next(url for url in shown.links() if "take-back" in url)).submit()
    assert "Step 1 of 4: raised" in web.get(path).text


@pytest.mark.one_database
def test_a_step_of_a_changed_demand_is_refused_as_stale(web: Web, coordinator: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign)
    path = f"/campaigns/{campaign.slug}/demands/{demand.ref}"
    form = web.sign_in(coordinator).get(f"{path}/step?event=promise")
    demands.edit(Actor.of(coordinator), demand, DemandDetails("Other words"))
    assert form.send({}).status == 409
    assert web.get(f"{path}/step?event=fly").status == 404


def test_a_demand_is_found_only_in_its_own_campaign_and_only_by_who_sees_it(
    web: Web, organizer: User, coordinator: User
) -> None:
    campaign, quiet = make_campaign(), make_restricted_campaign(team=(coordinator,))
    hidden, shown = make_demand(quiet), make_demand(campaign)
    web.sign_in(organizer)
    assert web.get(f"/campaigns/{campaign.slug}/demands/{shown.ref}").status == 200
    assert web.get(f"/campaigns/{quiet.slug}/demands/{hidden.ref}").status == 404
    assert web.get(f"/campaigns/{campaign.slug}/demands/{hidden.ref}").status == 404
    assert web.get(f"/campaigns/{quiet.slug}/demands/{shown.ref}").status == 404
    assert web.post_with_token(f"/campaigns/{campaign.slug}/demands/{shown.ref}/up").status == 403
    assert web.post_with_token(f"/campaigns/{campaign.slug}/demands/{shown.ref}/step?event=meet").status == 403
