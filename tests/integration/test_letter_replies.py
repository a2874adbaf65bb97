"""Replies: what may be answered, what it means for the recipient, the tasks it leaves, and corrections."""

from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_details import AnswerDetails, ClosingDetails, ReplyDetails
from advocacy.domain.letters import LetterOutcome, LetterStatus, RecipientStatus, ReplyOutcome, SignatureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.models import Letter, Reply, ReplyAnswer, Signature, Task, User
from advocacy.policy import Actor
from advocacy.queries import letters as queries
from advocacy.services import letters
from tests.factories import add, commit, make_campaign, make_demand, make_restricted_campaign
from tests.integration.test_letter_sending import take_back
from tests.letters import FEB_2, FEB_3, arrivals, reply, sent
from tests.web import Web


def tasks_of(letter: Letter, rule: TaskRule) -> list[TaskStatus]:
    db.session.flush()
    return list(db.session.scalars(select(Task.status).where(Task.about_id == letter.id, Task.rule == rule)))


def test_a_new_reply_is_to_be_classified_and_a_task_says_so_until_it_is(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    (recipient,) = letter.recipients
    came = reply(as_organizer, letter, words="the answer is no")
    assert recipient.status is RecipientStatus.TO_CLASSIFY
    assert queries.to_classify(as_organizer) == [recipient]
    assert tasks_of(letter, TaskRule.CLASSIFY_REPLY) == [TaskStatus.OPEN]
    letters.classify(as_organizer, letter, came, [AnswerDetails(recipient.ref, ReplyOutcome.REFUSED)])
    assert recipient.status is RecipientStatus.ANSWERED
    assert queries.to_classify(as_organizer) == []
    assert tasks_of(letter, TaskRule.CLASSIFY_REPLY) == [TaskStatus.DONE]
    (arrival,) = arrivals(letter)
    assert (arrival.occurred_on, arrival.side) == (FEB_3, Side.THEIRS)


@pytest.mark.one_database
def test_a_reply_before_its_letter_is_refused(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign(), on=FEB_3)
    with pytest.raises(Refused, match="before the letter went out"):
        reply(as_organizer, letter, on=FEB_2)
    assert letter.recipients[0].status is RecipientStatus.SENT


@pytest.mark.one_database
def test_a_reply_cannot_answer_the_recipient_of_a_letter_of_another_campaign(as_organizer: Actor) -> None:
    letter, other = sent(as_organizer, make_campaign("One")), sent(as_organizer, make_campaign("Two"))
    with pytest.raises(Refused, match="recipients of this letter and its campaigns"):
        reply(as_organizer, letter, other.recipients[0])


@pytest.mark.one_database
def test_a_reply_cannot_answer_a_hidden_letter_even_of_a_shared_campaign(
    as_organizer: Actor, as_coordinator: Actor
) -> None:
    shared = make_campaign()
    assert as_coordinator.user is not None
    quiet = make_restricted_campaign(team=(as_coordinator.user,))
    letter, hidden = sent(as_coordinator, shared), sent(as_coordinator, shared, quiet)
    assert set(queries.answerable(as_coordinator, letter)) == {letter.recipients[0].ref, hidden.recipients[0].ref}
    assert set(queries.answerable(as_organizer, letter)) == {letter.recipients[0].ref}
    with pytest.raises(Refused):
        reply(as_organizer, letter, hidden.recipients[0])


def test_a_reply_answers_only_demands_of_the_letters_campaigns(as_organizer: Actor) -> None:
    campaign, other = make_campaign("One"), make_campaign("Two")
    mine, theirs = make_demand(campaign), make_demand(other)
    letter = sent(as_organizer, campaign)
    came = reply(as_organizer, letter)
    (recipient,) = letter.recipients
    with pytest.raises(Refused, match="only answer demands"):
        letters.classify(as_organizer, letter, came, [AnswerDetails(recipient.ref, ReplyOutcome.GRANTED, theirs.ref)])
    letters.classify(
        as_organizer,
        letter,
        came,
        [
            AnswerDetails(recipient.ref, ReplyOutcome.GRANTED, mine.ref),
            AnswerDetails(recipient.ref, ReplyOutcome.NON_COMMITTAL),
        ],
    )
    told = db.session.execute(select(ReplyAnswer.demand_id, ReplyAnswer.outcome)).all()
    assert set(map(tuple, told)) == {(mine.id, ReplyOutcome.GRANTED), (None, ReplyOutcome.NON_COMMITTAL)}


@pytest.mark.one_database
def test_one_reply_answers_recipients_of_several_letters_with_one_activity(as_organizer: Actor) -> None:
    campaign = make_campaign()
    letter, other = sent(as_organizer, campaign), sent(as_organizer, campaign)
    reply(as_organizer, letter, letter.recipients[0], other.recipients[0], outcome=ReplyOutcome.REFUSED)
    assert letter.recipients[0].status is RecipientStatus.ANSWERED
    assert other.recipients[0].status is RecipientStatus.ANSWERED
    assert len(arrivals(letter)) == 1
    assert arrivals(other) == []
    (shown,) = queries.replies_of(as_organizer, other)
    assert shown.elsewhere[0].recipient.letter_id == letter.id


def test_taking_back_a_shared_reply_leaves_it_to_the_other_letter(as_organizer: Actor) -> None:
    campaign = make_campaign()
    letter, other = sent(as_organizer, campaign), sent(as_organizer, campaign)
    came = reply(as_organizer, letter, letter.recipients[0], other.recipients[0])
    take_back(as_organizer, letter)
    assert letter.recipients[0].status is RecipientStatus.SENT
    assert came.retracted_at is None
    assert queries.replies_of(as_organizer, letter) == []
    assert len(queries.replies_of(as_organizer, other)) == 1
    assert len(arrivals(letter)) == 1, "the activity still tells of the other letter"
    take_back(as_organizer, other)
    assert came.retracted_at is not None
    assert arrivals(letter) == []


@pytest.mark.one_database
def test_corrections_go_back_over_classifying_and_logging(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    came = reply(as_organizer, letter, outcome=ReplyOutcome.REFUSED)
    take_back(as_organizer, letter)
    assert letter.recipients[0].status is RecipientStatus.TO_CLASSIFY
    assert [answer.outcome for answer in came.answers] == [None]
    assert tasks_of(letter, TaskRule.CLASSIFY_REPLY) == [TaskStatus.OPEN]
    assert len(arrivals(letter)) == 1
    take_back(as_organizer, letter)
    assert letter.recipients[0].status is RecipientStatus.SENT
    assert arrivals(letter) == []
    assert queries.replies_of(as_organizer, letter) == []
    assert db.session.scalars(select(Reply)).one().retracted_at is not None, "it is kept, out of sight"


@pytest.mark.one_database
def test_a_receipt_does_not_stop_the_clock_and_a_later_answer_does(as_organizer: Actor) -> None:
    with time_machine.travel("2017-02-03 15:00"):
        letter = sent(as_organizer, make_campaign())
        reply(as_organizer, letter, outcome=ReplyOutcome.RECEIPT)
        db.session.flush()
    assert letter.recipients[0].status is RecipientStatus.ACKNOWLEDGED
    with time_machine.travel("2017-02-20 15:00"):
        assert queries.numbers_of(letter).overdue == 1
        reply(as_organizer, letter, outcome=ReplyOutcome.REFUSED, on=PartialDate("2017-02-20"))
        assert queries.numbers_of(letter).overdue == 0


@pytest.mark.one_database
def test_a_receipt_after_an_answer_leaves_it_answered(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    reply(as_organizer, letter, outcome=ReplyOutcome.REFUSED)
    reply(as_organizer, letter, outcome=ReplyOutcome.RECEIPT)
    assert letter.recipients[0].status is RecipientStatus.ANSWERED


@time_machine.travel("2017-02-22 15:00")
def test_a_question_pauses_the_clock_until_we_answer(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    (recipient,) = letter.recipients
    reply(as_organizer, letter, outcome=ReplyOutcome.NEEDS_CLARIFICATION, on=PartialDate("2017-02-13"))
    assert queries.numbers_of(letter).overdue == 0
    assert tasks_of(letter, TaskRule.ANSWER_REPLY) == [TaskStatus.OPEN]
    with pytest.raises(Refused, match="before they asked"):
        letters.respond(as_organizer, letter, recipient, date(2017, 2, 12))
    with pytest.raises(Refused, match="in the future"):
        letters.respond(as_organizer, letter, recipient, date(2017, 2, 23))
    letters.respond(as_organizer, letter, recipient, date(2017, 2, 22))
    assert recipient.status is RecipientStatus.SENT
    assert recipient.reply_due == date(2017, 2, 27)
    assert tasks_of(letter, TaskRule.ANSWER_REPLY) == [TaskStatus.DONE]
    take_back(as_organizer, letter)
    assert recipient.status is RecipientStatus.CLARIFYING
    assert recipient.reply_due == date(2017, 2, 16)


@pytest.mark.one_database
def test_a_late_reply_reopens_what_was_given_up_and_the_closed_letter(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    letters.give_up(as_organizer, letter, letter.recipients[0])
    letters.close(as_organizer, letter, ClosingDetails(LetterOutcome.NO_REPLY))
    reply(as_organizer, letter)
    assert letter.recipients[0].status is RecipientStatus.TO_CLASSIFY
    assert letter.status is LetterStatus.SENT
    assert len(queries.to_classify(as_organizer)) == 1


def test_the_activity_follows_the_corrected_day_of_a_reply(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    came = reply(as_organizer, letter, on=FEB_3, words="no")
    letters.edit_reply(as_organizer, letter, came, ReplyDetails(FEB_2, words="the answer is no"))
    assert arrivals(letter)[0].occurred_on == FEB_2
    assert came.words == "the answer is no"
    with pytest.raises(Refused, match="before the letter went out"):
        letters.edit_reply(as_organizer, letter, came, ReplyDetails(PartialDate("2017-02-01")))


@pytest.mark.one_database
def test_an_outcome_is_changed_freely_while_the_state_stays_the_same(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    (recipient,) = letter.recipients
    came = reply(as_organizer, letter, outcome=ReplyOutcome.REFUSED)
    letters.classify(as_organizer, letter, came, [AnswerDetails(recipient.ref, ReplyOutcome.GRANTED)])
    assert [answer.outcome for answer in came.answers] == [ReplyOutcome.GRANTED]
    with pytest.raises(Refused, match="Take the last step back first"):
        letters.classify(as_organizer, letter, came, [AnswerDetails(recipient.ref, ReplyOutcome.NEEDS_CLARIFICATION)])


@pytest.mark.one_database
def test_classifying_one_of_two_waiting_replies_leaves_it_to_be_classified(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    (recipient,) = letter.recipients
    first, second = reply(as_organizer, letter), reply(as_organizer, letter)
    told = [AnswerDetails(recipient.ref, ReplyOutcome.REFUSED)]
    letters.classify(as_organizer, letter, first, told)
    assert recipient.status is RecipientStatus.TO_CLASSIFY
    assert tasks_of(letter, TaskRule.CLASSIFY_REPLY) == [TaskStatus.OPEN]
    letters.classify(as_organizer, letter, second, told)
    assert recipient.status is RecipientStatus.ANSWERED


@pytest.mark.one_database
def test_words_that_must_never_be_stored_are_refused(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    with pytest.raises(Refused):
        reply(as_organizer, letter, words="his SSN is 219-09-9999")
    assert db.session.scalars(select(Reply)).all() == []


def test_the_response_rate_counts_our_letters_that_one_may_see(as_organizer: Actor, as_coordinator: Actor) -> None:
    assert as_coordinator.user is not None
    campaign, quiet = make_campaign(), make_restricted_campaign(team=(as_coordinator.user,))
    letter = sent(as_organizer, campaign, to=2)
    reply(as_organizer, letter, outcome=ReplyOutcome.REFUSED)
    sent(as_coordinator, quiet)
    seen = queries.response_rate(as_organizer)
    assert (seen.sent, seen.answered, seen.percent) == (2, 1, 50)
    everything = queries.response_rate(as_coordinator)
    assert (everything.sent, everything.answered, everything.percent) == (3, 1, 33)
    assert queries.response_rate(as_coordinator, quiet).percent == 0


def test_members_read_a_reply_once_it_is_classified_and_no_notes_of_those_who_work(
    web: Web, as_organizer: Actor, organizer: User, member: User
) -> None:
    letter = sent(as_organizer, make_campaign())
    ada = Signature(
        letter_id=letter.id, printed_name="Ada Example", attribution="Ada Example", basis="Seen by Bo at the rally",
        status=SignatureStatus.SIGNED,
    )  # fmt: skip
    add(ada)
    came = reply(as_organizer, letter, words="Call my cell", note="Sounded angry", from_words="Aide Private")
    commit()
    told = {"words": "Call my cell", "from": "Aide Private", "note": "Sounded angry", "basis": "Seen by Bo"}

    def read_by(user: User) -> set[str]:
        page = web.sign_in(user).get(f"/letters/{letter.ref}").text
        assert ada.printed_name in page
        return {name for name, words in told.items() if words in page}

    assert read_by(organizer) == set(told)
    assert read_by(member) == set()
    letters.classify(as_organizer, letter, came, [AnswerDetails(letter.recipients[0].ref, ReplyOutcome.REFUSED)])
    commit()
    assert read_by(member) == {"words", "from"}
