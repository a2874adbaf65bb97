"""The escalation ladder of a campaign, and where each rung leads: proposed, never automatic."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.escalations import EscalationKind
from advocacy.domain.letters import LetterKind
from advocacy.forms.escalations import LadderForm
from advocacy.models import Recipient
from advocacy.policy import Action
from advocacy.queries import campaigns
from advocacy.queries.escalations import ladder_of
from advocacy.services.escalations import set_ladder
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("escalations", __name__, url_prefix="/campaigns/<slug>/ladder")
bp.before_request(lighting("campaigns"))


@bp.route("", methods=["GET", "POST"])
@requires(Action.EDIT_CAMPAIGN)
def edit(slug: str) -> ResponseReturnValue:
    """Change after how many days overdue each rung is proposed."""
    campaign = found(campaigns.by_slug(current_actor(), slug))
    form = LadderForm(ladder_of(campaign), version=campaign.version)
    if done(form, lambda: set_ladder(current_actor(), campaign, form.rungs(), form.drawn_version())):
        return saved(url_for("campaigns.show", slug=slug), _("Ladder saved."))
    return page("escalations/form.html", form=form, campaign=campaign)


@bp.app_template_global()
def rung_url(kind: EscalationKind, recipient: Recipient) -> str:
    """Return the prefilled form to which a rung leads; "" for a chase letter, which is a button of its own."""
    campaign = recipient.letter.campaigns[0].ref
    party = recipient.party.ref if recipient.party is not None else None
    if kind is EscalationKind.CALL:
        return url_for("activities.quick_log", kind="call", who=party, campaign=campaign)
    if kind is EscalationKind.MEETING:
        return url_for("meetings.new", of=party, campaign=campaign, after=recipient.letter.ref)
    if kind is EscalationKind.PUBLIC:
        return url_for("letters.new", campaign=campaign, kind=LetterKind.OPEN_STATEMENT.value)
    return ""
