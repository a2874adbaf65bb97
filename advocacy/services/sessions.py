"""Sessions are rows: started at sign-in, ended by deleting them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.orm import Session as DatabaseSession

from advocacy.db import db
from advocacy.domain.refs import new_ref
from advocacy.domain.text import initials
from advocacy.domain.users import SESSION_IDLES_FOR, SESSION_LASTS_FOR, Language, Role
from advocacy.models import CalendarFeed, User, UserRole, UserSession
from advocacy.models.base import utc_now


@dataclass(frozen=True)
class SignedIn:
    """Who comes with a living session: all that a page needs to know of its reader, read in one query."""

    token: str
    session_id: int
    last_seen_at: datetime
    fresh_at: datetime
    id: int
    ref: str
    display_name: str
    language: Language | None
    roles: frozenset[Role]
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the cookie: the session's random token, never the user's id."""
        return self.token

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials(self.display_name)


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


def living(token: str) -> SignedIn | None:
    """Return who comes with a token; None when the session ended, idled 2 hours, is 12 hours old, or its user left."""
    rows = db.session.connection().execute(_living(), {"token_hash": digest(token)}).all()
    if not rows:
        return None
    first, now = rows[0], utc_now()
    if now - first.created_at > SESSION_LASTS_FOR or now - first.last_seen_at > SESSION_IDLES_FOR:
        return None
    return SignedIn(
        token=token,
        session_id=first.id,
        last_seen_at=first.last_seen_at,
        fresh_at=first.fresh_at,
        id=first.user_id,
        ref=first.ref,
        display_name=first.display_name,
        language=first.language,
        roles=frozenset(row.role for row in rows if row.role is not None),
    )


@cache
def _living() -> Select[Any]:
    """Every request asks this: one query, built once."""
    session, user, role = UserSession.__table__, User.__table__, UserRole.__table__
    return (
        select(
            session.c.id,
            session.c.created_at,
            session.c.last_seen_at,
            session.c.fresh_at,
            user.c.id.label("user_id"),
            user.c.ref,
            user.c.display_name,
            user.c.language,
            role.c.role,
        )
        .select_from(session.join(user, user.c.id == session.c.user_id).outerjoin(role, role.c.user_id == user.c.id))
        .where(session.c.token_hash == bindparam("token_hash"), user.c.is_active)
    )


def row(session_id: int) -> UserSession | None:
    """Return the session itself, to change or to end it."""
    return db.session.get(UserSession, session_id)


def renew(session: UserSession) -> str:
    """Give a session another token and return it: the old one signs nobody in any more. It counts as fresh."""
    token = secrets.token_urlsafe(32)
    session.token_hash, session.fresh_at = digest(token), utc_now()
    return token


def note_seen(session_id: int) -> None:
    """Remember that a session is in use, in a short transaction of its own (the request may only read)."""
    now = utc_now()
    with DatabaseSession(db.engine) as own, own.begin():
        user_id = own.scalar(select(UserSession.user_id).where(UserSession.id == session_id))
        own.execute(update(UserSession).where(UserSession.id == session_id).values(last_seen_at=now))
        own.execute(update(User).where(User.id == user_id).values(last_seen_at=now))


def note_calendar_used(feed_id: int) -> None:
    """Remember that a calendar address is in use; it opens no session, but is noted the same way."""
    with DatabaseSession(db.engine) as own, own.begin():
        own.execute(update(CalendarFeed).where(CalendarFeed.id == feed_id).values(last_used_at=utc_now()))


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
