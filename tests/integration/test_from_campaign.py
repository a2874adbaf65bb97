"""What is entered from the pages of a campaign belongs to it, is found from it, and names where it stands."""

import pytest

from advocacy.domain.precedents import Instrument
from advocacy.models import LetterDemand, MediaItem, Precedent, PrecedentDemand, Signature, User
from advocacy.models.records import Citation
from advocacy.policy import Actor
from advocacy.queries import picking
from tests.factories import (
    add,
    commit,
    link,
    make_campaign,
    make_demand,
    make_letter,
    make_meeting,
    make_person,
    make_place,
    make_restricted_campaign,
    make_task,
)
from tests.web import Web

LISTS = ["letters", "meetings", "events", "resolutions"]


@pytest.mark.parametrize("kind", LISTS)
def test_a_record_begun_on_a_tab_of_a_campaign_belongs_to_it(web: Web, organizer: User, kind: str) -> None:
    campaign = make_campaign()
    commit()
    adding = f"/{kind}/new?campaign={campaign.slug}"
    assert adding in web.sign_in(organizer).get(f"/{kind}?campaign={campaign.slug}").links()
    assert web.get(adding).soup.select_one(f"input[name=campaigns][value='{campaign.ref}']") is not None


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.one_database
def test_a_campaign_that_is_hidden_is_not_chosen(web: Web, organizer: User, kind: str) -> None:
    campaign = make_restricted_campaign()
    commit()
    shown = web.sign_in(organizer).get(f"/{kind}/new?campaign={campaign.slug}")
    assert shown.status == 200
    assert "Quiet work" not in shown.text


@pytest.mark.one_database
def test_a_meeting_asked_for_on_the_page_of_a_campaign_belongs_to_it(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    commit()
    asking = f"/meetings/new?campaign={campaign.ref}"
    assert asking in web.sign_in(organizer).get(f"/campaigns/{campaign.slug}").links()
    assert web.get(asking).soup.select_one(f"input[name=campaigns][value='{campaign.ref}']") is not None


@pytest.mark.one_database
def test_the_lists_of_a_campaign_that_has_nothing_show_nothing_of_others(web: Web, organizer: User) -> None:
    full, empty = make_campaign(), make_campaign("Free buses")
    make_letter(full, "Letter of the others"), make_meeting(full, topic="Meeting of the others")
    link(make_task("Task of the others"), full)
    commit()
    web.sign_in(organizer)
    for kind in ("letters", "meetings", "tasks"):
        assert "of the others" in web.get(f"/{kind}?campaign={full.slug}&whose=all").text
        assert "of the others" not in web.get(f"/{kind}?campaign={empty.slug}&whose=all").text


def test_a_source_is_found_by_its_publisher_too(as_organizer: Actor) -> None:
    add(MediaItem(headline="The answer is no", publisher="Sampleville Public Radio"))
    assert [row[1:3] for row in picking.find(as_organizer, "sources", "public radio")] == [
        ("The answer is no", "Sampleville Public Radio")
    ]


@pytest.mark.one_database
def test_the_sources_of_an_entry_of_the_log_are_chosen_by_hand(web: Web, organizer: User) -> None:
    source = add(MediaItem(headline="The mayor called"))
    make_campaign()
    commit()
    shown = web.sign_in(organizer).get("/activities/new").submit({"words": "A special assistant"})
    entry = shown.response.request.path
    stale = web.get(f"{entry}/sources")
    shown = web.get(f"{entry}/sources").submit({"sources": [source.ref]})
    assert f"/sources/{source.ref}" in shown.links()
    assert stale.send({"sources": []}).status == 409
    assert entry in web.get("/campaigns/sanctuary-city/timeline").links()


def test_a_demand_names_the_letters_that_carry_it_as_far_as_the_reader_may_see_them(web: Web, member: User) -> None:
    ours = make_campaign()
    demand = make_demand(ours)
    for campaign, subject in ((ours, "Three points"), (make_restricted_campaign(), "Quiet letter")):
        letter = make_letter(campaign, subject, status="sent")
        letter.demand_links.append(LetterDemand(demand_id=demand.id))
    commit()
    shown = web.sign_in(member).get(f"/campaigns/{ours.slug}/demands/{demand.ref}")
    assert "Three points" in shown.text
    assert "Quiet letter" not in shown.text


@pytest.mark.one_database
def test_an_administrator_of_an_empty_installation_reads_what_comes_first(web: Web, administrator: User) -> None:
    commit()
    shown = web.sign_in(administrator).get("/")
    assert "A coordinator starts the first one" in shown.text
    assert "/admin/users" in shown.links()


@pytest.mark.one_database
def test_the_evidence_of_a_campaign_holds_what_its_demands_and_records_rest_on(web: Web, member: User) -> None:
    ours = make_campaign()
    meeting = add(
        Precedent(jurisdiction_id=make_place().id, instrument=Instrument.TRUST_ACT, title="Trust act next door")
    )
    meeting.demand_links.append(PrecedentDemand(demand_id=make_demand(ours).id))
    for letter, headline in (
        (make_letter(ours, status="sent"), "The answer is no"),
        (make_letter(ours), "What only a draft rests on"),
    ):
        letter.citations.append(Citation(media_item_id=add(MediaItem(headline=headline)).id))
    commit()
    shown = web.sign_in(member).get(f"/campaigns/{ours.slug}/evidence")
    assert "Trust act next door" in shown.text
    assert "The answer is no" in shown.text
    assert "What only a draft rests on" not in shown.text


@pytest.mark.one_database
def test_a_letter_leads_to_who_signed_it(web: Web, member: User) -> None:
    letter = make_letter(make_campaign(), status="sent")
    signer = make_person("Billy Example")
    letter.signatures.append(Signature(person_id=signer.id, printed_name="B. Example, Esq.", status="signed"))
    commit()
    shown = web.sign_in(member).get(f"/letters/{letter.ref}")
    assert [a.get_text() for a in shown.soup.select(f"main a[href='/officials/{signer.ref}']")] == ["B. Example, Esq."]
