"""Seats of a body on a day: who holds them, which are empty, who may vote."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.directory import OrganizationKind, RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import MotionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import BodyRule, Organization, Person, Post, Term, User
from advocacy.queries import bodies
from tests.factories import add, commit, make_body, make_organization, make_person, make_place
from tests.queries import count_queries
from tests.web import Web

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


@pytest.mark.one_database
def test_a_seat_has_the_holder_of_the_term_that_covers_the_day() -> None:
    body = make_organization()
    before, now = make_person("Ana First"), make_person("Ben Second")
    a_seat(body, (before, "2018-01-01", "2021-12-31"), (now, "2022-01-03", "2025-12-31"))
    assert holder_on(body, date(2021, 12, 31)) == before
    assert holder_on(body, date(2022, 1, 2)) is None
    assert holder_on(body, date(2022, 1, 3)) == now
    assert holder_on(body, date(2026, 1, 1)) is None


@pytest.mark.one_database
def test_on_the_day_of_handing_over_the_seat_is_the_successors() -> None:
    body = make_organization()
    before, now = make_person("Ana First"), make_person("Ben Second")
    a_seat(body, (before, "2018-01-01", "2022-01-03"), (now, "2022-01-03", ""))
    assert holder_on(body, date(2022, 1, 3)) == now


@pytest.mark.one_database
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


@pytest.mark.one_database
def test_seats_that_do_not_exist_on_the_day_are_not_counted() -> None:
    body = make_organization()
    a_seat(body, starts_on=PartialDate("2025"))
    a_seat(body, ends_on=PartialDate("2023"))
    a_seat(body, starts_on=PartialDate("2024-06"), ends_on=PartialDate("2024"))
    assert len(bodies.seats_on(body, DAY)) == 1


@pytest.mark.one_database
def test_only_who_holds_a_voting_seat_that_day_may_vote() -> None:
    body = make_organization()
    voter, chair, clerk, gone = (make_person(f"{name} Example") for name in ("Ana", "Ben", "Cy", "Dee"))
    a_seat(body, (voter, "2020", ""))
    a_seat(body, (chair, "2020", ""), votes=VotesRight.TIE_ONLY)
    a_seat(body, (clerk, "2020", ""), votes=VotesRight.NO)
    a_seat(body, (gone, "2016", "2019"))
    assert list(bodies.voters_on(body, DAY).values()) == [voter, chair]


@pytest.mark.one_database
def test_the_number_of_queries_does_not_grow_with_the_seats() -> None:
    small, large = make_body("Small", seats=1), make_body("Large", seats=30)
    with count_queries() as few:
        assert len(bodies.seats_on(small, DAY)) == 1
    with count_queries() as many:
        assert [seat.holder for seat in bodies.seats_on(large, DAY)].count(None) == 0
    assert len(many) == len(few)


@pytest.mark.one_database
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


@pytest.mark.one_database
def test_a_rule_that_ended_decides_no_more_and_no_older_one_comes_back() -> None:
    body = make_body()
    a_rule(body, "", RuleFraction.HALF)
    ended = a_rule(body, "2020", RuleFraction.THREE_FIFTHS, ends_on=PartialDate("2022"))
    rules = bodies.rules_of(body)
    assert bodies.rule_on(rules, MotionKind.ORDINARY, date(2022, 12, 31)) == ended
    assert bodies.rule_on(rules, MotionKind.ORDINARY, date(2023, 1, 1)) is None


def a_rule(body: Organization, since: str, fraction: RuleFraction, **fields: Any) -> BodyRule:
    """A rule for ordinary motions."""
    fields.setdefault("base", RuleBase.ALL_SEATS)
    fields.setdefault("motion_kind", MotionKind.ORDINARY)
    return add(BodyRule(body_id=body.id, valid_from=PartialDate(since), fraction=fraction, **fields))


def test_the_page_of_rules_says_which_hold_and_what_they_need_today(web: Web, member: User) -> None:
    body = make_body(seats=5)
    a_seat(body)
    a_rule(body, "2010", RuleFraction.HALF, citation="Charter, section 9")
    a_rule(body, "2020", RuleFraction.TWO_THIRDS)
    a_rule(body, "2015", RuleFraction.HALF, base=RuleBase.FILLED_SEATS, motion_kind=MotionKind.OVERRIDE)
    page = web.sign_in(member).get(f"/organizations/{body.ref}/rules")
    assert [pill.get_text(strip=True) for pill in page.soup.select("main .pill")] == [
        "In force",
        "Not in force",
        "In force",
    ]
    assert "Today it takes 4 yes of 6 seats" in page.text
    assert "Today it takes 3 yes of 6 seats" in page.text
    assert "Source: Charter, section 9" in page.text
    assert page.soup.select("main .menu") == []


def test_ending_a_rule_needs_a_day_after_its_beginning_and_a_fresh_form(web: Web, organizer: User) -> None:
    body = make_body()
    rule = a_rule(body, "2020", RuleFraction.HALF)
    commit()
    path = f"/organizations/{body.ref}/rules/{rule.ref}/end"
    stale = web.sign_in(organizer).get(path)
    assert web.get(path).submit({"ends_on": ""}).status == 422
    assert web.get(path).submit({"ends_on": "2019"}).status == 422
    page = web.get(path).submit({"ends_on": "2022-06"})
    assert "Rule ended." in page.text
    assert "2020 to Jun 2022" in page.text
    assert stale.submit({"ends_on": "2023"}).status == 409
    assert web.get(f"/organizations/{make_body('Other').ref}/rules/{rule.ref}/end").status == 404
    assert web.get(f"/organizations/{make_organization().ref}/rules").status == 404


@pytest.mark.one_database
def test_the_pages_of_rules_speak_spanish(web: Web, organizer: User) -> None:
    body = make_body()
    rule = a_rule(body, "2020", RuleFraction.TWO_THIRDS)
    organizer.language = Language.ES
    commit()
    page = web.sign_in(organizer).get(f"/organizations/{body.ref}/rules")
    assert "Dos tercios de todos los escaños" in page.text
    assert "Poner fin a la regla" in web.get(f"/organizations/{body.ref}/rules/{rule.ref}/end").text


def test_a_council_and_who_sits_in_it_are_added_from_the_page_of_the_place(web: Web, organizer: User) -> None:
    place = make_place("Fairfield")
    commit()
    page = web.sign_in(organizer).get(f"/places/{place.ref}")
    page = web.get(next(link for link in page.links() if link.startswith("/organizations/new")))
    page.submit({"title": "Fairfield Council"})
    body = db.session.scalars(select(Organization)).one()
    assert (body.is_body, body.organization_kind, body.jurisdiction_id) == (
        True,
        OrganizationKind.LEGISLATIVE_BODY,
        place.id,
    )
    post = a_seat(body)
    commit()
    form = web.get(f"/posts/{post.ref}/terms/new")
    assert "Choose who holds the seat" in form.submit({"starts_on": "2024"}).text
    form.submit({"new_name": "Ada Example", "starts_on": "2024"})
    ada = holder_on(body, DAY)
    assert ada is not None
    assert (ada.given_name, ada.family_name) == ("Ada", "Example")
    another = a_seat(body)
    commit()
    again = web.get(f"/posts/{another.ref}/terms/new").submit({"new_name": "Ada Example", "starts_on": "2024"})
    assert again.status == 422
    again.submit({"is_somebody_else": "y"})
    assert db.session.scalar(select(func.count(Person.id))) == 2
