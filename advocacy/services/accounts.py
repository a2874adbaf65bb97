"""Accounts: passwords, and signing in."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.text import fold
from advocacy.models import User

_HASHER = PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """A hash to verify against when there is no such account, so that both take the same time."""
    return _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, unchanged in any way before."""
    return _HASHER.hash(password)


def by_email(email: str) -> User | None:
    """Return the user of an address, whatever its capitals."""
    return db.session.scalar(select(User).where(User.email_key == fold(email)))


def verified(email: str, password: str) -> User | None:
    """Return the active user whose password this is. Missing, inactive and wrong take the same time."""
    user = by_email(email)
    known = user.password_hash if user is not None else None
    try:
        _HASHER.verify(known or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return None
    if user is None or known is None or not user.is_active:
        return None
    if _HASHER.check_needs_rehash(known):
        user.password_hash = hash_password(password)
    return user
