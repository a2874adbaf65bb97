"""What the letter's page says about its way to the recipients: what is in the outbox, what proves a delivery."""

from collections import defaultdict
from dataclasses import dataclass, field

from advocacy.domain.deadlines import Waiting
from advocacy.domain.files import FilePurpose
from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.letter_mail import READY_TO_MAIL
from advocacy.domain.letters import BEFORE_SENDING
from advocacy.models import Attachment, Letter, Recipient
from advocacy.policy import Actor
from advocacy.queries import files
from advocacy.queries import letters as queries
from advocacy.queries.escalations import NextRung, next_rungs
from advocacy.queries.waits import Clock
from advocacy.services import outbox
from advocacy.services.letters.chasing import unanswered
from advocacy.services.letters.waiting import messages_to


@dataclass(frozen=True)
class Post:
    """By the id of a recipient: whether it waits in the outbox, and the proofs that it came."""

    may_mail: bool = False
    in_outbox: frozenset[int] = frozenset()
    proofs: dict[int, list[Attachment]] = field(default_factory=dict)
    chases: Letter | None = None
    """The letter that this one chases."""
    chased_by: tuple[Letter, ...] = ()
    unanswered: int = 0
    next_rung: NextRung | None = None
    """What the ladder of its campaign proposes now."""
    answered: tuple[Recipient, ...] = ()
    """Of a chase that has not gone out: those who owe no answer any more."""
    waits: dict[int, Waiting | None] = field(default_factory=dict)
    """How the wait for each recipient stands, by its id."""


def post_of(actor: Actor, letter: Letter, *, may_work: bool) -> Post:
    """Return what is known; nothing is asked where it cannot be otherwise."""
    waiting = [each for each in letter.recipients if each.status in NOT_OUT]
    may_mail = may_work and outbox.mail_is_on() and letter.status in READY_TO_MAIL
    on_its_way = messages_to(waiting) if may_mail else []
    clock = Clock()
    return Post(
        may_mail,
        frozenset(message.recipient_id for message in on_its_way if message.recipient_id is not None),
        _proofs(actor, letter) if len(waiting) < len(letter.recipients) else {},
        queries.chased_of(actor, letter) if letter.chases_id is not None else None,
        tuple(queries.chasing(actor, letter)) if len(waiting) < len(letter.recipients) else (),
        len(unanswered(letter)) if may_work else 0,
        next_rungs(actor, unanswered(letter)).get(letter.id) if may_work else None,
        tuple(queries.answered_meanwhile(letter)) if may_work and letter.status in BEFORE_SENDING else (),
        {each.id: clock.wait(each) for each in letter.recipients},
    )


def _proofs(actor: Actor, letter: Letter) -> dict[int, list[Attachment]]:
    """Of what came back there is no proof: what was sent then is among the files of the letter."""
    out = {each.id for each in letter.recipients if each.status not in NOT_OUT}
    found: dict[int, list[Attachment]] = defaultdict(list)
    for each in files.attachments_of(actor, letter):
        if each.purpose is FilePurpose.PROOF_OF_DELIVERY and each.recipient_id in out:
            found[each.recipient_id].append(each)
    return dict(found)
