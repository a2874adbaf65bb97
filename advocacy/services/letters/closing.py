"""Closing and withdrawing a letter. A closed one is reopened by a click, or by a late reply."""

from advocacy.domain.letter_details import ClosingDetails
from advocacy.domain.letters import LetterEvent, RecipientStatus
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import LETTER_CLOSED, LETTER_WITHDRAWN
from advocacy.domain.words import N_
from advocacy.models import Letter
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records, steps
from advocacy.services.letters.waiting import take_all_out, take_invitations_out


def close(actor: Actor, letter: Letter, details: ClosingDetails, version: int | None = None) -> None:
    """Close a letter with its outcome; its open tasks are dropped, with a note.

    Refused while it is still to send to somebody, and while a reply waits to be classified: its outcome is not
    known then.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    records.refuse_never_stored(note=details.note)
    states = {recipient.status for recipient in letter.recipients}
    if RecipientStatus.TO_SEND in states:
        raise Refused.sentence(N_("It is still to send to somebody. Send it, or take them off the letter."))
    if RecipientStatus.TO_CLASSIFY in states:
        raise Refused.sentence(N_("A reply waits to be classified. Say first what it answers."))
    steps.take(actor, letter, LetterEvent.CLOSE, fields={"outcome": details.outcome}, note=details.note)
    steps.close_tasks(actor, letter, LETTER_CLOSED)


def reopen(actor: Actor, letter: Letter) -> None:
    """Open a closed letter again: its outcome is not known any more. Taken back, the outcome returns."""
    steps.take(actor, letter, LetterEvent.REOPEN, fields={"outcome": None})


def withdraw(actor: Actor, letter: Letter, note: str = "", version: int | None = None) -> int:
    """Withdraw a letter: its open tasks are dropped, and every reminder is silent for good.

    What waits in the outbox is taken out, invitations to sign too; returns to how many recipients it waited. Refused
    while it is being sent to one.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    records.refuse_never_stored(note=note)
    waited = take_all_out(actor, letter)
    take_invitations_out(letter)
    steps.take(actor, letter, LetterEvent.WITHDRAW, note=note)
    steps.close_tasks(actor, letter, LETTER_WITHDRAWN)
    return waited
