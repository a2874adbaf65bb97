"""Who stands behind a campaign."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from advocacy.forms.supporters import SupportersForm
from advocacy.models import Campaign, Supporter
from advocacy.policy import Action
from advocacy.queries import campaigns
from advocacy.services import supporters
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("supporters", __name__, url_prefix="/campaigns/<slug>/supporters")
bp.before_request(lighting("campaigns"))


@bp.route("", methods=["GET", "POST"])
@requires(Action.EDIT_CAMPAIGN)
def edit(slug: str) -> ResponseReturnValue:
    """Change who stands behind a campaign."""
    loaded = selectinload(Campaign.supporters)
    options = (loaded.joinedload(Supporter.person), loaded.joinedload(Supporter.organization))
    campaign = found(campaigns.by_slug(current_actor(), slug, joinedload(Campaign.jurisdiction), *options))
    form = SupportersForm(
        parties=[each.party for each in campaign.supporters if each.party],
        words="\n".join(each.attribution for each in campaign.supporters if not each.party),
        version=str(campaign.version),
    )
    if done(
        form,
        lambda: supporters.set_all(
            current_actor(), campaign, form.parties.records, form.lines, version=form.drawn_version()
        ),
    ):
        return saved(url_for("campaigns.show", slug=slug), _("Supporters saved."))
    return page("supporters/form.html", form=form, campaign=campaign)
