"""Organizations: the list by part and kind, the page, seats and rules of a body, adding and editing."""

from datetime import timedelta

import pytest

from advocacy.db import db
from advocacy.domain.directory import CoalitionPart, OrganizationKind
from advocacy.domain.letters import LetterStatus, SignatureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, BodyRule, Organization, Person, Post, Signature, Supporter, Target, Term, User
from advocacy.queries.clock import today
from tests.factories import (
    add,
    commit,
    link,
    make_body,
    make_campaign,
    make_letter,
    make_official,
    make_organization,
    make_person,
    make_place,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web

LIST = "/organizations"


def page_of(organization: Organization) -> str:
    """The address of its page."""
    return f"{LIST}/{organization.ref}"


def names_on(page: Page) -> list[str]:
    """The names in the list."""
    return [" ".join(node.get_text(" ").split()) for node in page.soup.select("table th a")]


# --- the list -----------------------------------------------------------------------------------------------


def test_the_list_is_filtered_by_part_kind_place_and_name(web: Web, member: User) -> None:
    city = make_place("Sampleville")
    make_organization("Workers Center", part=CoalitionPart.MEMBER, jurisdiction_id=city.id)
    make_organization("Ünion Local 1", organization_kind=OrganizationKind.UNION, part=CoalitionPart.ALLY)
    make_body("City Council", seats=0)
    commit()
    web.sign_in(member)
    assert names_on(web.get(LIST)) == ["City Council", "Ünion Local 1", "Workers Center"]
    assert names_on(web.get(f"{LIST}?part=member")) == ["Workers Center"]
    assert names_on(web.get(f"{LIST}?kind=union")) == ["Ünion Local 1"]
    assert names_on(web.get(f"{LIST}?bodies=y")) == ["City Council"]
    assert names_on(web.get(f"{LIST}?place={city.ref}")) == ["Workers Center"]
    assert names_on(web.get(f"{LIST}?q=union")) == ["Ünion Local 1"]
    assert "Nothing matches" in web.get(f"{LIST}?q=zzz").text
    assert "Members (1)" in web.get(LIST).text


@pytest.mark.one_database
def test_queries_of_the_list_do_not_grow_with_its_rows(web: Web, member: User) -> None:
    make_organization("First", jurisdiction_id=make_place("P").id)
    web.sign_in(member).get(LIST)
    with count_queries() as few:
        web.get(LIST)
    for number in range(40):
        make_organization(f"Organization {number}", jurisdiction_id=make_place(f"P{number}").id)
    with count_queries() as many:
        assert len(names_on(web.get(LIST))) == 41
    assert len(many) == len(few)


# --- the page -----------------------------------------------------------------------------------------------


def full_organization() -> Organization:
    """An organization with everything on its page."""
    parent = make_organization("State Federation")
    organization = make_organization(
        "Workers Center",
        part=CoalitionPart.MEMBER,
        joined_on=PartialDate("2016"),
        promised="Forty people at every hearing.",
        parent_id=parent.id,
        website="https://example.org/",
    )
    organization.spokesperson_id = make_person("Ada Speaker").id
    make_person("Ben Organizer", organization_id=organization.id, role="Lead organizer")
    letter = make_letter(make_campaign(), "Three points", status=LetterStatus.SENT)
    add(Signature(letter_id=letter.id, organization_id=organization.id, status=SignatureStatus.SIGNED))
    commit()
    return organization


@pytest.mark.one_database
def test_the_page_tells_part_promise_people_parent_and_letters(web: Web, organizer: User) -> None:
    organization = full_organization()
    page = web.sign_in(organizer).get(page_of(organization))
    assert page.title == "Workers Center"
    for words in (
        "Member of the coalition", "2016", "Forty people at every hearing.", "Ada Speaker", "Ben Organizer",
        "Lead organizer", "State Federation", "Three points", "Signed", "example.org",
    ):  # fmt: skip
        assert words in page.text, words


def test_people_whom_the_reader_may_not_know_are_not_on_the_page(web: Web, member: User, organizer: User) -> None:
    organization = full_organization()
    add(Supporter(campaign_id=make_restricted_campaign().id, person_id=db.session.query(Person).first().id))
    hidden = make_person("Quinn Hidden", organization_id=organization.id)
    add(Supporter(campaign_id=make_restricted_campaign("Quieter").id, person_id=hidden.id))
    commit()
    web.sign_in(member)
    assert "Ben Organizer" not in web.get(page_of(organization)).text
    assert "Quinn Hidden" not in web.sign_in(organizer).get(page_of(organization)).text


@pytest.mark.one_database
def test_the_pages_read_in_spanish(web: Web, coordinator: User) -> None:
    body = make_body(seats=1)
    coordinator.language = Language.ES
    commit()
    web.sign_in(coordinator)
    assert web.get(LIST).title == "Organizaciones"
    assert "Escaños" in web.get(page_of(body)).text
    assert web.get(f"{LIST}/new").title == "Añadir una organización"


@pytest.mark.one_database
def test_a_missing_organization_is_not_found(web: Web, member: User) -> None:
    assert web.sign_in(member).get(f"{LIST}/0000000000").status == 404


def test_a_member_sees_no_buttons_and_is_refused_by_the_server(web: Web, member: User) -> None:
    body = make_body(seats=1)
    term = db.session.query(Term).one()
    commit()
    web.sign_in(member)
    changing = ("/edit", "/new", "/end", "/confirm", "/remove")
    assert [address for address in web.get(page_of(body)).links() if address.endswith(changing)] == []
    for path in (f"{page_of(body)}/edit", f"{page_of(body)}/posts/new", f"/terms/{term.ref}/end"):
        assert web.get(path).status == 403
    assert web.post_with_token(f"/terms/{term.ref}/remove").status == 403
    assert db.session.query(Term).count() == 1


# --- adding and editing -------------------------------------------------------------------------------------


def test_adding_an_organization_and_one_of_the_same_name(web: Web, organizer: User) -> None:
    typed = {"title": "Workers Center", "part": "member", "joined_on": "Feb 2017", "tax_status": "501c3"}
    form = web.sign_in(organizer).get(f"{LIST}/new")
    assert form.soup.select_one("#tax_status option[selected]")["value"] == "not_known"
    page = form.submit(typed)
    assert page.title == "Workers Center"
    assert "Feb 2017" in page.text
    asked = web.get(f"{LIST}/new").submit({"title": "WORKERS  CENTER"})
    assert asked.status == 422
    assert db.session.query(Organization).count() == 1
    asked.submit({"is_another_one": "y"})
    assert db.session.query(Organization).count() == 2
    assert db.session.query(AuditEntry).filter_by(event="organization.created").count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "This is needed."),
        ({"joined_on": "2018", "left_on": "2017"}, "before it joined"),
        ({"website": "javascript:alert(1)"}, "whole web address"),
        ({"joined_on": "2/3/2017"}, "two ways"),
    ],
)
@pytest.mark.one_database
def test_what_contradicts_itself_is_refused_at_the_field(
    web: Web, organizer: User, typed: dict[str, str], words: str
) -> None:
    refused = web.sign_in(organizer).get(f"{LIST}/new").submit({"title": "Kept", "promised": "To come", **typed})
    assert refused.status == 422
    assert words in " ".join(refused.errors)
    assert "To come" in refused.text
    assert db.session.query(Organization).count() == 0


def test_an_organization_is_no_part_of_itself(web: Web, organizer: User) -> None:
    parent = make_organization("Federation")
    child = make_organization("Local", parent_id=parent.id)
    commit()
    refused = web.sign_in(organizer).get(f"{page_of(parent)}/edit").submit({"parent": child.ref})
    assert refused.status == 422
    assert "part of itself" in " ".join(refused.errors)


def test_a_stale_edit_is_refused_and_kept(web: Web, organizer: User) -> None:
    organization = make_organization("Workers Center")
    commit()
    web.sign_in(organizer)
    first, second = web.get(f"{page_of(organization)}/edit"), web.get(f"{page_of(organization)}/edit")
    assert first.submit({"promised": "Ten people"}).status == 200
    stale = second.submit({"promised": "Twenty people"})
    assert stale.status == 409
    assert "Twenty people" in stale.text
    assert db.session.get_one(Organization, organization.id).promised == "Ten people"


# --- seats --------------------------------------------------------------------------------------------------


@pytest.mark.one_database
def test_seats_show_who_held_them_on_a_day(web: Web, member: User) -> None:
    body = make_organization("Council", organization_kind=OrganizationKind.LEGISLATIVE_BODY, is_body=True)
    post = add(Post(body_id=body.id, label="Ward 1"))
    for name, since, until in (("Ana First", "2018-01-01", "2021-12-31"), ("Ben Second", "2022-01-03", "")):
        person = make_person(name)
        add(Term(post_id=post.id, person_id=person.id, starts_on=PartialDate(since), ends_on=PartialDate(until)))
    commit()
    web.sign_in(member)
    assert "Ana First" in web.get(f"{page_of(body)}?on=2019-05-05").text
    assert "Ben Second" not in web.get(f"{page_of(body)}?on=2019-05-05").text
    assert "1 vacant" in web.get(f"{page_of(body)}?on=2022-01-01").text
    assert "Ben Second" in web.get(page_of(body)).text
    assert "Ben Second" in web.get(f"{page_of(body)}?on=nonsense").text


def test_adding_a_seat_and_seating_somebody(web: Web, organizer: User) -> None:
    body = make_body(seats=0)
    person = make_person("Ada Councilor")
    commit()
    page = web.sign_in(organizer).get(f"{page_of(body)}/posts/new").submit({"label": "Ward 1", "starts_on": "1990"})
    assert "1 vacant" in page.text
    post = db.session.query(Post).one()
    page = web.get(f"/posts/{post.ref}/terms/new").submit({"person": person.ref, "starts_on": "2020-01"})
    assert page.title == "Sampleville City Council"
    assert "Ada Councilor" in page.text
    assert "Since Jan 2020" in page.text
    edited = web.get(f"/posts/{post.ref}/edit").submit({"votes": "tie_only"})
    assert "Votes only to break a tie" in edited.text


def test_a_stale_seat_or_term_is_refused(web: Web, organizer: User) -> None:
    make_body(seats=1)
    post, term = db.session.query(Post).one(), db.session.query(Term).one()
    commit()
    web.sign_in(organizer)
    for address, typed in (
        (f"/posts/{post.ref}/edit", {"label": "Ward 2"}),
        (f"/terms/{term.ref}/edit", {"note": "First"}),
        (f"/terms/{term.ref}/end", {"ends_on": "2024"}),
    ):
        first, second = web.get(address), web.get(address)
        assert first.submit(typed).status == 200
        assert second.submit(typed).status == 409
    assert web.get("/posts/0000000000/edit").status == 404
    assert web.get("/terms/0000000000/edit").status == 404


@pytest.mark.one_database
def test_a_seat_that_somebody_holds_is_refused_and_nothing_typed_is_lost(web: Web, organizer: User) -> None:
    make_body(seats=1)
    post = db.session.query(Post).one()
    newcomer = make_person("Ada Newcomer")
    commit()
    form = web.sign_in(organizer).get(f"/posts/{post.ref}/terms/new")
    refused = form.submit({"person": newcomer.ref, "starts_on": "2022", "note": "special election"})
    assert refused.status == 422
    assert "Councilor1 Example holds this seat" in " ".join(refused.errors)
    assert "special election" in refused.text
    assert db.session.query(Term).count() == 1
    term = db.session.query(Term).one()
    ended = web.get(f"/terms/{term.ref}/end").submit({"ends_on": "2021-12-31"})
    assert ended.status == 200
    web.get(f"/posts/{post.ref}/terms/new").submit({"person": newcomer.ref, "starts_on": "2022"})
    assert db.session.query(Term).count() == 2


@pytest.mark.one_database
def test_an_end_before_the_beginning_and_no_end_are_refused(web: Web, organizer: User) -> None:
    make_body(seats=1)
    term = db.session.query(Term).one()
    commit()
    web.sign_in(organizer)
    backwards = web.get(f"/terms/{term.ref}/edit").submit({"starts_on": "2021", "ends_on": "2019"})
    assert backwards.status == 422
    assert "The end is before the beginning." in " ".join(backwards.errors)
    empty = web.get(f"/terms/{term.ref}/end").submit({"ends_on": ""})
    assert empty.status == 422
    assert "Say when the term ended" in " ".join(empty.errors)


@pytest.mark.one_database
def test_confirming_an_undated_term_seats_its_holder(web: Web, organizer: User) -> None:
    body = make_body(seats=0)
    post = add(Post(body_id=body.id, label="Ward 1"))
    person = make_person("Ada Undated")
    term = add(Term(post_id=post.id, person_id=person.id))
    commit()
    page = web.sign_in(organizer).get(page_of(body))
    assert "Term to confirm" in page.text
    stale = web.get(page_of(body))
    confirmed = page.submit(action=f"/terms/{term.ref}/confirm")
    assert confirmed.title == "Sampleville City Council"
    assert "Term to confirm" not in confirmed.text
    assert db.session.get_one(Term, term.id).confirmed_on is not None
    assert stale.send(action=f"/terms/{term.ref}/confirm").status == 409


@pytest.mark.one_database
def test_confirming_is_refused_when_somebody_else_sits_there(web: Web, organizer: User) -> None:
    make_body(seats=1)
    post = db.session.query(Post).one()
    term = add(Term(post_id=post.id, person_id=make_person("Ada Undated").id))
    commit()
    answer = web.sign_in(organizer).post_with_token(f"/terms/{term.ref}/confirm")
    assert answer.status == 422
    assert "Councilor1 Example holds this seat" in answer.text
    assert db.session.get_one(Term, term.id).confirmed_on is None


@pytest.mark.one_database
def test_a_term_entered_by_mistake_is_removed_and_the_trail_keeps_it(web: Web, organizer: User) -> None:
    person = make_official("Ada Mayor", "Mayor")
    term = db.session.query(Term).one()
    commit()
    web.sign_in(organizer).get(f"/officials/{person.ref}").submit(action=f"/terms/{term.ref}/remove")
    assert db.session.query(Term).count() == 0
    entry = db.session.query(AuditEntry).filter_by(event="term.removed").one()
    assert entry.changes["starts_on"] == "2020-01"


def test_a_new_office_without_a_body_is_made_with_its_first_term(web: Web, organizer: User) -> None:
    city, person = make_place("Sampleville", state="MA"), make_person("Ada Mayor")
    commit()
    address = f"/officials/{person.ref}/terms/new"
    neither = web.sign_in(organizer).get(address).submit({"starts_on": "2020"})
    assert neither.status == 422
    assert "Choose an office" in " ".join(neither.errors)
    page = neither.submit({"new_label": "Mayor", "place": city.ref, "starts_on": "2020"})
    assert "Since 2020" in page.text
    assert "Sampleville, MA" in page.text
    assert "Mayor" in web.get(f"/places/{city.ref}").text
    post = db.session.query(Post).one()
    both = web.get(address).submit({"post": post.ref, "new_label": "Clerk"})
    assert both.status == 422
    other = make_person("Ben Later")
    commit()
    taken = web.get(f"/officials/{other.ref}/terms/new").submit({"post": post.ref, "starts_on": "2021"})
    assert taken.status == 422
    assert db.session.query(Post).count() == 1


@pytest.mark.one_database
def test_a_term_that_ends_ahead_is_not_a_departure(web: Web, member: User) -> None:
    person = make_official("Ada Mayor", "Mayor")
    db.session.query(Term).one().ends_on = PartialDate.of(today() + timedelta(days=400))
    commit()
    page = web.sign_in(member).get(f"/officials/{person.ref}")
    assert "the term ends" in page.text
    assert "Holds it today" in page.text


@pytest.mark.one_database
def test_queries_of_a_body_do_not_grow_with_its_seats(web: Web, organizer: User) -> None:
    small, large = make_body("Small", seats=2), make_body("Large", seats=40)
    commit()
    web.sign_in(organizer).get(page_of(small))
    with count_queries() as few:
        web.get(page_of(small))
    with count_queries() as many:
        web.get(page_of(large))
    assert len(many) == len(few)


# --- rules --------------------------------------------------------------------------------------------------


def test_adding_and_editing_a_rule_and_the_same_one_twice(web: Web, organizer: User) -> None:
    body = make_body(seats=1)
    commit()
    typed = {"motion_kind": "override", "fraction": "2/3", "base": "all_seats", "valid_from": "2010", "quorum": "7"}
    page = web.sign_in(organizer).get(f"{page_of(body)}/rules/new").submit(typed)
    assert "Two thirds of all seats" in page.text
    assert "Quorum: 7" in web.get(page_of(body)).text
    twice = web.get(f"{page_of(body)}/rules/new").submit(typed)
    assert twice.status == 422
    assert "already a rule" in " ".join(twice.errors)
    rule = db.session.query(BodyRule).one()
    address = f"{page_of(body)}/rules/{rule.ref}/edit"
    stale = web.get(address)
    edited = web.get(address).submit({"quorum": "9", "veto": "The mayor, within 10 days"})
    assert "Quorum: 9" in edited.text
    assert stale.submit({"quorum": "11"}).status == 409
    assert web.get(address).submit({"quorum": "-1"}).status == 422
    assert web.get(f"{page_of(make_body('Other'))}/rules/{rule.ref}/edit").status == 404


@pytest.mark.one_database
def test_only_a_body_has_seats_and_rules(web: Web, organizer: User) -> None:
    organization = make_organization()
    link(make_letter(), make_campaign())
    commit()
    web.sign_in(organizer)
    assert web.get(f"{page_of(organization)}/posts/new").status == 404
    assert web.get(f"{page_of(organization)}/rules/new").status == 404


def test_taking_back_the_last_term_of_somebody_whom_nothing_else_shows_leads_to_the_body(
    web: Web, organizer: User
) -> None:
    body = make_body(seats=1)
    person, term = db.session.query(Person).one(), db.session.query(Term).one()
    quiet = make_restricted_campaign()
    target = add(Target(campaign_id=quiet.id, person_id=person.id))
    link(target, quiet)
    commit()
    back = f"/officials/{person.ref}"
    answer = web.sign_in(organizer).post_with_token(f"/terms/{term.ref}/remove", {"back": back})
    assert (answer.status, answer.location) == (303, f"/organizations/{body.ref}")
    assert "Term removed." in web.get(answer.location).soup.get_text()
    assert web.get(back).status == 404
