"""Meeting requests: the list with what wants chasing and debriefing, one request, writing and changing it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.activity_kinds import Side
from advocacy.domain.meetings import (
    MEETING,
    AttendeeSide,
    MeetingEvent,
    MeetingStatus,
    RequestDetails,
    chase_due,
    label_of,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_, Word
from advocacy.forms.meetings import DatesForm, MeetingForm, NewMeetingForm
from advocacy.models import MeetingRequest
from advocacy.policy import Action, Actor
from advocacy.queries import meetings as queries
from advocacy.queries import records
from advocacy.queries.activities.guard import guard
from advocacy.queries.campaign_choices import campaigns_with
from advocacy.queries.clock import today
from advocacy.queries.letters import letter_by_ref
from advocacy.queries.places import zone_of
from advocacy.queries.tasks import tasks_about
from advocacy.services.meetings import asking, holding
from advocacy.views.access import current_actor, found, requires
from advocacy.views.dates import partial_date
from advocacy.views.from_address import campaigns_of_address, with_campaign_of_address
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.language import locale_code
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved
from advocacy.views.stance_offers import offered

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
bp.before_request(lighting("meetings"))

_S = MeetingStatus
WAY = (_S.DRAFT, _S.REQUESTED, _S.OFFERED, _S.CONFIRMED, _S.HELD, _S.DEBRIEFED)
"""The way of a request that succeeds; the others leave it after one of these."""
LEFT_AFTER = {
    _S.DECLINED: _S.REQUESTED,
    _S.REFERRED: _S.REQUESTED,
    _S.NO_ANSWER: _S.REQUESTED,
    _S.WITHDRAWN: _S.DRAFT,
    _S.CANCELLED_BY_OFFICE: _S.CONFIRMED,
    _S.CANCELLED_BY_US: _S.CONFIRMED,
}
FIRST_STEP = {
    _S.DRAFT: MeetingEvent.REQUEST,
    _S.REQUESTED: MeetingEvent.OFFER,
    _S.OFFERED: MeetingEvent.CONFIRM,
    _S.CONFIRMED: MeetingEvent.HOLD,
    _S.HELD: MeetingEvent.DEBRIEF,
    _S.DECLINED: MeetingEvent.REQUEST,
    _S.REFERRED: MeetingEvent.REQUEST,
    _S.NO_ANSWER: MeetingEvent.REQUEST,
    _S.CANCELLED_BY_OFFICE: MeetingEvent.REQUEST,
    _S.CANCELLED_BY_US: MeetingEvent.REQUEST,
}
"""The step that the one solid button of the page offers."""


SKIPPED = {_S.OFFERED: MeetingEvent.OFFER, _S.CONFIRMED: MeetingEvent.CONFIRM}
"""States that the world may skip, and the event that shows that it did not."""
NAMES = {_S.HELD: N_("Meeting held")}
"""Shorter names for the stepper."""


def meeting_or_404(ref: str) -> MeetingRequest:
    """Return the request with all that its page shows, or answer 404."""
    return found(queries.meeting_by_ref(current_actor(), ref))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What wants debriefing and chasing first, then all requests, filtered by state and campaign."""
    actor = current_actor()
    campaigns = with_campaign_of_address(campaigns_with(actor, MeetingRequest))
    campaign = next((each for each in campaigns if each.slug == request.args.get("campaign")), None)
    state = next((each for each in MeetingStatus if each.value == request.args.get("status")), None)
    after = request.args.get("after", "")[:10]
    is_plain = state is None and campaign is None and not after
    shown = queries.meetings_page(actor, queries.MeetingFilters(state, campaign.id if campaign else None), after)
    return page(
        "meetings/index.html",
        shown=shown,
        to_debrief=queries.to_debrief(actor) if is_plain else [],
        to_chase=queries.to_chase(actor) if is_plain else [],
        campaigns=campaigns,
        campaign=campaign,
        state=state,
        states=list(MeetingStatus),
        asked={name: value for name, value in request.args.items() if name in {"campaign", "status"} and value},
        is_first=not after,
        number_of=records.number_of,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def new() -> ResponseReturnValue:
    """Write a request down; with a date of asking, it counts as requested."""
    actor = current_actor()
    form = NewMeetingForm(
        owner=actor.user, campaigns=campaigns_of_address(), party=_party_asked_for(), **_of_the_letter_before()
    )
    if meeting := made(form, lambda: _ask(actor, form)):
        message = _("Meeting request saved.") if form.asked_on.value else _("Draft saved.")
        return saved(url_for("meetings.show", ref=meeting.ref), message)
    return page("meetings/form.html", form=form, meeting=None, guard=guard(actor, form.party.records))


def _ask(actor: Actor, form: NewMeetingForm) -> MeetingRequest:
    meeting = asking.create(
        actor,
        form.details(),
        party=form.party.record,
        campaigns=form.campaigns.records,
        demands=form.demands.records,
        owner=form.owner.record,
    )
    if form.asked_on.value:
        asking.request(actor, meeting, RequestDetails(form.asked_on.value))
    return meeting


def _of_the_letter_before() -> dict[str, Any]:
    """Return topic and demands of the letter of `?after=<ref>` that nobody answered, if the reader may see it."""
    ref = request.args.get("after", "")[:10]
    letter = letter_by_ref(current_actor(), ref) if ref else None
    return {"topic": letter.subject, "demands": letter.demands} if letter is not None else {}


def _party_asked_for() -> Any:
    """Return the person or organization of `?of=<ref>`, if the reader may see it."""
    ref = request.args.get("of", "")
    party = records.any_by_ref(current_actor(), ref) if ref else None
    return party if party is not None and party.kind.value in {"person", "organization"} else None


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One request: where it stands, what was asked and answered, who came, what was promised, what is to do."""
    actor = current_actor()
    meeting = meeting_or_404(ref)
    may_work = actor.is_worker
    events = MEETING.events_from(meeting.status) if may_work else []
    first = FIRST_STEP.get(meeting.status)
    lines = history_lines(meeting)
    due = _chase_due(meeting)
    if due is not None and due <= today():
        first = MeetingEvent.CHASE
    return page(
        "meetings/show.html",
        meeting=meeting,
        number=records.number_of(meeting),
        first_event=first if first in events else None,
        label_of=lambda event: _(label_of(event, meeting.status)),
        other_events=[event for event in events if event is not first],
        may_work=may_work,
        steps=steps_of(meeting, {line.event for line in lines if not line.is_taken_back}),
        chase_due=due,
        debrief_due=queries.debrief_day(meeting, today()),
        us=queries.attendees(meeting, AttendeeSide.US),
        them=queries.attendees(meeting, AttendeeSide.THEM),
        demands=queries.demands_asked(actor, meeting),
        chasers=queries.chasers(meeting),
        promises=queries.commitments_made(actor, meeting),
        tasks=tasks_about(actor, meeting),
        history=lines,
        take_back=take_back_url(meeting),
        offer_url=offered(meeting),
    )


def _chase_due(meeting: MeetingRequest) -> date | None:
    """Return when the next chase is due; only requests of ours that wait are chased."""
    if meeting.status is not MeetingStatus.REQUESTED or meeting.side is not Side.OURS:
        return None
    return chase_due(meeting.asked_on, [chase.chased_on for chase in meeting.chases], today())


def steps_of(meeting: MeetingRequest, taken: Collection[Word]) -> list[dict[str, str]]:
    """Return how far the request came, for the stepper; a way that ended early ends with a cross.

    What lies behind and was skipped (nobody offered, nobody confirmed) is left out.
    """
    ended_as = meeting.status if meeting.status in LEFT_AFTER else None
    reached = WAY.index(LEFT_AFTER.get(meeting.status, meeting.status))
    is_over = ended_as is not None or meeting.status is MeetingStatus.DEBRIEFED
    states = dict.fromkeys(WAY[:reached], "done") | {WAY[reached]: "done" if is_over else "current"}
    states = {status: state for status, state in states.items() if _happened(status, meeting, taken)}
    states |= {ended_as: "failed"} if ended_as is not None else dict.fromkeys(WAY[reached + 1 :], "todo")
    notes = _step_notes(meeting)
    return [
        {"name": _(NAMES.get(status, status.label)), "note": notes.get(status, ""), "state": state}
        for status, state in states.items()
    ]


def _happened(status: MeetingStatus, meeting: MeetingRequest, taken: Collection[Word]) -> bool:
    return status not in SKIPPED or status is meeting.status or SKIPPED[status] in taken


def _step_notes(meeting: MeetingRequest) -> dict[MeetingStatus, str]:
    """Return the known date of each state."""
    known = {
        MeetingStatus.REQUESTED: meeting.asked_on,
        MeetingStatus.OFFERED: meeting.answered_on,
        MeetingStatus.HELD: meeting.held_on,
        **dict.fromkeys(LEFT_AFTER, meeting.answered_on),
    }
    return {status: partial_date(value, locale_code()) for status, value in known.items() if value}


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def edit(ref: str) -> ResponseReturnValue:
    """Change what the request says."""
    actor = current_actor()
    meeting = meeting_or_404(ref)
    demands = queries.demands_asked(actor, meeting)
    form = MeetingForm(
        obj=None,
        topic=meeting.topic,
        party=meeting.party,
        campaigns=meeting.campaigns,
        demands=list(demands.values()),
        asks="\n".join(ask.text for ask in meeting.asks if ask.demand_id is None),
        owner=meeting.owner,
        channel=meeting.channel,
        note=meeting.note,
        zone="" if meeting.zone == zone_of(meeting.campaigns, meeting.party) else meeting.zone,
        version=str(meeting.version),
    )
    form.party.required = form.party.flags.required = meeting.party is not None
    if done(
        form,
        lambda: asking.edit(
            actor,
            meeting,
            form.details(),
            party=form.party.record,
            campaigns=form.campaigns.records,
            demands=form.demands.records,
            owner=form.owner.record,
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("meetings.show", ref=ref), _("Meeting request saved."))
    return page("meetings/form.html", form=form, meeting=meeting, guard=None)


@bp.route("/<ref:ref>/dates", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def dates(ref: str) -> ResponseReturnValue:
    """Correct the dates that were given; the timeline follows."""
    meeting = meeting_or_404(ref)
    given = [name for name in holding.DATE_STEPS if _has_date(meeting, name)]
    form = DatesForm(version=str(meeting.version), **{name: getattr(meeting, name) for name in given})
    for name in set(holding.DATE_STEPS) - set(given):
        delattr(form, name)
    if not given:
        raise Refused.sentence(_("This request has no dates yet."))

    def correct() -> None:
        values: dict[str, PartialDate] = {name: form[name].value for name in given}
        holding.correct_dates(current_actor(), meeting, values, version=form.drawn_version())

    if done(form, correct):
        return saved(url_for("meetings.show", ref=ref), _("Dates corrected."))
    return page("meetings/dates.html", form=form, meeting=meeting)


def _has_date(meeting: MeetingRequest, name: str) -> bool:
    """Tell whether a date may be corrected: it was given, or its step was taken without one."""
    reached = {
        "asked_on": meeting.status is not MeetingStatus.DRAFT,
        "answered_on": meeting.status in (_S.DECLINED, _S.OFFERED, _S.REFERRED),
        "held_on": meeting.status in (_S.HELD, _S.DEBRIEFED),
    }
    value: PartialDate | date | None = getattr(meeting, name)
    return bool(value) or reached[name]
