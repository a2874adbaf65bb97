"""Six people without an account sign one letter by link, in a real browser: three by a link of their own."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import AXE, Visitor, opened_page
from tests.browser.hands import fill, follow, press, toast
from tests.browser.test_accessibility import RULES
from tests.live import Live

LETTER = "An open letter to the whole council"
INVITED = (("Ada Example", "en", 1440), ("Rosa Ejemplo", "es", 390), ("Ben Example", "en", 390))
ASKING = (("Luz Ejemplo", "es", 390), ("Cy Example", "en", 1440), ("Paz Ejemplo", "es", 390))
WORDS = {
    "en": ("Will you sign this letter?", "You have signed.", "Thank you. Your request is in."),
    "es": ("¿Quieres firmar esta carta?", "Has firmado.", "Gracias. Recibimos tu petición."),
}


def to_the_letter(page: Page, url: str) -> None:
    """Open the letter that collects signatures."""
    page.goto(f"{url}/letters?status=collecting")
    follow(page, LETTER)
    expect(page.locator("h1")).to_have_text(LETTER)


def link_made(page: Page, language: str) -> str:
    """Make the link and return its address."""
    page.locator("main select[name=language]").select_option(language)
    press(page, "Make the link")
    return page.locator("#link").input_value()


def signed(browser: Browser, address: str, name: str, language: str, width: int, *, asks: bool) -> str:
    """Sign by a link as somebody without an account; return the address where they end."""
    opening, done, asked = WORDS[language]
    with opened_page(browser, width=width, bypass_csp=True, reduced_motion="reduce") as page:
        page.add_init_script(path=str(AXE))
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_text(opening)
        expect(page.locator("article.sheet")).to_contain_text("a yes to the resolution")
        expect(page.get_by_role("main")).not_to_contain_text("Neighbors United")
        fill(page, printed_name=name)
        assert page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        page.locator("button[name=act][value=sign]").click()
        expect(page.locator("h1")).to_have_text(asked if asks else done)
        expect(page.get_by_role("main")).to_contain_text(name)
        return page.url


def test_six_people_without_an_account_sign_by_link(browser: Browser, visitor: Visitor, site: Live) -> None:
    page = visitor.sign_in("organizer").page
    to_the_letter(page, site.url)
    follow(page, "Paste a list of signers")
    fill(page, text="\n".join(f"{number}. {name}" for number, (name, _language, _width) in enumerate(INVITED, 1)))
    press(page, "Show the list")
    press(page, "Add what is ticked")
    expect(toast(page)).to_contain_text("3 people added")
    for name, language, width in INVITED:
        to_the_letter(page, site.url)
        row = page.locator("main li", has_text=name).first
        row.locator("summary").click()
        row.get_by_role("link", name=re.compile("Link to sign")).click()
        signed(browser, link_made(page, language), name, language, width, asks=False)
    to_the_letter(page, site.url)
    follow(page, "Links and reminders")
    follow(page, "Make a link to forward")
    address = link_made(page, "en")
    own = {
        name: signed(browser, f"{address}?lang={language}", name, language, width, asks=True)
        for name, language, width in ASKING
    }
    page.reload()
    for name in own:
        page.locator("main li", has_text=name).get_by_role("button", name=re.compile("Confirm")).first.click()
        expect(toast(page)).to_contain_text("stands under the letter")
    to_the_letter(page, site.url)
    for name, _language, _width in (*INVITED, *ASKING):
        expect(page.locator("article.sheet .signers")).to_contain_text(name)
    expect(page.get_by_role("main")).to_contain_text("8 signed")
    page.goto(own["Paz Ejemplo"])
    expect(page.locator("h1")).to_have_text("Has firmado.")
