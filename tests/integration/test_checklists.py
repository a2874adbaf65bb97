"""Checklists: kept once, and applied to a record as tasks with their days."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.checklists import ChecklistDetails, Item, as_lines, check, items_of
from advocacy.domain.mail import NoticeKind
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.models import Checklist, Notice, Task, TeamMember, User
from advocacy.policy import Actor, NotAllowed
from advocacy.queries.checklists import progress_on
from advocacy.queries.clock import today
from advocacy.services import checklists
from advocacy.services.checklists import Chosen
from tests.factories import commit, make_campaign, make_event, make_letter, make_restricted_campaign, make_user
from tests.web import Page, Web

HEARING = ChecklistDetails("Before a hearing", lines="2 Thank all\n-14 Book the room\nCount who came")
SATURDAY = date(2031, 5, 3)


def test_items_are_read_with_their_days_and_written_back() -> None:
    items = items_of(HEARING.lines)
    named = [Item(-1, "Print", "lead"), Item(0, "Sing", "Ana Muestra"), Item(3, "a")]
    assert items_of("-1 Print | lead\nSing  |  Ana  Muestra\n3 a |") == named
    assert items_of(as_lines(named)) == named
    assert [item.is_for_lead for item in (*named, Item(0, "x", "Responsable"))] == [True, False, False, True]
    assert items == [Item(-14, "Book the room"), Item(0, "Count who came"), Item(2, "Thank all")]
    assert items_of(as_lines(items)) == items
    assert [item.is_on_weekend(SATURDAY) for item in items] == [True, True, False]
    for lines in ("", "| Ana", "-800 Too early", "\n".join(["Again"] * 61), "x" * 400):
        assert list(check(ChecklistDetails("List", lines=lines))), lines[:20]


def test_a_checklist_becomes_tasks_after_a_look_at_the_days(
    web: Web, organizer: User, as_coordinator: Actor, as_organizer: Actor
) -> None:
    kept = checklists.create(as_coordinator, HEARING)
    event = make_event(make_campaign(), happened_on=str(SATURDAY))
    commit()
    web.sign_in(organizer)
    assert f"/checklists?to={event.ref}" in web.get(f"/events/{event.ref}").source
    form = web.get(f"/checklists/{kept.ref}/apply?to={event.ref}")
    assert "Apr 19, 2031" in form.text
    assert "2 things are due on a weekend" in form.text
    again = form.submit({"day": "2031-05-05", "_find": "days"})
    assert "Apr 21, 2031" in again.text
    assert db.session.scalars(select(Task)).all() == []
    done = again.submit({"items": ["0", "2"]})
    assert "2 tasks made." in done.source
    tasks = db.session.scalars(select(Task).order_by(Task.due_on)).all()
    assert [(task.what, task.due_on) for task in tasks] == [
        ("Book the room", date(2031, 4, 21)),
        ("Thank all", date(2031, 5, 7)),
    ]
    assert {(task.rule, task.assignee_id, task.about_id) for task in tasks} == {
        (TaskRule.CHECKLIST, organizer.id, event.id)
    }
    tasks[0].status = TaskStatus.DONE
    commit()
    assert "1 of 2 done" in web.get(f"/events/{event.ref}").text
    (progress,) = progress_on(as_organizer, event)
    assert (progress.done, progress.total) == (1, 2)


@pytest.mark.one_database
def test_what_would_be_due_in_the_past_is_marked_and_not_ticked(
    web: Web, organizer: User, as_coordinator: Actor
) -> None:
    kept = checklists.create(as_coordinator, ChecklistDetails("March", lines="-14 Book the room\n0 March\n2 Thank all"))
    campaign = make_campaign()
    commit()
    form = web.sign_in(organizer).get(f"/checklists/{kept.ref}/apply?to={campaign.ref}")
    assert "One thing would be due in the past." in form.text

    def ticked(page: Page) -> list[str]:
        return [str(each["value"]) for each in page.soup.select("[name=items][checked]")]

    assert ticked(form) == ["1", "2"]
    later = form.submit({"day": str(today() + timedelta(days=60)), "_find": "days"})
    assert ticked(later) == ["0", "1", "2"]
    assert "in the past" not in later.text


def test_a_line_with_an_endless_number_of_days_is_refused() -> None:
    (problem,) = check(ChecklistDetails("March", lines="-99999999999 foo"))
    assert "more than two years away" in problem.message
    assert items_of("01101 ZIP of the hall")[0].days == 0


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("-5: Print", -5), ("−5 Print", -5), ("–5 – Print", -5), ("-5\tPrint", -5), ("5 days before: Print", -5),
        ("5 days before Print", -5), ("2 weeks before the hearing: Print", -14), ("5 before: Print", -5),
        ("5 días antes: Print", -5), ("1 día después del acto: Print", 1), ("-5 days: Print", -5), ("0: Print", 0),
        ("+2: Print", 2), ("2 Print", 2), ("1 week after, Print", 7), ("-3 days before Print", -3),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(line: str, days: int) -> None:
    assert items_of(line) == [Item(days, "Print")]
    assert list(check(ChecklistDetails("List", lines=line))) == []


@pytest.mark.parametrize(
    "line", ["-5", "-5:", "- 5 Print", "1. Print", "1) Print", "5", "-5x Print", "2 hours before: Print",
             "3 business days before: Print", "-5 days after: Print", "-5:30 Print"],
)  # fmt: skip
def test_what_begins_like_days_and_cannot_be_read_is_refused(line: str) -> None:
    (problem,) = check(ChecklistDetails("List", lines=f"{line} | lead"))
    assert "begins like a number of days" in problem.message
    assert problem.params == {"line": line}


def test_other_numbers_are_words_of_what_is_done_on_the_day_itself() -> None:
    for line in ("10:30 Open the doors", "3pm sound check", "2nd reminder", "50% of the deposit", "- Print"):
        assert items_of(line) == [Item(0, line)]
        assert list(check(ChecklistDetails("List", lines=line))) == []


def test_each_line_is_for_somebody_of_its_own(
    web: Web, organizer: User, coordinator: User, member: User, as_coordinator: Actor
) -> None:
    member.is_active = False
    left = make_user("Lee Left")
    lines = (
        f"-14 Book the room | {coordinator.display_name}\n-7 Call everybody | Lee Left\n-1 Print | LEAD\n2 Thank all"
    )
    web.sign_in(coordinator)
    commit()
    page = web.get("/checklists/new").submit({"title": "Hearing", "lines": lines.replace("Lee Left", "Lee Nobody")})
    assert (page.status, len(page.errors)) == (422, 1)
    assert "called “Lee Nobody”" in page.errors[0]
    page = web.get("/checklists/new").submit({"title": "Hearing", "lines": lines + " | " + member.display_name})
    assert "Nobody who can sign in" in page.errors[0]
    assert "Checklist saved." in web.get("/checklists/new").submit({"title": "Hearing", "lines": lines}).source
    kept = db.session.scalars(select(Checklist)).one()
    assert "-1 Print | lead" in web.get(f"/checklists/{kept.ref}/edit").source
    left.is_active = False
    event = make_event(make_campaign(team=(organizer, coordinator)), happened_on=str(SATURDAY))
    db.session.scalars(select(TeamMember).where(TeamMember.user_id == organizer.id)).one().is_lead = True
    commit()
    form = web.get(f"/checklists/{kept.ref}/apply?to={event.ref}")
    assert "Lee Left" not in form.source
    assert form.submit({"who_3": "nonsense00"}).status == 422
    assert "4 tasks made." in form.submit({"who_3": organizer.ref}).source
    made = {task.what: task.assignee_id for task in db.session.scalars(select(Task))}
    assert made == {
        "Book the room": coordinator.id,
        "Call everybody": coordinator.id,  # who was named has left: whoever does the rest
        "Print": organizer.id,  # who leads the campaign
        "Thank all": organizer.id,
    }
    told = db.session.scalars(select(Notice)).all()
    assert [(notice.user_id, notice.kind) for notice in told] == [(organizer.id, NoticeKind.TASK_GIVEN)]


@pytest.mark.one_database
def test_who_may_not_see_the_record_gets_no_task_of_it(
    as_coordinator: Actor, coordinator: User, organizer: User, as_organizer: Actor
) -> None:
    kept = checklists.create(as_coordinator, HEARING)
    quiet = make_restricted_campaign(team=(coordinator,))
    with pytest.raises(Refused, match="may not see"):
        checklists.apply(as_coordinator, kept, quiet, SATURDAY, [Chosen(Item(0, "Meet"), organizer)])
    with pytest.raises(Refused, match="Tick"):
        checklists.apply(as_coordinator, kept, quiet, SATURDAY, [])
    with pytest.raises(Refused, match="is applied to"):
        checklists.apply(as_coordinator, kept, make_letter(), SATURDAY, [Chosen(Item(0, "Meet"))])
    with pytest.raises(NotAllowed):
        checklists.create(as_organizer, HEARING)
    commit()
    assert db.session.scalars(select(Task)).all() == []


def test_a_changed_checklist_leaves_its_tasks_and_one_out_of_use_is_gone(
    web: Web, coordinator: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    kept = checklists.create(as_coordinator, HEARING)
    checklists.apply(as_coordinator, kept, campaign, SATURDAY, [Chosen(Item(-1, "Old words"))])
    commit()
    web.sign_in(coordinator).get(f"/checklists/{kept.ref}/edit").submit({"lines": "1 New words"})
    task = db.session.scalars(select(Task)).one()
    assert (task.what, task.due_on) == ("Old words", SATURDAY - timedelta(days=1))
    assert [item.what for item in db.session.scalars(select(Checklist)).one().items] == ["New words"]
    web.get("/checklists").submit(action="/archive")
    assert web.get(f"/checklists/{kept.ref}/edit").status == 404
