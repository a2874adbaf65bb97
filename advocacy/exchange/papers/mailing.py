"""A letter as it goes by e-mail: to each recipient the plain text, and the same as a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.directory import ContactKind
from advocacy.domain.letter_mail import LetterMail
from advocacy.domain.letter_mail import Paper as Attached
from advocacy.domain.mail import masked
from advocacy.exchange.papers.making import PaperKind, make
from advocacy.exchange.papers.plain import plain
from advocacy.exchange.papers.reading import Sheet, name_lines, paper
from advocacy.exchange.papers.signers import is_unprinted
from advocacy.models import ContactPoint, Letter, Recipient
from advocacy.policy import Actor
from advocacy.queries.letter_papers import points_of


@dataclass(frozen=True)
class Mailing:
    """Who of those waiting can be reached by e-mail, with what they would get, and who cannot."""

    mails: tuple[LetterMail, ...]
    unreached: tuple[Recipient, ...]
    unnamed: tuple[Recipient, ...] = ()
    """Not in print, and without an office that stands in place of the name: no mail of ours may name them."""


def mailing(actor: Actor, letter: Letter, waiting: Sequence[Recipient], sheet: Sheet, reference: str) -> Mailing:
    """Return what would go to each of these recipients, at the e-mail addresses that the actor may see."""
    points = points_of(actor, list(waiting), ContactKind.EMAIL)
    named = [each for each in waiting if name_lines(sheet, each)]
    mails = [_mail(letter, each, points[each.id], sheet, reference) for each in named if each.id in points]
    return Mailing(
        tuple(mails),
        tuple(each for each in named if each.id not in points),
        tuple(each for each in waiting if each not in named),
    )


def _mail(letter: Letter, recipient: Recipient, point: ContactPoint, sheet: Sheet, reference: str) -> LetterMail:
    printed = paper(sheet, [recipient], reference=reference)
    return LetterMail(
        recipient=recipient.ref,
        name=recipient.party_name,
        address=point.value,
        shown_address=point.value if point.is_public else masked(point.value),
        to_name="" if is_unprinted(recipient.party) else sheet.names.withheld(recipient.party_name),
        subject=printed.title,
        body=plain(printed),
        unfilled=printed.unfilled,
    )


def attached(letter: Letter, recipient_ref: str, sheet: Sheet, reference: str) -> Attached:
    """Return the PDF for one recipient."""
    recipients = [each for each in letter.recipients if each.ref == recipient_ref]
    made = make(PaperKind.PDF, sheet, recipients, reference=reference)
    return Attached(made.name, made.content)
