"""Each step of a meeting request: a small page with what the step needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from advocacy.domain.contact_points import shown
from advocacy.domain.lobbying import LobbyingClass
from advocacy.domain.localtime import to_local
from advocacy.domain.meetings import MEETING, AttendeeSide, MeetingEvent, label_of
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.workflow import TransitionError
from advocacy.forms.activities import facts_as_data
from advocacy.forms.base import VersionedForm
from advocacy.forms.meetings import (
    AnswerForm,
    ChaseForm,
    CloseForm,
    ConfirmForm,
    DebriefForm,
    HoldForm,
    OfferForm,
    RequestForm,
)
from advocacy.models import Activity, MeetingAttendee, MeetingRequest
from advocacy.policy import Action, allows
from advocacy.queries import meetings as queries
from advocacy.queries import records
from advocacy.queries.activities.guard import Guard, guard
from advocacy.queries.briefings import briefing as briefing_of
from advocacy.queries.clock import today
from advocacy.services.meetings import answering, asking, holding
from advocacy.views import meetings
from advocacy.views.access import current_actor, requires
from advocacy.views.activities.entry import reason_of
from advocacy.views.activities.writing import proposed_words
from advocacy.views.claims import TONES as CLAIM_TONES
from advocacy.views.meetings import meeting_or_404
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved
from advocacy.views.stance_offers import saved_with_offer

bp = meetings.bp


@dataclass(frozen=True)
class StepPage:
    """The form of a step, the service that takes it, and what is said then."""

    form: type[VersionedForm]
    take: Callable[..., None]
    message: Any
    lead: Any = ""


STEPS: dict[MeetingEvent, StepPage] = {
    MeetingEvent.REQUEST: StepPage(RequestForm, asking.request, _l("Request logged.")),
    MeetingEvent.CHASE: StepPage(ChaseForm, asking.chase, _l("Chase logged."), _l("We asked again.")),
    MeetingEvent.OFFER: StepPage(
        OfferForm, answering.offer, _l("Offer logged."), _l("They offered a time, or staff instead.")
    ),
    MeetingEvent.CONFIRM: StepPage(ConfirmForm, answering.confirm, _l("Time confirmed.")),
    MeetingEvent.RESCHEDULE: StepPage(ConfirmForm, answering.reschedule, _l("Meeting rescheduled.")),
    MeetingEvent.DECLINE: StepPage(AnswerForm, answering.decline, _l("Refusal logged.")),
    MeetingEvent.REFER: StepPage(
        AnswerForm, answering.refer, _l("Referral logged."), _l("Write down to whom they referred us.")
    ),
    MeetingEvent.GIVE_UP: StepPage(
        CloseForm, asking.give_up, _l("Request closed."), _l("It can be asked again at any time.")
    ),
    MeetingEvent.CANCEL_BY_OFFICE: StepPage(AnswerForm, answering.cancel_by_office, _l("Cancellation logged.")),
    MeetingEvent.CANCEL_BY_US: StepPage(AnswerForm, answering.cancel_by_us, _l("Meeting cancelled.")),
    MeetingEvent.HOLD: StepPage(HoldForm, holding.hold, _l("Meeting held. Now debrief it.")),
    MeetingEvent.WITHDRAW: StepPage(
        CloseForm, asking.withdraw, _l("Request withdrawn."), _l("Its open tasks are dropped. This ends the request.")
    ),
}


CALLS_ON_THEM = (MeetingEvent.REQUEST, MeetingEvent.CHASE, MeetingEvent.CONFIRM, MeetingEvent.RESCHEDULE)
"""Steps in which somebody of us turns to the office: who else was there lately is worth knowing first."""


def guard_of(meeting: MeetingRequest) -> Guard:
    """Return who was in touch with the office lately and what else is pending there."""
    found = guard(current_actor(), [meeting.party] if meeting.party is not None else [])
    return Guard(found.visits, [record for record in found.pending if record.id != meeting.id])


@bp.route("/<ref:ref>/<any(" + ", ".join(event.value for event in STEPS) + "):step>", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def take_step(ref: str, step: str) -> ResponseReturnValue:
    """Ask what the step needs, and take it."""
    meeting = meeting_or_404(ref)
    event = MeetingEvent(step)
    what = STEPS[event]
    _refuse_impossible(meeting, event)
    form = what.form(version=str(meeting.version), **_suggested(meeting, event))
    if done(form, lambda: what.take(current_actor(), meeting, form.details(), version=form.drawn_version())):
        return saved(url_for("meetings.show", ref=ref), str(what.message))
    return page(
        "meetings/step.html",
        form=form,
        meeting=meeting,
        heading=_(label_of(event, meeting.status)),
        lead=what.lead,
        guard=guard_of(meeting) if event in CALLS_ON_THEM else None,
    )


def _refuse_impossible(meeting: MeetingRequest, event: MeetingEvent) -> None:
    """Say at once, not only after typing, that the state has no such step."""
    try:
        MEETING.edge(meeting.status, event)
    except TransitionError as error:
        if request.method == "GET":
            raise Refused.sentence(error.message, step=event, state=meeting.status) from None


def _suggested(meeting: MeetingRequest, event: MeetingEvent) -> dict[str, Any]:
    """Return what the form begins with: today, the time offered or confirmed so far."""
    day = today()
    if event is MeetingEvent.REQUEST:
        return {"asked_on": PartialDate.of(day), "channel": meeting.channel}
    if event is MeetingEvent.CHASE:
        return {"chased_on": day, "channel": meeting.channel}
    if event in (MeetingEvent.CONFIRM, MeetingEvent.RESCHEDULE):
        wall = to_local(meeting.starts_at, meeting.zone) if meeting.starts_at else None
        return {
            "day": wall.date() if wall else None,
            "at": wall.time() if wall else None,
            "place": meeting.place,
            "staff_instead": meeting.staff_instead,
        }
    if event is MeetingEvent.HOLD:
        was_on = to_local(meeting.starts_at, meeting.zone).date() if meeting.starts_at else None
        return {"held_on": PartialDate.of(was_on if was_on and was_on <= day else day)}
    return {"answered_on": PartialDate.of(day)}


@bp.get("/<ref:ref>/briefing")
@requires(Action.READ)
def briefing(ref: str) -> ResponseReturnValue:
    """Who they are, what they said, promised and were asked, and what to say: one or two pages to print."""
    meeting = meeting_or_404(ref)
    return page(
        "meetings/briefing.html",
        meeting=meeting,
        number=records.number_of(meeting),
        sheet=briefing_of(current_actor(), meeting),
        tones=CLAIM_TONES,
        contact_words=shown,
    )


@bp.route("/<ref:ref>/debrief", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def debrief(ref: str) -> ResponseReturnValue:
    """Who came, what each ask was answered, what was promised, what comes next."""
    actor = current_actor()
    meeting = meeting_or_404(ref)
    _refuse_impossible(meeting, MeetingEvent.DEBRIEF)
    held = queries.activity_of_step(meeting, MeetingEvent.HOLD)
    sides = {side: queries.attendees(meeting, side) for side in AttendeeSide}
    form = DebriefForm.for_asks(meeting.asks)(
        version=str(meeting.version),
        minutes=meeting.minutes_text,
        next_step=meeting.next_step,
        next_step_by=meeting.owner,
        us=[each.party for each in sides[AttendeeSide.US] if each.party],
        them=[each.party for each in sides[AttendeeSide.THEM] if each.party]
        or ([] if meeting.staff_instead else [meeting.party]),
        us_in_words=_words(sides[AttendeeSide.US]) or _who_went_for_us(meeting, sides[AttendeeSide.US]),
        them_in_words=_words(sides[AttendeeSide.THEM]) or meeting.staff_instead,
        **(_as_logged(held) if held is not None else {}),
    )
    if held is None or not allows(actor, Action.EDIT_ACTIVITY, held):
        form.leave_the_log()
    if done(
        form,
        lambda: holding.debrief(
            actor,
            meeting,
            form.details(),
            us=form.us.records,
            them=form.them.records,
            next_step_by=form.next_step_by.record,
            log=form.about_the_work(held.note) if held is not None else None,
            version=form.drawn_version(),
        ),
    ):
        return saved_with_offer(url_for("meetings.show", ref=ref), _("Meeting debriefed."), meeting)
    made = queries.commitments_made(actor, meeting)
    reason = proposed_words(form) if "lobbying" in form else ""
    return page("meetings/debrief.html", form=form, meeting=meeting, made=made, reason=reason)


def _as_logged(held: Activity) -> dict[str, Any]:
    """Return what the log says of our time and of lobbying so far."""
    return {
        "minutes_spent": held.minutes,
        "lobbying": held.lobbying if held.lobbying is not LobbyingClass.NOT_CLASSIFIED else None,
        "lobbying_note": reason_of(held),
        **facts_as_data(held),
    }


def _who_went_for_us(meeting: MeetingRequest, named: list[MeetingAttendee]) -> str:
    """Propose who follows the meeting up, where nobody was named for us before."""
    return meeting.owner.display_name if meeting.owner is not None and not named else ""


def _words(attendees: list[Any]) -> str:
    return "\n".join(each.attribution for each in attendees if each.attribution)
