"""Users as administrators and their owners see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from advocacy.db import db
from advocacy.domain.text import fold
from advocacy.domain.users import SESSION_IDLES_FOR, SESSION_LASTS_FOR, LinkPurpose, Role, UserState
from advocacy.models import OneTimeLink, User, UserRole, UserSession
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.keyset import START, Place, Slice, page_of


@dataclass(frozen=True)
class Wanted:
    """Which users a list shows."""

    words: str = ""
    role: Role | None = None
    state: UserState | None = None


def _in_state(state: UserState) -> ColumnElement[bool]:
    return {
        UserState.DEACTIVATED: ~User.is_active,
        UserState.INVITED: and_(User.is_active, User.password_hash.is_(None)),
        UserState.ACTIVE: and_(User.is_active, User.password_hash.is_not(None)),
    }[state]


def words_match(words: str) -> ColumnElement[bool]:
    """Return the condition that the words stand in a user's name or e-mail."""
    return or_(
        User.email_key.contains(fold(words), autoescape=True),
        User.display_name.icontains(words, autoescape=True),
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.words:
        conditions.append(words_match(wanted.words))
    if wanted.role is not None:
        conditions.append(User.id.in_(select(UserRole.user_id).where(UserRole.role == wanted.role)))
    if wanted.state is not None:
        conditions.append(_in_state(wanted.state))
    return conditions


def listed(actor: Actor, wanted: Wanted, place: Place = START) -> Slice[User]:
    """Return one page of users in the order of their e-mail."""
    ensure(actor, Action.MANAGE_USERS)
    return page_of(User, User.email_key, _conditions(wanted), place)


def counts(actor: Actor) -> dict[UserState, int]:
    """Return how many users there are in each state."""
    ensure(actor, Action.MANAGE_USERS)
    row = db.session.execute(
        select(*(func.count().filter(_in_state(state)) for state in UserState)).select_from(User)
    ).one()
    return dict(zip(UserState, row, strict=True))


def by_ref(actor: Actor, ref: str) -> User | None:
    """Return the user of a ref, or None."""
    ensure(actor, Action.MANAGE_USERS)
    return db.session.scalar(select(User).where(User.ref == ref))


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the display names of these users by id, in one query."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    rows = db.session.execute(select(User.id, User.display_name).where(User.id.in_(wanted))) if wanted else ()
    return {row.id: row.display_name for row in rows}


def open_links(users: Sequence[User]) -> dict[int, OneTimeLink]:
    """Return the newest unused link of each user (expired ones too), by the user's id."""
    found = db.session.scalars(
        select(OneTimeLink)
        .where(
            OneTimeLink.user_id.in_([user.id for user in users]),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.purpose.in_([LinkPurpose.INVITATION, LinkPurpose.RESET]),
        )
        .order_by(OneTimeLink.id)
    )
    return {link.user_id: link for link in found if link.user_id is not None}


def living_sessions(user: User, *, now: datetime | None = None) -> Sequence[UserSession]:
    """Return the user's sessions that have not ended by themselves, the latest used first."""
    now = now or utc_now()
    return db.session.scalars(
        select(UserSession)
        .where(
            UserSession.user_id == user.id,
            UserSession.created_at > now - SESSION_LASTS_FOR,
            UserSession.last_seen_at > now - SESSION_IDLES_FOR,
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
    ).all()
