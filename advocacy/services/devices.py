"""Browsers that signed in to an account before: each has a budget of its own for failed sign-ins."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from advocacy.db import db
from advocacy.domain.text import fold
from advocacy.models import KnownDevice, User
from advocacy.models.base import utc_now
from advocacy.services.sessions import digest

REMEMBERED_FOR = timedelta(days=365)


def is_known(token: str, email: str) -> bool:
    """Tell whether the browser with this token signed in to the account of this address before."""
    if not token:
        return False
    known = (
        select(KnownDevice.id)
        .join(User, User.id == KnownDevice.user_id)
        .where(
            KnownDevice.token_hash == digest(token),
            User.email_key == fold(email),
            KnownDevice.last_used_at > utc_now() - REMEMBERED_FOR,
        )
    )
    return db.session.scalar(known) is not None


def remember(user: User, token: str) -> str:
    """Remember the browser for this user and return the token for its cookie (a new one if it had none)."""
    token = token or secrets.token_urlsafe(32)
    db.session.execute(
        delete(KnownDevice).where(
            KnownDevice.user_id == user.id,
            (KnownDevice.token_hash == digest(token)) | (KnownDevice.last_used_at < utc_now() - REMEMBERED_FOR),
        )
    )
    db.session.add(KnownDevice(token_hash=digest(token), user_id=user.id))
    return token


def forget_all(user: User) -> None:
    """Forget every browser of the user: after a new password, or when the account is closed."""
    db.session.execute(delete(KnownDevice).where(KnownDevice.user_id == user.id))
