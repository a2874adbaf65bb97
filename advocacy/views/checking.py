"""Looking at a password: at sign-in and wherever it is asked again, with the same delays everywhere."""

from datetime import timedelta
from math import ceil
from typing import Any

from flask import after_this_request, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from advocacy.db import db
from advocacy.forms.base import Form
from advocacy.models import User
from advocacy.policy import VISITOR
from advocacy.services import accounts, audit, devices, sign_in_delays
from advocacy.views.cookies import device_token, set_device_token
from advocacy.views.rendering import page


class TooSoon(Exception):
    """Too many tries failed: the next one is not looked at before the wait is over."""

    def __init__(self, wait: timedelta) -> None:
        """Remember how long."""
        super().__init__(f"wait {wait}")
        self.seconds = max(1, ceil(wait.total_seconds()))


def user_with(email: str, password: str) -> User | None:
    """Return the active user whose e-mail and password these are, or None. Raises TooSoon.

    The attempt is committed as failed before the password is looked at, and no lock is held while it is: hashing
    takes long on purpose. The caller commits what follows a success.
    """
    keys = _keys(email)
    wait = sign_in_delays.count_attempt(keys)
    if wait:
        db.session.rollback()
        raise TooSoon(wait)
    db.session.commit()
    credentials = accounts.credentials_of(email)
    db.session.rollback()
    right = accounts.fits(credentials.password_hash, password)
    user = db.session.get(User, credentials.user_id) if credentials.user_id is not None else None
    if not right or user is None:
        audit.record(VISITOR, user, "session.refused", count=sign_in_delays.failures_of(keys))
        db.session.commit()
        return None
    sign_in_delays.forgive(keys)
    accounts.refresh_hash(user, password)
    return user


def _keys(email: str) -> list[sign_in_delays.Key]:
    token = device_token()
    known = token if devices.is_known(token, email) else ""
    return sign_in_delays.keys_of(email, request.remote_addr or "", known)


def remember_device(user: User) -> None:
    """Give this browser a budget of its own for the user's next sign-ins. The caller commits."""
    token = devices.remember(user, device_token())

    @after_this_request
    def keep(response: Any) -> Any:
        set_device_token(response, token, lasts=devices.REMEMBERED_FOR)
        return response


def slowed(template: str, form: Form, error: TooSoon, **context: Any) -> ResponseReturnValue:
    """Draw the form again with how long to wait, in words and as Retry-After."""
    form.form_errors.append(wait_sentence(error.seconds))
    response = make_response(page(template, status=429, form=form, **context))
    response.headers["Retry-After"] = str(error.seconds)
    return response


def wait_sentence(seconds: int) -> str:
    """Return how long to wait, in seconds or in minutes."""
    if seconds < 90:
        return str(
            ngettext(
                "Too many tries. Wait %(num)d second and try again.",
                "Too many tries. Wait %(num)d seconds and try again.",
                seconds,
            )
        )
    return str(
        ngettext(
            "Too many tries. Wait %(num)d minute and try again.",
            "Too many tries. Wait %(num)d minutes and try again.",
            ceil(seconds / 60),
        )
    )
