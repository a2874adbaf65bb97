"""Whose names stand below a letter: who signed this text, who of them may be named, and in which order."""

from advocacy.domain.letters import SignatureStatus
from advocacy.domain.not_in_print import Unprinted
from advocacy.domain.people import split_name
from advocacy.domain.sign_on import SignerOrder
from advocacy.domain.text import by_name
from advocacy.exchange.papers.blocks import printable, unnamed
from advocacy.exchange.papers.content import Signer
from advocacy.models import Letter, Organization, Person, Signature


def signers_of(letter: Letter, names: Unprinted) -> tuple[tuple[Signer, ...], int]:
    """Return who signed under this text, in the order of printing, and how many of them may not be named."""
    signed = [each for each in letter.signatures if each.status is SignatureStatus.SIGNED]
    named = [each for each in signed if not (is_unprinted(each.party) or names.found(_name_of(each, names)))]
    named.sort(key=lambda each: _place(letter, each, _name_of(each, names)))
    return tuple(_signer(each, names) for each in named), len(signed) - len(named)


def is_unprinted(party: Person | Organization | None) -> bool:
    """Tell whether this is a person who is not in print."""
    return isinstance(party, Person) and party.not_in_print


def _name_of(signature: Signature, names: Unprinted) -> str:
    """Return the name as it is printed: an organization's own where who signs for it is not in print."""
    printed = printable(signature.printed_name)
    is_own = not printed or (signature.organization_id is not None and names.found(printed))
    return printable(signature.party_name) if is_own else printed


def _place(letter: Letter, signature: Signature, printed: str) -> tuple[object, ...]:
    order = letter.signer_order
    family, name = _sorted_by(signature, printed, letter.language.value)
    if order is SignerOrder.ALPHABETICAL:
        return (family, name)
    if order is SignerOrder.ORGANIZATIONS_FIRST:
        return (signature.organization_id is None, family, name)
    if order is SignerOrder.AS_SIGNED:
        return (signature.signed_on.text or "9999", signature.position, signature.id)
    return (signature.position, signature.id)


def _sorted_by(signature: Signature, printed: str, language: str) -> tuple[str, str]:
    """Return what orders a signer by name: an organization's title, a person's family name; both as `by_name` sorts.

    Of a name that was only typed the last word, with the particles before it, counts as the family name.
    """
    if signature.organization_id is not None or (signature.person_id is None and signature.approved_by):
        family = printed
    elif isinstance(signature.party, Person) and signature.party.family_name:
        family = signature.party.family_name
    else:
        family = split_name(printed)[1]
    return by_name(family, language), by_name(printed, language)


def _signer(signature: Signature, names: Unprinted) -> Signer:
    name, organization = _name_of(signature, names), signature.printed_organization
    return Signer(
        name,
        unnamed(names, signature.printed_title),
        "" if organization == name else unnamed(names, organization),
    )
