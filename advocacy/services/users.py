"""Users: invited, given roles, deactivated; and what each changes about themselves."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from advocacy.db import db
from advocacy.domain.passwords import PasswordContext, check_password
from advocacy.domain.problems import Problem, Refused, Stale, refuse_if
from advocacy.domain.text import fold
from advocacy.domain.users import (
    NOT_AN_EMAIL,
    Language,
    LinkPurpose,
    Role,
    UserDetails,
    UserState,
    check_user,
    is_email,
)
from advocacy.domain.words import N_
from advocacy.models import OneTimeLink, User, UserRole, UserSession
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.services import accounts, audit, calendar_feeds, devices, links, sessions

TAKEN = N_("Somebody with this e-mail has an account already.")
LAST_ADMINISTRATOR = N_("This is the last administrator who can sign in. Make somebody else an administrator first.")
WRONG_PASSWORD = N_("That is not your password. Try again.")
NOT_INVITED = N_("This person has joined already. Make a link for a new password instead.")
NOT_JOINED = N_("This person has not joined yet. Make a new invitation instead.")
IS_DEACTIVATED = N_("This account is deactivated. Reactivate it first.")


def state_of(user: User) -> UserState:
    """Return whether the user can sign in."""
    if not user.is_active:
        return UserState.DEACTIVATED
    return UserState.INVITED if user.password_hash is None else UserState.ACTIVE


# --- by administrators ------------------------------------------------------------------------------------


def invite(actor: Actor, details: UserDetails) -> tuple[User, str]:
    """Make the account and return it with the token of its invitation."""
    user = _add(actor, details)
    audit.record(actor, user, "user.invited", roles=details.roles)
    return user, links.issue(LinkPurpose.INVITATION, user)


def add_with_password(actor: Actor, details: UserDetails, password: str, *, site: str) -> User:
    """Make an account that can sign in at once. Raises Refused for a password that somebody would guess."""
    refuse_if(check_password(password, PasswordContext(details.email, details.name, site)))
    user = _add(actor, details)
    user.password_hash = accounts.hash_password(password)
    audit.record(actor, user, "user.added", roles=details.roles)
    return user


def _add(actor: Actor, details: UserDetails) -> User:
    ensure(actor, Action.MANAGE_USERS)
    refuse_if(check_user(details))
    _refuse_a_taken_email(details.email)
    user = User(display_name=details.name.strip(), language=details.language, password_hash=None)
    user.set_email(details.email.strip())
    user.set_roles(details.roles)
    db.session.add(user)
    db.session.flush()
    return user


def _refuse_a_taken_email(email: str, *, but: User | None = None) -> None:
    with db.session.no_autoflush:
        taken = db.session.scalar(select(User.id).where(User.email_key == fold(email)))
    if taken is not None and (but is None or taken != but.id):
        raise Refused.at("email", TAKEN)


def link_for(actor: Actor, user: User) -> tuple[LinkPurpose, str]:
    """Make the link that lets the user in (an invitation, or one for a new password); return its purpose and token."""
    ensure(actor, Action.MANAGE_USERS)
    if state_of(user) is UserState.INVITED:
        return LinkPurpose.INVITATION, invite_again(actor, user)
    return LinkPurpose.RESET, reset_link(actor, user)


def invite_again(actor: Actor, user: User) -> str:
    """Make a new invitation and return its token; the one before dies."""
    ensure(actor, Action.MANAGE_USERS)
    _refuse_unless(user, UserState.INVITED, NOT_INVITED)
    audit.record(actor, user, "user.invited_again")
    return links.issue(LinkPurpose.INVITATION, user)


def reset_link(actor: Actor, user: User) -> str:
    """Make a link for a new password and return its token; the one before dies."""
    ensure(actor, Action.MANAGE_USERS)
    _refuse_unless(user, UserState.ACTIVE, NOT_JOINED)
    audit.record(actor, user, "user.reset_link_made")
    return links.issue(LinkPurpose.RESET, user)


def _refuse_unless(user: User, state: UserState, sentence: str) -> None:
    if state_of(user) is UserState.DEACTIVATED:
        raise Refused.sentence(IS_DEACTIVATED)
    if state_of(user) is not state:
        raise Refused.sentence(sentence)


def edit(actor: Actor, user: User, details: UserDetails, *, version: int | None) -> None:
    """Change name, e-mail and roles. The last administrator who can sign in keeps that role."""
    ensure(actor, Action.MANAGE_USERS)
    if version is not None and version != user.version:
        raise Stale
    refuse_if(check_user(details))
    _refuse_a_taken_email(details.email, but=user)
    if Role.ADMINISTRATOR not in details.roles:
        _refuse_to_lose_the_last_administrator(user, "roles")
    changes: dict[str, object] = {}
    if details.roles != user.roles:
        changes["roles"] = (user.roles, details.roles)
    if fold(details.email) != user.email_key:
        changes["email"] = True
        links.drop(user)
    user.display_name = details.name.strip()
    user.set_email(details.email.strip())
    user.set_roles(details.roles)
    flag_modified(user, "display_name")  # roles have rows of their own: the version moves on anyway
    audit.record(actor, user, "user.edited", **changes)


def deactivate(actor: Actor, user: User) -> None:
    """Close the account: its sessions end at once, its links die, its browsers are forgotten."""
    ensure(actor, Action.MANAGE_USERS)
    if not user.is_active:
        return
    _refuse_to_lose_the_last_administrator(user, "")
    user.is_active, user.deactivated_at = False, utc_now()
    links.drop(user)
    calendar_feeds.revoke_all(user)
    devices.forget_all(user)
    ended = sessions.end_all(user)
    audit.record(actor, user, "user.deactivated", count=ended)


def reactivate(actor: Actor, user: User) -> None:
    """Open the account again, with the password and roles it had."""
    ensure(actor, Action.MANAGE_USERS)
    if user.is_active:
        return
    user.is_active, user.deactivated_at = True, None
    audit.record(actor, user, "user.reactivated")


def _refuse_to_lose_the_last_administrator(user: User, field: str) -> None:
    """Lock the administrators' rows, so that two of them cannot remove each other at the same moment."""
    administrators = db.session.scalars(
        select(User)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == Role.ADMINISTRATOR, User.is_active, User.password_hash.is_not(None))
        .order_by(User.id)
        .with_for_update(of=User)
    ).all()
    if [each.id for each in administrators] == [user.id]:
        raise Refused([Problem(field, LAST_ADMINISTRATOR)])


def end_sessions(actor: Actor, user: User) -> int:
    """End every session of the user and return how many there were."""
    ensure(actor, Action.MANAGE_USERS)
    ended = sessions.end_all(user)
    audit.record(actor, user, "user.sessions_ended", count=ended)
    return ended


def end_everybodys_sessions(actor: Actor, *, but: UserSession | None) -> int:
    """End every session of everybody but this one, and return how many there were."""
    ensure(actor, Action.MANAGE_USERS)
    ended = sessions.end_everybodys(but=but)
    audit.record(actor, None, "sessions.all_ended", count=ended)
    return ended


# --- by one-time links ------------------------------------------------------------------------------------


def join(link: OneTimeLink, password: str, *, site: str) -> User:
    """Choose the first password by an invitation. Raises Refused for one that somebody would guess."""
    user = _user_of(link)
    _choose_password(user, password, site)
    links.use(link)
    audit.record(Actor.of(user), user, "user.joined")
    return user


def reset_password(link: OneTimeLink, password: str, *, site: str) -> User:
    """Choose a new password by a link: every session ends and every browser is forgotten."""
    user = _user_of(link)
    _choose_password(user, password, site)
    links.use(link)
    devices.forget_all(user)
    audit.record(Actor.of(user), user, "user.password_reset", count=sessions.end_all(user))
    return user


def become_first_administrator(link: OneTimeLink, name: str, email: str, password: str, *, site: str) -> User:
    """Make the first account by the link that the server printed."""
    details = UserDetails(name, email, frozenset({Role.ADMINISTRATOR}))
    refuse_if([*check_user(details), *check_password(password, PasswordContext(email, name, site))])
    links.use(link)
    user = User(display_name=name.strip(), password_hash=accounts.hash_password(password))
    user.set_email(email.strip())
    user.set_roles(details.roles)
    db.session.add(user)
    db.session.flush()
    link.user = user
    audit.record(Actor.of(user), user, "user.first_administrator", roles=details.roles)
    return user


def _user_of(link: OneTimeLink) -> User:
    if link.user is None:
        raise Refused.sentence(links.GONE)
    return link.user


def _choose_password(user: User, password: str, site: str) -> None:
    refuse_if(check_password(password, PasswordContext(user.email, user.display_name, site)))
    user.password_hash = accounts.hash_password(password)


# --- by themselves ----------------------------------------------------------------------------------------


def change_name(actor: Actor, name: str, language: Language | None) -> None:
    """Change one's own name and language."""
    user = _self(actor)
    refuse_if(check_user(UserDetails(name, user.email, user.roles)))
    user.display_name, user.language = name.strip(), language
    audit.record(actor, user, "account.edited", language=language)


def change_email(actor: Actor, email: str) -> None:
    """Change one's own e-mail, which one signs in with. The caller has looked at the password."""
    user = _self(actor)
    if not is_email(email):
        raise Refused.at("email", NOT_AN_EMAIL)
    _refuse_a_taken_email(email, but=user)
    user.set_email(email.strip())
    links.drop(user)
    audit.record(actor, user, "account.email_changed")


def change_password(actor: Actor, password: str, *, site: str, session: UserSession | None) -> None:
    """Change one's own password; every other session ends. The caller has looked at the password before."""
    user = _self(actor)
    refuse_if(problem.at("new_password") for problem in _password_problems(user, password, site))
    user.password_hash = accounts.hash_password(password)
    links.drop(user)
    calendar_feeds.revoke_all(user)
    devices.forget_all(user)
    audit.record(actor, user, "account.password_changed", count=sessions.end_all(user, but=session))


def _password_problems(user: User, password: str, site: str) -> list[Problem]:
    return check_password(password, PasswordContext(user.email, user.display_name, site))


def end_session(actor: Actor, session: UserSession) -> None:
    """End one of one's own sessions."""
    user = _self(actor)
    if session.user_id == user.id:
        db.session.delete(session)
        audit.record(actor, user, "account.session_ended")


def end_other_sessions(actor: Actor, session: UserSession | None) -> int:
    """End one's own sessions but this one, and return how many there were."""
    user = _self(actor)
    ended = sessions.end_all(user, but=session)
    audit.record(actor, user, "account.other_sessions_ended", count=ended)
    return ended


def _self(actor: Actor) -> User:
    ensure(actor, Action.CHANGE_OWN_ACCOUNT)
    if actor.user is None:
        raise TypeError("only a signed-in user has an account of their own")
    return actor.user
