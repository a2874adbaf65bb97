"""Error pages: generic words, the right status, and what was typed is kept on a conflict."""

from typing import Any

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from advocacy.db import db
from advocacy.domain.problems import Refused, Stale
from advocacy.policy import NotAllowed
from advocacy.services import audit
from advocacy.views.access import current_actor, to_sign_in
from advocacy.views.saving import sentence

PAGES = {403, 404, 409, 413, 422, 429, 500, 503}
NOT_TYPED = ("csrf_token", "submission", "version", "_find", "password")


def init_errors(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Stale, _conflict)
    app.register_error_handler(StaleDataError, _conflict)
    app.register_error_handler(IntegrityError, _conflict)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(OperationalError, _database_away)


def _page(status: int, **context: Any) -> ResponseReturnValue:
    return render_template(f"errors/{status}.html", **context), status


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status == 401:
        return to_sign_in()
    if isinstance(error, CSRFError):
        return _page(422, message=gettext("This page was open for too long. Go back, reload it, and send it again."))
    if error.response is not None or status < 400:
        return error.get_response()
    if status in PAGES:
        return _page(status)
    template = "errors/404.html" if status < 500 else "errors/500.html"
    headers = {"Allow": ", ".join(error.valid_methods or [])} if isinstance(error, MethodNotAllowed) else {}
    return render_template(template), status, headers


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    """Refuse, and note it: a refused action is worth knowing."""
    db.session.rollback()
    audit.record(current_actor(), None, "access.refused", action=error.action.value)
    db.session.commit()
    return _page(403, message=gettext(error.message))


def _conflict(_error: Exception) -> ResponseReturnValue:
    """Somebody changed it meanwhile: nothing is saved, and what was typed is shown."""
    db.session.rollback()
    typed = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if value.strip() and not name.startswith(NOT_TYPED)
    ]
    newer = request.path.rsplit("/", 1)[0] if request.path.count("/") > 1 else request.path
    return _page(409, typed=typed, newer_url=g.get("newer_url") or newer)


def _refused(error: Refused) -> ResponseReturnValue:
    """A refusal that no form shows: a button pressed too late, a crossed reference."""
    db.session.rollback()
    return _page(422, message=" ".join(sentence(problem) for problem in error.problems))


def _database_away(error: OperationalError) -> ResponseReturnValue:
    """The database is busy, full or gone: say so, and keep nothing half done."""
    db.session.rollback()
    return _page(503)
