"""What a person's hands do on a page: press, follow, fill in, choose from a picker."""

import re

from playwright.sync_api import Locator, Page, expect


def press(page: Page, name: str) -> None:
    """Press the button that reads so, in the main part."""
    reach(page.get_by_role("main").locator("button", has_text=reading(name))).click()


def follow(page: Page, name: str) -> None:
    """Follow the link that reads so, in the main part."""
    reach(page.get_by_role("main").locator("a", has_text=reading(name))).click()


def reading(name: str) -> re.Pattern[str]:
    """Return what matches exactly these words, but for what is only read out."""
    return re.compile(rf"^\s*{re.escape(name)}\s*(:.*)?$")


def reach(found: Locator) -> Locator:
    """Return the first of them that can be seen; open the menu that hides it if none can."""
    found.first.wait_for(state="attached")
    seen = next((each for each in found.all() if each.is_visible()), None)
    if seen is None:
        found.first.locator("xpath=ancestor::details[1]/summary").click()
    return seen or found.first


def fill(page: Page, **values: str) -> None:
    """Type into fields by their names; choose in selects."""
    for name, value in values.items():
        field = page.locator(f"main form.entry [name={name}]").first
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def picker(page: Page, name: str) -> Locator:
    """Return the picker of a field."""
    return page.locator("fieldset[data-picker]", has=page.locator(f"[name='{name}-q']"))


def choose(page: Page, name: str, words: str, option: str) -> None:
    """Type into a picker, wait for the matches, and choose one."""
    field = picker(page, name)
    field.locator("[data-picker-search]").fill(words)
    field.locator(".matches label", has_text=option).first.click()
    expect(field.locator(".picked label", has_text=option).locator("input")).to_be_checked()


def toast(page: Page) -> Locator:
    """Return the message that says what was done."""
    return page.locator("[data-toast]").last
