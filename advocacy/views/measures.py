"""Resolutions and everything like them: the list, one measure, its plain steps."""

from typing import Any

from flask import Blueprint, abort, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.measure_actions import dated_events, is_dated, plain_steps
from advocacy.domain.measure_stages import stages
from advocacy.domain.measures import DecidedBy, MeasureEvent, MeasureGroup, MeasureStatus, states_of
from advocacy.forms.base import StepForm
from advocacy.forms.measures import MeasureFilterForm, MeasureForm
from advocacy.models import Measure
from advocacy.policy import Action
from advocacy.queries import campaign_choices
from advocacy.queries import measures as queries
from advocacy.queries.clock import today
from advocacy.queries.counts.board import Board, board, usual_motion
from advocacy.queries.tasks import tasks_about
from advocacy.queries.votes import seen
from advocacy.services import measure_actions, measures
from advocacy.services.measures import Around
from advocacy.services.steps import workflow_of
from advocacy.views.access import current_actor, found, requires
from advocacy.views.from_address import campaigns_of_address
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

bp = Blueprint("measures", __name__, url_prefix="/resolutions")
bp.before_request(lighting("measures"))

GOOD = {MeasureStatus.PASSED, MeasureStatus.SIGNED, MeasureStatus.OVERRIDDEN, MeasureStatus.ISSUED}
_PLAIN_FIELDS = (
    "title", "measure_type", "identifier", "body", "office_holder", "issuer", "binding", "summary", "note", "next_on",
    "next_what",
)  # fmt: skip
TONES = dict.fromkeys(GOOD | {MeasureStatus.IN_FORCE, MeasureStatus.AMENDED}, "good")
TONES |= dict.fromkeys((MeasureStatus.FAILED, MeasureStatus.VETOED, MeasureStatus.SUSTAINED), "bad")
TONES |= dict.fromkeys((MeasureStatus.REFUSED, MeasureStatus.RESCINDED), "bad")
TONES |= dict.fromkeys((MeasureStatus.SCHEDULED, MeasureStatus.RECONSIDERED), "warn")
TONES |= dict.fromkeys((MeasureStatus.INTRODUCED, MeasureStatus.IN_COMMITTEE, MeasureStatus.ASKED), "info")


def measure_or_404(ref: str) -> Measure:
    """Return the measure with all that its pages show, if the viewer may see it."""
    measure = found(queries.by_ref(current_actor(), ref))
    g.newer_url = url_for("measures.show", ref=measure.ref)
    return measure


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """The list, those with a day ahead first."""
    actor = current_actor()
    form = MeasureFilterForm(campaign_choices.choices(actor), queries.bodies_with_measures(actor))
    filters = queries.MeasureFilters(
        group=form.group.word,
        campaign_id=form.id_of("campaign"),
        body_id=form.id_of("body"),
        next_date=form.next_date.word,
    )
    asked: dict[str, Any] = {
        name: value for name in ("group", "campaign", "body", "next_date") if (value := request.args.get(name))
    }
    shown = queries.measures_page(actor, filters, request.args.get("after", "")[:10])
    return page(
        "measures/index.html",
        filter_form=form,
        shown=shown,
        tones=TONES,
        asked=asked,
        older_url=url_for("measures.index", **asked, after=shown.older) if shown.older else "",
        newer_url=url_for("measures.index", **asked) if request.args.get("after") else "",
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def new() -> ResponseReturnValue:
    """Write a measure down."""
    form = MeasureForm(campaigns=campaigns_of_address())
    if measure := made(form, lambda: measures.create(current_actor(), form.details(), _around(form))):
        return saved(url_for("measures.show", ref=measure.ref), _("Resolution saved."))
    return page("measures/form.html", form=form, measure=None)


def _around(form: MeasureForm) -> Around:
    return Around(
        body=form.body.record,
        office_holder=form.office_holder.record,
        issuer=form.issuer.record,
        place=form.place.record,
        sponsors=form.sponsors.records,
        demands=form.demands.records,
        campaigns=form.campaigns.records,
        sources=form.sources.records,
    )


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One measure: where it stands, who decides, what happened, how they voted."""
    measure = measure_or_404(ref)
    head = head_of(measure)
    return page("measures/show.html", **head, **_body_of(measure, head["shown"]))


def head_of(measure: Measure) -> dict[str, Any]:
    """Return what the head of every page of a measure shows."""
    actor = current_actor()
    shown = queries.shown(actor, measure)
    workflow = workflow_of(measure)
    return {
        "measure": measure,
        "shown": shown,
        "tone": TONES.get(measure.status, ""),
        "stages": stages(measure.decided_by, measure.status, shown.actions),
        "is_over": measure.status in states_of(MeasureGroup.DECIDED),
        "by_body": measure.decided_by is DecidedBy.BODY,
        "plain": plain_steps(workflow, measure.status),
        "next_actions": [
            event for event in dated_events(workflow, measure.status) if is_dated(workflow, measure.status, event)
        ],
    }


def _count_ahead(measure: Measure, shown: queries.Shown) -> Board | None:
    """The whip count for the vote to come, where there is one."""
    if measure.body is None or measure.next_on is None or measure.next_on < today():
        return None
    motion = usual_motion(measure)
    found = board(
        current_actor(), measure, demands=shown.demands, campaigns=shown.campaigns, on=measure.next_on, motion=motion
    )
    return found if found.lines else None


def _body_of(measure: Measure, shown: queries.Shown) -> dict[str, Any]:
    return {
        "board": _count_ahead(measure, shown),
        "tasks": tasks_about(current_actor(), measure),
        "history": history_lines(measure) if shown.sees_work else [],
        "take_back": take_back_url(measure) if shown.sees_work else "",
        "votes": [(vote, seen(vote)) for vote in reversed(measure.votes)],
        "removable": measure_actions.removable(current_actor(), measure, shown.actions),
        "told_by_votes": {vote.activity_id for vote in measure.votes},
    }


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is written about a measure."""
    measure = measure_or_404(ref)
    actor = current_actor()
    shown = queries.shown(actor, measure)
    form = MeasureForm(
        **{name: getattr(measure, name) for name in _PLAIN_FIELDS},
        version=str(measure.version),
        decided_by=measure.decided_by.value,
        place=None if measure.body or measure.office_holder or measure.issuer else measure.jurisdiction,
        sponsors=[row.person for row in measure.sponsors if row.person is not None],
        demands=shown.demands,
        campaigns=shown.campaigns,
        sources=[citation.media_item for citation in measure.citations],
    )
    if done(form, lambda: measures.edit(actor, measure, form.details(), _around(form), version=form.drawn_version())):
        return saved(url_for("measures.show", ref=ref), _("Resolution saved."))
    return page("measures/form.html", form=form, measure=measure)


@bp.post("/<ref:ref>/steps/<event>")
@requires(Action.WORK_MEASURE)
def step(ref: str, event: str) -> ResponseReturnValue:
    """Take a plain step before the measure is introduced."""
    measure = measure_or_404(ref)
    word = next((each for each in MeasureEvent if each.value == event), None)
    if word is None:
        abort(404)
    measures.take_step(current_actor(), measure, word, version=StepForm().drawn_version())
    return saved(url_for("measures.show", ref=ref), _("Step taken: %(step)s", step=_(word.label)))
