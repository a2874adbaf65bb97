"""How large a request may be: small for forms of words, larger for who may send files to a page that takes them.

What is larger is refused (413) before it is read. The files of a form are written to the disk while they come in, and
never held in memory together.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from advocacy.config import Settings
from advocacy.db import db
from advocacy.forms.files import MOST_FILES
from advocacy.policy import may_ever
from advocacy.services import files
from advocacy.views.access import action_of, actor_if_any
from advocacy.views.saving import repeat_goes_to_the_same_place

View = TypeVar("View", bound=Callable[..., Any])
MEGABYTE = 1024 * 1024


def takes_files(view: View) -> View:
    """State that a route takes files: its requests may be as large as the setting says.

    They are looked over before the view runs and before its transaction begins: on SQLite a POST holds the one lock for
    writing, and reading a file may take seconds.
    """
    return _taking(view, None)


def takes_files_that_pass(tried: Callable[[bytes, str], None]) -> Callable[[View], View]:
    """State the same, with a check of more than that: `tried` takes content and media type, and may raise Refused."""
    return lambda view: _taking(view, tried)


def _taking(view: View, tried: Callable[[bytes, str], None] | None) -> View:
    @functools.wraps(view)
    def ready(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        repeat = _look_over(tried) if request.method == "POST" else None
        return repeat if repeat is not None else cast("ResponseReturnValue", view(*args, **kwargs))

    ready.takes_files = True  # type: ignore[attr-defined]
    return cast("View", ready)


def _look_over(tried: Callable[[bytes, str], None] | None) -> ResponseReturnValue | None:
    sent = [each for each in request.files.getlist("files") if each.filename][: MOST_FILES + 1]
    if not sent:
        return None
    db.session.commit()  # of what came before the view: that the session was seen
    for each in sent:
        files.look_over(each.stream, each.filename or "", tried)
    return repeat_goes_to_the_same_place()  # the same form may have been taken meanwhile


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
