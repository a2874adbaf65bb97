"""Commitments: the list, one of them, writing one down, and whether it was kept."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.meetings import COMMITMENT, CommitmentEvent, CommitmentFilter
from advocacy.domain.problems import Refused
from advocacy.forms.meetings import CommitmentForm, EvidenceForm, ReopenForm
from advocacy.models import Commitment, MeetingRequest
from advocacy.policy import Action
from advocacy.queries import commitments as queries
from advocacy.queries import records
from advocacy.queries.campaign_choices import campaigns_with
from advocacy.queries.meetings import meeting_by_ref
from advocacy.queries.tasks import tasks_about
from advocacy.services import commitments
from advocacy.views.access import current_actor, found, requires
from advocacy.views.from_address import with_campaign_of_address
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

bp = Blueprint("commitments", __name__, url_prefix="/commitments")
bp.before_request(lighting("meetings"))


def _commitment(ref: str) -> Commitment:
    return found(queries.commitment_by_ref(current_actor(), ref))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What was promised: open, due soon, due, kept or broken; of one official, of one campaign."""
    actor = current_actor()
    parties = queries.parties_with_commitments(actor)
    campaigns = with_campaign_of_address(campaigns_with(actor, Commitment))
    of = request.args.get("of", "")
    party = found(next((each for each in parties if each.ref == of), None)) if of else None
    campaign = next((each for each in campaigns if each.slug == request.args.get("campaign")), None)
    asked = request.args.get("show", "open")
    which = next((each for each in CommitmentFilter if each.value == asked), CommitmentFilter.OPEN)
    after = request.args.get("after", "")[:10]
    return page(
        "commitments/index.html",
        shown=queries.commitments_page(
            actor,
            queries.CommitmentFilters(which, party.id if party else None, campaign.id if campaign else None),
            after,
        ),
        parties=parties,
        party=party,
        campaigns=campaigns,
        campaign=campaign,
        asked={name: value for name, value in request.args.items() if name in {"of", "campaign"} and value},
        which=which,
        choices=list(CommitmentFilter),
        is_first=not after,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def new() -> ResponseReturnValue:
    """Write a promise down, alone or with the meeting of `?meeting=` at which it was made."""
    actor = current_actor()
    meeting = _meeting_asked_for()
    form = CommitmentForm(party=meeting.party if meeting else None, made_on=meeting.held_on if meeting else None)
    if meeting is not None:
        del form.campaigns
    if commitment := made(
        form,
        lambda: commitments.create(
            actor,
            form.details(),
            party=form.party.record,
            meeting=meeting,
            campaigns=form.campaigns.records if "campaigns" in form else (),
        ),
    ):
        return saved(url_for("commitments.show", ref=commitment.ref), _("Commitment saved."))
    return page("commitments/form.html", form=form, commitment=None, meeting=meeting)


def _meeting_asked_for() -> MeetingRequest | None:
    ref = request.args.get("meeting", "")
    return found(meeting_by_ref(current_actor(), ref)) if ref else None


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One promise: who made it, where, by when, and how we know what became of it."""
    actor = current_actor()
    commitment = _commitment(ref)
    return page(
        "commitments/show.html",
        commitment=commitment,
        meeting=records.by_ids(actor, [commitment.meeting_id]).get(commitment.meeting_id or 0),
        events=COMMITMENT.events_from(commitment.status) if actor.is_worker else [],
        may_work=actor.is_worker,
        tasks=tasks_about(actor, commitment),
        history=history_lines(commitment),
        take_back=take_back_url(commitment),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def edit(ref: str) -> ResponseReturnValue:
    """Change its words or dates."""
    commitment = _commitment(ref)
    form = CommitmentForm(
        text=commitment.text,
        made_on=commitment.made_on,
        due_on=commitment.due_on,
        version=str(commitment.version),
    )
    del form.campaigns
    del form.party
    if done(form, lambda: commitments.edit(current_actor(), commitment, form.details(), version=form.drawn_version())):
        return saved(url_for("commitments.show", ref=ref), _("Commitment saved."))
    return page("commitments/form.html", form=form, commitment=commitment, meeting=None)


@bp.route("/<ref:ref>/<any(keep, break, reopen):step>", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def settle(ref: str, step: str) -> ResponseReturnValue:
    """Say that it was kept or broken, with the evidence, or open it again."""
    commitment = _commitment(ref)
    event = CommitmentEvent(step)
    if request.method == "GET" and not COMMITMENT.allows(commitment.status, event):
        raise Refused.sentence(_("This has been settled meanwhile. Open the commitment again."))
    asked = ReopenForm if event is CommitmentEvent.REOPEN else EvidenceForm
    form = asked(version=str(commitment.version), evidence=commitment.evidence)
    if done(
        form,
        lambda: commitments.settle(
            current_actor(), commitment, event, form.evidence.data or "", version=form.drawn_version()
        ),
    ):
        return saved(url_for("commitments.show", ref=ref), _("Commitment saved."))
    return page("commitments/step.html", form=form, commitment=commitment, event=event)
