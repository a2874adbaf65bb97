"""Organizations: what is said about them, and what contradicts itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.directory import CoalitionPart, OrganizationKind, TaxStatus
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

LEFT_BEFORE_JOINING = N_("It cannot have left before it joined.")
NOT_A_WEB_ADDRESS = N_("Write a whole web address that begins with https:// or http://.")


@dataclass(frozen=True)
class OrganizationDetails:
    """What somebody wrote about an organization."""

    title: str
    organization_kind: OrganizationKind = OrganizationKind.OTHER
    is_body: bool = False
    part: CoalitionPart = CoalitionPart.NONE
    joined_on: PartialDate = NOT_KNOWN
    left_on: PartialDate = NOT_KNOWN
    tax_status: TaxStatus = TaxStatus.NOT_KNOWN
    promised: str = ""
    note: str = ""
    website: str = ""


def is_web_address(text: str) -> bool:
    """Tell whether the text is an address that a link may lead to: http or https, with a host."""
    scheme, separator, rest = text.partition("://")
    host = rest.split("/", 1)[0].split("?", 1)[0]
    return scheme.lower() in {"http", "https"} and bool(separator and host) and not any(map(str.isspace, text))


def check_organization(details: OrganizationDetails) -> Iterator[Problem]:
    """Yield what contradicts itself or cannot be a link."""
    if details.left_on.certainly_before(details.joined_on):
        yield Problem("left_on", LEFT_BEFORE_JOINING)
    if details.website and not is_web_address(details.website):
        yield Problem("website", NOT_A_WEB_ADDRESS)
