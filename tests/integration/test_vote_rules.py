"""Votes and the rule of their day, ties that the chair breaks, second decisions, and who may take a vote out."""

from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import CastingVote, MotionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.votes import Tally
from advocacy.models import BodyRule, Organization, Post, User, VoteEvent
from advocacy.policy import Actor
from advocacy.queries import votes as queries
from advocacy.queries.clock import today
from advocacy.services import measure_actions
from tests.factories import commit, make_campaign, make_measure
from tests.integration.test_votes import FAILED, PASSED, S, before, council, lines, log, make_organizer
from tests.web import Web


def a_rule(body: Organization, since: str, fraction: RuleFraction, base: RuleBase, **fields: Any) -> None:
    """A rule for ordinary motions."""
    row = BodyRule(body_id=body.id, motion_kind=MotionKind.ORDINARY, valid_from=PartialDate(since), **fields)
    row.fraction, row.base = fraction, base
    db.session.add(row)
    db.session.flush()


@pytest.mark.one_database
def test_an_old_vote_is_judged_by_the_rule_of_its_day(web: Web, organizer: User) -> None:
    body, people = council()
    a_rule(body, "2010", RuleFraction.HALF, RuleBase.ALL_SEATS, citation="Charter, section 9")
    a_rule(body, "2022", RuleFraction.TWO_THIRDS, RuleBase.PRESENT)
    measure = before(body)
    vote = log(Actor.of(organizer), measure, lines(people, "Yea", "Yea", "Nay"), body, result=PASSED)
    commit()
    page = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/votes/{vote.ref}")
    assert "More than half of all seats; 2 yes needed" in page.text
    assert "Source: Charter, section 9" in page.text
    assert "do not agree" not in page.text


@pytest.mark.one_database
def test_a_rule_counts_who_was_there_recused_and_silent(as_organizer: Actor) -> None:
    body, people = council()
    a_rule(body, "2010", RuleFraction.HALF, RuleBase.PRESENT)
    roll = lines(people, "Yea", "Present", "Recused")
    seen = queries.with_seats(log(as_organizer, before(body), roll, body, result=FAILED))
    assert seen.ballot is not None
    assert (seen.ballot.present, seen.ballot.recused, seen.needed) == (2, 1, 2)
    assert not seen.breaks_its_rule


@pytest.mark.one_database
def test_a_result_that_the_rule_on_file_does_not_explain_is_pointed_out(as_organizer: Actor) -> None:
    body, people = council()
    a_rule(body, "2010", RuleFraction.TWO_THIRDS, RuleBase.ALL_SEATS)
    roll = lines(people, "Yea", "Absent", "Absent")
    with pytest.raises(Refused, match="would have ended otherwise"):
        log(as_organizer, before(body), roll, body, result=PASSED)
    vote = log(as_organizer, before(body), roll, body, result=PASSED, despite_rule=True)
    seen = queries.with_seats(vote)
    assert seen.needed == 2
    assert seen.breaks_its_rule


@pytest.mark.one_database
def test_a_day_known_by_its_year_has_a_rule_only_when_the_whole_year_had_the_same(as_organizer: Actor) -> None:
    body, _people = council()
    a_rule(body, "2010", RuleFraction.HALF, RuleBase.VOTING)
    a_rule(body, "2016-07", RuleFraction.TWO_THIRDS, RuleBase.VOTING)
    for year, fraction in (("2015", RuleFraction.HALF), ("2016", None), ("2017", RuleFraction.TWO_THIRDS)):
        counts = Tally(yes=8, no=3)
        vote = log(as_organizer, before(body), [], body, voted_on=PartialDate(year), counts=counts, result=PASSED)
        rule = queries.with_seats(vote).rule
        assert (rule.fraction if rule else None) is fraction


def test_a_tie_that_the_chair_broke_is_logged_by_its_counts_alone(web: Web, organizer: User) -> None:
    body, _people = council()
    a_rule(body, "2010", RuleFraction.HALF, RuleBase.VOTING, chair_breaks_ties=True)
    measure = before(body)
    commit()
    path = f"/resolutions/{measure.ref}/votes"
    form = web.sign_in(organizer).get(f"{path}/new")
    typed = {"voted_on": "2021-05-03", "method": "counts_only", "result": "passed", "yes_count": "1", "no_count": "1"}
    refused = form.send(typed)
    assert refused.status == 422
    assert any("A tie does not pass: 1 yes and 1 no." in error for error in refused.errors)
    shown = refused.submit({**typed, "casting_vote": "yes"})
    assert "Passed, 1 to 1 and the chair’s casting vote." in shown.text
    assert "do not agree" not in shown.text
    vote = db.session.scalars(select(VoteEvent)).one()
    assert (vote.casting_vote, measure.status) == (CastingVote.YES, S.PASSED)
    edited = web.get(f"{path}/{vote.ref}/edit").submit({"yes_count": "2"})
    assert "Passed, 1 to 1 and the chair’s casting vote." in edited.text
    assert "Passed, 1 to 1 and the chair’s casting vote." in web.get(f"/resolutions/{measure.ref}").text


def test_a_chair_named_in_the_roll_call_broke_the_tie_without_a_word_more(as_organizer: Actor) -> None:
    body, people = council()
    a_rule(body, "2010", RuleFraction.HALF, RuleBase.PRESENT)
    post = db.session.scalars(select(Post).order_by(Post.id.desc())).first()
    assert post is not None
    post.votes = VotesRight.TIE_ONLY
    db.session.flush()
    seen = queries.with_seats(log(as_organizer, before(body), lines(people, "Yea", "Nay", "Yea"), body, result=PASSED))
    assert seen.ballot is not None
    assert (seen.ballot.yes, seen.ballot.no, seen.ballot.seats, seen.needed) == (1, 1, 2, 1)
    assert not seen.is_doubtful


@pytest.mark.one_database
def test_a_casting_vote_in_a_body_where_nobody_breaks_ties_is_confirmed_first(as_organizer: Actor) -> None:
    body, _people = council()
    a_rule(body, "2010", RuleFraction.HALF, RuleBase.VOTING)
    tie = {"counts": Tally(yes=1, no=1), "result": PASSED, "casting_vote": CastingVote.YES}
    with pytest.raises(Refused, match="nobody breaks ties"):
        log(as_organizer, before(body), [], body, **tie)
    assert queries.with_seats(log(as_organizer, before(body), [], body, despite_rule=True, **tie)).has_strange_chair


def test_a_result_against_the_rule_is_warned_of_before_it_is_saved_and_marked_after(web: Web, organizer: User) -> None:
    body, _people = council()
    a_rule(body, "2010", RuleFraction.TWO_THIRDS, RuleBase.ALL_SEATS, citation="Charter, section 9")
    measure = before(body)
    commit()
    path = f"/resolutions/{measure.ref}/votes"
    typed = {"voted_on": "2021-05-03", "result": "failed", "yes_count": "2", "no_count": "1", "decides": ""}
    form = web.sign_in(organizer).get(f"{path}/new")
    assert form.soup.select("[name=despite_rule]") == []
    warned = form.send(typed)
    assert warned.status == 422
    assert db.session.scalars(select(VoteEvent)).all() == []
    for words in ("Two thirds of all seats", "Source: Charter, section 9", "would have ended otherwise"):
        assert words in warned.text
    shown = warned.submit({**typed, "despite_rule": "y"})
    assert "Result and rule do not agree." in shown.text
    assert "Source: Charter, section 9" in shown.soup.select_one(".note.warn").get_text()  # type: ignore[union-attr]
    again = web.get(f"{path}/{db.session.scalars(select(VoteEvent)).one().ref}/edit").submit({"note": "As the minutes"})
    assert "Result and rule do not agree." in again.text


@pytest.mark.one_database
def test_a_second_decision_on_one_step_says_which_vote_stands_and_what_to_do(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    body, _people = council()
    measure = before(body)
    first = log(as_organizer, measure, [], body, result=PASSED, decides=True)
    commit()
    path = f"/resolutions/{measure.ref}"
    second = {"voted_on": "2021-06-07", "result": "failed", "decides": "y"}
    refused = web.sign_in(organizer).get(f"{path}/votes/new").send(second)
    assert refused.status == 422
    assert any("Another vote has decided this already" in error for error in refused.errors)
    assert "This vote stands: Passed, May 3, 2021" in refused.text
    ways = refused.links()
    for way in (f"/votes/{first.ref}", f"/votes/{first.ref}/edit", f"/votes/{first.ref}/remove", "action=reconsider"):
        assert any(link.endswith(way) for link in ways), way
    both = web.get(f"{path}/votes/new").send({**second, "yes_count": "2", "no_count": "1"})
    assert len(both.errors) == 2, both.errors
    web.get(f"{path}/actions/new?action=reconsider").submit({"action": "reconsider", "occurred_on": "2021-06-07"})
    shown = web.get(f"{path}/votes/new").submit(second)
    assert "Failed." in shown.text
    assert measure.status is S.FAILED
    earlier = web.get(f"{path}/votes/new").send({**second, "voted_on": "2021-05-20"})
    assert any("Another vote has decided this already" in error for error in earlier.errors)


def test_who_may_not_take_out_a_vote_or_an_action_sees_no_way_and_is_refused_on_the_way(
    web: Web, organizer: User, coordinator: User
) -> None:
    body, _people = council()
    another = Actor.of(make_organizer())
    measure = before(body, status=S.SPONSORED)
    introduced = measure_actions.ActionDetails(measure_actions.MeasureEvent.INTRODUCE)
    measure_actions.add(another, measure, introduced, version=None)
    measure_actions.add(
        another, measure, measure_actions.ActionDetails(measure_actions.MeasureEvent.SCHEDULE), version=None
    )
    vote = log(another, measure, [], body, result=PASSED)
    commit()
    path = f"/resolutions/{measure.ref}"
    ways = [f"{path}/votes/{vote.ref}/remove", *(f"{path}/actions/{each.ref}/remove" for each in measure.actions)]
    pages = (f"{path}/votes/{vote.ref}", path)
    web.sign_in(organizer)
    assert [web.get(way).status for way in ways] == [403, 403, 403]
    assert [link for page in pages for link in web.get(page).links() if link.endswith("/remove")] == []
    web.sign_in(coordinator)
    assert [web.get(way).status for way in ways] == [200, 200, 200]
    assert {link for page in pages for link in web.get(page).links() if link.endswith("/remove")} == set(ways)


def test_the_next_decision_of_a_campaign_leads_to_its_whip_count(web: Web, member: User) -> None:
    body, _people = council()
    campaign = make_campaign(slug="welcome")
    measure = make_measure(campaign, status=S.SCHEDULED, body=body, next_on=today())
    commit()
    count = f"/resolutions/{measure.ref}/count"
    assert count in web.sign_in(member).get("/campaigns/welcome").links()
    assert web.get(count).status == 200
