"""What somebody without an account does by a link: sign, decline, withdraw, or ask to sign.

The link is the permission; every act is one of a visitor in the audit trail.
"""

from datetime import timedelta

from advocacy.db import db
from advocacy.domain.letters import BEFORE_SENDING, SignatureEvent, SignatureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.sign_on import (
    MOST_WAITING,
    SignerDetails,
    SignOnAct,
    SignOnState,
    acts_in,
    check_signer,
    is_same_name,
    state_of,
)
from advocacy.domain.text import fold
from advocacy.domain.words import N_
from advocacy.models import Letter, Signature, SignOnLink
from advocacy.models.base import utc_now
from advocacy.policy import VISITOR
from advocacy.queries import sign_on as queries
from advocacy.queries.clock import today
from advocacy.services import notices, records, steps
from advocacy.services.letters.sign_on import issue, own_link, takes_signatures
from advocacy.services.letters.waiting import forget_given_up, take_all_out
from advocacy.services.sessions import digest

TEXT_CHANGED = N_("The text has changed while you read. Here is the new one: read it before you sign.")
NOT_NOW = N_("This cannot be done now. The page shows how it stands.")
A_MOMENT = timedelta(minutes=2)


def link_of(token: str) -> SignOnLink | None:
    """Return the link of a token if it works; one that never was and one that ended are told apart by nobody."""
    return queries.link_by_hash(digest(token))


def state_by(link: SignOnLink, letter: Letter, signature: Signature | None) -> SignOnState:
    """Return what the page of the link shows."""
    return state_of(
        signature.status if signature is not None else None,
        asked=signature is not None and signature.asked_at is not None,
        saw_this_text=signature is not None and signature.seen_version == letter.text_version,
        takes_signatures=takes_signatures(letter),
    )


def acts_by(link: SignOnLink, letter: Letter, signature: Signature | None) -> frozenset[SignOnAct]:
    """Return what can be done by the link now."""
    return acts_in(
        state_by(link, letter, signature),
        signature.status if signature is not None else None,
        before_sending=letter.status in BEFORE_SENDING,
    )


def shows_text(link: SignOnLink, letter: Letter, signature: Signature | None) -> bool:
    """Tell whether the link shows the text: while it is signed, and afterwards to whom it is theirs."""
    if takes_signatures(letter):
        return signature is None or signature.status is not SignatureStatus.WITHDRAWN
    return signature is not None and signature.status is SignatureStatus.SIGNED


def sign(
    link: SignOnLink, letter: Letter, signature: Signature, details: SignerDetails, *, seen_version: int | None
) -> None:
    """Sign, or confirm under a new text. An organization's signature says who approved it."""
    _ensure_can(link, letter, signature, SignOnAct.SIGN)
    _check(letter, details, seen_version, is_organization=signature.organization_id is not None)
    _use(link)
    is_another = _is_another(signature, details)
    _print(signature, details)
    if signature.asked_at is not None and signature.status is SignatureStatus.CONSIDERING:
        signature.seen_version, signature.asked_at = letter.text_version, utc_now()
        records.saved(VISITOR, letter, "letter.sign_on_asked")
        return
    if is_another:
        _ask_anew(letter, signature, details)
        return
    fields = {
        "seen_version": letter.text_version,
        "approved_by": details.approved_by,
        "signed_on": PartialDate.of(today()),
    }
    steps.take(VISITOR, letter, SignatureEvent.SIGN, subject=signature, fields=fields)
    notices.signature_came(None, letter, signature.ref)


def reprint(link: SignOnLink, letter: Letter, signature: Signature, details: SignerDetails) -> None:
    """Change how a name prints that stands under the letter, while names are taken.

    Whoever would stand there as somebody else is asked to wait, as by an open link: nobody stands under a letter in a
    name that none of ours has seen. Ours are told of another name or organization in any case.
    """
    if signature.status is not SignatureStatus.SIGNED or not takes_signatures(letter):
        raise Refused.sentence(NOT_NOW)
    _check(letter, details, letter.text_version, is_organization=signature.organization_id is not None)
    _use(link)
    is_another, before = _is_another(signature, details), _who(signature)
    _print(signature, details)
    forget_given_up(letter.recipients)
    if is_another:
        _ask_anew(letter, signature, details)
        return
    signature.approved_by = details.approved_by
    records.saved(VISITOR, letter, "letter.signature_edited")
    if before != _who(signature):
        _ring_again(letter, signature)


def _is_another(signature: Signature, details: SignerDetails) -> bool:
    """Tell whether they would stand under the letter as somebody whom nobody of ours has confirmed.

    Who came by an open link is known by what they typed alone; who was invited, by the name that ours wrote.
    """
    typed = _typed(details.printed_name, details.printed_title, details.printed_organization)
    if signature.asked_at is not None:
        return typed != _typed(signature.printed_name, signature.printed_title, signature.printed_organization)
    names = [details.printed_name]
    if signature.organization_id is not None:
        names.append(details.printed_organization)
    return not any(is_same_name(signature.party_name, name) for name in names)


def _who(signature: Signature) -> tuple[str, ...]:
    return _typed(signature.printed_name, signature.printed_organization)


def _ask_anew(letter: Letter, signature: Signature, details: SignerDetails) -> None:
    """Let a name wait for somebody of ours to confirm it, and ring; the name under the letter is taken off by that."""
    signature.approved_by, signature.asked_at = details.approved_by, utc_now()
    if signature.status is SignatureStatus.CONSIDERING:
        signature.seen_version = letter.text_version
        records.saved(VISITOR, letter, "letter.sign_on_asked")
    else:
        fields = {"seen_version": letter.text_version}
        steps.take(VISITOR, letter, SignatureEvent.ASK_ANEW, subject=signature, fields=fields)
    _ring_again(letter, signature)


def _ring_again(letter: Letter, signature: Signature) -> None:
    notices.signature_came(None, letter, f"{signature.ref}:{utc_now():%Y%m%d%H%M%S%f}")


def decline(link: SignOnLink, letter: Letter, signature: Signature) -> None:
    """Say no. Whoever comes back while signatures are open can still sign."""
    _ensure_can(link, letter, signature, SignOnAct.DECLINE)
    _use(link)
    steps.take(VISITOR, letter, SignatureEvent.DECLINE, subject=signature)


def withdraw(link: SignOnLink, letter: Letter, signature: Signature) -> None:
    """Take a name back, until the letter goes out: what waits in the outbox with it is taken out, and ours are told."""
    _ensure_can(link, letter, signature, SignOnAct.WITHDRAW)
    _use(link)
    if signature.status is SignatureStatus.SIGNED and take_all_out(VISITOR, letter):
        notices.mail_stopped(letter, signature.ref)
    steps.take(VISITOR, letter, SignatureEvent.WITHDRAW, subject=signature)
    notices.signature_withdrawn(letter, signature.ref)


def ask(link: SignOnLink, letter: Letter, details: SignerDetails, *, seen_version: int | None) -> str:
    """Ask to sign by an open link; return the token of a link of their own, by which they see what comes of it.

    No name stands under the letter before somebody of ours confirms it. The same request sent twice is one.
    """
    _ensure_can(link, letter, None, SignOnAct.SIGN)
    _check(letter, details, seen_version, is_organization=details.for_organization)
    same = _same_a_moment_ago(letter, details)
    if same is not None:
        return own_link(letter, same, link.language, None)[0]
    if queries.waiting_to_be_confirmed(letter) >= MOST_WAITING:
        raise Refused.sentence(N_("Very many have asked to sign. Please try again in a day or two."))
    _use(link)
    signature = Signature(
        position=max((each.position for each in letter.signatures), default=0) + 1,
        attribution=details.printed_name,
        email=details.email,
        asked_at=utc_now(),
        seen_version=letter.text_version,
        signed_on=PartialDate.of(today()),
        approved_by=details.approved_by,
    )
    _print(signature, details)
    letter.signatures.append(signature)
    db.session.flush()
    steps.take(VISITOR, letter, SignatureEvent.CONSIDER, subject=signature)
    records.saved(VISITOR, letter, "letter.sign_on_asked")
    notices.signature_came(None, letter, signature.ref)
    return issue(letter, signature, link.language, None)[0]


def _ensure_can(link: SignOnLink, letter: Letter, signature: Signature | None, act: SignOnAct) -> None:
    if act not in acts_by(link, letter, signature):
        raise Refused.sentence(NOT_NOW)


def _check(letter: Letter, details: SignerDetails, seen_version: int | None, *, is_organization: bool) -> None:
    refuse_if(check_signer(details))
    if is_organization and not details.approved_by.strip():
        words = N_("Say who approved it for the organization, and with what authority.")
        raise Refused([Problem("approved_by", words)])
    records.refuse_never_stored(
        printed_name=details.printed_name,
        printed_title=details.printed_title,
        printed_organization=details.printed_organization,
        approved_by=details.approved_by,
    )
    if seen_version != letter.text_version:
        raise Refused.sentence(TEXT_CHANGED)


def _print(signature: Signature, details: SignerDetails) -> None:
    signature.printed_name = details.printed_name
    signature.printed_title = details.printed_title
    signature.printed_organization = details.printed_organization


def _use(link: SignOnLink) -> None:
    link.opened_at = link.opened_at or utc_now()


def _same_a_moment_ago(letter: Letter, details: SignerDetails) -> Signature | None:
    """Return the request of the second click: all that was typed is the same, and it came just before."""
    wanted = _typed(
        details.printed_name, details.printed_title, details.printed_organization, details.email, details.approved_by
    )
    for each in letter.signatures:
        is_new = each.asked_at is not None and utc_now() - each.asked_at < A_MOMENT
        if (
            is_new
            and each.status is SignatureStatus.CONSIDERING
            and wanted
            == _typed(each.printed_name, each.printed_title, each.printed_organization, each.email, each.approved_by)
        ):
            return each
    return None


def _typed(*texts: str) -> tuple[str, ...]:
    return tuple(fold(text) for text in texts)
