"""Signing in and out, and what no signed-out browser gets."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.models import AuditEntry, Letter, User, UserSession
from advocacy.models.base import utc_now
from tests.factories import PASSWORD, commit
from tests.web import Web


@pytest.mark.one_database
def test_a_member_signs_in_with_email_and_password(web: Web, member: User) -> None:
    home = web.get("/login").submit({"email": "MEMBER@example.org", "password": PASSWORD})
    assert home.status == 200
    assert home.title == "What needs you today"
    assert db.session.scalars(select(AuditEntry.event)).all() == ["session.started"]


@pytest.mark.one_database
def test_a_wrong_password_and_a_missing_account_get_the_same_answer(web: Web, member: User) -> None:
    wrong = web.get("/login").submit({"email": member.email, "password": "not the password"})
    missing = web.get("/login").submit({"email": "nobody@example.org", "password": "not the password"})
    assert wrong.status == missing.status == 422
    assert "do not go together" in wrong.text
    assert wrong.text == missing.text


@pytest.mark.one_database
def test_signing_out_ends_the_session_on_the_server(web: Web, member: User) -> None:
    web.sign_in(member)
    home = web.get("/")
    token = home.soup.select_one("form[action='/logout'] input[name=csrf_token]")
    assert token is not None
    out = web.post("/logout", {"csrf_token": str(token["value"])})
    assert out.status == 303
    assert out.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert db.session.scalars(select(UserSession)).all() == []


@pytest.mark.one_database
def test_a_deleted_session_row_signs_the_browser_out_at_once(web: Web, member: User) -> None:
    web.sign_in(member)
    assert web.get("/").status == 200
    for row in db.session.scalars(select(UserSession)):
        db.session.delete(row)
    commit()
    assert web.get("/").location.startswith("/login")


@pytest.mark.one_database
def test_an_idle_session_ends(web: Web, member: User) -> None:
    web.sign_in(member)
    row = db.session.scalars(select(UserSession)).one()
    row.last_seen_at = utc_now() - timedelta(hours=2, minutes=1)
    commit()
    assert web.get("/").location.startswith("/login")


@pytest.mark.one_database
def test_a_page_asked_for_before_signing_in_is_opened_after_it(web: Web, member: User) -> None:
    asked = web.get("/?x=1")
    assert asked.status == 303
    evil = web.get("/login?next=//evil.example/").submit({"email": member.email, "password": PASSWORD})
    assert evil.title == "What needs you today"


@pytest.mark.one_database
def test_every_answer_carries_the_security_headers(web: Web, member: User) -> None:
    for path in ("/login", "/healthz", "/no-such-page", "/static/no-such-file.css"):
        headers = web.get(path).response.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.one_database
def test_a_post_without_a_token_is_refused(web: Web, member: User) -> None:
    answer = web.post("/login", {"email": member.email, "password": PASSWORD})
    assert answer.status == 422
    assert db.session.scalars(select(UserSession)).all() == []


@pytest.mark.one_database
def test_whose_session_ended_while_writing_gets_the_text_back(web: Web, organizer: User) -> None:
    page = web.sign_in(organizer).get("/letters/new")
    for row in db.session.scalars(select(UserSession)):
        db.session.delete(row)
    commit()
    answer = page.send({"subject": "Sunday hours", "body": "Dear Mayor,\n\nan <b>hour</b> of work."})
    assert answer.status == 422
    assert "signed out while you were writing" in answer.text
    assert [node.get_text() for node in answer.soup.select(".kept")][:2] == [
        "Dear Mayor,\n\nan <b>hour</b> of work.",
        "Sunday hours",
    ]
    assert "/login" in answer.links()
    assert db.session.scalars(select(Letter)).all() == []


@pytest.mark.one_database
def test_a_page_whose_token_is_no_longer_good_gives_the_text_back(web: Web, organizer: User) -> None:
    page = web.sign_in(organizer).get("/letters/new")
    answer = page.send({"subject": "Sunday hours", "csrf_token": "another"})
    assert answer.status == 422
    assert "Sunday hours" in [node.get_text() for node in answer.soup.select(".kept")]


@pytest.mark.one_database
def test_whose_cookies_are_gone_gets_the_text_back_too(web: Web, organizer: User) -> None:
    page = web.sign_in(organizer).get("/letters/new")
    web.client.delete_cookie("session")
    answer = page.send({"subject": "Sunday hours"})
    assert (answer.status, "/login" in answer.links()) == (422, True)
    assert answer.soup.select(".kept")[0].get_text() == "Sunday hours"


@pytest.mark.one_database
def test_what_another_site_sends_is_not_repeated_as_the_readers_words(web: Web) -> None:
    answer = web.post("/letters/new", {"subject": "Call this number"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Call this number" not in answer.response.get_data(as_text=True)


@pytest.mark.one_database
def test_a_password_is_never_repeated(web: Web, member: User) -> None:
    answer = web.sign_in(member).post("/account/password", {"new_password": "violet harbor lantern seven"})
    assert answer.status == 422
    assert "violet harbor" not in answer.response.get_data(as_text=True)


def test_typing_the_password_again_gives_the_browser_another_token_and_the_old_one_opens_nothing(
    web: Web, member: User
) -> None:
    web.get("/login").submit({"email": member.email, "password": PASSWORD})
    cookie = web.client.get_cookie("session")
    assert cookie is not None
    answer = web.get("/confirm?next=/tasks").send({"password": PASSWORD})
    assert (answer.status, answer.location) == (303, "/tasks")
    assert web.get("/tasks").status == 200
    assert db.session.query(UserSession).count() == 1
    stolen = Web(web.app)
    stolen.client.set_cookie("session", cookie.decoded_value)
    assert stolen.get("/tasks").location.startswith("/login")
