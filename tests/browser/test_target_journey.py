"""The target board in a real browser: who moved, whom nobody met, who was there: Spanish, on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.hands import fill, press, toast
from tests.browser.test_journeys import WELCOME, day

BOARD = f"{WELCOME}/targets"


def test_an_organizer_sees_who_moved_whom_nobody_met_and_who_was_there(phone: Visitor) -> None:
    page = phone.sign_in("organizer").in_spanish().go(BOARD)
    moved = page.locator("section", has=page.locator("#movements")).get_by_role("listitem")
    expect(moved.filter(has_text="Elena Prueba")).to_contain_text("De Por decidir a A favor")
    expect(moved.filter(has_text="Elena Prueba")).to_contain_text("Se acerca")
    expect(moved.filter(has_text="Hugo Invento")).to_contain_text("Se aleja")

    page.goto(f"{phone.url}{BOARD}?quiet=10")
    rows = page.locator("section", has=page.locator("#targets")).get_by_role("row")
    expect(rows.filter(has_text="Joel Ficticio")).to_contain_text("Sin contacto registrado")
    expect(rows.filter(has_text="Ben Sample")).to_contain_text("días sin contacto")
    expect(rows.filter(has_text="Elena Prueba")).to_have_count(0)

    page.goto(phone.url + BOARD)
    expect(rows.filter(has_text="Elena Prueba")).to_contain_text("Demo Organizer")
    rows.filter(has_text="Elena Prueba").locator("a[href$='/plan']").click()
    guard = page.locator("main .note.warn")
    expect(guard).to_contain_text("Alguien de nosotros estuvo allí en los últimos 14 días.")
    expect(guard).to_contain_text("Demo Organizer")
    fill(page, what="Llevar los números del presupuesto", due_on=day(1))
    press(page, "Planear el contacto")
    expect(toast(page)).to_contain_text("Contacto planeado.")
    expect(page).to_have_url(re.compile(f"{BOARD}$"))

    rows.filter(has_text="Joel Ficticio").locator("a[href$='/plan']").click()
    expect(page.locator("main .note.good")).to_contain_text("El camino está libre")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
