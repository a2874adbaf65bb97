"""Whom the clip desk knows from the database: as far as visible, in a fixed number of queries."""

import pytest
from flask import Flask

from advocacy.models import PersonAlias
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.clips import known
from tests.factories import commit, make_organization, make_person
from tests.queries import count_queries


def test_the_known_people_have_aliases_offices_and_what_may_be_seen(app: Flask, as_member: Actor) -> None:
    person = make_person("Tito Prado")
    person.aliases.append(PersonAlias(alias="El Tito", alias_key="el tito"))
    person.role = "organizer"
    person.organization = make_organization("Valley Workers Center")
    commit()
    everybody = known(OPERATOR)
    found = next(one for one in everybody.people if one.name == "Tito Prado")
    assert (found.aliases, found.office, found.body) == (("El Tito",), "organizer", "Valley Workers Center")
    assert "Tito Prado" not in {one.name for one in known(as_member).people}
    assert "Valley Workers Center" in {one.name for one in known(as_member).organizations}


@pytest.mark.one_database
def test_many_people_are_known_by_as_many_queries_as_few(app: Flask) -> None:
    def queries() -> int:
        with count_queries() as counted:
            known(OPERATOR)
        return len(counted)

    make_person("One Person")
    commit()
    few = queries()
    for number in range(20):
        make_person(f"Some Body{number}")
    commit()
    assert queries() == few == 5
