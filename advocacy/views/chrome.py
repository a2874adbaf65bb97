"""What is drawn once and remembered: the frame around every page, and lines whose content says all there is to them.

The frame is the same from page to page but for the token of its forms and the address to come back to; those are
filled in. A line is found again by its whole content, which a query has filtered for this reader: whoever may not see
it never asks for it.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Hashable
from contextvars import ContextVar
from typing import Any

from flask import request
from flask_wtf.csrf import generate_csrf
from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from advocacy.queries.clock import today
from advocacy.views.language import locale_code

TOKEN = f"@@token-{secrets.token_hex(16)}@@"
"""Where the reader's own CSRF token goes. Nobody can guess it, so nobody can have a token written into their words."""
BACK = f"@@back-{secrets.token_hex(16)}@@"
SHOWN = (
    "viewer", "locale", "other_locale", "site_name", "demo_mode", "nav_current", "open_task_count", "unread_count",
)  # fmt: skip
"""What the parts of the frame are drawn from."""
MOST = 500
MOST_CHARACTERS = 6_000_000

_remembered: OrderedDict[Hashable, str] = OrderedDict()


class Kept:
    """What was drawn, by its content, up to so many characters; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        """Begin with nothing."""
        self.most, self.size = most, 0
        self.texts: OrderedDict[Hashable, Markup] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> Markup | None:
        """Return what was drawn of this, or None."""
        with self.lock:
            if key in self.texts:
                self.texts.move_to_end(key)
                return self.texts[key]
        return None

    def add(self, key: Hashable, text: Markup) -> None:
        """Keep what was drawn."""
        with self.lock:
            self.size += len(text) - len(self.texts.pop(key, ""))
            self.texts[key] = text
            while self.size > self.most:
                self.size -= len(self.texts.popitem(last=False)[1])


_drawn = Kept(MOST_CHARACTERS)
_drawing: ContextVar[bool] = ContextVar("_drawing", default=False)


def csrf_token() -> str:
    """Return the reader's token for a form, or the place for it in what is drawn once for many readers."""
    return TOKEN if _drawing.get() else generate_csrf()


@pass_context
def chrome(context: Context, part: str) -> Markup:
    """Return a part of the frame (head, rail, tools, tabbar) for this reader."""
    key = (part, *_reader(context))
    text = _remembered.get(key)
    if text is None:
        text = _remembered[key] = _draw(part, context)
        while len(_remembered) > MOST:
            _remembered.popitem(last=False)
    if TOKEN in text:
        text = text.replace(TOKEN, context["csrf_token"]())
    if BACK in text:
        back = request.full_path if request.method == "GET" else request.path
        text = text.replace(BACK, str(escape(back)))
    return Markup(text)  # noqa: S704 (templates of ours drew it, escaped)


def _reader(context: Context) -> tuple[Hashable, ...]:
    """Everything that the frame shows of a reader."""
    viewer: Any = context["viewer"]
    return (
        id(context.environment),
        context["locale"],
        context["site_name"],
        context["demo_mode"],
        context["nav_current"],
        context["open_task_count"],
        context["unread_count"],
        viewer.display_name,
        tuple(viewer.role_names),
    )


def _draw(part: str, context: Context) -> str:
    values: dict[str, Any] = {name: context[name] for name in SHOWN}
    template = context.environment.get_template(f"shell/{part}.html")  # no context processor: all is given
    return template.render(**values, csrf_token=lambda: TOKEN, back=BACK)


@pass_context
def drawn(context: Context, macro: Macro, content: Hashable) -> Markup:
    """Return what an imported macro draws of its content, found again by language, day and the content itself.

    The content is frozen and says all there is to it: a macro that asks for anything else about its reader, such as
    what they may do, is given it as part of the content.
    """
    key = (id(context.environment), macro.name, locale_code(), today(), content)
    text = _drawn.get(key)
    if text is None:
        text = _draw_once(macro, content)
        _drawn.add(key, text)
    if TOKEN in text and not _drawing.get():
        text = Markup(text.replace(TOKEN, generate_csrf()))  # noqa: S704 (a token of ours in a text of ours)
    return text


def _draw_once(macro: Macro, content: Hashable) -> Markup:
    token = _drawing.set(True)
    try:
        return Markup(macro(content))  # noqa: S704 (a macro of ours drew it, escaped)
    finally:
        _drawing.reset(token)
