"""A vote is counted, held and looked back at in a real browser: English, at a desk."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.hands import fill, follow, press, toast
from tests.browser.test_journeys import WELCOME, day, heading

ROLL = {
    "Ana Muestra": "Yea",
    "Ben Sample": "Yea",
    "Carla Ejemplo": "Yea",
    "Dov Specimen": "Yea",
    "Elena Prueba": "Yea",
    "Frank Testcase": "Absent",
    "Grace Mockup": "Yea",
    "Hugo Invento": "Nay",
    "Iris Example": "Yea",
    "Joel Ficticio": "Nay",
    "Kim Pretend": "Recused",
    "Luz Demostración": "Yea",
}


def test_a_vote_is_counted_held_and_looked_back_at(visitor: Visitor) -> None:
    page = visitor.sign_in("organizer").go(WELCOME)
    follow(page, "Whip count")
    measure = page.url.removesuffix("/count")
    expect(page.locator("#verdict")).to_have_text("4 confirmed yes. 3 more needed.")
    suppose(page)
    ask(page, measure)
    hold(page, measure)
    look_back(page)
    page.goto(f"{visitor.url}/tasks")
    expect(page.get_by_role("main")).not_to_contain_text("Joel Ficticio")


def suppose(page: Page) -> None:
    """What if three more vote yes? The board stays as it was."""
    follow(page, "What if?")
    for name in ("Dov Specimen", "Elena Prueba", "Iris Example"):
        page.get_by_label(f"What if {name}").select_option("yes")
    press(page, "See the result")
    expect(page.locator("#verdict")).to_have_text("7 confirmed yes. That is enough.")
    expect(page.get_by_role("main")).to_contain_text("As counted: 4 confirmed yes. 3 more needed.")
    follow(page, "Whip count")
    expect(page.locator("#verdict")).to_have_text("4 confirmed yes. 3 more needed.")


def ask(page: Page, measure: str) -> None:
    """Somebody gets the task to ask, with a day."""
    page.locator("main a", has_text="Assign someone: Joel Ficticio").click()
    fill(page, due_on=day(1))
    press(page, "Make it their task")
    expect(toast(page)).to_contain_text("Demo Organizer asks Joel Ficticio.")
    row = page.get_by_role("row").filter(has_text="Joel Ficticio")
    expect(row).to_contain_text("Demo Organizer")
    page.goto(measure)
    tasks = page.locator("section", has=page.get_by_role("heading", name="Tasks")).get_by_role("listitem")
    expect(tasks.filter(has_text="Joel Ficticio")).to_contain_text("Due tomorrow")


def hold(page: Page, measure: str) -> None:
    """The vote is logged with its roll call."""
    page.goto(f"{measure}/votes/new")
    fill(page, voted_on=day(0), result="passed", method="roll_call")
    press(page, "Show the seats on that day")
    for name, word in ROLL.items():
        page.get_by_label(f"The clerk’s word for {name}").fill(word)
    page.get_by_label("This vote decides the measure").check()
    press(page, "Log the vote")
    heading(page, "Welcoming City resolution")
    expect(page.locator("#ended")).to_contain_text("Passed, 8 to 2.")


def look_back(page: Page) -> None:
    """The count stands beside the roll call, member by member, and in the list of all counts."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("We called 8 of 9 right")
    for name, words in (("Grace Mockup", "Came over to yes"), ("Hugo Invento", "As expected")):
        expect(main.get_by_role("row").filter(has_text=name)).to_contain_text(words)
    forecast = page.locator("section", has=page.locator("#foretold"))
    expect(forecast).to_contain_text("It may go either way")
    expect(forecast).to_contain_text("Left open")
    vote = urlsplit(page.url).path
    follow(page, "How good our counts have been")
    expect(main.locator(f"a[href='{vote}']").first).to_be_visible()
