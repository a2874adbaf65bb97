"""The power map of a campaign: who has whose ear, as a picture and as a list; one link; entering and retracting."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.influences import SHORT_LABELS, WEIGHTS
from advocacy.forms.influences import InfluenceForm
from advocacy.forms.retracting import RetractForm
from advocacy.models import Influence
from advocacy.policy import Action
from advocacy.queries import campaigns
from advocacy.queries import influences as queries
from advocacy.queries.stances import party_by_ref
from advocacy.queries.users import names_of
from advocacy.services import influences
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.retracting import is_gone
from advocacy.views.saving import done, saved

bp = Blueprint("influences", __name__)
bp.before_request(lighting("campaigns"))
STRENGTHS = {weight: SHORT_LABELS[strength] for strength, weight in WEIGHTS.items()}
"""The strength of a link or a whole way in one word, by its weight."""


def _influence(ref: str) -> Influence:
    return found(queries.influence_by_ref(current_actor(), ref))


@bp.get("/campaigns/<slug>/power-map")
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """The power map: a picture, the same as a list, and what does not count any more."""
    campaign = campaign_at(slug)
    actor = current_actor()
    return page(
        "influences/index.html",
        campaign=campaign,
        counts=campaigns.record_counts(actor, [campaign.id])[campaign.id],
        shown=queries.power_map(actor, campaign),
        strengths=STRENGTHS,
    )


@bp.route("/campaigns/<slug>/power-map/new", methods=["GET", "POST"])
@requires(Action.WORK_STANCE)
def new(slug: str) -> ResponseReturnValue:
    """Write down who has whose ear. The address may say whose (`from`) and with whom (`to`)."""
    campaign = campaign_at(slug)
    actor = current_actor()
    form = InfluenceForm(
        source=party_by_ref(actor, request.args.get("from", "")), target=party_by_ref(actor, request.args.get("to", ""))
    )
    if done(
        form,
        lambda: influences.enter(
            actor, campaign, form.source.record, form.target.record, form.details(), form.sources.records
        ),
    ):
        return saved(url_for("influences.index", slug=slug), _("Link saved."))
    return page("influences/form.html", form=form, campaign=campaign)


@bp.get("/influence/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One link: who, with whom, how strongly, how we know, and the other entries about the same two."""
    actor = current_actor()
    entry = _influence(ref)
    return page(
        "influences/show.html",
        influence=entry,
        others=queries.others_of_pair(actor, entry),
        writers=names_of([entry.created_by_id, entry.retracted_by_id]),
    )


@bp.route("/influence/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.WORK_STANCE)
def retract(ref: str) -> ResponseReturnValue:
    """Take a link off the map, and say why."""
    entry = _influence(ref)
    if is_gone(entry):
        return redirect(url_for("influences.show", ref=ref), 303)
    form = RetractForm(version=str(entry.version))
    if done(
        form, lambda: influences.retract(current_actor(), entry, form.reason.data or "", version=form.drawn_version())
    ):
        return saved(url_for("influences.show", ref=ref), _("Link retracted."))
    return page("influences/retract.html", form=form, influence=entry)
