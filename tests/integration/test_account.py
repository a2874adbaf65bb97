"""One's own account."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, User, UserSession
from advocacy.models.base import utc_now
from tests.factories import PASSWORD, commit, make_user
from tests.web import Page, Web

NEW = "seven quiet rivers run"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def sign_in(app: Flask, email: str, password: str = PASSWORD) -> Page:
    """Try to sign in from a browser of its own."""
    return Web(app).get("/login").send({"email": email, "password": password})


def events() -> list[str]:
    """What the audit trail notes."""
    return list(db.session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))


def test_name_and_language_are_changed(web: Web, member: User) -> None:
    web.sign_in(member)
    saved = web.get("/account/profile").submit({"name": "María José", "language": "es"})
    assert saved.soup.html["lang"] == "es"  # type: ignore[index]
    assert member.display_name == "María José"
    assert web.get("/account/profile").send({"name": "", "language": "es"}).status == 422


def test_the_email_is_changed_with_the_password(app: Flask, web: Web, member: User) -> None:
    web.sign_in(member)
    form = web.get("/account/email")
    wrong = form.send({"email": "new@example.org", "password": "wrong"})
    assert wrong.status == 422
    assert "That is not your password" in " ".join(wrong.errors)
    assert wrong.soup.select_one("input[name=email]")["value"] == "new@example.org"  # type: ignore[index]
    assert form.send({"email": "new@example.org", "password": PASSWORD}).status == 303
    assert sign_in(app, "new@example.org").status == 303
    assert sign_in(app, "member@example.org").status == 422
    assert "new@example.org" not in str([entry.changes for entry in db.session.scalars(select(AuditEntry))])


@pytest.mark.parametrize(("email", "words"), [("nonsense", "not an e-mail"), ("Other@example.org", "already")])
@pytest.mark.one_database
def test_an_email_that_is_none_or_taken_is_refused(web: Web, member: User, email: str, words: str) -> None:
    make_user("other")
    web.sign_in(member)
    refused = web.get("/account/email").send({"email": email, "password": PASSWORD})
    assert refused.status == 422
    assert words in " ".join(refused.errors)
    assert member.email == "member@example.org"


@pytest.mark.one_database
def test_a_new_password_needs_the_old_one_and_ends_the_other_sessions(app: Flask, web: Web, member: User) -> None:
    elsewhere = Web(app).sign_in(member)
    web.sign_in(member)
    form = web.get("/account/password")
    assert form.send({"password": "wrong", "new_password": NEW}).status == 422
    short = form.send({"password": PASSWORD, "new_password": "short"})
    assert "at least 12" in " ".join(short.errors)
    named = form.send({"password": PASSWORD, "new_password": "member member member"})
    assert "member" in " ".join(named.errors)
    assert elsewhere.get("/").status == 200
    assert form.send({"password": PASSWORD, "new_password": NEW}).status == 303
    assert web.get("/").status == 200
    assert elsewhere.get("/").location.startswith("/login")
    assert sign_in(app, member.email).status == 422
    assert sign_in(app, member.email, NEW).status == 303
    assert "account.password_changed" in events()


@pytest.mark.one_database
def test_typing_the_old_password_is_slowed_like_signing_in(web: Web, member: User) -> None:
    web.sign_in(member)
    form = web.get("/account/password")
    for _ in range(6):
        assert form.send({"password": "wrong", "new_password": NEW}).status == 422
    slowed = form.send({"password": PASSWORD, "new_password": NEW})
    assert slowed.status == 429
    assert int(slowed.response.headers["Retry-After"]) >= 1


def test_devices_are_listed_and_ended_one_by_one(app: Flask, web: Web, member: User) -> None:
    phone = Web(app).sign_in(member)
    web.sign_in(member)
    db.session.scalars(select(UserSession).order_by(UserSession.id)).first().agent = FIREFOX  # type: ignore[union-attr]
    commit()
    page = web.get("/account")
    assert "Firefox on Linux" in page.text
    assert "This device" in page.text
    page.submit(button="Sign out : Firefox on Linux")
    assert phone.get("/").location.startswith("/login")
    assert web.get("/").status == 200
    assert "account.session_ended" in events()


def test_all_other_devices_are_ended_at_once(app: Flask, web: Web, member: User) -> None:
    others = [Web(app).sign_in(member) for _ in range(2)]
    web.sign_in(member)
    web.get("/account").submit(button="Sign out all other devices")
    assert {other.get("/").status for other in others} == {303}
    assert web.get("/account").status == 200


def test_somebody_elses_session_is_not_found(app: Flask, web: Web, member: User, organizer: User) -> None:
    theirs = Web(app).sign_in(organizer)
    ref = db.session.scalars(select(UserSession.ref)).one()
    web.sign_in(member)
    assert web.post_with_token(f"/account/sessions/{ref}/end").status == 404
    assert theirs.get("/").status == 200


@pytest.mark.one_database
def test_a_session_that_idled_out_is_not_listed(app: Flask, web: Web, member: User) -> None:
    Web(app).sign_in(member)
    row = db.session.scalars(select(UserSession)).one()
    row.last_seen_at = utc_now() - timedelta(hours=3)
    web.sign_in(member)
    assert len(web.get("/account").soup.select("main ul.list > li")) == 1


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", ["", "/profile", "/email", "/password"])
@pytest.mark.one_database
def test_the_pages_speak_both_languages(web: Web, member: User, path: str, language: str) -> None:
    member.language = Language(language)
    commit()
    page = web.sign_in(member).get("/account" + path)
    assert page.status == 200
    assert page.soup.html["lang"] == language  # type: ignore[index]


@pytest.mark.one_database
def test_nobody_has_an_account_page_without_signing_in(web: Web) -> None:
    for path in ("/account", "/account/profile", "/account/email", "/account/password"):
        assert web.get(path).location.startswith("/login")
