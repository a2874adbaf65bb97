"""Signed-in browsers: the cookie holds a random token, the database its hash, and only a living row signs in."""

from datetime import datetime, timedelta

from flask import current_app, g, request
from flask_login import login_user, logout_user

from advocacy.db import db
from advocacy.domain.users import FRESH_FOR
from advocacy.models import User, UserSession
from advocacy.models.base import utc_now
from advocacy.services import sessions

SEEN_EVERY = timedelta(minutes=5)


def load_session_user(token: str) -> User | None:
    """Return the user of the session, or None when it ended, idled too long or the user was deactivated."""
    row = sessions.living(token, demo=bool(current_app.config["DEMO"]))
    if row is None:
        return None
    g.session_row = row
    if utc_now() - row.last_seen_at >= SEEN_EVERY:
        sessions.note_seen(row.id)
    row.user.session_token = token
    return row.user


def sign_in(user: User) -> None:
    """Open a session row and put its token in the cookie. The caller commits."""
    user.session_token = sessions.start(user, agent=request.user_agent.string)
    login_user(user)


def sign_out() -> None:
    """End the session row and empty the cookie. The caller commits."""
    row: UserSession | None = g.get("session_row")
    if row is not None:
        db.session.delete(row)
    logout_user()


def is_fresh(now: datetime | None = None) -> bool:
    """Tell whether the last sign-in with password or factor is recent; in the demo it always is."""
    row: UserSession | None = g.get("session_row")
    if row is None:
        return False
    return bool(current_app.config["DEMO"]) or (now or utc_now()) - row.fresh_at < FRESH_FOR
