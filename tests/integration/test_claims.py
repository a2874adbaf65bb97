"""Claims: the library, answers both ways, what is marked, where they are used, talking points."""

from typing import Any

import pytest
from flask import Flask

from advocacy.db import db
from advocacy.domain.claims import ClaimDetails
from advocacy.domain.letters import LetterStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.models import Campaign, Claim, MediaItem, User
from advocacy.policy import Actor
from advocacy.services import claims
from advocacy.services.claims import Around
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_demand,
    make_event,
    make_letter,
    make_organization,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web


@pytest.fixture
def campaign() -> Campaign:
    """An open campaign."""
    return make_campaign()


def make_claim(who: User, text: str = "Buses are late.", **fields: Any) -> Claim:
    """A claim, written down by somebody."""
    around = {name: fields.pop(name, ()) for name in ("claimants", "answers", "answered", "campaigns", "sources")}
    return claims.create(Actor.of(who), ClaimDetails(text, **fields), Around(**around))


def test_an_organizer_writes_a_fact_down_with_who_says_so_and_its_source(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    union = make_organization("Riders’ Union")
    source = add(MediaItem(headline="Late again", publisher="Sampleville Herald", published_on=PartialDate("2099-01")))
    commit()
    page = web.sign_in(organizer).get(f"/claims/new?campaign={campaign.ref}")
    shown = page.submit(
        {
            "text": "Three of four buses are late.",
            "figure": "75 percent",
            "unit": "buses",
            "claimants": union.ref,
            "said_by": "the drivers",
            "basis": "A count in March",
            "sources": source.ref,
        }
    )
    assert shown.title == "Three of four buses are late."
    for words in ("75 percent", "Riders’ Union, the drivers", "A count in March", campaign.title):
        assert words in shown.text.replace(" ,", ",")
    assert "No source" not in shown.text
    listed = web.get("/claims?q=buses")
    assert "Says so: Riders’ Union, the drivers" in " ".join(listed.text.split()).replace(" ,", ",")
    assert "Three of four" in web.get("/search?q=three").text
    assert "Three of four" in web.get(f"/campaigns/{campaign.slug}/evidence").text


@pytest.mark.one_database
def test_what_is_old_or_without_a_source_is_marked(app: Flask, web: Web, organizer: User) -> None:
    source = add(MediaItem(headline="Then", publisher="Herald", published_on=PartialDate("2001")))
    old = make_claim(organizer, "An old figure.", sources=(source,))
    bare = make_claim(organizer, "Somebody says.")
    commit()
    web.sign_in(organizer)
    assert "Old: look it up again" in web.get(f"/claims/{old.ref}").text
    assert "No source" not in web.get(f"/claims/{old.ref}").text
    app.config["CLAIM_DAYS"] = 36_500
    assert "Old: look it up again" not in web.get(f"/claims/{old.ref}").text
    page = web.get(f"/claims/{bare.ref}")
    assert "No source" in page.text
    assert "Date not known" in page.text


def test_answers_are_shown_both_ways_and_a_new_one_is_offered(web: Web, organizer: User) -> None:
    said = make_claim(organizer, "It costs too much.")
    commit()
    page = web.sign_in(organizer).get(f"/claims/{said.ref}")
    assert "Nothing on file answers it." in page.text
    link = next(each for each in page.links() if "answers=" in each)
    shown = web.get(link).submit({"text": "It saves money."})
    assert "What it answers It costs too much." in shown.text
    page = web.get(f"/claims/{said.ref}")
    assert "Has been answered" in page.text
    assert "It saves money." in page.text
    page = web.get(f"/claims/{said.ref}/edit").submit({"answers": []})
    assert "Nothing on file answers it." in page.text


@pytest.mark.one_database
def test_a_claim_cannot_answer_itself(web: Web, organizer: User) -> None:
    claim = make_claim(organizer)
    commit()
    page = web.sign_in(organizer).get(f"/claims/{claim.ref}/edit").submit({"answers": claim.ref})
    assert page.status == 422
    assert "A claim cannot answer itself." in page.text


def test_a_letter_and_a_demand_show_the_facts_they_use(
    web: Web, organizer: User, member: User, campaign: Campaign
) -> None:
    demand = make_demand(campaign)
    letter = make_letter(campaign, status=LetterStatus.SENT)
    claim = make_claim(organizer, "Buses are full.")
    commit()
    web.sign_in(organizer)
    for record in (demand, letter):
        web.get(f"/claims/in/{record.ref}").submit({"claims": claim.ref})
    pages = [f"/campaigns/{campaign.slug}/demands/{demand.ref}", f"/letters/{letter.ref}"]
    for address in pages:
        assert "Buses are full." in web.get(address).text
    used = web.get(f"/claims/{claim.ref}")
    assert set(pages) <= set(used.links())
    web.get(f"/claims/in/{letter.ref}").submit({"claims": []})
    assert "Buses are full." not in web.get(pages[1]).text
    web.sign_in(member)
    assert web.get(f"/claims/in/{letter.ref}").status == 403


@pytest.mark.one_database
def test_a_letter_of_a_hidden_campaign_shows_on_no_claim(web: Web, organizer: User, coordinator: User) -> None:
    letter = make_letter(make_restricted_campaign(team=(organizer,)), "Quiet letter")
    claim = make_claim(organizer)
    claims.use_in(Actor.of(organizer), letter, [claim])
    commit()
    page = web.sign_in(coordinator).get(f"/claims/{claim.ref}")
    assert "Quiet letter" not in page.text
    assert web.get(f"/claims/in/{letter.ref}").status == 404


@pytest.mark.one_database
def test_only_letters_and_demands_use_claims(organizer: User, campaign: Campaign, web: Web) -> None:
    event = make_event(campaign)
    claim = make_claim(organizer)
    commit()
    assert web.sign_in(organizer).get(f"/claims/in/{event.ref}").status == 404
    with pytest.raises(Refused):
        claims.use_in(Actor.of(organizer), event, [claim])


def test_the_talking_points_hold_a_campaigns_facts_and_their_answers(
    web: Web, organizer: User, member: User, campaign: Campaign
) -> None:
    said = make_claim(organizer, "It costs too much.", campaigns=(campaign,))
    make_claim(organizer, "It saves money.", figure="$3", answered=(said,))
    make_claim(organizer, "Buses are full.", campaigns=(campaign,))
    make_claim(organizer, "Nothing to do with it.")
    commit()
    page = web.sign_in(member).get(f"/claims/sheet/{campaign.slug}")
    assert "What we can say Buses are full." in page.text
    assert "If somebody says: It costs too much." in page.text
    assert page.text.index("costs too much") < page.text.index("Figure: $3")
    assert "Nothing to do with it." not in page.text
    assert web.get(f"/claims/sheet/{make_restricted_campaign().slug}").status == 404


@pytest.mark.one_database
def test_retracting_takes_it_out_of_library_sheet_and_letters(web: Web, organizer: User, campaign: Campaign) -> None:
    letter = make_letter(campaign, status=LetterStatus.SENT)
    claim = make_claim(organizer, "Wrong figure.", campaigns=(campaign,))
    claims.use_in(Actor.of(organizer), letter, [claim])
    commit()
    page = web.sign_in(organizer).get(f"/claims/{claim.ref}/retract")
    assert page.submit({"reason": ""}).status == 422
    assert "Counted twice." in page.submit({"reason": "Counted twice."}).text
    for address in ("/claims", f"/claims/sheet/{campaign.slug}", f"/letters/{letter.ref}", "/search?q=wrong"):
        assert "Wrong figure." not in web.get(address).text


@pytest.mark.one_database
def test_a_stale_form_is_a_409_and_a_wrong_one_a_422(web: Web, organizer: User) -> None:
    claim = make_claim(organizer)
    commit()
    address = f"/claims/{claim.ref}/edit"
    page, older = web.sign_in(organizer).get(address), web.get(address)
    assert page.submit({"text": "Newer"}).title == "Newer"
    assert older.send({"text": "Older"}).status == 409
    assert web.get(address).submit({"text": "", "stated_on": "2200"}).status == 422


@pytest.mark.one_database
def test_a_person_is_seen_by_what_they_claim(web: Web, organizer: User, member: User) -> None:
    expert = make_person("Eve Expert")
    commit()
    assert web.sign_in(member).get(f"/officials/{expert.ref}").status == 404
    make_claim(organizer, claimants=(expert,))
    commit()
    assert web.get(f"/officials/{expert.ref}").status == 200


@pytest.mark.one_database
def test_library_and_sheet_ask_the_same_number_of_queries_whatever_their_length(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    said = make_claim(organizer, campaigns=(campaign,), claimants=(make_person("First Person"),))
    make_claim(organizer, "An answer", answered=(said,))
    commit()
    web.sign_in(organizer)
    addresses = ("/claims", f"/claims/sheet/{campaign.slug}", f"/campaigns/{campaign.slug}/evidence")
    few = []
    for address in addresses:
        web.get(address)
        with count_queries() as asked:
            web.get(address)
        few.append(len(asked))
    for number in range(4):
        more = make_claim(organizer, f"Claim {number}", campaigns=(campaign,), claimants=(make_person(f"P{number} Q"),))
        make_claim(organizer, f"Answer {number}", answered=(more,))
    commit()
    for address, expected in zip(addresses, few, strict=True):
        with count_queries() as asked:
            web.get(address)
        assert len(asked) == expected, address


def test_the_pages_speak_spanish(web: Web, organizer: User, campaign: Campaign) -> None:
    claim = make_claim(organizer)
    organizer.language = Language.ES
    commit()
    assert web.sign_in(organizer).get("/claims").title == "Afirmaciones"
    assert "Sin fuente" in web.get(f"/claims/{claim.ref}").text
    assert "Argumentario" in web.get(f"/claims/sheet/{campaign.slug}").title
    assert db.session.query(Claim).count() == 1
