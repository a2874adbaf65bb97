"""The team of a campaign: who is on it, who leads, and who sees the campaign."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.campaigns import Access
from advocacy.forms.base import VersionedForm
from advocacy.forms.teams import AccessForm, LeaveForm, MemberForm
from advocacy.models import Campaign, User
from advocacy.policy import Action, ensure, sees
from advocacy.queries import campaigns
from advocacy.services import teams
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("teams", __name__, url_prefix="/campaigns/<slug>/team")
bp.before_request(lighting("campaigns"))


def member_of(campaign: Campaign, ref: str) -> User:
    """Return the user of this ref on the team, or answer 404."""
    return found(next((member.user for member in campaign.team if member.user.ref == ref), None))


def _team_page(campaign: Campaign, form: VersionedForm, access_form: AccessForm | None = None) -> ResponseReturnValue:
    shown: dict[str, Any] = {
        "campaign": campaign,
        "counts": campaigns.record_counts(current_actor(), [campaign.id])[campaign.id],
        "access_form": access_form or AccessForm(formdata=None, access=campaign.access, version=str(campaign.version)),
    }
    failed = access_form is not None and bool(access_form.errors)
    return page("teams/index.html", status=422 if failed else 200, form=form, **shown)


@bp.route("", methods=["GET", "POST"])
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """Show the team. Coordinators put somebody on it."""
    campaign = campaign_at(slug)
    if request.method == "POST":
        ensure(current_actor(), Action.SET_TEAM, campaign)
    form = MemberForm(version=str(campaign.version))
    if done(form, lambda: teams.add(current_actor(), campaign, form.user.record, version=form.drawn_version())):
        return saved(url_for("teams.index", slug=slug), _("Added to the team."))
    return _team_page(campaign, form)


@bp.post("/access")
@requires(Action.SET_TEAM)
def access(slug: str) -> ResponseReturnValue:
    """Open the campaign to the coalition, or make it confidential."""
    campaign = campaign_at(slug)
    form = AccessForm()
    if done(form, lambda: teams.set_access(current_actor(), campaign, form.access.word, version=form.drawn_version())):
        said = _("Only the team sees it now.") if campaign.access is Access.RESTRICTED else _("Open to all now.")
        return saved(url_for("teams.index", slug=campaign.slug), said)
    member_form = MemberForm(formdata=None, version=str(campaign.version))
    bind_pickers(member_form)
    return _team_page(campaign, member_form, form)


@bp.post("/<ref:ref>/lead")
@requires(Action.SET_TEAM)
def lead(slug: str, ref: str) -> ResponseReturnValue:
    """Make a member the lead."""
    campaign = campaign_at(slug)
    teams.lead(current_actor(), campaign, member_of(campaign, ref), version=VersionedForm().drawn_version())
    return saved(url_for("teams.index", slug=slug), _("The campaign has a new lead."))


@bp.route("/<ref:ref>/leave", methods=["GET", "POST"])
@requires(Action.READ)
def leave(slug: str, ref: str) -> ResponseReturnValue:
    """Take somebody off the team, or leave it oneself."""
    campaign = campaign_at(slug)
    user = member_of(campaign, ref)
    is_self = user.id == current_actor().user_id
    if not is_self:
        ensure(current_actor(), Action.SET_TEAM, campaign)
    form = LeaveForm(version=str(campaign.version))
    is_last = campaign.is_restricted and not any(
        member.user.is_active for member in campaign.team if member.user_id != user.id
    )
    if not is_last:
        del form.successor

    def leave() -> None:
        successor = form.successor.record if is_last else None
        teams.remove(current_actor(), campaign, user, successor=successor, version=form.drawn_version())

    if done(form, leave):
        return saved(_after_leaving(campaign), _("%(name)s is no longer on the team.", name=user.display_name))
    return page("teams/leave.html", form=form, campaign=campaign, user=user, is_last=is_last, is_self=is_self)


def _after_leaving(campaign: Campaign) -> str:
    """Return the team's page, or the list of campaigns for who does not see it any more."""
    if sees(current_actor(), campaign):
        return url_for("teams.index", slug=campaign.slug)
    return url_for("campaigns.index")
