"""Votes: what contradicts itself is refused, who does not sit in the body cannot vote, and a vote may decide."""

import itertools
from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.directory import RuleBase, RuleFraction
from advocacy.domain.measures import (
    DecidedBy,
    MeasureStatus,
    MotionKind,
    VoteChoice,
    VoteMethod,
    VoteResult,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.domain.votes import Tally, VoteDetails
from advocacy.models import Activity, BodyRule, Measure, Organization, Person, Term, User, VoteEvent
from advocacy.policy import Actor
from advocacy.queries import bodies
from advocacy.queries import votes as queries
from advocacy.services import measure_actions, steps, votes
from advocacy.services.votes import RollCallLine
from tests.factories import commit, make_body, make_campaign, make_measure, make_person, make_restricted_campaign
from tests.queries import count_queries
from tests.web import Web

S = MeasureStatus
DAY = PartialDate("2021-05-03")
_numbers = itertools.count(1)
PASSED, FAILED = VoteResult.PASSED, VoteResult.FAILED


def council() -> tuple[Organization, list[Person]]:
    """A council of three with those who sit there."""
    body = make_body()
    return body, list(bodies.voters_on(body, DAY.first_day).values())  # type: ignore[arg-type]


def before(body: Organization, **fields: Any) -> Measure:
    """A measure before the body, scheduled for a vote."""
    campaign = make_campaign(slug=f"campaign-{next(_numbers)}")
    return make_measure(campaign, status=fields.pop("status", S.SCHEDULED), body=body, **fields)


def lines(people: list[Person], *words: str) -> list[RollCallLine]:
    """A roll call in the clerk's words."""
    return [RollCallLine(person, word) for person, word in zip(people, words, strict=False)]


def log(
    actor: Actor, measure: Measure, roll: list[RollCallLine], body: Organization | None, **fields: Any
) -> VoteEvent:
    """Log a vote of that day."""
    fields.setdefault("voted_on", DAY)
    fields.setdefault("method", VoteMethod.ROLL_CALL if roll else VoteMethod.NOT_KNOWN)
    return votes.log(actor, measure, VoteDetails(**fields), roll, body=body, version=None)


def told(measure: Measure) -> list[tuple[str, str]]:
    """Kind and step of every activity of the measure that stands."""
    rows = db.session.scalars(
        select(Activity).where(Activity.record_id == measure.id, Activity.retracted_at.is_(None)).order_by(Activity.id)
    )
    return [(row.kind.value, row.step) for row in rows]


@pytest.mark.one_database
def test_a_vote_that_decides_is_one_activity_and_moves_the_measure(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body)
    vote = log(as_organizer, measure, lines(people, "Yea", "Aye", "Nay"), body, result=PASSED, decides=True)
    assert measure.status is S.PASSED
    assert told(measure) == [("vote", "pass")]
    assert [entry.choice for entry in vote.roll_call] == [VoteChoice.YES, VoteChoice.YES, VoteChoice.NO]
    assert [entry.clerks_word for entry in vote.roll_call] == ["Yea", "Aye", "Nay"]
    assert measure.actions[0].activity_id == vote.activity_id


@pytest.mark.one_database
def test_a_vote_of_which_no_tally_is_known_is_a_normal_vote(as_organizer: Actor) -> None:
    body, _people = council()
    measure = before(body)
    vote = log(as_organizer, measure, [], None, voted_on=PartialDate(""), date_note="Monday night", result=PASSED)
    assert measure.status is S.SCHEDULED
    assert queries.tally_of(vote) == Tally()
    assert told(measure) == [("vote", "pass")]


@pytest.mark.one_database
def test_an_override_sustains_or_overrides_the_veto(as_organizer: Actor) -> None:
    body, _people = council()
    for result, state in ((PASSED, S.OVERRIDDEN), (FAILED, S.SUSTAINED)):
        measure = before(body, status=S.VETOED)
        log(as_organizer, measure, [], body, motion_kind=MotionKind.OVERRIDE, result=result, decides=True)
        assert measure.status is state


@pytest.mark.one_database
def test_who_does_not_sit_in_the_body_that_day_is_refused_in_words(as_organizer: Actor) -> None:
    body, people = council()
    stranger = make_person("Nadia Stranger")
    with pytest.raises(
        Refused, match="Nadia Stranger was not a voting member of Sampleville City Council on 2021-05-03"
    ):
        log(as_organizer, before(body), lines([*people, stranger], "yes", "yes", "yes", "no"), body, result=PASSED)
    with pytest.raises(Refused, match="was not a voting member"):
        log(as_organizer, before(body), lines(people, "yes"), body, voted_on=PartialDate("2019-05-03"))


def test_a_term_without_a_beginning_seats_nobody_until_somebody_confirms_it(as_organizer: Actor) -> None:
    body, people = council()
    term = db.session.scalars(select(Term).where(Term.person_id == people[0].id)).one()
    term.starts_on = PartialDate("")
    db.session.flush()
    with pytest.raises(Refused, match="was not a voting member"):
        log(as_organizer, before(body), lines(people, "yes", "yes", "no"), body, result=PASSED)


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"counts": Tally(yes=1), "result": PASSED}, ("yes", "yes", "no"), "yes_count"),
        ({"result": FAILED}, ("yes", "yes", "no"), "result"),
        ({"result": PASSED}, ("yes", "no", "no"), "result"),
        ({"method": VoteMethod.VOICE}, ("yes", "yes", "no"), "method"),
        ({"method": VoteMethod.ROLL_CALL}, (), "roll_call"),
        ({"voted_on": PartialDate("2021-05")}, ("yes",), "voted_on"),
        ({"voted_on": PartialDate("2199-05-03")}, (), "voted_on"),
        ({"decides": True}, (), "decides"),
        ({"decides": True, "motion_kind": MotionKind.PROCEDURAL, "result": PASSED}, (), "decides"),
        ({"counts": Tally(yes=2, no=5), "result": PASSED}, (), "result"),
    ],
)
@pytest.mark.one_database
def test_what_contradicts_itself_is_refused_at_its_field(
    as_organizer: Actor, fields: dict[str, Any], words: tuple[str, ...], field: str
) -> None:
    body, people = council()
    with pytest.raises(Refused) as refused:
        log(as_organizer, before(body), lines(people, *words), body, **fields)
    assert field in {problem.field for problem in refused.value.problems}


@pytest.mark.one_database
def test_the_clerks_word_and_the_choice_beside_it_must_agree_but_an_unclear_word_may_be_chosen(
    as_organizer: Actor,
) -> None:
    body, people = council()
    with pytest.raises(Refused, match="“Nay” means “No”, but “Yes” is chosen"):
        log(as_organizer, before(body), [RollCallLine(people[0], "Nay", VoteChoice.YES)], body)
    vote = log(as_organizer, before(body), [RollCallLine(people[0], "A", VoteChoice.YES)], body)
    assert vote.roll_call[0].choice is VoteChoice.YES


@pytest.mark.one_database
def test_a_roll_call_of_some_members_need_not_reach_the_numbers(as_organizer: Actor) -> None:
    body, people = council()
    vote = log(as_organizer, before(body), lines(people, "yes"), body, counts=Tally(yes=2, no=1), result=PASSED)
    assert queries.tally_of(vote).yes == 2


@pytest.mark.one_database
def test_nobody_votes_twice_and_the_body_must_be_known(as_organizer: Actor) -> None:
    body, people = council()
    with pytest.raises(Refused, match="stands twice"):
        log(as_organizer, before(body), lines([people[0], people[0]], "yes", "no"), body)
    with pytest.raises(Refused, match="which body"):
        log(as_organizer, before(body), lines(people, "yes"), None)


@pytest.mark.one_database
def test_a_rule_of_the_body_explains_a_majority_that_fails(as_organizer: Actor) -> None:
    body, people = council()
    with pytest.raises(Refused, match="cannot have failed"):
        log(as_organizer, before(body), lines(people, "yes", "yes", "no"), body, result=FAILED)
    db.session.add(
        BodyRule(
            body_id=body.id,
            motion_kind=MotionKind.ORDINARY,
            fraction=RuleFraction.THREE_QUARTERS,
            base=RuleBase.ALL_SEATS,
        )
    )
    db.session.flush()
    assert log(as_organizer, before(body), lines(people, "yes", "yes", "no"), body, result=FAILED)


@pytest.mark.one_database
def test_an_office_holders_measure_has_no_vote(as_organizer: Actor) -> None:
    body, _people = council()
    with pytest.raises(Refused, match="there is no vote"):
        log(as_organizer, before(body, decided_by=DecidedBy.OFFICE_HOLDER, status=S.ASKED), [], body)


@pytest.mark.one_database
def test_a_correction_takes_the_decision_back_and_leaves_the_vote(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body)
    log(as_organizer, measure, lines(people, "yes", "yes", "no"), body, result=PASSED, decides=True)
    step = steps.latest_step(measure)
    assert step is not None
    steps.take_back(as_organizer, measure, step)
    assert measure.status is S.SCHEDULED
    assert measure.actions == []
    assert told(measure) == [("vote", "pass")]


def test_changing_a_vote_moves_its_activity_and_what_it_decided(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body)
    vote = log(as_organizer, measure, lines(people, "yes", "yes", "no"), body, result=PASSED, decides=True)
    later = VoteDetails(PartialDate("2021-05-10"), method=VoteMethod.ROLL_CALL, result=FAILED, decides=True)
    votes.edit(as_organizer, measure, vote, later, lines(people, "no", "no", "yes"), body=body, version=None)
    assert measure.status is S.FAILED
    assert [(str(each.occurred_on), each.action.value) for each in measure.actions] == [("2021-05-10", "fail")]
    assert told(measure) == [("vote", "fail")]
    assert [entry.choice.value for entry in vote.roll_call] == ["no", "no", "yes"]
    undecided = VoteDetails(PartialDate("2021-05-10"), method=VoteMethod.ROLL_CALL, result=FAILED)
    votes.edit(as_organizer, measure, vote, undecided, lines(people, "no", "no", "yes"), body=body, version=None)
    assert measure.actions == []
    assert told(measure) == [("vote", "fail")]


def test_moving_the_date_of_a_deciding_vote_moves_the_action_too(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body)
    vote = log(as_organizer, measure, lines(people, "yes", "yes", "no"), body, result=PASSED, decides=True)
    moved = VoteDetails(PartialDate("2021-05-11"), method=VoteMethod.ROLL_CALL, result=PASSED, decides=True)
    votes.edit(as_organizer, measure, vote, moved, lines(people, "yes", "yes", "no"), body=body, version=None)
    assert str(measure.actions[0].occurred_on) == "2021-05-11"
    with pytest.raises(Refused, match="A vote decided this"):
        measure_actions.remove(as_organizer, measure, measure.actions[0], "No", version=None)


def test_taking_a_vote_out_takes_out_what_it_decided(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body, status=S.SPONSORED)
    measure_actions.add(
        as_organizer, measure, measure_actions.ActionDetails(measure_actions.MeasureEvent.INTRODUCE), version=None
    )
    vote = log(as_organizer, measure, lines(people, "yes", "yes", "no"), body, result=PASSED, decides=True)
    votes.remove(as_organizer, measure, vote, "Another resolution", version=None)
    assert measure.status is S.INTRODUCED
    assert measure.votes == []
    assert told(measure) == [(ActivityKind.MEASURE_ACTION.value, "introduce")]


@pytest.mark.one_database
def test_an_organizer_logs_a_roll_call_seat_by_seat_and_the_page_draws_it(web: Web, organizer: User) -> None:
    body, people = council()
    measure = before(body)
    commit()
    path = f"/resolutions/{measure.ref}/votes"
    form = web.sign_in(organizer).get(f"{path}/new")
    assert form.soup.select("input[name^=roll_call-word]") == []
    drawn = form.send({"voted_on": "2021-05-03", "_seats": "1", "note": "Kept"})
    assert drawn.status == 200
    assert len(drawn.soup.select("input[name^=roll_call-word]")) == 3
    assert "Kept" in str(drawn.soup.select_one("textarea[name=note]"))
    words = {f"roll_call-word-{person.ref}": word for person, word in zip(people, ("Yea", "Nay", "A"), strict=True)}
    bad = drawn.send({**words, "method": "roll_call", "result": "passed", "yes_count": "2"})
    assert bad.status == 422
    assert any("The roll call has 1" in error for error in bad.errors)
    choice = {f"roll_call-choice-{people[2].ref}": "yes"}
    shown = bad.submit({**words, **choice, "method": "roll_call", "result": "passed", "yes_count": "2"})
    assert "Passed, 2 to 1." in shown.text
    assert len(shown.soup.select(".whip .seat.p2")) == 2
    assert "City Councilor, Ward 1" in shown.text
    assert db.session.scalars(select(Measure)).one().status is S.PASSED
    overview = web.get(f"/resolutions/{measure.ref}")
    assert "Passed, 2 to 1." in overview.text
    edit = web.get(f"{path}/{db.session.scalars(select(VoteEvent)).one().ref}/edit")
    assert edit.soup.select_one(f"input[name='roll_call-word-{people[2].ref}']")["value"] == "A"  # type: ignore[index]


@pytest.mark.one_database
def test_a_line_for_somebody_who_has_no_seat_that_day_stays_on_the_form_with_the_refusal(
    web: Web, organizer: User
) -> None:
    body, people = council()
    measure = before(body)
    commit()
    form = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/votes/new")
    drawn = form.send({"voted_on": "2021-05-03", "_seats": "1"})
    word = {f"roll_call-word-{people[0].ref}": "Yea"}
    bad = drawn.send({**word, "voted_on": "2019-05-03", "method": "roll_call"})
    assert bad.status == 422
    assert any("was not a voting member" in error for error in bad.errors)
    assert bad.soup.select_one(f"input[name='roll_call-word-{people[0].ref}']")["value"] == "Yea"  # type: ignore[index]
    odd = drawn.send({f"roll_call-choice-{people[0].ref}": "maybe", "method": "roll_call"})
    assert odd.status == 422
    secret = drawn.send({f"roll_call-word-{people[0].ref}": "SSN 123-45-6789", "method": "roll_call"})
    assert secret.status == 422


@pytest.mark.one_database
def test_a_stored_voter_who_has_no_seat_any_more_is_drawn_and_never_dropped_unseen(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    body, people = council()
    measure = before(body)
    vote = log(as_organizer, measure, lines(people, "yes", "yes", "no"), body, result=PASSED)
    term = db.session.scalars(select(Term).where(Term.person_id == people[0].id)).one()
    term.starts_on = PartialDate("2022")
    commit()
    form = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/votes/{vote.ref}/edit")
    assert len(form.soup.select("input[name=roll_call]")) == 3
    refused = form.send({"note": "Checked"})
    assert refused.status == 422
    assert any("was not a voting member" in error for error in refused.errors)


@pytest.mark.one_database
def test_no_tally_is_said_in_words(web: Web, organizer: User) -> None:
    body, _people = council()
    measure = before(body)
    commit()
    web.sign_in(organizer)
    shown = web.get(f"/resolutions/{measure.ref}/votes/new").submit({"result": "passed", "date_note": "Monday night"})
    assert "Passed. No tally is known." in shown.text
    assert "Who voted how is not on file." in shown.text
    assert shown.soup.select(".whip") == []


@pytest.mark.one_database
def test_a_vote_is_taken_out_on_its_page_and_a_stale_form_is_a_conflict(web: Web, organizer: User) -> None:
    body, _people = council()
    measure = before(body)
    commit()
    path = f"/resolutions/{measure.ref}/votes"
    stale = web.sign_in(organizer).get(f"{path}/new")
    web.get(f"{path}/new").send({"result": "failed"})
    assert stale.send({"result": "passed"}).status == 409
    vote_ref = db.session.scalars(select(VoteEvent)).one().ref
    assert web.get(f"{path}/{vote_ref}/remove").send({"reason": " "}).status == 422
    gone = web.get(f"{path}/{vote_ref}/remove").submit({"reason": "Not this one"})
    assert "Vote taken out." in gone.soup.get_text()
    assert web.get(f"{path}/{vote_ref}").status == 404


@pytest.mark.one_database
def test_members_see_votes_and_cannot_log_them_and_hidden_ones_look_missing(web: Web, member: User) -> None:
    body, people = council()
    measure = before(body)
    hidden = make_measure(make_restricted_campaign(), body=body)
    log(Actor.of(make_organizer()), measure, lines(people, "yes", "yes", "no"), body, result=PASSED)
    commit()
    ref = measure.votes[0].ref
    shown = web.sign_in(member).get(f"/resolutions/{measure.ref}/votes/{ref}")
    assert shown.status == 200
    assert not any("/edit" in link or "/remove" in link for link in shown.links())
    assert web.get(f"/resolutions/{measure.ref}/votes/new").status == 403
    assert web.post_with_token(f"/resolutions/{measure.ref}/votes/{ref}/remove").status == 403
    assert web.get(f"/resolutions/{hidden.ref}/votes/{ref}").status == 404
    assert web.get(f"/resolutions/{measure.ref}/votes/0000000000").status == 404


def make_organizer() -> User:
    """Another organizer."""
    from advocacy.domain.users import Role
    from tests.factories import make_user

    return make_user("another", Role.ORGANIZER)


def test_the_queries_of_a_vote_do_not_grow_with_the_seats(web: Web, member: User) -> None:
    actor = Actor.of(make_organizer())
    counts = []
    for seats in (3, 15):
        body = make_body(f"Council of {seats}", seats=seats)
        people = list(bodies.voters_on(body, DAY.first_day).values())  # type: ignore[arg-type]
        measure = before(body)
        vote = log(actor, measure, lines(people, *["yes"] * seats), body, result=PASSED)
        commit()
        path = f"/resolutions/{measure.ref}/votes/{vote.ref}"
        web.sign_in(member)
        with count_queries() as seen:
            assert web.get(path).status == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_the_pages_of_a_vote_speak_spanish(web: Web, organizer: User) -> None:
    body, people = council()
    measure = before(body)
    vote = log(Actor.of(organizer), measure, lines(people, "sí", "no", "ausente"), body, result=VoteResult.NOT_KNOWN)
    organizer.language = Language.ES
    commit()
    path = f"/resolutions/{measure.ref}/votes/{vote.ref}"
    assert "Votación nominal" in web.sign_in(organizer).get(path).text
    assert web.get(f"{path}/edit").status == 200


@pytest.mark.one_database
def test_a_roll_call_chosen_before_its_seats_were_drawn_draws_them_and_loses_nothing(web: Web, organizer: User) -> None:
    body, people = council()
    measure = before(body)
    commit()
    form = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/votes/new")
    drawn = form.send({"voted_on": "2021-05-03", "method": "roll_call", "result": "passed", "note": "Kept"})
    assert drawn.status == 200
    assert "Now say how each member voted." in drawn.text
    assert db.session.scalars(select(VoteEvent)).all() == []
    shown = drawn.submit({f"roll_call-word-{person.ref}": "Yea" for person in people})
    assert "Passed, 3 to 0." in shown.text
    assert "Counted: May 3, 2021" in web.get(f"/resolutions/{measure.ref}/count").text
