"""Sources: the list, what relies on one, adding and editing."""

from collections.abc import Callable
from typing import Any

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.letters import LetterStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Demand, MediaItem, Record, User
from advocacy.models.records import Citation
from advocacy.policy import Actor
from advocacy.services import activities, search
from advocacy.services.activities import Happening
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_demand,
    make_letter,
    make_meeting,
    make_organization,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web

LIST = "/sources"


def make_source(headline: str = "The answer is no", **fields: Any) -> MediaItem:
    """A source that search finds."""
    source: MediaItem = add(MediaItem(headline=headline, **fields))
    search.refresh(source)
    return source


def names_on(page: Page) -> list[str]:
    """The names in the list."""
    return [" ".join(node.get_text(" ").split()) for node in page.soup.select("table th a")]


def test_the_list_has_the_latest_first_and_finds_words(web: Web, member: User) -> None:
    outlet = make_organization("WXYZ News")
    make_source("Older", published_on=PartialDate("2014-08"))
    make_source("Newer", published_on=PartialDate("2017-02-02"), outlet_id=outlet.id)
    make_source("Undated", summary="El alcalde dice que no")
    commit()
    web.sign_in(member)
    assert names_on(web.get(LIST)) == ["Newer", "Older", "Undated"]
    assert names_on(web.get(f"{LIST}?q=ALCALDE")) == ["Undated"]
    assert names_on(web.get(f"{LIST}?outlet={outlet.ref}")) == ["Newer"]


def test_the_page_shows_every_visible_record_and_line_that_cites_it(web: Web, member: User, organizer: User) -> None:
    source = make_source()
    open_one, quiet = make_campaign(), make_restricted_campaign()
    seen = make_letter(open_one, "Three points", status=LetterStatus.SENT)
    hidden = make_letter(quiet, "Quiet letter", status=LetterStatus.SENT)
    unknown = make_person("Quinn Hidden")
    for record in (seen, hidden, unknown):
        add(Citation(media_item_id=source.id, record_id=record.id))
    for campaign, words in ((open_one, "The mayor said no."), (quiet, "A quiet word.")):
        happening = Happening(occurred_on=PartialDate("2017"), summary=words, sources=(source,))
        activities.record(Actor.of(organizer), None, ActivityKind.STATEMENT, happening, campaigns=[campaign])
    commit()
    text = web.sign_in(member).get(f"{LIST}/{source.ref}").text
    assert "Three points" in text
    assert "The mayor said no." in text
    for words in ("Quiet letter", "A quiet word.", "Quinn Hidden"):
        assert words not in text


@pytest.mark.one_database
def test_queries_of_the_page_do_not_grow_with_what_cites_it(web: Web, organizer: User) -> None:
    source, campaign = make_source(), make_campaign()
    address = f"{LIST}/{source.ref}"

    def cite(number: int) -> None:
        for each in range(number):
            letter = make_letter(campaign, f"Letter {each}", status=LetterStatus.SENT)
            for record in (letter, make_person(f"Ada N{each}"), make_organization(f"O{each}")):
                add(Citation(media_item_id=source.id, record_id=record.id))
        commit()

    cite(1)
    web.sign_in(organizer).get(address)
    with count_queries() as few:
        web.get(address)
    cite(10)
    with count_queries() as many:
        web.get(address)
    assert len(many) == len(few)


@pytest.mark.one_database
def test_adding_a_source_and_one_of_the_same_address(web: Web, organizer: User) -> None:
    typed = {"headline": "The answer is no", "published_on": "Feb 2, 2017", "url": "https://example.org/a"}
    page = web.sign_in(organizer).get(f"{LIST}/new").submit(typed)
    assert page.title == "The answer is no"
    assert "Feb 2, 2017" in page.text
    asked = web.get(f"{LIST}/new").submit({**typed, "url": "https://example.org/a/"})
    assert asked.status == 422
    asked.submit({"is_another_one": "y"})
    assert db.session.query(MediaItem).count() == 2


def test_a_source_that_nobody_could_name_or_open_is_refused(web: Web, organizer: User) -> None:
    refused = web.sign_in(organizer).get(f"{LIST}/new").submit({"author": "A reporter", "url": "example.org"})
    assert refused.status == 422
    assert "Write the headline" in " ".join(refused.errors)
    assert "whole web address" in " ".join(refused.errors)
    assert db.session.query(MediaItem).count() == 0


@pytest.mark.one_database
def test_editing_and_a_stale_form(web: Web, organizer: User) -> None:
    source = make_source(summary="First")
    commit()
    web.sign_in(organizer)
    first, second = web.get(f"{LIST}/{source.ref}/edit"), web.get(f"{LIST}/{source.ref}/edit")
    assert "Second" in first.submit({"summary": "Second"}).text
    assert second.submit({"summary": "Third"}).status == 409


@pytest.mark.one_database
def test_members_read_and_do_not_write(web: Web, member: User) -> None:
    source = make_source()
    commit()
    web.sign_in(member)
    assert web.get(f"{LIST}/{source.ref}").status == 200
    assert web.get(f"{LIST}/new").status == 403
    assert web.post_with_token(f"{LIST}/{source.ref}/edit", {"headline": "x"}).status == 403
    assert web.get(f"{LIST}/0000000000").status == 404


@pytest.mark.one_database
def test_the_pages_read_in_spanish(web: Web, organizer: User) -> None:
    source = make_source()
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    assert web.get(LIST).title == "Fuentes"
    assert "Registros que se apoyan en ella" in web.get(f"{LIST}/{source.ref}").text


def demand_of_ours() -> Demand:
    """A demand of an open campaign."""
    return make_demand(make_campaign())


@pytest.mark.parametrize(
    "make", [make_person, make_organization, make_campaign, make_letter, make_meeting, demand_of_ours]
)
def test_the_sources_of_a_record_are_chosen_by_hand_and_stand_on_its_page(
    web: Web, organizer: User, make: Callable[..., Record]
) -> None:
    record, one, two = make(), make_source("First report"), make_source("Second report")
    commit()
    stale = web.sign_in(organizer).get(f"/sources/of/{record.ref}")
    shown = web.get(f"/sources/of/{record.ref}").submit({"sources": [one.ref, two.ref]})
    assert {f"/sources/{one.ref}", f"/sources/{two.ref}"} <= set(shown.links())
    assert f"/sources/of/{record.ref}" in shown.links()
    assert stale.send({"sources": [one.ref]}).status == 409
    shown = web.get(f"/sources/of/{record.ref}").submit({"sources": [two.ref]})
    assert f"/sources/{one.ref}" not in shown.links()
    assert [each.event for each in db.session.query(AuditEntry)].count("source.chosen") == 2


def test_the_sources_of_what_is_hidden_or_has_them_in_its_form_cannot_be_chosen(
    web: Web, member: User, organizer: User
) -> None:
    letter, person, source = make_letter(make_restricted_campaign()), make_person(), make_source()
    commit()
    web.sign_in(organizer)
    assert web.get(f"/sources/of/{letter.ref}").status == 404
    assert web.get(f"/sources/of/{source.ref}").status == 404
    assert web.sign_in(member).get(f"/sources/of/{person.ref}").status == 403
