"""What is drawn once and remembered: the frame around every page, and lines whose content says all there is to them.

The frame is the same from page to page but for the token of its forms and the address to come back to; those are
filled in. A line is found again by its whole content, which a query has filtered for this reader: whoever may not see
it never asks for it.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from flask import request
from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from advocacy.queries.clock import today
from advocacy.views.language import locale_code

TOKEN = "@@token@@"  # noqa: S105 (where a token goes, not one)
BACK = "@@back@@"
MOST = 500

LINES = 4000

_lines: OrderedDict[Hashable, Markup] = OrderedDict()
_remembered: OrderedDict[Hashable, str] = OrderedDict()


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
        viewer.display_name,
        tuple(viewer.role_names),
    )


def _draw(part: str, context: Context) -> str:
    names = ("viewer", "locale", "other_locale", "site_name", "demo_mode", "nav_current", "open_task_count")
    values: dict[str, Any] = {name: context[name] for name in names}
    template = context.environment.get_template(f"shell/{part}.html")  # no context processor: all is given
    return template.render(**values, csrf_token=lambda: TOKEN, back=BACK)


@pass_context
def drawn(context: Context, macro: Macro, line: Hashable) -> Markup:
    """Return what a macro draws of a line (frozen content without secrets), remembered by language and content."""
    key = (id(context.environment), macro.name, locale_code(), today(), line)
    text = _lines.get(key)
    if text is None:
        text = _lines[key] = Markup(macro(line))  # noqa: S704 (a macro of ours drew it, escaped)
        while len(_lines) > LINES:
            _lines.popitem(last=False)
    return text
