"""The proposed lobbying class follows 26 CFR 56.4911-2 and -5: examples worked by hand."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.lobbying import Audience, Ceiling, ContactFacts, LobbyingClass, ceiling, propose

DIRECT, GRASSROOTS = LobbyingClass.DIRECT, LobbyingClass.GRASSROOTS
NOT, OPEN = LobbyingClass.NOT_LOBBYING, LobbyingClass.NOT_CLASSIFIED
YES, NO, UNKNOWN = True, False, None

EXAMPLES = [
    # legislation, view, audience, call to act, class, citation
    (
        "asking a councilor to vote for an ordinance",
        YES,
        YES,
        "legislator",
        NO,
        DIRECT,
        "(b)(1)(i)(A)",
    ),
    ("asking her aide the same", YES, YES, "legislative_staff", NO, DIRECT, "(b)(1)(i)(A)"),
    ("asking a mayor not to veto the resolution", YES, YES, "other_official", NO, DIRECT, "(b)(1)(i)(B)"),
    ("asking a senator to vote against a nominee", YES, YES, "legislator", UNKNOWN, DIRECT, "(b)(1)(i)(A)"),
    ("asking voters to vote yes on Question 2", YES, YES, "voters", NO, DIRECT, "(b)(1)(iii)"),
    ("e-mailing members: call your councilor", YES, YES, "members", YES, DIRECT, "56.4911-5(c)"),
    ("a leaflet for everybody: call your councilor", YES, YES, "public", YES, GRASSROOTS, "(b)(2)(ii)"),
    ("a leaflet that praises the ordinance", YES, YES, "public", NO, NOT, "(b)(2)(ii)(C)"),
    ("a newsletter for members about our view", YES, YES, "members", NO, NOT, "56.4911-5(b)"),
    ("asking a mayor for an executive order", NO, YES, "other_official", NO, NOT, "(d)(1)"),
    ("asking a councilor to come to a vigil", NO, UNKNOWN, "legislator", NO, NOT, "(d)(1)"),
    ("sending a councilor the text, without a view", YES, NO, "legislator", NO, NOT, "(b)(1)(ii)(B)"),
    ("asking the school board for a policy", YES, YES, "administrative_body", YES, NOT, "(d)(4)"),
    (
        "asking the police for a policy",
        UNKNOWN,
        UNKNOWN,
        "administrative_body",
        UNKNOWN,
        NOT,
        "(d)(4)",
    ),
    ("a call to rally, about nothing before a body", NO, YES, "public", YES, NOT, "(d)(1)"),
    ("a leaflet of which we know too little", YES, YES, "public", UNKNOWN, OPEN, "(b)"),
    ("talking with a councilor, about what?", UNKNOWN, YES, "legislator", NO, OPEN, "(b)"),
    ("a view on the bill, said to whom?", YES, YES, None, YES, OPEN, "(b)"),
]


@pytest.mark.parametrize(
    ("specific", "view", "audience", "call", "expected", "citation"),
    [pytest.param(*example[1:], id=example[0]) for example in EXAMPLES],
)
def test_an_example_worked_by_hand(specific, view, audience, call, expected, citation):
    facts = ContactFacts(specific, view, audience and Audience(audience), call)
    proposal = propose(facts)
    assert proposal.lobbying_class is expected
    assert proposal.citation.startswith("26 CFR 56.4911-")
    assert proposal.citation.endswith(citation)


ANSWERS = [YES, NO, UNKNOWN]
ALL_FACTS = [ContactFacts(*facts) for facts in product(ANSWERS, ANSWERS, [*Audience, None], ANSWERS)]


@pytest.mark.parametrize("facts", ALL_FACTS)
def test_every_answer_gets_a_class_whose_name_begins_its_reason(facts):
    proposal = propose(facts)
    assert proposal.reason.startswith(proposal.lobbying_class.label + ": ")
    assert proposal.reason.endswith(".")


@pytest.mark.parametrize("facts", ALL_FACTS)
def test_lobbying_always_needs_specific_legislation_and_a_view(facts):
    if propose(facts).lobbying_class in (DIRECT, GRASSROOTS):
        assert facts.specific_legislation is True
        assert facts.view_taken is True


@pytest.mark.parametrize("facts", ALL_FACTS)
def test_an_answer_given_later_never_overturns_a_proposal_made_without_it(facts):
    before = propose(facts).lobbying_class
    if before is OPEN:
        return
    for specific, view, call in product([YES, NO], repeat=3):
        fuller = ContactFacts(
            specific if facts.specific_legislation is None else facts.specific_legislation,
            view if facts.view_taken is None else facts.view_taken,
            facts.audience,
            call if facts.call_to_act is None else facts.call_to_act,
        )
        assert propose(fuller).lobbying_class is before


def test_complete_answers_are_always_classified():
    complete = [f for f in ALL_FACTS if None not in (f.specific_legislation, f.view_taken, f.audience, f.call_to_act)]
    assert len(complete) == 8 * len(Audience)
    assert all(propose(facts).lobbying_class is not OPEN for facts in complete)


@pytest.mark.parametrize(
    ("spent_dollars", "total_dollars"),
    [
        (0, 0),
        (100_000, 20_000),
        (500_000, 100_000),
        (1_000_000, 175_000),
        (1_500_000, 225_000),
        (2_500_000, 275_000),
        (17_000_000, 1_000_000),
        (90_000_000, 1_000_000),
    ],
)
def test_the_ceiling_follows_the_statute(spent_dollars, total_dollars):
    """26 U.S.C. 4911(c)(2); at $17,000,000 the ceiling reaches its most."""
    cents = total_dollars * 100
    assert ceiling(spent_dollars * 100) == Ceiling(total_cents=cents, grassroots_cents=cents // 4)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_who_spends_more_never_has_a_lower_ceiling(some, more):
    low, high = ceiling(some), ceiling(some + more)
    assert low.total_cents <= high.total_cents <= 100_000_000
    assert high.total_cents <= (some + more) // 5
    assert high.grassroots_cents * 4 <= high.total_cents


def test_negative_spending_is_refused():
    with pytest.raises(ValueError, match="less than nothing"):
        ceiling(-1)
