"""Signatures: invited, considering, signed under the text as it stands, withdrawn before sending."""

from collections.abc import Sequence
from dataclasses import replace

from advocacy.db import db
from advocacy.domain.letter_details import SignatureDetails, check_party, check_signing
from advocacy.domain.letters import BEFORE_SENDING, SIGNABLE, SIGNATURE, LetterStatus, SignatureEvent, SignatureStatus
from advocacy.domain.problems import Refused, each_line, refuse_if
from advocacy.domain.users import NOT_AN_EMAIL, is_email
from advocacy.domain.words import N_
from advocacy.models import Letter, Organization, Person, Signature
from advocacy.policy import Action, Actor, ensure
from advocacy.services import notices, records, steps
from advocacy.services.letters import parties
from advocacy.services.letters.waiting import forget_given_up, refuse_in_outbox, take_all_out
from advocacy.services.letters.wording import is_history

STEPS = (
    SignatureEvent.CONSIDER,
    SignatureEvent.DECLINE,
    SignatureEvent.GIVE_UP,
    SignatureEvent.WITHDRAW,
)
"""Steps that need no more than a click; signing asks more."""
TO_SIGN = tuple(state for state in SignatureStatus if SIGNATURE.allows(state, SignatureEvent.SIGN))
"""States from which somebody may sign."""
INVITING = (LetterStatus.DRAFT, LetterStatus.IN_REVIEW, *SIGNABLE)
"""While somebody may still be asked to sign."""


def add_signature(actor: Actor, letter: Letter, details: SignatureDetails, version: int | None = None) -> Signature:
    """Invite somebody to sign; on a letter that had gone out before, note who signed it."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in INVITING and not is_history(letter):
        raise Refused.sentence(N_("Signatures are closed. Revise the text to collect more."))
    signature = Signature(position=max((each.position for each in letter.signatures), default=0) + 1)
    _set(actor, letter, signature, details)
    if is_history(letter):
        signature.status, signature.seen_version = SignatureStatus.SIGNED, letter.text_version
    letter.signatures.append(signature)
    db.session.flush()
    records.saved(actor, letter, "letter.signature_added")
    return signature


def edit_signature(
    actor: Actor, letter: Letter, signature: Signature, details: SignatureDetails, version: int | None = None
) -> None:
    """Change how a signature is printed, who approved it and where it is known from.

    Whoever had signed as something else is asked again: nobody stands under a letter in words that are not theirs.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in BEFORE_SENDING and not is_history(letter):
        raise Refused.sentence(N_("The letter has gone out with this signature as it stands."))
    _refuse_on_its_way(letter, signature)
    before = _as_printed(signature)
    _set(actor, letter, signature, details)
    if signature.status is SignatureStatus.SIGNED and not is_history(letter) and before != _as_printed(signature):
        steps.take(actor, letter, SignatureEvent.TEXT_CHANGED, subject=signature)
    else:
        records.saved(actor, letter, "letter.signature_edited")


def _as_printed(signature: Signature) -> tuple[object, ...]:
    """Return who stands under the letter, and in what words."""
    words = (signature.printed_name, signature.printed_title, signature.printed_organization)
    return (*words, signature.person_id, signature.organization_id)


def _set(actor: Actor, letter: Letter, signature: Signature, details: SignatureDetails) -> None:
    refuse_if(check_party(details, "party", details.printed_name))
    if details.email and not is_email(details.email):
        raise Refused.at("email", NOT_AN_EMAIL)
    records.refuse_never_stored(
        printed_name=details.printed_name,
        printed_title=details.printed_title,
        printed_organization=details.printed_organization,
        approved_by=details.approved_by,
        basis=details.basis,
    )
    party = parties.party_of(actor, details, "party")
    _refuse_twice(letter, signature, party)
    signature.person = party if isinstance(party, Person) else None
    signature.organization = party if isinstance(party, Organization) else None
    signature.person_id = party.id if isinstance(party, Person) else None
    signature.organization_id = party.id if isinstance(party, Organization) else None
    signature.attribution = "" if party is not None else details.attribution or details.printed_name
    signature.printed_name = details.printed_name or (party.name if party is not None else details.attribution)
    for name in ("printed_title", "printed_organization", "approved_by", "signed_on", "basis", "email"):
        setattr(signature, name, getattr(details, name))


def _refuse_twice(letter: Letter, signature: Signature, party: Person | Organization | None) -> None:
    others = [each for each in letter.signatures if each is not signature]
    person_id = party.id if isinstance(party, Person) else None
    organization_id = party.id if isinstance(party, Organization) else None
    if party is not None and any(
        (each.person_id, each.organization_id) == (person_id, organization_id) for each in others
    ):
        raise Refused.at("party", N_("%(name)s is already among the signatures."), name=party.name)


def sign(
    actor: Actor,
    letter: Letter,
    signature: Signature,
    details: SignatureDetails,
    *,
    seen_version: int | None,
    version: int | None = None,
) -> None:
    """Mark as signed: under the text as it stands (`seen_version` is the one they saw), once it is approved.

    An organization's signature says who approved it and with what authority.
    """
    _expect_open(actor, letter, version)
    _sign(actor, letter, signature, details, seen_version)
    notices.signature_came(actor, letter, signature.ref)


def sign_several(
    actor: Actor,
    letter: Letter,
    signatures: Sequence[Signature],
    told: SignatureDetails,
    *,
    seen_version: int | None,
    version: int | None = None,
) -> None:
    """Mark several as signed, by the rules of one: what is told of them stands at each that says nothing itself.

    Raises LinesRefused, or Refused for what is wrong with all; the caller rolls back. The writer is told once.
    """
    _expect_open(actor, letter, version)
    if not signatures:
        raise Refused.at("signatures", N_("Tick at least one."))
    if not told.basis.strip():
        raise Refused.at("basis", N_("Say who saw them sign, or what they signed on."))
    each_line(signatures, lambda one: _sign(actor, letter, one, _told_of(one, told), seen_version))
    notices.signature_came(actor, letter, signatures[-1].ref)


def _told_of(signature: Signature, told: SignatureDetails) -> SignatureDetails:
    return replace(
        told,
        organization=signature.organization.ref if signature.organization is not None else "",
        approved_by=signature.approved_by or (told.approved_by if signature.organization is not None else ""),
    )


def _expect_open(actor: Actor, letter: Letter, version: int | None) -> None:
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in SIGNABLE:
        raise Refused.sentence(N_("Names are put under an approved text, while signatures are open."))
    refuse_in_outbox(letter.recipients)


def _sign(
    actor: Actor, letter: Letter, signature: Signature, details: SignatureDetails, seen_version: int | None
) -> None:
    refuse_if(check_signing(details, seen_version=seen_version, text_version=letter.text_version))
    records.refuse_never_stored(approved_by=details.approved_by, basis=details.basis)
    fields = {
        "seen_version": letter.text_version,
        "approved_by": details.approved_by,
        "signed_on": details.signed_on,
        **({"basis": details.basis} if details.basis else {}),
    }
    steps.take(actor, letter, SignatureEvent.SIGN, subject=signature, fields=fields)


def step_signature(
    actor: Actor, letter: Letter, signature: Signature, event: SignatureEvent, version: int | None = None
) -> int:
    """Take a step of a signature other than signing; refused once the letter has gone out.

    Returns how many messages were taken out of the outbox: no name goes out that was withdrawn.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in BEFORE_SENDING:
        raise Refused.sentence(N_("The letter has gone out with this signature as it stands."))
    if event not in STEPS:
        raise Refused.sentence(N_("This step needs more than a click."))
    is_printed = signature.status is SignatureStatus.SIGNED
    waited = take_all_out(actor, letter) if is_printed and event is SignatureEvent.WITHDRAW else 0
    steps.take(actor, letter, event, subject=signature)
    return waited


def _refuse_on_its_way(letter: Letter, signature: Signature) -> None:
    """Refuse to change a name that stands under what waits in the outbox; what was given up is sent again no more."""
    if signature.status is SignatureStatus.SIGNED:
        refuse_in_outbox(letter.recipients)
        forget_given_up(letter.recipients)


def move_signature(actor: Actor, letter: Letter, signature: Signature, places: int, version: int | None = None) -> None:
    """Move a signature up (-1) or down (1) in the order in which names are printed."""
    order = list(letter.signatures)
    old = order.index(signature)
    new = min(max(old + places, 0), len(order) - 1)
    order.insert(new, order.pop(old))
    order_signatures(actor, letter, order, version)


def order_signatures(actor: Actor, letter: Letter, order: Sequence[Signature], version: int | None = None) -> None:
    """Set the order by hand of all signatures. Refused once names went out in it, or are on their way."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in BEFORE_SENDING and not is_history(letter):
        raise Refused.sentence(N_("The letter has gone out with this signature as it stands."))
    for place, (old, new) in enumerate(zip(letter.signatures, order, strict=True), start=1):
        if old is not new:
            _refuse_on_its_way(letter, new)
        new.position = place
    records.saved(actor, letter, "letter.signatures_ordered")


def remove_signature(actor: Actor, letter: Letter, signature: Signature, version: int | None = None) -> None:
    """Take off an invitation that nobody has answered; whatever was answered is withdrawn instead."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if signature.status is not SignatureStatus.INVITED:
        raise Refused.sentence(N_("They have answered. Withdraw the signature instead."))
    letter.signatures.remove(signature)
    records.saved(actor, letter, "letter.signature_removed")
