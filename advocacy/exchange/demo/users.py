"""The demo's four sign-ins, one per role."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.problems import Refused
from advocacy.domain.users import Role
from advocacy.domain.words import N_
from advocacy.models import Installation, User
from advocacy.policy import OPERATOR
from advocacy.services import accounts, audit

ROLE_OF = {
    "member@example.org": Role.MEMBER,
    "organizer@example.org": Role.ORGANIZER,
    "coordinator@example.org": Role.COORDINATOR,
    "admin@example.org": Role.ADMINISTRATOR,
}
"""The demo's addresses and their roles, in the order in which they are printed."""

NAME_OF = {
    Role.MEMBER: "Demo Member",
    Role.ORGANIZER: "Demo Organizer",
    Role.COORDINATOR: "Demo Coordinator",
    Role.ADMINISTRATOR: "Demo Administrator",
}
MARK = "demo"


def ensure_sign_ins(password: str) -> None:
    """Make the four users, or make them able to sign in again with this password.

    Raises Refused when the database holds people and was never marked as a demo: nobody's real work gets
    sign-ins with a printed password.
    """
    _ensure_it_is_a_demo()
    known = {user.email_key: user for user in db.session.scalars(select(User).where(User.email_key.in_(ROLE_OF)))}
    for email, role in ROLE_OF.items():
        if email not in known:
            known[email] = _add(email, role)
    _ensure_they_sign_in(list(known.values()), password)


def _ensure_it_is_a_demo() -> None:
    marked = db.session.scalar(select(Installation.id).where(Installation.key == MARK))
    if marked is not None:
        return
    if db.session.scalar(select(User.id).limit(1)) is not None:
        raise Refused.sentence(
            N_("This database holds an installation that is not a demo. The demo needs a database of its own.")
        )
    db.session.add(Installation(key=MARK, value="yes"))


def _add(email: str, role: Role) -> User:
    user = User(display_name=NAME_OF[role], password_hash=None)
    user.set_email(email)
    user.set_roles({role})
    db.session.add(user)
    db.session.flush()
    audit.record(OPERATOR, user, "user.added", roles={role})
    return user


def _ensure_they_sign_in(users: list[User], password: str) -> None:
    """Check each stored hash once (they are mostly one and the same) and replace those that do not fit."""
    checked: dict[str | None, bool] = {None: False}
    fresh = ""
    for user in users:
        if user.password_hash not in checked:
            checked[user.password_hash] = accounts.fits(user.password_hash or "", password)
        if not checked[user.password_hash]:
            fresh = fresh or accounts.hash_password(password)
            user.password_hash = fresh
        user.is_active, user.deactivated_at = True, None
