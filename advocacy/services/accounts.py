"""Accounts: passwords, and signing in."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.text import fold
from advocacy.models import User

_HASHER = PasswordHasher()


# Verified against when there is no such account, so that both take the same time: no password has this hash.
_NOBODYS_HASH = (
    f"$argon2id$v=19$m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}${'A' * 22}${'A' * 43}"
)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, unchanged in any way before."""
    return _HASHER.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Tell whether the hash was made from this password."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def by_email(email: str) -> User | None:
    """Return the user of an address, whatever its capitals."""
    return db.session.scalar(select(User).where(User.email_key == fold(email)))


def verified(email: str, password: str) -> User | None:
    """Return the active user whose password this is. Missing, inactive and wrong take the same time."""
    user = by_email(email)
    known = user.password_hash if user is not None else None
    right = fits(known or _NOBODYS_HASH, password)
    if not right or user is None or known is None or not user.is_active:
        return None
    if _HASHER.check_needs_rehash(known):
        user.password_hash = hash_password(password)
    return user
