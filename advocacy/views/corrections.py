"""Correction: the latest step of a record is taken back, and its history shown."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.corrections import TakeBackForm
from advocacy.policy import Action, NotAllowed
from advocacy.queries import records
from advocacy.services import steps
from advocacy.services.steps import CorrectionRight
from advocacy.views.access import current_actor, found, requires
from advocacy.views.history import history_lines
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import done, saved

bp = Blueprint("corrections", __name__, url_prefix="/records")


@bp.route("/<ref:ref>/take-back", methods=["GET", "POST"])
@requires(Action.CORRECT_STEP)
def take_back(ref: str) -> ResponseReturnValue:
    """Show the latest step and take it back."""
    actor = current_actor()
    record = found(records.any_by_ref(actor, ref))
    step = steps.latest_step(record)
    right = steps.right_to_correct(actor, record, step)
    if step is None:
        return page("corrections/nothing.html", record=record)
    if right is CorrectionRight.NO:
        raise NotAllowed(Action.CORRECT_STEP)
    form = TakeBackForm(step=str(step.id))
    if done(form, lambda: steps.take_back(actor, record, step, form.reason.data or "", expected=form.step.data or "")):
        return saved(record_url(record), _("Step taken back."))
    return page(
        "corrections/take_back.html",
        record=record,
        form=form,
        needs_reason=right is CorrectionRight.WITH_REASON,
        line=history_lines(record)[0],
    )
