"""The clip desk in a real browser: from a pasted article to what is on file, on a desk and on a phone."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import AXE, Visitor, opened_page
from tests.browser.hands import choose, fill, press, toast
from tests.browser.test_accessibility import RULES
from tests.live import Live

ARTICLE = """Council to hear tenants on heating

By Nina Nueva

Councilor Max Muestra said on Jan. 30 that the council would hold a hearing.

“People are cold in their own homes,” Muestra said. “We will hear them.”

“We will fill the hall,” said Julia Prueba, an organizer with the Harbor Workers Center.

About 300 people rallied outside City Hall on Saturday, Jan. 28, 2017.
"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, and whether it scrolls sideways."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    wrong = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, f"scrolls sideways by {wide}px"] if wide > 0 else wrong


def part(page: Page, words: str) -> str:
    """Return the name of the statement whose quote has the words."""
    names = page.locator("textarea[name$=-quote]").evaluate_all(
        "(nodes, words) => nodes.filter(node => node.value.includes(words)).map(node => node.name)", words
    )
    assert names, words
    return str(names[0]).removesuffix("-quote")


def paste(page: Page) -> None:
    """Paste the article and have it read."""
    fill(page, text=ARTICLE, publisher="WXYZ News", published_on="2017-02-02")
    press(page, "Read the article")
    expect(page.locator("h1")).to_have_text("What the article says")


def test_an_organizer_pastes_an_article_corrects_a_speaker_and_saves_two_things(visitor: Visitor) -> None:
    page = visitor.sign_in("organizer").go("/sources")
    page.get_by_role("main").get_by_role("link", name="Clip an article").click()
    paste(page)
    assert page.locator("main input[name$=-take]:checked").count() == 0
    name = part(page, "We will fill the hall")
    choose(page, f"{name}-speaker", "model", "Marta Modelo")
    page.locator(f"[name={name}-take]").check()
    rally = page.locator("article", has_text="Activity 1")
    rally.get_by_role("checkbox", name="Save this in the activity log").check()
    press(page, "Save what is ticked")
    expect(toast(page)).to_contain_text("2 things saved from this article.")
    expect(page).to_have_url(re.compile(r"/sources/\w{10}$"))
    main = page.get_by_role("main")
    for words in (
        "Council to hear tenants on heating",
        "“We will fill the hall”",
        "Marta Modelo",
        "300 people rallied",
    ):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("People are cold")


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_the_second_page_reads_well_and_keeps_what_is_wrong(
    browser: Browser, site: Live, tmp_path: Path, width: int, theme: Any
) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)
    with opened_page(browser, width=width, color_scheme=theme, bypass_csp=True, reduced_motion="reduce") as page:
        Visitor(page, site.url).sign_in("coordinator").go("/clips/new")
        page.set_input_files("input[type=file]", file)
        press(page, "Read the article")
        expect(page.locator("h1")).to_have_text("What the article says")
        assert violations(page) == []
        name = part(page, "People are cold")
        page.locator(f"[name={name}-take]").focus()
        page.keyboard.press("Space")
        page.locator(f"[name={name}-quote]").fill("cold " * 101)
        press(page, "Save what is ticked")
        expect(page.get_by_role("alert")).to_contain_text("Quote at most 100 words.")
        expect(page.locator(f"[name={name}-quote]")).to_have_value(re.compile("^cold cold"))
        expect(page.locator(f"[name={name}-take]")).to_be_checked()
        assert violations(page) == []
