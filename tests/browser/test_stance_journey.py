"""From words to the ledger: a statement offers a stance, somebody enters it, replaces it, and takes both out.

In Spanish, on a phone; the chart on the official's page follows.
"""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.hands import choose, fill, follow, press, toast
from tests.browser.test_journeys import day

CAMPAIGN = "Make Sampleville a welcoming city"
QUOTE = "No votaré por una ciudad acogedora sin números."


def test_a_statement_offers_a_stance_that_is_entered_replaced_and_retracted(phone: Visitor) -> None:
    page = phone.sign_in("organizer").in_spanish().go("/statements/new")
    choose(page, "speakers", "dov", "Dov Specimen")
    fill(page, side="theirs", quote=QUOTE, said_on=day(-1), channel="En la audiencia", shows="-1")
    choose(page, "campaigns", "welcoming", CAMPAIGN)
    press(page, "Guardar la declaración")
    expect(page).to_have_url(re.compile(r"/statements/\w{10}$"))
    statement = page.url
    page.get_by_role("main").get_by_role("link", name="Dov Specimen").first.click()
    official = page.url
    expect(said(page)).to_contain_text(QUOTE)
    points = history(page).locator("svg circle").count()
    stands(page, "Muy a favor", points)  # nothing is entered by itself

    page.goto(statement)
    follow(page, "Anotar la postura que muestra")
    press(page, "Anotar lo marcado")
    expect(toast(page)).to_contain_text("Una postura guardada.")
    page.goto(official)
    stands(page, "En contra", points + 1)

    page.goto(statement)
    page.locator("section", has=page.locator("#entered")).get_by_role("link", name="En contra").click()
    follow(page, "Reemplazarla")
    page.get_by_label("Por decidir").check()
    fill(page, evidence="Puso una condición.", reason="No dijo que no.")
    press(page, "Reemplazar la anotación")
    entry = page.url
    page.goto(official)
    stands(page, "Por decidir", points + 1)

    page.goto(entry)
    follow(page, "Retirarla")
    fill(page, reason="Hablaba de otra cosa.")
    press(page, "Retirar la anotación")
    page.goto(official)
    stands(page, "Muy a favor", points)

    page.goto(statement)
    follow(page, "Retirarla")
    fill(page, reason="Era otro concejal.")
    page.locator("main form.entry .submit button[type=submit]:not([name])").click()
    expect(page.locator("main .note.warn")).to_contain_text("Era otro concejal.")
    page.goto(official)
    expect(said(page)).not_to_contain_text(QUOTE)


def said(page: Page) -> Locator:
    """What the official said in public."""
    return page.locator("section", has=page.get_by_role("heading", name="Lo que dijo en público"))


def history(page: Page) -> Locator:
    """Where the official stood on the campaign over time."""
    heading = page.locator("h3", has_text=CAMPAIGN)
    return page.locator("section", has=page.locator("#stances")).locator("div:has(> div > h3)", has=heading)


def stands(page: Page, words: str, points: int) -> None:
    """The page says where the official stands now, and the chart has so many points."""
    expect(history(page).locator(".stance").first).to_contain_text(words)
    expect(history(page).locator("svg circle")).to_have_count(points)
