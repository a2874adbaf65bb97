"""Accounts: passwords, and signing in."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, update

from advocacy.db import db
from advocacy.domain.text import fold
from advocacy.models import User

_HASHER = PasswordHasher()


def _nobodys_hash() -> str:
    """Verified against when there is no such account, so that both take the same time: no password has this hash."""
    costs = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${costs}${'A' * 22}${'A' * 43}"


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


@dataclass(frozen=True)
class Credentials:
    """What to verify a password against: also there, and as slow, when nobody may sign in with the address."""

    user_id: int | None
    password_hash: str


def credentials_of(email: str) -> Credentials:
    """Return the credentials of an address; a missing, invited or inactive user has some that no password fits."""
    user = by_email(email)
    if user is None:
        return Credentials(None, _nobodys_hash())
    return Credentials(user.id, user.password_hash if user.is_active and user.password_hash else _nobodys_hash())


def refresh_hash(user: User, password: str) -> None:
    """Hash the password anew when it was hashed with older parameters. It is no edit: no open form becomes stale."""
    if user.password_hash and _HASHER.check_needs_rehash(user.password_hash):
        db.session.execute(update(User).where(User.id == user.id).values(password_hash=hash_password(password)))
