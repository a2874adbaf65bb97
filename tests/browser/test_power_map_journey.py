"""The power map in a real browser: the picture, the list that says the same, and the ways in: English, at a desk."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.hands import choose, fill, follow, toast
from tests.browser.test_journeys import WELCOME


def test_a_link_that_somebody_adds_stands_in_picture_and_list_and_opens_a_way(visitor: Visitor) -> None:
    page = visitor.sign_in("organizer").go(f"{WELCOME}/targets")
    row = page.locator("section", has=page.locator("#targets")).get_by_role("row").filter(has_text="Joel Ficticio")
    expect(row).to_contain_text("No way on file")
    follow(page, "Power map")
    picture, listed = page.locator("main svg[role=img]").first, page.locator("section", has=page.locator("#links"))
    links = listed.get_by_role("row").count()
    expect(picture).not_to_contain_text("Joel Ficticio")

    follow(page, "Add a link")
    choose(page, "source", "quinn", "Quinn Ejemplar")
    choose(page, "target", "ficticio", "Joel Ficticio")
    fill(page, strength="strong", confidence="said_to_two", relation="Taught him to sing", evidence="Told two of us.")
    page.locator("main form.entry .submit button[type=submit]:not([name])").click()
    expect(toast(page)).to_be_visible()

    page.goto(f"{visitor.url}{WELCOME}/power-map")
    expect(picture).to_contain_text("Joel Ficticio")
    expect(listed.get_by_role("row")).to_have_count(links + 1)
    expect(listed.get_by_role("row").filter(has_text="Taught him to sing")).to_contain_text("Quinn Ejemplar")
    page.goto(f"{visitor.url}{WELCOME}/targets")
    expect(row).to_contain_text("Sampleville Neighbors United (sample) → Quinn Ejemplar")
    row.locator("a[href$='/plan']").click()
    ways = page.locator("section", has=page.locator("#ways-in"))
    expect(ways).to_contain_text("Quinn Ejemplar speaks with Joel Ficticio")

    ways.get_by_role("link", name="Quinn Ejemplar speaks with Joel Ficticio").click()
    follow(page, "Retract it")
    fill(page, reason="It was another Joel.")
    page.locator("main form.entry .submit button[type=submit]:not([name])").click()
    page.goto(f"{visitor.url}{WELCOME}/power-map")
    expect(picture).not_to_contain_text("Joel Ficticio")
    expect(listed.get_by_role("row")).to_have_count(links)
