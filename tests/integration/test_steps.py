"""Steps remember the fields that they changed, and a correction puts them back."""

from datetime import UTC, date, datetime

from advocacy.db import db
from advocacy.domain.letter_details import ClosingDetails
from advocacy.domain.letters import LetterEvent, LetterOutcome, LetterStatus
from advocacy.domain.meetings import MeetingEvent, MeetingStatus, RequestChannel
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import MeetingRequest
from advocacy.policy import Actor
from advocacy.services import letters, steps
from tests.factories import add, commit
from tests.letters import sent


def test_taking_a_step_back_puts_the_fields_back_that_it_changed(as_coordinator: Actor) -> None:
    moment = datetime(2017, 5, 1, 18, 30, tzinfo=UTC)
    before = {
        "asked_on": PartialDate("2017-02"),
        "starts_at": moment,
        "channel": RequestChannel.EMAIL,
        "place": "City Hall",
        "owner_id": None,
    }
    meeting = add(MeetingRequest(topic="Detainers", attribution="The mayor", **before))
    commit()
    after = {
        "asked_on": PartialDate("2017-03-01"),
        "starts_at": None,
        "channel": RequestChannel.CALL,
        "place": "",
        "owner_id": as_coordinator.user_id,
    }
    step = steps.take(as_coordinator, meeting, MeetingEvent.REQUEST, fields=after)
    commit()
    db.session.expire_all()
    assert {name: getattr(meeting, name) for name in after} == after
    steps.take_back(as_coordinator, meeting, step)
    commit()
    db.session.expire_all()
    assert {name: getattr(meeting, name) for name in before} == before
    assert meeting.status is MeetingStatus.DRAFT


def test_a_day_comes_back_as_a_day() -> None:
    class Bare:
        due_on = date(2017, 5, 1)

    bare = Bare()
    steps._put_back(bare, {"due_on": {"day": "2017-04-01"}})
    assert bare.due_on == date(2017, 4, 1)


def test_a_word_comes_back_to_a_field_that_was_emptied(as_coordinator: Actor) -> None:
    letter = sent(as_coordinator)
    letters.close(as_coordinator, letter, ClosingDetails(LetterOutcome.NO_REPLY))
    letters.advance(as_coordinator, letter, LetterEvent.REOPEN)
    commit()
    assert (letter.status, letter.outcome) == (LetterStatus.SENT, None)
    step = steps.latest_step(letter)
    assert step is not None
    steps.take_back(as_coordinator, letter, step)
    commit()
    db.session.expire_all()
    assert (letter.status, letter.outcome) == (LetterStatus.CLOSED, LetterOutcome.NO_REPLY)
