"""Signing in with a real browser."""

from tests.browser.conftest import Visitor


def test_each_role_signs_in_and_sees_what_needs_them(visitor: Visitor) -> None:
    for role in ("member", "organizer", "coordinator", "admin"):
        visitor.page.context.clear_cookies()
        visitor.sign_in(role)
        assert visitor.page.inner_text("h1") == "What needs you today"


def test_the_language_is_switched_with_one_press(phone: Visitor) -> None:
    phone.sign_in("member")
    phone.page.click("button[name=language]")
    assert phone.page.get_attribute("html", "lang") == "es"
