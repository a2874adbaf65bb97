"""`_()` and `ngettext()` as templates call them, a hundred times a page: each message is looked up and marked once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask
from flask_babel import get_domain
from markupsafe import Markup

from advocacy.views.language import locale_code


@lru_cache(maxsize=8192)
def _text(_language: str, message: str) -> Markup:
    """Return a message in the language, which is the one spoken now."""
    return Markup(get_domain().get_translations().ugettext(message))  # noqa: S704 (the catalogue is ours)


def translated(message: str, /, **variables: Any) -> Markup:
    """Return a message in the reader's language; what fills its places is escaped, and "%%" is a percent sign."""
    text = _text(locale_code(), message)
    return text % variables if variables or "%" in text else text


def counted(one: str, many: str, num: int, /, **variables: Any) -> Markup:
    """Return a message with a number in the reader's language."""
    words = Markup(get_domain().get_translations().ungettext(one, many, num))  # noqa: S704 (the catalogue is ours)
    return words % {"num": num, **variables} if "%" in words else words


def init_translating(app: Flask) -> None:
    """Give templates the quick forms."""
    quick: dict[str, Callable[..., Markup]] = {"_": translated, "gettext": translated, "ngettext": counted}
    app.jinja_env.globals.update(quick)
