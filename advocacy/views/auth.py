"""Signing in and out."""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from advocacy.db import db
from advocacy.forms.auth import SignInForm
from advocacy.models import User
from advocacy.policy import Actor
from advocacy.services import audit
from advocacy.views import checking, sessions
from advocacy.views.next_page import safe_next
from advocacy.views.rendering import page

__all__ = ["bp", "open_session", "safe_next"]

bp = Blueprint("auth", __name__)


@bp.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Sign in with e-mail and password."""
    if current_user.is_authenticated and request.method == "GET":
        return redirect(safe_next(request.args.get("next")), 303)
    form = SignInForm()
    if form.validate_on_submit():
        try:
            user = checking.user_with(form.email.data or "", form.password.data or "")
        except checking.TooSoon as error:
            return checking.slowed("auth/login.html", form, error)
        if user is not None:
            open_session(user)
            db.session.commit()
            return redirect(safe_next(request.args.get("next")), 303)
        form.form_errors.append(_("That e-mail and password do not go together. Check both and try again."))
    return page("auth/login.html", form=form)


def open_session(user: User) -> None:
    """Sign the user in with a new session, keeping nothing of the one before but the language. The caller commits."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    sessions.sign_in(user)
    checking.remember_device(user)
    audit.record(Actor.of(user), user, "session.started")


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    """Sign out: the session row goes, and the browser is told to forget what it kept."""
    if current_user.is_authenticated:
        audit.record(Actor.of(current_user._get_current_object()), None, "session.ended")
        sessions.sign_out()
        db.session.commit()
    response = redirect(url_for("auth.login"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
