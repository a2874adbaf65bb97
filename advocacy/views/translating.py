"""`_()` and `ngettext()` as templates call them, a hundred times a page: one look for the catalogue a request."""

from collections.abc import Callable
from typing import Any

from flask import Flask, g
from flask_babel import get_domain, get_locale
from markupsafe import Markup


def _catalog() -> Any:
    """Return the catalogue of the language in force, looked up again when a part is drawn in another language."""
    locale = get_locale()
    kept = g.get("catalog")
    if kept is None or kept[0] is not locale:
        kept = g.catalog = (locale, get_domain().get_translations())
    return kept[1]


def _marked(text: str, variables: dict[str, Any]) -> Markup:
    """Return the text as markup with its places filled and escaped; "%%" is a percent sign, as in every message."""
    words = Markup(text)  # noqa: S704 (the catalogue is ours; what fills its places is escaped)
    return words % variables if "%" in text else words


def translated(message: str, /, **variables: Any) -> Markup:
    """Return a message in the reader's language."""
    return _marked(_catalog().ugettext(message), variables)


def counted(one: str, many: str, num: int, /, **variables: Any) -> Markup:
    """Return a message with a number in the reader's language."""
    return _marked(_catalog().ungettext(one, many, num), {"num": num, **variables})


def init_translating(app: Flask) -> None:
    """Give templates the quick forms."""
    quick: dict[str, Callable[..., Markup]] = {"_": translated, "gettext": translated, "ngettext": counted}
    app.jinja_env.globals.update(quick)
