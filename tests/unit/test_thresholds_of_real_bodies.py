"""Worked by hand from the rules of real bodies: each with where the rule stands.

The numbers of members, votes and results are those of the rule or of a vote that was taken; where a line says
"for example", the attendance is made up to show the rule.
"""

from dataclasses import dataclass

import pytest

from advocacy.domain.directory import RuleBase, RuleFraction
from advocacy.domain.thresholds import Ballot, Threshold, needed, passes

F, B = RuleFraction, RuleBase


@dataclass(frozen=True)
class Case:
    """A vote under a rule: how many were needed, and whether it passed."""

    where: str
    fraction: RuleFraction
    base: RuleBase
    ballot: Ballot
    needed: int
    passed: bool
    chair: bool = False
    quorum: int | None = None


SENATE, HOUSE = "Senate of the United States", "House of Representatives of the United States"

CASES = (
    Case(
        f"{SENATE}, Standing Rule XXII, paragraph 2 (cloture): three fifths of the Senators duly chosen and "
        "sworn; for example 59 to 39",
        F.THREE_FIFTHS, B.FILLED_SEATS, Ballot(yes=59, no=39, absent=2), 60, False,
    ),
    Case(
        f"{SENATE}, Standing Rule XXII, paragraph 2, for example with two seats empty: 58.8, so 59",
        F.THREE_FIFTHS, B.FILLED_SEATS, Ballot(yes=59, no=30, absent=9, vacant=2), 59, True,
    ),
    Case(
        f"{SENATE}, Standing Rule XXII, paragraph 2 (cloture on a change of the rules): two thirds of the Senators "
        "present and voting; for example 96 vote",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=63, no=33, absent=4), 64, False,
    ),
    Case(
        "Constitution of the United States, Article I, Section 3, Clause 6: two thirds of the members present "
        "(trial of Andrew Johnson, May 16, 1868: 35 guilty, 19 not guilty)",
        F.TWO_THIRDS, B.PRESENT, Ballot(yes=35, no=19), 36, False,
    ),
    Case(
        "Constitution of the United States, Article I, Section 3, Clause 6 (trial of February 13, 2021: 57 to 43)",
        F.TWO_THIRDS, B.PRESENT, Ballot(yes=57, no=43), 67, False,
    ),
    Case(
        "Constitution of the United States, Article I, Section 3, Clause 4: the Vice President votes when the Senate "
        "is equally divided (Inflation Reduction Act, August 7, 2022: 50 to 50)",
        F.HALF, B.VOTING, Ballot(yes=50, no=50), 50, True, chair=True,
    ),
    Case(
        "Constitution of the United States, Article I, Section 3, Clause 4: equally divided, no Vice President for it",
        F.HALF, B.VOTING, Ballot(yes=50, no=50), 51, False,
    ),
    Case(
        "Constitution of the United States, Article II, Section 2, Clause 2: two thirds of the Senators present concur "
        "(Treaty of Versailles, March 19, 1920: 49 to 35)",
        F.TWO_THIRDS, B.PRESENT, Ballot(yes=49, no=35, absent=12), 56, False,
    ),
    Case(
        "Constitution of the United States, Article I, Section 7, Clause 2; Missouri Pacific Ry. v. Kansas, 248 U.S. "
        "276 (1919): two thirds of those voting (House, War Powers Resolution, November 7, 1973: 284 to 135)",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=284, no=135), 280, True,
    ),
    Case(
        "Constitution of the United States, Article I, Section 7, Clause 2 (Senate, War Powers Resolution: 75 to 18)",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=75, no=18), 62, True,
    ),
    Case(
        f"{HOUSE}, Rule XV, clause 1 (suspension): two thirds of the Members voting, a quorum being present; "
        "for example 277 to 139, one short of 278",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=277, no=139, absent=19), 278, False, quorum=218,
    ),
    Case(
        f"{HOUSE}, Rule XV, clause 1, without a quorum: nothing passes",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=217, absent=218), 145, False, quorum=218,
    ),
    Case(
        f"{HOUSE}, election of the Speaker by a majority of the votes cast (15th ballot, January 7, 2023: "
        "216 to 212, six present)",
        F.HALF, B.VOTING, Ballot(yes=216, no=212, abstaining=6, vacant=1), 215, True,
    ),
    Case(
        "Constitution of the United States, Article V: three fourths of the several States (of 50)",
        F.THREE_QUARTERS, B.ALL_SEATS, Ballot(yes=37, no=13), 38, False,
    ),
    Case(
        "Constitution of the United States, Amendment XII: a majority of all the States is necessary to a choice",
        F.HALF, B.ALL_SEATS, Ballot(yes=25, no=20, abstaining=5), 26, False,
    ),
    Case(
        "Constitution of Massachusetts, Part the Second, Chapter I, Section I, Article II: approved by two thirds of "
        "the members present; for example 155 of the 160 of the House are there, three of them silent",
        F.TWO_THIRDS, B.PRESENT, Ballot(yes=103, no=49, abstaining=3, absent=5), 104, False,
    ),
    Case(
        "Constitution of Massachusetts, Part the Second, Chapter I, Section I, Article II, in the Senate; "
        "for example 38 of 40 are there",
        F.TWO_THIRDS, B.PRESENT, Ballot(yes=26, no=12, absent=1, vacant=1), 26, True,
    ),
    Case(
        "Massachusetts General Laws, Chapter 43, Section 20 (emergency preamble of an ordinance): two thirds of the "
        "members of the city council; for example a council of 13 with one seat empty",
        F.TWO_THIRDS, B.ALL_SEATS, Ballot(yes=8, no=2, absent=2, vacant=1), 9, False,
    ),
    Case(
        "Massachusetts General Laws, Chapter 43, Section 125 (after the mayor's disapproval): a two thirds vote of all "
        "its members; for example a council of 11",
        F.TWO_THIRDS, B.ALL_SEATS, Ballot(yes=8, no=3), 8, True,
    ),
    Case(
        "Massachusetts General Laws, Chapter 39, Section 4 (after the mayor's disapproval): two thirds of the members "
        "present and voting; for example nine vote",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=6, no=3, abstaining=2, absent=4), 6, True,
    ),
    Case(
        "Massachusetts General Laws, Chapter 40A, Section 5, as in Revere, Code 17.56.040 (protest of landowners): "
        "three fourths of all the members; a council of 11",
        F.THREE_QUARTERS, B.ALL_SEATS, Ballot(yes=8, no=3), 9, False,
    ),
    Case(
        "Massachusetts General Laws, Chapter 44, Section 64 (unpaid bills, annual town meeting): four fifths of the "
        "voters present and voting; for example 153 vote",
        F.FOUR_FIFTHS, B.VOTING, Ballot(yes=123, no=30, abstaining=11), 123, True,
    ),
    Case(
        "Massachusetts General Laws, Chapter 44, Section 64 (unpaid bills, special town meeting): nine tenths",
        F.NINE_TENTHS, B.VOTING, Ballot(yes=137, no=16), 138, False,
    ),
    Case(
        "Parisi v. Gloucester, 3 Mass. App. Ct. 680 (1975), former Chapter 40A, Section 7: the unanimous vote of a "
        "council of seven, had the protest been valid; five for, one against, one absent",
        F.ALL, B.ALL_SEATS, Ballot(yes=5, no=1, absent=1), 7, False,
    ),
    Case(
        "New York General Construction Law, Section 41: a majority of the whole number, as if there were no vacancies "
        "and nobody were disqualified; a town board of five with one seat empty",
        F.HALF, B.ALL_SEATS, Ballot(yes=2, absent=1, recused=1, vacant=1), 3, False,
    ),
    Case(
        "New York General Construction Law, Section 41: three of the five",
        F.HALF, B.ALL_SEATS, Ballot(yes=3, absent=1, vacant=1), 3, True,
    ),
    Case(
        "Constitution of California, Article IV, Section 8(b)(3): a majority of the membership (Assembly, 80)",
        F.HALF, B.ALL_SEATS, Ballot(yes=40, no=30, absent=8, vacant=2), 41, False,
    ),
    Case(
        "Constitution of California, Article IV, Section 8(d) (urgency): two thirds of the membership (Senate, 40)",
        F.TWO_THIRDS, B.ALL_SEATS, Ballot(yes=27, no=10, vacant=3), 27, True,
    ),
    Case(
        "Constitution of California, Article IV, Section 8(a) (30 days in print): three fourths of the membership "
        "(Assembly, 80)",
        F.THREE_QUARTERS, B.ALL_SEATS, Ballot(yes=60, no=20), 60, True,
    ),
    Case(
        "California Government Code, Section 36936: a majority of the total membership of the city council; two of "
        "three present are not enough in a council of five",
        F.HALF, B.ALL_SEATS, Ballot(yes=2, no=1, absent=2), 3, False, quorum=3,
    ),
    Case(
        "California Government Code, Section 54954.2(b)(2) (not on the agenda): two thirds of the members present; "
        "for example five of seven are there",
        F.TWO_THIRDS, B.PRESENT, Ballot(yes=3, no=1, abstaining=1, absent=2), 4, False,
    ),
    Case(
        "California Government Code, Section 54954.2(b)(2): fewer than two thirds are there, so all of them; "
        "for example four of seven",
        F.ALL, B.PRESENT, Ballot(yes=3, abstaining=1, absent=3), 4, False,
    ),
    Case(
        "Constitution of Illinois, Article IV, Section 9(c): three fifths of the members elected (House, 118: 71)",
        F.THREE_FIFTHS, B.ALL_SEATS, Ballot(yes=70, no=48), 71, False,
    ),
    Case(
        "Constitution of Illinois, Article IV, Section 9(c): three fifths of the members elected (Senate, 59: 36)",
        F.THREE_FIFTHS, B.ALL_SEATS, Ballot(yes=36, no=20, absent=3), 36, True,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:1, majority: more than half of the votes cast; of 19, 10",
        F.HALF, B.VOTING, Ballot(yes=10, no=9, abstaining=12), 10, True,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:1, majority: of 20 votes, 11; a tie fails",
        F.HALF, B.VOTING, Ballot(yes=10, no=10), 11, False,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:3, two-thirds vote: of 60 votes, 40",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=40, no=20), 40, True,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:3, two-thirds vote: of 61 votes, 41",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=40, no=21), 41, False,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:3, two-thirds vote: of 62 votes, 42",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=41, no=21), 42, False,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:3, two-thirds vote: of 63 votes, 42",
        F.TWO_THIRDS, B.VOTING, Ballot(yes=42, no=21), 42, True,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:7-9, a majority of the members present: not voting has "
        "the effect of a no; for example 24 of the 30 there vote",
        F.HALF, B.PRESENT, Ballot(yes=15, no=9, abstaining=6, absent=20), 16, False,
    ),
    Case(
        "Robert's Rules of Order Newly Revised (12th ed.) 44:7-9, a majority of the entire membership; for example 50",
        F.HALF, B.FILLED_SEATS, Ballot(yes=25, no=2, abstaining=3, absent=20), 26, False,
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where[:60])
def test_the_arithmetic_agrees_with_the_rule(case: Case) -> None:
    rule = Threshold(case.fraction, case.base, case.quorum)
    assert needed(rule, case.ballot, chair_says_yes=case.chair) == case.needed
    assert passes(rule, case.ballot, chair_says_yes=case.chair) is case.passed


def test_every_fraction_and_every_base_is_some_bodys_rule() -> None:
    assert {case.fraction for case in CASES} == set(RuleFraction)
    assert {case.base for case in CASES} == set(RuleBase)
