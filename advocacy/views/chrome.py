"""The frame around every page: drawn once for each reader, place and language, and remembered.

It is the same from page to page but for the token of its forms and the address to come back to; those are filled in.
Nothing in it comes from a record, so nothing hidden can be remembered.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from flask import render_template, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

TOKEN = "@@token@@"  # noqa: S105 (where a token goes, not one)
BACK = "@@back@@"
MOST = 500

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
    return render_template(f"shell/{part}.html", **values, csrf_token=lambda: TOKEN, back=BACK)
