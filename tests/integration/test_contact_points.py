"""Contact points on the pages: adding, checking, who may see and change them."""

import pytest

from advocacy.db import db
from advocacy.domain.contact_points import postal_lines
from advocacy.domain.directory import ContactKind, ContactState
from advocacy.models import AuditEntry, ContactPoint, Organization, Person, User
from tests.factories import add, commit, make_official, make_organization
from tests.web import Web


@pytest.fixture
def mayor(organizer: User) -> Person:
    """An official."""
    person = make_official("Ada Mayor", "Mayor")
    commit()
    return person


def a_point(owner: Person | Organization, value: str = "+14135550100", *, is_public: bool = True) -> ContactPoint:
    """A phone."""
    side = "person_id" if isinstance(owner, Person) else "organization_id"
    point = add(ContactPoint(contact_kind=ContactKind.PHONE, value=value, is_public=is_public, **{side: owner.id}))
    commit()
    return point


def test_a_phone_is_kept_in_one_spelling_and_read_in_another(web: Web, organizer: User, mayor: Person) -> None:
    form = web.sign_in(organizer).get(f"/officials/{mayor.ref}/contact-points/new")
    page = form.submit({"contact_kind": "phone", "value": "413.555.0100", "is_public": "y", "source": "City website"})
    assert "(413) 555-0100" in page.text
    assert "tel:+14135550100" in page.links()
    assert db.session.query(ContactPoint).one().value == "+14135550100"
    entry = db.session.query(AuditEntry).filter_by(event="contact_point.added").one()
    assert "555" not in str(entry.changes)


@pytest.mark.parametrize(("kind", "value"), [("phone", "555-0100"), ("email", "mayor@"), ("website", "example.org")])
@pytest.mark.one_database
def test_what_cannot_be_used_is_refused_and_kept(
    web: Web, organizer: User, mayor: Person, kind: str, value: str
) -> None:
    form = web.sign_in(organizer).get(f"/officials/{mayor.ref}/contact-points/new")
    refused = form.submit({"contact_kind": kind, "value": value})
    assert refused.status == 422
    assert len(refused.errors) == 1
    assert refused.soup.select_one("input[name=value]")["value"] == value  # type: ignore[index]
    assert db.session.query(ContactPoint).count() == 0


def test_checking_is_dated_and_another_value_is_unchecked_again(web: Web, organizer: User, mayor: Person) -> None:
    point = a_point(mayor)
    web.sign_in(organizer)
    page = web.get(f"/officials/{mayor.ref}").submit(action="/verify", button="It works")
    assert "Works, checked Today" in page.text
    page = page.submit(action="/verify", button="It fails")
    assert "Failing since Today" in page.text
    edit = web.get(f"/contact-points/{point.ref}/edit")
    assert edit.soup.select_one("input[name=value]")["value"] == "(413) 555-0100"  # type: ignore[index]
    assert "Failing since Today" in edit.submit({"note": "Front desk"}).text
    changed = web.get(f"/contact-points/{point.ref}/edit").submit({"value": "(413) 555-0199"})
    assert "Failing" not in changed.text
    assert db.session.get_one(ContactPoint, point.id).state is ContactState.NOT_CHECKED


@pytest.mark.one_database
def test_an_unknown_state_is_not_found(web: Web, organizer: User, mayor: Person) -> None:
    point = a_point(mayor)
    assert web.sign_in(organizer).post_with_token(f"/contact-points/{point.ref}/verify", {"state": "x"}).status == 404


@pytest.mark.one_database
def test_a_stale_edit_is_refused(web: Web, organizer: User, mayor: Person) -> None:
    point = a_point(mayor)
    web.sign_in(organizer)
    address = f"/contact-points/{point.ref}/edit"
    first, second = web.get(address), web.get(address)
    assert first.submit({"note": "One"}).status == 200
    assert second.submit({"note": "Two"}).status == 409


def test_removing(web: Web, organizer: User, mayor: Person) -> None:
    point = a_point(mayor)
    page = web.sign_in(organizer).get(f"/officials/{mayor.ref}").submit(action=f"/contact-points/{point.ref}/remove")
    assert "(413) 555-0100" not in page.text
    assert db.session.query(ContactPoint).count() == 0


def test_what_is_not_public_does_not_exist_for_an_organizer_off_the_team(
    web: Web, organizer: User, coordinator: User, mayor: Person
) -> None:
    point = a_point(mayor, is_public=False)
    web.sign_in(organizer)
    assert web.get(f"/contact-points/{point.ref}/edit").status == 404
    assert web.post_with_token(f"/contact-points/{point.ref}/remove").status == 404
    assert web.sign_in(coordinator).get(f"/contact-points/{point.ref}/edit").status == 200


@pytest.mark.one_database
def test_organizations_have_contact_points_too(web: Web, coordinator: User, member: User) -> None:
    organization = make_organization("Workers Center")
    a_point(organization, "+14135550123", is_public=False)
    form = web.sign_in(coordinator).get(f"/organizations/{organization.ref}/contact-points/new?kind=email")
    page = form.submit({"value": "hello@Example.ORG", "is_public": "y"})
    assert "hello@example.org" in page.text
    assert "(413) 555-0123" in page.text
    seen = web.sign_in(member).get(f"/organizations/{organization.ref}")
    assert "hello@example.org" in seen.text
    assert "(413) 555-0123" not in seen.text
    assert web.get(f"/organizations/{organization.ref}/contact-points/new").status == 403


def test_a_postal_address_has_lines_that_the_page_and_the_envelope_keep(
    web: Web, organizer: User, mayor: Person
) -> None:
    form = web.sign_in(organizer).get(f"/officials/{mayor.ref}/contact-points/new")
    refused = form.submit({"contact_kind": "address", "value": ""})
    assert refused.errors == ["This is needed."]
    lines = "City Hall, Room 214\r\n\r\n 36 Court Street \r\nSampleville, MA 01103"
    page = refused.submit({"address": lines, "is_public": "y"})
    kept = "City Hall, Room 214\n36 Court Street\nSampleville, MA 01103"
    assert db.session.query(ContactPoint).one().value == kept
    assert kept in page.source
    point = db.session.query(ContactPoint).one()
    edit = web.get(f"/contact-points/{point.ref}/edit")
    assert edit.soup.select_one("textarea[name=address]").text.strip() == kept  # type: ignore[union-attr]
    assert postal_lines(kept) == kept.split("\n")
    assert postal_lines("City Hall, 36 Court Street, Room 214, Sampleville, MA 01103-1234") == [
        "City Hall",
        "36 Court Street, Room 214",
        "Sampleville, MA 01103-1234",
    ]
