"""Demands of a campaign: the list, their words, their order and their steps."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from advocacy.domain.campaigns import DEMAND, DEMAND_PROGRESS, DemandEvent
from advocacy.forms.base import VersionedForm
from advocacy.forms.demands import DemandForm, DemandStepForm
from advocacy.models import Campaign, Demand
from advocacy.policy import Action
from advocacy.queries import campaign_page, campaigns, claims, dealings, public_statements, records, stances
from advocacy.services import demands
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("demands", __name__, url_prefix="/campaigns/<slug>/demands")
bp.before_request(lighting("campaigns"))


def demand_of(slug: str, ref: str) -> tuple[Campaign, Demand]:
    """Return the campaign and its demand, or answer 404; a demand of another campaign is not here."""
    demand = found(records.by_ref(current_actor(), Demand, ref, joinedload(Demand.campaign)))
    found(demand if demand.campaign.slug == slug else None)
    return demand.campaign, demand


@bp.get("")
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """Every demand of a campaign in both languages, with what can be done."""
    campaign = campaign_at(slug)
    return page(
        "demands/index.html",
        campaign=campaign,
        counts=campaigns.record_counts(current_actor(), [campaign.id])[campaign.id],
        demands=campaign_page.demands_of(current_actor(), campaign),
        progress_of=DEMAND_PROGRESS,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_DEMAND)
def new(slug: str) -> ResponseReturnValue:
    """Add a demand."""
    campaign = campaign_at(slug)
    form = DemandForm()
    if done(form, lambda: demands.add(current_actor(), campaign, form.details())):
        return saved(url_for("demands.index", slug=slug), _("Demand added."))
    return page("demands/form.html", form=form, campaign=campaign, demand=None)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(slug: str, ref: str) -> ResponseReturnValue:
    """One demand: its words, where it stands, its steps and its history."""
    campaign, demand = demand_of(slug, ref)
    return page(
        "demands/show.html",
        campaign=campaign,
        demand=demand,
        steps=DEMAND.events_from(demand.status),
        progress=DEMAND_PROGRESS.get(demand.status),
        lines=history_lines(demand),
        take_back=take_back_url(demand),
        standings=stances.standings(current_actor(), demand),
        said=public_statements.about_demand(current_actor(), demand),
        claims=claims.used_in(current_actor(), demand),
        carrying=dealings.carrying(current_actor(), demand),
        form=None,
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_DEMAND)
def edit(slug: str, ref: str) -> ResponseReturnValue:
    """Change the words of a demand."""
    campaign, demand = demand_of(slug, ref)
    form = DemandForm(obj=demand)
    if done(form, lambda: demands.edit(current_actor(), demand, form.details(), version=form.drawn_version())):
        return saved(url_for("demands.show", slug=slug, ref=ref), _("Demand saved."))
    return page("demands/form.html", form=form, campaign=campaign, demand=demand)


@bp.route("/<ref:ref>/step", methods=["GET", "POST"])
@requires(Action.WORK_DEMAND)
def step(slug: str, ref: str) -> ResponseReturnValue:
    """Mark a demand as promised, partly met, met or refused; withdraw it; put it back to open."""
    campaign, demand = demand_of(slug, ref)
    named = request.values.get("event", "")
    event = found(next((each for each in DemandEvent if each.value == named), None))
    form = DemandStepForm(event=event.value, version=str(demand.version))
    if done(
        form,
        lambda: demands.take_step(
            current_actor(), demand, event, note=form.note.data or "", version=form.drawn_version()
        ),
    ):
        return saved(url_for("demands.show", slug=slug, ref=ref), _("Demand saved."))
    return page("demands/step.html", form=form, campaign=campaign, demand=demand, event=event)


@bp.post("/<ref:ref>/up")
@requires(Action.WORK_DEMAND)
def up(slug: str, ref: str) -> ResponseReturnValue:
    """Move a demand one place up."""
    _campaign, demand = demand_of(slug, ref)
    demands.move_up(current_actor(), demand, version=VersionedForm().drawn_version())
    return saved(url_for("demands.index", slug=slug))


@bp.post("/<ref:ref>/down")
@requires(Action.WORK_DEMAND)
def down(slug: str, ref: str) -> ResponseReturnValue:
    """Move a demand one place down."""
    _campaign, demand = demand_of(slug, ref)
    demands.move_down(current_actor(), demand, version=VersionedForm().drawn_version())
    return saved(url_for("demands.index", slug=slug))
