"""A letter that nobody answers: the task to chase it, once, on its day, until the reply comes or the chase goes out."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.escalations import EscalationKind, Rung, next_rung
from advocacy.domain.letter_details import DeliveryDetails
from advocacy.domain.letters import ReplyOutcome
from advocacy.domain.mail import NoticeKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.models import Letter, Notice, Task, User
from advocacy.policy import WORKER, Actor
from advocacy.queries.letters import letter_by_ref
from advocacy.services import letters, steps, tasks
from advocacy.services.escalations import set_ladder
from advocacy.services.letters import chasing, following
from advocacy.worker import bulletins
from tests.factories import commit, make_campaign
from tests.letters import approve, reply, send, sent
from tests.web import Web

SENT = PartialDate("2026-11-02")  # due on the 17th: Veterans Day is free


def on(day: int, month: int = 11) -> time_machine.travel:
    """Be at noon of a day of 2026."""
    return time_machine.travel(datetime(2026, month, day, 17, tzinfo=UTC), tick=False)


@pytest.fixture
def letter(as_organizer: Actor) -> Letter:
    """A letter to two, sent on November 2."""
    with on(2):
        made = sent(as_organizer, make_campaign(), to=2, on=SENT)
        commit()
    return made


def planned() -> list[Task]:
    """The tasks to chase a letter, after the worker looked twice."""
    for _time in range(2):
        following.plan_due(WORKER)
        bulletins.ring_for_tasks()
        commit()
    return list(db.session.scalars(select(Task).where(Task.rule == TaskRule.CHASE_LETTER).order_by(Task.id)))


def whole(actor: Actor, letter: Letter) -> Letter:
    """The letter with all that its page loads."""
    found = letter_by_ref(actor, letter.ref)
    assert found is not None
    return found


def test_one_task_is_planned_on_the_day_of_the_first_rung_and_rings_once(
    organizer: User, as_organizer: Actor, letter: Letter
) -> None:
    with on(17):
        assert planned() == []
    with on(18):
        (task,) = planned()
        assert (task.due_on, task.assignee_id, task.about_id) == (date(2026, 11, 18), organizer.id, letter.id)
        assert task.name == "Chase the letter: Three points"
        assert db.session.scalars(select(Notice.kind)).all() == [NoticeKind.TASK_GIVEN]
        tasks.finish(as_organizer, task)
        commit()
        assert [each.status for each in planned()] == [TaskStatus.DONE]
    with on(30):
        assert len(planned()) == 1  # who was asked and closed it is not asked again
    with on(1, 12):
        whole(as_organizer, letter)
        given = DeliveryDetails((), sent_on=SENT, reply_due=date(2026, 11, 25))
        letters.correct_delivery(as_organizer, letter, letter.recipients[1], given)
        commit()
        assert [each.due_on for each in planned()] == [date(2026, 11, 18), date(2026, 11, 26)]


def test_the_task_is_done_when_the_last_late_reply_came_and_open_again_when_that_is_taken_back(
    as_organizer: Actor, letter: Letter
) -> None:
    with on(18):
        (task,) = planned()
        whole(as_organizer, letter)
        reply(as_organizer, letter, letter.recipients[0], on=PartialDate("2026-11-18"), outcome=ReplyOutcome.REFUSED)
        assert task.status is TaskStatus.OPEN
        whole(as_organizer, letter)
        reply(as_organizer, letter, letter.recipients[1], on=PartialDate("2026-11-18"))
        assert task.status is TaskStatus.DONE
        step = steps.latest_step(letter)
        assert step is not None
        steps.take_back(as_organizer, letter, step)
        assert task.status is TaskStatus.OPEN
        commit()
        assert planned() == [task]


def test_a_mere_receipt_leaves_the_letter_to_be_chased(as_organizer: Actor, letter: Letter) -> None:
    with on(18):
        planned()
        whole(as_organizer, letter)
        came = PartialDate("2026-11-18")
        reply(as_organizer, letter, *letter.recipients, on=came, outcome=ReplyOutcome.RECEIPT)
        commit()
        assert [each.status for each in planned()] == [TaskStatus.DONE, TaskStatus.OPEN]


def test_the_task_is_done_when_the_chase_goes_out_and_dropped_when_the_letter_is_withdrawn(
    as_organizer: Actor, letter: Letter
) -> None:
    with on(18):
        (task,) = planned()
        whole(as_organizer, letter)
        chase = chasing.chase(as_organizer, letter, "Reminder", "Please answer.")
        approve(as_organizer, chase)
        assert task.status is TaskStatus.OPEN
        send(as_organizer, chase, on=PartialDate("2026-11-18"))
        assert task.status is TaskStatus.DONE
        commit()
    with on(30):
        assert planned() == [task]  # the chase has a clock of its own
    with on(10, 12):
        assert [each.about_id for each in planned()] == [letter.id, chase.id]
        letters.withdraw(as_organizer, whole(as_organizer, chase))
        commit()
        assert [each.status for each in planned()][1] is TaskStatus.DROPPED


@pytest.mark.sqlite_only
def test_what_is_withdrawn_closed_of_others_or_long_past_is_not_chased(as_organizer: Actor, letter: Letter) -> None:
    with time_machine.travel(datetime(2027, 2, 16, 17, tzinfo=UTC), tick=False):
        assert planned() == []  # 91 days after
    with on(18):
        letters.withdraw(as_organizer, whole(as_organizer, letter))
        commit()
        assert planned() == []


def test_home_and_the_letter_propose_each_rung_on_its_day_and_do_nothing_by_themselves(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor, letter: Letter
) -> None:
    with on(2):
        set_ladder(as_coordinator, letter.campaigns[0], [Rung(EscalationKind.CHASE, 3), Rung(EscalationKind.PUBLIC, 9)])
        commit()
    address = f"/letters/{letter.ref}"
    for day, rung in ((18, ""), (19, ""), (20, "Chase letter"), (26, "Chase letter")):
        with on(day):
            web.sign_in(organizer)
            for page in (web.get(address).text, web.get("/").text):
                assert (f"Next: {rung}" in page) if rung else ("Next:" not in page), (day, page)
    assert len(db.session.scalars(select(Letter)).all()) == 1
    with on(20):
        (task,) = planned()
        assert task.due_on == date(2026, 11, 20)
        chase = chasing.chase(as_coordinator, whole(as_coordinator, letter), "Reminder", "Please answer.")
        commit()
    with on(26):
        web.sign_in(organizer)
        assert "Next: Chase letter" in web.get(address).text, "it is begun, and has not gone out"
        approve(as_coordinator, chase)
        send(as_coordinator, chase, on=PartialDate("2026-11-26"))
        commit()
        assert "Next: Go public" in web.get(address).text
        assert next_rung([Rung(EscalationKind.PUBLIC, 9)], 8, ()) is None
