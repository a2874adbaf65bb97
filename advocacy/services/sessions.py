"""Sessions are rows: started at sign-in, ended by deleting them."""

import hashlib
import secrets
from functools import cache

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import joinedload

from advocacy.db import db
from advocacy.domain.refs import new_ref
from advocacy.domain.users import SESSION_IDLES_FOR, SESSION_LASTS_FOR
from advocacy.models import User, UserSession
from advocacy.models.base import utc_now


def digest(token: str) -> str:
    """Return the SHA-256 (hex) under which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(user: User, *, agent: str = "") -> str:
    """Open a session for the user and return its token (256 random bits), which only the cookie holds."""
    token = secrets.token_urlsafe(32)
    db.session.add(UserSession(token_hash=digest(token), user=user, agent=agent[:200], ref=new_ref()))
    # Not through the mapper: being seen is no edit, and must not make somebody's open form stale.
    db.session.execute(update(User).where(User.id == user.id).values(last_seen_at=utc_now()))
    return token


def living(token: str, *, demo: bool = False) -> UserSession | None:
    """Return the session of a token, or None when it ended, idled 2 hours, is 12 hours old, or its user is inactive."""
    row = db.session.scalars(_living(), {"token_hash": digest(token)}).unique().one_or_none()
    if row is None or not row.user.is_active:
        return None
    now = utc_now()
    if now - row.created_at > SESSION_LASTS_FOR or now - row.last_seen_at > SESSION_IDLES_FOR:
        return None
    return row


@cache
def _living() -> Select[UserSession]:
    """Every request asks this: one query, built once."""
    with_roles = joinedload(UserSession.user).joinedload(User.role_rows)
    return select(UserSession).where(UserSession.token_hash == bindparam("token_hash")).options(with_roles)


def note_seen(session_id: int) -> None:
    """Remember that a session is in use, in a short transaction of its own (the request may only read)."""
    now = utc_now()
    with DatabaseSession(db.engine) as own, own.begin():
        user_id = own.scalar(select(UserSession.user_id).where(UserSession.id == session_id))
        own.execute(update(UserSession).where(UserSession.id == session_id).values(last_seen_at=now))
        own.execute(update(User).where(User.id == user_id).values(last_seen_at=now))


def end_all(user: User, *, but: UserSession | None = None) -> int:
    """End the user's sessions (all, or all but one) and return how many ended."""
    ended = delete(UserSession).where(UserSession.user_id == user.id)
    if but is not None:
        ended = ended.where(UserSession.id != but.id)
    return int(db.session.execute(ended).rowcount)  # type: ignore[attr-defined]


def end_everybodys(*, but: UserSession | None = None) -> int:
    """End every session of everybody (but one) and return how many ended."""
    ended = delete(UserSession)
    if but is not None:
        ended = ended.where(UserSession.id != but.id)
    return int(db.session.execute(ended).rowcount)  # type: ignore[attr-defined]
