"""A pasted list is taken whole or not at all, and says at which lines something is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.events import EventStatus, RsvpAnswer
from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.problems import Refused, each_line
from advocacy.domain.words import N_
from advocacy.models import Event, Letter, Person
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records, rsvps
from advocacy.services.letters.signing import add_signature

NOT_HELD = N_("The event is not marked as held yet.")


def add_signers(actor: Actor, letter: Letter, lines: Sequence[SignatureDetails], version: int | None = None) -> None:
    """Invite everybody on a list. Raises LinesRefused, or Refused for what is wrong with all; the caller rolls back."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    each_line(lines, lambda line: add_signature(actor, letter, line))


@dataclass(frozen=True)
class AnswerLine:
    """Who answered for an event: a person on file, or words."""

    person: Person | None
    words: str


def add_answers(
    actor: Actor, event: Event, lines: Sequence[AnswerLine], word: RsvpAnswer, *, came: bool = False
) -> None:
    """Write down the answers of everybody on a list, or that they were there. Raises as `add_signers` does."""
    ensure(actor, Action.WORK_EVENT, event)
    if came and event.status is not EventStatus.HELD:
        raise Refused.at("came", NOT_HELD)

    def write(line: AnswerLine) -> None:
        row = rsvps.add(actor, event, line.person, line.words if line.person is None else "", word, 0)
        row.attended = True if came else None

    each_line(lines, write)
