"""What happened to a measure: dated actions logged, changed, taken out; its state set by hand."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.measure_actions import dated_events, in_order
from advocacy.domain.measures import MeasureEvent
from advocacy.forms.base import StepForm
from advocacy.forms.measures import ActionForm, ByHandForm, RemoveForm
from advocacy.models import Measure, MeasureAction
from advocacy.policy import Action, NotAllowed
from advocacy.queries import measures as queries
from advocacy.services import measure_actions
from advocacy.services.steps import workflow_of
from advocacy.views.access import current_actor, found, requires
from advocacy.views.measures import head_of, measure_or_404
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, partial_date
from advocacy.views.saving import done, saved

bp = Blueprint("measure_actions", __name__, url_prefix="/resolutions/<ref:ref>")
bp.before_request(lighting("measures"))


def _action(measure: Measure, action_ref: str) -> MeasureAction:
    shown = queries.shown(current_actor(), measure).actions
    return found(next((each for each in shown if each.ref == action_ref), None))


def _there(ref: str) -> str:
    return url_for("measures.show", ref=ref)


@bp.route("/actions/new", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def new(ref: str) -> ResponseReturnValue:
    """Log an action; `?action=` chooses it."""
    measure = measure_or_404(ref)
    form = ActionForm(
        version=str(measure.version),
        action=request.args.get("action"),
        next_on=measure.next_on,
        next_what=measure.next_what,
    )
    events = dated_events(workflow_of(measure), measure.status)
    ordered = in_order(queries.shown(current_actor(), measure).actions)
    form.offer(events, [(each.ref, _words_of(each)) for each in ordered])
    if done(
        form,
        lambda: measure_actions.add(
            current_actor(),
            measure,
            form.details(),
            version=form.drawn_version(),
            before=next((each for each in ordered if each.ref == form.before.data), None),
            sources=form.sources.records,
        ),
    ):
        return saved(_there(ref), _("Action logged."))
    return _page(measure, form, None, has_others=bool(ordered))


def _words_of(action: MeasureAction) -> str:
    return f"{_(action.action.label)}, {partial_date(action.occurred_on, action.date_note)}"


def _page(measure: Measure, form: Any, action: MeasureAction | None, **more: Any) -> ResponseReturnValue:
    return page("measures/action.html", form=form, action=action, **head_of(measure), **more)


@bp.route("/actions/<ref:action_ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def edit(ref: str, action_ref: str) -> ResponseReturnValue:
    """Change its date, its words and its sources."""
    measure = measure_or_404(ref)
    action = _action(measure, action_ref)
    cited = action.activity.citations if action.activity is not None else []
    form = ActionForm(obj=action, version=str(measure.version), sources=[each.media_item for each in cited])
    for name in ("action", "before", "next_on", "next_what"):
        del form[name]
    if done(
        form,
        lambda: measure_actions.edit(
            current_actor(),
            measure,
            action,
            form.details(MeasureEvent(action.action)),
            version=form.drawn_version(),
            sources=form.sources.records,
        ),
    ):
        return saved(_there(ref), _("Action saved."))
    return _page(measure, form, action, has_others=False)


@bp.route("/actions/<ref:action_ref>/remove", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def remove(ref: str, action_ref: str) -> ResponseReturnValue:
    """Take it out, and say why."""
    measure = measure_or_404(ref)
    action = _action(measure, action_ref)
    if action.id not in measure_actions.removable(current_actor(), measure, [action]):
        raise NotAllowed(Action.EDIT_ACTIVITY)
    form = RemoveForm(version=str(measure.version))
    if done(
        form,
        lambda: measure_actions.remove(
            current_actor(), measure, action, form.reason.data or "", version=form.drawn_version()
        ),
    ):
        return saved(_there(ref), _("Action taken out."))
    return page("measures/remove.html", form=form, words=_words_of(action), **head_of(measure))


@bp.route("/state", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def by_hand(ref: str) -> ResponseReturnValue:
    """Set the state by hand, with a reason."""
    measure = measure_or_404(ref)
    form = ByHandForm(version=str(measure.version), status=measure.status)
    workflow = workflow_of(measure)
    reachable = workflow.states() - {workflow.initial}
    form.status.words = [status for status in type(measure.status) if status in reachable]
    if done(
        form,
        lambda: measure_actions.set_by_hand(
            current_actor(), measure, form.status.word, form.why.data or "", version=form.drawn_version()
        ),
    ):
        return saved(_there(ref), _("State set by hand."))
    return page("measures/by_hand.html", form=form, **head_of(measure))


@bp.post("/follow")
@requires(Action.WORK_MEASURE)
def follow(ref: str) -> ResponseReturnValue:
    """Let the state follow the dated actions again."""
    measure = measure_or_404(ref)
    measure_actions.follow_again(current_actor(), measure, version=StepForm().drawn_version())
    return saved(_there(ref), _("The state follows the actions again."))
