"""What a campaign argues with, on one page: claims, precedents, proceedings, sources."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from advocacy.policy import Action
from advocacy.queries import campaigns, evidence
from advocacy.views import claims, precedents, proceedings
from advocacy.views.access import current_actor, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.rail import lighting
from advocacy.views.rendering import page

bp = Blueprint("evidence", __name__, url_prefix="/campaigns/<slug>/evidence")
bp.before_request(lighting("campaigns"))


@bp.get("")
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """Everything filed under the campaign that it argues with."""
    actor = current_actor()
    campaign = campaign_at(slug)
    return page(
        "evidence/index.html",
        campaign=campaign,
        counts=campaigns.record_counts(actor, [campaign.id])[campaign.id],
        shown=evidence.of_campaign(actor, campaign),
        claim_tones=claims.TONES,
        precedent_tones=precedents.TONES,
        proceeding_tones=proceedings.TONES,
    )
