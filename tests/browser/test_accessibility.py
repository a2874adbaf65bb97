"""No page has an axe violation of WCAG 2.2 A and AA, in either theme; none scrolls sideways on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.addresses import Address, every_page
from tests.browser.conftest import AXE, Visitor
from tests.live import Live

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes need not be told, which halves the time
}
PARTS = 6
ADMINISTRATORS_PAGES = ("admin.", "restricted.")


@pytest.fixture(scope="module")
def pages(reading: Live) -> list[Address]:
    """Every page of the app."""
    return every_page(reading.app)


def signed_in(browser: Browser, live: Live, role: str, *, theme: str, width: int) -> Page:
    """Return a page of a browser that is signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    Visitor(page, live.url).sign_in(role)
    return page


@pytest.fixture(scope="module")
def readers(browser: Browser, reading: Live) -> Iterator[dict[tuple[str, str], Page]]:
    """A coordinator and an administrator, each on a light desk and on a dark phone."""
    opened = {
        (role, theme): signed_in(browser, reading, role, theme=theme, width=width)
        for role in ("coordinator", "admin")
        for theme, width in (("light", 1440), ("dark", 390))
    }
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_an_axe_violation(
    part: int, pages: list[Address], readers: dict[tuple[str, str], Page], reading: Live
) -> None:
    problems = []
    for address in pages[part::PARTS]:
        role = "admin" if address.endpoint.startswith(ADMINISTRATORS_PAGES) else "coordinator"
        for theme in ("light", "dark"):
            problems += look(readers[role, theme], reading.url, address, theme)
    assert problems == []


def look(page: Page, url: str, address: Address, theme: str) -> list[str]:
    """Return what is wrong with a page: its status, axe's violations, sideways scroll."""
    answer = page.goto(url + address.path)
    where = f"{address.endpoint} {address.path} ({theme})"
    if answer is None or answer.status != 200:
        return [f"{where}: status {answer.status if answer else 'none'}"]
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    wrong = [f"{where}: {violation['id']}: {violation['nodes'][0]['html'][:160]}" for violation in found["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, f"{where}: scrolls sideways by {wide}px"] if wide > 0 else wrong
