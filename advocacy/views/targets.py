"""Targets of a campaign: who they are, where they stand, who asks them by when."""

from flask import Blueprint, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from advocacy.domain.campaigns import Priority
from advocacy.domain.stances import SCORE_LABELS
from advocacy.forms.targets import RemoveTargetForm, TargetForm
from advocacy.models import Campaign, Target
from advocacy.policy import Action, may_ever
from advocacy.queries import campaign_page, campaigns, records
from advocacy.queries import targets as queries
from advocacy.services import targets
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.pick import bind_pickers
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to, saved

bp = Blueprint("targets", __name__, url_prefix="/campaigns/<slug>/targets")


@bp.before_request
def _light_the_rail() -> None:
    g.nav_current = "campaigns"


def target_of(slug: str, ref: str) -> tuple[Campaign, Target]:
    """Return the campaign and its target, or answer 404; a target of another campaign is not here."""
    options = (
        joinedload(Target.campaign),
        joinedload(Target.person),
        joinedload(Target.organization),
        joinedload(Target.asker),
        selectinload(Target.demand_links),
    )
    target = found(records.by_ref(current_actor(), Target, ref, *options))
    found(target if target.campaign.slug == slug else None)
    return target.campaign, target


@bp.get("")
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """Every target of a campaign. Notes are for organizers and coordinators."""
    campaign = campaign_at(slug)
    actor = current_actor()
    lines = queries.of_campaign(actor, campaign)
    return page(
        "targets/index.html",
        campaign=campaign,
        counts=campaigns.record_counts(actor, [campaign.id])[campaign.id],
        targets=lines,
        numbers=queries.with_demands(lines),
        score_labels=SCORE_LABELS,
        sees_notes=may_ever(actor, Action.SEE_TARGET_NOTES),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_TARGET)
def new(slug: str) -> ResponseReturnValue:
    """Name a target."""
    campaign = campaign_at(slug)
    form = TargetForm(campaign_page.demands_of(current_actor(), campaign), priority=Priority.NORMAL)
    bind_pickers(form)
    if not form.is_only_finding and form.validate_on_submit():
        with refusals_to(form):
            targets.add(
                current_actor(),
                campaign,
                form.party.record,
                form.details(),
                demands=form.chosen_demands,
                asker=form.asker.record,
            )
        if not form.errors:
            return saved(url_for("targets.index", slug=slug), _("Target added."))
    return page("targets/form.html", form=form, campaign=campaign, target=None)


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_TARGET)
def edit(slug: str, ref: str) -> ResponseReturnValue:
    """Change part, priority, demands, asker, day or note of a target."""
    campaign, target = target_of(slug, ref)
    demands = campaign_page.demands_of(current_actor(), campaign)
    linked = {link.demand_id for link in target.demand_links}
    form = TargetForm(
        demands,
        [demand for demand in demands if demand.id in linked],
        part=target.part,
        priority=target.priority,
        asker=target.asker,
        ask_by=target.ask_by,
        note=target.note,
        version=str(target.version),
    )
    del form.party
    bind_pickers(form)
    if not form.is_only_finding and form.validate_on_submit():
        with refusals_to(form):
            targets.edit(
                current_actor(),
                campaign,
                target,
                form.details(),
                demands=form.chosen_demands,
                asker=form.asker.record,
                version=form.drawn_version(),
            )
        if not form.errors:
            return saved(url_for("targets.index", slug=slug), _("Target saved."))
    return page("targets/form.html", form=form, campaign=campaign, target=target)


@bp.route("/<ref:ref>/remove", methods=["GET", "POST"])
@requires(Action.WORK_TARGET)
def remove(slug: str, ref: str) -> ResponseReturnValue:
    """Take a target off the list."""
    campaign, target = target_of(slug, ref)
    form = RemoveTargetForm(version=str(target.version))
    if form.validate_on_submit():
        name = target.name
        with refusals_to(form):
            targets.remove(current_actor(), campaign, target, form.reason.data or "", version=form.drawn_version())
        if not form.errors:
            return saved(url_for("targets.index", slug=slug), _("%(name)s is no longer a target.", name=name))
    return page("targets/remove.html", form=form, campaign=campaign, target=target)
