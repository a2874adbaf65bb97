"""A meeting is held and debriefed: who came, what each ask was answered, what was promised, what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from advocacy.domain.activities import AmendmentDetails
from advocacy.domain.meetings import (
    AttendeeSide,
    DebriefDetails,
    HeldDetails,
    MeetingEvent,
    RequestDetails,
    check_answer,
    check_debrief,
    check_held,
    check_request,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Problem, refuse_if
from advocacy.domain.tasks import TaskDetails
from advocacy.models import MeetingAttendee, MeetingRequest, Organization, Person, User
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.queries.meetings import activity_of_step
from advocacy.services import activities, commitments, records, steps, tasks
from advocacy.services.activities import Happening, editing
from advocacy.services.meetings.asking import Party, contacts_of
from advocacy.services.meetings.following import keep_tasks


def hold(actor: Actor, meeting: MeetingRequest, details: HeldDetails, *, version: int | None = None) -> None:
    """Say that the meeting took place; the debriefing is due in two days."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if(check_held(details, meeting.asked_on, today()))
    step = steps.take(
        actor,
        meeting,
        MeetingEvent.HOLD,
        Happening(details.held_on, date_note=details.date_note, side=meeting.side, contacts=contacts_of(meeting)),
        fields={"held_on": details.held_on, "date_note": details.date_note},
    )
    keep_tasks(actor, meeting, step)


def debrief(
    actor: Actor,
    meeting: MeetingRequest,
    details: DebriefDetails,
    *,
    us: Sequence[Party] = (),
    them: Sequence[Party] = (),
    next_step_by: User | None = None,
    log: AmendmentDetails | None = None,
    version: int | None = None,
) -> None:
    """Write down what came of the meeting; a next step with a date becomes a task.

    `log` is what its entry in the activity log should say: our minutes, and whether it was lobbying.
    """
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    promises = [replace(each, made_on=each.made_on or meeting.held_on) for each in details.commitments]
    refuse_if(check_debrief(replace(details, commitments=tuple(promises))))
    step = steps.take(
        actor,
        meeting,
        MeetingEvent.DEBRIEF,
        fields={"minutes_text": details.minutes, "next_step": details.next_step},
    )
    _set_attendees(meeting, details, us, them)
    for ask in meeting.asks:
        answer = details.answers.get(ask.ref)
        if answer is not None:
            ask.answer, ask.answer_words = answer.score, answer.words
    for promise in (each for each in promises if not each.is_empty):
        commitments.create(actor, promise, party=meeting.party, attribution=meeting.attribution, meeting=meeting)
    if details.next_step and details.next_step_due is not None:
        doer = next_step_by if next_step_by is not None and sees(Actor.of(next_step_by), meeting) else None
        task = TaskDetails(details.next_step[:300], due_on=details.next_step_due)
        tasks.create(actor, task, assignee=doer, about=meeting)
    held = activity_of_step(meeting, MeetingEvent.HOLD) if log is not None else None
    if held is not None and log is not None:
        editing.amend(actor, held, log, None)
    keep_tasks(actor, meeting, step)


def _set_attendees(
    meeting: MeetingRequest, details: DebriefDetails, us: Sequence[Party], them: Sequence[Party]
) -> None:
    sides = (
        (AttendeeSide.US, us, details.us_in_words),
        (AttendeeSide.THEM, them, details.them_in_words),
    )
    meeting.attendees = [
        row
        for side, parties, words in sides
        for row in [
            *(_attendee(side, party) for party in parties),
            *(MeetingAttendee(side=side, attribution=each) for each in words),
        ]
    ]


def _attendee(side: AttendeeSide, party: Party) -> MeetingAttendee:
    return MeetingAttendee(
        side=side,
        person_id=party.id if isinstance(party, Person) else None,
        organization_id=party.id if isinstance(party, Organization) else None,
    )


DATE_STEPS = {
    "asked_on": MeetingEvent.REQUEST,
    "answered_on": MeetingEvent.DECLINE,
    "held_on": MeetingEvent.HOLD,
}
"""Which step wrote the activity that follows when the date is corrected."""


def correct_dates(
    actor: Actor, meeting: MeetingRequest, values: Mapping[str, PartialDate], *, version: int | None = None
) -> None:
    """Correct dates of the request; the activities that tell about them move along."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if(_date_problems(meeting, values))
    changed = {name: (getattr(meeting, name), value) for name, value in values.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    for name, (_before, value) in changed.items():
        setattr(meeting, name, value)
        activity = activity_of_step(meeting, DATE_STEPS[name])
        if activity is not None:
            activities.move(activity, value, activity.date_note)
    if changed:
        records.saved(actor, meeting, "meeting.dates_corrected", **changed)


def _date_problems(meeting: MeetingRequest, values: Mapping[str, PartialDate]) -> Iterator[Problem]:
    """Yield the dates that are in the future or out of order, at their fields."""
    asked_on = values.get("asked_on", meeting.asked_on)
    yield from check_request(RequestDetails(asked_on), today())
    if "answered_on" in values:
        yield from check_answer(values["answered_on"], asked_on, today())
    if "held_on" in values:
        yield from check_held(HeldDetails(values["held_on"]), asked_on, today())
