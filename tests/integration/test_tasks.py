"""Tasks: whose they are, what can happen to them, and who sees them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import LetterStatus
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskDetails, TaskEvent, TaskGroup, TaskRule, TaskStatus, group_of
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Step, Task, User
from advocacy.policy import Action, Actor, NotAllowed
from advocacy.queries.clock import today
from advocacy.services import steps, tasks
from tests.factories import commit, make_campaign, make_letter, make_restricted_campaign, make_task, make_user
from tests.queries import count_queries
from tests.web import Web


def test_open_tasks_are_grouped_by_when_they_want_doing() -> None:
    now = date(2017, 5, 1)
    assert group_of(date(2017, 4, 29), None, now) is TaskGroup.OVERDUE
    assert group_of(now, None, now) is TaskGroup.TODAY
    assert group_of(date(2017, 5, 8), None, now) is TaskGroup.THIS_WEEK
    assert group_of(date(2017, 5, 9), None, now) is TaskGroup.LATER
    assert group_of(None, None, now) is TaskGroup.NO_DATE
    assert group_of(now, date(2017, 5, 2), now) is TaskGroup.SNOOZED
    assert group_of(now, now, now) is TaskGroup.TODAY


@pytest.mark.one_database
def test_an_organizer_adds_a_task_about_a_letter_and_it_belongs_to_its_campaigns(web: Web, organizer: User) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    ref = letter.ref
    added = (
        web.sign_in(organizer).get(f"/tasks/new?about={ref}").send({"what": "Call the office", "due_on": "2017-05-01"})
    )
    assert added.status == 303
    task = db.session.scalars(select(Task)).one()
    assert [campaign.title for campaign in task.campaigns] == ["Sanctuary city"]
    assert task.about_id == letter.id
    assert task.assignee_id == organizer.id
    shown = web.get(f"/tasks/{task.ref}")
    assert shown.title == "Call the office"
    assert "Three points" in shown.text
    assert "days overdue" in shown.text


@pytest.mark.one_database
def test_a_task_needs_words_and_a_bad_one_keeps_what_was_typed(web: Web, organizer: User) -> None:
    bad = web.sign_in(organizer).get("/tasks/new").send({"note": "Ask for Ana", "what": ""})
    assert bad.status == 422
    assert "Ask for Ana" in str(bad.soup.select_one("textarea[name=note]"))
    far = web.get("/tasks/new").send({"what": "Call", "due_on": "2107-01-01"})
    assert far.status == 422
    assert "more than ten years" in " ".join(far.errors)


@pytest.mark.one_database
def test_the_tick_finishes_a_task_and_undo_opens_it_again(web: Web, organizer: User) -> None:
    task = make_task("Call the Ward 2 councilor", organizer)
    done = web.sign_in(organizer).get("/tasks").submit(action=f"{task.ref}/finish")
    assert done.title == "My tasks"
    assert "Task done." in done.text
    db.session.refresh(task)
    assert task.status is TaskStatus.DONE
    assert task.closed_at is not None
    again = done.submit(button="Undo")
    assert again.title == "My tasks"
    db.session.refresh(task)
    assert task.status is TaskStatus.OPEN
    assert task.closed_at is None


def test_a_member_finishes_their_own_task_and_no_other(web: Web, member: User, organizer: User) -> None:
    campaign = make_campaign()
    own = make_task("Bring chairs", member, campaign=campaign)
    other = make_task("Call the mayor", organizer, campaign=campaign)
    web.sign_in(member)
    page = web.get("/tasks")
    assert "Bring chairs" in page.text
    assert "Call the mayor" not in page.text
    assert page.submit(action=f"{own.ref}/finish").status == 200
    db.session.refresh(own)
    assert own.status is TaskStatus.DONE
    assert not web.get(f"/tasks/{other.ref}").soup.select("main form")
    assert web.post_with_token(f"/tasks/{other.ref}/finish").status == 403
    assert web.get("/tasks/new").status == 403


@pytest.mark.parametrize(
    ("before", "event", "after"),
    [
        (TaskStatus.OPEN, TaskEvent.FINISH, TaskStatus.DONE),
        (TaskStatus.OPEN, TaskEvent.DROP, TaskStatus.DROPPED),
        (TaskStatus.DONE, TaskEvent.REOPEN, TaskStatus.OPEN),
        (TaskStatus.DROPPED, TaskEvent.REOPEN, TaskStatus.OPEN),
    ],
)
@pytest.mark.one_database
def test_every_edge_of_a_task(as_organizer: Actor, before: TaskStatus, event: TaskEvent, after: TaskStatus) -> None:
    task = make_task(status=before)
    act = {TaskEvent.FINISH: tasks.finish, TaskEvent.DROP: tasks.drop, TaskEvent.REOPEN: tasks.reopen}[event]
    act(as_organizer, task)
    commit()
    assert task.status is after
    assert (task.closed_at is None) is (after is TaskStatus.OPEN)


@pytest.mark.one_database
def test_a_step_that_is_not_in_the_table_is_refused(as_organizer: Actor) -> None:
    with pytest.raises(Refused):
        tasks.finish(as_organizer, make_task(status=TaskStatus.DROPPED))
    with pytest.raises(Refused):
        tasks.reopen(as_organizer, make_task())


@pytest.mark.one_database
def test_dropping_says_why_and_reopening_forgets_it(web: Web, organizer: User) -> None:
    task = make_task("Call", organizer)
    dropped = web.sign_in(organizer).get(f"/tasks/{task.ref}/drop").submit({"note": "She called us"})
    assert "She called us" in dropped.text
    assert "She called us" not in dropped.submit(button="Reopen").text.split("History")[0]


def test_a_snoozed_task_sleeps_until_its_day(web: Web, organizer: User) -> None:
    task = make_task("Call", organizer, due_on=today())
    web.sign_in(organizer)
    past = web.get(f"/tasks/{task.ref}/snooze").send({"snoozed_until": today().isoformat()})
    assert past.status == 422
    web.get(f"/tasks/{task.ref}/snooze").submit({"snoozed_until": (today() + timedelta(days=3)).isoformat()})
    page = web.get("/tasks")
    assert "Snoozed" in page.text
    assert page.soup.select_one(".rail .count") is None
    woken = web.get(f"/tasks/{task.ref}").submit(button="End the snooze")
    assert "Due today" in woken.text


@pytest.mark.one_database
def test_a_task_cannot_go_to_somebody_who_may_not_see_its_record(web: Web, organizer: User) -> None:
    outsider = make_user("outsider")
    quiet = make_restricted_campaign(team=(organizer,))
    commit()
    new = web.sign_in(organizer).get(f"/tasks/new?about={quiet.ref}")
    refused = new.send({"what": "Call quietly", "assignee": outsider.ref})
    assert refused.status == 422
    assert "Outsider may not see what this task is about" in " ".join(refused.errors)
    assert "Call quietly" in str(refused.soup.select_one("input[name=what]"))
    assert db.session.scalars(select(Task)).all() == []


def test_a_task_of_a_hidden_campaign_looks_missing(web: Web, organizer: User, coordinator: User) -> None:
    task = make_task("Secret call", coordinator, campaign=make_restricted_campaign(team=(coordinator,)))
    web.sign_in(organizer)
    hidden, missing = web.get(f"/tasks/{task.ref}"), web.get("/tasks/0000000000")
    assert hidden.status == missing.status == 404
    assert hidden.text == missing.text
    assert "Secret call" not in web.get("/tasks?whose=all").text
    assert web.post_with_token(f"/tasks/{task.ref}/finish").status == 404
    assert "Secret call" in web.sign_in(coordinator).get("/tasks").text


def test_organizers_filter_everybodys_tasks_by_person_campaign_and_state(
    web: Web, organizer: User, coordinator: User
) -> None:
    campaign = make_campaign("Schools")
    make_task("Own errand", organizer)
    make_task("Theirs", coordinator, campaign=campaign)
    make_task("Finished", coordinator, status=TaskStatus.DONE)
    web.sign_in(organizer)
    assert "Theirs" not in web.get("/tasks").text
    everybody = web.get("/tasks?whose=all").text
    assert "Own errand" in everybody
    assert "Theirs" in everybody
    assert "Own errand" not in web.get(f"/tasks?whose={coordinator.ref}").text
    of_campaign = web.get("/tasks?whose=all&campaign=schools").text
    assert "Theirs" in of_campaign
    assert "Own errand" not in of_campaign
    assert "Finished" in web.get("/tasks?whose=all&status=done").text


def test_long_lists_are_shown_in_pages_without_losing_or_repeating_a_task(web: Web, organizer: User) -> None:
    for number in range(53):
        make_task(f"Task {number:03}", organizer, due_on=today() + timedelta(days=number % 5) if number % 7 else None)
    first = web.sign_in(organizer).get("/tasks")
    more = next(link for link in first.links() if "after=" in link)
    names = [node.get_text() for page in (first, web.get(more)) for node in page.soup.select("main .list a.plain.b")]
    assert len(names) == len(set(names)) == 53


@pytest.mark.one_database
def test_the_list_asks_as_many_questions_for_thirty_tasks_as_for_three(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    letter = make_letter(campaign, status=LetterStatus.SENT)
    counts = []
    web.sign_in(organizer)
    for wanted in (3, 30):
        for number in range(wanted):
            make_task(f"Task {number}", organizer, about_id=letter.id, campaign=campaign)
        commit()
        with count_queries() as seen:
            web.get("/tasks?whose=all")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_a_stale_tick_changes_nothing(web: Web, organizer: User, as_organizer: Actor) -> None:
    task = make_task("Call", organizer)
    page = web.sign_in(organizer).get(f"/tasks/{task.ref}")
    edit = web.get(f"/tasks/{task.ref}/edit")
    tasks.edit(as_organizer, task, TaskDetails("Call twice"), assignee=organizer, version=None)
    commit()
    assert page.send(button="Mark as done").status == 409
    stale = edit.send({"what": "Call three times"})
    assert stale.status == 409
    assert "Call three times" in stale.text
    db.session.refresh(task)
    assert (task.what, task.status) == ("Call twice", TaskStatus.OPEN)


@pytest.mark.one_database
def test_one_task_per_rule_and_record_is_open(as_organizer: Actor) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    first = tasks.plan(as_organizer, TaskRule.CLASSIFY_REPLY, "Classify", about=letter)
    assert tasks.plan(as_organizer, TaskRule.CLASSIFY_REPLY, "Classify", about=letter) is first
    tasks.finish(as_organizer, first)
    second = tasks.plan(as_organizer, TaskRule.CLASSIFY_REPLY, "Classify", about=letter)
    assert second is not first
    with pytest.raises(Refused, match="open again already"):
        tasks.reopen(as_organizer, first)


@pytest.mark.one_database
def test_correcting_a_step_reopens_the_task_it_closed(as_coordinator: Actor) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    task = tasks.plan(as_coordinator, TaskRule.CLASSIFY_REPLY, "Classify", about=letter)
    step = steps.take(as_coordinator, letter, steps.workflow_of(letter).events_from(letter.status)[0])
    tasks.finish_by_rule(as_coordinator, TaskRule.CLASSIFY_REPLY, letter, step)
    commit()
    assert task.status is TaskStatus.DONE
    steps.take_back(as_coordinator, letter, step)
    commit()
    assert task.status is TaskStatus.OPEN
    assert task.closed_at is None


@pytest.mark.one_database
def test_a_member_may_not_work_tasks(as_member: Actor) -> None:
    with pytest.raises(NotAllowed) as refused:
        tasks.create(as_member, TaskDetails("Call"), assignee=None)
    assert refused.value.action is Action.WORK_TASK


def test_the_trail_tells_who_did_what_to_a_task_without_its_words(as_organizer: Actor) -> None:
    task = tasks.create(as_organizer, TaskDetails("Call the frightened family"), assignee=None)
    tasks.finish(as_organizer, task)
    commit()
    entries = db.session.scalars(select(AuditEntry)).all()
    assert [entry.event for entry in entries] == ["task.created", "task.finish"]
    assert "family" not in str([entry.changes for entry in entries])
    assert db.session.scalars(select(Step.event)).all() == ["finish"]


@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User) -> None:
    task = make_task("Llamar", organizer, due_on=today())
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert web.get("/tasks").title == "Mis tareas"
    assert "Vence hoy" in web.get(f"/tasks/{task.ref}").text


def test_the_task_of_a_rule_is_called_in_the_readers_language_everywhere(web: Web, organizer: User) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    actor = Actor.of(organizer)
    task = tasks.plan(actor, TaskRule.CLASSIFY_REPLY, "100 % of us", about=letter, assignee=organizer, due_on=today())
    commit()
    spanish, english = "Clasificar la respuesta: 100 % of us", "Classify the reply: 100 % of us"
    for language, title in ((Language.ES, spanish), (Language.EN, english)):
        organizer.language = language
        commit()
        web.sign_in(organizer)
        for page in ("/tasks", f"/letters/{letter.ref}", "/", "/calendar", "/search?q=100&kind=task"):
            assert title in web.get(page).text, page
        shown = web.get(f"/tasks/{task.ref}")
        assert shown.title == title


def test_a_title_that_somebody_changes_stays_as_typed(web: Web, organizer: User) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    task = tasks.plan(Actor.of(organizer), TaskRule.CLASSIFY_REPLY, "Three points", about=letter, assignee=organizer)
    organizer.language = Language.ES
    commit()
    kept = web.sign_in(organizer).get(f"/tasks/{task.ref}/edit").submit({"note": "Primero la respuesta"})
    assert kept.title == "Clasificar la respuesta: Three points"
    assert task.rule_subject == "Three points"
    renamed = web.get(f"/tasks/{task.ref}/edit").submit({"what": "Leer la respuesta"})
    assert renamed.title == "Leer la respuesta"
    organizer.language = Language.EN
    commit()
    assert web.sign_in(organizer).get(f"/tasks/{task.ref}").title == "Leer la respuesta"


@pytest.mark.one_database
def test_a_long_subject_is_shortened_so_that_the_title_fits(as_organizer: Actor) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    task = tasks.plan(as_organizer, TaskRule.CLASSIFY_REPLY, "word " * 60, about=letter)
    commit()
    assert len(task.rule_subject) <= 200
    assert task.what.endswith("word…")


def test_a_reminder_that_is_asked_for_again_moves_to_the_new_day(web: Web, organizer: User) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    commit()
    for weeks in ("3", "1"):
        web.sign_in(organizer).get(f"/letters/{letter.ref}").submit({"weeks": weeks}, action="/tasks/remind")
    task = db.session.scalars(select(Task)).one()
    assert task.due_on == today() + timedelta(weeks=1)


def test_whatever_happens_a_task_outlives_its_letter(web: Web, organizer: User, as_organizer: Actor) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    commit()
    shown = web.sign_in(organizer).get(f"/letters/{letter.ref}").submit({"weeks": "3"}, action="/tasks/remind")
    assert "You will be reminded" in shown.source
    tasks.create(as_organizer, TaskDetails("Ask again"), assignee=None, about=letter)
    steps.close_tasks(as_organizer, letter, "The letter was closed.")
    commit()
    left = db.session.scalars(select(Task).where(Task.status == TaskStatus.OPEN)).one()
    assert (left.due_on, left.assignee_id) == (today() + timedelta(weeks=3), organizer.id)
    assert "stays open" in web.get(f"/tasks/{left.ref}").text


@pytest.mark.one_database
def test_a_task_is_due_on_a_day_or_in_weeks_and_not_both(web: Web, organizer: User) -> None:
    form = web.sign_in(organizer).get("/tasks/new")
    both = form.submit({"what": "Call", "due_on": "2030-05-01", "weeks": "2"})
    assert "not both" in " ".join(both.errors)
    both.submit({"due_on": "", "whatever_happens": "y"})
    task = db.session.scalars(select(Task)).one()
    assert task.due_on == today() + timedelta(weeks=2)
    assert task.whatever_happens


def test_tasks_are_listed_by_record_and_by_ones_teams(web: Web, organizer: User, coordinator: User) -> None:
    ours, others = make_campaign(team=(organizer,)), make_campaign("Another")
    letter = make_letter(others)
    for what, campaign, about in (("Ours", ours, None), ("Theirs", others, None), ("About it", others, letter)):
        make_task(what, coordinator, campaign=campaign, about_id=about.id if about else None)
    commit()
    web.sign_in(organizer)
    assert "Theirs" not in web.get("/tasks?whose=team").text
    assert "Ours" in web.get("/tasks?whose=team").text
    about = web.get(f"/tasks?about={letter.ref}")
    assert "About it" in about.text
    assert "Theirs" not in about.text
    assert web.get("/tasks?about=0000000000").status == 404
