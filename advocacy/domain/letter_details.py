"""What people say about a letter, its recipients, signatures and replies, and what is wrong with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from advocacy.domain.activity_kinds import Side
from advocacy.domain.deadlines import DEFAULT_BUSINESS_DAYS
from advocacy.domain.letterheads import check_enclosures
from advocacy.domain.letters import (
    DeliveryMethod,
    LetterKind,
    LetterOutcome,
    RecipientStatus,
    ReplyChannel,
    ReplyFrom,
    ReplyOutcome,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.users import Language
from advocacy.domain.words import N_

MOST_BUSINESS_DAYS = 250
"""About a year of working days: whoever wants more gives a date."""
FARTHEST_DUE_DAYS = 5 * 366
NOT_KNOWN = PartialDate()


@dataclass(frozen=True)
class LetterDetails:
    """A letter as written: campaigns and demands are refs, the leading campaign first.

    `already_sent`: it went out before anybody wrote it down here; a letter of others always did.
    """

    subject: str
    body: str = ""
    letter_kind: LetterKind = LetterKind.LETTER
    side: Side = Side.OURS
    sender: str = ""
    language: Language = Language.EN
    dated_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    reply_business_days: int = DEFAULT_BUSINESS_DAYS
    others_signed: bool = False
    signer_note: str = ""
    enclosures: str = ""
    note: str = ""
    already_sent: bool = False
    campaigns: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()

    @property
    def starts_as_sent(self) -> bool:
        """Whether it is no draft of ours: others' letters, and those that went out before."""
        return self.already_sent or self.side is not Side.OURS


@dataclass(frozen=True)
class PartyDetails:
    """A person or an organization (refs), or free words where the source names neither."""

    person: str = ""
    organization: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class RecipientDetails(PartyDetails):
    """To whom a letter goes. `reply_due` is a day that was given; without it business days are counted."""

    method: DeliveryMethod = DeliveryMethod.NOT_KNOWN
    reply_due: date | None = None
    note: str = ""


@dataclass(frozen=True)
class SignatureDetails(PartyDetails):
    """Who signs, as printed; for an organization, who approved it and with what authority."""

    printed_name: str = ""
    printed_title: str = ""
    printed_organization: str = ""
    approved_by: str = ""
    signed_on: PartialDate = NOT_KNOWN
    basis: str = ""
    email: str = ""


@dataclass(frozen=True)
class DeliveryDetails:
    """How and when a letter went out to some of its recipients (refs)."""

    recipients: tuple[str, ...]
    method: DeliveryMethod = DeliveryMethod.NOT_KNOWN
    sent_on: PartialDate = NOT_KNOWN
    delivered_on: PartialDate = NOT_KNOWN
    reply_due: date | None = None
    note: str = ""
    sent_to: str = ""
    """The address, number or form that it went to."""
    taken_by: str = ""
    """Who took it."""
    tracking_number: str = ""


@dataclass(frozen=True)
class AnswerDetails:
    """What a reply says to one recipient's letter (ref), on one demand (ref) or on all ("").

    Without an outcome it is still to be classified.
    """

    recipient: str
    outcome: ReplyOutcome | None = None
    demand: str = ""


@dataclass(frozen=True)
class ReplyDetails:
    """What came back, and what it answers."""

    received_on: PartialDate = NOT_KNOWN
    channel: ReplyChannel = ReplyChannel.LETTER
    reply_from: ReplyFrom = ReplyFrom.OFFICIAL
    from_words: str = ""
    words: str = ""
    note: str = ""
    answers: tuple[AnswerDetails, ...] = ()


@dataclass(frozen=True)
class ClosingDetails:
    """How a letter ended."""

    outcome: LetterOutcome
    note: str = ""


@dataclass(frozen=True)
class AddressedRecipient:
    """What the checks must know of a recipient: its state, when it was sent, which demands it can be answered on."""

    ref: str
    status: RecipientStatus
    sent_on: PartialDate = NOT_KNOWN
    demands: frozenset[str] = frozenset()


NOT_OUT = (RecipientStatus.TO_SEND, RecipientStatus.DELIVERY_FAILED)


def check_letter(details: LetterDetails, today: date, demand_campaigns: Iterable[str]) -> list[Problem]:
    """Return what is wrong with a letter. `demand_campaigns` are the campaigns (refs) of its demands."""
    problems = []
    if not details.subject.strip():
        problems.append(Problem("subject", N_("This is needed.")))
    if not 1 <= details.reply_business_days <= MOST_BUSINESS_DAYS:
        problems.append(
            Problem("reply_business_days", N_("Write a number from 1 to %(most)s."), {"most": MOST_BUSINESS_DAYS})
        )
    if not set(demand_campaigns) <= set(details.campaigns):
        problems.append(Problem("demands", N_("A demand must be one of the letter’s campaigns.")))
    if details.starts_as_sent and details.dated_on.certainly_after(today):
        problems.append(Problem("dated_on", N_("A letter that has gone out cannot have a date in the future.")))
    return [*problems, *check_enclosures(details.enclosures)]


def check_party(details: PartyDetails, field: str, words: str = "") -> list[Problem]:
    """Return what is wrong with who is meant: one person, one organization, or words; never two of the first."""
    if details.person and details.organization:
        return [Problem(field, N_("Choose a person or an organization, not both."))]
    if not (details.person or details.organization or details.attribution.strip() or words.strip()):
        return [Problem(field, N_("Choose somebody, or say in words who it is."))]
    return []


def check_due(due: date | None, sent_on: PartialDate) -> list[Problem]:
    """Return what is wrong with a given due date: before the letter went out, or years after it."""
    if due is None or sent_on.last_day is None or sent_on.first_day is None:
        return []
    if due < sent_on.first_day:
        return [Problem("reply_due", N_("The reply cannot be due before the letter goes out."))]
    if (due - sent_on.last_day).days > FARTHEST_DUE_DAYS:
        return [Problem("reply_due", N_("This is more than five years after the letter. Check the year."))]
    return []


def check_delivery(
    details: DeliveryDetails, recipients: Mapping[str, AddressedRecipient], today: date
) -> list[Problem]:
    """Return what is wrong with a sending: nobody chosen, somebody else's recipient, impossible days."""
    problems = []
    if not details.recipients:
        problems.append(Problem("recipients", N_("Choose at least one recipient.")))
    if any(ref not in recipients for ref in details.recipients):
        problems.append(Problem("recipients", N_("Choose from the recipients of this letter.")))
    if any(recipients[ref].status not in NOT_OUT for ref in details.recipients if ref in recipients):
        problems.append(Problem("recipients", N_("It has already gone out to one of them. Correct that one instead.")))
    return problems + check_days(details, today)


def check_days(details: DeliveryDetails, today: date) -> list[Problem]:
    """Return what is wrong with the days of a sending."""
    problems = []
    if details.sent_on.certainly_after(today):
        problems.append(Problem("sent_on", N_("A letter cannot have gone out in the future.")))
    if details.delivered_on.certainly_before(details.sent_on):
        problems.append(Problem("delivered_on", N_("It cannot arrive before it goes out.")))
    if details.delivered_on.certainly_after(today):
        problems.append(Problem("delivered_on", N_("It cannot have arrived in the future.")))
    return problems + _check_proof(details) + check_due(details.reply_due, details.sent_on)


HANDED_OVER = (DeliveryMethod.BY_HAND, DeliveryMethod.POST)
"""Ways by which somebody takes it from somebody's hand."""


def _check_proof(details: DeliveryDetails) -> list[Problem]:
    """Return what does not go with the way it went out."""
    problems = []
    if details.tracking_number and details.method is not DeliveryMethod.POST:
        problems.append(Problem("tracking_number", N_("Only what went by post has a tracking number.")))
    if details.taken_by and details.method not in HANDED_OVER:
        problems.append(Problem("taken_by", N_("Somebody takes it only when it comes by hand or by post.")))
    return problems


def check_reply(details: ReplyDetails, recipients: Mapping[str, AddressedRecipient], today: date) -> list[Problem]:
    """Return what is wrong with a reply, given the recipients it may answer (by ref)."""
    problems = _check_received(details, recipients, today)
    return problems + check_answers(details.answers, recipients)


def _check_received(details: ReplyDetails, recipients: Mapping[str, AddressedRecipient], today: date) -> list[Problem]:
    if details.received_on.certainly_after(today):
        return [Problem("received_on", N_("A reply cannot have come in the future."))]
    answered = [recipients[answer.recipient] for answer in details.answers if answer.recipient in recipients]
    if any(details.received_on.certainly_before(recipient.sent_on) for recipient in answered):
        return [Problem("received_on", N_("A reply cannot come before the letter went out."))]
    return []


def check_answers(answers: Collection[AnswerDetails], recipients: Mapping[str, AddressedRecipient]) -> list[Problem]:
    """Return what is wrong with what a reply answers: whom, on what."""
    if not answers:
        return [Problem("recipients", N_("Choose whose letter it answers."))]
    problems = []
    if any(answer.recipient not in recipients for answer in answers):
        problems.append(Problem("recipients", N_("Choose from the recipients of this letter and its campaigns.")))
    known = [answer for answer in answers if answer.recipient in recipients]
    if any(recipients[answer.recipient].status in NOT_OUT for answer in known):
        problems.append(Problem("recipients", N_("The letter has not gone out to one of them yet.")))
    if any(answer.demand and answer.demand not in recipients[answer.recipient].demands for answer in known):
        problems.append(Problem("answers", N_("A reply can only answer demands of the letter’s campaigns.")))
    if any(answer.demand and answer.outcome is None for answer in known):
        problems.append(Problem("answers", N_("Say what the answer on the demand was.")))
    return problems


def check_signing(details: SignatureDetails, *, seen_version: int | None, text_version: int) -> list[Problem]:
    """Return why a name cannot stand under the text: another text was seen, or nobody said who approved it."""
    if seen_version != text_version:
        return [Problem("", N_("The text has changed since this was opened. Show them the new text first."))]
    if details.organization and not details.approved_by.strip():
        return [Problem("approved_by", N_("Say who approved it for the organization, and with what authority."))]
    return []
