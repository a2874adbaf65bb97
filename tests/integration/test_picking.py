"""Pickers: what they find, and in what order."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.users import Language
from advocacy.models import Task, User
from advocacy.policy import Actor
from advocacy.queries import picking
from tests.factories import commit, make_body, make_campaign, make_demand, make_organization, make_person
from tests.web import Web


def names(actor: Actor, what: str, words: str) -> list[str]:
    """The labels of what a picker offers."""
    return [row[1] for row in picking.find(actor, what, words)]


def test_many_councilors_do_not_hide_their_council(as_organizer: Actor) -> None:
    make_body("Sampleville City Council", seats=14)
    found = names(as_organizer, "parties", "city council")
    assert len(found) == 12
    assert found[-1] == "Sampleville City Council"


def test_a_kind_with_few_matches_leaves_its_places_to_the_others(as_organizer: Actor) -> None:
    for number in range(14):
        make_organization(f"Sample Group {number:02}")
    make_person("Sample Person")
    assert names(as_organizer, "parties", "sample") == ["Sample Person", *(f"Sample Group {n:02}" for n in range(11))]


@pytest.mark.one_database
def test_nothing_typed_finds_nothing(as_organizer: Actor) -> None:
    make_person("Sample Person")
    assert names(as_organizer, "parties", "  ") == []


def test_a_name_left_in_the_search_box_is_taken_where_one_bears_it_and_refused_in_words_elsewhere(
    web: Web, organizer: User
) -> None:
    make_campaign("Free buses")
    make_campaign("Free buses at night")
    make_campaign("Twice")
    make_campaign("twice", slug="twice-2")
    commit()
    page = web.sign_in(organizer).get("/tasks/new")
    for words, error in (
        ("nobody at all", "Nobody and nothing is called “nobody at all”. Try fewer letters, or clear the words"),
        ("buses", "Choose one of the matches below, or clear the words."),
        ("twice", "Choose one of the matches below, or clear the words."),
    ):
        refused = page.submit({"what": "Print", "campaigns-q": words})
        assert refused.status == 422
        assert [each for each in refused.errors if error in each]
        kept = refused.soup.select_one("input[name=campaigns-q]")
        assert kept is not None
        assert kept["value"] == words
        assert refused.soup.select_one("a[href='#campaigns-q']") is not None
    page.submit({"what": "Print", "campaigns-q": "FREE  buses"})
    task = db.session.scalars(select(Task)).one()
    assert [link.campaign.title for link in task.campaign_links] == ["Free buses"]


def test_in_spanish_a_demand_is_found_and_shown_by_its_spanish_text(web: Web, organizer: User) -> None:
    demand = make_demand(make_campaign(), "Open on Sundays", text_es="Abrir los domingos")
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    for words in ("domingos", "sundays"):
        found = web.get(f"/pick/demands?name=demands&demands-q={words}")
        assert "Abrir los domingos" in found.source
        assert "Sundays" not in found.source
    shown = web.get(f"/letters/new?demand={demand.ref}")
    organizer.language = Language.EN
    commit()
    assert "Open on Sundays" in web.get("/pick/demands?name=demands&demands-q=domingos").source
    assert shown.status == 200
