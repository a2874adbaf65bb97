"""Statements, stances, claims, precedents and proceedings as files."""

import csv
import io

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.campaigns import Instrument
from advocacy.domain.claims import ClaimDetails
from advocacy.domain.exports import HOLDS, Export
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.precedents import PrecedentDetails, Standing
from advocacy.domain.proceedings import ProceedingDetails, ProceedingStatus
from advocacy.domain.sources import SourceDetails
from advocacy.domain.stances import Confidence, StanceDetails
from advocacy.domain.statements import StatementDetails
from advocacy.exchange.exports import TABLES
from advocacy.models import AuditEntry, Campaign, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.exports import rows_statement
from advocacy.services import claims, precedents, proceedings, retracting, sources, stances, statements
from tests.factories import (
    commit,
    make_campaign,
    make_demand,
    make_person,
    make_place,
    make_restricted_campaign,
)
from tests.web import Web


@pytest.fixture
def open_work() -> Campaign:
    return make_campaign("Open work")


@pytest.fixture
def one_of_each(as_coordinator: Actor, open_work: Campaign) -> None:
    """A record of each table, told in an open campaign; what may be public is in a hidden one too."""
    hidden, who = make_restricted_campaign("Whispered"), make_person("Rosa Vega")
    source = sources.create(OPERATOR, SourceDetails(headline="=News of it"))
    demand, secret = make_demand(open_work, "Sign the order"), make_demand(hidden, "Whispered demand")
    both = {"campaigns": [open_work, hidden], "sources": [source]}
    said = StatementDetails(summary="She is for it.", quote="Yes.", said_on=PartialDate("2017-02"), shows=2)
    one = (open_work,)
    statements.create(OPERATOR, said, statements.Around((who,), campaigns=one, demands=(demand,), sources=(source,)))
    for about, words in ((demand, "She signed."), (secret, "Whispered stance")):
        details = StanceDetails(2, Confidence.IN_WRITING, PartialDate("2017-03"), "", words)
        stances.enter(OPERATOR, about, who, details)
    claims.create(OPERATOR, ClaimDetails(text="@many agree", figure="75 percent"), claims.Around([who], **both))
    around = precedents.Around(make_place("Ashby"), official=who, demands=[demand, secret], **both)
    details = PrecedentDetails(instrument=Instrument.ORDINANCE, standing=Standing.IN_FORCE, title="Trust ordinance")
    precedents.create(OPERATOR, details, around)
    case = ProceedingDetails(title="Ashby v. Agency", status=ProceedingStatus.PENDING, defendant_words="the agency")
    proceedings.create(OPERATOR, case, proceedings.Around([make_place("Ashby County")], **both))
    commit()


def rows_of(web: Web, name: str, query: str = "") -> list[dict[str, str]]:
    answer = web.get(f"/reports/tables/{name}.csv{query}").response
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_each_table_has_its_rows_and_nothing_of_a_hidden_campaign(
    web: Web, coordinator: User, one_of_each: None
) -> None:
    web.sign_in(coordinator)
    found = {export: rows_of(web, export.value) for export in Export}
    assert {export: len(rows) for export, rows in found.items()} == dict.fromkeys(Export, 1)
    assert "Whispered" not in str(found)
    assert all(rows[0]["campaigns"] == "Open work" for rows in found.values())
    (said,), (stance,), (claim,), (precedent,), (case,) = found.values()
    assert (said["speakers"], said["date"], said["position"]) == ("Rosa Vega", "2017-02", "2")
    assert (stance["who"], stance["about"], stance["confidence"]) == ("Rosa Vega", "Sign the order", "in_writing")
    assert (claim["text"], claim["said_by"], claim["sources"]) == ("'@many agree", "Rosa Vega", "'=News of it")
    assert (precedent["official"], precedent["demands"]) == ("Rosa Vega", "Sign the order")
    assert (case["defendant"], case["status"]) == ("the agency", "pending")
    assert case["plaintiff"].startswith("Ashby County")


def test_xlsx_tells_the_same_in_the_readers_language(web: Web, coordinator: User, one_of_each: None) -> None:
    web.sign_in(coordinator)
    file = web.get("/reports/tables/statements.xlsx", headers={"Accept-Language": "es"}).response.get_data()
    head, row = openpyxl.load_workbook(io.BytesIO(file)).worksheets[0].iter_rows(values_only=True)
    cells = dict(zip(head, row, strict=True))
    assert cells["Quién lo dijo"] == "Rosa Vega"
    assert "Muy a favor" in cells.values()


def test_one_campaign_can_be_asked_for(web: Web, coordinator: User, one_of_each: None) -> None:
    other = make_campaign("Other work")
    commit()
    web.sign_in(coordinator)
    assert rows_of(web, "claims", f"?campaign={other.slug}") == []
    assert web.get("/reports/tables/claims.csv?campaign=nowhere").status == 404
    assert web.get("/reports/tables/secrets.csv").status == 404


def test_what_was_retracted_is_in_no_table(web: Web, coordinator: User, as_coordinator: Actor) -> None:
    claim = claims.create(as_coordinator, ClaimDetails(text="A mistake"), claims.Around())
    retracting.retract(as_coordinator, claim, "claim.retracted", "It was wrong.", version=None)
    commit()
    assert rows_of(web.sign_in(coordinator), "claims") == []


def test_who_is_not_in_print_has_no_name_in_a_table(web: Web, coordinator: User, as_coordinator: Actor) -> None:
    quiet = make_person("Luz Mora")
    quiet.not_in_print = True
    claims.create(as_coordinator, ClaimDetails(text="So it is."), claims.Around([quiet]))
    commit()
    assert rows_of(web.sign_in(coordinator), "claims")[0]["said_by"] == "(not in print)"


def test_each_download_is_noted_with_its_table_and_rows(web: Web, coordinator: User, one_of_each: None) -> None:
    rows_of(web.sign_in(coordinator), "precedents")
    db.session.expire_all()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "report.exported")).one()
    assert entry.changes == {"filters": "table=precedents", "format": "csv", "rows": 1}


def test_the_page_counts_what_each_file_holds(web: Web, coordinator: User, one_of_each: None) -> None:
    page = web.sign_in(coordinator).get("/reports/tables")
    assert [cell.get_text(strip=True) for cell in page.soup.select("td.num")] == ["1"] * 5


@pytest.mark.sqlite_only
def test_columns_of_files_and_statements_have_the_same_names(app: Flask) -> None:
    for export in Export:
        names = [column.name for column in rows_statement(OPERATOR, export).selected_columns]
        assert names == [column.code for column in TABLES[export].columns], export
        assert HOLDS[export]
