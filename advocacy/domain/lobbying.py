"""The lobbying class of a contact under United States tax law, for charities that must count it.

A worksheet, not legal advice: it proposes a class and says why; a person decides. Sources:

- 26 U.S.C. 4911(c)(2) (ceilings), 4911(d)-(e) (what influencing legislation and legislation mean);
- 26 CFR 56.4911-2 (direct and grass roots lobbying, specific legislation, legislative and administrative
  bodies) and 26 CFR 56.4911-5 (communications with members).
"""

from __future__ import annotations

from dataclasses import dataclass

from advocacy.domain.words import N_, Word


class LobbyingClass(Word):
    """How a contact counts on Form 990, Schedule C."""

    DIRECT = "direct", N_("Direct lobbying")
    GRASSROOTS = "grassroots", N_("Grassroots lobbying")
    NOT_LOBBYING = "not_lobbying", N_("Not lobbying")
    NOT_CLASSIFIED = "not_classified", N_("Not classified")


class Audience(Word):
    """To whom something was said."""

    LEGISLATOR = "legislator", N_("A member of a council, legislature or Congress")
    LEGISLATIVE_STAFF = "legislative_staff", N_("The staff of a member, or of the body")
    OTHER_OFFICIAL = "other_official", N_("Another official who takes part in legislation, such as a mayor")
    ADMINISTRATIVE_BODY = "administrative_body", N_("An agency, or a school, zoning or housing board")
    VOTERS = "voters", N_("Voters, about a referendum or ballot measure")
    MEMBERS = "members", N_("Our own members")
    PUBLIC = "public", N_("The public")


@dataclass(frozen=True)
class ContactFacts:
    """What the class depends on; None where nobody has answered yet.

    `specific_legislation`: about a bill, ordinance, resolution, appointment to be confirmed or ballot
    measure, introduced or proposed (not an executive order, a rule or how a law is applied).
    `call_to_act`: it told them to contact legislators, or gave an address, a petition or the like for it.
    """

    specific_legislation: bool | None = None
    view_taken: bool | None = None
    audience: Audience | None = None
    call_to_act: bool | None = None

    def answers(self) -> list[tuple[str, str]]:
        """Return the questions that were answered, by the names above, each with "yes", "no" or an audience's code."""
        told: list[tuple[str, bool | Audience | None]] = [
            ("specific_legislation", self.specific_legislation),
            ("view_taken", self.view_taken),
            ("audience", self.audience),
            ("call_to_act", self.call_to_act),
        ]
        return [(name, _answer(value)) for name, value in told if value is not None]


NOTHING_ANSWERED = ContactFacts()
WAS_IT_SPECIFIC = N_("Was it about specific legislation?")
VIEW_TAKEN = N_("Did we take a view on it?")
TO_WHOM = N_("To whom was it said?")
CALL_TO_ACT = N_("Did we ask them to contact legislators?")
QUESTIONS = {
    "specific_legislation": WAS_IT_SPECIFIC,
    "view_taken": VIEW_TAKEN,
    "audience": TO_WHOM,
    "call_to_act": CALL_TO_ACT,
}


def _answer(value: bool | Audience) -> str:
    return value.value if isinstance(value, Audience) else "yes" if value else "no"


def answer_words(code: str) -> str:
    """Return the message id of an answer as `answers` gives it."""
    return {"yes": N_("Yes"), "no": N_("No")}.get(code) or Audience(code).label


@dataclass(frozen=True)
class Proposal:
    """The class proposed, the reason as a whole sentence (a message id) and where the rule stands."""

    lobbying_class: LobbyingClass
    reason: str
    citation: str


_DIRECT, _GRASSROOTS = LobbyingClass.DIRECT, LobbyingClass.GRASSROOTS
_NOT, _OPEN = LobbyingClass.NOT_LOBBYING, LobbyingClass.NOT_CLASSIFIED

_ADMINISTRATIVE = Proposal(
    _NOT,
    N_("Not lobbying: agencies and school, zoning and housing boards are not legislative bodies."),
    "26 CFR 56.4911-2(d)(4)",
)
_NOTHING_SPECIFIC = Proposal(
    _NOT,
    N_("Not lobbying: it was not about specific legislation. Asking for an executive order is not, either."),
    "26 CFR 56.4911-2(b)(1)(ii)(A), (d)(1)",
)
_NO_VIEW = Proposal(
    _NOT,
    N_("Not lobbying: no view on the legislation was taken."),
    "26 CFR 56.4911-2(b)(1)(ii)(B)",
)
_UNANSWERED = Proposal(
    _OPEN,
    N_("Not classified: answer the questions that are still open."),
    "26 CFR 56.4911-2(b)",
)

_TO_OFFICIALS = {
    Audience.LEGISLATOR: Proposal(
        _DIRECT,
        N_("Direct lobbying: a view on specific legislation, said to a legislator."),
        "26 CFR 56.4911-2(b)(1)(i)(A)",
    ),
    Audience.LEGISLATIVE_STAFF: Proposal(
        _DIRECT,
        N_("Direct lobbying: a view on specific legislation, said to a legislator’s staff."),
        "26 CFR 56.4911-2(b)(1)(i)(A)",
    ),
    Audience.OTHER_OFFICIAL: Proposal(
        _DIRECT,
        N_("Direct lobbying: a view on specific legislation, said to an official who takes part in it."),
        "26 CFR 56.4911-2(b)(1)(i)(B)",
    ),
    Audience.VOTERS: Proposal(
        _DIRECT,
        N_("Direct lobbying: in a referendum or on a ballot measure, the voters are the legislators."),
        "26 CFR 56.4911-2(b)(1)(iii)",
    ),
}
_WITH_CALL = {
    Audience.MEMBERS: Proposal(
        _DIRECT,
        N_("Direct lobbying: our own members were asked to contact legislators about specific legislation."),
        "26 CFR 56.4911-5(c)",
    ),
    Audience.PUBLIC: Proposal(
        _GRASSROOTS,
        N_("Grassroots lobbying: the public was asked to contact legislators about specific legislation."),
        "26 CFR 56.4911-2(b)(2)(ii)",
    ),
}
_WITHOUT_CALL = {
    Audience.MEMBERS: Proposal(
        _NOT,
        N_("Not lobbying: our own members were told our view, and not asked to contact anybody."),
        "26 CFR 56.4911-5(b)",
    ),
    Audience.PUBLIC: Proposal(
        _NOT,
        N_("Not lobbying: the public was told our view, and not asked to contact legislators."),
        "26 CFR 56.4911-2(b)(2)(ii)(C)",
    ),
}


def propose(facts: ContactFacts) -> Proposal:
    """Return the class that follows from the facts, and why.

    One answer that rules lobbying out is enough; where answers that could still decide are missing, the
    proposal is not classified.
    """
    excluded = _excluded(facts)
    if excluded is not None:
        return excluded
    if facts.audience is None or facts.specific_legislation is None or facts.view_taken is None:
        return _UNANSWERED
    if facts.audience in _TO_OFFICIALS:
        return _TO_OFFICIALS[facts.audience]
    if facts.call_to_act is None:
        return _UNANSWERED
    return (_WITH_CALL if facts.call_to_act else _WITHOUT_CALL)[facts.audience]


def _excluded(facts: ContactFacts) -> Proposal | None:
    """The reason why it cannot be lobbying, whatever the other answers are."""
    if facts.audience is Audience.ADMINISTRATIVE_BODY:
        return _ADMINISTRATIVE
    if facts.specific_legislation is False:
        return _NOTHING_SPECIFIC
    if facts.view_taken is False:
        return _NO_VIEW
    return None


@dataclass(frozen=True)
class Ceiling:
    """How much a charity that elected section 501(h) may spend on lobbying in a year, in cents."""

    total_cents: int
    grassroots_cents: int


_DOLLARS = 100
_TRANCHES = ((500_000 * _DOLLARS, 20), (500_000 * _DOLLARS, 15), (500_000 * _DOLLARS, 10))
_PERCENT_ABOVE = 5
_MOST_CENTS = 1_000_000 * _DOLLARS


def ceiling(exempt_purpose_cents: int) -> Ceiling:
    """Return the yearly ceiling for an electing charity that spent so many cents on its exempt purpose.

    20 % of the first $500,000, 15 % of the next, 10 % of the next, 5 % above $1,500,000; at most $1,000,000.
    Grassroots: a quarter of it. Fractions of a cent are dropped. Raises ValueError for a negative amount.
    A charity that did not elect has no ceiling, and no gauge may be drawn for it.
    """
    if exempt_purpose_cents < 0:
        raise ValueError(N_("Spending cannot be less than nothing."))
    rest, hundredths = exempt_purpose_cents, 0
    for size, percent in _TRANCHES:
        part = min(rest, size)
        hundredths += part * percent
        rest -= part
    total = min((hundredths + rest * _PERCENT_ABOVE) // 100, _MOST_CENTS)
    return Ceiling(total_cents=total, grassroots_cents=total // 4)
