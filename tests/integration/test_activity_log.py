"""The activity log: its order, its pages, its filters, and what it never shows."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import Activity, Campaign, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.activities import log
from advocacy.queries.activities.log import LogFilter, Place, log_page
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening
from tests.factories import commit, make_campaign, make_official, make_organization, make_restricted_campaign
from tests.queries import count_queries
from tests.web import Page, Web


def happened(when: str, *campaigns: Campaign, actor: Actor = OPERATOR, **fields: Any) -> Activity:
    """An activity on a date."""
    kind = fields.pop("kind", ActivityKind.CALL)
    contacts = tuple(Contact(party, outcome) for party, outcome in fields.pop("met", ()))
    happening = Happening(occurred_on=PartialDate(when), contacts=contacts, **fields)
    return activities.record(actor, None, kind, happening, campaigns=campaigns)


def lines(page: Page) -> list[str]:
    """What happened, per row."""
    return [row.select("td")[2].get_text(" ", strip=True) for row in page.soup.select("tbody tr")]


def test_the_log_is_newest_first_and_shows_eight_cells(web: Web, member: User, organizer: User) -> None:
    campaign, ada = make_campaign(), make_official("Ada Example")
    happened("2017", campaign, summary="Some time in 2017")
    happened("2017-02", campaign, summary="Some day in February")
    happened("2017-02-02", campaign, summary="The second")
    happened("", campaign, summary="Nobody knows when")
    entry = happened(
        "2017-03-01",
        campaign,
        actor=Actor.of(organizer),
        kind=ActivityKind.MEETING,
        summary="Asked for a vote",
        met=((ada, ContactOutcome.YES), (make_organization("Tenants Union"), ContactOutcome.NO)),
    )
    entry.minutes = 45
    commit()
    page = web.sign_in(member).get("/activities")
    assert lines(page) == [
        "Asked for a vote",
        "The second",
        "Some day in February",
        "Some time in 2017",
        "Nobody knows when",
    ]
    first = page.soup.select("tbody tr")[0]
    assert [cell.get_text(" ", strip=True) for cell in first.select("td, th")] == [
        "Mar 1, 2017",
        "Meeting",
        "Ada Example, Tenants Union",
        "Asked for a vote",
        "Yes No",
        "Not classified",
        "Organizer",
        "45",
    ]
    assert first.select_one("th a")["href"] == f"/activities/{entry.ref}"
    assert "5 entries" in page.text
    assert "Date not known" in page.text


def test_pages_lead_older_and_newer_without_a_gap_or_a_repeat(
    web: Web, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "PAGE_SIZE", 3)
    campaign = make_campaign()
    for number in range(8):
        happened("2017-02-02" if number < 5 else "2017-01", campaign, summary=f"Entry {number}")
    commit()
    page = web.sign_in(member).get("/activities")
    seen, pages = lines(page), [page]
    while older := page.soup.select_one("a[rel=next]"):
        page = web.get(str(older["href"]))
        pages.append(page)
        seen += lines(page)
    assert seen == [f"Entry {number}" for number in (4, 3, 2, 1, 0, 7, 6, 5)]
    back = web.get(str(page.soup.select_one("a[rel=prev]")["href"]))
    assert lines(back) == lines(pages[-2])
    assert pages[0].soup.select_one("a[rel=prev]") is None


def test_filters_narrow_the_log_and_each_chip_takes_one_away(web: Web, organizer: User, member: User) -> None:
    bus, trees = make_campaign("Bus lanes"), make_campaign("Trees")
    ada, bo = make_official("Ada Example", "City Councilor, Ward 1"), make_official("Bo Example", "Mayor")
    happened("2017-02-02", bus, summary="ours", met=((ada, None),), actor=Actor.of(organizer))
    happened("2017-03-05", bus, summary="theirs", side=Side.THEIRS, kind=ActivityKind.STATEMENT, met=((bo, None),))
    happened("2017-03", trees, summary="in March", kind=ActivityKind.EVENT)
    happened("2016", trees, summary="in 2016")
    commit()
    web.sign_in(member)

    def shown(query: str) -> list[str]:
        page = web.get(f"/activities?{query}")
        assert page.status == 200
        return lines(page)

    assert shown("kind=statement") == ["theirs"]
    assert shown("side=ours") == ["in March", "ours", "in 2016"]
    assert shown(f"campaign={trees.ref}") == ["in March", "in 2016"]
    assert shown(f"campaign={bus.slug}&side=theirs") == ["theirs"]
    assert shown(f"party={ada.ref}") == ["ours"]
    assert shown(f"campaign={bus.slug}&party={ada.ref}") == ["ours"]
    assert shown(f"by={organizer.ref}") == ["ours"]
    assert shown("from=2017-03-05") == ["theirs", "in March"]
    assert shown("from=2016-06-01&to=2017-02") == ["ours", "in 2016"]
    assert shown("to=2016") == ["in 2016"]
    assert shown("at=2017-02-28") == ["ours", "in 2016"]
    assert shown("at=2017-03") == ["theirs", "in March", "ours", "in 2016"]
    page = web.get(f"/activities?campaign={bus.slug}&side=theirs")
    chips = {chip.get_text(" ", strip=True): str(chip["href"]) for chip in page.soup.select("a.chip")}
    assert chips["Remove filter: Theirs"] == f"/activities?campaign={bus.slug}"


def test_a_name_in_words_finds_the_one_or_asks_whom(web: Web, member: User) -> None:
    campaign = make_campaign()
    ada, bo = make_official("Ada Example", "City Councilor, Ward 1"), make_official("Bo Example")
    happened("2017-02-02", campaign, summary="with Ada", met=((ada, None),))
    happened("2017-02-03", campaign, summary="with Bo", met=((bo, None),))
    commit()
    web.sign_in(member)
    assert web.get("/activities?with=ward+1").location == f"/activities?party={ada.ref}"
    several = web.get("/activities?with=example&side=ours")
    assert "Whom do you mean?" in several.text
    assert f"/activities?side=ours&party={bo.ref}" in several.links()
    nobody = web.get("/activities?with=zzz")
    assert nobody.status == 422
    assert nobody.soup.select_one("#f-with")["value"] == "zzz"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2/3/2017", "can be read in two ways"),
        ("to=soon", "Write the date as"),
        ("at=2017-02-30", "no such date"),
        ("kind=nonsense", "Choose from the list."),
        ("side=nonsense", "Choose from the list."),
    ],
)
@pytest.mark.one_database
def test_a_filter_that_cannot_be_read_is_refused_at_its_field(web: Web, member: User, query: str, words: str) -> None:
    happened("2017", make_campaign())
    commit()
    page = web.sign_in(member).get(f"/activities?{query}")
    assert page.status == 422
    assert any(words in error for error in page.errors)


@pytest.mark.parametrize("query", ["campaign=nosuch", "party=aaaaaaaaaa", "by=aaaaaaaaaa", "party=%27"])
def test_an_unknown_ref_is_not_found(web: Web, member: User, query: str) -> None:
    assert web.sign_in(member).get(f"/activities?{query}").status == 404


@pytest.mark.parametrize("query", ["after=nonsense", "before=2017-02-30.aaaaaaaaaa", "after=2017.%00"])
@pytest.mark.one_database
def test_a_place_that_is_none_is_passed_over(web: Web, member: User, query: str) -> None:
    happened("2017", make_campaign(), summary="Here")
    commit()
    page = web.sign_in(member).get(f"/activities?{query}")
    assert page.status in {200, 404}
    assert page.status == 404 or lines(page) == ["Here"]


def test_an_empty_log_says_what_will_stand_here(web: Web, member: User, organizer: User) -> None:
    page = web.sign_in(member).get("/activities")
    assert "Nothing logged yet" in page.text
    assert "/activities/quick" not in page.links()
    assert "/activities/quick" in web.sign_in(organizer).get("/activities").links()
    happened("2017", make_campaign())
    commit()
    assert "Nothing matches" in web.get("/activities?kind=vote").text


def test_the_number_of_queries_does_not_grow_with_the_rows(web: Web, member: User) -> None:
    campaign = make_campaign()
    people = [make_official(f"P{number} Example") for number in range(10)]
    happened("2017", campaign, met=((people[0], None),))
    commit()
    web.sign_in(member).get("/activities")
    counts = []
    for _ in range(2):
        with count_queries() as seen:
            web.get("/activities")
        counts.append(len(seen))
        for _number in range(30):
            happened("2017-02", campaign, met=tuple((person, ContactOutcome.YES) for person in people))
        commit()
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_the_log_speaks_spanish(web: Web, member: User) -> None:
    happened("2017-02-02", make_campaign(), met=((make_official("Ada Example"), ContactOutcome.LEANING_YES),))
    member.language = Language.ES
    commit()
    page = web.sign_in(member).get("/activities")
    assert page.title == "Registro de actividad"
    assert "2 feb 2017" in page.text
    assert "Llamada" in page.text


PLANS = st.lists(
    st.tuples(
        st.sampled_from(["open", "quiet", "both", "none"]),
        st.sampled_from(["", "2016", "2017-02", "2017-02-02", "2017-03-01"]),
        st.booleans(),
    ),
    max_size=12,
)


@pytest.mark.sqlite_only
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(plan=PLANS, size=st.integers(1, 4))
def test_walking_the_pages_counts_each_visible_entry_once_and_no_hidden_one(
    plan: list[tuple[str, str, bool]],
    size: int,
    member: User,
    organizer: User,
    coordinator: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(log, "PAGE_SIZE", size)
    db.session.execute(delete(Activity))
    db.session.execute(delete(Campaign))
    opened, quiet = make_campaign(slug="open"), make_restricted_campaign("Quiet", team=(coordinator,))
    links = {"open": (opened,), "quiet": (quiet,), "both": (opened, quiet), "none": ()}
    entries: list[tuple[str, str]] = []
    for where, when, taken_out in plan:
        activity = happened(when, *links[where])
        if taken_out:
            activities.retract(OPERATOR, activity, "wrong")
        else:
            entries.append((where, activity.ref))
    visible = {
        member: {"open"},
        organizer: {"open", "none"},
        coordinator: {"open", "none", "quiet", "both"},
    }
    for user, places in visible.items():
        expected = {ref for where, ref in entries if where in places}
        for wanted in (LogFilter(), LogFilter(campaign=opened), LogFilter(kind=ActivityKind.CALL)):
            walked = _walk(Actor.of(user), wanted)
            assert len(walked) == len(set(walked))
            within = {ref for where, ref in entries if where in {"open", "both"}} if wanted.campaign else expected
            assert set(walked) == expected & within
    db.session.rollback()


def _walk(actor: Actor, wanted: LogFilter) -> list[str]:
    page = log_page(actor, wanted)
    seen = [entry.ref for entry in page.entries]
    while page.older:
        page = log_page(actor, wanted, Place.parse(page.older, newer=False))
        seen += [entry.ref for entry in page.entries]
    return seen
