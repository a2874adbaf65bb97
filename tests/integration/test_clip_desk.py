"""The clip desk in the browser: reading an article, correcting what it proposes, saving what is ticked."""

import io
import logging
from typing import Any

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Activity, AuditEntry, Campaign, Claim, MediaItem, Organization, Person, Statement, User
from advocacy.views import request_log
from tests.factories import (
    commit,
    make_campaign,
    make_demand,
    make_letter,
    make_person,
    make_recipient,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web

DESK = "/clips/new"
ARTICLE = """Mayor says no to shelter ordinance

By Nina Nueva

Mayor Paula Placeholder said Monday that the city would not open a second shelter.

“The answer is no,” Placeholder said. “We do enough already.”

“We will keep coming,” said Julia Prueba, an organizer with the Harbor Workers Center.

About 300 people rallied outside City Hall on Saturday, Jan. 28, 2017.

“Nobody asked any of us about the plan,” a neighbor said.
"""
KNOWN_OF_IT = {"publisher": "WXYZ News", "published_on": "2017-02-02", "url": "https://example.org/no-shelter"}


@pytest.fixture
def campaign(app: Any) -> Campaign:
    """An open campaign, and a mayor who is a person on file."""
    found = make_campaign("A second shelter")
    make_demand(found, "Open a second shelter")
    make_person("Paula Placeholder")
    commit()
    return found


def read(web: Web, who: User, campaign: Campaign | None = None, **values: Any) -> Page:
    """Paste the article as somebody, and return the second page."""
    values = {"text": ARTICLE, **KNOWN_OF_IT, **({"campaigns": campaign.ref} if campaign else {}), **values}
    return web.sign_in(who).get(DESK).send(values)


def part_with(page: Page, words: str, kind: str = "") -> str:
    """Return the name of the part (of a kind) whose fields hold the words."""
    for node in page.soup.select("main article textarea, main article input"):
        if str(node["name"]).startswith(kind) and words in (node.get_text() or str(node.get("value", ""))):
            return "-".join(str(node["name"]).split("-")[:2])
    raise AssertionError(f"no part with {words!r}: {page.text[:600]}")


def ticks(page: Page) -> list[str]:
    """The names of everything that is ticked."""
    return [
        str(node["name"]) for node in page.soup.select("main input[type=checkbox][checked]") if "take" in node["name"]
    ]


def everything() -> list[int]:
    """How many of each kind are on file."""
    return [
        db.session.scalar(select(func.count()).select_from(model)) or 0
        for model in (MediaItem, Statement, Activity, Person, Organization)
    ]


@pytest.mark.one_database
def test_the_second_page_shows_each_proposal_beside_its_passage_and_ticks_none(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    before = everything()
    page = read(web, organizer, campaign)
    assert page.status == 200
    assert page.title == "What the article says"
    assert everything() == before
    assert ticks(page) == []
    name = part_with(page, "The answer is no. We do enough already.")
    article = page.soup.select_one(f"article:has([name={name}-take])")
    assert article is not None
    assert "The answer is no,” Placeholder said. “We do enough already." in article.select_one("mark").get_text()  # type: ignore[union-attr]
    assert "Paula Placeholder" in article.select_one(".picked").get_text()  # type: ignore[union-attr]
    assert "A second shelter" in article.get_text()
    assert page.soup.select_one("[name=headline]")["value"] == "Mayor says no to shelter ordinance"  # type: ignore[index]
    assert page.soup.select_one("[name=author]")["value"] == "Nina Nueva"  # type: ignore[index]
    assert "Nobody asked any of us about the plan" in page.soup.select_one("#unclear").find_parent("section").get_text()  # type: ignore[union-attr]


def test_what_is_ticked_is_saved_in_one_go_and_cites_the_article(web: Web, organizer: User, campaign: Campaign) -> None:
    page = read(web, organizer, campaign)
    quote, new = part_with(page, "The answer is no."), part_with(page, "Prueba", "people")
    theirs, rally = part_with(page, "We will keep coming"), part_with(page, "300 people rallied")
    answer = page.send({f"{each}-take": "y" for each in (quote, new, theirs, rally)})
    source = db.session.scalars(select(MediaItem)).one()
    assert answer.status == 303
    assert answer.location.endswith(f"/sources/{source.ref}")
    assert (source.publisher, source.url) == ("WXYZ News", KNOWN_OF_IT["url"])
    assert source.published_on == PartialDate("2017-02-02")
    placeholder = db.session.scalars(select(Person).where(Person.family_name == "Placeholder")).one()
    first, second = db.session.scalars(select(Statement).order_by(Statement.id)).all()
    assert first.quote == "The answer is no. We do enough already."
    assert first.said_on == PartialDate()
    assert str(first.not_after) == "2017-02-02"
    assert [each.person_id for each in first.speakers] == [placeholder.id]
    assert [link.campaign_id for link in first.campaign_links] == [campaign.id]
    julia = db.session.scalars(select(Person).where(Person.family_name == "Prueba")).one()
    assert [each.person_id for each in second.speakers] == [julia.id]
    held = db.session.scalars(select(Activity).where(Activity.kind == ActivityKind.OTHER)).one()
    assert held.occurred_on == PartialDate("2017-01-28")
    for each in (first, second, held):
        assert [citation.media_item_id for citation in each.citations] == [source.id]
    events = set(db.session.scalars(select(AuditEntry.event)))
    assert {"source.created", "statement.created", "person.created", "activity.logged"} <= events
    shown = web.get(answer.location)
    assert "The answer is no. We do enough already." in shown.text
    assert "3 things" not in shown.text


def test_a_claim_is_saved_with_its_figure_its_source_and_who_says_so(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    text = f"{ARTICLE}\n“The city turned away 240 families,” Julia Prueba said.\n"
    page = read(web, organizer, campaign, text=text)
    name, new = part_with(page, "turned away 240", "claims"), part_with(page, "Prueba", "people")
    rally = part_with(page, "300 people rallied", "claims")
    assert page.send({f"{each}-take": "y" for each in (name, new)}).status == 303
    claim = db.session.scalars(select(Claim)).one()
    julia = db.session.scalars(select(Person).where(Person.family_name == "Prueba")).one()
    assert (claim.figure, claim.unit) == ("240", "families")
    assert [row.person_id for row in claim.claimants if row.person_id] == [julia.id]
    assert [link.campaign_id for link in claim.campaign_links] == [campaign.id]
    assert [each.media_item_id for each in claim.citations] == [db.session.scalars(select(MediaItem.id)).one()]
    refused = page.send({"submission": "another", f"{rally}-take": "y", f"{rally}-text": ""})
    assert refused.status == 422
    assert "This is needed." in refused.errors


@pytest.mark.one_database
def test_a_button_ticks_the_quotes_of_people_on_file_and_only_those(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    page = read(web, organizer, campaign).send(button="Tick the quote of somebody on file")
    assert page.status == 200
    assert ticks(page) == [f"{part_with(page, 'The answer is no.')}-take"]


def test_corrections_are_saved_and_what_is_not_ticked_may_say_anything(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    other = make_person("Marta Muestra")
    commit()
    page = read(web, organizer)
    quote, rally = part_with(page, "The answer is no."), part_with(page, "300 people rallied")
    answer = page.send(
        {
            f"{quote}-take": "y",
            f"{quote}-speaker": other.ref,
            f"{quote}-quote": "No.",
            f"{quote}-said_on": "Jan 2017",
            f"{quote}-campaigns": campaign.ref,
            f"{quote}-demands": campaign.demands[0].ref,
            f"{rally}-occurred_on": "nonsense",
        }
    )
    assert answer.status == 303
    statement = db.session.scalars(select(Statement)).one()
    assert (statement.quote, statement.said_on, statement.not_after) == ("No.", PartialDate("2017-01"), None)
    assert [each.person_id for each in statement.speakers] == [other.id]
    assert [link.demand_id for link in statement.demand_links] == [campaign.demands[0].id]


@pytest.mark.one_database
def test_what_is_refused_stands_at_its_part_with_everything_typed_and_saves_nothing(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    before = everything()
    page = read(web, organizer, campaign)
    quote, theirs, new = (
        part_with(page, *words) for words in (("The answer is no.",), ("We will keep",), ("Prueba", "people"))
    )
    answer = page.send(
        {
            f"{quote}-take": "y",
            f"{quote}-quote": "word " * 101,
            f"{theirs}-take": "y",
            f"{theirs}-in_words": "",
            f"{theirs}-summary": "My own words.",
            f"{new}-take": "y",
        }
    )
    assert answer.status == 422
    assert any("100 words" in error for error in answer.errors)
    assert any("who said it" in error for error in answer.errors)
    assert "My own words." in str(answer.soup)
    assert ticks(answer) == [f"{quote}-take", f"{theirs}-take", f"{new}-take"]
    db.session.rollback()
    assert everything() == before


@pytest.mark.one_database
def test_nothing_ticked_is_refused_and_the_source_alone_can_be_saved(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    page = read(web, organizer)
    answer = page.send({})
    assert answer.status == 422
    assert "Nothing is ticked" in answer.text
    assert answer.send({"take_source": "y"}).status == 303
    assert everything()[:2] == [1, 0]


@pytest.mark.parametrize(
    "known",
    [{"url": KNOWN_OF_IT["url"]}, {"headline": "Mayor says no", "publisher": "WXYZ News", "published_on": "2017"}],
)
@pytest.mark.one_database
def test_an_article_that_is_on_file_is_used_again(
    web: Web, organizer: User, campaign: Campaign, known: dict[str, str]
) -> None:
    old = MediaItem(**{**known, "published_on": PartialDate(known.get("published_on", ""))})
    db.session.add(old)
    commit()
    page = read(web, organizer, **{"headline": "", "publisher": "", "published_on": "", "url": "", **known})
    assert "This article is on file." in page.text
    answer = page.send({f"{part_with(page, 'The answer is no.')}-take": "y"})
    assert answer.location.endswith(f"/sources/{old.ref}")
    assert everything()[0] == 1
    again = read(web, organizer, **{"headline": "", "publisher": "", "published_on": "", "url": "", **known})
    marked = again.soup.select_one(f"article:has([name={part_with(again, 'The answer is no.')}-take])")
    assert "On file already" in marked.get_text()  # type: ignore[union-attr]


@pytest.mark.one_database
def test_the_text_reaches_no_log(
    web: Web, organizer: User, campaign: Campaign, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger=request_log.LOG.name), caplog.at_level(logging.DEBUG):
        page = read(web, organizer, campaign)
        assert page.send({}).status == 422
        assert page.send({f"{part_with(page, 'The answer is no.')}-take": "y"}).status == 303
    assert "POST /clips/new 303" in caplog.text
    assert "The answer is no" not in caplog.text


def test_sent_twice_it_is_saved_once(web: Web, organizer: User, campaign: Campaign) -> None:
    page = read(web, organizer)
    ticked = {f"{part_with(page, 'The answer is no.')}-take": "y"}
    assert page.send(ticked).location == page.send(ticked).location
    assert everything()[:2] == [1, 1]


@pytest.mark.one_database
def test_people_and_campaigns_that_are_hidden_are_not_recognised(
    web: Web, organizer: User, coordinator: User, campaign: Campaign
) -> None:
    quiet = make_restricted_campaign("Quiet work", team=(coordinator,))
    julia = make_person("Julia Prueba")
    make_recipient(make_letter(quiet, "Quiet letter"), julia)
    commit()
    page = read(web, coordinator)
    seen = page.soup.select_one(f"article:has([name={part_with(page, 'We will keep')}-take])")
    assert "Julia Prueba" in seen.select_one(".picked").get_text()  # type: ignore[union-attr]
    page = read(web, organizer)
    name = part_with(page, "We will keep")
    unseen = page.soup.select_one(f"article:has([name={name}-take])")
    assert unseen.select_one(".picked").get_text().strip() == ""  # type: ignore[union-attr]
    assert julia.ref not in str(page.soup)
    assert part_with(page, "Prueba", "people")
    answer = page.send({f"{name}-take": "y", f"{name}-speaker": julia.ref})
    assert answer.status == 422
    assert "Choose from the list." in " ".join(answer.errors)
    answer = page.send({f"{name}-take": "y", f"{name}-campaigns": quiet.ref})
    assert answer.status == 422
    assert everything()[1] == 0


@pytest.mark.one_database
def test_words_of_somebody_unnamed_are_nobodys_on_file(web: Web, organizer: User, campaign: Campaign) -> None:
    make_person("Sol Reservada", role="Neighbor; not to be named", not_in_print=True)
    commit()
    page = read(web, organizer)
    assert "Reservada" not in page.text
    assert "Nobody asked any of us" not in " ".join(node.get_text() for node in page.soup.select("article textarea"))


def test_a_name_that_is_on_file_by_now_asks_whether_it_is_somebody_else(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    page = read(web, organizer)
    name = part_with(page, "Prueba", "people")
    make_person("Julia Prueba")
    commit()
    answer = page.send({f"{name}-take": "y"})
    assert answer.status == 422
    assert answer.soup.select_one(f"[name={name}-is_somebody_else]") is not None
    assert answer.send({f"{name}-is_somebody_else": "y"}).status == 303
    assert db.session.scalar(select(func.count()).where(Person.family_name == "Prueba")) == 2


def upload(web: Web, data: bytes, name: str, **values: str) -> Page:
    """Send a file to the first page."""
    token = str(web.get(DESK).soup.select_one("main [name=csrf_token]")["value"])  # type: ignore[index]
    fields: dict[str, Any] = {"csrf_token": token, **values, "file": (io.BytesIO(data), name)}
    return web.post(DESK, fields, content_type="multipart/form-data")


def test_a_saved_page_gives_its_text_title_day_and_publisher(web: Web, organizer: User, campaign: Campaign) -> None:
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines()[4:] if line)
    html = (
        '<html><head><title>No shelter</title><meta property="og:site_name" content="WXYZ News">'
        '<meta property="article:published_time" content="2017-02-02T10:00"></head>'
        f"<body><nav>Menu of the page</nav><article>{body}</article></body></html>"
    )
    page = upload(web.sign_in(organizer), html.encode(), "saved.html")
    assert page.status == 200
    assert part_with(page, "The answer is no.")
    assert [page.soup.select_one(f"[name={name}]")["value"] for name in ("headline", "publisher", "published_on")] == [  # type: ignore[index]
        "No shelter",
        "WXYZ News",
        "2017-02-02",
    ]
    assert "Menu of the page" not in page.text


@pytest.mark.one_database
def test_files_that_cannot_be_read_are_refused_at_the_field(
    web: Web, organizer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocacy.views.clips.MOST_BYTES", 10_000)
    assert "at most 3 MB" in web.sign_in(organizer).get(DESK).text
    for data, name, words in (
        (b"GIF89a", "picture.gif", "This kind of file is not read"),
        (b"%PDF-1.4 broken", "broken.pdf", "cannot be read as PDF"),
        (b"x" * 10_001, "large.txt", "The file is too large"),
        (b"  \n", "empty.txt", "There is no text"),
    ):
        page = upload(web, data, name)
        assert page.status == 422, name
        assert words in " ".join(page.errors), name
    page = upload(web, ARTICLE.encode(), "a.txt", text="Pasted too.")
    assert page.status == 422
    assert "Pasted too." in str(page.soup)


@pytest.mark.one_database
def test_what_is_never_stored_is_refused_where_it_stands_and_the_text_of_a_file_is_given_back(
    web: Web, organizer: User
) -> None:
    text = f"{ARTICLE}\nHer number is 536-22-1234."
    page = web.sign_in(organizer).get(DESK).send({"text": text})
    assert page.status == 422
    assert "social-security" in " ".join(page.errors)
    assert "536-22-1234" in page.soup.select_one("textarea").get_text()  # type: ignore[union-attr]
    page = upload(web, text.encode(), "a.txt")
    assert page.status == 422
    assert "social-security" in " ".join(page.errors)
    assert "The answer is no" in page.soup.select_one("textarea").get_text()  # type: ignore[union-attr]


@pytest.mark.one_database
def test_back_to_the_text_keeps_it_and_what_was_typed_about_it(web: Web, organizer: User, campaign: Campaign) -> None:
    page = read(web, organizer, campaign).send(button="Back to the text")
    assert page.title == "Clip an article"
    assert page.status == 200
    assert page.soup.select_one("textarea").get_text().strip() == ARTICLE.strip()  # type: ignore[union-attr]
    assert page.soup.select_one("[name=publisher]")["value"] == "WXYZ News"  # type: ignore[index]
    assert page.send({}).title == "What the article says"


@pytest.mark.one_database
def test_find_searches_on_the_second_page_without_javascript_and_saves_nothing(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    make_person("Marta Muestra")
    commit()
    page = read(web, organizer)
    name = part_with(page, "We will keep")
    answer = page.send({f"{name}-speaker-q": "muestra", "_find": f"{name}-speaker", f"{name}-take": "y"})
    assert answer.status == 200
    assert ticks(answer) == [f"{name}-take"]
    assert "Marta Muestra" in answer.soup.select_one(f"article:has([name={name}-take]) .matches").get_text()  # type: ignore[union-attr]
    assert everything()[1] == 0


@pytest.mark.one_database
def test_the_number_of_queries_does_not_grow_with_the_proposals(web: Web, organizer: User, campaign: Campaign) -> None:
    page = read(web, organizer, campaign)
    web.get(DESK)
    with count_queries() as few:
        read(web, organizer, campaign)
    more = ARTICLE + "\n\n".join(f"“Plan number {n} is not enough for us,” Placeholder said." for n in range(20))
    with count_queries() as many:
        page = read(web, organizer, campaign, text=more)
    assert len(page.soup.select("article")) > 20
    assert len(many) <= len(few)


@pytest.mark.one_database
def test_members_are_refused_and_see_no_link(web: Web, member: User, organizer: User, campaign: Campaign) -> None:
    web.sign_in(member)
    assert web.get(DESK).status == 403
    assert DESK not in "".join(web.get("/sources").links())
    web.sign_in(organizer)
    assert DESK in web.get("/sources").links()
    person = db.session.scalars(select(Person)).first()
    assert person is not None
    assert DESK in web.get(f"/officials/{person.ref}").links()


@pytest.mark.one_database
def test_both_pages_speak_spanish(web: Web, organizer: User, campaign: Campaign) -> None:
    organizer.language = "es"  # type: ignore[assignment]
    commit()
    assert web.sign_in(organizer).get(DESK).title == "Recortar un artículo"
    assert read(web, organizer).title == "Lo que dice el artículo"
