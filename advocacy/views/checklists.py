"""Checklists: the list, keeping one, and applying it to a record after a look at the days."""

from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.checklists import APPLIED_TO, LEAD, Item, as_lines
from advocacy.domain.localtime import to_local
from advocacy.forms.base import StepForm
from advocacy.forms.checklists import ApplyForm, ChecklistForm
from advocacy.models import Checklist, ChecklistItem, Event, Measure, MeetingRequest, Record
from advocacy.policy import Action
from advocacy.queries import checklists as queries
from advocacy.queries import records
from advocacy.queries.clock import today
from advocacy.services import checklists
from advocacy.services.checklists import Chosen
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import done, made, saved

bp = Blueprint("checklists", __name__, url_prefix="/checklists")
bp.before_request(lighting("tasks"))


def _checklist(ref: str) -> Checklist:
    return found(queries.checklist_by_ref(ref))


def _items(kept: Checklist) -> list[Item]:
    return [Item(item.offset_days, item.what, _who(item)) for item in kept.items]


def _who(item: ChecklistItem) -> str:
    if item.for_lead:
        return LEAD[0]
    return item.assignee.display_name if item.assignee is not None else ""


def _record() -> Record | None:
    """Return the record of `?to=`, whole, if a checklist can be applied to it."""
    ref = request.args.get("to", "")[:10]
    about = found(records.any_by_ref(current_actor(), ref)) if ref else None
    return found(about if about.kind in APPLIED_TO else None) if about is not None else None


@bp.get("")
@requires(Action.WORK_TASK)
def index() -> ResponseReturnValue:
    """The checklists in use; with `?to=` to apply one to that record."""
    about = _record()
    return page(
        "checklists/index.html",
        kept=queries.checklists(),
        about=about,
        progress=queries.progress_on(current_actor(), about) if about is not None else [],
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.MANAGE_CHECKLISTS)
def new() -> ResponseReturnValue:
    """Keep a new checklist."""
    form = ChecklistForm()
    if made(form, lambda: checklists.create(current_actor(), form.details())):
        return saved(url_for("checklists.index"), _("Checklist saved."))
    return page("checklists/form.html", form=form, kept=None)


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.MANAGE_CHECKLISTS)
def edit(ref: str) -> ResponseReturnValue:
    """Change a checklist."""
    kept = _checklist(ref)
    form = ChecklistForm(title=kept.title, note=kept.note, lines=as_lines(_items(kept)), version=str(kept.version))
    if done(form, lambda: checklists.edit(current_actor(), kept, form.details(), form.drawn_version())):
        return saved(url_for("checklists.index"), _("Checklist saved."))
    return page("checklists/form.html", form=form, kept=kept)


@bp.post("/<ref:ref>/archive")
@requires(Action.MANAGE_CHECKLISTS)
def archive(ref: str) -> ResponseReturnValue:
    """Take a checklist out of use."""
    checklists.archive(current_actor(), _checklist(ref), StepForm().drawn_version())
    return saved(url_for("checklists.index"), _("The checklist is out of use. Its tasks stay."))


@bp.route("/<ref:ref>/apply", methods=["GET", "POST"])
@requires(Action.WORK_TASK)
def apply(ref: str) -> ResponseReturnValue:
    """Make tasks of a checklist for the record of `?to=`; the days are shown before."""
    actor = current_actor()
    kept, about = _checklist(ref), found(_record())
    assignees = queries.assignees_for(actor, kept, about)
    form = ApplyForm.of(kept, assignees, day=_day_of(about), assignee=actor.user)
    by_ref = {user.ref: user for user in assignees.users}

    def make() -> Any:
        chosen = form.chosen()
        wanted = [
            Chosen(item, by_ref.get(form.who(place).data, form.assignee.record))
            for place, item in enumerate(_items(kept))
            if place in chosen
        ]
        return checklists.apply(actor, kept, about, form.day.data, wanted)

    if tasks := made(form, make):
        words = ngettext("One task made.", "%(num)d tasks made.", len(tasks))
        return saved(record_url(about) or url_for("tasks.index", about=about.ref), words)
    day = form.day.data
    if not request.form or form.is_only_finding:
        form.untick_past(_items(kept), today())
    past = sum(item.is_past(day, today()) for item in _items(kept)) if day else 0
    lines = [(place, item, item.due(day) if day else None) for place, item in enumerate(_items(kept))]
    weekends = sum(item.is_on_weekend(day) for item in _items(kept)) if day else 0
    return page("checklists/apply.html", form=form, kept=kept, about=about, lines=lines, weekends=weekends, past=past)


def _day_of(about: Record) -> date:
    """Return the day that a checklist counts from unless somebody says otherwise: of the event, meeting or vote."""
    if isinstance(about, MeetingRequest) and about.starts_at is not None:
        return to_local(about.starts_at, about.zone).date()
    if isinstance(about, Event) and about.first_day is not None:
        return about.first_day
    if isinstance(about, Measure) and about.next_on is not None:
        return about.next_on
    return today()
