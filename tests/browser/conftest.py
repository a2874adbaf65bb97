"""A real browser on a live app. A browser that is missing is a loud failure under CI and a skip elsewhere."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests import live
from tests.factories import PASSWORD
from tests.live import Live

expect.set_options(timeout=15_000)
AXE = next((Path(__file__).parent.parent / "vendor").glob("axe-core-*/axe.min.js"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        try:
            opened = live.launch(playwright)
        except Error as error:
            reason = f"no browser: install chromium or set CHROMIUM ({str(error).splitlines()[0]})"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def reading(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The live app, shared by tests that only look."""
    folder = tmp_path_factory.mktemp("live")
    shutil.copyfile(seeded, folder / "live.db")
    with live.served(live.settings_for(f"sqlite:///{folder / 'live.db'}", folder)) as running:
        yield running


@pytest.fixture
def site(seeded: Path, tmp_path: Path) -> Iterator[Live]:
    """The live app on a copy of its own, for tests that change something."""
    shutil.copyfile(seeded, tmp_path / "live.db")
    with live.served(live.settings_for(f"sqlite:///{tmp_path / 'live.db'}", tmp_path)) as running:
        yield running


class Visitor:
    """Somebody at a browser."""

    def __init__(self, page: Page, url: str) -> None:
        """Sit down."""
        self.page, self.url = page, url

    def sign_in(self, role: str) -> "Visitor":
        """Sign in as one of the demo's users."""
        self.page.goto(f"{self.url}/login")
        self.page.fill("[name=email]", f"{role}@example.org")
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form.entry button[type=submit]")
        self.page.wait_for_url(f"{self.url}/")
        return self

    def in_spanish(self) -> "Visitor":
        """Read in Spanish from here on."""
        self.page.click("button[name=language][value=es]")
        self.page.wait_for_selector("html[lang=es]")
        return self

    def go(self, path: str) -> Page:
        """Open an address."""
        self.page.goto(self.url + path)
        return self.page


@pytest.fixture
def visitor(browser: Browser, site: Live) -> Iterator[Visitor]:
    """A desk-wide English browser on an app of its own; its console must stay free of errors."""
    with opened_page(browser, width=1440) as page:
        yield Visitor(page, site.url)


@pytest.fixture
def phone(browser: Browser, site: Live) -> Iterator[Visitor]:
    """A phone on an app of its own."""
    with opened_page(browser, width=390) as page:
        yield Visitor(page, site.url)


@contextlib.contextmanager
def opened_page(browser: Browser, *, width: int, **more: Any) -> Iterator[Page]:
    """Open a browser of somebody's own; its console must stay free of errors. `more` goes to the context."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-US", **more)
    context.set_default_timeout(15_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert wrong == [], wrong
