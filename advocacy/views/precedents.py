"""Precedents: the matrix of places and our demands, one precedent, and what might be one for a demand."""

from flask import Blueprint, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from advocacy.domain.campaigns import Instrument
from advocacy.domain.precedents import Standing
from advocacy.forms.base import StepForm
from advocacy.forms.precedents import PrecedentForm, PrecedentsFilter
from advocacy.forms.stances import RetractForm
from advocacy.models import Campaign, Demand, Jurisdiction, MediaItem, Precedent
from advocacy.policy import Action
from advocacy.queries import campaign_choices, records, seen
from advocacy.queries import precedents as queries
from advocacy.services import precedents
from advocacy.services.precedents import Around
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import pages_beside, place_of_address, without
from advocacy.views.pick import bind_pickers
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to, saved

bp = Blueprint("precedents", __name__, url_prefix="/precedents")

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


@bp.before_request
def _light_the_rail() -> None:
    g.nav_current = "precedents"


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """The matrix: what places have done about the demands of one campaign."""
    actor = current_actor()
    filters = PrecedentsFilter(request.args)
    bind_pickers(filters)
    campaign = queries.campaign_at(actor, request.args.get("campaign", "")) or queries.usual_campaign(actor)
    filters.offer(campaign_choices.choices(actor), campaign.slug if campaign is not None else "")
    wanted = queries.Wanted(filters.place.record, filters.instrument.word, filters.standing.word)
    shown = queries.matrix(actor, campaign, wanted, place_of_address())
    chips = [
        (wanted.place.name if wanted.place else "", without("place", "place-q")),
        (_(wanted.instrument.label) if wanted.instrument else "", without("instrument")),
        (_(wanted.standing.label) if wanted.standing else "", without("standing")),
    ]
    return page(
        "precedents/index.html",
        filters=filters,
        campaign=campaign,
        shown=shown,
        beside=pages_beside(shown.places),
        tones=TONES,
        chips=[chip for chip in chips if chip[0]],
        clear_url=without("place", "place-q", "instrument", "standing"),
    )


def _asked(model: type, name: str) -> list[object]:
    """Return the record that the address names for a new precedent, as a list of one or none."""
    ref = request.args.get(name, "")[:10]
    record = records.by_ref(current_actor(), model, ref) if ref else None
    return [record] if record is not None else []


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Write down what a place has done. The address may say which place, for which demand."""
    form = PrecedentForm(
        place=_asked(Jurisdiction, "place"),
        demands=_asked(Demand, "demand"),
        campaigns=_asked(Campaign, "campaign"),
        sources=_asked(MediaItem, "source"),
        instrument=Instrument.POLICY,
        standing=Standing.NOT_KNOWN,
    )
    bind_pickers(form)
    if not form.is_only_finding and form.validate_on_submit():
        with refusals_to(form):
            precedent = precedents.create(current_actor(), form.details(), _around(form))
        if not form.errors:
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
    bind_pickers(form)
    if not form.is_only_finding and form.validate_on_submit():
        with refusals_to(form):
            precedents.edit(actor, precedent, form.details(), _around(form), version=form.drawn_version())
        if not form.errors:
            return saved(url_for("precedents.show", ref=ref), _("Precedent saved."))
    return page("precedents/form.html", form=form, precedent=precedent)


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def retract(ref: str) -> ResponseReturnValue:
    """Take a precedent out of the matrix, and say why."""
    precedent = _precedent(ref)
    form = RetractForm(version=str(precedent.version))
    if form.validate_on_submit():
        with refusals_to(form):
            precedents.retract(current_actor(), precedent, form.reason.data or "", version=form.drawn_version())
        if not form.errors:
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
