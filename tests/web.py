"""A browser without JavaScript: it reads pages strictly and fills in forms as they stand."""

import contextvars
import html
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from advocacy.db import db
from advocacy.models import User
from advocacy.services import sessions

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
"""Our templates quote every value; reading the whole tree for it takes twenty times as long."""


class Page:
    """An answer, read as HTML."""

    def __init__(self, web: "Web", response: TestResponse) -> None:
        """Read it."""
        self.web, self.response = web, response
        self.status = response.status_code

    @property
    def source(self) -> str:
        """The page as it came; nothing if it is none."""
        return self.response.get_data(as_text=True) if self.response.mimetype == "text/html" else ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, parsed when somebody looks into it."""
        return BeautifulSoup(self.source, "html.parser")

    @property
    def text(self) -> str:
        """The visible words, blanks collapsed."""
        main = self.soup.find("main") or self.soup
        return " ".join(main.get_text(" ").split())

    @property
    def title(self) -> str:
        """The first heading."""
        heading = self.soup.find("h1")
        return heading.get_text(" ").strip() if heading else ""

    @property
    def errors(self) -> list[str]:
        """The errors at the fields."""
        return [" ".join(node.get_text(" ").split()) for node in self.soup.select("p.error")]

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.response.headers.get("Location", "")

    def links(self) -> list[str]:
        """Every address that the page links to."""
        return [html.unescape(found) for found in LINK.findall(self.source)]

    def links_ending(self, *ends: str) -> list[str]:
        """Return the addresses whose path ends so: a ref may begin with "new", so a part of an address says little."""
        return [link for link in self.links() if link.split("?")[0].endswith(ends)]

    def form(self, action: str = "", button: str = "") -> Tag:
        """Return the form of the main part (by part of its action, or by the words of a button)."""
        forms = self.soup.select("main form")
        if not action and not button:  # the form that the page is about, not its small buttons
            forms = self.soup.select("main form.entry") or forms
        for form in forms:
            if action and action not in str(form.get("action", "")):
                continue
            if button and not any(button in node.get_text(" ") for node in form.select("button")):
                continue
            return form
        raise AssertionError(f"no form with {action!r} {button!r} on the page {self.title!r}: {self.text[:400]}")

    def submit(self, values: dict[str, Any] | None = None, *, action: str = "", button: str = "") -> "Page":
        """Fill in the form and send it; follow the redirect."""
        answer = self.send(values, action=action, button=button)
        return self.web.get(answer.location) if answer.status == 303 else answer

    def send(self, values: dict[str, Any] | None = None, *, action: str = "", button: str = "") -> "Page":
        """Fill in the form and send it; return the answer itself."""
        form = self.form(action, button)
        data = form_data(form)
        if button:
            pressed = next(node for node in form.select("button") if button in node.get_text(" "))
            if pressed.get("name"):
                data[str(pressed["name"])] = [str(pressed.get("value", ""))]
        for name, value in (values or {}).items():
            data[name] = [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
        target = str(form.get("action") or self.response.request.path)
        if not form.get("action") and self.response.request.query_string:
            target += "?" + self.response.request.query_string.decode()
        return self.web.post(target, data)


def form_data(form: Tag) -> dict[str, list[str]]:
    """Return what a browser would send of a form, untouched."""
    data: dict[str, list[str]] = {}
    for node in form.select("input[name], textarea[name], select[name]"):
        name = str(node["name"])
        kind = str(node.get("type", "")).lower()
        if kind in {"submit", "button", "file"} or (kind in {"checkbox", "radio"} and not node.has_attr("checked")):
            continue
        if node.name == "select":
            chosen = [str(o.get("value", o.get_text())) for o in node.select("option[selected]")]
            first = node.select_one("option")
            default = [str(first.get("value", ""))] if first is not None and not node.has_attr("multiple") else []
            data.setdefault(name, []).extend(chosen or default)
        elif node.name == "textarea":
            data.setdefault(name, []).append(node.get_text().removeprefix("\n"))
        else:
            data.setdefault(name, []).append(str(node.get("value", "on" if kind == "checkbox" else "")))
    return data


class Web:
    """A browser: it keeps its cookies, and may be signed in."""

    def __init__(self, app: Flask) -> None:
        """Open it."""
        self.app = app
        self.client = app.test_client()

    def sign_in(self, user: User) -> "Web":
        """Sign in without the form: a session row and its cookie."""
        token = sessions.start(user, agent="test")
        db.session.commit()
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return self

    def get(self, path: str, **kwargs: Any) -> Page:
        """Open an address."""
        return self._page(self.ask(self.client.get, path, **kwargs))

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Page:
        """Send a form as it is; use `Page.submit` for forms on pages (they carry the CSRF token)."""
        return self._page(self.ask(self.client.post, path, data=data or {}, **kwargs))

    def post_with_token(self, path: str, data: dict[str, Any] | None = None) -> Page:
        """Send what no page offers, but with a valid CSRF token: the server must refuse by itself."""
        token = self.get("/help").soup.select_one("input[name=csrf_token]")
        assert token is not None, "no form on the page to take a CSRF token from"
        return self.post(path, {**(data or {}), "csrf_token": str(token["value"])})

    def ask(self, verb: Callable[..., TestResponse], path: str, **kwargs: Any) -> TestResponse:
        """Ask in a context of its own: a request must not share `g` and session with the test around it."""
        db.session.commit()
        response: TestResponse = contextvars.Context().run(verb, path, **kwargs)
        response.get_data()  # reads streams to their end, as a browser does
        response.close()
        return response

    def _page(self, response: TestResponse) -> Page:
        db.session.expire_all()
        return Page(self, response)
