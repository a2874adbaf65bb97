"""Statements: written down, corrected and retracted; on timelines, on pages of speakers and sources, in search."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.campaigns import Access
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.stances import Confidence, StanceDetails
from advocacy.domain.statements import StatementDetails
from advocacy.domain.users import Language
from advocacy.models import Activity, AuditEntry, Campaign, MediaItem, Person, Stance, Statement, User
from advocacy.policy import Actor
from advocacy.queries import public_statements as queries
from advocacy.services import stances, statements
from advocacy.services.statements import Around
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_demand,
    make_official,
    make_organization,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web

NO = StatementDetails(
    "Refuses both requests.", "the answer is no", PartialDate("2017-02-02"), channel="To 22News", shows=-2
)


@pytest.fixture
def campaign() -> Campaign:
    """An open campaign."""
    return make_campaign()


@pytest.fixture
def mayor() -> Person:
    """An official."""
    return make_official("Ada Example", "Mayor")


@pytest.fixture
def article() -> MediaItem:
    """A source."""
    return add(MediaItem(headline="Mayor says no", publisher="Sampleville Herald"))


def told_of(statement: Statement) -> list[Activity]:
    """The lines that timelines have of it."""
    return list(
        db.session.scalars(select(Activity).where(Activity.record_id == statement.id, Activity.retracted_at.is_(None)))
    )


def test_an_organizer_writes_down_what_was_said_and_finds_it_on_every_page_it_belongs_to(
    web: Web, organizer: User, member: User, campaign: Campaign, mayor: Person, article: MediaItem
) -> None:
    demand = make_demand(campaign)
    commit()
    page = web.sign_in(organizer).get(f"/statements/new?speaker={mayor.ref}&demand={demand.ref}&source={article.ref}")
    shown = page.submit(
        {"summary": "Refuses both requests.", "quote": "the answer is no", "said_on": "2017-02", "channel": "To 22News"}
    )
    assert shown.title == "Ada Example"
    for words in ("the answer is no", "Feb 2017", "To 22News", "Mayor says no", "Sampleville Herald", "No detainers"):
        assert words in shown.text
    (statement,) = db.session.query(Statement).all()
    path = f"/statements/{statement.ref}"
    web.sign_in(member)
    for place in (
        f"/officials/{mayor.ref}",
        f"/campaigns/{campaign.slug}",
        f"/sources/{article.ref}",
        f"/statements?campaign={campaign.slug}",
        f"/statements?speaker={mayor.ref}",
        f"/statements?source={article.ref}",
        "/search?q=Refuses+requests",
        "/search?q=Ada+answer",
    ):
        assert path in web.get(place).links(), place
    assert path not in web.get("/statements?q=something+else").links()
    assert "statement.created" in [entry.event for entry in db.session.query(AuditEntry)]


def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    web: Web, organizer: User, campaign: Campaign, mayor: Person
) -> None:
    other = make_demand(make_campaign("Another"))
    commit()
    page = web.sign_in(organizer).get(f"/statements/new?campaign={campaign.slug}")
    nobody = page.submit({"summary": "Refuses."})
    assert nobody.status == 422
    assert nobody.errors == ["Say who said it: somebody on file, or words such as “his spokesman”."]
    assert "Refuses." in nobody.soup.select_one("textarea[name=summary]").get_text()  # type: ignore[union-attr]
    nothing = page.submit({"in_words": "his spokesman"})
    assert nothing.errors == ["Write what was said, in your words or in theirs."]
    late = page.submit({"in_words": "his spokesman", "summary": "x", "said_on": "2999-01-01"})
    assert late.errors == ["It cannot have been said on a day to come."]
    long = page.submit({"in_words": "his spokesman", "quote": "word " * 101})
    assert long.errors == ["Quote at most 100 words."]
    turned = page.submit({"in_words": "x", "summary": "x", "not_before": "2017-02-02", "not_after": "2017-02-01"})
    assert turned.errors == ["The last day is before the first."]
    strange = page.submit({"in_words": "x", "summary": "x", "demands": other.ref})
    assert strange.errors == ["Choose demands of the campaigns above."]
    assert db.session.query(Statement).count() == 0


def test_words_and_organizations_speak_too(as_organizer: Actor, campaign: Campaign) -> None:
    union = make_organization("Riders Union")
    around = Around((union,), "his spokesman", (campaign,))
    statement = statements.create(as_organizer, StatementDetails("Not yet seen."), around)
    commit()
    found = queries.by_ref(as_organizer, statement.ref)
    assert found is not None
    assert found.speaker_names == ["Riders Union", "his spokesman"]
    (activity,) = told_of(statement)
    assert activity.kind is ActivityKind.STATEMENT
    assert sorted(contact.attribution for contact in activity.contacts) == ["", "his spokesman"]
    assert [each.id for each in queries.said_by(as_organizer, union)] == [statement.id]


def test_a_correction_moves_the_line_on_the_timelines(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person, article: MediaItem
) -> None:
    statement = statements.create(as_organizer, NO, Around((mayor,), campaigns=(campaign,)))
    commit()
    form = web.sign_in(organizer).get(f"/statements/{statement.ref}/edit")
    stale = web.get(f"/statements/{statement.ref}/edit")
    shown = form.submit(
        {"said_on": "2017-02-01", "summary": "Refuses one request.", "side": "others", "sources": article.ref}
    )
    assert "Feb 1, 2017" in shown.text
    assert "the answer is no" in shown.text
    (activity,) = told_of(statement)
    assert (activity.occurred_on.text, activity.summary, activity.side) == (
        "2017-02-01",
        "Refuses one request.",
        Side.OTHERS,
    )
    assert [citation.media_item_id for citation in activity.citations] == [article.id]
    assert "Refuses one request." in web.get(f"/campaigns/{campaign.slug}").text
    assert stale.send({"summary": "Stale"}).status == 409


def test_a_retracted_statement_leaves_lists_timelines_and_search_and_keeps_its_page(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    statement = statements.create(as_organizer, NO, Around((mayor,), campaigns=(campaign,)))
    commit()
    page = web.sign_in(organizer).get(f"/statements/{statement.ref}/retract")
    assert page.submit({"reason": " "}).status == 422
    shown = page.submit({"reason": "The paper took it back."})
    assert "The paper took it back." in shown.text
    assert told_of(statement) == []
    path = f"/statements/{statement.ref}"
    for place in (
        f"/officials/{mayor.ref}", "/statements", "/search?q=Refuses", f"/campaigns/{campaign.slug}",
    ):  # fmt: skip
        assert path not in web.get(place).links(), place
    with pytest.raises(Refused):
        statements.edit(as_organizer, db.session.get_one(Statement, statement.id), NO, Around((mayor,)))


def test_a_statement_offers_the_stance_it_shows_and_writes_none_by_itself(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person, article: MediaItem
) -> None:
    around = Around((mayor,), campaigns=(campaign,), sources=(article,))
    statement = statements.create(as_organizer, NO, around)
    commit()
    assert db.session.query(Stance).count() == 0
    page = web.sign_in(organizer).get(f"/statements/{statement.ref}")
    address = f"/stances/offered/{statement.ref}"
    assert address in page.links()
    assert address in web.get(f"/officials/{mayor.ref}").links()
    shown = web.get(address).submit({})
    assert "Stances entered from it" in shown.text
    (stance,) = db.session.query(Stance).all()
    assert (stance.score, stance.confidence, stance.about_id) == (-2, Confidence.PUBLIC, campaign.id)
    assert [citation.media_item_id for citation in stance.citations] == [article.id]
    assert address not in shown.links()
    assert address not in web.get(f"/officials/{mayor.ref}").links()
    assert "One entry of the stance ledger relies on it." in web.get(f"/statements/{statement.ref}/retract").text


@pytest.mark.one_database
def test_the_page_of_an_official_tells_what_they_said_over_the_years_in_order(
    web: Web, member: User, as_organizer: Actor, campaign: Campaign, mayor: Person, article: MediaItem
) -> None:
    for summary, on in (("First", "2009"), ("Last", "2018-01-01"), ("Between", "2017-02"), ("When?", "")):
        details = StatementDetails(summary, said_on=PartialDate(on), date_note="" if on else "An undated copy")
        statements.create(as_organizer, details, Around((mayor,), campaigns=(campaign,), sources=(article,)))
    commit()
    card = web.sign_in(member).get(f"/officials/{mayor.ref}").soup.select_one("section:has(#statements)")
    assert card is not None
    lines = [" ".join(line.get_text(" ").split()) for line in card.select("ol > li")]
    assert [line.split(" Source:")[0] for line in lines] == [
        "Jan 1, 2018 Last",
        "Feb 2017 Between",
        "2009 First",
        "An undated copy When?",
    ]
    assert all("Sampleville Herald" in line for line in lines)


def test_a_statement_of_a_confidential_campaign_does_not_exist_outside(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    person = make_person("Cy Hidden")
    statement = statements.create(as_coordinator, NO, Around((person,), campaigns=(quiet,)))
    commit()
    outside = web.sign_in(organizer)
    for path in (f"/statements/{statement.ref}", f"/statements/{statement.ref}/edit", f"/officials/{person.ref}"):
        assert outside.get(path).status == 404
    assert outside.get(f"/statements?campaign={quiet.slug}").status == 404
    assert "the answer is no" not in outside.get("/statements").text
    assert f"/statements/{statement.ref}" not in outside.get("/search?q=Refuses").links()
    inside = web.sign_in(coordinator)
    assert "the answer is no" in inside.get(f"/statements/{statement.ref}").text
    assert inside.get(f"/officials/{person.ref}").status == 200


@pytest.mark.one_database
def test_without_a_campaign_only_organizers_and_coordinators_see_it(
    web: Web, member: User, organizer: User, as_organizer: Actor, mayor: Person
) -> None:
    statement = statements.create(as_organizer, NO, Around((mayor,)))
    commit()
    assert web.sign_in(member).get(f"/statements/{statement.ref}").status == 404
    assert web.sign_in(organizer).get(f"/statements/{statement.ref}").status == 200


def test_a_member_reads_and_is_refused_to_write(
    web: Web, member: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    statement = statements.create(as_organizer, NO, Around((mayor,), campaigns=(campaign,)))
    commit()
    page = web.sign_in(member).get(f"/statements/{statement.ref}")
    assert not [each for each in page.links() if each.endswith(("/edit", "/retract", "/new")) or "offered" in each]
    for path in ("/statements/new", f"/statements/{statement.ref}/edit", f"/statements/{statement.ref}/retract"):
        assert web.get(path).status == 403


@pytest.mark.one_database
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, article: MediaItem
) -> None:
    def fill(number: int) -> None:
        for each in range(number):
            around = Around((make_person(f"Ada {each}x{number}"),), campaigns=(campaign,), sources=(article,))
            statements.create(as_organizer, NO, around)
        commit()

    fill(2)
    web.sign_in(organizer).get("/statements")
    with count_queries() as few:
        web.get("/statements")
    fill(20)
    with count_queries() as many:
        web.get("/statements")
    assert len(many) == len(few)


@pytest.mark.one_database
def test_the_pages_speak_spanish(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    statement = statements.create(as_organizer, NO, Around((mayor,), campaigns=(campaign,)))
    organizer.language = Language.ES
    commit()
    assert "Muy en contra" in web.sign_in(organizer).get(f"/statements/{statement.ref}").text
    assert web.get("/statements/new").title == "Añadir una declaración"
    assert web.get("/statements").title == "Declaraciones"


def test_the_page_of_a_demand_tells_where_they_stand_on_it_and_what_was_said_about_it(
    web: Web, organizer: User, member: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    demand = make_demand(campaign)
    said = StanceDetails(-1, Confidence.PUBLIC, PartialDate("2017-02"), quote="Not this one.")
    stances.enter(as_organizer, demand, mayor, said)
    around = Around((mayor,), campaigns=(campaign,), demands=(demand,))
    statement = statements.create(as_organizer, NO, around)
    commit()
    path = f"/campaigns/{campaign.slug}/demands/{demand.ref}"
    page = web.sign_in(member).get(path)
    assert f"/statements/{statement.ref}" in page.links()
    assert "Ada Example" in page.soup.select_one("section:has(#standings)").get_text()  # type: ignore[union-attr]
    assert page.links_ending("/new") == []
    assert f"/stances/new?about={demand.ref}" in web.sign_in(organizer).get(path).links()


def test_public_words_of_no_campaign_are_for_everybody_where_a_source_has_them(
    as_organizer: Actor, as_member: Actor, mayor: Person, article: MediaItem, campaign: Campaign
) -> None:
    heard = statements.create(as_organizer, NO, Around(speakers=(mayor,)))
    printed = statements.create(as_organizer, NO, Around(speakers=(mayor,), sources=(article,)))
    commit()
    assert [queries.by_ref(as_member, each.ref) for each in (heard, printed)] == [None, printed]
    statements.edit(as_organizer, heard, NO, Around(speakers=(mayor,), sources=(article,)))
    statements.edit(as_organizer, printed, NO, Around(speakers=(mayor,)))
    commit()
    assert [queries.by_ref(as_member, each.ref) for each in (heard, printed)] == [heard, None]
    statements.edit(as_organizer, heard, NO, Around(speakers=(mayor,), campaigns=(campaign,), sources=(article,)))
    commit()
    campaign.access = Access.RESTRICTED
    commit()
    assert queries.by_ref(as_member, heard.ref) is None
