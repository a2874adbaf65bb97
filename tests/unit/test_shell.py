"""The pages around the pages: the shell, the pages without it, and the error pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask, flash, render_template, render_template_string
from jinja2 import StrictUndefined

from advocacy.views.chrome import chrome
from advocacy.views.icons import icon_drawer

ROOT = Path(__file__).resolve().parents[2]
PLACES = [
    "home.index",
    "tasks.index",
    "campaigns.index",
    "people.index",
    "organizations.index",
    "letters.index",
    "meetings.index",
    "measures.index",
    "events.index",
    "calendar.index",
    "activities.index",
    "precedents.index",
    "reports.activities",
    "admin.users",
    "account.show",
    "search.index",
    "activities.quick_log",
    "auth.logout",
    "account.language",
    "help.index",
    "notices.index",
]


A_PAGE = (
    '{% extends "base.html" %}{% from "components/crumbs.html" import crumb %}'
    "{% block title %}Letters{% endblock %}"
    '{% block crumbs %}{{ crumb("Letters") }}{% endblock %}'
    "{% block content %}<h1>Letters</h1>{% endblock %}"
)
Draw = Callable[..., BeautifulSoup]


@pytest.fixture
def draw() -> Draw:
    """Draw a template, or the source of one; keyword arguments replace what the app gives the shell."""

    def drawn(template: str, messages: list[Any] | None = None, **changes: object) -> BeautifulSoup:
        app = shell_app(**changes)
        with app.test_request_context("/letters/"):
            for message, category in messages or []:
                flash(message, category)
            render = render_template if template.endswith(".html") else render_template_string
            return BeautifulSoup(render(template), "html.parser")

    return drawn


def shell_app(**changes: object) -> Flask:
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.secret_key = "only for tests"
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["day_in_full"] = date.isoformat
    for place in PLACES:
        app.add_url_rule(f"/{place}", place, methods=["GET", "POST"])
    viewer = Thing(display_name="Ana Organizer", initials="AO", role_names=["Organizer"], ref="ABCDEFGHJK")
    app.jinja_env.globals.update(
        {
            "asset": "/static/{}".format,
            "icon_markup": icon_drawer("/static/{}".format),
            "csrf_token": lambda: "a-token",
            "submission_id": lambda: "only-once",
            "site_name": "Cabildo",
            "demo_mode": False,
            "viewer": viewer,
            "may": lambda action: True,
            "open_task_count": 0,
            "unread_count": 0,
            "chrome": chrome,
            "nav_current": "",
            "locale": "en",
            "other_locale": "es",
            "today": lambda: date(2017, 5, 1),
        }
        | changes
    )
    return app


def test_the_place_we_are_at_is_marked_in_the_rail_and_on_phones(draw: Draw) -> None:
    page = draw(A_PAGE, nav_current="campaigns")
    for bar in (".rail", ".tabbar"):
        assert {link.get_text(strip=True) for link in page.select(f"{bar} a[aria-current=page]")} == {"Campaigns"}


def test_the_trail_starts_at_home_and_ends_at_this_page(draw: Draw) -> None:
    steps = draw(A_PAGE).select(".crumbs li")
    assert [step.get_text() for step in steps] == ["Home", "Letters"]
    assert [step.get("aria-current") for step in steps] == [None, "page"]


def test_paper_says_who_printed_it_and_when(draw: Draw) -> None:
    assert draw(A_PAGE).select_one(".only-print").get_text() == "Printed by Ana Organizer on 2017-05-01"


def test_open_tasks_are_counted_in_words_too(draw: Draw) -> None:
    assert draw(A_PAGE, open_task_count=4).select_one(".rail .count").get_text() == "4 open tasks"
    assert draw(A_PAGE, open_task_count=0).select(".count") == []


def test_what_a_role_may_never_do_is_not_offered(draw: Draw) -> None:
    addresses = {link["href"] for link in draw(A_PAGE, may=lambda action: False).select("a[href]")}
    assert addresses.isdisjoint({"/admin.users", "/reports.activities", "/activities.quick_log"})
    assert {"/letters.index", "/calendar.index", "/help.index"} <= addresses


@pytest.mark.parametrize("template", [A_PAGE, "bare.html", "door.html"])
def test_every_form_that_posts_carries_its_token(draw: Draw, template: str) -> None:
    forms = draw(template, messages=[({"text": "Done.", "url": "/undo", "action": "Undo"}, "undo")]).select(
        "form[method=post]"
    )
    assert len(forms) >= 2
    assert [form for form in forms if not form.select('input[name=csrf_token][value="a-token"]')] == []


@pytest.mark.parametrize("template", [A_PAGE, "bare.html", "door.html"])
def test_a_page_says_its_language_and_offers_the_other(draw: Draw, template: str) -> None:
    page = draw(template, locale="es", other_locale="en")
    assert page.html["lang"] == "es"
    switch = page.select_one("button[name=language]")
    assert (switch["value"], switch["lang"], switch["aria-label"]) == ("en", "en", "EN: switch to English")


def test_messages_are_shown_and_errors_stand_out(draw: Draw) -> None:
    page = draw(A_PAGE, messages=[("Call saved.", "message"), ("It bounced.", "error")])
    assert [toast.span.get_text() for toast in page.select("[role=status] > .toasty")] == [
        "Call saved.",
        "It bounced.",
    ]
    assert page.select_one(".toasty.is-error").span.get_text() == "It bounced."


def test_a_demo_says_so_on_every_page(draw: Draw) -> None:
    for template in (A_PAGE, "bare.html", "door.html", "errors/500.html"):
        assert draw(template, demo_mode=True).select(".demo-bar"), template
        assert not draw(template, demo_mode=False).select(".demo-bar"), template


def test_a_page_without_javascript_can_reach_every_place(draw: Draw) -> None:
    page = draw(A_PAGE)
    assert page.select("details.more-box a[href='/events.index']")
    assert page.select("details.me-box form[action='/auth.logout'] button")


@pytest.mark.parametrize("code", [403, 404, 409, 413, 422, 429, 500, 503])
@pytest.mark.parametrize("signed_in", [True, False])
def test_an_error_page_says_what_to_do_whoever_reads_it(draw: Draw, code: int, signed_in: bool) -> None:
    page = draw(f"errors/{code}.html", **({} if signed_in else {"viewer": None}))
    assert len(page.select("h1")) == 1
    assert page.title.get_text() == f"{page.h1.get_text()} · Cabildo"
    assert page.select("main .lead-line")[0].get_text(strip=True)
    assert page.select("main a.btn-primary[href]")


@pytest.mark.parametrize("code", [500, 503])
def test_a_page_for_a_broken_program_needs_no_session(code: int, draw: Draw) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise AssertionError("asked for the session")

    page = draw(f"errors/{code}.html", csrf_token=broken, get_flashed_messages=broken, may=broken)
    assert page.h1 is not None


def test_a_lost_edit_keeps_what_was_typed(draw: Draw) -> None:
    page = draw("errors/409.html", typed=[("Notes", "Two <b>lines</b>")], newer_url="/letters/X")
    assert page.select_one("dd").get_text() == "Two <b>lines</b>"
    assert page.select_one("a.btn-primary")["href"] == "/letters/X"
