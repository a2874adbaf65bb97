"""Search: what is found, in which order, and above all what is not."""

from typing import Any

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.letters import LetterStatus
from advocacy.domain.measures import MeasureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.search import Query
from advocacy.domain.tasks import TaskRule
from advocacy.domain.users import Language
from advocacy.models import Activity, Campaign, PersonAlias, User
from advocacy.policy import Actor
from advocacy.queries import search as queries
from advocacy.services import activities, search, tasks
from advocacy.services.activities import Happening
from tests.factories import (
    commit,
    make_campaign,
    make_letter,
    make_measure,
    make_official,
    make_organization,
    make_person,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web


def indexed(record: Any) -> Any:
    """Write the record's search entry, as a service does."""
    search.refresh(record)
    return record


def logged(summary: str, campaign: Campaign | None = None, on: str = "2017-02-02", note: str = "") -> Activity:
    """Log an activity."""
    actor = Actor.of(db.session.scalars(select(User)).first())  # type: ignore[arg-type]
    happening = Happening(PartialDate(on), summary=summary, note=note)
    return activities.record(actor, None, ActivityKind.CALL, happening, campaigns=[campaign] if campaign else [])


def titles(actor: Actor, typed: str, kind: str = "", after: str = "") -> list[str]:
    """What is found, by its title."""
    return [hit.title for hit in queries.find(actor, Query.typed(typed), kind, after).rows]


def test_all_words_must_be_found_and_accents_and_capitals_do_not_matter(as_member: Actor) -> None:
    campaign = make_campaign()
    logged("Llamada a la concejala Muñoz", campaign)
    logged("Call with Councilor Gomez", campaign)
    assert titles(as_member, "MUNOZ concejala") == ["Llamada a la concejala Muñoz"]
    assert titles(as_member, "muñoz gomez") == []
    assert titles(as_member, "council") == ["Call with Councilor Gomez"]
    assert titles(as_member, "ouncil") == []


def test_signs_inside_words_find_the_same_on_every_database(as_member: Actor) -> None:
    campaign = make_campaign()
    logged("See https://www.example.org/minutes_2017 for R-2017-14, 1.5 hours", campaign)
    for typed in ("example", "minutes", "R-2017-14", "www.example.org/minutes", "1.5", "-5 hours"):
        assert len(titles(as_member, typed)) == 1, typed


def test_the_newest_come_first_and_pages_follow_each_other(as_member: Actor) -> None:
    campaign = make_campaign()
    for number in range(120):
        logged(f"Entry {number:03}", campaign, on=f"20{number % 30 + 10}-01-{number % 28 + 1:02}")
    logged("Entry without a date", campaign, on="")
    commit()
    seen, after = [], ""
    for _ in range(121 // queries.PAGE + 1):
        hits = queries.find(as_member, Query.typed("entry"), "", after)
        seen += [(str(hit.occurred_on), hit.ref) for hit in hits.rows]
        after = hits.older
        if not after:
            break
    assert len(seen) == len(set(seen)) == 121
    assert [day for day, _ref in seen] == sorted((day for day, _ref in seen), reverse=True)


def test_an_entry_moves_when_its_date_does_and_goes_when_it_is_retracted(as_member: Actor, as_organizer: Actor) -> None:
    campaign = make_campaign()
    old, new = logged("Zanahoria one", campaign, on="2015"), logged("Zanahoria two", campaign, on="2016")
    activities.move(old, PartialDate("2017"))
    assert titles(as_member, "zanahoria") == ["Zanahoria one", "Zanahoria two"]
    activities.retract(as_organizer, new, "wrong")
    assert titles(as_member, "zanahoria") == ["Zanahoria one"]


def test_what_is_hidden_is_not_found_by_anything(as_member: Actor, as_organizer: Actor) -> None:
    secret = make_restricted_campaign("Quiet zanahoria work", team=(make_user("insider"),))
    indexed(secret)
    logged("Zanahoria call", secret)
    logged("Zanahoria without a campaign")
    indexed(make_letter(secret, "Zanahoria letter", status=LetterStatus.SENT))
    indexed(make_measure(secret, "Zanahoria idea"))
    indexed(make_task("Zanahoria task", campaign=secret))
    draft = indexed(make_letter(make_campaign(), "Zanahoria draft"))
    assert titles(as_member, "zanahoria") == []
    assert set(titles(as_organizer, "zanahoria")) == {"Zanahoria without a campaign", draft.subject}
    insider = Actor.of(db.session.scalars(select(User).where(User.email == "insider@example.org")).one())
    assert len(titles(insider, "zanahoria")) == 5
    commit()
    assert titles(as_member, "zanahoria", after=draft.ref) == []


def test_a_page_with_hidden_hits_between_is_still_full(as_member: Actor) -> None:
    secret, campaign = make_restricted_campaign(), make_campaign()
    for number in range(120):
        logged(f"Word {number}", secret if number % 2 else campaign, on=f"2017-01-{number % 28 + 1:02}")
    hits = queries.find(as_member, Query.typed("word"))
    assert len(hits.rows) == queries.PAGE
    assert hits.older


def test_a_person_is_found_by_another_name_and_only_where_linked_to_something_visible(
    as_member: Actor, as_organizer: Actor
) -> None:
    official = make_official("Domenic Sarno")
    official.aliases = [PersonAlias(alias="Mayor Dom", alias_key="mayor dom")]
    indexed(official)
    indexed(make_person("Unlinked Sarno"))
    hits = queries.find(as_member, Query.typed("dom"), "person").rows
    assert [(hit.title, hit.also_called) for hit in hits] == [("Domenic Sarno", "Mayor Dom")]
    assert set(titles(as_organizer, "sarno")) == {"Domenic Sarno", "Unlinked Sarno"}


def test_notes_for_the_team_about_people_and_groups_are_not_searched(as_member: Actor) -> None:
    indexed(make_official("Ada Example", note="zanahoria"))
    indexed(make_organization("Example Union", note="zanahoria"))
    assert titles(as_member, "zanahoria") == []


def test_a_kind_narrows_what_is_found(as_member: Actor) -> None:
    campaign = indexed(make_campaign("Sanctuary city"))
    indexed(make_measure(campaign, "Sanctuary resolution", status=MeasureStatus.INTRODUCED))
    logged("Sanctuary call", campaign)
    assert titles(as_member, "sanctuary", "measure") == ["Sanctuary resolution"]
    assert titles(as_member, "sanctuary", "activity") == ["Sanctuary call"]
    assert len(titles(as_member, "sanctuary")) == 3


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', "'", "*", "a*", '"a" OR', "NEAR(a b)", "-", "((", "x" * 10_000, "\\", "%", "a:b", "é" * 300, "AND",
     "NOT a", "🦔", "‮", "a\x1fb", "title_folded:x", "^a", "{a b}:c", ";--", "' & |"],
)  # fmt: skip
def test_odd_input_never_fails(web: Web, member: User, typed: str) -> None:
    response = web.sign_in(member).get("/search", query_string={"q": typed})
    assert response.status == 200


def test_nul_is_no_page(web: Web, member: User) -> None:
    assert web.sign_in(member).get("/search", query_string={"q": "a\0b"}).status == 404


def test_the_page_marks_what_was_found_and_escapes_the_rest(web: Web, member: User) -> None:
    campaign = make_campaign()
    logged("<script>alert(1)</script> Muñoz & <b>friends</b>", campaign, note="The aide of MUÑOZ said <i>maybe</i>")
    commit()
    page = web.sign_in(member).get("/search?q=muñ")
    assert [node.get_text() for node in page.soup.select("main mark")] == ["Muñoz", "MUÑOZ"]
    assert page.soup.select("main b, main i, main ul script") == []
    assert "<script>alert(1)</script> Muñoz & <b>friends</b>" in page.text


def test_every_kind_of_hit_leads_to_its_page(web: Web, organizer: User, as_organizer: Actor) -> None:
    campaign = indexed(make_campaign("Zanahoria campaign"))
    indexed(make_letter(campaign, "Zanahoria letter", status=LetterStatus.SENT))
    indexed(make_measure(campaign, "Zanahoria resolution"))
    indexed(make_official("Zanahoria Example"))
    indexed(make_task("Zanahoria task", organizer, campaign=campaign))
    logged("Zanahoria call", campaign)
    commit()
    page = web.sign_in(organizer).get("/search?q=zanahoria")
    links = [str(node["href"]) for node in page.soup.select("main ul.list a.b")]
    assert len(links) == 6
    for link in links:
        assert web.get(link).status == 200, link


def test_an_empty_search_and_one_without_hits_say_what_to_do(web: Web, member: User) -> None:
    assert "Search everything" in web.sign_in(member).get("/search").text
    assert "Nothing to look for" in web.get("/search?q=***").text
    assert "Nothing found" in web.get("/search?q=zanahoria&kind=nonsense").text


def test_the_queries_do_not_grow_with_the_hits(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    counts = []
    for number in (2, 30):
        for index in range(number):
            logged(f"Zanahoria {index}", campaign)
            indexed(make_letter(campaign, f"Zanahoria letter {index}", status=LetterStatus.SENT))
            indexed(make_official(f"Zanahoria{index} Example"))
        commit()
        web.sign_in(organizer)
        with count_queries() as seen:
            web.get("/search?q=zanahoria")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_page_speaks_spanish(web: Web, member: User) -> None:
    member.language = Language.ES
    commit()
    assert "Buscar" in web.sign_in(member).get("/search").text


def test_every_searched_kind_has_an_icon() -> None:
    from advocacy.services.search import BODY_FIELDS
    from advocacy.views.search import ICONS

    assert set(ICONS) == {kind.value for kind in BODY_FIELDS} | {"activity"}


def test_a_task_of_a_rule_is_found_by_its_title_in_both_languages(as_organizer: Actor) -> None:
    letter = make_letter(make_campaign(), "Three points", status=LetterStatus.SENT)
    tasks.plan(as_organizer, TaskRule.CLASSIFY_REPLY, "Zanahoria office", about=letter)
    commit()
    for typed in ("classify zanahoria", "clasificar zanahoria"):
        assert titles(as_organizer, typed) == ["Classify the reply: Zanahoria office"], typed
