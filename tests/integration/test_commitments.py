"""Commitments: what was promised, and whether it was kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.deadlines import Waiting
from advocacy.domain.meetings import (
    COMMITMENT,
    CommitmentDetails,
    CommitmentEvent,
    CommitmentStatus,
    MeetingStatus,
    promise_waits,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.users import Language
from advocacy.models import Commitment, Task, User
from advocacy.policy import WORKER, Actor, NotAllowed
from advocacy.queries.clock import today
from advocacy.services import commitments, steps
from tests.factories import (
    commit,
    make_campaign,
    make_commitment,
    make_meeting,
    make_official,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web


@pytest.mark.parametrize(("state", "event"), list(COMMITMENT.table), ids=lambda word: word.value)
@pytest.mark.one_database
def test_every_edge_of_a_commitment(as_organizer: Actor, state: CommitmentStatus, event: CommitmentEvent) -> None:
    commitment = make_commitment(make_campaign(), status=state)
    commitments.settle(as_organizer, commitment, event, "She signed it on Monday.")
    commit()
    assert commitment.status is COMMITMENT.after(state, event)
    assert commitment.evidence == "She signed it on Monday."


@pytest.mark.one_database
def test_kept_and_broken_need_to_say_how_we_know(as_organizer: Actor) -> None:
    commitment = make_commitment()
    for event in (CommitmentEvent.KEEP, CommitmentEvent.BREAK):
        with pytest.raises(Refused, match="how we know"):
            commitments.settle(as_organizer, commitment, event, " ")
    with pytest.raises(Refused, match="not possible"):
        commitments.settle(as_organizer, commitment, CommitmentEvent.REOPEN, "")


@pytest.mark.one_database
def test_a_promise_is_written_down_by_hand_and_settled_by_the_pages(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    mayor = make_official("Ada Mayor")
    web.sign_in(organizer)
    shown = web.get("/commitments/new").submit(
        {"party": mayor.ref, "text": "Will answer in writing", "made_on": "Feb 2017", "campaigns": campaign.ref}
    )
    assert shown.title == "Will answer in writing"
    assert "Promised by Ada Mayor" in shown.text
    commitment = db.session.scalars(select(Commitment)).one()
    assert commitment.made_on == PartialDate("2017-02")
    form = web.get(f"/commitments/{commitment.ref}/break")
    assert "How do we know?*" in form.text.replace(" *", "*")
    assert form.send({"evidence": " "}).status == 422
    broken = form.submit({"evidence": "Nothing came until May."})
    assert "How do we know?*" not in web.get(f"/commitments/{commitment.ref}/reopen").text.replace(" *", "*")
    assert "Broken" in broken.text
    assert "Nothing came until May." in broken.text
    assert "Nothing came" not in web.get("/commitments").text
    assert "Will answer in writing" in web.get("/commitments?show=broken").text
    assert web.get(f"/commitments/{commitment.ref}/break").status == 422


@pytest.mark.one_database
def test_a_promise_added_to_a_meeting_belongs_to_its_campaigns(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign(), status=MeetingStatus.DEBRIEFED, held_on=PartialDate("2017-02-02"))
    web.sign_in(organizer).get(f"/commitments/new?meeting={meeting.ref}").submit({"text": "Will sign"})
    commitment = db.session.scalars(select(Commitment)).one()
    assert commitment.person_id == meeting.person_id
    assert [campaign.title for campaign in commitment.campaigns] == ["Sanctuary city"]
    assert "Will sign" in web.get(f"/meetings/{meeting.ref}").text
    assert "Detainers" in web.get(f"/commitments/{commitment.ref}").text


def test_a_promise_is_not_due_before_it_was_made(web: Web, organizer: User) -> None:
    commitment = make_commitment(made_on=PartialDate("2017-02"))
    bad = web.sign_in(organizer).get(f"/commitments/{commitment.ref}/edit").send({"due_on": "2017-01-31"})
    assert bad.status == 422
    assert "before it was made" in " ".join(bad.errors)


def test_due_promises_are_listed_apart(web: Web, member: User) -> None:
    campaign = make_campaign()
    mayor = make_official()
    make_commitment(campaign, "Past due", of=mayor, due_on=today() - timedelta(days=2))
    make_commitment(campaign, "Not due yet", of=mayor, due_on=today() + timedelta(days=2))
    make_commitment(campaign, "Some day", of=mayor)
    web.sign_in(member)
    due = web.get("/commitments?show=due").text
    assert "Past due" in due
    assert "2 days overdue" in due
    assert "Not due yet" not in due
    everything = web.get("/commitments?show=all").text
    assert everything.index("Past due") < everything.index("Not due yet") < everything.index("Some day")


@pytest.mark.one_database
def test_correcting_a_settlement_puts_the_evidence_back(as_coordinator: Actor) -> None:
    commitment = make_commitment(evidence="A rumor")
    commitments.settle(as_coordinator, commitment, CommitmentEvent.KEEP, "The minutes say so")
    commit()
    step = steps.latest_step(commitment)
    assert step is not None
    steps.take_back(as_coordinator, commitment, step)
    commit()
    assert (commitment.status, commitment.evidence) == (CommitmentStatus.OPEN, "A rumor")


def test_a_hidden_commitment_looks_missing(web: Web, organizer: User, coordinator: User) -> None:
    commitment = make_commitment(make_restricted_campaign(team=(coordinator,)), "Secret promise")
    web.sign_in(organizer)
    assert web.get(f"/commitments/{commitment.ref}").status == web.get("/commitments/0000000000").status == 404
    assert "Secret promise" not in web.get("/commitments?show=all").text
    assert "Secret promise" in web.sign_in(coordinator).get("/commitments").text


def test_a_member_reads_and_may_not_settle(web: Web, member: User, as_member: Actor) -> None:
    commitment = make_commitment(make_campaign())
    web.sign_in(member)
    assert not web.get(f"/commitments/{commitment.ref}").soup.select("main .acts")
    assert web.get(f"/commitments/{commitment.ref}/keep").status == 403
    assert web.get("/commitments/new").status == 403
    with pytest.raises(NotAllowed):
        commitments.settle(as_member, commitment, CommitmentEvent.KEEP, "So they say")


@pytest.mark.one_database
def test_a_stale_settlement_is_a_conflict(web: Web, organizer: User, as_organizer: Actor) -> None:
    commitment = make_commitment(make_campaign())
    drawn = web.sign_in(organizer).get(f"/commitments/{commitment.ref}/keep")
    commitments.settle(as_organizer, commitment, CommitmentEvent.BREAK, "Nothing came")
    commit()
    assert drawn.send({"evidence": "It came"}).status == 409


def test_the_list_asks_as_many_questions_for_many_as_for_few_and_comes_in_pages(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    counts = []
    web.sign_in(organizer)
    for wanted in (2, 60):
        for number in range(wanted):
            make_commitment(campaign, f"Promise {wanted}-{number:02}", of=make_official(f"P{number} X"))
        commit()
        with count_queries() as seen:
            first = web.get("/commitments")
        counts.append(len(seen))
    assert counts[0] == counts[1]
    more = next(link for link in first.links() if "after=" in link)
    names = [node.get_text() for page in (first, web.get(more)) for node in page.soup.select("main .list a.b")]
    assert len(names) == len(set(names)) == 62


@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User) -> None:
    commitment = make_commitment(make_campaign())
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert web.get("/commitments").title == "Compromisos"
    assert "Marcar como cumplido" in web.get(f"/commitments/{commitment.ref}").text


def tasks_of(commitment: Commitment) -> list[Task]:
    """Return the open tasks of a promise."""
    return list(db.session.scalars(select(Task).where(Task.about_id == commitment.id, Task.status == TaskStatus.OPEN)))


def test_a_promise_with_a_day_is_asked_about_until_it_is_settled(as_organizer: Actor, organizer: User) -> None:
    mayor, due = make_official("Ada Mayor"), today() + timedelta(days=9)
    promise = commitments.create(as_organizer, CommitmentDetails("Will sign", due_on=due), party=mayor)
    (task,) = tasks_of(promise)
    assert (task.rule, task.due_on, task.assignee_id) == (TaskRule.KEEP_COMMITMENT, due, organizer.id)
    later = CommitmentDetails("Will sign", due_on=due + timedelta(days=5))
    commitments.edit(as_organizer, promise, later, version=None)
    assert [each.due_on for each in tasks_of(promise)] == [due + timedelta(days=5)]
    commitments.settle(as_organizer, promise, CommitmentEvent.KEEP, "She signed.")
    assert tasks_of(promise) == []
    commitments.settle(as_organizer, promise, CommitmentEvent.REOPEN, "")
    assert len(tasks_of(promise)) == 1
    commit()


@pytest.mark.one_database
def test_the_worker_asks_once_about_promises_that_fell_due(as_organizer: Actor) -> None:
    fresh = make_commitment(make_campaign(), due_on=today())
    make_commitment(text="Years ago", due_on=today() - timedelta(days=400))
    make_commitment(text="Later", due_on=today() + timedelta(days=4))
    commit()
    assert commitments.plan_due(WORKER) == 1
    (task,) = tasks_of(fresh)
    assert commitments.plan_due(WORKER) == 0
    task.status = TaskStatus.DONE
    commit()
    assert commitments.plan_due(WORKER) == 0
    assert tasks_of(fresh) == []


def test_promises_are_listed_by_official_campaign_and_day(web: Web, organizer: User) -> None:
    mayor, clerk, campaign = make_official("Ada Mayor"), make_official("Cleo Clerk", "City Clerk"), make_campaign()
    make_commitment(campaign, "Next week", due_on=today() + timedelta(days=3), of=mayor)
    make_commitment(None, "Next year", due_on=today() + timedelta(days=300), of=clerk)
    commit()
    web.sign_in(organizer)
    for address in ("show=soon", f"of={mayor.ref}", f"campaign={campaign.slug}"):
        listed = web.get(f"/commitments?{address}")
        assert "Next week" in listed.text
        assert "Next year" not in listed.text
    assert web.get("/commitments?of=0000000000").status == 404
    days = {
        -40: Waiting.LONG_OVERDUE,
        -1: Waiting.OVERDUE,
        0: Waiting.DUE_SOON,
        7: Waiting.DUE_SOON,
        8: Waiting.IN_TIME,
    }
    assert {n: promise_waits(today() + timedelta(days=n), today()) for n in days} == days
