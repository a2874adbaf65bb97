"""The whip board: seats and stances, rules and recusals, who asks whom, what if, and what members may not see."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.counts import Level, Mark, Place
from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import DecidedBy, MeasureStatus, MotionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import Audience, RecordKind
from advocacy.domain.refs import new_ref
from advocacy.domain.stances import Confidence
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.thresholds import Standing
from advocacy.domain.users import Language, Role
from advocacy.models import (
    BodyRule,
    Campaign,
    Demand,
    Measure,
    MeasureDemand,
    Organization,
    Person,
    Post,
    Record,
    RecordCampaign,
    Recusal,
    Stance,
    Task,
    Term,
    User,
)
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.queries import bodies, measures
from advocacy.queries.clock import today
from advocacy.queries.counts.board import Board, Line, board, usual_motion
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening
from tests.factories import (
    add,
    commit,
    link,
    make_body,
    make_campaign,
    make_demand,
    make_measure,
    make_person,
    make_restricted_campaign,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web

C = Confidence
VOTE_ON = timedelta(days=4)


def council(seats: int = 5, base: RuleBase = RuleBase.ALL_SEATS, **rule: Any) -> tuple[Organization, list[Person]]:
    """A council with a rule for ordinary motions, and who sits there."""
    body = make_body(seats=seats)
    rule.setdefault("fraction", RuleFraction.HALF)
    add(BodyRule(body_id=body.id, motion_kind=MotionKind.ORDINARY, base=base, citation="Charter, section 9", **rule))
    return body, list(bodies.voters_on(body, today()).values())


def scheduled(body: Organization, *campaigns: Campaign, **fields: Any) -> Measure:
    """A resolution that the body votes on in four days."""
    fields.setdefault("status", MeasureStatus.SCHEDULED)
    measure = make_measure(body=body, next_on=today() + VOTE_ON, was_public=True, **fields)
    link(measure, *(campaigns or (make_campaign(),)))
    return measure


def stand(about: Record, person: Person, score: int, confidence: Confidence = C.PUBLIC, **fields: Any) -> Stance:
    """An entry of the ledger, of ten days ago."""
    fields.setdefault("stated_on", PartialDate.of(today() - timedelta(days=fields.pop("ago", 10))))
    fields.setdefault("evidence", f"Said so about {about.kind.value}.")
    stance = add(Stance(about_id=about.id, person_id=person.id, score=score, confidence=confidence, **fields))
    link(stance, *(about.campaigns or [about]))
    return stance


def counted(actor: Actor, measure: Measure, **fields: Any) -> Board:
    """The board as its page reads it."""
    db.session.flush()
    db.session.expire_all()
    read = measures.by_ref(actor, measure.ref)
    assert read is not None
    shown = measures.shown(actor, read)
    fields.setdefault("on", today() + VOTE_ON)
    fields.setdefault("motion", usual_motion(read))
    return board(actor, read, demands=shown.demands, campaigns=shown.campaigns, **fields)


def places(seen: Board) -> list[Place]:
    """Where each seat stands, in the order of seats."""
    return [line.place for line in seen.lines]


def line_of(seen: Board, person: Person) -> Line:
    """The line of a member."""
    return next(line for line in seen.lines if line.person is not None and line.person.id == person.id)


@pytest.mark.one_database
def test_each_seat_stands_where_the_ledger_puts_its_holder(as_organizer: Actor) -> None:
    body, people = council(6)
    measure = scheduled(body)
    for person, score, confidence in zip(people, (2, 2, 0, -1, -2), (*CONFIDENCES, C.PUBLIC), strict=False):
        stand(measure, person, score, confidence)
    seen = counted(as_organizer, measure)
    assert places(seen) == [Place.YES, Place.LEAN_YES, Place.UNDECIDED, Place.LEAN_NO, Place.NO, Place.NOT_KNOWN]
    assert seen.forecast is not None
    assert (seen.forecast.needed, seen.forecast.short, seen.forecast.standing) == (4, 3, Standing.OPEN)
    assert [line.person for line in seen.to_ask] == [people[2], people[1], people[5], people[3]]


CONFIDENCES = (C.IN_WRITING, C.SAID_TO_ONE, C.PUBLIC, C.SAID_TO_TWO)


@pytest.mark.one_database
def test_a_stance_on_the_measure_stands_before_one_on_its_demand_and_that_before_one_on_the_campaign(
    as_organizer: Actor,
) -> None:
    body, (one, two, three) = council(3)
    campaign = make_campaign()
    demand = make_demand(campaign)
    measure = scheduled(body, campaign)
    add(MeasureDemand(measure_id=measure.id, demand_id=demand.id))
    for person in (one, two, three):
        stand(campaign, person, 2, ago=1)
    stand(demand, one, -2, ago=2)
    stand(demand, two, -2, ago=2)
    stand(measure, one, -2, ago=300)
    seen = counted(as_organizer, measure)
    assert places(seen) == [Place.NO, Place.LEAN_NO, Place.LEAN_YES]
    assert [line.known.level for line in seen.lines if line.known] == [Level.MEASURE, Level.DEMAND, Level.CAMPAIGN]
    assert seen.borrowed == 2


@pytest.mark.one_database
def test_an_inferred_entry_gives_way_to_a_stronger_one_of_the_ninety_days_before(as_organizer: Actor) -> None:
    body, (one, two) = council(2)
    measure = scheduled(body)
    for person, ago in ((one, 60), (two, 200)):
        stand(measure, person, 2, C.PUBLIC, ago=ago)
        stand(measure, person, -1, C.INFERRED, ago=3)
    assert places(counted(as_organizer, measure)) == [Place.YES, Place.LEAN_NO]


@pytest.mark.one_database
def test_what_was_replaced_or_retracted_counts_no_more(as_organizer: Actor) -> None:
    body, (one, two) = council(2)
    measure = scheduled(body)
    newer = stand(measure, one, 0, ago=20)
    stand(measure, one, 2, ago=2, superseded_by_id=newer.id)
    stand(measure, two, 2, retracted_at=utc_now())
    assert places(counted(as_organizer, measure)) == [Place.UNDECIDED, Place.NOT_KNOWN]


def test_what_a_private_entry_replaced_counts_on_for_who_may_not_see_that(
    as_organizer: Actor, as_member: Actor
) -> None:
    body, (one,) = council(1)
    measure = scheduled(body)
    newer = stand(measure, one, -2, C.SAID_TO_ONE, audience=Audience.WORKERS)
    stand(measure, one, 2, superseded_by_id=newer.id)
    assert places(counted(as_organizer, measure)) == [Place.LEAN_NO]
    assert places(counted(as_member, measure)) == [Place.YES]


@pytest.mark.parametrize(
    ("base", "needed"),
    [(RuleBase.ALL_SEATS, 4), (RuleBase.FILLED_SEATS, 3), (RuleBase.PRESENT, 3), (RuleBase.VOTING, 3)],
)
@pytest.mark.one_database
def test_an_empty_seat_and_a_recusal_shrink_the_base_as_the_rule_has_it(
    as_organizer: Actor, base: RuleBase, needed: int
) -> None:
    body, people = council(6, base)
    measure = scheduled(body)
    term = db.session.scalars(select(Term).where(Term.person_id == people[5].id)).one()
    term.ends_on = PartialDate.of(today() - timedelta(days=1))
    add(Recusal(measure_id=measure.id, person_id=people[4].id))
    seen = counted(as_organizer, measure)
    assert places(seen)[4:] == [Place.RECUSED, Place.VACANT]
    assert (seen.count.recused, seen.count.vacant) == (1, 1)
    assert seen.forecast is not None
    assert seen.forecast.needed == needed


@pytest.mark.one_database
def test_seats_rule_and_holders_are_those_of_the_day_of_the_vote(as_organizer: Actor) -> None:
    body, people = council(3)
    successor = make_person("Nina Nueva")
    first_post = db.session.scalars(select(Post).order_by(Post.id)).first()
    assert first_post is not None
    leaves = today() + timedelta(days=2)
    first_post.terms[0].ends_on = PartialDate.of(leaves)
    starts_on = PartialDate.of(leaves + timedelta(days=1))
    add(Term(post_id=first_post.id, person_id=successor.id, starts_on=starts_on))
    add(
        BodyRule(
            body_id=body.id, motion_kind=MotionKind.ORDINARY, fraction=RuleFraction.ALL, base=RuleBase.VOTING,
            valid_from=starts_on,
        )
    )  # fmt: skip
    measure = scheduled(body)
    then, now = counted(as_organizer, measure), counted(as_organizer, measure, on=today())
    assert [then.lines[0].person, now.lines[0].person] == [successor, people[0]]
    assert [seen.forecast.needed for seen in (then, now) if seen.forecast] == [3, 2]


@pytest.mark.one_database
def test_a_chair_who_only_breaks_ties_is_no_seat_but_a_confirmed_yes_of_theirs_moves_the_line(
    as_organizer: Actor,
) -> None:
    body, people = council(4, RuleBase.VOTING)
    chair = make_person("Petra Preside")
    post = add(Post(body_id=body.id, label="President", position=9, votes=VotesRight.TIE_ONLY))
    add(Term(post_id=post.id, person_id=chair.id, starts_on=PartialDate("2020")))
    measure = scheduled(body)
    for person, score in zip(people, (2, 2, -2, -2), strict=True):
        stand(measure, person, score)
    undecided = counted(as_organizer, measure)
    assert [line.person for line in undecided.chairs] == [chair]
    assert len(undecided.lines) == 4
    assert undecided.forecast is not None
    assert (undecided.forecast.needed, undecided.forecast.standing) == (3, Standing.OPEN)
    stand(measure, chair, 2)
    decided = counted(as_organizer, measure)
    assert decided.forecast is not None
    assert (decided.forecast.needed, decided.forecast.standing, decided.forecast.by_tie) == (2, Standing.PASSES, True)
    marked = counted(as_organizer, measure, marks={chair.ref: Mark.NO})
    assert marked.forecast is not None
    assert marked.forecast.standing is Standing.LOST


@pytest.mark.one_database
def test_an_override_is_counted_by_its_own_rule(as_organizer: Actor) -> None:
    body, _people = council(6)
    override = BodyRule(body_id=body.id, motion_kind=MotionKind.OVERRIDE, base=RuleBase.ALL_SEATS)
    override.fraction = RuleFraction.TWO_THIRDS
    add(override)
    seen = counted(as_organizer, scheduled(body, status=MeasureStatus.VETOED))
    assert seen.rule is not None
    assert (seen.motion, seen.rule.fraction) == (MotionKind.OVERRIDE, RuleFraction.TWO_THIRDS)


@pytest.mark.one_database
def test_members_count_without_what_was_said_to_one_of_us_or_is_inferred(
    as_organizer: Actor, as_member: Actor, web: Web, member: User, organizer: User
) -> None:
    body, (one, two, three) = council(3)
    measure = scheduled(body)
    stand(measure, one, 2, C.PUBLIC, evidence="Stood up for it.")
    stand(measure, two, 2, C.SAID_TO_ONE, evidence="Whispered yes.")
    stand(measure, three, -1, C.INFERRED, evidence="Frowned.")
    assert places(counted(as_organizer, measure)) == [Place.YES, Place.LEAN_YES, Place.LEAN_NO]
    assert places(counted(as_member, measure)) == [Place.YES, Place.NOT_KNOWN, Place.NOT_KNOWN]
    page = web.sign_in(member).get(f"/resolutions/{measure.ref}/count")
    assert "Stood up for it." in page.text
    assert "Whispered" not in page.text
    assert "Frowned" not in page.text
    assert "Counted from what members may see." in page.text
    assert page.soup.select("form.entry") == []
    seen = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/count")
    assert "Whispered yes." in seen.text
    assert "Counted from what members may see." not in seen.text


@pytest.mark.one_database
def test_what_a_hidden_campaign_knows_is_not_borrowed_for_who_is_not_on_its_team(organizer: User) -> None:
    insider = make_user("insider")
    body, (one, two) = council(2)
    quiet, public = make_restricted_campaign(team=(insider,)), make_campaign()
    measure = scheduled(body, public, quiet)
    stand(quiet, one, 2)
    stand(public, two, 2)
    commit()
    assert places(counted(Actor.of(organizer), measure)) == [Place.NOT_KNOWN, Place.LEAN_YES]
    assert places(counted(Actor.of(insider), measure)) == [Place.LEAN_YES, Place.LEAN_YES]


@pytest.mark.one_database
def test_a_contact_in_a_hidden_campaign_is_none_for_who_is_not_on_its_team(organizer: User) -> None:
    insider = make_user("insider", Role.ORGANIZER)
    body, (one, _two) = council(2)
    quiet = make_restricted_campaign(team=(insider,))
    measure = scheduled(body)
    contact = Happening(occurred_on=PartialDate("2026-04-24"), contacts=(Contact(one),))
    activities.record(Actor.of(insider), None, ActivityKind.CALL, contact, campaigns=[quiet])
    commit()
    assert line_of(counted(Actor.of(organizer), measure), one).last_contact == PartialDate()
    assert line_of(counted(Actor.of(insider), measure), one).last_contact == PartialDate("2026-04-24")


@pytest.mark.one_database
def test_a_vote_of_theirs_or_a_date_nobody_knows_is_no_contact_but_their_answer_is(as_organizer: Actor) -> None:
    body, (one, two, three) = council(3)
    campaign = make_campaign()
    measure = scheduled(body, campaign)

    def happened(kind: ActivityKind, person: Person, **when: Any) -> None:
        activities.record(
            as_organizer, None, kind, Happening(contacts=(Contact(person),), **when), campaigns=[campaign]
        )

    happened(ActivityKind.STATEMENT, one, occurred_on=PartialDate("2026-04-24"))
    happened(ActivityKind.CALL, two, not_before=date(2026, 4, 24))
    happened(ActivityKind.EMAIL, three, occurred_on=PartialDate("2026-04-24"), side=Side.THEIRS)
    seen = [line.last_contact for line in counted(as_organizer, measure).lines]
    assert seen == [PartialDate(), PartialDate(), PartialDate("2026-04-24")]


@pytest.mark.one_database
def test_who_is_recused_stands_by_nothing_that_is_borrowed(as_organizer: Actor) -> None:
    body, (one, two) = council(2)
    campaign = make_campaign()
    measure = scheduled(body, campaign)
    stand(campaign, one, 2)
    stand(campaign, two, 2)
    assert counted(as_organizer, measure).borrowed == 2
    add(Recusal(measure_id=measure.id, person_id=one.id))
    assert counted(as_organizer, measure).borrowed == 1


@pytest.mark.one_database
def test_the_board_says_in_words_what_it_draws(web: Web, organizer: User) -> None:
    body, people = council(5, quorum=3)
    measure = scheduled(body)
    stand(measure, people[0], 2, evidence="Sponsors it.")
    stand(measure, people[1], -2)
    activities.record(
        Actor.of(organizer),
        None,
        ActivityKind.CALL,
        Happening(occurred_on=PartialDate("2026-04-24"), contacts=(Contact(people[2]),)),
        campaigns=measure.campaigns,
    )
    commit()
    page = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/count")
    assert "1 confirmed yes. 2 more needed." in page.text
    picture = page.soup.select_one(".whip")
    assert picture is not None
    assert picture["aria-label"] == (
        "Whip count by seat: Confirmed yes 1, Not known 3, Confirmed no 1. 3 votes needed."
    )
    assert len(picture.select(".seat")) == 5
    assert "More than half of all seats" in page.text
    assert "3 yes needed" in page.text
    assert "Quorum: 3." in page.text
    assert "Source: Charter, section 9" in page.text
    assert "Sponsors it." in page.text
    assert "Apr 24, 2026" in page.text


def test_the_count_is_one_tab_of_the_measure_and_only_of_those_a_body_decides(web: Web, organizer: User) -> None:
    body, _people = council(2)
    measure = scheduled(body)
    order = make_measure(make_campaign("Order"), title="Order", decided_by=DecidedBy.OFFICE_HOLDER)
    bodiless = make_measure(make_campaign("Idea"), title="Idea")
    commit()
    tabs = web.sign_in(organizer).get(f"/resolutions/{measure.ref}").soup.select(".tabs a")
    assert [tab.get_text() for tab in tabs] == ["Overview", "Whip count"]
    assert web.get(f"/resolutions/{order.ref}/count").status == 404
    assert "Which body decides is not on file." in web.get(f"/resolutions/{bodiless.ref}/count").text
    body.posts[0].body_id = body.posts[1].body_id = None
    assert "No voting seats are on file" in web.get(f"/resolutions/{measure.ref}/count").text


@pytest.mark.one_database
def test_without_a_rule_the_board_counts_and_says_that_no_line_can_be_drawn(web: Web, member: User) -> None:
    body = make_body(seats=3)
    measure = scheduled(body)
    commit()
    page = web.sign_in(member).get(f"/resolutions/{measure.ref}/count")
    assert "No rule is on file for this kind of motion." in page.text
    assert "0 confirmed yes." in page.text
    assert page.soup.select(".whip-line") == []


@pytest.mark.one_database
def test_a_hidden_measure_has_no_count(web: Web, organizer: User) -> None:
    body, _people = council(2)
    measure = make_measure(make_restricted_campaign(), body=body, status=MeasureStatus.IDEA)
    commit()
    web.sign_in(organizer)
    for ending in ("", "/what-if", "/sheet", "/recusals"):
        assert web.get(f"/resolutions/{measure.ref}/count{ending}").status == 404
    assert web.post_with_token(f"/resolutions/{measure.ref}/count/ask", {"person": "x"}).status == 404


# --- asking -------------------------------------------------------------------------------------------------


def test_nobody_is_asked_for_a_vote_that_has_been_taken(web: Web, organizer: User) -> None:
    body, _people = council(3)
    measure = scheduled(body, make_campaign(team=(organizer,)))
    commit()
    address = f"/resolutions/{measure.ref}/count"
    assert "Who to ask next" in web.sign_in(organizer).get(address).text
    measure.status = MeasureStatus.PASSED
    commit()
    assert "Who to ask next" not in web.get(address).text
    assert "Ask the undecided first" not in web.get(address).text
    assert web.post_with_token(f"{address}/ask", {"person": "x"}).status == 404


@pytest.mark.one_database
def test_one_post_gives_somebody_the_task_to_ask(web: Web, organizer: User) -> None:
    body, people = council(3)
    colleague = make_user("colleague")
    campaign = make_campaign(team=(organizer, colleague))
    measure = scheduled(body, campaign)
    stand(measure, people[1], 0)
    commit()
    board_page = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/count")
    chosen = board_page.soup.select_one("select[name=person] option[selected]")
    assert chosen is not None
    assert chosen["value"] == people[1].ref  # the undecided one first
    page = board_page.submit({"asker": colleague.ref}, action="/count/ask")
    assert "Colleague asks Councilor2 Example." in page.text
    task = db.session.scalars(select(Task)).one()
    assert (task.rule, task.about_id, task.assignee_id) == (TaskRule.ASK_FOR_VOTE, measure.id, colleague.id)
    assert task.due_on == today() + timedelta(days=2)
    assert task.what == "Ask for a vote: Councilor2 Example (May Day resolution)"
    assert [link_.campaign_id for link_ in task.campaign_links] == [campaign.id]
    assert line_of(counted(Actor.of(organizer), measure), people[1]).is_being_asked


def test_a_second_ask_moves_the_open_task_and_after_it_is_done_a_new_one_begins(organizer: User) -> None:
    from advocacy.services import counts, tasks

    actor = Actor.of(organizer)
    body, (person, *_others) = council(2)
    measure = scheduled(body, make_campaign(team=(organizer,)))
    day = today() + timedelta(days=1)
    first = counts.ask(actor, measure, person, organizer, day)
    again = counts.ask(actor, measure, person, organizer, today())
    assert (again.id, again.due_on) == (first.id, today())
    tasks.finish(actor, first)
    assert line_of(counted(actor, measure), person).ask is not None
    assert not line_of(counted(actor, measure), person).is_being_asked
    third = counts.ask(actor, measure, person, organizer, day)
    assert third.id != first.id
    assert third.status is TaskStatus.OPEN
    tasks.drop(actor, third)
    assert line_of(counted(actor, measure), person).ask is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"due_on": "2020-01-01"}, "still to come"),
        ({"due_on": "2099-01-01"}, "The vote is before that day"),
        ({"due_on": ""}, "Choose a day."),
        ({"person": "0000000000"}, "Not a valid choice"),
        ({"asker": "0000000000"}, "Not a valid choice"),
    ],
)
@pytest.mark.one_database
def test_an_ask_that_cannot_be_is_refused_at_its_field(
    web: Web, organizer: User, typed: dict[str, str], words: str
) -> None:
    body, _people = council(2)
    measure = scheduled(body)
    commit()
    form = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/count")
    page = form.submit(typed, action="/count/ask")
    assert page.status == 422
    assert words in " ".join(page.errors)
    assert db.session.scalars(select(Task)).all() == []


@pytest.mark.one_database
def test_who_may_not_see_the_measure_cannot_be_given_the_task(organizer: User) -> None:
    from advocacy.domain.problems import Refused
    from advocacy.services import counts

    outsider = make_user("outsider")
    body, (person, _other) = council(2)
    quiet = make_restricted_campaign(team=(organizer,))
    measure = scheduled(body, quiet, status=MeasureStatus.SPONSORED)
    with pytest.raises(Refused) as refused:
        counts.ask(Actor.of(organizer), measure, person, outsider, today())
    assert refused.value.problems[0].field == "asker"


@pytest.mark.one_database
def test_members_cannot_give_tasks_or_note_recusals(web: Web, member: User) -> None:
    body, (person, _other) = council(2)
    measure = scheduled(body)
    commit()
    web.sign_in(member)
    path = f"/resolutions/{measure.ref}/count"
    assert web.post_with_token(f"{path}/ask", {"person": person.ref}).status == 403
    assert web.post_with_token(f"{path}/recusals", {"person": person.ref}).status == 403
    assert web.get(f"{path}/recusals").status == 403


# --- recusals -----------------------------------------------------------------------------------------------


def test_a_recusal_is_noted_shown_and_taken_back(web: Web, organizer: User) -> None:
    body, (person, other) = council(2)
    measure = scheduled(body)
    commit()
    path = f"/resolutions/{measure.ref}/count"
    form = web.sign_in(organizer).get(f"{path}/recusals")
    stale = web.get(f"{path}/recusals")
    page = form.submit({"person": person.ref, "reason": "Works for the owner."})
    assert "Councilor1 Example is recused." in page.text
    assert stale.submit({"person": person.ref}).status == 422
    assert stale.submit({"person": other.ref}).status == 409
    assert person.ref not in {str(option["value"]) for option in page.soup.select("select[name=person] option")}
    board_page = web.get(path)
    assert "Works for the owner." in board_page.text
    assert "Recused 1" in board_page.text
    back = web.get(f"{path}/recusals").submit(action="/take-back")
    assert "votes after all" in back.text
    assert db.session.scalars(select(Recusal)).all() == []
    assert web.get(f"{path}/recusals").submit({"person": ""}).status == 422


# --- what if, and the sheet ---------------------------------------------------------------------------------


@pytest.mark.one_database
def test_what_if_shows_the_result_and_stores_nothing(web: Web, member: User) -> None:
    body, people = council(3, RuleBase.VOTING)
    measure = scheduled(body)
    stand(measure, people[0], 2)
    commit()
    path = f"/resolutions/{measure.ref}/count/what-if"
    page = web.sign_in(member).get(path)
    assert "1 confirmed yes. 1 more needed." in page.text
    with count_queries() as sent:
        page = web.get(f"{path}?if-{people[1].ref}=abstains&if-{people[2].ref}=no&if-nobody=yes")
    assert "1 confirmed yes. 1 more needed." not in page.soup.select_one("#verdict").get_text()  # type: ignore[union-attr]
    assert "It cannot pass as counted." in page.text
    assert "As counted: 1 confirmed yes. 1 more needed." in page.text
    assert not [each for each in sent if each.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    marked = page.soup.select_one(f"select[name='if-{people[1].ref}'] option[selected]")
    assert marked is not None
    assert marked["value"] == "abstains"
    won = web.get(f"{path}?if-{people[1].ref}=absent&if-{people[2].ref}=absent")
    assert "1 confirmed yes. That is enough." in won.text


@pytest.mark.one_database
def test_the_tally_sheet_names_every_seat_and_nobodys_position(web: Web, organizer: User) -> None:
    body, people = council(3)
    measure = scheduled(body)
    stand(measure, people[0], 2, evidence="Sponsors it.")
    add(Recusal(measure_id=measure.id, person_id=people[1].id))
    commit()
    page = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/count/sheet")
    assert len(page.soup.select(".tally .tick-box")) == 8
    assert all(person.name in page.text for person in people)
    assert "Sponsors it." not in page.text
    assert page.soup.select(".tally .stance, .tally .seat") == []
    assert "2 yes needed" in page.text


@pytest.mark.one_database
def test_the_pages_of_a_count_speak_spanish(web: Web, organizer: User) -> None:
    body, people = council(3)
    measure = scheduled(body)
    stand(measure, people[0], 2)
    organizer.language = Language.ES
    commit()
    path = f"/resolutions/{measure.ref}/count"
    page = web.sign_in(organizer).get(path)
    assert "Síes confirmados: 1. Faltan 1." in page.text
    assert "Más de la mitad de todos los escaños" in page.text
    for ending, words in (("/what-if", "¿Y si…?"), ("/sheet", "Hoja de recuento"), ("/recusals", "Inhibiciones")):
        assert words in web.get(path + ending).text


# --- speed --------------------------------------------------------------------------------------------------


def fill_ledger(about: list[Record], people: list[Person], entries: int) -> None:
    """Put many entries into the ledger, the fast way."""
    start = date(2020, 1, 1)
    first = (db.session.scalar(select(Record.id).order_by(Record.id.desc()).limit(1)) or 0) + 1_000_000
    rows = range(first, first + entries)
    db.session.execute(
        insert(Record.__table__),
        [
            {"id": each, "ref": new_ref(), "kind": RecordKind.STANCE, "audience": Audience.CAMPAIGNS, "version": 1,
             "is_sample": False, "created_at": utc_now(), "updated_at": utc_now()}
            for each in rows
        ],
    )  # fmt: skip
    db.session.execute(
        insert(Stance.__table__),
        [
            {"id": each, "about_id": about[each % len(about)].id, "person_id": people[each % len(people)].id,
             "attribution": "", "score": each % 5 - 2, "confidence": list(Confidence)[each % 4],
             "stated_on": PartialDate.of(start + timedelta(days=each % 2000)), "quote": "", "evidence": "x",
             "superseded_reason": "", "retracted_reason": ""}
            for each in rows
        ],
    )  # fmt: skip
    campaign = about[0].campaigns[0]
    db.session.execute(
        insert(RecordCampaign.__table__),
        [
            {"record_id": each, "campaign_id": campaign.id, "kind": RecordKind.STANCE, "position": 0}
            for each in rows
        ],
    )  # fmt: skip
    commit()


def test_fifty_seats_and_ten_thousand_entries_take_as_many_queries_as_two_seats_and_three(
    web: Web, organizer: User
) -> None:
    numbers = []
    for name, seats, entries in (("Small", 2, 3), ("Large", 50, 10_000)):
        body = make_body(name, seats=seats)
        add(
            BodyRule(
                body_id=body.id, motion_kind=MotionKind.ORDINARY, fraction=RuleFraction.HALF, base=RuleBase.ALL_SEATS
            )
        )
        campaign = make_campaign(name, team=(organizer,))
        demand: Demand = make_demand(campaign)
        measure = scheduled(body, campaign, title=name)
        add(MeasureDemand(measure_id=measure.id, demand_id=demand.id))
        fill_ledger([measure, demand, campaign], list(bodies.voters_on(body, today()).values()), entries)
        web.sign_in(organizer).get(f"/resolutions/{measure.ref}/count")
        with count_queries() as sent:
            page = web.get(f"/resolutions/{measure.ref}/count")
        assert len(page.soup.select(".whip .seat")) == seats
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]
