"""Seats of a body on a day: who holds them, which are empty, who may vote."""

from datetime import date

import pytest

from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import MotionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import BodyRule, Organization, Person, Post, Term
from advocacy.queries import bodies
from tests.factories import add, make_body, make_organization, make_person
from tests.queries import count_queries

DAY = date(2024, 6, 1)

pytestmark = pytest.mark.usefixtures("app")


def a_seat(body: Organization, *terms: tuple[Person, str, str], **fields: object) -> Post:
    """A seat of the body with terms (holder, from, to)."""
    post = add(Post(body_id=body.id, label="Ward 1", **fields))
    for person, starts_on, ends_on in terms:
        add(
            Term(
                post_id=post.id,
                person_id=person.id,
                starts_on=PartialDate(starts_on),
                ends_on=PartialDate(ends_on),
            )
        )
    return post


def holder_on(body: Organization, day: date) -> Person | None:
    """Who holds the only seat of the body."""
    (seat,) = bodies.seats_on(body, day)
    return seat.holder


def test_a_seat_has_the_holder_of_the_term_that_covers_the_day() -> None:
    body = make_organization()
    before, now = make_person("Ana First"), make_person("Ben Second")
    a_seat(body, (before, "2018-01-01", "2021-12-31"), (now, "2022-01-03", "2025-12-31"))
    assert holder_on(body, date(2021, 12, 31)) == before
    assert holder_on(body, date(2022, 1, 2)) is None
    assert holder_on(body, date(2022, 1, 3)) == now
    assert holder_on(body, date(2026, 1, 1)) is None


def test_on_the_day_of_handing_over_the_seat_is_the_successors() -> None:
    body = make_organization()
    before, now = make_person("Ana First"), make_person("Ben Second")
    a_seat(body, (before, "2018-01-01", "2022-01-03"), (now, "2022-01-03", ""))
    assert holder_on(body, date(2022, 1, 3)) == now


def test_a_term_without_a_date_seats_nobody_until_it_is_confirmed() -> None:
    body, person = make_organization(), make_person("Ana First")
    post = a_seat(body, (person, "", ""))
    (seat,) = bodies.seats_on(body, DAY)
    assert seat.is_vacant
    assert [term.person for term in seat.unconfirmed] == [person]
    post.terms[0].confirmed_on = date(2024, 1, 1)
    (seat,) = bodies.seats_on(body, DAY)
    assert seat.holder == person
    assert seat.unconfirmed == ()


def test_a_dated_term_stands_before_a_confirmed_one_without_a_date() -> None:
    body, before, now = make_organization(), make_person("Ana First"), make_person("Ben Second")
    post = a_seat(body, (before, "2010", "2012"), (now, "", ""))
    next(term for term in post.terms if term.person_id == now.id).confirmed_on = date(2024, 1, 1)
    assert holder_on(body, date(2011, 5, 1)) == before
    assert holder_on(body, DAY) == now


def test_seats_that_do_not_exist_on_the_day_are_not_counted() -> None:
    body = make_organization()
    a_seat(body, starts_on=PartialDate("2025"))
    a_seat(body, ends_on=PartialDate("2023"))
    a_seat(body, starts_on=PartialDate("2024-06"), ends_on=PartialDate("2024"))
    assert len(bodies.seats_on(body, DAY)) == 1


def test_only_who_holds_a_voting_seat_that_day_may_vote() -> None:
    body = make_organization()
    voter, chair, clerk, gone = (make_person(f"{name} Example") for name in ("Ana", "Ben", "Cy", "Dee"))
    a_seat(body, (voter, "2020", ""))
    a_seat(body, (chair, "2020", ""), votes=VotesRight.TIE_ONLY)
    a_seat(body, (clerk, "2020", ""), votes=VotesRight.NO)
    a_seat(body, (gone, "2016", "2019"))
    assert list(bodies.voters_on(body, DAY).values()) == [voter, chair]


def test_the_number_of_queries_does_not_grow_with_the_seats() -> None:
    small, large = make_body("Small", seats=1), make_body("Large", seats=30)
    with count_queries() as few:
        assert len(bodies.seats_on(small, DAY)) == 1
    with count_queries() as many:
        assert [seat.holder for seat in bodies.seats_on(large, DAY)].count(None) == 0
    assert len(many) == len(few)


def test_the_rule_on_a_day_is_the_latest_that_had_begun() -> None:
    body = make_body()

    def rule(since: str, fraction: RuleFraction, motion: MotionKind = MotionKind.ORDINARY) -> BodyRule:
        row = BodyRule(body_id=body.id, motion_kind=motion, valid_from=PartialDate(since), fraction=fraction)
        row.base = RuleBase.VOTING
        return add(row)

    old, new = rule("", RuleFraction.HALF), rule("2020", RuleFraction.THREE_FIFTHS)
    override = rule("2019", RuleFraction.TWO_THIRDS, MotionKind.OVERRIDE)
    rules = bodies.rules_of(body)
    assert rules == [new, old, override]
    assert bodies.rule_on(rules, MotionKind.ORDINARY, date(2019, 12, 31)) == old
    assert bodies.rule_on(rules, MotionKind.ORDINARY, date(2020, 1, 1)) == new
    assert bodies.rule_on(rules, MotionKind.EMERGENCY, date(2020, 1, 1)) is None
