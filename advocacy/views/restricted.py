"""Confidential campaigns for administrators: how many there are, and joining one with a reason."""

from flask import Blueprint, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.teams import JoinForm
from advocacy.policy import Action
from advocacy.queries import restricted as queries
from advocacy.services import teams
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("restricted", __name__, url_prefix="/admin/restricted")
bp.before_request(lighting("admin"))


@bp.get("")
@requires(Action.JOIN_RESTRICTED)
def index() -> ResponseReturnValue:
    """List the confidential campaigns without telling what they are about."""
    return page(
        "restricted/index.html",
        campaigns=queries.restricted_campaigns(current_actor()),
        zone=current_app.config["TIME_ZONE"],
    )


@bp.route("/<ref:ref>/join", methods=["GET", "POST"])
@requires(Action.JOIN_RESTRICTED)
def join(ref: str) -> ResponseReturnValue:
    """Join the team of one, with a reason that the team reads."""
    actor = current_actor()
    campaign = found(queries.to_join(actor, ref))
    form = JoinForm()
    if done(form, lambda: teams.join_restricted(actor, campaign, form.reason.data or "")):
        return saved(url_for("campaigns.show", slug=campaign.slug), _("You are on the team. The team was told."))
    return page("restricted/join.html", form=form, label=campaign.ref)
