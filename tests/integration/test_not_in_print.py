"""Who is "not in print": a sweep over every page as a member, and over what leaves the program."""

from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from advocacy.config.mail import MailSettings, Security
from advocacy.db import db
from advocacy.domain.mail import Mail, MailKind
from advocacy.models import Activity, Letter, Person, User
from advocacy.services import outbox, search
from advocacy.views.not_in_print import SHEETS
from tests.addresses import every_file, every_page
from tests.everybody import Everybody
from tests.factories import commit, make_campaign, make_event, make_person
from tests.web import Web

NAME = "Sol Reservada"


@pytest.fixture(scope="module")
def named_everywhere(everybody: Everybody) -> Everybody:
    """The demo, where somebody typed the name into words too."""
    shy = db.session.scalars(select(Person).where(Person.family_name == "Reservada")).one()
    assert shy.not_in_print
    for activity in db.session.scalars(select(Activity).where(Activity.is_sample)):
        activity.summary = f"{activity.summary} With {NAME}."
        search.refresh(activity)
    for letter in db.session.scalars(select(Letter).where(Letter.is_sample)):
        letter.subject = f"{letter.subject[:150]} for {NAME}"
    commit()
    return everybody


def test_no_page_names_them_to_a_member(named_everywhere: Everybody) -> None:
    pages = [address.path for address in every_page(named_everywhere.app)]
    shy = db.session.scalars(select(Person).where(Person.family_name == "Reservada")).one()
    more = [f"/officials/{shy.ref}", "/search?q=Reservada", "/activities?q=Reservada"]
    naming = []
    initials = 0
    for path in [*pages, *more]:
        got = named_everywhere.get("member", path)
        text = got.get_data(as_text=True) if got.mimetype == "text/html" else ""
        initials += "S. R." in text
        if NAME in text or "Reservada, Sol" in text:
            naming.append(path)
    assert naming == []
    assert initials > 5, "the sweep saw nobody to hide"


def test_an_organizer_reads_the_name(named_everywhere: Everybody) -> None:
    assert NAME in named_everywhere.get("organizer", "/activities").get_data(as_text=True)


def test_no_table_that_goes_out_names_them(named_everywhere: Everybody) -> None:
    for path in ("/reports/activities.csv", *(f"/reports/tables/{name}.csv" for name in ("statements", "stances",
                 "claims", "precedents", "proceedings"))):  # fmt: skip
        got = named_everywhere.get("coordinator", path)
        assert got.status_code == 200
        assert NAME not in got.get_data(as_text=True), path
    assert "(not in print)" in named_everywhere.get("coordinator", "/reports/activities.csv").get_data(as_text=True)


def test_no_sheet_to_print_names_them_to_anybody(named_everywhere: Everybody) -> None:
    for address in every_page(named_everywhere.app):
        if address.endpoint in SHEETS | {"chat.show"}:
            assert NAME not in named_everywhere.get("coordinator", address.path).get_data(as_text=True), address.path
    assert every_file(named_everywhere.app)


def test_no_text_for_chat_names_them(web: Web, coordinator: User) -> None:
    make_person("Shy Person", not_in_print=True)
    campaign = make_campaign("With Shy Person")
    commit()
    shown = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/chat")
    assert "With (not in print)" in shown.soup.select_one("textarea").get_text()  # type: ignore[union-attr]


def test_mail_that_tells_what_stands_in_the_program_does_not_name_them(app: Flask) -> None:
    make_person("Shy Person", not_in_print=True)
    make_event(make_campaign(), "Tea with Shy Person")
    app.config["MAIL"] = MailSettings(
        host="127.0.0.1", port=1, security=Security.NONE, from_address="cabildo@example.org"
    )
    try:
        mail = Mail(MailKind.DIGEST, "digest:1", "ana@example.org", "Tea with Shy Person", "Bring Shy Person tea.")
        kept = outbox.queue(mail)
        assert kept is not None
        assert (kept.subject, kept.body) == ("Tea with (not in print)", "Bring (not in print) tea.")
    finally:
        app.config["MAIL"] = None


def test_the_name_of_an_account_is_left_alone_on_its_own_page(web: Web, member: User) -> None:
    make_person("Shy Person", not_in_print=True)
    member.display_name = "Shy Person"
    commit()
    web.sign_in(member)
    name = web.get("/account/profile").soup.select_one("input[name=name]")
    assert name is not None
    assert name["value"] == "Shy Person"
    assert SimpleNamespace(text=web.get("/help").source).text.count("Shy Person") == 0
