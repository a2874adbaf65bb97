"""Error pages: generic words, the right status, and what was typed is kept on a conflict.

Pages of 500 and above must be drawn when the database is away: nobody is signed in for them, nothing is looked up.
"""

import contextlib
from typing import Any

from flask import Flask, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from advocacy.db import begin_for_method, db
from advocacy.domain.problems import Refused, Stale
from advocacy.policy import NotAllowed
from advocacy.services import audit
from advocacy.services.files import StoreAway
from advocacy.views import sessions
from advocacy.views.access import PUBLIC_ENDPOINTS, actor_if_any, current_actor, to_sign_in
from advocacy.views.saving import sentence
from advocacy.views.typed import texts_typed, what_was_typed

PAGES = {403, 404, 409, 413, 422, 429, 500, 503}
TRY_AGAIN_AFTER = "30"
"""Seconds, for Retry-After when the database is away."""


def init_errors(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _another_host)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Stale, _conflict)
    app.register_error_handler(StaleDataError, _conflict)
    app.register_error_handler(IntegrityError, _conflict)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StoreAway, _store_away)
    for away in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(away, _database_away)


def _page(status: int, **context: Any) -> ResponseReturnValue:
    return render_template(f"errors/{status}.html", **context), status


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status == 401:
        return to_sign_in()
    if isinstance(error, CSRFError):
        return _without_token()
    if error.response is not None or status < 400:
        return error.get_response()
    if status >= 500:
        _leave_the_database_alone()
    if status in PAGES:
        return _page(status, texts=_given_back() if status >= 500 else [])
    template = f"errors/{404 if status == 405 else 422 if status < 500 else 500}.html"
    headers = {"Allow": ", ".join(error.valid_methods or [])} if isinstance(error, MethodNotAllowed) else {}
    return render_template(template), status, headers


def _another_host(_error: SecurityError) -> ResponseReturnValue:
    """The request names a host that is not ours: no page, for a page would have links to that host."""
    _leave_the_database_alone()
    words = gettext("This server does not answer under that name.")
    return words, 400, {"Content-Type": "text/plain; charset=utf-8"}


def _given_back() -> list[str]:
    """Return what somebody typed into a form of ours that could not be saved."""
    if request.endpoint in PUBLIC_ENDPOINTS:
        return []
    try:
        return texts_typed()
    except HTTPException:  # a body too large to be read at all
        return []


def _without_token() -> ResponseReturnValue:
    """A form that was open for longer than its session: what was typed into it is given back."""
    if request.endpoint not in PUBLIC_ENDPOINTS and actor_if_any() is None:
        return to_sign_in()
    if sessions.came_by(str((request.view_args or {}).get("token", ""))):  # the second of two clicks
        return redirect(url_for("home.index"), 303)
    message = gettext("This page was open for too long. Go back, reload it, and send it again.")
    return _page(422, message=message, texts=_given_back())


def _leave_the_database_alone() -> None:
    """Keep nothing half done, and draw the page as for somebody who is not signed in."""
    with contextlib.suppress(SQLAlchemyError):
        db.session.rollback()
    g.pop("actor", None)
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    """Refuse, and note it: a refused action is worth knowing."""
    db.session.rollback()
    begin_for_method("POST")  # noting it writes, also where the request only asked
    audit.record(current_actor(), None, "access.refused", action=error.action.value)
    db.session.commit()
    return _page(403, message=gettext(error.message))


def _conflict(_error: Exception) -> ResponseReturnValue:
    """Somebody changed it meanwhile: nothing is saved, and what was typed is shown under the words of the form."""
    typed = what_was_typed()
    db.session.rollback()
    newer = request.path.rsplit("/", 1)[0] if request.path.count("/") > 1 else request.path
    return _page(409, typed=typed, newer_url=g.get("newer_url") or newer)


def _refused(error: Refused) -> ResponseReturnValue:
    """A refusal that no form shows: a button pressed too late, a crossed reference."""
    db.session.rollback()
    return _page(422, message=" ".join(sentence(problem) for problem in error.problems))


def _store_away(error: StoreAway) -> ResponseReturnValue:
    """The store of files is gone: what needs it fails, and nothing is half done."""
    current_app.logger.error("%s", error)
    _leave_the_database_alone()
    response = make_response(_page(503, texts=_given_back()))
    response.headers["Retry-After"] = TRY_AGAIN_AFTER
    return response


def _database_away(error: DBAPIError | PoolTimeout) -> ResponseReturnValue:
    """The database is busy, full or gone: say so, and keep nothing half done."""
    current_app.logger.error("The database did not answer: %s", type(getattr(error, "orig", error)).__name__)
    _leave_the_database_alone()
    response = make_response(_page(503, texts=_given_back()))
    response.headers["Retry-After"] = TRY_AGAIN_AFTER
    return response
