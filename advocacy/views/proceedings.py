"""Proceedings: the list, one case with its steps, writing down and correcting."""

from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.proceedings import ProceedingEvent, ProceedingPart, ProceedingStatus, in_order
from advocacy.forms.proceedings import ProceedingForm, ProceedingsFilter, ProceedingStepForm
from advocacy.forms.retracting import RetractForm
from advocacy.models import Campaign, Jurisdiction, Proceeding, ProceedingStep
from advocacy.policy import Action
from advocacy.queries import proceedings as queries
from advocacy.queries import seen
from advocacy.services import proceedings
from advocacy.services.proceedings import Around
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import asked_for, bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.retracting import is_gone
from advocacy.views.saving import done, made, saved

bp = Blueprint("proceedings", __name__, url_prefix="/proceedings")
bp.before_request(lighting("precedents"))

TONES = {
    ProceedingStatus.FILED: "info",
    ProceedingStatus.PENDING: "warn",
    ProceedingStatus.APPEALED: "warn",
    ProceedingStatus.DECIDED: "acc",
    ProceedingStatus.SETTLED: "acc",
    ProceedingStatus.DISMISSED: "ghost",
    ProceedingStatus.NOT_KNOWN: "",
}


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Cases by title."""
    filters = ProceedingsFilter(request.args)
    bind_pickers(filters)
    words, campaign, status = filters.q.data or "", filters.campaign.record, filters.status.word
    rows = queries.listed(current_actor(), words, campaign, status, place_of_address())
    chips = filters_on(
        (words, without("q")),
        (campaign.name if campaign else "", without("campaign", "campaign-q")),
        (_(status.label) if status else "", without("status")),
    )
    return page(
        "proceedings/index.html",
        filters=filters,
        rows=rows.rows,
        beside=pages_beside(rows),
        tones=TONES,
        chips=chips,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Write a case down. The address may say for which campaign or of which place."""
    form = ProceedingForm(
        status=ProceedingStatus.NOT_KNOWN,
        campaigns=asked_for(Campaign, "campaign"),
        plaintiffs=asked_for(Jurisdiction, "place"),
    )
    if case := made(form, lambda: proceedings.create(current_actor(), form.details(), _around(form))):
        return saved(url_for("proceedings.show", ref=case.ref), _("Proceeding saved."))
    return page("proceedings/form.html", form=form, case=None)


def _around(form: ProceedingForm) -> Around:
    return Around(
        plaintiffs=form.plaintiffs.records,
        defendants=form.defendants.records,
        others=form.others.records,
        campaigns=form.campaigns.records,
        sources=form.sources.records,
    )


def _case(ref: str) -> Proceeding:
    case = found(queries.by_ref(current_actor(), ref))
    g.newer_url = url_for("proceedings.show", ref=case.ref)
    return case


def _step(case: Proceeding, step_ref: str) -> ProceedingStep:
    return found(queries.step_of(case, step_ref))


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One case: who against whom, what it asks, what happened."""
    actor = current_actor()
    case = _case(ref)
    return page(
        "proceedings/show.html",
        case=case,
        parties=queries.seen_parties(actor, case.parties),
        campaigns=seen.campaigns_of(actor, case),
        steps=list(reversed(in_order(case.steps))),
        tones=TONES,
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is written about a case."""
    actor = current_actor()
    case = _case(ref)
    parties = queries.seen_parties(actor, case.parties)
    form = ProceedingForm(
        **{name: getattr(case, name) for name in ("title", "court", "case_number", "asks", "status", "note")},
        version=str(case.version),
        plaintiffs=_of(parties, ProceedingPart.PLAINTIFF),
        plaintiff_words=_words(parties, ProceedingPart.PLAINTIFF),
        defendants=_of(parties, ProceedingPart.DEFENDANT),
        defendant_words=_words(parties, ProceedingPart.DEFENDANT),
        others=_of(parties, ProceedingPart.OTHER),
        campaigns=seen.campaigns_of(actor, case),
        sources=[citation.media_item for citation in case.citations],
    )
    if done(form, lambda: proceedings.edit(actor, case, form.details(), _around(form), version=form.drawn_version())):
        return saved(url_for("proceedings.show", ref=ref), _("Proceeding saved."))
    return page("proceedings/form.html", form=form, case=case)


def _of(parties: list[Any], part: ProceedingPart) -> list[Any]:
    return [row.participant for row in parties if row.part is part and row.participant is not None]


def _words(parties: list[Any], part: ProceedingPart) -> str:
    return next((row.attribution for row in parties if row.part is part and row.attribution), "")


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def retract(ref: str) -> ResponseReturnValue:
    """Take a case out of the lists, and say why."""
    case = _case(ref)
    if is_gone(case):
        return redirect(url_for("proceedings.show", ref=ref), 303)
    form = RetractForm(version=str(case.version))
    if done(
        form, lambda: proceedings.retract(current_actor(), case, form.reason.data or "", version=form.drawn_version())
    ):
        return saved(url_for("proceedings.show", ref=ref), _("Proceeding retracted."))
    return page(
        "retracting/form.html",
        form=form,
        record=case,
        home=(_("Proceedings"), url_for("proceedings.index")),
        back=url_for("proceedings.show", ref=ref),
    )


@bp.route("/<ref:ref>/steps/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_step(ref: str) -> ResponseReturnValue:
    """Log what happened in a case."""
    case = _case(ref)
    form = ProceedingStepForm(event=ProceedingEvent.FILE, version=str(case.version))
    if done(
        form,
        lambda: proceedings.log_step(
            current_actor(), case, form.details(), form.sources.records, version=form.drawn_version()
        ),
    ):
        return saved(url_for("proceedings.show", ref=ref), _("Step logged."))
    return page("proceedings/step.html", form=form, case=case, step=None)


@bp.route("/<ref:ref>/steps/<ref:step_ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit_step(ref: str, step_ref: str) -> ResponseReturnValue:
    """Correct a step of a case."""
    case = _case(ref)
    step = _step(case, step_ref)
    cited = step.activity.citations if step.activity is not None else []
    form = ProceedingStepForm(
        **{name: getattr(step, name) for name in ("event", "occurred_on", "date_note", "words")},
        version=str(case.version),
        sources=[citation.media_item for citation in cited],
    )
    if done(
        form,
        lambda: proceedings.edit_step(
            current_actor(), case, step, form.details(), form.sources.records, version=form.drawn_version()
        ),
    ):
        return saved(url_for("proceedings.show", ref=ref), _("Step saved."))
    return page("proceedings/step.html", form=form, case=case, step=step)


@bp.route("/<ref:ref>/steps/<ref:step_ref>/remove", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def remove_step(ref: str, step_ref: str) -> ResponseReturnValue:
    """Take a step out that did not happen."""
    case = _case(ref)
    step = _step(case, step_ref)
    form = RetractForm(version=str(case.version))
    if done(
        form,
        lambda: proceedings.remove_step(
            current_actor(), case, step, form.reason.data or "", version=form.drawn_version()
        ),
    ):
        return saved(url_for("proceedings.show", ref=ref), _("Step taken out."))
    return page("proceedings/remove_step.html", form=form, case=case, step=step)
