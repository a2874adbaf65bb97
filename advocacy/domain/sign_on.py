"""Signing a letter by a link, without an account."""

from advocacy.domain.words import N_, Word


class ReviewVerdict(Word):
    """What a reviewer says of a text."""

    APPROVED = "approved", N_("Approved")
    CHANGES = "changes", N_("Changes wanted")


class SignerOrder(Word):
    """In which order names are printed."""

    BY_HAND = "by_hand", N_("As arranged by hand")
    ALPHABETICAL = "alphabetical", N_("By name")
    ORGANIZATIONS_FIRST = "organizations_first", N_("Organizations first, then by name")
    AS_SIGNED = "as_signed", N_("As they signed")
