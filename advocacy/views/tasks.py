"""Tasks: my own and everybody's, one task, and every step of it."""

from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from advocacy.domain.tasks import TASK, TaskEvent, TaskStatus, Weeks
from advocacy.forms.base import StepForm
from advocacy.forms.tasks import DropForm, SnoozeForm, TaskForm
from advocacy.models import Record, Task
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import records
from advocacy.queries import tasks as queries
from advocacy.queries.campaign_choices import campaigns_with
from advocacy.queries.clock import today
from advocacy.services import tasks
from advocacy.views.access import current_actor, found, requires
from advocacy.views.from_address import with_campaign_of_address
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.next_page import safe_next
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url, task_title
from advocacy.views.saving import done, made, saved

bp = Blueprint("tasks", __name__, url_prefix="/tasks")
bp.before_request(lighting("tasks"))

OF_OTHERS = ("all", "team")
"""Whose tasks may be asked for beside one's own and those of one person."""


def _task(ref: str) -> Task:
    return found(
        records.by_ref(current_actor(), Task, ref, joinedload(Task.assignee), selectinload(Task.campaign_links))
    )


def _task_to_finish(ref: str) -> Task:
    """Return the task if the reader may finish it: their own, or any for who works on tasks."""
    task = _task(ref)
    ensure(current_actor(), Action.FINISH_OWN_TASK, task)
    return task


def _about(task: Task) -> Record | None:
    """Return what the task is about, if the reader may see it."""
    return records.by_ids(current_actor(), [task.about_id]).get(task.about_id or 0)


def _back(task: Task) -> str:
    """Return the page that the button stood on, as it says itself, or the task."""
    named = request.form.get("back", "")
    return safe_next(named) if named else url_for("tasks.show", ref=task.ref)


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """My tasks; for organizers and coordinators also my teams' and everybody's, by person, campaign, record, state."""
    actor = current_actor()
    people = queries.assignees(actor) if actor.is_worker else []
    campaigns = with_campaign_of_address(campaigns_with(actor, Task)) if actor.is_worker else []
    whose = request.args.get("whose", "me") if actor.is_worker else "me"
    person = next((user for user in people if user.ref == whose), None)
    campaign = next((each for each in campaigns if each.slug == request.args.get("campaign")), None)
    status = next((each for each in TaskStatus if each.value == request.args.get("status")), TaskStatus.OPEN)
    about = _record_asked_for(actor)
    filters = queries.TaskFilters(
        assignee_id=person.id if person else None if whose in OF_OTHERS or about else actor.user_id,
        campaign_id=campaign.id if campaign else None,
        about_id=about.id if about else None,
        of_teams_of=actor.user_id if whose == "team" else None,
        status=status,
    )
    return page(
        "tasks/index.html",
        found=queries.tasks_page(actor, filters, request.args.get("after", "")[:10]),
        people=people,
        campaigns=campaigns,
        whose=person.ref if person else whose if whose in OF_OTHERS else "all" if about else "me",
        person=person,
        about=about,
        campaign=campaign,
        state=status,
        states=list(TaskStatus),
        asked={name: value for name, value in request.args.items() if name in {"whose", "campaign", "about", "status"}},
        is_first=not request.args.get("after"),
    )


def _record_asked_for(actor: Actor) -> Record | None:
    """Return the record of `?about=`, for who may list the tasks of others."""
    ref = request.args.get("about", "")[:10] if actor.is_worker else ""
    return found(records.any_by_ref(actor, ref)) if ref else None


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_TASK)
def new() -> ResponseReturnValue:
    """Write a task down, alone or about the record of `?about=`."""
    actor = current_actor()
    ref = request.args.get("about", "")
    about = found(records.any_by_ref(actor, ref)) if ref else None
    about = records.by_ids(actor, [about.id])[about.id] if about else None
    form = TaskForm(assignee=actor.user)
    if about is not None and about.campaigns:
        del form.campaigns
    if task := made(
        form,
        lambda: tasks.create(
            actor,
            form.details(today()),
            assignee=form.assignee.record,
            about=about,
            campaigns=form.campaigns.records if "campaigns" in form else (),
        ),
    ):
        return saved(record_url(about) if about else url_for("tasks.show", ref=task.ref), _("Task added."))
    return page("tasks/form.html", form=form, task=None, about=about)


@bp.post("/remind")
@requires(Action.WORK_TASK)
def remind() -> ResponseReturnValue:
    """Remind whoever asks to look at a record again, in so many weeks, whatever happens to it."""
    actor = current_actor()
    about = found(records.any_by_ref(actor, request.form.get("about", "")[:10]))
    about = records.by_ids(actor, [about.id])[about.id]
    weeks = next((each for each in Weeks if each.value == request.form.get("weeks")), None)
    if weeks is None:
        abort(404)
    what = _("Look at this again: %(name)s", name=tasks.shortened(about.name))
    task = tasks.remind(actor, about, what, weeks.after(today()))
    return saved(record_url(about) or url_for("tasks.show", ref=task.ref), _("You will be reminded, whatever happens."))


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One task: what, who, when, about what, and its history."""
    task = _task(ref)
    actor = current_actor()
    may_work = actor.is_worker
    return page(
        "tasks/show.html",
        task=task,
        line=queries.lines(actor, [task])[0],
        events=TASK.events_from(task.status),
        may_work=may_work,
        may_finish=may_work or task.assignee_id == actor.user_id,
        history=history_lines(task),
        take_back=take_back_url(task),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_TASK)
def edit(ref: str) -> ResponseReturnValue:
    """Change a task."""
    task = _task(ref)
    form = TaskForm(
        what=task_title(task),
        note=task.note,
        due_on=task.due_on,
        whatever_happens=task.whatever_happens,
        assignee=task.assignee,
        version=str(task.version),
    )
    del form.campaigns
    del form.weeks

    def change() -> None:
        details = form.details(today())
        tasks.edit(
            current_actor(),
            task,
            details,
            assignee=form.assignee.record,
            version=form.drawn_version(),
            keeps_title=details.what == task_title(task),
        )

    if done(form, change):
        return saved(url_for("tasks.show", ref=ref), _("Task saved."))
    return page("tasks/form.html", form=form, task=task, about=_about(task))


@bp.post("/<ref:ref>/finish")
@requires(Action.FINISH_OWN_TASK)
def finish(ref: str) -> ResponseReturnValue:
    """Mark it as done; the message offers to undo that."""
    task = _task_to_finish(ref)
    tasks.finish(current_actor(), task, version=StepForm().drawn_version())
    back = _back(task)
    answer = saved(back)
    undo = url_for("tasks.undo", ref=ref, back=back)
    toast: Any = {"text": _("Task done."), "url": undo, "action": _("Undo")}
    flash(toast, "undo")
    return answer


@bp.post("/<ref:ref>/undo")
@requires(Action.FINISH_OWN_TASK)
def undo(ref: str) -> ResponseReturnValue:
    """Take the finishing back."""
    task = _task_to_finish(ref)
    tasks.undo_finish(current_actor(), task)
    return saved(safe_next(request.args.get("back")), _("Task open again."))


@bp.route("/<ref:ref>/drop", methods=["GET", "POST"])
@requires(Action.WORK_TASK)
def drop(ref: str) -> ResponseReturnValue:
    """Drop it, and say why."""
    task = _task(ref)
    form = DropForm(version=str(task.version))
    if done(form, lambda: tasks.drop(current_actor(), task, form.note.data or "", version=form.drawn_version())):
        return saved(url_for("tasks.show", ref=ref), _("Task dropped."))
    return page("tasks/step.html", form=form, task=task, field_name="note", step=TaskEvent.DROP)


@bp.post("/<ref:ref>/reopen")
@requires(Action.WORK_TASK)
def reopen(ref: str) -> ResponseReturnValue:
    """Open it again."""
    task = _task(ref)
    tasks.reopen(current_actor(), task, version=StepForm().drawn_version())
    return saved(url_for("tasks.show", ref=ref), _("Task open again."))


@bp.route("/<ref:ref>/snooze", methods=["GET", "POST"])
@requires(Action.FINISH_OWN_TASK)
def snooze(ref: str) -> ResponseReturnValue:
    """Let it sleep until a day."""
    task = _task_to_finish(ref)
    form = SnoozeForm(snoozed_until=task.snoozed_until, version=str(task.version))
    if done(form, lambda: tasks.snooze(current_actor(), task, form.snoozed_until.data, version=form.drawn_version())):
        return saved(url_for("tasks.show", ref=ref), _("Task snoozed."))
    return page("tasks/step.html", form=form, task=task, field_name="snoozed_until", step=None)


@bp.post("/<ref:ref>/wake")
@requires(Action.FINISH_OWN_TASK)
def wake(ref: str) -> ResponseReturnValue:
    """End its snooze."""
    task = _task_to_finish(ref)
    tasks.wake(current_actor(), task, version=StepForm().drawn_version())
    return saved(url_for("tasks.show", ref=ref), _("Task awake again."))
