"""Is the process up, and can it reach its database? Without sign-in and without detail."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from advocacy.db import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database answers."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "not ready\n", 503, {"Content-Type": "text/plain; charset=utf-8"}
    return "ready\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
