"""Reviewing: a letter goes from draft over review to approved, and back when its text is revised."""

from advocacy.domain.letters import LetterEvent, SignatureStatus
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Letter
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records, steps
from advocacy.services.letters import papers
from advocacy.services.letters.closing import reopen

ADVANCES = (
    LetterEvent.SUBMIT,
    LetterEvent.RETURN,
    LetterEvent.APPROVE,
    LetterEvent.REVISE,
    LetterEvent.COLLECT,
    LetterEvent.CLOSE_SIGNATURES,
    LetterEvent.REOPEN,
)
"""Steps that need no more than a click."""


def advance(actor: Actor, letter: Letter, event: LetterEvent, version: int | None = None) -> None:
    """Take a step of writing and reviewing.

    Refused where the table has none, for an empty letter, and while a signature waits to be confirmed.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if event not in ADVANCES:
        raise Refused.sentence(N_("This step needs more than a click."))
    if event is LetterEvent.SUBMIT and not letter.body.strip():
        raise Refused.sentence(N_("There is no text to review yet. Write it first."))
    if event is LetterEvent.CLOSE_SIGNATURES:
        refuse_unconfirmed(letter)
    if event is LetterEvent.REOPEN:
        reopen(actor, letter)
    else:
        steps.take(actor, letter, event)
    if event is LetterEvent.APPROVE:
        papers.note_approved(actor, letter)


def refuse_unconfirmed(letter: Letter) -> None:
    """Refuse while a signature stands to be confirmed: no name stands under a text its owner did not see."""
    waiting = [each for each in letter.signatures if each.status is SignatureStatus.TO_RECONFIRM]
    if waiting:
        names = ", ".join(each.printed_name or each.attribution for each in waiting)
        raise Refused.sentence(
            N_("The text changed after some had signed. To be confirmed or withdrawn first: %(names)s."), names=names
        )
