"""How large a request may be: small for forms of words, larger for who may send files to a page that takes them.

What is larger is refused (413) before it is read. The files of a form are written to the disk while they come in, and
never held in memory together.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from advocacy.config import Settings
from advocacy.policy import may_ever
from advocacy.views.access import action_of, actor_if_any

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024


def takes_files(view: View) -> View:
    """State that a route takes files: its requests may be as large as the setting says."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def init_uploads(app: Flask) -> None:
    """Set the limit of each request before anything reads it; so this must run before the check of its token."""
    app.before_request(_widen)


def _widen() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "POST" or not getattr(view, "takes_files", False):
        return
    actor = actor_if_any()
    action = action_of(current_app._get_current_object(), request.endpoint or "")  # type: ignore[attr-defined]
    if actor is not None and action is not None and may_ever(actor, action):
        settings: Settings = current_app.config["SETTINGS"]
        request.max_content_length = settings.files.max_upload_mb * MEGABYTE
