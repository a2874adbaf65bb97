"""Practice meetings: one to debrief, one to chase, one confirmed, one declined, one debriefed with promises."""

from advocacy.domain.meetings import (
    AttendeeSide,
    CommitmentEvent,
    MeetingEvent,
    RequestChannel,
)
from advocacy.domain.tasks import TaskRule
from advocacy.exchange.demo.practice_campaigns import QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Commitment, MeetingAsk, MeetingAttendee, MeetingChase, MeetingRequest
from advocacy.services import commitments, tasks
from advocacy.services.activities import Contact


def play(stage: Stage) -> None:
    """Ask for the meetings."""
    _to_debrief(stage)
    _to_chase(stage)
    _confirmed(stage)
    _declined(stage)
    _debriefed(stage)
    _request(stage, "Notices to families", "Omar Placeholder", -20, campaign=QUIET)


def _request(stage: Stage, topic: str, name: str, days: int, campaign: str = WELCOME) -> MeetingRequest:
    person = stage.people[name]
    meeting = MeetingRequest(
        topic=topic, person_id=person.id, channel=RequestChannel.EMAIL, asked_on=stage.on(days),
        owner_id=stage.organizer.id,
    )  # fmt: skip
    meeting.asks = [MeetingAsk(position=0, text="Will you vote yes on the resolution?")]
    stage.add(meeting, campaign, by=stage.organizer)
    stage.step(meeting, MeetingEvent.REQUEST, days, by=stage.organizer, summary=topic, contacts=(Contact(person),))
    return meeting


def _confirm(stage: Stage, meeting: MeetingRequest, days: int, hour: int, place: str) -> None:
    meeting.starts_at, meeting.place = stage.at(days, hour), place
    stage.step(meeting, MeetingEvent.CONFIRM, by=stage.organizer)


def _hold(stage: Stage, meeting: MeetingRequest, name: str, days: int) -> None:
    meeting.held_on = stage.on(days)
    contacts = (Contact(stage.people[name]),)
    stage.step(meeting, MeetingEvent.HOLD, days, by=stage.organizer, summary=meeting.topic, contacts=contacts)


def _to_debrief(stage: Stage) -> None:
    meeting = _request(stage, "The resolution and the budget note", "Elena Prueba", -14)
    _confirm(stage, meeting, -1, 17, "City Hall, room 204")
    _hold(stage, meeting, "Elena Prueba", -1)
    tasks.plan(
        stage.actor, TaskRule.DEBRIEF_MEETING, meeting.topic,
        about=meeting, assignee=stage.organizer, due_on=stage.day(1),
    )  # fmt: skip


def _to_chase(stage: Stage) -> None:
    meeting = _request(stage, "A written order for the police", "Marta Modelo", -9)
    meeting.chases.append(
        MeetingChase(
            chased_on=stage.day(-7),
            channel=RequestChannel.CALL,
            user_id=stage.organizer.id,
            note="Left word with the front desk.",
        )
    )
    stage.step(meeting, MeetingEvent.CHASE, by=stage.organizer)
    tasks.plan(
        stage.actor, TaskRule.CHASE_MEETING, meeting.topic,
        about=meeting, assignee=stage.organizer, due_on=stage.today,
    )  # fmt: skip


def _confirmed(stage: Stage) -> None:
    meeting = _request(stage, "Questions before the vote", "Frank Testcase", -5)
    _confirm(stage, meeting, 2, 9, "Café Ejemplo, Main Street")


def _declined(stage: Stage) -> None:
    meeting = _request(stage, "The welcoming-city resolution", "Hugo Invento", -25)
    meeting.answered_on = stage.on(-22)
    meeting.answer_note = "His office wrote that he has made up his mind."
    stage.step(
        meeting, MeetingEvent.DECLINE, -22, by=stage.organizer, summary=meeting.topic,
        contacts=(Contact(stage.people["Hugo Invento"]),),
    )  # fmt: skip


def _debriefed(stage: Stage) -> None:
    name = "Ana Muestra"
    meeting = _request(stage, "Would you sponsor the resolution?", name, -45)
    meeting.asks.append(MeetingAsk(position=1, text="Will you speak to the Ward 5 councilor?"))
    _confirm(stage, meeting, -38, 18, "Ward 1 office")
    _hold(stage, meeting, name, -38)
    meeting.attendees = [
        MeetingAttendee(side=AttendeeSide.THEM, person_id=stage.people[name].id),
        MeetingAttendee(side=AttendeeSide.THEM, person_id=stage.people["Pia Muster"].id),
        MeetingAttendee(side=AttendeeSide.US, person_id=stage.people["Rosa Patrón"].id),
    ]
    for ask, answer, words in zip(meeting.asks, (2, 1), ("She will sponsor it.", "She will try."), strict=True):
        ask.answer, ask.answer_words = answer, words
    meeting.minutes_text = "She wants the text two weeks before the vote. Her aide drafts with us."
    meeting.next_step = "Send the text to Pia Muster."
    stage.step(meeting, MeetingEvent.DEBRIEF, by=stage.organizer)
    _promises(stage, meeting, name)


def _promises(stage: Stage, meeting: MeetingRequest, name: str) -> None:
    for text, due, event in (
        ("Sponsor the resolution.", -25, CommitmentEvent.KEEP),
        ("Speak to the Ward 5 councilor before the vote.", 3, None),
        ("Share the city solicitor’s note.", -10, None),
    ):
        promise = Commitment(
            text=text, person_id=stage.people[name].id, made_on=stage.on(-38), due_on=stage.day(due),
            meeting_id=meeting.id,
        )  # fmt: skip
        stage.add(promise, WELCOME, by=stage.organizer)
        if event is not None:
            promise.evidence = "Filed under her name."
            stage.step(promise, event)
        commitments.keep_task(stage.actor, promise)
