"""Every step that a letter, a recipient and a signature can take; and none that the tables do not have."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_details import AnswerDetails, ClosingDetails, LetterDetails, SignatureDetails
from advocacy.domain.letters import (
    LETTER,
    RECIPIENT,
    SIGNATURE,
    LetterEvent,
    LetterOutcome,
    LetterStatus,
    RecipientEvent,
    RecipientStatus,
    ReplyOutcome,
    SignatureEvent,
    SignatureStatus,
)
from advocacy.domain.problems import Refused
from advocacy.models import Campaign, Letter, OutboxMessage, Recipient, ReplyAnswer, Signature
from advocacy.policy import OPERATOR, VISITOR, Actor
from advocacy.queries.clock import today
from advocacy.services import letters, steps
from advocacy.services.letters import mailing
from advocacy.services.letters.reviewing import ADVANCES
from advocacy.services.letters.signing import STEPS
from tests.factories import make_campaign, make_person
from tests.letters import approved, draft, reply, send, sent, sign_on


def take(actor: Actor, letter: Letter, event: LetterEvent) -> None:
    """Take a step of a letter the way its page does."""
    if event is LetterEvent.SEND:
        send(actor, letter)
    elif event is LetterEvent.CLOSE:
        letters.close(actor, letter, ClosingDetails(LetterOutcome.NO_REPLY))
    elif event is LetterEvent.WITHDRAW:
        letters.withdraw(actor, letter, "The mayor stepped down.")
    else:
        letters.advance(OPERATOR if event is LetterEvent.APPROVE else actor, letter, event)


@pytest.mark.one_database
def test_a_letter_takes_every_step_of_its_table(as_organizer: Actor) -> None:
    campaign = make_campaign()
    for state, event in LETTER.table:
        letter = draft(as_organizer, campaign)
        if state in (LetterStatus.SENT, LetterStatus.CLOSED):
            letter.recipients[0].status = RecipientStatus.SENT
        letter.status = state
        take(as_organizer, letter, event)
        assert letter.status is LETTER.after(state, event), (state, event)


@pytest.mark.one_database
def test_a_letter_takes_no_other_step(as_organizer: Actor) -> None:
    letter = draft(as_organizer, make_campaign())
    for state in LetterStatus:
        letter.status = state
        for event in ADVANCES:
            if not LETTER.allows(state, event):
                with pytest.raises(Refused, match="is not possible now"):
                    letters.advance(as_organizer, letter, event)
                assert letter.status is state


Way = Callable[[Actor, Letter, Recipient], None]


def classified(outcome: ReplyOutcome) -> Way:
    def way(actor: Actor, letter: Letter, recipient: Recipient) -> None:
        reply(actor, letter, recipient, outcome=outcome)

    return way


WAYS: dict[RecipientStatus, tuple[Way, ...]] = {
    RecipientStatus.SENT: (),
    RecipientStatus.ACKNOWLEDGED: (letters.acknowledge,),
    RecipientStatus.TO_CLASSIFY: (reply,),
    RecipientStatus.CLARIFYING: (classified(ReplyOutcome.NEEDS_CLARIFICATION),),
    RecipientStatus.ANSWERED: (classified(ReplyOutcome.REFUSED),),
    RecipientStatus.DELIVERY_FAILED: (letters.fail_delivery,),
    RecipientStatus.NO_REPLY: (letters.give_up,),
}
"""How a recipient gets from sent to each state."""


def respond(actor: Actor, letter: Letter, recipient: Recipient) -> None:
    letters.respond(actor, letter, recipient, today())


def classify_as(outcome: ReplyOutcome) -> Way:
    """Classify the reply that waits."""

    def way(actor: Actor, letter: Letter, recipient: Recipient) -> None:
        waiting = db.session.scalars(select(ReplyAnswer).where(ReplyAnswer.recipient_id == recipient.id)).one()
        letters.classify(actor, letter, waiting.reply, [AnswerDetails(recipient.ref, outcome)])

    return way


def give_up_mailing(_actor: Actor, _letter: Letter, recipient: Recipient) -> None:
    """The worker gives up the message with the letter."""
    mailing.note_given_up(OutboxMessage(recipient_id=recipient.id, last_error="550 no such user"))


TAKEN: dict[RecipientEvent, Way] = {
    RecipientEvent.SEND: lambda actor, letter, recipient: send(actor, letter, recipient),
    RecipientEvent.FAIL_DELIVERY: letters.fail_delivery,
    RecipientEvent.ACKNOWLEDGE: letters.acknowledge,
    RecipientEvent.LOG_REPLY: reply,
    RecipientEvent.ANSWER: classify_as(ReplyOutcome.GRANTED),
    RecipientEvent.CLARIFY: classify_as(ReplyOutcome.NEEDS_CLARIFICATION),
    RecipientEvent.RESPOND: respond,
    RecipientEvent.GIVE_UP: letters.give_up,
}


def in_state(actor: Actor, campaign: Campaign, state: RecipientStatus) -> Letter:
    """A letter whose one recipient is in this state."""
    letter = approved(actor, campaign) if state is RecipientStatus.TO_SEND else sent(actor, campaign)
    for way in WAYS.get(state, ()):
        way(actor, letter, letter.recipients[0])
    assert letter.recipients[0].status is state
    return letter


def test_a_recipient_takes_every_step_of_its_table(as_organizer: Actor) -> None:
    for state, event in RECIPIENT.table:
        letter = in_state(as_organizer, make_campaign(f"{state} {event}"), state)
        way = TAKEN[event]
        if (state, event) == (RecipientStatus.TO_CLASSIFY, RecipientEvent.ACKNOWLEDGE):
            way = classify_as(ReplyOutcome.RECEIPT)
        if (state, event) == (RecipientStatus.TO_SEND, RecipientEvent.FAIL_DELIVERY):
            way = give_up_mailing
        way(as_organizer, letter, letter.recipients[0])
        assert letter.recipients[0].status is RECIPIENT.after(state, event), (state, event)


@pytest.mark.one_database
def test_a_recipient_takes_no_other_step(as_organizer: Actor) -> None:
    direct = (RecipientEvent.FAIL_DELIVERY, RecipientEvent.ACKNOWLEDGE, RecipientEvent.RESPOND, RecipientEvent.GIVE_UP)
    for state in RecipientStatus:
        letter = in_state(as_organizer, make_campaign(state.value), state)
        for event in direct:
            if not RECIPIENT.allows(state, event):
                with pytest.raises(Refused):
                    TAKEN[event](as_organizer, letter, letter.recipients[0])
                assert letter.recipients[0].status is state, (state, event)


@pytest.mark.one_database
def test_a_reply_that_waits_is_not_set_aside_as_a_mere_receipt(as_organizer: Actor) -> None:
    letter = in_state(as_organizer, make_campaign(), RecipientStatus.TO_CLASSIFY)
    with pytest.raises(Refused, match="classif"):
        letters.acknowledge(as_organizer, letter, letter.recipients[0])


def sign(actor: Actor, letter: Letter, signature: Signature) -> None:
    letters.sign(actor, letter, signature, SignatureDetails(), seen_version=letter.text_version)


@pytest.mark.one_database
def test_a_signature_takes_every_step_of_its_table(as_organizer: Actor) -> None:
    for state, event in SIGNATURE.table:
        campaign = make_campaign(f"{state} {event}")
        letter = approved(as_organizer, campaign)
        signature = sign_on(as_organizer, letter, make_person())
        signature.status = state
        db.session.flush()
        if event is SignatureEvent.SIGN:
            sign(as_organizer, letter, signature)
        elif event is SignatureEvent.TEXT_CHANGED:
            letters.advance(as_organizer, letter, LetterEvent.REVISE)
            changed = LetterDetails(letter.subject, "Another text.", campaigns=(campaign.ref,))
            letters.edit(as_organizer, letter, changed)
        elif event is SignatureEvent.ASK_ANEW:
            steps.take(VISITOR, letter, event, subject=signature)
        else:
            letters.step_signature(as_organizer, letter, signature, event)
        assert signature.status is SIGNATURE.after(state, event), (state, event)


@pytest.mark.one_database
def test_a_signature_takes_no_other_step(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    signature = sign_on(as_organizer, letter, make_person())
    for state in SignatureStatus:
        signature.status = state
        for event in STEPS:
            if not SIGNATURE.allows(state, event):
                with pytest.raises(Refused):
                    letters.step_signature(as_organizer, letter, signature, event)
        if not SIGNATURE.allows(state, SignatureEvent.SIGN):
            with pytest.raises(Refused):
                sign(as_organizer, letter, signature)
        assert signature.status is state


def test_every_state_is_reachable() -> None:
    assert LETTER.states() == set(LetterStatus)
    assert RECIPIENT.states() == set(RecipientStatus)
    assert SIGNATURE.states() == set(SignatureStatus)
