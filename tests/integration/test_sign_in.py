"""Guessing passwords: slowed for whoever guesses, never a lock-out, and telling nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from advocacy.db import db
from advocacy.models import AuditEntry, KnownDevice, SignInDelay, User
from advocacy.policy import VISITOR, Action, allows, may_ever
from tests.factories import PASSWORD, commit, make_user
from tests.web import Page, Web

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WRONG = "not the password"
FREE = 5


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def attempt(web: Web, email: str, password: str = WRONG) -> Page:
    """Try to sign in."""
    return web.get("/login").send({"email": email, "password": password})


def fail(web: Web, email: str, times: int = FREE + 1) -> Page:
    """Fail several times in a row; return the last answer."""
    for _ in range(times - 1):
        attempt(web, email)
    return attempt(web, email)


def test_the_sixth_failure_in_a_row_begins_a_wait(web: Web, member: User, clock: time_machine.Traveller) -> None:
    assert fail(web, member.email).status == 422
    slowed = attempt(web, member.email, PASSWORD)
    assert slowed.status == 429
    assert slowed.response.headers["Retry-After"] == "1"
    assert "Too many tries. Wait 1 second and try again." in slowed.text
    assert slowed.soup.select_one("input[name=email]")["value"] == member.email  # type: ignore[index]
    clock.shift(timedelta(seconds=1))
    assert attempt(web, member.email, PASSWORD).status == 303


@pytest.mark.one_database
def test_the_wait_doubles_with_each_further_failure_and_stays_under_a_quarter_of_an_hour(
    web: Web, member: User, clock: time_machine.Traveller
) -> None:
    fail(web, member.email)
    waits = []
    for _ in range(14):
        slowed = attempt(web, member.email)
        assert slowed.status == 429
        waits.append(int(slowed.response.headers["Retry-After"]))
        clock.shift(timedelta(seconds=waits[-1]))
        assert attempt(web, member.email).status == 422
    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert waits[-1] == 15 * 60
    assert "Wait 15 minutes" in attempt(web, member.email).text


@pytest.mark.one_database
def test_tries_during_the_wait_do_not_make_it_longer(web: Web, member: User, clock: time_machine.Traveller) -> None:
    fail(web, member.email, FREE + 4)
    assert {attempt(web, member.email).response.headers.get("Retry-After") for _ in range(5)} == {"1"}


@pytest.mark.one_database
def test_an_address_without_an_account_is_slowed_just_the_same(
    web: Web, member: User, clock: time_machine.Traveller
) -> None:
    there = [attempt(web, member.email) for _ in range(FREE + 3)]
    missing = [attempt(web, "nobody@example.org") for _ in range(FREE + 3)]
    assert [page.status for page in there] == [page.status for page in missing]
    assert [page.text for page in there] == [page.text for page in missing]


def test_deactivated_and_invited_people_get_the_same_answer_as_a_wrong_password(web: Web, member: User) -> None:
    gone, invited = make_user("gone"), make_user("invited")
    gone.is_active, invited.password_hash = False, None
    commit()
    answers = {attempt(web, email, PASSWORD).text for email in (gone.email, invited.email)}
    assert answers == {attempt(web, member.email).text}


@pytest.mark.one_database
def test_signing_in_gives_the_tries_back(web: Web, member: User, clock: time_machine.Traveller) -> None:
    for _ in range(3):
        fail(web, member.email, FREE)
        assert attempt(Web(web.app), member.email, PASSWORD).status == 303


@pytest.mark.one_database
def test_a_stranger_cannot_shut_somebody_out_of_a_browser_that_signed_in_before(
    app: Flask, web: Web, member: User, clock: time_machine.Traveller
) -> None:
    own = Web(app)
    assert attempt(own, member.email, PASSWORD).status == 303
    sign_out(own)
    fail(web, member.email, FREE + 12)
    assert attempt(web, member.email, PASSWORD).status == 429
    assert attempt(own, member.email, PASSWORD).status == 303


def sign_out(web: Web) -> None:
    """Sign out as the button does."""
    token = web.get("/").soup.select_one("form[action='/logout'] input[name=csrf_token]")
    assert token is not None
    assert web.post("/logout", {"csrf_token": str(token["value"])}).status == 303


@pytest.mark.one_database
def test_a_browser_that_signed_in_before_is_slowed_by_its_own_failures(
    app: Flask, web: Web, member: User, clock: time_machine.Traveller
) -> None:
    assert attempt(web, member.email, PASSWORD).status == 303
    sign_out(web)
    fail(web, member.email)
    assert attempt(web, member.email, PASSWORD).status == 429
    assert attempt(Web(app), member.email, PASSWORD).status == 303


@pytest.mark.one_database
def test_one_browsers_good_standing_with_one_account_counts_nothing_for_another(
    web: Web, member: User, clock: time_machine.Traveller
) -> None:
    assert attempt(web, member.email, PASSWORD).status == 303
    sign_out(web)
    other = make_user("other")
    fail(Web(web.app), other.email)
    assert attempt(web, other.email, PASSWORD).status == 429


@pytest.mark.one_database
def test_many_accounts_tried_from_one_address_slow_that_address_and_no_other(
    app: Flask, web: Web, member: User, clock: time_machine.Traveller
) -> None:
    for number in range(32):
        attempt(web, f"somebody{number}@example.org")
    assert attempt(web, member.email, PASSWORD).status == 429
    elsewhere = Web(app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert attempt(elsewhere, member.email, PASSWORD).status == 303


@pytest.mark.one_database
def test_addresses_of_one_ipv6_network_are_one(app: Flask, member: User, clock: time_machine.Traveller) -> None:
    for number in range(32):
        web = Web(app)
        web.client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{number:x}"
        attempt(web, f"somebody{number}@example.org")
    neighbour = Web(app)
    neighbour.client.environ_base["REMOTE_ADDR"] = "2001:db8:1:2:ffff::1"
    assert attempt(neighbour, member.email, PASSWORD).status == 429


@pytest.mark.one_database
def test_what_is_counted_is_forgotten_after_a_day(web: Web, member: User, clock: time_machine.Traveller) -> None:
    fail(web, member.email, FREE)
    clock.shift(timedelta(days=1, seconds=1))
    assert fail(web, member.email, FREE).status == 422
    assert attempt(web, member.email, PASSWORD).status == 303


def test_no_address_stands_in_the_table_of_delays_or_in_the_audit_trail(web: Web, member: User) -> None:
    attempt(web, member.email)
    attempt(web, "nobody@example.org")
    keys = db.session.scalars(select(SignInDelay.key_hash)).all()
    assert len(keys) == 4
    assert all(len(key) == 64 for key in keys)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "session.refused")).all()
    assert [(entry.subject_ref, entry.actor_id) for entry in entries] == [(member.ref, None), ("", None)]
    assert "example.org" not in str([entry.changes for entry in entries])


def test_the_device_cookie_is_kept_from_scripts_and_stored_as_a_hash(web: Web, member: User) -> None:
    answer = attempt(web, member.email, PASSWORD)
    cookie = next(line for line in answer.response.headers.getlist("Set-Cookie") if line.startswith("device="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    token = cookie.partition("=")[2].partition(";")[0]
    assert db.session.scalar(select(KnownDevice.token_hash)) not in {None, token}


@pytest.mark.one_database
def test_cookies_over_tls_have_the_host_prefix_and_plain_ones_do_not(app: Flask, member: User) -> None:
    web = Web(app)
    web.client.environ_base["wsgi.url_scheme"] = "https"
    page = web.get("/login", base_url="https://cabildo.example")
    assert page.response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = page.response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    plain = Web(app).get("/login").response.headers
    assert plain["Set-Cookie"].startswith("session=")
    assert "Secure" not in plain["Set-Cookie"]
    assert "Strict-Transport-Security" not in plain


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example/",
        "/%0d%0aLocation:x",
        "\n//evil.example",
        "/logout",
        "/no-such-page",
        "@evil.example",
    ],
)
@pytest.mark.one_database
def test_signing_in_never_leads_away_from_here(web: Web, member: User, target: str) -> None:
    page = web.get("/login", query_string={"next": target})
    form = {"email": member.email, "password": PASSWORD}
    token = str(page.soup.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]
    answer = web.post("/login", {**form, "csrf_token": token}, query_string={"next": target})
    assert answer.status == 303
    assert answer.location == "/"


@pytest.mark.one_database
def test_signing_in_leads_to_the_page_that_was_asked_for(web: Web, member: User) -> None:
    asked = web.get("/tasks?show=all")
    assert asked.status == 303
    answer = web.get(asked.location).send({"email": member.email, "password": PASSWORD})
    assert answer.location == "/tasks?show=all"


@pytest.mark.one_database
def test_confirming_that_it_is_you_is_slowed_like_signing_in(
    web: Web, coordinator: User, clock: time_machine.Traveller
) -> None:
    web.sign_in(coordinator)
    for _ in range(FREE + 1):
        assert web.get("/confirm").send({"password": WRONG}).status == 422
    slowed = web.get("/confirm").send({"password": PASSWORD})
    assert slowed.status == 429
    assert slowed.response.headers["Retry-After"] == "1"


def test_a_visitor_may_do_nothing_and_see_nothing() -> None:
    assert not VISITOR.sees_all
    assert not any(may_ever(VISITOR, action) or allows(VISITOR, action) for action in Action)


@pytest.mark.one_database
def test_a_session_is_over_after_twelve_hours_however_busy(web: Web, member: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        web.sign_in(member)
        for _ in range(11):
            clock.shift(timedelta(hours=1))
            assert web.get("/").status == 200
        clock.shift(timedelta(hours=1, seconds=1))
        assert web.get("/").location.startswith("/login")


def test_a_session_that_is_used_stays_and_one_that_idles_two_hours_ends(web: Web, member: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        web.sign_in(member)
        clock.shift(timedelta(hours=1, minutes=59))
        assert web.get("/").status == 200
        clock.shift(timedelta(hours=1, minutes=59))
        assert web.get("/").status == 200
        clock.shift(timedelta(hours=2, seconds=1))
        assert web.get("/").location.startswith("/login")
