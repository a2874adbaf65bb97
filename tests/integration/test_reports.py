"""The activity report: page, CSV and XLSX agree to the row, and count only what the reader may see."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.reports import ReportFilter
from advocacy.models import Campaign, Person, User
from advocacy.policy import Actor
from advocacy.queries import reports
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening
from tests.factories import commit, make_campaign, make_person, make_restricted_campaign
from tests.web import Web


def happened(
    actor: Actor, campaign: Campaign | None, when: str, kind: ActivityKind = ActivityKind.CALL, **more: object
) -> None:
    happening = Happening(occurred_on=PartialDate(when), **more)  # type: ignore[arg-type]
    activities.record(actor, None, kind, happening, campaigns=[campaign] if campaign else [])
    commit()


@pytest.fixture
def some_history(as_coordinator: Actor) -> Campaign:
    """Four calls of ours (one with two people), one of theirs, one straddling and one undated."""
    campaign = make_campaign("Sanctuary city")
    ada, bob = make_person("Ada Example"), make_person("Bob Example")
    both = (Contact(ada, ContactOutcome.YES), Contact(bob, ContactOutcome.NO))
    happened(as_coordinator, campaign, "2026-03-01", summary="=HYPERLINK(1)", contacts=both)
    happened(as_coordinator, campaign, "2026-03", ActivityKind.EMAIL, contacts=(Contact(ada, ContactOutcome.YES),))
    happened(as_coordinator, campaign, "2026-04-30")
    happened(as_coordinator, campaign, "2026-05-01")
    happened(as_coordinator, campaign, "2026-03-02", side=Side.THEIRS)
    happened(as_coordinator, campaign, "2026")
    happened(as_coordinator, campaign, "")
    return campaign


MARCH_AND_APRIL = ReportFilter(first_day=date(2026, 3, 1), last_day=date(2026, 4, 30))


@pytest.mark.one_database
def test_a_period_counts_what_it_contains_wholly(as_coordinator: Actor, some_history: Campaign) -> None:
    totals = reports.totals(as_coordinator, MARCH_AND_APRIL)
    assert totals.activities == 3
    assert (totals.straddling, totals.undated) == (1, 1)
    assert totals.months == [("2026-03", 2), ("2026-04", 1)]
    assert dict(totals.kinds) == {ActivityKind.CALL: 2, ActivityKind.EMAIL: 1}


def test_an_activity_counts_once_in_all_and_once_in_each_of_its_groups(
    as_coordinator: Actor, some_history: Campaign
) -> None:
    totals = reports.totals(as_coordinator, MARCH_AND_APRIL)
    assert dict(totals.outcomes) == {ContactOutcome.YES: 2, ContactOutcome.NO: 1, None: 1}
    assert totals.people_met == 2


def test_page_csv_and_xlsx_agree_to_the_row(web: Web, coordinator: User, some_history: Campaign) -> None:
    web.sign_in(coordinator)
    query = "?from=2026-03-01&to=2026-04-30"
    page = web.get("/reports/activities" + query)
    assert page.status == 200
    on_page = [
        row.get_text(" ", strip=True) for row in page.soup.select("#rows ~ table tbody tr, table.dt.cards tbody tr")
    ]
    text = web.get("/reports/activities.csv" + query).response.get_data().decode()
    assert text.startswith("\ufeffref,date,kind,side,people,outcomes,summary")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    book = openpyxl.load_workbook(io.BytesIO(web.get("/reports/activities.xlsx" + query).response.get_data()))
    in_book = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert len(on_page) == len(rows) == len(in_book) == 3
    assert [row["ref"] for row in rows] == [row[0] for row in in_book]
    assert [row["date"] for row in rows] == ["2026-04-30", "2026-03-01", "2026-03"]
    assert rows[1]["summary"] == "'=HYPERLINK(1)"
    assert rows[1]["people"] == "Ada Example; Bob Example"
    assert rows[1]["kind"] == "call"
    assert sorted(rows[1]["outcomes"].split("; ")) == ["no", "yes"]


@pytest.mark.one_database
def test_a_blank_filter_asks_for_nothing(web: Web, coordinator: User, some_history: Campaign) -> None:
    page = web.sign_in(coordinator).get("/reports/activities?kind=&campaign=&from=&side=")
    assert (page.status, page.errors) == (200, [])


@pytest.mark.one_database
def test_xlsx_tells_outcomes_in_the_readers_language(web: Web, coordinator: User, some_history: Campaign) -> None:
    web.sign_in(coordinator)
    query = "?from=2026-03-01&to=2026-03-01"
    file = web.get("/reports/activities.xlsx" + query, headers={"Accept-Language": "es"}).response.get_data()
    row = next(iter(openpyxl.load_workbook(io.BytesIO(file)).worksheets[0].iter_rows(min_row=2, values_only=True)))
    assert sorted(row[5].split("; ")) == ["No", "Sí"]


@pytest.mark.one_database
def test_other_sides_are_counted_when_asked_for(web: Web, coordinator: User, some_history: Campaign) -> None:
    text = web.sign_in(coordinator).get("/reports/activities.csv?side=theirs").response.get_data().decode()
    assert len(text.splitlines()) == 2


def test_what_a_restricted_campaign_did_is_in_nobody_elses_report(
    web: Web, coordinator: User, as_coordinator: Actor
) -> None:
    quiet = make_restricted_campaign("Quiet work")
    happened(as_coordinator, quiet, "2026-03-01", summary="whispered")
    assert reports.totals(as_coordinator, ReportFilter()).activities == 0
    web.sign_in(coordinator)
    assert "whispered" not in web.get("/reports/activities.csv").response.get_data().decode()
    assert "Quiet work" not in web.get("/reports/activities").text


@pytest.mark.one_database
def test_a_person_not_in_print_is_not_named_in_files(web: Web, coordinator: User, as_coordinator: Actor) -> None:
    shy = make_person("Shy Person", not_in_print=True)
    happened(as_coordinator, make_campaign(), "2026-03-01", contacts=(Contact(shy, None),))
    text = web.sign_in(coordinator).get("/reports/activities.csv").response.get_data().decode()
    assert "Shy" not in text
    assert "(not in print)" in text


@pytest.mark.one_database
def test_an_export_is_noted_with_its_rows_and_filters(web: Web, coordinator: User, some_history: Campaign) -> None:
    from sqlalchemy import select

    from advocacy.db import db
    from advocacy.models import AuditEntry

    web.sign_in(coordinator).get("/reports/activities.csv?from=2026-03-01&to=2026-04-30")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "report.exported")).one()
    assert entry.changes["rows"] == 3
    assert "from=2026-03-01" in entry.changes["filters"]


def test_the_report_can_be_about_one_campaign_and_one_person(
    web: Web, coordinator: User, as_coordinator: Actor, some_history: Campaign
) -> None:
    other = make_campaign("Library hours")
    guest = make_person("Cleo Example")
    happened(as_coordinator, other, "2026-03-05", contacts=(Contact(guest, None),))
    happened(as_coordinator, other, "2026-03-06")
    by_both = ReportFilter(campaign_ids=(other.id,), person_ids=(guest.id,))
    assert reports.totals(as_coordinator, ReportFilter(campaign_ids=(other.id,))).activities == 2
    assert reports.totals(as_coordinator, by_both).campaigns == [(other.slug, "Library hours", 1)]
    assert reports.totals(as_coordinator, by_both).people_met == 1
    commit()
    page = web.sign_in(coordinator).get(f"/reports/activities?campaign={other.slug}")
    assert page.status == 200
    assert len(page.soup.select("table.dt.cards tbody tr")) == 2


def test_the_report_says_what_it_is_about_in_words(web: Web, coordinator: User, some_history: Campaign) -> None:
    ada = db.session.scalars(select(Person).where(Person.given_name == "Ada")).one()
    query = f"?kind=call&campaign={some_history.slug}&people={ada.ref}&side=theirs"
    page = web.sign_in(coordinator).get("/reports/activities" + query)
    assert "All time · Theirs · Call · Sanctuary city · Ada Example" in page.text
    assert "Filters (4)" in page.text
    book = openpyxl.load_workbook(io.BytesIO(web.get("/reports/activities.xlsx" + query).response.get_data()))
    about = dict(book.worksheets[1].iter_rows(min_row=1, max_col=2, values_only=True))
    assert about["Filters"] == "Theirs · Call · Sanctuary city · Ada Example"


@pytest.mark.one_database
def test_finding_a_person_for_the_report_is_no_mistake(web: Web, coordinator: User, some_history: Campaign) -> None:
    page = web.sign_in(coordinator).get("/reports/activities?people-q=ada&_find=people")
    assert page.status == 200
    assert page.errors == []
    assert "Ada Example" in page.soup.select_one("#people-matches").get_text()
    assert web.get("/reports/activities?people-q=ada").status == 422


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "from=2026-05-01&to=2026-04-01",
        "kind=nonsense",
        "campaign=x",
        "kind=&kind=x",
        "campaign=&campaign=x",
    ],
)
@pytest.mark.one_database
def test_a_wrong_filter_is_answered_with_words_and_no_file(web: Web, coordinator: User, query: str) -> None:
    web.sign_in(coordinator)
    assert web.get(f"/reports/activities?{query}").status == 422
    assert web.get(f"/reports/activities.csv?{query}").status == 422


@pytest.mark.one_database
def test_members_and_organizers_get_no_report(web: Web, member: User, organizer: User) -> None:
    for user in (member, organizer):
        web.sign_in(user)
        for path in ("/reports/activities", "/reports/activities.csv", "/reports/activities.xlsx"):
            assert web.get(path).status == 403


def test_a_third_export_at_a_time_is_asked_to_wait(app, web: Web, coordinator: User) -> None:
    from advocacy.exchange.table_files import export_slot

    folder = app.config["SETTINGS"].data_dir
    web.sign_in(coordinator)
    with export_slot(folder), export_slot(folder):
        answer = web.get("/reports/activities.csv")
        assert answer.status == 503
        assert answer.response.headers["Retry-After"]
    assert web.get("/reports/activities.csv").status == 200
