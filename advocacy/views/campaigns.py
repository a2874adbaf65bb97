"""Campaigns: the list, one campaign with all that belongs to it, its timeline, its facts and its steps."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from advocacy.domain.campaigns import (
    CAMPAIGN,
    CLOSING,
    DEMAND_PROGRESS,
    Access,
    CampaignEvent,
    CampaignStatus,
    RunBy,
)
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.timelines import Wanted
from advocacy.domain.users import Role
from advocacy.forms.campaigns import CampaignForm, CampaignStepForm, EndingForm
from advocacy.models import Campaign
from advocacy.policy import Action
from advocacy.queries import campaign_page, timeline
from advocacy.queries import campaigns as queries
from advocacy.queries.timeline import Timeline
from advocacy.services import campaigns
from advocacy.views.access import current_actor, found, requires
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved
from advocacy.views.timelines import shown_timeline

bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")
bp.before_request(lighting("campaigns"))


def campaign_at(slug: str) -> Campaign:
    """Return the campaign at this address with its team, or answer 404."""
    return found(queries.by_slug(current_actor(), slug, *queries.WITH_TEAM))


@dataclass(frozen=True)
class Sheet:
    """The page of a campaign as one of these roles sees it."""

    shown: campaign_page.Overview
    roles: frozenset[Role]
    closing: ClassVar = CLOSING
    progress_of: ClassVar = DEMAND_PROGRESS
    score_labels: ClassVar = SCORE_LABELS

    @property
    def steps(self) -> tuple[CampaignEvent, ...]:
        """What can be done with it now."""
        return tuple(CAMPAIGN.events_from(self.shown.head.status))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Every campaign that the reader may see, by status."""
    status = next((each for each in CampaignStatus if each.value == request.args.get("status")), None)
    return page(
        "campaigns/index.html",
        found=queries.campaigns_page(current_actor(), status=status, after=request.args.get("after", "")[:10]),
        state=status,
        states=queries.ORDER,
        is_first=not request.args.get("after"),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.CREATE_CAMPAIGN)
def new() -> ResponseReturnValue:
    """Create a campaign."""
    form = CampaignForm(run_by=RunBy.US, access=Access.OPEN)
    if campaign := made(
        form,
        lambda: campaigns.create(
            current_actor(),
            form.details(),
            access=form.access.word,
            place=form.place.record,
            parent=form.parent.record,
        ),
    ):
        return saved(url_for("campaigns.show", slug=campaign.slug), _("Campaign created."))
    return page("campaigns/form.html", form=form, campaign=None)


@bp.get("/<slug>")
@requires(Action.READ)
def show(slug: str) -> ResponseReturnValue:
    """One campaign: demands, what has happened, what comes next, targets, supporters, sources."""
    actor = current_actor()
    shown = found(campaign_page.overview(actor, slug))
    return page("campaigns/show.html", campaign=shown.head, sheet=Sheet(shown, actor.roles))


@bp.get("/<slug>/timeline")
@requires(Action.READ)
def activity(slug: str) -> ResponseReturnValue:
    """Everything that happened in a campaign, page by page."""
    campaign = campaign_at(slug)

    def read(wanted: Wanted) -> Timeline:
        return timeline.of_campaign(current_actor(), campaign, wanted)

    return page(
        "campaigns/timeline.html",
        campaign=campaign,
        counts=queries.record_counts(current_actor(), [campaign.id])[campaign.id],
        shown=shown_timeline(read),
    )


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_CAMPAIGN)
def edit(slug: str) -> ResponseReturnValue:
    """Change what is said about a campaign."""
    actor = current_actor()
    campaign = found(queries.by_slug(actor, slug, joinedload(Campaign.jurisdiction), joinedload(Campaign.parent)))
    form = CampaignForm(obj=campaign, place=campaign.jurisdiction, parent=campaign.parent)
    del form.access
    if done(
        form,
        lambda: campaigns.edit(
            actor,
            campaign,
            form.details(),
            place=form.place.record,
            parent=form.parent.record,
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("campaigns.show", slug=slug), _("Campaign saved."))
    return page("campaigns/form.html", form=form, campaign=campaign)


@bp.post("/<slug>/step")
@requires(Action.CLOSE_CAMPAIGN)
def step(slug: str) -> ResponseReturnValue:
    """Start, pause, resume, archive or reopen a campaign."""
    campaign = found(queries.by_slug(current_actor(), slug))
    form = CampaignStepForm()
    event = found(form.step)
    campaigns.take_step(current_actor(), campaign, event, version=form.drawn_version())
    return saved(url_for("campaigns.show", slug=slug), _done(event))


@bp.route("/<slug>/close/<event>", methods=["GET", "POST"])
@requires(Action.CLOSE_CAMPAIGN)
def close(slug: str, event: str) -> ResponseReturnValue:
    """Close a campaign as won, partly won or lost, with its story."""
    campaign = found(queries.by_slug(current_actor(), slug))
    chosen = found(next((each for each in CLOSING if each.value == event), None))
    form = EndingForm(story=campaign.how_it_ended, ended_on=campaign.ended_on, version=str(campaign.version))
    if done(
        form,
        lambda: campaigns.take_step(
            current_actor(),
            campaign,
            chosen,
            ending=form.ending(),
            because=_("The campaign has ended."),
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("campaigns.show", slug=slug), _done(chosen))
    return page("campaigns/close.html", form=form, campaign=campaign, event=chosen)


@bp.get("/<slug>/history")
@requires(Action.READ)
def history(slug: str) -> ResponseReturnValue:
    """Every step that the campaign and its demands took in this program, and the way to take the latest back."""
    campaign = campaign_at(slug)
    demands = campaign_page.demands_of(current_actor(), campaign)
    return page(
        "campaigns/history.html",
        campaign=campaign,
        counts=queries.record_counts(current_actor(), [campaign.id])[campaign.id],
        lines=history_lines(campaign),
        take_back=take_back_url(campaign),
        demands=demands,
    )


def _done(event: CampaignEvent) -> str:
    messages = {
        CampaignEvent.START: _("Campaign started."),
        CampaignEvent.PAUSE: _("Campaign paused."),
        CampaignEvent.RESUME: _("Campaign resumed."),
        CampaignEvent.WIN: _("Campaign closed as won."),
        CampaignEvent.WIN_PARTLY: _("Campaign closed as partly won."),
        CampaignEvent.LOSE: _("Campaign closed as lost."),
        CampaignEvent.ARCHIVE: _("Campaign archived."),
        CampaignEvent.REOPEN: _("Campaign reopened."),
    }
    return str(messages[event])
