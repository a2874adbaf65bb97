"""Letters for tests, made the long way: through the services, so that steps and activities are there too."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.letter_details import (
    AnswerDetails,
    DeliveryDetails,
    LetterDetails,
    RecipientDetails,
    ReplyDetails,
    SignatureDetails,
)
from advocacy.domain.letters import LetterEvent, ReplyOutcome
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Activity, Campaign, Letter, Organization, Person, Recipient, Reply, Signature
from advocacy.policy import OPERATOR, Actor
from advocacy.services import letters
from tests.factories import make_official

FEB_2 = PartialDate("2017-02-02")
FEB_3 = PartialDate("2017-02-03")


def draft(
    actor: Actor, *campaigns: Campaign, to: int = 1, body: str = "We ask for three things.", **fields: object
) -> Letter:
    """A draft of ours to so many officials."""
    officials = [make_official(f"Official{number} Example") for number in range(1, to + 1)]
    details = LetterDetails("Three points", body, campaigns=tuple(each.ref for each in campaigns), **fields)  # type: ignore[arg-type]
    return letters.create(actor, details, [RecipientDetails(person=each.ref) for each in officials])


def approved(actor: Actor, *campaigns: Campaign, to: int = 1, **fields: object) -> Letter:
    """The same, approved."""
    letter = draft(actor, *campaigns, to=to, **fields)
    approve(actor, letter)
    return letter


def approve(actor: Actor, letter: Letter) -> None:
    """Send a draft for review, and let somebody else approve it: nobody approves their own text."""
    letters.advance(actor, letter, LetterEvent.SUBMIT)
    letters.advance(OPERATOR, letter, LetterEvent.APPROVE)


def send(actor: Actor, letter: Letter, *recipients: Recipient, on: PartialDate = FEB_2, **fields: object) -> None:
    """Mark it as sent to these recipients, or to all that wait."""
    chosen = recipients or [each for each in letter.recipients if each.status == "to_send"]
    letters.send(actor, letter, DeliveryDetails(tuple(each.ref for each in chosen), sent_on=on, **fields))  # type: ignore[arg-type]


def sent(actor: Actor, *campaigns: Campaign, to: int = 1, on: PartialDate = FEB_2, **fields: object) -> Letter:
    """The same, sent to all on one day."""
    letter = approved(actor, *campaigns, to=to, **fields)
    send(actor, letter, on=on)
    return letter


def reply(
    actor: Actor,
    letter: Letter,
    *recipients: Recipient,
    outcome: ReplyOutcome | None = None,
    on: PartialDate = FEB_3,
    **fields: object,
) -> Reply:
    """Log a reply of these recipients, or of the first one."""
    answers = tuple(AnswerDetails(each.ref, outcome) for each in recipients or letter.recipients[:1])
    return letters.log_reply(actor, letter, ReplyDetails(on, answers=answers, **fields))  # type: ignore[arg-type]


def sign_on(actor: Actor, letter: Letter, party: Person | Organization, **fields: object) -> Signature:
    """Invite somebody to sign."""
    side = "person" if isinstance(party, Person) else "organization"
    return letters.add_signature(actor, letter, SignatureDetails(**{side: party.ref}, **fields))  # type: ignore[arg-type]


def dispatches(letter: Letter) -> list[Activity]:
    """What stands on the timeline of the letter's going out."""
    return _activities(letter, ActivityKind.LETTER_SENT)


def arrivals(letter: Letter) -> list[Activity]:
    """What stands on the timeline of replies."""
    return _activities(letter, ActivityKind.REPLY_RECEIVED)


def _activities(letter: Letter, kind: ActivityKind) -> list[Activity]:
    db.session.flush()
    return list(
        db.session.scalars(
            select(Activity)
            .where(Activity.record_id == letter.id, Activity.kind == kind, Activity.retracted_at.is_(None))
            .order_by(Activity.id)
        )
    )
