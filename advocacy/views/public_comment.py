"""Public comment at a hearing or before a vote: the speakers' list, one's own place on it, and the sheet to print."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.public_comment import OwnPointForm, SpeakerForm
from advocacy.models import Event, Measure, PublicCommentSpeaker
from advocacy.policy import Action
from advocacy.queries import public_comment as queries
from advocacy.services import public_comment
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

bp = Blueprint("public_comment", __name__, url_prefix="/public-comment")
bp.before_request(lighting("events"))


def _heard(ref: str) -> Event | Measure:
    record = queries.heard(current_actor(), ref)
    return record if record is not None else abort(404)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def speakers(ref: str) -> ResponseReturnValue:
    """The list, with the body's rules, and one's own place on it."""
    record = _heard(ref)
    shown = queries.comment_on(current_actor(), record)
    return _page(record, shown, OwnPointForm(obj=shown.of_user(current_actor().user_id)))


def _page(record: Event | Measure, shown: queries.Comment, own_form: OwnPointForm) -> ResponseReturnValue:
    mine = shown.of_user(current_actor().user_id)
    return page("public_comment/speakers.html", record=record, shown=shown, mine=mine, form=own_form)


@bp.post("/<ref:ref>/mine")
@requires(Action.RSVP)
def speak(ref: str) -> ResponseReturnValue:
    """Put oneself on the list, or change one's point."""
    record = _heard(ref)
    shown, form = queries.comment_on(current_actor(), record), OwnPointForm()
    if made(form, lambda: public_comment.speak(current_actor(), record, shown.on, form.details())):
        return saved(url_for("public_comment.speakers", ref=ref), _("You are on the list."))
    return _page(record, shown, form)


@bp.post("/<ref:ref>/mine/remove")
@requires(Action.RSVP)
def step_back(ref: str) -> ResponseReturnValue:
    """Take oneself off the list."""
    public_comment.step_back(current_actor(), _heard(ref))
    return saved(url_for("public_comment.speakers", ref=ref), _("You are off the list."))


@bp.route("/<ref:ref>/new", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def new(ref: str) -> ResponseReturnValue:
    """Put somebody on the list."""
    record = _heard(ref)
    campaigns = queries.campaigns_for(current_actor(), record)
    form = SpeakerForm(campaigns, chosen=next(iter(campaigns), None))

    def add() -> PublicCommentSpeaker:
        return public_comment.add(current_actor(), record, form.details(), form.party.record, form.for_campaign)

    if made(form, add):
        return saved(url_for("public_comment.speakers", ref=ref), _("Speaker added."))
    return _form_page(record, form, _("Add a speaker"), _("Add the speaker"))


@bp.route("/<ref:ref>/speakers/<ref:speaker_ref>", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def edit(ref: str, speaker_ref: str) -> ResponseReturnValue:
    """Change who speaks, on what, for how long."""
    record = _heard(ref)
    speaker = found(queries.comment_on(current_actor(), record).speaker(speaker_ref))
    campaigns = queries.campaigns_for(current_actor(), record)
    if speaker.campaign is not None and speaker.campaign not in campaigns:
        campaigns.append(speaker.campaign)  # what it speaks on has left the campaign
    form = SpeakerForm(campaigns, chosen=speaker.campaign, obj=speaker, words=speaker.attribution)

    def write() -> None:
        told, party = form.details(), form.party.record
        public_comment.edit(current_actor(), record, speaker, told, party, campaign=form.for_campaign)

    if done(form, write):
        return saved(url_for("public_comment.speakers", ref=ref), _("Speaker saved."))
    return _form_page(record, form, _("Edit a speaker"), _("Save the speaker"))


def _form_page(record: Event | Measure, form: SpeakerForm, heading: str, button: str) -> ResponseReturnValue:
    context: dict[str, Any] = {
        "heading": heading,
        "save": button,
        "usual": queries.comment_on(current_actor(), record).usual,
    }
    return page("public_comment/form.html", record=record, form=form, **context)


@bp.get("/<ref:ref>/sheet")
@requires(Action.READ)
def sheet(ref: str) -> ResponseReturnValue:
    """The list to print: who is not in print stands there as a speaker."""
    record = _heard(ref)
    return page("public_comment/sheet.html", record=record, shown=queries.comment_on(current_actor(), record))


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


@bp.post("/<ref:ref>/down")
@requires(Action.WORK_EVENT)
def move_down(ref: str) -> ResponseReturnValue:
    """Let somebody speak later."""
    public_comment.move_down(current_actor(), _heard(ref), request.form.get("speaker", ""))
    return saved(url_for("public_comment.speakers", ref=ref), _("Order changed."))
