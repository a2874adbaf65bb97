"""What people see when something goes wrong, and what is written down about it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from advocacy.app import create_app
from advocacy.config import Settings, SettingsError, read_settings
from advocacy.db import db
from advocacy.models import User
from advocacy.views import home, request_log
from tests.conftest import SECRET
from tests.factories import commit, make_body, make_campaign, make_measure
from tests.web import Web

SECRET_WORDS = "words that somebody typed"


@pytest.fixture
def faulty(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An app whose home page has a fault, and which shows its error pages."""

    def fault() -> str:
        raise ValueError(SECRET_WORDS)

    fault.action = home.index.action  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "home.index", fault)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.mark.parametrize(("language", "words"), [("en", "Something broke on our side"), ("es", "Algo falló")])
@pytest.mark.one_database
def test_a_fault_shows_a_plain_page(faulty: Flask, web: Web, member: User, language: str, words: str) -> None:
    page = web.sign_in(member).get("/", headers={"Accept-Language": language})
    assert page.status == 500
    assert words in page.title
    assert SECRET_WORDS not in page.response.get_data(as_text=True)
    assert "Traceback" not in page.response.get_data(as_text=True)


@pytest.mark.one_database
def test_a_fault_is_logged_with_its_place_and_without_contents(
    faulty: Flask, web: Web, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        web.sign_in(member).get("/?q=searched")
    logged = caplog.text
    assert "builtins.ValueError" in logged
    assert "test_errors.py" in logged
    assert SECRET_WORDS not in logged
    assert "searched" not in logged


@pytest.mark.one_database
def test_requests_are_logged_by_the_pattern_of_their_address(
    web: Web, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    make_campaign("Sanctuary city")
    commit()
    with caplog.at_level(logging.INFO, logger=request_log.LOG.name):
        web.sign_in(member).get("/campaigns/sanctuary-city?q=searched")
        web.get("/invitation/" + "t" * 43)
        web.get("/no-such-page/secret")
    lines = [record.getMessage() for record in caplog.records if record.name == request_log.LOG.name]
    assert [line.rpartition(" ")[0].rpartition(" ")[0] for line in lines] == [
        "GET /campaigns/<slug> 200",
        "GET /invitation/<string(minlength=20,maxlength=100):token> 404",
        "GET - 404",
    ]


@pytest.fixture
def without_database(tmp_path: Path) -> Web:
    """A browser on an app whose database cannot be reached."""
    settings = Settings(
        database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing", data_dir=tmp_path, secret_key=SECRET
    )
    return Web(create_app(settings))


@pytest.mark.parametrize("path", ["/", "/login", "/campaigns", "/invitation/" + "t" * 43])
def test_pages_say_that_they_are_busy_when_the_database_is_away(without_database: Web, path: str) -> None:
    with without_database.client.session_transaction() as cookie:
        cookie["_user_id"] = "a token"
    response = without_database.client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "Busy for a moment" in response.get_data(as_text=True)


def test_what_was_typed_is_given_back_when_the_database_is_away(without_database: Web) -> None:
    without_database.app.config["WTF_CSRF_ENABLED"] = False
    with without_database.client.session_transaction() as cookie:
        cookie["_user_id"] = "a token"
    response = without_database.client.post("/letters/new", data={"body": "An hour of <work>", "submission": "x" * 22})
    assert response.status_code == 503
    assert "An hour of &lt;work&gt;" in response.get_data(as_text=True)


def test_health_answers_without_the_database_and_readiness_does_not(without_database: Web) -> None:
    assert without_database.client.get("/healthz").status_code == 200
    ready = without_database.client.get("/readyz")
    assert ready.status_code == 503
    assert ready.get_data(as_text=True) == "not ready\n"


def test_a_database_error_tells_no_parameters(app: Flask) -> None:
    with pytest.raises(OperationalError if db.engine.dialect.name == "sqlite" else Exception) as caught:
        db.session.execute(text("SELECT * FROM no_such_table WHERE x = :x"), {"x": SECRET_WORDS})
    db.session.rollback()
    assert SECRET_WORDS not in str(caught.value)


@pytest.mark.one_database
def test_a_conflict_shows_what_was_typed_under_the_words_of_the_form(
    web: Web, administrator: User, member: User
) -> None:
    web.sign_in(administrator)
    first, second = (web.get(f"/admin/users/{member.ref}/edit") for _ in range(2))
    assert first.send({"name": "Newer"}).status == 303
    late = second.send({"name": "María José", "roles": ["member", "organizer"]})
    assert late.status == 409
    shown = [(dt.get_text(), dt.find_next("dd").get_text()) for dt in late.soup.select("dl.kv dt")]  # type: ignore[union-attr]
    assert shown == [
        ("Name", "María José"),
        ("E-mail", "member@example.org"),
        ("Roles", "Member"),
        ("Roles", "Organizer"),
    ]
    assert late.soup.select_one(f"a[href='/admin/users/{member.ref}']") is not None


def test_a_refused_action_is_a_page_and_is_noted(web: Web, member: User) -> None:
    page = web.sign_in(member).get("/admin/users")
    assert page.status == 403
    assert page.title == "Your role does not include this"
    assert db.session.scalar(text("SELECT count(*) FROM audit_entries WHERE event = 'access.refused'")) == 1


@pytest.mark.one_database
def test_what_came_without_tls_through_the_proxy_is_sent_to_https(tmp_path: Path, app: Flask) -> None:
    settings = Settings(
        database_url=str(app.config["SQLALCHEMY_DATABASE_URI"]), data_dir=tmp_path, secret_key=SECRET, behind_proxy=True
    )
    behind = create_app(settings)
    client = behind.test_client()
    plain = client.get("/login?next=/tasks", headers={"X-Forwarded-Host": "cabildo.example"})
    assert plain.status_code == 308
    assert plain.headers["Location"] == "https://cabildo.example/login?next=/tasks"
    assert client.post("/login").status_code == 403
    assert client.get("/healthz").status_code == 200
    secure = client.get("/login", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "cabildo.example"})
    assert secure.status_code == 200
    assert secure.headers["Set-Cookie"].startswith("__Host-session=")
    with behind.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def named(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The same installation, told under which names people reach it."""
    settings = read_settings(
        {
            "ADVOCACY_DATABASE_URL": str(app.config["SETTINGS"].database_url),
            "ADVOCACY_DATA_DIR": str(tmp_path),
            "ADVOCACY_SECRET_KEY": SECRET,
            "ADVOCACY_TRUSTED_HOSTS": "cabildo.example, .coalition.example",
        }
    )
    made = create_app(settings)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("host", ["evil.example", "cabildo.example.evil.example", "notcoalition.example", "a b"])
@pytest.mark.parametrize("path", ["/login", "/", "/no-such-page", "/healthz"])
@pytest.mark.one_database
def test_a_request_for_a_name_that_is_not_ours_is_answered_with_400_and_no_page(
    named: Flask, host: str, path: str
) -> None:
    for send in (named.test_client().get, named.test_client().post):
        answer = send(path, headers={"Host": host})
        assert (answer.status_code, answer.mimetype) == (400, "text/plain")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert host not in answer.get_data(as_text=True)


@pytest.mark.parametrize("host", ["cabildo.example", "cabildo.example:8443", "north.coalition.example"])
@pytest.mark.one_database
def test_a_request_for_one_of_our_names_is_answered(named: Flask, host: str) -> None:
    assert named.test_client().get("/login", headers={"Host": host}).status_code == 200


def test_a_name_with_a_scheme_or_a_star_is_refused_at_the_start() -> None:
    for wrong in ("https://cabildo.example", "*.example.org"):
        with pytest.raises(SettingsError, match="ADVOCACY_TRUSTED_HOSTS"):
            read_settings({"ADVOCACY_TRUSTED_HOSTS": wrong})


@pytest.mark.parametrize("day", ["0001-01-01", "0017-05-01", "9999-12-31"])
@pytest.mark.one_database
def test_a_year_that_nobody_means_is_no_day(web: Web, organizer: User, day: str) -> None:
    measure = make_measure(make_campaign(), body=make_body())
    commit()
    web.sign_in(organizer)
    for part in ("", "/what-if", "/sheet"):
        assert web.get(f"/resolutions/{measure.ref}/count{part}?on={day}").status == 200
    sent = web.get("/tasks/new").send({"what": "Call the office", "due_on": day})
    assert sent.status == 422
    assert sent.errors == [f"The calendar has no such date: {day}."]
