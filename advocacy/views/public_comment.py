"""Public comment at a hearing or before a vote: the speakers' list, which is the sheet to print."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.public_comment import SpeakerForm
from advocacy.models import Event, Measure
from advocacy.policy import Action
from advocacy.queries import public_comment as queries
from advocacy.services import public_comment
from advocacy.views.access import current_actor, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import made, saved

bp = Blueprint("public_comment", __name__, url_prefix="/public-comment")
bp.before_request(lighting("events"))


def _heard(ref: str) -> Event | Measure:
    record = queries.heard(current_actor(), ref)
    return record if record is not None else abort(404)


@bp.route("/<ref:ref>", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def speakers(ref: str) -> ResponseReturnValue:
    """The list, with the body's rules; adding somebody to it."""
    record = _heard(ref)
    form = SpeakerForm()
    if made(form, lambda: public_comment.add(current_actor(), record, form.details(), form.party.record)):
        return saved(url_for("public_comment.speakers", ref=ref), _("Speaker added."))
    return page("public_comment/speakers.html", form=form, record=record, shown=queries.comment_on(record))


@bp.post("/<ref:ref>/remove")
@requires(Action.WORK_EVENT)
def remove(ref: str) -> ResponseReturnValue:
    """Take somebody off the list."""
    public_comment.remove(current_actor(), _heard(ref), request.form.get("speaker", ""))
    return saved(url_for("public_comment.speakers", ref=ref), _("Speaker taken off."))


@bp.post("/<ref:ref>/up")
@requires(Action.WORK_EVENT)
def move_up(ref: str) -> ResponseReturnValue:
    """Let somebody speak earlier."""
    public_comment.move_up(current_actor(), _heard(ref), request.form.get("speaker", ""))
    return saved(url_for("public_comment.speakers", ref=ref), _("Order changed."))
