"""What the office answers: a time, staff instead, no, somebody else; and what becomes of a confirmed time."""

from datetime import datetime

from advocacy.domain.activity_kinds import Side
from advocacy.domain.localtime import LocalTimeError, to_utc
from advocacy.domain.meetings import (
    AnswerDetails,
    MeetingEvent,
    TimeDetails,
    check_answer,
    check_confirmation,
    check_offer,
)
from advocacy.domain.problems import Refused, refuse_if
from advocacy.models import MeetingRequest
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.services import records, steps
from advocacy.services.activities import Happening
from advocacy.services.meetings.asking import contacts_of, refuse_answer, refuse_without_words
from advocacy.services.meetings.following import keep_tasks


def offer(actor: Actor, meeting: MeetingRequest, details: TimeDetails, *, version: int | None = None) -> None:
    """Say what the office offered: a time, or staff instead of the official."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if([*check_offer(details), *check_answer(details.answered_on, meeting.asked_on, today())])
    moment = _moment(meeting, details) if details.at is not None else None
    note = details.note or (str(details.day) if details.day and moment is None else "")
    step = steps.take(
        actor,
        meeting,
        MeetingEvent.OFFER,
        fields={
            "answered_on": details.answered_on,
            "starts_at": moment,
            "place": details.place,
            "staff_instead": details.staff_instead,
            "answer_note": note,
        },
        note=details.note,
    )
    keep_tasks(actor, meeting, step)


def confirm(actor: Actor, meeting: MeetingRequest, details: TimeDetails, *, version: int | None = None) -> None:
    """Fix the time and the place."""
    _set_time(actor, meeting, MeetingEvent.CONFIRM, details, version)


def reschedule(actor: Actor, meeting: MeetingRequest, details: TimeDetails, *, version: int | None = None) -> None:
    """Move a confirmed meeting to another time."""
    _set_time(actor, meeting, MeetingEvent.RESCHEDULE, details, version)


def _set_time(
    actor: Actor, meeting: MeetingRequest, event: MeetingEvent, details: TimeDetails, version: int | None
) -> None:
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if(check_confirmation(details))
    fields = {
        "starts_at": _moment(meeting, details),
        "place": details.place,
        "staff_instead": details.staff_instead,
    }
    step = steps.take(actor, meeting, event, fields=fields, note=details.note)
    keep_tasks(actor, meeting, step)


def _moment(meeting: MeetingRequest, details: TimeDetails) -> datetime:
    """Return the moment of a time on the wall; refuse an hour that the clocks skip, or show twice."""
    assert details.day is not None and details.at is not None  # noqa: S101, PT018 (checked before)
    try:
        return to_utc(datetime.combine(details.day, details.at), meeting.zone, repeated=details.repeated)
    except LocalTimeError as error:
        raise Refused([error.problem("at")]) from None


def decline(actor: Actor, meeting: MeetingRequest, details: AnswerDetails, *, version: int | None = None) -> None:
    """They said no; the words they used are kept."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_answer(meeting, details)
    happening = Happening(details.answered_on, note=details.note, side=Side.THEIRS, contacts=contacts_of(meeting))
    _answer(actor, meeting, MeetingEvent.DECLINE, details, happening)


def refer(actor: Actor, meeting: MeetingRequest, details: AnswerDetails, *, version: int | None = None) -> None:
    """They sent us to somebody else."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_answer(meeting, details)
    refuse_without_words(details)
    _answer(actor, meeting, MeetingEvent.REFER, details)


def cancel_by_office(
    actor: Actor, meeting: MeetingRequest, details: AnswerDetails, *, version: int | None = None
) -> None:
    """The office cancelled a confirmed meeting."""
    _cancel(actor, meeting, MeetingEvent.CANCEL_BY_OFFICE, details, version)


def cancel_by_us(actor: Actor, meeting: MeetingRequest, details: AnswerDetails, *, version: int | None = None) -> None:
    """We cancelled a confirmed meeting."""
    _cancel(actor, meeting, MeetingEvent.CANCEL_BY_US, details, version)


def _cancel(
    actor: Actor, meeting: MeetingRequest, event: MeetingEvent, details: AnswerDetails, version: int | None
) -> None:
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_answer(meeting, details)
    _answer(actor, meeting, event, details)


def _answer(
    actor: Actor,
    meeting: MeetingRequest,
    event: MeetingEvent,
    details: AnswerDetails,
    happening: Happening | None = None,
) -> None:
    fields = {"answered_on": details.answered_on, "answer_note": details.note}
    step = steps.take(actor, meeting, event, happening, fields=fields, note=details.note)
    keep_tasks(actor, meeting, step)
