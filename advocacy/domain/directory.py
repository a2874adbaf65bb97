"""People, organizations, bodies, posts, terms and contact points."""

from advocacy.domain.words import N_, Word


class OrganizationKind(Word):
    """What kind of group it is."""

    GOVERNMENT = "government", N_("Government")
    LEGISLATIVE_BODY = "legislative_body", N_("Council or legislature")
    AGENCY = "agency", N_("Agency")
    POLICE = "police", N_("Police")
    COALITION_PARTNER = "coalition_partner", N_("Advocacy group")
    PARTY = "party", N_("Party")
    UNION = "union", N_("Union")
    CONGREGATION = "congregation", N_("Congregation")
    MEDIA_OUTLET = "media_outlet", N_("Media outlet")
    UNIVERSITY = "university", N_("University")
    ASSOCIATION = "association", N_("Association")
    OTHER = "other", N_("Other")


class CoalitionPart(Word):
    """The part an organization has in the coalition."""

    MEMBER = "member", N_("Member of the coalition")
    ENDORSER = "endorser", N_("Endorser")
    ALLY = "ally", N_("Ally")
    OPPONENT = "opponent", N_("Opponent")
    NEUTRAL = "neutral", N_("Neutral")
    NONE = "none", N_("No part in the coalition")


class TaxStatus(Word):
    """Section 501(c) status (26 U.S.C. 501(c)); it decides what lobbying must be counted."""

    C3 = "501c3", N_("501(c)(3)")
    C3_ELECTED = "501c3_h", N_("501(c)(3), 501(h) elected")
    C4 = "501c4", N_("501(c)(4)")
    OTHER = "other", N_("Other or none")
    NOT_KNOWN = "not_known", N_("Not known")


class JurisdictionKind(Word):
    """What kind of place decides."""

    NATION = "nation", N_("Nation")
    STATE = "state", N_("State")
    COUNTY = "county", N_("County")
    CITY = "city", N_("City or town")
    WARD = "ward", N_("Ward or district")
    NEIGHBORHOOD = "neighborhood", N_("Neighborhood")
    OTHER = "other", N_("Other place")


class VotesRight(Word):
    """Whether the holder of a post votes in the body."""

    YES = "yes", N_("Votes")
    TIE_ONLY = "tie_only", N_("Votes only to break a tie")
    NO = "no", N_("Does not vote")


class ContactKind(Word):
    """How somebody can be reached."""

    PHONE = "phone", N_("Phone")
    EMAIL = "email", N_("E-mail")
    ADDRESS = "address", N_("Address")
    WEBSITE = "website", N_("Website")
    SOCIAL = "social", N_("Social media")


class ContactState(Word):
    """Whether the contact point works."""

    NOT_CHECKED = "not_checked", N_("Not checked")
    GOOD = "good", N_("Good")
    FAILING = "failing", N_("Failing")


class RuleBase(Word):
    """The base that a vote's fraction is taken of."""

    ALL_SEATS = "all_seats", N_("All seats")
    FILLED_SEATS = "filled_seats", N_("Filled seats")
    PRESENT = "present", N_("Members present")
    VOTING = "voting", N_("Members voting")


class RuleFraction(Word):
    """The fraction of the base that passes a motion; one half is strict (more than half)."""

    HALF = "1/2", N_("More than half")
    THREE_FIFTHS = "3/5", N_("Three fifths")
    TWO_THIRDS = "2/3", N_("Two thirds")
    THREE_QUARTERS = "3/4", N_("Three quarters")
    FOUR_FIFTHS = "4/5", N_("Four fifths")
    NINE_TENTHS = "9/10", N_("Nine tenths")
    ALL = "1/1", N_("Every one")
