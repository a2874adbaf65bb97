"""Precedents: the matrix, writing one down, matching it to a demand, taking it out."""

from typing import Any

import pytest

from advocacy.db import db
from advocacy.domain.campaigns import Instrument
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.precedents import PrecedentDetails, Standing
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Campaign, Demand, Jurisdiction, MediaItem, Precedent, User
from advocacy.policy import Actor
from advocacy.services import precedents
from advocacy.services.precedents import Around
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_demand,
    make_person,
    make_place,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web


@pytest.fixture
def home() -> Jurisdiction:
    """Our city."""
    return make_place("Sampleville", state="MA")


@pytest.fixture
def campaign(home: Jurisdiction) -> Campaign:
    """An open campaign of our city."""
    return make_campaign(jurisdiction_id=home.id)


@pytest.fixture
def demand(campaign: Campaign) -> Demand:
    """What it asks for."""
    return make_demand(campaign, "Police honor no detainers")


def make_precedent(who: User, place: Jurisdiction, *demands: Demand, **fields: Any) -> Precedent:
    """A precedent, written down by somebody."""
    sources, campaigns = fields.pop("sources", ()), fields.pop("campaigns", ())
    fields.setdefault("instrument", Instrument.ORDINANCE)
    around = Around(place=place, demands=demands, sources=sources, campaigns=campaigns)
    return precedents.create(Actor.of(who), PrecedentDetails(**fields), around)


def cells(page: Page, place: str) -> list[str]:
    """The words of one row of the matrix, without the place."""
    row = next(each for each in page.soup.select("main tbody tr") if each.th and place in each.th.get_text())
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]


@pytest.mark.one_database
def test_an_organizer_writes_one_down_and_it_stands_in_the_matrix(
    web: Web, organizer: User, campaign: Campaign, demand: Demand
) -> None:
    other = make_place("Otherton", state="MA")
    source = add(MediaItem(headline="Otherton acts", publisher="Otherton News", published_on=PartialDate("2014-09")))
    commit()
    page = web.sign_in(organizer).get(f"/precedents/new?place={other.ref}&demand={demand.ref}&campaign={campaign.ref}")
    shown = page.submit(
        {
            "instrument": "trust_act",
            "title": "Otherton Trust Act",
            "standing": "in_force",
            "happened_on": "2014-08",
            "provisions": "No detainers without a warrant.\nA report each year.",
            "aftermath": "Two years later it was copied elsewhere.",
            "sources": source.ref,
        }
    )
    assert shown.title == "Otherton, MA: Otherton Trust Act"
    assert "A report each year." in shown.text
    assert "copied elsewhere" in shown.text
    assert "Aug 2014" in shown.text
    assert "Otherton News" in shown.text or "Otherton acts" in shown.text
    matrix = web.get("/precedents")
    assert "1 of 2 cells known." in matrix.text
    said, others = cells(matrix, "Otherton")
    assert said.startswith("In force Otherton Trust Act , Aug 2014. No detainers without a warrant.")
    assert "Otherton News, Sep 2014" in said
    assert others == ""
    assert db.session.query(AuditEntry).filter_by(event="precedent.created").count() == 1


@pytest.mark.one_database
def test_a_cell_that_nobody_looked_into_says_so_and_leads_workers_to_the_form(
    web: Web, organizer: User, member: User, demand: Demand
) -> None:
    other = make_place("Otherton")
    make_precedent(organizer, other, instrument=Instrument.LISTING, instrument_words="on a list")
    commit()
    asked, others = cells(web.sign_in(organizer).get("/precedents"), "Otherton")
    assert asked.startswith("Not researched")
    assert others.startswith("Listed On a list")
    assert any(
        f"demand={demand.ref}" in link and f"place={other.ref}" in link for link in web.get("/precedents").links()
    )
    page = web.sign_in(member).get("/precedents")
    assert cells(page, "Otherton")[0] == "Not researched"
    assert page.links_ending("/precedents/new") == []


@pytest.mark.one_database
def test_our_own_place_comes_first_with_the_state_of_its_demands(
    web: Web, organizer: User, member: User, demand: Demand
) -> None:
    make_precedent(organizer, make_place("Aardvark"), demand)
    commit()
    page = web.sign_in(member).get("/precedents")
    first = page.soup.select("main tbody tr")[0]
    assert "Sampleville, MA" in first.get_text()
    assert "Open" in cells(page, "Sampleville")[0]


def test_filters_narrow_the_matrix(web: Web, organizer: User, member: User, demand: Demand) -> None:
    north, south = make_place("Northton"), make_place("Southton")
    make_precedent(organizer, north, demand, standing=Standing.IN_FORCE)
    make_precedent(organizer, south, demand, instrument=Instrument.PLEDGE, standing=Standing.PLEDGED)
    commit()
    web.sign_in(member)

    def places(query: str) -> list[str]:
        return [node.get_text().strip() for node in web.get(f"/precedents?{query}").soup.select("tbody th a")]

    assert places("") == ["Sampleville, MA", "Northton", "Southton"]
    assert places("instrument=pledge") == ["Southton"]
    assert places("standing=in_force") == ["Northton"]
    assert places(f"place={north.ref}") == ["Northton"]
    assert "Nothing matches" in web.get("/precedents?standing=ended").text


def test_a_demand_finds_its_precedents_and_what_uses_its_words(
    web: Web, organizer: User, campaign: Campaign, demand: Demand
) -> None:
    place = make_place("Otherton")
    make_precedent(organizer, place, demand, title="Trust act")
    like = make_precedent(organizer, place, title="Order of 2016", provisions="No detainer is honored without a judge.")
    make_precedent(organizer, place, title="Bus lanes", provisions="More buses.")
    commit()
    page = web.sign_in(organizer).get(f"/campaigns/{campaign.slug}/demands/{demand.ref}")
    assert "Find precedents for this demand" in page.text
    page = web.get(f"/precedents/for/{demand.ref}")
    assert "Trust act" in page.text
    assert "Order of 2016" in page.text
    assert "Bus lanes" not in page.text
    page = page.submit(button="It meets this demand")
    assert not page.soup.select("#candidates ~ * form[action$=match]")
    assert [link.demand_id for link in db.session.get_one(Precedent, like.id).demand_links] == [demand.id]


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(web: Web, organizer: User) -> None:
    place = make_place("Otherton")
    commit()
    page = web.sign_in(organizer).get(f"/precedents/new?place={place.ref}")
    again = page.submit({"instrument": "other", "happened_on": "2200", "provisions": "Kept words"})
    assert again.status == 422
    assert len(again.errors) == 2
    assert "Kept words" in str(again.soup)
    assert page.submit({"place": ""}).status == 422
    assert db.session.query(Precedent).count() == 0


def test_editing_shows_what_stands_and_a_stale_form_is_a_409(web: Web, organizer: User, demand: Demand) -> None:
    quiet = make_restricted_campaign(team=(organizer,))
    hidden = make_demand(quiet, "Quiet demand")
    precedent = make_precedent(organizer, make_place("Otherton"), demand, hidden, title="Trust act")
    commit()
    address = f"/precedents/{precedent.ref}/edit"
    page, older = web.sign_in(organizer).get(address), web.get(address)
    assert page.submit({"title": "Trust Act of 2014"}).title == "Otherton: Trust Act of 2014"
    assert older.send({"title": "Older"}).status == 409


def test_a_demand_of_a_hidden_campaign_shows_nowhere_and_survives_an_edit(
    web: Web, organizer: User, coordinator: User, demand: Demand
) -> None:
    quiet = make_restricted_campaign(team=(organizer,))
    hidden = make_demand(quiet, "Quiet demand")
    precedent = make_precedent(organizer, make_place("Otherton"), demand, hidden, title="Trust act", campaigns=(quiet,))
    commit()
    page = web.sign_in(coordinator).get(f"/precedents/{precedent.ref}")
    assert "Quiet" not in page.text
    assert "Police honor no detainers" in page.text
    page = web.get(f"/precedents/{precedent.ref}/edit")
    assert "Quiet" not in str(page.soup)
    page.submit({"demands": []})
    kept = db.session.get_one(Precedent, precedent.id)
    assert [link.demand_id for link in kept.demand_links] == [hidden.id]
    assert kept.campaigns == [quiet]
    assert web.get(f"/precedents/for/{hidden.ref}").status == 404


def test_retracting_asks_why_and_takes_it_out_of_matrix_and_search(web: Web, organizer: User, demand: Demand) -> None:
    place = make_place("Otherton")
    precedent = make_precedent(organizer, place, demand, title="Warrant rule")
    commit()
    web.sign_in(organizer)
    assert "Warrant rule" in web.get("/search?q=warrant").text
    page = web.get(f"/precedents/{precedent.ref}/retract")
    assert page.submit({"reason": ""}).status == 422
    shown = page.submit({"reason": "It was another Otherton."})
    assert "It was another Otherton." in shown.text
    assert "Warrant rule" not in web.get("/precedents").text
    assert "Warrant rule" not in web.get(f"/places/{place.ref}").text
    assert "Otherton: Warrant rule" not in web.get("/search?q=warrant").text
    assert web.get(f"/precedents/{precedent.ref}/edit").submit({"title": "x"}).status == 422


def test_a_place_shows_what_it_has_done(web: Web, organizer: User, member: User) -> None:
    place = make_place("Otherton")
    precedent = make_precedent(organizer, place, title="Trust act", standing=Standing.IN_FORCE)
    commit()
    page = web.sign_in(member).get(f"/places/{place.ref}")
    assert f"/precedents/{precedent.ref}" in page.links()
    assert "Nobody has looked yet" in web.get(f"/places/{make_place('Elsewhere').ref}").text


@pytest.mark.one_database
def test_a_member_has_no_buttons_and_is_refused(web: Web, organizer: User, member: User, demand: Demand) -> None:
    precedent = make_precedent(organizer, make_place("Otherton"), demand)
    commit()
    page = web.sign_in(member).get(f"/precedents/{precedent.ref}")
    assert not any("edit" in link or "retract" in link for link in page.links())
    assert web.get("/precedents/new").status == 403
    assert web.post_with_token(f"/precedents/{precedent.ref}/match", {"demand": demand.ref}).status == 403
    assert web.get("/precedents/0000000000").status == 404


def test_an_official_known_only_by_a_precedent_is_seen(web: Web, organizer: User, member: User) -> None:
    governor = make_person("Gil Governor")
    commit()
    web.sign_in(member)
    assert web.get(f"/officials/{governor.ref}").status == 404
    precedent = make_precedent(organizer, make_place("Otherstate", jurisdiction_kind=JurisdictionKind.STATE))
    precedent.official_id = governor.id
    commit()
    assert web.get(f"/officials/{governor.ref}").status == 200
    assert "Gil Governor" in web.get(f"/precedents/{precedent.ref}").text


@pytest.mark.one_database
def test_the_matrix_asks_the_same_number_of_queries_whatever_its_size(
    web: Web, organizer: User, member: User, demand: Demand
) -> None:
    source = add(MediaItem(headline="A source"))
    make_precedent(organizer, make_place("First"), demand, sources=(source,))
    commit()
    web.sign_in(member).get("/precedents")
    with count_queries() as few:
        web.get("/precedents")
    for number in range(6):
        make_precedent(organizer, make_place(f"Place {number}"), demand, sources=(source,))
    commit()
    with count_queries() as many:
        web.get("/precedents")
    assert len(many) == len(few)


@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User, demand: Demand) -> None:
    precedent = make_precedent(organizer, make_place("Otherton"), demand, standing=Standing.IN_FORCE)
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert web.get("/precedents").title == "Qué han hecho otros lugares"
    assert "En vigor" in web.get(f"/precedents/{precedent.ref}").text
