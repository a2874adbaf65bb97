"""The stance ledger: entering, replacing and retracting; what stands; who sees private evidence."""

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.stances import Confidence, StanceDetails
from advocacy.domain.statements import StatementDetails
from advocacy.domain.users import Language
from advocacy.models import (
    Activity,
    ActivityCampaign,
    AuditEntry,
    Campaign,
    Letter,
    MediaItem,
    Person,
    Stance,
    Target,
    User,
)
from advocacy.policy import Actor
from advocacy.queries import stances as queries
from advocacy.queries import targets
from advocacy.services import stances, statements
from advocacy.services.stances import Evidence
from advocacy.services.statements import Around
from tests.factories import (
    add,
    commit,
    link,
    make_campaign,
    make_demand,
    make_measure,
    make_official,
    make_organization,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web

SAID_NO = StanceDetails(-2, Confidence.PUBLIC, PartialDate("2017-02-02"), quote="the answer is no")


@pytest.fixture
def campaign() -> Campaign:
    """An open campaign."""
    return make_campaign()


@pytest.fixture
def mayor(campaign: Campaign) -> Person:
    """An official."""
    return make_official("Ada Example", "Mayor")


def ledger() -> list[Stance]:
    """All entries, the first written first."""
    return db.session.query(Stance).order_by(Stance.id).all()


@pytest.mark.one_database
def test_an_organizer_enters_where_somebody_stands_with_words_and_source(
    web: Web, organizer: User, campaign: Campaign, mayor: Person
) -> None:
    source = add(
        MediaItem(headline="Mayor: no", publisher="Sampleville Herald", published_on=PartialDate("2017-02-02"))
    )
    commit()
    page = web.sign_in(organizer).get(f"/stances/new?party={mayor.ref}&about={campaign.ref}")
    shown = page.submit(
        {
            "score": "-2",
            "confidence": "public",
            "stated_on": "2017-02",
            "quote": "the answer is no",
            "sources": source.ref,
        }
    )
    assert shown.title == "Ada Example"
    assert "Strongly opposed" in shown.text
    assert "Feb 2017" in shown.text
    assert "Sampleville Herald" in shown.text
    assert organizer.display_name in shown.text
    (stance,) = ledger()
    assert (stance.about_id, stance.person_id, stance.score) == (campaign.id, mayor.id, -2)
    assert [each.id for each in stance.campaigns] == [campaign.id]
    assert "stance.created" in [entry.event for entry in db.session.query(AuditEntry)]
    assert "the answer is no" in web.get(f"/officials/{mayor.ref}").text


@pytest.mark.one_database
def test_an_entry_without_evidence_comes_back_with_what_was_typed(
    web: Web, organizer: User, campaign: Campaign, mayor: Person
) -> None:
    commit()
    page = web.sign_in(organizer).get(f"/stances/new?party={mayor.ref}&about={campaign.ref}")
    again = page.submit({"score": "1", "confidence": "inferred", "stated_on": "2017"})
    assert again.status == 422
    assert again.errors == ["Say how we know: their words, what happened, or where it stands."]
    assert again.soup.select_one("input[name=score][checked]")["value"] == "1"  # type: ignore[index]
    unchosen = page.submit({"confidence": "public", "quote": "Maybe."})
    assert unchosen.status == 422
    assert "Choose where they stand." in unchosen.text
    late = page.submit({"score": "1", "confidence": "public", "quote": "Soon.", "stated_on": "2999-01-01"})
    assert late.errors == ["A stance cannot be of a day to come."]
    secret = page.submit({"score": "1", "confidence": "public", "quote": "SSN 123-45-6789"})
    assert secret.status == 422
    assert ledger() == []


def test_the_address_fills_in_what_is_known_already(
    web: Web, organizer: User, campaign: Campaign, mayor: Person
) -> None:
    letter = add(Letter(subject="Three points"))
    link(letter, campaign)
    commit()
    known = f"known_from={letter.ref}&score=-1&confidence=in_writing&on=2017-02"
    address = f"/stances/new?party={mayor.ref}&about={campaign.ref}&{known}"
    shown = web.sign_in(organizer).get(address).submit({})
    assert "Three points" in shown.text
    (stance,) = ledger()
    assert (stance.score, stance.confidence, stance.stated_on.text) == (-1, Confidence.IN_WRITING, "2017-02")
    assert stance.evidence_record_id == letter.id
    nonsense = web.get("/stances/new?party=0000000000&about=x&known_from=1&score=9&confidence=sure&on=yesterday")
    assert nonsense.status == 200


@pytest.mark.one_database
def test_an_entry_of_the_log_is_evidence(web: Web, organizer: User, campaign: Campaign, mayor: Person) -> None:
    activity = add(
        Activity(
            kind=ActivityKind.CALL,
            occurred_on=PartialDate("2017-03-01"),
            summary="Leans our way.",
            campaign_links=[ActivityCampaign(campaign_id=campaign.id)],
        )
    )
    commit()
    address = f"/stances/new?party={mayor.ref}&about={campaign.ref}&activity={activity.ref}"
    shown = web.sign_in(organizer).get(address).submit({"score": "1", "confidence": "said_to_one"})
    assert any(activity.ref in each for each in shown.links())
    assert ledger()[0].stated_on.text == "2017-03-01"
    assert web.get(f"/stances/new?party={mayor.ref}&activity=0000000000").status == 404


def test_replacing_keeps_the_old_entry_as_superseded_with_the_reason(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    old = stances.enter(as_organizer, campaign, mayor, SAID_NO)
    commit()
    form = web.sign_in(organizer).get(f"/stances/{old.ref}/replace")
    stale = web.get(f"/stances/{old.ref}/replace")
    refused = form.submit({"score": "-1"})
    assert refused.status == 422
    assert refused.errors == ["Say why."]
    shown = form.submit({"score": "-1", "reason": "He softened it in the same breath."})
    assert "What it replaced" in shown.text
    assert "He softened it in the same breath." in shown.text
    old, new = ledger()
    assert old.superseded_by_id == new.id
    assert old.score == -2
    before = web.get(f"/stances/{old.ref}")
    assert "A newer entry took its place." in before.text
    assert f"/stances/{new.ref}" in before.links()
    assert stale.send({"score": "0", "reason": "Again."}).status == 409
    again = web.get(f"/stances/{old.ref}/replace").submit({"reason": "Again."})
    assert again.status == 422
    assert "stance.superseded" in [entry.event for entry in db.session.query(AuditEntry)]
    trail = db.session.query(AuditEntry).filter(AuditEntry.event.startswith("stance.")).all()
    assert not any({"score", "confidence"} & set(entry.changes) for entry in trail)  # who reads it reads no stance


def test_a_chain_of_replacements_is_told_whole(as_organizer: Actor, campaign: Campaign, mayor: Person) -> None:
    first = stances.enter(as_organizer, campaign, mayor, SAID_NO)
    second = stances.replace(as_organizer, first, campaign, SAID_NO, "Wrong day.")
    third = stances.replace(as_organizer, second, campaign, SAID_NO, "Wrong source.")
    stances.enter(as_organizer, campaign, mayor, SAID_NO)
    chain = queries.chain_of(as_organizer, third)
    assert [each.id for each in chain.older] == [second.id, first.id]
    assert chain.newer is None
    found = queries.chain_of(as_organizer, first)
    assert found.newer is not None
    assert found.newer.id == second.id


def test_a_retracted_entry_counts_nowhere_and_stays_in_the_ledger(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    stance = stances.enter(as_organizer, campaign, mayor, SAID_NO)
    commit()
    page = web.sign_in(organizer).get(f"/stances/{stance.ref}/retract")
    assert page.submit({"reason": " "}).status == 422
    shown = page.submit({"reason": "It was another mayor."})
    assert "It was another mayor." in shown.text
    assert queries.standings(as_organizer, campaign) == []
    assert "Retracted" in web.get(f"/stances?about={campaign.ref}").text
    with pytest.raises(Refused):
        stances.retract(as_organizer, ledger()[0], "Again.")
    with pytest.raises(Refused):
        stances.replace(as_organizer, ledger()[0], campaign, SAID_NO, "Again.")


@pytest.mark.one_database
def test_the_ledger_of_a_campaign_tells_where_everybody_stands_now(
    web: Web, member: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    union = make_organization("Riders Union")
    stances.enter(as_organizer, campaign, mayor, SAID_NO)
    later = StanceDetails(1, Confidence.IN_WRITING, PartialDate("2017-06-01"), quote="We may sign.")
    stances.enter(as_organizer, campaign, mayor, later)
    stances.enter(as_organizer, campaign, union, StanceDetails(2, Confidence.PUBLIC, evidence="Their resolution."))
    commit()
    now = queries.standings(as_organizer, campaign)
    assert [(each.name, each.stance.score) for each in now] == [("Riders Union", 2), ("Ada Example", 1)]
    page = web.sign_in(member).get(f"/stances?about={campaign.ref}")
    assert "Where everybody stands now" in page.text
    assert "the answer is no" in page.text
    assert "Add evidence" not in page.text


@pytest.mark.one_database
def test_a_stance_is_on_a_demand_or_a_resolution_as_well(
    as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    demand, measure = make_demand(campaign), make_measure(campaign)
    stances.enter(as_organizer, demand, mayor, SAID_NO)
    stances.enter(as_organizer, measure, mayor, StanceDetails(2, Confidence.PUBLIC, quote="Aye."))
    found = queries.current_on(as_organizer, [campaign.id, demand.id, measure.id])
    assert {about: [now.score for now in who.values()] for about, who in found.items()} == {
        demand.id: [-2],
        measure.id: [2],
    }
    with pytest.raises(Refused):
        stances.enter(as_organizer, mayor, mayor, SAID_NO)


@pytest.mark.parametrize("confidence", [Confidence.SAID_TO_ONE, Confidence.INFERRED])
def test_private_evidence_is_for_organizers_and_coordinators(
    web: Web,
    member: User,
    coordinator: User,
    as_organizer: Actor,
    as_member: Actor,
    campaign: Campaign,
    mayor: Person,
    confidence: Confidence,
) -> None:
    details = StanceDetails(2, confidence, PartialDate("2017-03-01"), evidence="Whispered in the corridor.")
    private = stances.enter(as_organizer, campaign, mayor, details)
    commit()
    member_web = web.sign_in(member)
    assert member_web.get(f"/stances/{private.ref}").status == 404
    assert "corridor" not in member_web.get(f"/stances?about={campaign.ref}").text
    assert "corridor" not in member_web.get(f"/officials/{mayor.ref}").text
    assert queries.standings(as_member, campaign) == []
    assert queries.current_on(as_member, [campaign.id]) == {}
    shown = web.sign_in(coordinator).get(f"/stances/{private.ref}")
    assert "Whispered in the corridor." in shown.text
    assert "Organizers and coordinators only" in shown.text


@pytest.mark.one_database
def test_why_an_entry_was_replaced_is_told_to_who_may_see_what_replaced_it(
    web: Web, member: User, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    old = stances.enter(as_organizer, campaign, mayor, SAID_NO)
    details = StanceDetails(2, Confidence.SAID_TO_ONE, PartialDate("2017-03-01"), evidence="Whispered in the corridor.")
    stances.replace(as_organizer, old, campaign, details, "He told Rosa on the phone that he came round.")
    commit()
    assert "on the phone" in web.sign_in(organizer).get(f"/stances/{old.ref}").text
    assert "on the phone" not in web.sign_in(member).get(f"/stances/{old.ref}").text
    assert "on the phone" not in web.get(f"/officials/{mayor.ref}").text


def test_an_entry_replaced_by_a_private_one_still_stands_for_who_may_not_see_that(
    web: Web, member: User, organizer: User, as_member: Actor, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    link(add(Target(campaign_id=campaign.id, person_id=mayor.id)), campaign)
    old = stances.enter(as_organizer, campaign, mayor, SAID_NO)
    details = StanceDetails(2, Confidence.SAID_TO_ONE, PartialDate("2017-03-01"), evidence="Whispered in the corridor.")
    stances.replace(as_organizer, old, campaign, details, "Known better now.")
    commit()
    pages = [f"/stances/{old.ref}", "/stances", f"/officials/{mayor.ref}"]
    inside = web.sign_in(organizer)
    assert ["Superseded" in inside.get(page).text for page in pages] == [True, True, True]
    outside = web.sign_in(member)
    assert ["Superseded" in outside.get(page).text for page in pages] == [False, False, False]
    assert [each.stance.score for each in queries.standings(as_organizer, campaign)] == [2]
    assert [each.stance.score for each in queries.standings(as_member, campaign)] == [-2]
    boards = [targets.of_campaign(actor, campaign) for actor in (as_organizer, as_member)]
    assert [line.stance and line.stance.score for board in boards for line in board] == [2, -2]


def test_a_confidential_campaign_hides_its_stances(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    mayor = make_official("Ada Example", "Mayor")
    stance = stances.enter(as_coordinator, quiet, mayor, SAID_NO)
    commit()
    outside = web.sign_in(organizer)
    assert outside.get(f"/stances/{stance.ref}").status == 404
    assert outside.get(f"/stances/{stance.ref}/replace").status == 404
    assert outside.get(f"/stances?about={quiet.ref}").text.count("the answer is no") == 0
    page = outside.get(f"/stances/new?party={mayor.ref}&about={quiet.ref}")
    refused = page.submit({"about": quiet.ref, "score": "1", "confidence": "public", "quote": "Yes."})
    assert refused.status == 422
    assert "the answer is no" in web.sign_in(coordinator).get(f"/stances/{stance.ref}").text


def test_evidence_that_a_reader_may_not_see_is_not_named(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor, campaign: Campaign, mayor: Person
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    letter = add(Letter(subject="Sheriff notices"))
    link(letter, quiet)
    stance = stances.enter(as_coordinator, campaign, mayor, SAID_NO, Evidence(record=letter))
    commit()
    assert "Sheriff notices" in web.sign_in(coordinator).get(f"/stances/{stance.ref}").text
    assert "Sheriff notices" not in web.sign_in(organizer).get(f"/stances/{stance.ref}").text


@pytest.mark.one_database
def test_a_member_is_refused_and_sees_no_button(
    web: Web, member: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    stance = stances.enter(as_organizer, campaign, mayor, SAID_NO)
    commit()
    page = web.sign_in(member).get(f"/stances/{stance.ref}")
    assert page.links_ending("/new", "/replace", "/retract") == []
    for path in ("/stances/new", f"/stances/{stance.ref}/replace", f"/stances/{stance.ref}/retract"):
        assert web.get(path).status == 403


def test_the_ledger_asks_the_same_number_of_questions_however_long_it_is(
    as_organizer: Actor, campaign: Campaign
) -> None:
    def fill(number: int) -> None:
        for each in range(number):
            person = make_person(f"Ada {each}x{number}")
            stances.enter(as_organizer, campaign, person, SAID_NO)
        db.session.commit()
        db.session.expire_all()

    def asked() -> int:
        with count_queries() as counted:
            queries.standings(as_organizer, campaign)
            queries.current_on(as_organizer, [campaign.id])
            rows = queries.entries(as_organizer, queries.Wanted(about=campaign)).rows
            queries.abouts_of(as_organizer, rows)
        return len(counted)

    fill(2)
    few = asked()
    fill(20)
    assert asked() == few


@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User, as_organizer: Actor, campaign: Campaign) -> None:
    stance = stances.enter(as_organizer, campaign, make_official("Ada Example", "Mayor"), SAID_NO)
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert "Muy en contra" in web.get(f"/stances/{stance.ref}").text
    assert web.get("/stances/new").title == "Anotar una postura"
    assert "Retirar la anotación" in web.get(f"/stances/{stance.ref}/retract").text
    assert "Qué postura tiene cada quien ahora" in web.get(f"/stances?about={campaign.ref}").text


@pytest.mark.one_database
def test_a_measure_of_nobody_gives_a_stance_that_only_workers_see(
    as_organizer: Actor, as_member: Actor, mayor: Person
) -> None:
    measure = make_measure()
    stances.enter(as_organizer, measure, mayor, SAID_NO)
    assert [each.name for each in queries.standings(as_organizer, measure)] == ["Ada Example"]
    assert queries.standings(as_member, measure) == []


@pytest.mark.one_database
def test_the_page_of_an_official_draws_where_they_stood_over_time(
    web: Web, member: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    demand = make_demand(campaign)
    stances.enter(as_organizer, demand, mayor, StanceDetails(0, Confidence.PUBLIC, evidence="Never spoke of it."))
    stances.enter(as_organizer, campaign, mayor, SAID_NO)
    later = StanceDetails(1, Confidence.IN_WRITING, PartialDate("2018-06"), quote="We may sign.")
    stances.enter(as_organizer, campaign, mayor, later)
    private = StanceDetails(2, Confidence.SAID_TO_ONE, PartialDate("2019"), evidence="Whispered.")
    stances.enter(as_organizer, campaign, mayor, private)
    commit()
    page = web.sign_in(member).get(f"/officials/{mayor.ref}")
    card = page.soup.select_one("section:has(#stances)")
    assert card is not None
    charts = card.select("svg.chart")
    assert len(charts) == 1
    assert "Jun 2018 Supportive" in " ".join(str(charts[0]["aria-label"]).split())
    assert [" ".join(row.get_text(" ").split()) for row in card.select("table tbody tr")] == [
        "Jun 2018 Supportive In writing",
        "Feb 2, 2017 Strongly opposed Said in public",
    ]
    assert len(charts[0].select("circle")) == 2
    assert "Never spoke of it." in card.get_text()
    assert "Whispered" not in card.get_text()


@pytest.mark.one_database
def test_what_is_only_inferred_is_drawn_hollow(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    stances.enter(as_organizer, campaign, mayor, SAID_NO)
    vague = StanceDetails(1, Confidence.INFERRED, PartialDate("2019"), evidence="Smiled.")
    stances.enter(as_organizer, campaign, mayor, vague)
    commit()
    page = web.sign_in(organizer).get(f"/officials/{mayor.ref}")
    assert [each["class"] for each in page.soup.select("svg.chart circle")] == [["f-2"], ["ldash"]]


def test_the_pickers_of_the_form_offer_what_can_be_stood_on_and_what_can_be_known_from(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign
) -> None:
    quiet = make_restricted_campaign("Sanctuary in silence")
    make_demand(campaign, "Sanctuary for all")
    measure = make_measure(campaign, "Sanctuary resolution")
    said = Around(in_words="a neighbor", campaigns=(campaign,))
    kept = statements.create(as_organizer, StatementDetails("Sanctuary is right."), said)
    gone = statements.create(as_organizer, StatementDetails("Sanctuary is wrong."), said)
    statements.retract(as_organizer, gone, "Nobody said so.")
    commit()
    web.sign_in(organizer)
    positions = web.get("/pick/positions?name=about&about-q=sanctuary")
    words = " ".join(positions.soup.get_text(" ").split())
    assert "Sanctuary city Campaign" in words
    assert "Sanctuary for all Demand" in words
    assert "Sanctuary resolution Resolution" in words
    assert quiet.ref not in str(positions.soup)
    evidence = str(web.get("/pick/evidence?name=known_from&known_from-q=sanctuary").soup)
    assert kept.ref in evidence
    assert measure.ref in evidence
    assert gone.ref not in evidence
    assert campaign.ref not in evidence
