"""Measures: what can happen to them, who sees them, and how the state follows the dated actions."""

import itertools
from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.measure_actions import ActionDetails, event_to, leads_to
from advocacy.domain.measures import (
    BODY_MEASURE,
    OFFICE_MEASURE,
    DecidedBy,
    MeasureEvent,
    MeasureStatus,
    MeasureType,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.records import Audience
from advocacy.domain.tasks import TaskStatus
from advocacy.domain.users import Language
from advocacy.models import Activity, Measure, MeasureAction, MediaItem, User
from advocacy.policy import Actor
from advocacy.services import measure_actions, measures, steps
from tests.factories import (
    commit,
    link,
    make_body,
    make_campaign,
    make_demand,
    make_measure,
    make_official,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web

S, E = MeasureStatus, MeasureEvent
BODY_EDGES = [(DecidedBy.BODY, *key, edge) for key, edge in BODY_MEASURE.table.items()]
OFFICE_EDGES = [(DecidedBy.OFFICE_HOLDER, *key, edge) for key, edge in OFFICE_MEASURE.table.items()]


def log(actor: Actor, measure: Measure, event: MeasureEvent, on: str = "", **more: Any) -> MeasureAction:
    """Log an action."""
    details = ActionDetails(event, PartialDate(on), words=more.pop("words", ""))
    action = measure_actions.add(actor, measure, details, version=None, **more)
    db.session.flush()
    return action


def told(measure: Measure) -> list[Activity]:
    """Every activity of the measure that stands."""
    return list(
        db.session.scalars(
            select(Activity)
            .where(Activity.record_id == measure.id, Activity.retracted_at.is_(None))
            .order_by(Activity.id)
        )
    )


@pytest.mark.parametrize(("decided_by", "state", "event", "edge"), BODY_EDGES + OFFICE_EDGES)
@pytest.mark.one_database
def test_every_edge_of_the_tables_can_be_taken(
    as_organizer: Actor, decided_by: DecidedBy, state: MeasureStatus, event: MeasureEvent, edge: Any
) -> None:
    measure = make_measure(make_campaign(), decided_by=decided_by, status=state)
    if edge.activity is None:
        measures.take_step(as_organizer, measure, event, version=None)
        assert told(measure) == []
    else:
        log(as_organizer, measure, event, "2017-02")
        assert [(each.kind, each.step, str(each.occurred_on)) for each in told(measure)] == [
            (ActivityKind.MEASURE_ACTION, event.value, "2017-02")
        ]
    assert measure.status is edge.to


def test_each_event_leads_to_one_state_and_each_state_comes_from_one_event() -> None:
    for workflow in (BODY_MEASURE, OFFICE_MEASURE):
        for (_, event), edge in workflow.table.items():
            assert leads_to(workflow, event) is edge.to
            assert event_to(workflow, edge.to) is event


@pytest.mark.one_database
def test_a_step_that_is_not_in_the_table_is_refused_in_words(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    with pytest.raises(Refused, match="not possible now"):
        log(as_organizer, measure, E.PASS)
    with pytest.raises(Refused, match="not possible now"):
        measures.take_step(as_organizer, measure, E.SIGN, version=None)
    with pytest.raises(Refused, match="dated action"):
        measures.take_step(as_organizer, measure, E.INTRODUCE, version=None)
    with pytest.raises(Refused, match="plain step"):
        log(as_organizer, measure, E.DRAFT)


@pytest.mark.one_database
def test_the_latest_action_by_date_decides_and_an_earlier_one_is_only_added(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    log(as_organizer, measure, E.PASS, "2017-03-01")
    log(as_organizer, measure, E.REFER_TO_COMMITTEE, "2017-02")
    assert measure.status is S.PASSED
    assert [each.step for each in told(measure)] == ["introduce", "pass", "refer_to_committee"]
    assert steps.latest_step(measure).event == "pass"  # type: ignore[union-attr]


def test_an_action_whose_date_is_not_known_stands_where_people_put_it(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    passed = log(as_organizer, measure, E.PASS)
    log(as_organizer, measure, E.SCHEDULE, before=passed)
    assert measure.status is S.PASSED
    assert [each.action for each in sorted(measure.actions, key=lambda each: each.position)] == [
        E.INTRODUCE,
        E.SCHEDULE,
        E.PASS,
    ]


@pytest.mark.one_database
def test_an_earlier_action_that_does_not_fit_between_the_others_is_refused(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    log(as_organizer, measure, E.PASS, "2017-03-01")
    with pytest.raises(Refused, match="“Passed” cannot follow “Failed”"):
        log(as_organizer, measure, E.FAIL, "2017-02-01")
    assert measure.status is S.PASSED


@pytest.mark.one_database
def test_an_action_that_is_still_to_come_is_refused(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    with pytest.raises(Refused, match="still to come"):
        log(as_organizer, measure, E.INTRODUCE, "2199-01-01")


def test_changing_the_date_of_an_action_moves_its_activity_and_the_measure(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    tabled = log(as_organizer, measure, E.TABLE, "2017-02-01")
    log(as_organizer, measure, E.SCHEDULE, "2017-03-01")
    details = ActionDetails(E.TABLE, PartialDate("2017-04-01"), words="For lack of time")
    measure_actions.edit(as_organizer, measure, tabled, details, version=None)
    assert measure.status is S.TABLED
    moved = next(each for each in told(measure) if each.step == "table")
    assert (str(moved.occurred_on), moved.note) == ("2017-04-01", "For lack of time")


@pytest.mark.one_database
def test_a_date_that_would_turn_the_order_round_is_refused(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    introduced = log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    log(as_organizer, measure, E.PASS, "2017-02-01")
    with pytest.raises(Refused, match="cannot follow"):
        measure_actions.edit(
            as_organizer, measure, introduced, ActionDetails(E.INTRODUCE, PartialDate("2017-03-01")), version=None
        )


@pytest.mark.one_database
def test_taking_out_the_latest_action_takes_its_step_back(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    passed = log(as_organizer, measure, E.PASS, "2017-02-01")
    measure_actions.remove(as_organizer, measure, passed, "Wrong resolution", version=None)
    assert measure.status is S.INTRODUCED
    assert [each.action for each in measure.actions] == [E.INTRODUCE]
    assert [each.step for each in told(measure)] == ["introduce"]


@pytest.mark.one_database
def test_taking_out_an_earlier_action_leaves_the_state_and_needs_the_others_to_fit(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    referred = log(as_organizer, measure, E.REFER_TO_COMMITTEE, "2017-01-20")
    passed = log(as_organizer, measure, E.PASS, "2017-02-01")
    log(as_organizer, measure, E.SIGN, "2017-02-03")
    measure_actions.remove(as_organizer, measure, referred, "It never was", version=None)
    assert measure.status is S.SIGNED
    with pytest.raises(Refused, match="cannot follow"):
        measure_actions.remove(as_organizer, measure, passed, "Try", version=None)


@pytest.mark.one_database
def test_a_correction_takes_the_action_away_with_its_step(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    step = steps.latest_step(measure)
    assert step is not None
    steps.take_back(as_organizer, measure, step)
    assert measure.status is S.IDEA
    assert measure.actions == []
    assert told(measure) == []
    assert not measure.was_public


@pytest.mark.one_database
def test_a_state_set_by_hand_keeps_its_reason_until_the_next_action(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    measure_actions.set_by_hand(as_organizer, measure, S.IN_COMMITTEE, "The clerk says so", version=None)
    assert (measure.status, measure.status_is_manual, measure.status_note) == (
        S.IN_COMMITTEE,
        True,
        "The clerk says so",
    )
    assert len(told(measure)) == 1
    log(as_organizer, measure, E.SCHEDULE, "2017-02-01")
    assert (measure.status, measure.status_is_manual, measure.status_note) == (S.SCHEDULED, False, "")


@pytest.mark.one_database
def test_a_state_set_by_hand_can_follow_the_actions_again_and_needs_a_reason(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    with pytest.raises(Refused, match="no dated action"):
        measure_actions.follow_again(as_organizer, measure, version=None)
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    with pytest.raises(Refused, match="Say why"):
        measure_actions.set_by_hand(as_organizer, measure, S.TABLED, " ", version=None)
    measure_actions.set_by_hand(as_organizer, measure, S.TABLED, "Heard so", version=None)
    measure_actions.follow_again(as_organizer, measure, version=None)
    assert (measure.status, measure.status_is_manual) == (S.INTRODUCED, False)


def test_taking_back_what_was_set_by_hand_brings_the_reason_before_it_back(as_organizer: Actor) -> None:
    measure = make_measure(make_campaign())
    log(as_organizer, measure, E.INTRODUCE, "2017-01-10")
    measure_actions.set_by_hand(as_organizer, measure, S.TABLED, "First", version=None)
    measure_actions.set_by_hand(as_organizer, measure, S.EXPIRED, "Second", version=None)
    step = steps.latest_step(measure)
    assert step is not None
    steps.take_back(as_organizer, measure, step)
    assert (measure.status, measure.status_is_manual, measure.status_note) == (S.TABLED, True, "First")


@pytest.mark.one_database
def test_withdrawing_drops_its_tasks_and_hides_what_was_never_public(as_organizer: Actor) -> None:
    campaign = make_campaign()
    quiet, loud = make_measure(campaign), make_measure(campaign, "Public one")
    task = make_task("Find a sponsor", campaign=campaign, about_id=quiet.id)
    log(as_organizer, quiet, E.WITHDRAW, words="Nobody sponsors it")
    log(as_organizer, loud, E.INTRODUCE, "2017-01")
    log(as_organizer, loud, E.WITHDRAW, "2017-02")
    assert task.status is TaskStatus.DROPPED
    assert (quiet.audience, loud.audience) == (Audience.CAMPAIGNS, Audience.DIRECTORY)
    assert (quiet.was_public, loud.was_public) == (False, True)


@pytest.mark.one_database
def test_what_we_do_is_ours_and_what_they_decide_is_theirs(as_organizer: Actor) -> None:
    order = make_measure(make_campaign(), decided_by=DecidedBy.OFFICE_HOLDER, measure_type=MeasureType.EXECUTIVE_ORDER)
    log(as_organizer, order, E.ASK, "2017-01")
    log(as_organizer, order, E.REFUSE, "2017-02")
    assert [each.side for each in told(order)] == [Side.OURS, Side.THEIRS]


@pytest.mark.one_database
def test_an_organizer_writes_a_resolution_down_and_takes_it_to_the_council(web: Web, organizer: User) -> None:
    body, campaign = make_body(), make_campaign()
    sponsor, demand = make_official("Adam Gomez", "City Councilor"), make_demand(campaign)
    commit()
    form = web.sign_in(organizer).get("/resolutions/new")
    shown = form.submit(
        {
            "title": "May Day resolution",
            "body": body.ref,
            "sponsors": [sponsor.ref],
            "demands": [demand.ref],
            "campaigns": [campaign.ref],
            "next_on": "2017-05-01",
            "next_what": "Vote of the full council",
        }
    )
    assert shown.title == "May Day resolution"
    assert "Resolution 1" in shown.text
    for words in ("Sampleville City Council", "Adam Gomez", "No detainers", "Vote of the full council"):
        assert words in shown.text
    shown = shown.submit(button="Drafting began")
    assert "Drafting" in shown.text
    logged = web.get(shown.response.request.path + "/actions/new?action=introduce").submit(
        {"occurred_on": "Feb 2017", "words": "Read into the record."}
    )
    assert "Feb 2017" in logged.text
    assert "Read into the record." in logged.text
    assert db.session.scalars(select(Measure)).one().status is S.INTRODUCED


@pytest.mark.one_database
def test_an_office_holder_and_a_body_together_are_refused_at_the_field_and_nothing_typed_is_lost(
    web: Web, organizer: User
) -> None:
    body, mayor = make_body(), make_official()
    commit()
    bad = (
        web.sign_in(organizer)
        .get("/resolutions/new")
        .send({"title": "Order", "decided_by": "office_holder", "body": body.ref, "office_holder": mayor.ref})
    )
    assert bad.status == 422
    assert any("Take the body out" in error for error in bad.errors)
    assert bad.soup.select_one("input[name=title]")["value"] == "Order"  # type: ignore[index]
    assert web.get("/resolutions/new").send({"title": ""}).status == 422
    what = web.get("/resolutions/new").send({"title": "Order", "next_what": "Vote"})
    assert any("Give the day too" in error for error in what.errors)


@pytest.mark.one_database
def test_who_decides_can_change_only_before_it_has_begun(web: Web, organizer: User) -> None:
    measure = make_measure(make_campaign(), status=S.SPONSORED)
    commit()
    bad = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/edit").send({"decided_by": "office_holder"})
    assert bad.status == 422
    assert any("It has begun already" in error for error in bad.errors)


def test_an_action_is_edited_removed_and_overridden_on_its_pages(web: Web, organizer: User) -> None:
    measure = make_measure(make_campaign())
    source = MediaItem(headline="Council hears resolution")
    db.session.add(source)
    commit()
    path = f"/resolutions/{measure.ref}"
    web.sign_in(organizer).get(f"{path}/actions/new?action=introduce").submit({"occurred_on": "2017-01"})
    action_ref = db.session.scalars(select(MeasureAction)).one().ref
    edited = web.get(f"{path}/actions/{action_ref}/edit").submit({"occurred_on": "2017-02", "sources": [source.ref]})
    assert "Feb 2017" in edited.text
    assert "Council hears resolution" in edited.text
    by_hand = web.get(f"{path}/state").submit({"status": "tabled", "why": "The chair said so"})
    assert "The state was set by hand. The chair said so" in by_hand.text
    back = by_hand.submit(button="Follow the actions again")
    assert "set by hand" not in back.text
    assert web.get(f"{path}/actions/{action_ref}/remove").send({"reason": ""}).status == 422
    gone = web.get(f"{path}/actions/{action_ref}/remove").submit({"reason": "Not this one"})
    assert "No dated action is on file yet." in gone.text
    assert web.get(f"{path}/actions/{action_ref}/edit").status == 404


@pytest.mark.one_database
def test_a_bad_action_is_refused_at_its_field(web: Web, organizer: User) -> None:
    measure = make_measure(make_campaign(), status=S.INTRODUCED)
    commit()
    form = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/actions/new")
    bad = form.send({"action": "pass", "occurred_on": "2/3/2017", "words": "By voice"})
    assert bad.status == 422
    assert "By voice" in str(bad.soup.select_one("textarea[name=words]"))
    late = form.send({"action": "sign", "occurred_on": "2017"})
    assert late.status == 422
    assert "not possible now" in late.text
    guarded = form.send({"action": "pass", "words": "His SSN is 123-45-6789"})
    assert guarded.status == 422


@pytest.mark.one_database
def test_a_stale_form_is_a_conflict_and_changes_nothing(web: Web, organizer: User) -> None:
    measure = make_measure(make_campaign(), status=S.INTRODUCED)
    commit()
    form = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/actions/new?action=pass")
    edit = web.get(f"/resolutions/{measure.ref}/edit")
    web.get(f"/resolutions/{measure.ref}/actions/new").send({"action": "table"})
    assert form.send({"occurred_on": "2017"}).status == 409
    assert edit.send({"title": "Other"}).status == 409
    assert db.session.scalars(select(Measure)).one().status is S.TABLED


@pytest.mark.one_database
def test_a_member_reads_but_has_no_buttons_and_is_refused(web: Web, member: User) -> None:
    measure = make_measure(make_campaign(), status=S.INTRODUCED)
    commit()
    shown = web.sign_in(member).get(f"/resolutions/{measure.ref}")
    assert shown.status == 200
    assert not any("/resolutions/" in address for address in shown.links_ending("/new", "/edit"))
    for path in ("/resolutions/new", f"/resolutions/{measure.ref}/edit", f"/resolutions/{measure.ref}/actions/new"):
        assert web.get(path).status == 403
    assert web.post_with_token(f"/resolutions/{measure.ref}/steps/draft").status == 403
    assert web.post_with_token(f"/resolutions/{measure.ref}/follow").status == 403


def test_before_it_is_introduced_only_its_campaigns_see_it(web: Web, organizer: User) -> None:
    insider = make_user("insider")
    measure = make_measure(make_restricted_campaign(team=(insider,)))
    commit()
    hidden = web.sign_in(organizer).get(f"/resolutions/{measure.ref}")
    missing = web.get("/resolutions/0000000000")
    assert (hidden.status, missing.status) == (404, 404)
    assert measure.title not in web.get("/resolutions").text
    assert web.get(f"/resolutions/{measure.ref}/actions/new").status == 404
    assert web.post_with_token(f"/resolutions/{measure.ref}/steps/draft").status == 404
    assert web.sign_in(insider).get(f"/resolutions/{measure.ref}").status == 200


def test_a_public_resolution_tells_nothing_of_a_campaign_that_is_hidden(web: Web, organizer: User) -> None:
    insider = make_user("insider")
    secret = make_restricted_campaign("Quiet work", team=(insider,))
    demand = make_demand(secret, "A quiet demand")
    actor = Actor.of(insider)
    insider.set_roles({*organizer.roles})
    order = make_measure(secret, decided_by=DecidedBy.OFFICE_HOLDER)
    measures.edit(
        actor,
        order,
        measures.MeasureDetails("Order", MeasureType.POLICY, DecidedBy.OFFICE_HOLDER),
        measures.Around(demands=(demand,), campaigns=(secret,)),
        version=None,
    )
    log(actor, order, E.ASK, "2017-01", words="We asked quietly")
    log(actor, order, E.ISSUE, "2017-02", words="The mayor signed")
    commit()
    shown = web.sign_in(organizer).get(f"/resolutions/{order.ref}")
    assert "The mayor signed" in shown.text
    for words in ("Quiet work", "A quiet demand", "We asked quietly", "Idea → Asked for", f"Policy {order.id}"):
        assert words not in shown.text
    assert "We asked quietly" in web.sign_in(insider).get(f"/resolutions/{order.ref}").text


def test_editing_a_public_resolution_keeps_the_links_that_the_editor_cannot_see(web: Web, organizer: User) -> None:
    secret = make_restricted_campaign(team=(make_user("insider"),))
    measure = make_measure(secret, status=S.INTRODUCED)
    demand = make_demand(secret, "A quiet demand")
    open_one = make_campaign()
    link(measure, open_one, number=7)
    db.session.add(measure)
    measures._set_demands(Actor.of(make_user("insider two")), measure, ())
    measure.demand_links.append(measures.MeasureDemand(demand=demand, demand_id=demand.id))
    commit()
    edited = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/edit").submit({"title": "New title"})
    assert edited.title == "New title"
    kept = db.session.scalars(select(Measure)).one()
    assert {each.title for each in kept.campaigns} == {"Quiet work", "Sanctuary city"}
    assert [each.text for each in kept.demands] == ["A quiet demand"]


def test_the_list_shows_the_next_date_first_and_can_be_narrowed(web: Web, member: User) -> None:
    campaign, body = make_campaign(), make_body()
    from advocacy.queries.clock import today

    make_measure(campaign, "Old one", status=S.PASSED, body=body)
    make_measure(campaign, "Far one", status=S.SCHEDULED, next_on=today().replace(year=today().year + 1))
    make_measure(campaign, "Near one", status=S.SCHEDULED, next_on=today())
    commit()
    shown = web.sign_in(member).get("/resolutions").text
    assert shown.index("Near one") < shown.index("Far one") < shown.index("Old one")
    assert "Old one" not in web.get("/resolutions?group=pending").text
    assert "Near one" not in web.get(f"/resolutions?body={body.ref}").text
    assert "Far one" not in web.get("/resolutions?next_date=soon").text
    assert "Old one" in web.get("/resolutions?next_date=none&group=decided").text
    assert "Nothing matches" in web.get("/resolutions?group=preparing").text
    assert web.get("/resolutions?campaign=nonsense&group=x&after=zzz").status == 200


def test_a_long_list_goes_on_where_it_stopped(web: Web, member: User) -> None:
    campaign = make_campaign()
    for number in range(120):
        make_measure(campaign, f"Measure {number:03}", status=S.INTRODUCED)
    commit()
    seen: list[str] = []
    path = "/resolutions"
    for _ in range(4):
        shown = web.sign_in(member).get(path)
        seen += [node.get_text() for node in shown.soup.select("main ul.list a.b")]
        older = shown.soup.select_one("main a[rel=next]")
        if older is None:
            break
        path = str(older["href"])
    assert seen == [f"Measure {number:03}" for number in reversed(range(120))]


@pytest.mark.one_database
def test_the_number_of_queries_does_not_grow_with_the_rows(web: Web, organizer: User) -> None:
    campaign, body = make_campaign(), make_body()
    counts = []
    for number in (2, 20):
        for index in range(number):
            make_measure(campaign, f"Measure {number} {index}", status=S.INTRODUCED, body=body)
        commit()
        web.sign_in(organizer)
        with count_queries() as seen:
            web.get("/resolutions")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_the_page_of_a_measure_asks_the_same_number_of_queries_whatever_hangs_on_it(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    measure = make_measure(make_campaign(), status=S.INTRODUCED)
    log(as_organizer, measure, E.TABLE, "2017-01-01")
    counts = []
    for month in (2, 9):
        for day, event in zip(range(1, 9), itertools.cycle((E.SCHEDULE, E.TABLE)), strict=False):
            log(as_organizer, measure, event, f"2017-{month:02}-{day:02}")
        commit()
        web.sign_in(organizer)
        with count_queries() as seen:
            assert web.get(f"/resolutions/{measure.ref}").status == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["", "/edit", "/actions/new", "/state"])
@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User, path: str) -> None:
    measure = make_measure(make_campaign(), status=S.INTRODUCED)
    organizer.language = Language.ES
    commit()
    shown = web.sign_in(organizer).get(f"/resolutions/{measure.ref}{path}")
    assert shown.status == 200
    assert "Resoluciones" in shown.soup.get_text()
