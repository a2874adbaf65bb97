"""Answering many who asked to sign by a link that was forwarded, such as when a stranger floods it."""

from collections.abc import Collection

from advocacy.domain.letters import BEFORE_SENDING, SignatureEvent
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Letter
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import sign_on as queries
from advocacy.services import records, steps


def decline(
    actor: Actor, letter: Letter, refs: Collection[str], *, ends_links: bool, version: int | None = None
) -> int:
    """Say no to those (by their refs) who asked to sign, and end the links to forward if wanted; return how many.

    Their own links stay, and show them the answer. Passed over is who was answered meanwhile.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in BEFORE_SENDING:
        raise Refused.sentence(N_("The letter has gone out with the names that stand under it."))
    refused = [each for each in letter.signatures if each.ref in refs and queries.waits_to_be_confirmed(each)]
    if not refused:
        raise Refused.at("requests", N_("Tick at least one."))
    for signature in refused:
        steps.take(actor, letter, SignatureEvent.DECLINE, subject=signature)
    if ends_links:
        _end_links(actor, letter)
    return len(refused)


def _end_links(actor: Actor, letter: Letter) -> None:
    ended = [each for each in queries.living_links(letter) if each.signature_id is None]
    for link in ended:
        link.revoked_at = utc_now()
    if ended:
        records.saved(actor, letter, "letter.sign_on_link_revoked")
