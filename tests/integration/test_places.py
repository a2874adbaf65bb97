"""Places: the list, the page, adding and editing."""

import pytest

from advocacy.db import db
from advocacy.domain.users import Language
from advocacy.models import Jurisdiction, User
from tests.factories import (
    commit,
    make_body,
    make_campaign,
    make_official,
    make_place,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web

LIST = "/places"
TYPED = {"title": "Sampleville", "jurisdiction_kind": "city", "state": "ma", "time_zone": "America/New_York"}


@pytest.mark.one_database
def test_adding_a_place_and_one_of_the_same_name(web: Web, organizer: User) -> None:
    state = make_place("Massachusetts", state="MA")
    commit()
    typed = {
        **TYPED,
        "parent": state.ref,
        "division_id": "ocd-division/country:us/state:ma/place:sampleville",
    }
    page = web.sign_in(organizer).get(f"{LIST}/new").submit(typed)
    assert page.title == "Sampleville, MA"
    assert "Federal holidays and those of MA" in page.text
    assert "Eastern Time" in page.text
    assert "Massachusetts" in page.text
    asked = web.get(f"{LIST}/new").submit(TYPED)
    assert asked.status == 422
    assert asked.submit({"is_another_one": "y"}).status == 200
    other_state = web.get(f"{LIST}/new").submit({**TYPED, "state": "CT"})
    assert other_state.title == "Sampleville, CT"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This is needed."),
        ("state", "M4", "two letters"),
        ("division_id", "place:springfield", "looks like"),
        ("time_zone", "America/Springfield", "not known"),
        ("holidays", "ATLANTIS", "Not a valid choice"),
    ],
)
def test_codes_that_mean_nothing_are_refused_at_the_field(
    web: Web, organizer: User, field: str, value: str, words: str
) -> None:
    refused = web.sign_in(organizer).get(f"{LIST}/new").submit({**TYPED, "note": "kept", field: value})
    assert refused.status == 422
    assert words in " ".join(refused.errors)
    assert "kept" in refused.text
    assert db.session.query(Jurisdiction).count() == 0


def test_a_place_keeps_the_holidays_that_somebody_chose(web: Web, organizer: User) -> None:
    places = {code: make_place(f"Place {code}", state="MA", holidays=code) for code in ("US-MA", "US", "", "CA-QC")}
    commit()
    desk = web.sign_in(organizer)
    for code, place in places.items():
        desk.get(f"{LIST}/{place.ref}/edit").submit({"note": "Changed"})
        db.session.refresh(place)
        assert (place.holidays, place.note) == (code, "Changed")
    desk.get(f"{LIST}/{places['US'].ref}/edit").submit({"holidays": "state"})
    db.session.refresh(places["US"])
    assert places["US"].holidays == "US-MA"


def test_a_place_lies_not_inside_itself(web: Web, organizer: User) -> None:
    state = make_place("Massachusetts")
    city = make_place("Sampleville", parent_id=state.id)
    commit()
    refused = web.sign_in(organizer).get(f"{LIST}/{state.ref}/edit").submit({"parent": city.ref})
    assert refused.status == 422
    assert "inside itself" in " ".join(refused.errors)


def test_a_stale_edit_is_refused(web: Web, organizer: User) -> None:
    place = make_place("Sampleville")
    commit()
    web.sign_in(organizer)
    first, second = web.get(f"{LIST}/{place.ref}/edit"), web.get(f"{LIST}/{place.ref}/edit")
    assert first.submit({"note": "One"}).status == 200
    assert second.submit({"note": "Two"}).status == 409


def test_the_page_shows_bodies_offices_places_inside_and_visible_campaigns(web: Web, member: User) -> None:
    city = make_place("Sampleville")
    make_place("Ward 1", parent_id=city.id)
    make_body("Sampleville City Council", jurisdiction_id=city.id)
    mayor = make_official("Ada Mayor", "Mayor")
    mayor.terms[0].post.jurisdiction_id = city.id
    make_campaign("Sanctuary city", jurisdiction_id=city.id)
    make_restricted_campaign("Quiet work").jurisdiction_id = city.id
    commit()
    text = web.sign_in(member).get(f"{LIST}/{city.ref}").text
    for words in ("Sampleville City Council", "Ada Mayor", "Ward 1", "Sanctuary city"):
        assert words in text
    assert "Quiet work" not in text


def test_the_list_is_filtered_and_its_queries_do_not_grow(web: Web, member: User) -> None:
    state = make_place("Massachusetts")
    make_place("Álamo", parent_id=state.id)
    commit()
    web.sign_in(member).get(LIST)
    with count_queries() as few:
        page = web.get(f"{LIST}?q=alamo")
    assert "Álamo" in page.text
    for number in range(60):
        make_place(f"Alamo {number:02}", parent_id=state.id)
    commit()
    with count_queries() as many:
        page = web.get(f"{LIST}?q=alamo")
    assert len(many) == len(few)
    assert page.soup.select_one("a[rel=next]") is not None


@pytest.mark.one_database
def test_members_read_and_do_not_write(web: Web, member: User) -> None:
    place = make_place()
    commit()
    web.sign_in(member)
    assert web.get(f"{LIST}/{place.ref}").status == 200
    assert web.get(f"{LIST}/{place.ref}/edit").status == 403
    assert web.post_with_token(f"{LIST}/new", TYPED).status == 403
    assert web.get(f"{LIST}/0000000000").status == 404


@pytest.mark.one_database
def test_the_pages_read_in_spanish(web: Web, organizer: User) -> None:
    place = make_place()
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert web.get(LIST).title == "Lugares"
    assert "Zona horaria" in web.get(f"{LIST}/{place.ref}").text
