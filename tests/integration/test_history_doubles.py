"""A history file names somebody who is on file already: nothing is doubled without a word."""

import pytest

from advocacy.db import db
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.text import fold
from advocacy.exchange.history.reporting import report_lines
from advocacy.models import Person, PersonAlias
from tests.factories import commit, make_organization, make_person, make_place
from tests.history_files import changed, small_text
from tests.integration.test_history_loading import load

pytestmark = pytest.mark.usefixtures("app")

OTHER_FILE = ("meta:\n", "meta:\n  collection: other\n")


def told() -> list[tuple[str, str, str]]:
    """What the load of the small file says of possible doubles: section, id in the file, ref of the other one."""
    return [(each.section, each.external_id, each.other_ref) for each in load().doubles]


def test_a_person_a_group_and_a_place_of_the_same_name_are_told():
    person, group = make_person("Ada  EXAMPLE"), make_organization("Sampleville City Council")
    place = make_place("Sampleville", state="MA")
    commit()
    assert told() == [
        ("jurisdictions", "sampleville", place.ref),
        ("organizations", "council", group.ref),
        ("people", "mayor", person.ref),
    ]
    assert db.session.query(Person).filter(Person.name_key == person.name_key).count() == 2


@pytest.mark.one_database
def test_an_alias_counts_as_a_name_and_an_office_without_a_name_too():
    person = make_person("Evelyn Other")
    person.aliases = [PersonAlias(alias="Eve Example", alias_key=fold("Eve Example"))]
    unnamed = make_person()
    unnamed.rename(given_name="", family_name="", label="Aide to the mayor (not named)")
    commit()
    assert told() == [("people", "friend-one", person.ref), ("people", "aide", unnamed.ref)]


@pytest.mark.one_database
def test_a_place_of_the_same_name_elsewhere_is_another_one():
    make_place("Sampleville", state="TX")
    make_place("Old Mill", state="MA", jurisdiction_kind=JurisdictionKind.COUNTY)
    commit()
    assert told() == []


@pytest.mark.one_database
def test_loading_the_same_file_again_tells_nothing_and_another_file_of_the_same_people_does():
    first = load()
    assert first.doubles == []
    assert load().doubles == []
    text = small_text()
    again = load(changed(OTHER_FILE) if OTHER_FILE[0] in text else "meta:\n  collection: other\n" + text)
    assert {each.section for each in again.doubles} == {"jurisdictions", "organizations", "people"}
    lines = list(report_lines(again))
    place = next(line for line in lines if line.startswith("  jurisdictions sampleville,"))
    assert "Sampleville, MA: /places/" in place
    assert any(line.startswith("Perhaps on file twice now.") for line in lines)
