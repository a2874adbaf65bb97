"""Chasing: a new letter to those who have not answered, which names the one that it chases."""

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_clock import LATE
from advocacy.domain.letter_details import LetterDetails, RecipientDetails
from advocacy.domain.letters import CLOCK_RUNS, LetterStatus
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Letter, Person, Recipient
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.waits import Clock
from advocacy.services.letters.drafting import create


def unanswered(letter: Letter) -> list[Recipient]:
    """Return to whom it went out and from whom no answer has come; none where nobody waits for one."""
    if letter.side is not Side.OURS or letter.status is not LetterStatus.SENT:
        return []
    return [each for each in letter.recipients if each.status in CLOCK_RUNS]


def to_chase(letter: Letter) -> list[Recipient]:
    """Return to whom a chase goes: those whose answer is late; while none is late, those who gave none at all."""
    clock, waiting = Clock(), unanswered(letter)
    return [each for each in waiting if clock.wait(each) in LATE] or [each for each in waiting if not each.answers]


def chase(actor: Actor, letter: Letter, subject: str, body: str) -> Letter:
    """Begin a draft that chases a letter: to those of `to_chase`, with its campaigns, demands and sender.

    Raises Refused when nobody owes an answer.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    waiting = to_chase(letter)
    if not waiting:
        raise Refused.sentence(N_("Nobody owes an answer to this letter."))
    details = LetterDetails(
        subject,
        body,
        letter_kind=letter.letter_kind,
        sender=letter.sender,
        language=letter.language,
        reply_business_days=letter.reply_business_days,
        campaigns=tuple(campaign.ref for campaign in letter.campaigns),
        demands=tuple(demand.ref for demand in letter.demands),
    )
    made = create(actor, details, [_addressed(each) for each in waiting])
    made.chases_id, made.letterhead_id, made.is_sample = letter.id, letter.letterhead_id, letter.is_sample
    db.session.flush()
    return made


def _addressed(recipient: Recipient) -> RecipientDetails:
    party = recipient.party
    if party is None:
        return RecipientDetails(attribution=recipient.attribution)
    return RecipientDetails(person=party.ref) if isinstance(party, Person) else RecipientDetails(organization=party.ref)
