"""Signed-in browsers: the cookie holds a random token, the database its hash, and only a living row signs in."""

from datetime import datetime, timedelta

from flask import current_app, g, request, session
from flask_login import current_user, login_user, logout_user

from advocacy.db import db
from advocacy.domain.users import FRESH_FOR
from advocacy.models import User, UserSession
from advocacy.models.base import utc_now
from advocacy.services import sessions
from advocacy.services.sessions import SignedIn, digest

_CAME_BY = "came_by"
SEEN_EVERY = timedelta(minutes=5)


def load_session_user(token: str) -> SignedIn | None:
    """Return who comes with the session, or None when it ended, idled too long or the user was deactivated."""
    found = sessions.living(token)
    if found is None:
        return None
    g.signed_in = found
    if utc_now() - found.last_seen_at >= SEEN_EVERY:
        sessions.note_seen(found.session_id)
    return found


def session_row() -> UserSession | None:
    """Return the row of the session that this request came with."""
    found: SignedIn | None = g.get("signed_in")
    return sessions.row(found.session_id) if found is not None else None


def sign_in(user: User) -> None:
    """Open a session row and put its token in the cookie. The caller commits."""
    user.session_token = sessions.start(user, agent=request.user_agent.string)
    login_user(user)


def remember_coming_by(token: str) -> None:
    """Note in the cookie by which one-time link this session was opened."""
    session[_CAME_BY] = digest(token)


def came_by(token: str) -> bool:
    """Tell whether this browser's session was opened by this one-time link, and still lives."""
    return bool(current_user.is_authenticated) and session.get(_CAME_BY) == digest(token)


def renew(user: User) -> None:
    """Give this browser's session another token, for the password was typed again. The caller commits."""
    row = session_row()
    assert row is not None  # noqa: S101 (a signed-in user has a session)
    user.session_token = sessions.renew(row)
    login_user(user)


def sign_out() -> None:
    """End the session row and empty the cookie. The caller commits."""
    row = session_row()
    if row is not None:
        db.session.delete(row)
    logout_user()


def is_fresh(now: datetime | None = None) -> bool:
    """Tell whether the last sign-in with password or factor is recent; in the demo it always is."""
    found: SignedIn | None = g.get("signed_in")
    if found is None:
        return False
    return bool(current_app.config["DEMO"]) or (now or utc_now()) - found.fresh_at < FRESH_FOR
