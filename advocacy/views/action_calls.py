"""Action calls: what members are asked to do, with ways to reach whom it is about, and "I did it"."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.action_calls import in_language, way_on_file
from advocacy.domain.contact_points import address_of, shown
from advocacy.domain.directory import ContactKind
from advocacy.forms.action_calls import ActionCallForm, DeedForm
from advocacy.forms.base import StepForm
from advocacy.models import ActionCall, ContactPoint
from advocacy.policy import Action
from advocacy.queries import action_calls as queries
from advocacy.queries import campaigns
from advocacy.queries.not_in_print import unprinted
from advocacy.services import action_calls
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.language import locale_code
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

bp = Blueprint("action_calls", __name__)
bp.before_request(lighting("campaigns"))


@dataclass(frozen=True)
class Way:
    """A way to reach somebody: how it reads, what a tap on it opens, and whether that writes a mail."""

    text: str
    href: str
    is_mail: bool


def _call(ref: str) -> ActionCall:
    return found(queries.call_by_ref(current_actor(), ref))


@bp.get("/campaigns/<slug>/action-calls")
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """All calls of a campaign: open ones, and those that are over."""
    campaign = campaign_at(slug)
    return page(
        "action_calls/index.html",
        campaign=campaign,
        counts=campaigns.record_counts(current_actor(), [campaign.id])[campaign.id],
        calls=queries.of_campaign(campaign),
        is_open=queries.is_open,
        words=in_language,
    )


@bp.route("/campaigns/<slug>/action-calls/new", methods=["GET", "POST"])
@requires(Action.WORK_ACTION_CALL)
def new(slug: str) -> ResponseReturnValue:
    """Call the members to act."""
    campaign = campaign_at(slug)
    offered = queries.targets_by_ref(current_actor(), campaign)
    form = ActionCallForm(list(offered.values()))
    if call := made(form, lambda: action_calls.create(current_actor(), campaign, form.details())):
        return saved(url_for("action_calls.show", ref=call.ref), _("Call to action made. It stands on home."))
    return page("action_calls/form.html", form=form, campaign=campaign, action_call=None)


@bp.route("/action-calls/<ref:ref>", methods=["GET", "POST"])
@requires(Action.ANSWER_ACTION_CALL)
def show(ref: str) -> ResponseReturnValue:
    """One call: what to do, whom to reach and how, what to say; and "I did it"."""
    actor = current_actor()
    call = _call(ref)
    everybody = queries.whom(actor, call)
    left = [each for each in everybody if each.mine is None]
    on_file = (point.contact_kind for each in left for point in each.points)
    form = DeedForm([(each.target.ref, each.name) for each in left], kind=way_on_file(on_file))
    if taken := made(form, lambda: action_calls.answer(actor, call, form.details())):
        del taken
        return saved(url_for("action_calls.show", ref=ref), _("Thank you! It is in the log."))
    language = locale_code()
    script, script_language = in_language(call.script, call.script_es, language)
    to_mail = unprinted().withheld(script)  # it leaves the program as a mail, whoever sends it
    return page(
        "action_calls/show.html",
        form=form,
        action_call=call,
        campaign=call.campaign,
        open=queries.is_open(call),
        people=queries.people_of(call),
        whom=everybody,
        sentence=in_language(call.sentence, call.sentence_es, language),
        script=(script, script_language),
        ways=lambda points: [_way(point, to_mail) for point in points],
    )


def _way(point: ContactPoint, script: str) -> Way:
    is_mail = point.contact_kind is ContactKind.EMAIL
    href = address_of(point.contact_kind, point.value)
    if is_mail and script:
        href += "?body=" + quote(script.replace("\n", "\r\n"))
    return Way(shown(point.contact_kind, point.value), href, is_mail)


@bp.route("/action-calls/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_ACTION_CALL)
def edit(ref: str) -> ResponseReturnValue:
    """Change a call."""
    actor = current_actor()
    call = _call(ref)
    offered = queries.targets_by_ref(actor, call.campaign)
    by_id = {target.id: target.ref for target in offered.values()}
    chosen = [by_id[each.target_id] for each in call.targets if each.target_id in by_id]
    answer = {True: "yes", False: "no"}.get(call.specific_legislation, "")  # type: ignore[arg-type]
    form = ActionCallForm(list(offered.values()), obj=call, data={"targets": chosen, "specific_legislation": answer})
    if request.method == "GET":
        form.targets.data, form.specific_legislation.data = chosen, answer
    if done(form, lambda: action_calls.edit(actor, call, form.details(), form.drawn_version())):
        return saved(url_for("action_calls.show", ref=ref), _("Call to action saved."))
    return page("action_calls/form.html", form=form, campaign=call.campaign, action_call=call)


@bp.post("/action-calls/<ref:ref>/close")
@requires(Action.WORK_ACTION_CALL)
def close(ref: str) -> ResponseReturnValue:
    """Close a call before its day."""
    action_calls.close(current_actor(), _call(ref), StepForm().drawn_version())
    return saved(url_for("action_calls.show", ref=ref), _("Call to action closed."))


@bp.post("/action-calls/<ref:ref>/reopen")
@requires(Action.WORK_ACTION_CALL)
def reopen(ref: str) -> ResponseReturnValue:
    """Open a call again."""
    action_calls.reopen(current_actor(), _call(ref), StepForm().drawn_version())
    return saved(url_for("action_calls.show", ref=ref), _("Call to action open again."))


@bp.post("/action-calls/<ref:ref>/undo")
@requires(Action.ANSWER_ACTION_CALL)
def undo(ref: str) -> ResponseReturnValue:
    """Take back that one did it."""
    action_calls.take_back(current_actor(), _call(ref), request.form.get("target", "")[:10])
    return saved(url_for("action_calls.show", ref=ref), _("Taken back. It is no longer in the log."))
