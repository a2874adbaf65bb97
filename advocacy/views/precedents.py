"""Precedents: the matrix of places and our demands, one precedent, and what might be one for a demand."""

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from advocacy.domain.campaigns import Instrument
from advocacy.domain.precedents import Standing
from advocacy.forms.base import StepForm
from advocacy.forms.precedents import PrecedentForm, PrecedentsFilter
from advocacy.forms.retracting import RetractForm
from advocacy.models import Campaign, Demand, Jurisdiction, MediaItem, Precedent
from advocacy.policy import Action
from advocacy.queries import campaign_choices, records, seen
from advocacy.queries import precedents as queries
from advocacy.queries.campaigns import by_slug
from advocacy.services import precedents
from advocacy.services.precedents import Around
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import asked_for, bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.retracting import is_gone
from advocacy.views.saving import done, made, saved

bp = Blueprint("precedents", __name__, url_prefix="/precedents")
bp.before_request(lighting("precedents"))

TONES = {
    Standing.IN_FORCE: "good",
    Standing.PRACTICE: "warn",
    Standing.PLEDGED: "info",
    Standing.PROPOSED: "info",
    Standing.REFUSED: "bad",
    Standing.ENDED: "ghost",
    Standing.NOT_KNOWN: "",
}
_PLAIN_FIELDS = (
    "instrument", "instrument_words", "title", "standing", "happened_on", "date_note", "provisions", "aftermath",
    "note",
)  # fmt: skip


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """The matrix: what places have done about the demands of one campaign."""
    actor = current_actor()
    filters = PrecedentsFilter(request.args)
    bind_pickers(filters)
    campaign = by_slug(actor, request.args.get("campaign", "")) or queries.usual_campaign(actor)
    filters.offer(campaign_choices.choices(actor), campaign.slug if campaign is not None else "")
    wanted = queries.Wanted(filters.place.record, filters.instrument.word, filters.standing.word)
    shown = queries.matrix(actor, campaign, wanted, place_of_address())
    chips = filters_on(
        (wanted.place.name if wanted.place else "", without("place", "place-q")),
        (_(wanted.instrument.label) if wanted.instrument else "", without("instrument")),
        (_(wanted.standing.label) if wanted.standing else "", without("standing")),
    )
    return page(
        "precedents/index.html",
        filters=filters,
        campaign=campaign,
        shown=shown,
        beside=pages_beside(shown.places),
        tones=TONES,
        chips=chips,
        clear_url=without("place", "place-q", "instrument", "standing"),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Write down what a place has done. The address may say which place, for which demand."""
    form = PrecedentForm(
        place=asked_for(Jurisdiction, "place"),
        demands=asked_for(Demand, "demand"),
        campaigns=asked_for(Campaign, "campaign"),
        sources=asked_for(MediaItem, "source"),
        instrument=Instrument.POLICY,
        standing=Standing.NOT_KNOWN,
    )
    if precedent := made(form, lambda: precedents.create(current_actor(), form.details(), _around(form))):
        return saved(url_for("precedents.show", ref=precedent.ref), _("Precedent saved."))
    return page("precedents/form.html", form=form, precedent=None)


def _around(form: PrecedentForm) -> Around:
    return Around(
        place=form.place.record,
        agency=form.agency.record,
        official=form.official.record,
        demands=form.demands.records,
        campaigns=form.campaigns.records,
        sources=form.sources.records,
    )


def _precedent(ref: str) -> Precedent:
    precedent = found(queries.by_ref(current_actor(), ref))
    g.newer_url = url_for("precedents.show", ref=precedent.ref)
    return precedent


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One precedent: what it says, what it meets, what happened after, and how we know."""
    actor = current_actor()
    precedent = _precedent(ref)
    return page(
        "precedents/show.html",
        precedent=precedent,
        demands=queries.demands_of(actor, precedent),
        campaigns=seen.campaigns_of(actor, precedent),
        tones=TONES,
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is written about a precedent."""
    actor = current_actor()
    precedent = _precedent(ref)
    form = PrecedentForm(
        **{name: getattr(precedent, name) for name in _PLAIN_FIELDS},
        version=str(precedent.version),
        place=precedent.jurisdiction,
        agency=precedent.organization,
        demands=queries.demands_of(actor, precedent),
        campaigns=seen.campaigns_of(actor, precedent),
        sources=[citation.media_item for citation in precedent.citations],
    )
    if done(
        form, lambda: precedents.edit(actor, precedent, form.details(), _around(form), version=form.drawn_version())
    ):
        return saved(url_for("precedents.show", ref=ref), _("Precedent saved."))
    return page("precedents/form.html", form=form, precedent=precedent)


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def retract(ref: str) -> ResponseReturnValue:
    """Take a precedent out of the matrix, and say why."""
    precedent = _precedent(ref)
    if is_gone(precedent):
        return redirect(url_for("precedents.show", ref=ref), 303)
    form = RetractForm(version=str(precedent.version))
    if done(
        form,
        lambda: precedents.retract(current_actor(), precedent, form.reason.data or "", version=form.drawn_version()),
    ):
        return saved(url_for("precedents.show", ref=ref), _("Precedent retracted."))
    return page(
        "retracting/form.html",
        form=form,
        record=precedent,
        home=(_("Precedents"), url_for("precedents.index")),
        back=url_for("precedents.show", ref=ref),
    )


def _demand(ref: str) -> Demand:
    return found(records.by_ref(current_actor(), Demand, ref, joinedload(Demand.campaign)))


@bp.get("/for/<ref:ref>")
@requires(Action.READ)
def for_demand(ref: str) -> ResponseReturnValue:
    """What is known for a demand, and what might be: precedents that use its words."""
    demand = _demand(ref)
    return page(
        "precedents/for_demand.html",
        demand=demand,
        campaign=demand.campaign,
        shown=queries.for_demand(current_actor(), demand),
        tones=TONES,
    )


@bp.post("/<ref:ref>/match")
@requires(Action.EDIT_DIRECTORY)
def match(ref: str) -> ResponseReturnValue:
    """Say that it is a precedent for a demand."""
    precedent, demand = _precedent(ref), _demand(request.form.get("demand", "")[:10])
    precedents.match(current_actor(), precedent, demand, version=StepForm().drawn_version())
    return saved(url_for("precedents.for_demand", ref=demand.ref), _("Matched to the demand."))
