"""No page has an axe violation of WCAG 2.2 A and AA, in either theme; none scrolls sideways on a phone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.addresses import Address, every_page
from tests.browser.conftest import AXE, Visitor
from tests.live import Live

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes need not be told, which halves the time
}
Theme = Literal["light", "dark"]
LOOKS: tuple[tuple[Theme, int], ...] = (("light", 1440), ("dark", 390))
PARTS = 6
FRAME = (".demo-bar", ".rail", ".tabbar")
"""What stands around most pages."""
FRAME_AS_IT_STANDS = """selectors => [...document.querySelectorAll(selectors)].map(each => each.outerHTML).join("\\n")
    .replace(/(name="csrf_token" value=")[^"]*/g, "$1")"""
ADMINISTRATORS_PAGES = ("admin.", "restricted.")


@pytest.fixture(scope="module")
def pages(reading: Live) -> list[Address]:
    """Every page of the app."""
    return every_page(reading.app)


def signed_in(browser: Browser, live: Live, role: str) -> Page:
    """Return a page of a browser that is signed in; axe waits in each page it opens."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=str(AXE))
    page = context.new_page()
    Visitor(page, live.url).sign_in(role)
    return page


@pytest.fixture(scope="module")
def readers(browser: Browser, reading: Live) -> Iterator[dict[str, Page]]:
    """A coordinator and an administrator."""
    opened = {role: signed_in(browser, reading, role) for role in ("coordinator", "admin")}
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture(scope="module")
def frames() -> set[tuple[str, str]]:
    """The frames that axe has looked at, each with its theme: most pages stand in one of a few."""
    return set()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_an_axe_violation(
    part: int, pages: list[Address], readers: dict[str, Page], reading: Live, frames: set[tuple[str, str]]
) -> None:
    problems = []
    for address in pages[part::PARTS]:
        role = "admin" if address.endpoint.startswith(ADMINISTRATORS_PAGES) else "coordinator"
        problems += look(readers[role], reading.url, address, frames)
    assert problems == []


def look(page: Page, url: str, address: Address, frames: set[tuple[str, str]]) -> list[str]:
    """Open a page once, then look at it on a light desk and on a dark phone; return what is wrong with it."""
    answer = page.goto(url + address.path)
    if answer is None or answer.status != 200:
        return [f"{address.endpoint} {address.path}: status {answer.status if answer else 'none'}"]
    wrong = []
    for theme, width in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        found = problems_of(page, theme, frames)
        wrong += [f"{address.endpoint} {address.path} ({theme}): {problem}" for problem in found]
    return wrong


def problems_of(page: Page, theme: Theme, frames: set[tuple[str, str]]) -> Iterator[str]:
    """Tell axe's violations and the sideways scroll of a page as it stands; the very same frame is read only once."""
    page.locator(f"html[data-bs-theme={theme}]").wait_for(state="attached")
    frame = (theme, page.evaluate(FRAME_AS_IT_STANDS, ",".join(FRAME)))
    known = [[each] for each in FRAME] if frame in frames else []
    frames.add(frame)
    part = {"include": [["html"]], "exclude": known}
    found = page.evaluate("([part, rules]) => axe.run(part, rules)", [part, RULES])
    for violation in found["violations"]:
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"scrolls sideways by {wide}px"
