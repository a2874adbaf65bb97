"""One-time links: an invitation, a new password, the first administrator. Only the hash of a token is stored."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from advocacy.db import db
from advocacy.domain.problems import Refused
from advocacy.domain.users import LINK_LASTS, LinkPurpose
from advocacy.domain.words import N_
from advocacy.models import OneTimeLink, User
from advocacy.models.base import utc_now
from advocacy.services import tokens
from advocacy.services.sessions import digest

A_MOMENT = timedelta(minutes=1)
GONE = N_("This link does not work any more.")


def issue(purpose: LinkPurpose, user: User | None = None) -> str:
    """Make a link and return its token; older links of this purpose for this user die."""
    drop(user, purpose)
    token = tokens.new_token(purpose.value)
    db.session.add(
        OneTimeLink(token_hash=digest(token), purpose=purpose, user=user, expires_at=utc_now() + LINK_LASTS[purpose])
    )
    return token


def drop(user: User | None, *purposes: LinkPurpose) -> None:
    """Make the user's unused links die: those of the purposes, or all."""
    whose = OneTimeLink.user_id == user.id if user is not None else OneTimeLink.user_id.is_(None)
    old = delete(OneTimeLink).where(whose, OneTimeLink.used_at.is_(None))
    db.session.execute(old.where(OneTimeLink.purpose.in_(purposes)) if purposes else old)


def good(token: str, purpose: LinkPurpose) -> OneTimeLink | None:
    """Return the link of a token if it is unused, has not expired and fits its user; else None."""
    link = db.session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_hash == digest(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > utc_now(),
        )
    )
    if link is None or not fits(purpose, link.user):
        return None
    return link


def has_ended(token: str, purpose: LinkPurpose) -> bool:
    """Tell whether a link could still let its user in, had its time not passed: then another may take its place."""
    link = db.session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_hash == digest(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at <= utc_now(),
        )
    )
    return link is not None and fits(purpose, link.user)


def just_used(token: str, purpose: LinkPurpose) -> User | None:
    """Return whom the link of a token let in within the last minute: of two clicks, the second comes so late."""
    return db.session.scalar(
        select(User)
        .join(OneTimeLink, OneTimeLink.user_id == User.id)
        .where(
            OneTimeLink.token_hash == digest(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at > utc_now() - A_MOMENT,
        )
    )


def fits(purpose: LinkPurpose, user: User | None) -> bool:
    """Nobody deactivated comes back by a link, nobody is invited twice, and the first administrator comes first."""
    if user is None:
        return purpose is LinkPurpose.FIRST_RUN and nobody_is_here()
    has_joined = user.password_hash is not None
    return user.is_active and has_joined is (purpose is LinkPurpose.RESET)


def nobody_is_here() -> bool:
    """Tell whether there is no user at all: then the first administrator is to be made."""
    return db.session.scalar(select(User.id).limit(1)) is None


def use(link: OneTimeLink) -> None:
    """Use the link up. Raises Refused when somebody else did so a moment ago."""
    taken = update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
    if db.session.execute(taken.values(used_at=utc_now())).rowcount != 1:  # type: ignore[attr-defined]
        raise Refused.sentence(GONE)
