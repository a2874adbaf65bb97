"""One-time links: an invitation, a new password, the first administrator."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.problems import Refused
from advocacy.domain.users import LinkPurpose, Role, UserDetails
from advocacy.models import AuditEntry, KnownDevice, OneTimeLink, User, UserSession
from advocacy.policy import OPERATOR
from advocacy.services import links, users
from tests.factories import PASSWORD, commit, make_user
from tests.web import Page, Web

NEW = "seven quiet rivers run"
GONE = "This link does not work any more"
START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def invited(app: Flask) -> tuple[User, str]:
    """Somebody invited, and the address of their invitation."""
    user, token = users.invite(OPERATOR, UserDetails("Ana Muestra", "ana@example.org", frozenset({Role.ORGANIZER})))
    commit()
    return user, f"/invitation/{token}"


def reset_address(user: User) -> str:
    """Make a link for a new password."""
    token = users.reset_link(OPERATOR, user)
    commit()
    return f"/reset/{token}"


def sign_in(web: Web, email: str, password: str) -> Page:
    """Try to sign in."""
    return web.get("/login").send({"email": email, "password": password})


@pytest.mark.one_database
def test_an_invited_person_chooses_a_password_and_is_in(web: Web, invited: tuple[User, str]) -> None:
    user, address = invited
    page = web.get(address)
    assert page.title
    assert "Welcome, Ana Muestra" in page.text
    assert user.email in page.text
    home = page.submit({"password": NEW})
    assert home.status == 200
    assert home.response.request.path == "/"
    assert sign_in(Web(web.app), user.email, NEW).status == 303
    assert "user.joined" in db.session.scalars(select(AuditEntry.event)).all()


def test_looking_at_a_link_changes_nothing(web: Web, invited: tuple[User, str]) -> None:
    _user, address = invited
    for _ in range(3):
        assert web.get(address).status == 200
    assert db.session.scalars(select(OneTimeLink.used_at)).all() == [None]


@pytest.mark.one_database
def test_an_invitation_works_over_tls_as_a_browser_sends_it(web: Web, invited: tuple[User, str]) -> None:
    user, address = invited
    page = web.get(address, base_url="https://localhost")
    token = page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    leaves_it_out = page.response.headers["Referrer-Policy"] == "no-referrer"
    headers = {} if leaves_it_out else {"Referer": f"https://localhost{address}"}
    data = {"csrf_token": str(token["value"]), "password": NEW}
    assert web.post(address, data, base_url="https://localhost", headers=headers).status == 303
    assert user.password_hash


@pytest.mark.one_database
def test_an_invitation_works_once(web: Web, invited: tuple[User, str]) -> None:
    _user, address = invited
    second = Web(web.app).get(address)
    assert web.get(address).send({"password": NEW}).status == 303
    late = second.send({"password": "another four quiet words"})
    assert late.status == 404
    assert GONE in late.text
    assert GONE in Web(web.app).get(address).text


@pytest.mark.one_database
def test_a_second_click_leads_on_where_the_first_one_led(web: Web, invited: tuple[User, str]) -> None:
    _user, address = invited
    page = web.get(address)
    impatient = Web(web.app)  # the cookie of the first answer has not come back yet
    again = impatient.get(address)
    assert page.send({"password": NEW}).location == "/"
    assert web.get(address).location == "/"
    assert page.send({"password": NEW}).location == "/"
    assert again.send({"password": NEW}).location == "/"
    assert impatient.get("/").status == 200
    assert GONE in Web(web.app).get(address).text


@pytest.mark.one_database
def test_a_second_click_a_minute_later_finds_a_dead_link(web: Web) -> None:
    with time_machine.travel(START, tick=False) as clock:
        _user, token = users.invite(OPERATOR, UserDetails("Nova Example", "nova@example.org", frozenset({Role.MEMBER})))
        commit()
        again = Web(web.app).get(f"/invitation/{token}")
        web.get(f"/invitation/{token}").send({"password": NEW})
        clock.shift(timedelta(seconds=61))
        assert again.send({"password": NEW}).status == 404


@pytest.mark.one_database
def test_two_uses_at_the_same_moment_are_one(invited: tuple[User, str]) -> None:
    _user, address = invited
    link = links.good(address.rpartition("/")[2], LinkPurpose.INVITATION)
    assert link is not None
    links.use(link)
    with pytest.raises(Refused):
        links.use(link)


@pytest.mark.one_database
def test_a_link_for_a_new_password_is_good_for_a_day(web: Web, member: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        address = reset_address(member)
        clock.shift(timedelta(days=1, seconds=-1))
        assert web.get(address).status == 200
        clock.shift(timedelta(seconds=2))
        assert web.get(address).status == 404


@pytest.mark.one_database
def test_an_invitation_is_good_for_a_week(web: Web) -> None:
    with time_machine.travel(START, tick=False) as clock:
        _user, token = users.invite(OPERATOR, UserDetails("Ana", "ana@example.org", frozenset({Role.MEMBER})))
        commit()
        clock.shift(timedelta(days=7, seconds=-1))
        assert web.get(f"/invitation/{token}").status == 200
        clock.shift(timedelta(seconds=2))
        assert web.get(f"/invitation/{token}").status == 404


@pytest.mark.one_database
def test_a_newer_link_of_the_same_kind_ends_the_older_one(web: Web, invited: tuple[User, str], member: User) -> None:
    user, first = invited
    other = reset_address(member)
    second = f"/invitation/{users.invite_again(OPERATOR, user)}"
    commit()
    assert web.get(first).status == 404
    assert web.get(second).status == web.get(other).status == 200


def test_the_token_is_stored_as_a_hash_alone(invited: tuple[User, str]) -> None:
    _user, address = invited
    token = address.rpartition("/")[2]
    assert len(token) >= 43
    stored = db.session.scalars(select(OneTimeLink)).one()
    assert token not in str(vars(stored))


@pytest.mark.one_database
def test_a_link_is_no_good_for_another_purpose(web: Web, invited: tuple[User, str]) -> None:
    _user, address = invited
    token = address.rpartition("/")[2]
    assert web.get(f"/reset/{token}").status == web.get(f"/first-run/{token}").status == 404
    assert web.get("/invitation/" + "x" * 43).status == web.get("/invitation/short").status == 404


@pytest.mark.one_database
def test_a_deactivated_person_does_not_come_back_by_a_link(web: Web, member: User, administrator: User) -> None:
    address = reset_address(member)
    users.deactivate(OPERATOR, member)
    commit()
    assert web.get(address).status == 404
    users.reactivate(OPERATOR, member)
    commit()
    assert web.get(address).status == 404


@pytest.mark.one_database
def test_a_password_that_somebody_would_guess_is_refused_at_its_field(web: Web, invited: tuple[User, str]) -> None:
    user, address = invited
    page = web.get(address)
    for password, words in [
        ("short", "Use at least 12"),
        ("ana muestra ana muestra", "Muestra"),
        ("password1234", "tried first"),
    ]:
        refused = page.send({"password": password})
        assert refused.status == 422
        assert words.lower() in " ".join(refused.errors).lower()
    assert user.password_hash is None
    assert web.get(address).send({"password": NEW}).status == 303


def test_a_new_password_ends_every_session_and_forgets_every_browser(web: Web, member: User) -> None:
    assert sign_in(web, member.email, PASSWORD).status == 303
    elsewhere = Web(web.app)
    answer = elsewhere.get(reset_address(member)).send({"password": NEW})
    assert answer.location == "/login"
    assert db.session.scalars(select(UserSession)).all() == []
    assert db.session.scalars(select(KnownDevice)).all() == []
    assert web.get("/").location.startswith("/login")
    assert sign_in(elsewhere, member.email, PASSWORD).status == 422
    assert sign_in(elsewhere, member.email, NEW).status == 303


def test_joining_in_a_browser_where_somebody_is_signed_in_signs_them_out(
    web: Web, member: User, invited: tuple[User, str]
) -> None:
    user, address = invited
    web.sign_in(member)
    assert web.get(address).send({"password": NEW}).status == 303
    assert db.session.scalars(select(UserSession.user_id)).all() == [user.id]


def test_the_first_administrator_is_made_by_the_servers_link(web: Web) -> None:
    assert "Nobody has an account yet" in web.get("/login").text
    token = links.issue(LinkPurpose.FIRST_RUN)
    commit()
    page = web.get(f"/first-run/{token}")
    refused = page.send({"name": "Ana Muestra", "email": "not an address", "password": "too short"})
    assert refused.status == 422
    assert len(refused.errors) == 2
    assert "Ana Muestra" in str(refused.soup.select_one("input[name=name]"))
    home = page.submit({"name": "Ana Muestra", "email": "ana@example.org", "password": NEW})
    assert home.response.request.path == "/"
    user = db.session.scalars(select(User)).one()
    assert user.roles == {Role.ADMINISTRATOR}
    assert Web(web.app).get(f"/first-run/{token}").status == 404
    assert "Nobody has an account yet" not in Web(web.app).get("/login").text


def test_the_servers_link_is_worth_nothing_once_somebody_is_here(web: Web) -> None:
    token = links.issue(LinkPurpose.FIRST_RUN)
    page = web.get(f"/first-run/{token}")
    make_user("somebody")
    late = page.send({"name": "Eve", "email": "eve@example.org", "password": NEW})
    assert late.status == 404
    assert db.session.scalars(select(User.display_name)).all() == ["Somebody"]


@pytest.mark.one_database
def test_pages_of_links_send_no_referrer_and_load_nothing_from_elsewhere(web: Web, invited: tuple[User, str]) -> None:
    _user, address = invited
    page = web.get(address)
    assert page.response.headers["Referrer-Policy"] == "same-origin"
    assert page.response.headers["Cache-Control"] == "no-store"
    loaded = [str(tag.get("src") or tag.get("href")) for tag in page.soup.select("script, link, img")]
    assert all(each.startswith("/static/") for each in loaded)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.one_database
def test_pages_of_links_speak_both_languages(web: Web, invited: tuple[User, str], member: User, language: str) -> None:
    for address in (invited[1], reset_address(member), "/invitation/" + "x" * 43):
        page = web.get(address, headers={"Accept-Language": language})
        assert page.soup.html["lang"] == language  # type: ignore[index]
