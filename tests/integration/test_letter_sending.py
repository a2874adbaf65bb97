"""Sending: per recipient, one activity per letter and day, due days, and corrections that the timeline follows."""

from datetime import date

import pytest
import time_machine

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.letter_details import (
    ClosingDetails,
    DeliveryDetails,
    LetterDetails,
    RecipientDetails,
)
from advocacy.domain.letters import (
    DeliveryMethod,
    LetterKind,
    LetterOutcome,
    LetterStatus,
    RecipientStatus,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskStatus
from advocacy.models import Activity, Letter, Task
from advocacy.policy import Actor
from advocacy.queries import letters as queries
from advocacy.services import activities, letters, steps
from advocacy.services.activities import Contact, Happening
from tests.factories import make_campaign, make_letter, make_official, make_place, make_recipient, make_task
from tests.letters import FEB_2, FEB_3, approve, approved, dispatches, draft, reply, send, sent


def names(activity: Activity) -> list[int | None]:
    return [contact.person_id for contact in activity.contacts]


def take_back(actor: Actor, letter: Letter) -> None:
    db.session.flush()
    step = steps.latest_step(letter)
    assert step is not None
    steps.take_back(actor, letter, step)


@pytest.mark.one_database
def test_a_dispatch_is_one_activity_per_letter_and_day_whatever_the_number_of_recipients(as_organizer: Actor) -> None:
    letter = approved(as_organizer, make_campaign(), to=4)
    first, second, third, fourth = letter.recipients
    send(as_organizer, letter, first, second, on=FEB_2)
    send(as_organizer, letter, third, on=FEB_2)
    send(as_organizer, letter, fourth, on=FEB_3)
    on_2, on_3 = dispatches(letter)
    assert (on_2.occurred_on, on_3.occurred_on) == (FEB_2, FEB_3)
    assert names(on_2) == [each.person_id for each in (first, second, third)]
    assert names(on_3) == [fourth.person_id]
    assert [campaign.title for campaign in on_2.campaigns] == ["Sanctuary city"]
    assert letter.status is LetterStatus.SENT


@pytest.mark.one_database
def test_the_first_recipient_sent_moves_the_letter_and_only_an_approved_one(as_organizer: Actor) -> None:
    letter = draft(as_organizer, make_campaign(), to=2)
    with pytest.raises(Refused, match="“Mark as sent” is not possible now"):
        send(as_organizer, letter, letter.recipients[0])
    approve(as_organizer, letter)
    send(as_organizer, letter, letter.recipients[0])
    assert letter.status is LetterStatus.SENT
    assert [each.status for each in letter.recipients] == [RecipientStatus.SENT, RecipientStatus.TO_SEND]


@time_machine.travel("2017-02-03 15:00")
def test_the_answer_is_due_by_the_holidays_of_the_place_or_on_the_day_given(as_organizer: Actor) -> None:
    campaign = make_campaign(jurisdiction_id=make_place(holidays="US-MA").id)
    letter = approved(as_organizer, campaign, to=3)
    first, second, third = letter.recipients
    send(as_organizer, letter, first, on=FEB_2)
    send(as_organizer, letter, second, on=FEB_2, reply_due=date(2017, 2, 9))
    send(as_organizer, letter, third, on=PartialDate("2017-02"))
    assert [each.reply_due for each in letter.recipients] == [date(2017, 2, 16), date(2017, 2, 9), None]


@time_machine.travel("2017-05-04 15:00")
def test_what_went_out_long_before_it_was_written_down_is_never_overdue(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign(), on=FEB_2)
    assert letter.recipients[0].reply_due is None
    assert queries.numbers_of(letter).overdue == 0
    assert queries.waiting(as_organizer) == []


@pytest.mark.one_database
def test_overdue_is_computed_from_the_day_after_the_due_day(as_organizer: Actor) -> None:
    with time_machine.travel("2017-02-03 15:00"):
        letter = sent(as_organizer, make_campaign(), to=2)
        db.session.flush()
    with time_machine.travel("2017-02-16 15:00"):
        assert queries.numbers_of(letter).overdue == 0
        assert len(queries.waiting(as_organizer)) == 2
    with time_machine.travel("2017-02-17 15:00"):
        assert queries.numbers_of(letter).overdue == 2
    letters.give_up(as_organizer, letter, letter.recipients[0])
    letters.give_up(as_organizer, letter, letter.recipients[1])
    letters.close(as_organizer, letter, ClosingDetails(LetterOutcome.NO_REPLY))
    with time_machine.travel("2017-02-17 15:00"):
        assert queries.numbers_of(letter).overdue == 0
        assert queries.waiting(as_organizer) == []


def test_a_corrected_day_moves_the_activity_of_a_lone_recipient(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    before = dispatches(letter)[0].id
    details = DeliveryDetails((), DeliveryMethod.POST, sent_on=FEB_3)
    letters.correct_delivery(as_organizer, letter, letter.recipients[0], details)
    (activity,) = dispatches(letter)
    assert activity.id == before
    assert activity.occurred_on == FEB_3
    assert activity.sort_on == FEB_3
    assert activity.campaign_links[0].sort_on == FEB_3
    assert letter.recipients[0].method is DeliveryMethod.POST


def test_a_corrected_day_of_one_of_several_leaves_the_others_where_they_are(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign(), to=3)
    first, second, third = letter.recipients
    letters.correct_delivery(as_organizer, letter, second, DeliveryDetails((), sent_on=FEB_3))
    on_2, on_3 = dispatches(letter)
    assert names(on_2) == [first.person_id, third.person_id]
    assert names(on_3) == [second.person_id]
    letters.correct_delivery(as_organizer, letter, second, DeliveryDetails((), sent_on=FEB_2))
    (back,) = dispatches(letter)
    assert names(back) == [first.person_id, second.person_id, third.person_id]


@pytest.mark.one_database
def test_sending_cannot_be_corrected_to_a_day_after_its_reply(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    reply(as_organizer, letter, on=FEB_2)
    db.session.refresh(letter.recipients[0])
    with pytest.raises(Refused, match="before that day"):
        letters.correct_delivery(as_organizer, letter, letter.recipients[0], DeliveryDetails((), sent_on=FEB_3))


@time_machine.travel("2017-02-03 15:00")
@pytest.mark.one_database
def test_taking_the_sending_back_puts_the_day_back_and_takes_the_activity_away(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign(), to=2)
    assert letter.recipients[1].reply_due == date(2017, 2, 16)
    take_back(as_organizer, letter)
    assert letter.recipients[1].status is RecipientStatus.TO_SEND
    assert letter.recipients[1].sent_on == PartialDate()
    assert letter.recipients[1].reply_due is None
    (activity,) = dispatches(letter)
    assert names(activity) == [letter.recipients[0].person_id]
    assert letter.status is LetterStatus.SENT
    take_back(as_organizer, letter)
    assert dispatches(letter) == []
    assert letter.recipients[0].status is RecipientStatus.TO_SEND
    assert letter.status is LetterStatus.APPROVED, "nobody is left to whom it went out"


@pytest.mark.one_database
def test_what_did_not_arrive_is_sent_again_on_another_day(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    letters.fail_delivery(as_organizer, letter, letter.recipients[0])
    send(as_organizer, letter, letter.recipients[0], on=FEB_3)
    assert letter.recipients[0].sent_on == FEB_3
    assert [each.occurred_on for each in dispatches(letter)] == [FEB_2, FEB_3]
    take_back(as_organizer, letter)
    assert letter.recipients[0].status is RecipientStatus.DELIVERY_FAILED
    assert letter.recipients[0].sent_on == FEB_2
    assert letter.status is LetterStatus.SENT


def test_a_letter_of_others_starts_as_sent_and_may_have_no_date(as_organizer: Actor) -> None:
    details = LetterDetails("Declare a sanctuary", side=Side.OTHERS, sender="Ward 6 Committee")
    letter = letters.create(as_organizer, details, [RecipientDetails(person=make_official().ref)])
    assert letter.status is LetterStatus.SENT
    assert letter.recipients[0].status is RecipientStatus.SENT
    (activity,) = dispatches(letter)
    assert activity.side is Side.OTHERS
    assert not activity.occurred_on
    letters.edit(as_organizer, letter, LetterDetails("Declare a sanctuary", side=Side.OTHERS, dated_on=FEB_2))
    (activity,) = dispatches(letter)
    assert activity.occurred_on == FEB_2
    assert letter.recipients[0].sent_on == FEB_2


@pytest.mark.one_database
def test_a_letter_of_the_past_needs_no_review(as_organizer: Actor) -> None:
    details = LetterDetails("Three points", already_sent=True, dated_on=FEB_2)
    letter = letters.create(as_organizer, details, [RecipientDetails(attribution="the mayor’s office")])
    assert letter.status is LetterStatus.SENT
    assert [each.occurred_on for each in dispatches(letter)] == [FEB_2]
    assert dispatches(letter)[0].contacts[0].attribution == "the mayor’s office"


@pytest.mark.one_database
def test_an_open_statement_goes_to_nobody_but_a_letter_needs_a_recipient(as_organizer: Actor) -> None:
    letter = approved(as_organizer, make_campaign(), to=0)
    with pytest.raises(Refused, match="at least one recipient"):
        letters.send(as_organizer, letter, DeliveryDetails((), sent_on=FEB_2))
    statement = approved(as_organizer, make_campaign("Other"), to=0, letter_kind=LetterKind.OPEN_STATEMENT)
    letters.send(as_organizer, statement, DeliveryDetails((), DeliveryMethod.PUBLISHED, sent_on=FEB_2))
    assert statement.status is LetterStatus.SENT
    assert [each.occurred_on for each in dispatches(statement)] == [FEB_2]
    take_back(as_organizer, statement)
    assert statement.status is LetterStatus.APPROVED
    assert dispatches(statement) == []


@pytest.mark.one_database
def test_recipients_are_of_one_letter_only_and_nobody_stands_there_twice(as_organizer: Actor) -> None:
    campaign = make_campaign()
    letter, other = approved(as_organizer, campaign), approved(as_organizer, campaign)
    with pytest.raises(Refused, match="recipients of this letter"):
        send(as_organizer, letter, other.recipients[0])
    with pytest.raises(Refused, match="already on the letter"):
        letters.add_recipients(as_organizer, letter, [RecipientDetails(person=letter.recipients[0].person.ref)])
    both = RecipientDetails(person=letter.recipients[0].person.ref, organization="x")
    with pytest.raises(Refused, match="not both"):
        letters.add_recipients(as_organizer, letter, [both])


def test_who_was_sent_to_stays_on_the_letter(as_organizer: Actor) -> None:
    letter = approved(as_organizer, make_campaign(), to=2)
    send(as_organizer, letter, letter.recipients[0])
    with pytest.raises(Refused, match="has gone out to them"):
        letters.remove_recipient(as_organizer, letter, letter.recipients[0])
    letters.remove_recipient(as_organizer, letter, letter.recipients[1])
    assert len(letter.recipients) == 1


@pytest.mark.one_database
def test_a_letter_is_not_closed_while_it_is_still_to_send_or_to_classify(as_organizer: Actor) -> None:
    letter = approved(as_organizer, make_campaign(), to=2)
    send(as_organizer, letter, letter.recipients[0])
    closing = ClosingDetails(LetterOutcome.REFUSED)
    with pytest.raises(Refused, match="still to send"):
        letters.close(as_organizer, letter, closing)
    send(as_organizer, letter, letter.recipients[1])
    reply(as_organizer, letter, letter.recipients[0])
    with pytest.raises(Refused, match="waits to be classified"):
        letters.close(as_organizer, letter, closing)


@pytest.mark.one_database
def test_withdrawing_drops_the_open_tasks_with_a_note_and_hides_the_letter_from_members(
    as_organizer: Actor, as_member: Actor
) -> None:
    letter = sent(as_organizer, make_campaign())
    task = make_task("Call about it", about_id=letter.id)
    ref = letter.ref
    assert queries.letter_by_ref(as_member, ref) is not None
    letters.withdraw(as_organizer, letter, "The mayor stepped down.")
    db.session.flush()
    assert db.session.get_one(Task, task.id).status is TaskStatus.DROPPED
    assert task.closing_note
    assert queries.letter_by_ref(as_member, ref) is None
    assert queries.waiting(as_organizer) == []


def test_activities_and_tasks_follow_the_letter_into_another_campaign(as_organizer: Actor) -> None:
    first, second = make_campaign("First"), make_campaign("Second")
    letter = sent(as_organizer, first)
    reply(as_organizer, letter)
    details = LetterDetails(letter.subject, letter.body, dated_on=letter.dated_on, campaigns=(second.ref,))
    letters.edit(as_organizer, letter, details)
    told = db.session.query(Activity).filter_by(record_id=letter.id).all()
    assert len(told) == 2
    assert all([each.id for each in activity.campaigns] == [second.id] for activity in told)
    (task,) = db.session.query(Task).filter_by(about_id=letter.id).all()
    assert [each.id for each in task.campaigns] == [second.id]


@pytest.mark.one_database
def test_recipients_of_a_loaded_history_stay_named_when_the_day_is_corrected(as_organizer: Actor) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT, dated_on=FEB_2)
    first, second = make_official("Ada Example"), make_official("Ben Example")
    for official in (first, second):
        make_recipient(letter, official, status=RecipientStatus.SENT, sent_on=FEB_2)
    db.session.refresh(letter)
    told = Happening(occurred_on=FEB_2, contacts=(Contact(first), Contact(second)))
    activities.record(as_organizer, letter, ActivityKind.LETTER_SENT, told, step="send")
    letters.correct_delivery(as_organizer, letter, letter.recipients[1], DeliveryDetails((), sent_on=FEB_3))
    on_2, on_3 = dispatches(letter)
    assert (names(on_2), names(on_3)) == ([first.id], [second.id])
    letters.correct_delivery(as_organizer, letter, letter.recipients[0], DeliveryDetails((), sent_on=FEB_3))
    (together,) = dispatches(letter)
    assert names(together) == [first.id, second.id]
