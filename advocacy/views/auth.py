"""Signing in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from advocacy.db import db
from advocacy.forms.auth import SignInForm
from advocacy.policy import Actor
from advocacy.services import accounts, audit
from advocacy.views import sessions
from advocacy.views.rendering import page

bp = Blueprint("auth", __name__)


@bp.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Sign in with e-mail and password."""
    if current_user.is_authenticated and request.method == "GET":
        return redirect(url_for("home.index"), 303)
    form = SignInForm()
    if form.validate_on_submit():
        user = accounts.verified(form.email.data or "", form.password.data or "")
        if user is not None:
            language = session.get("language")
            session.clear()
            if language:
                session["language"] = language
            sessions.sign_in(user)
            audit.record(Actor.of(user), user, "session.started")
            db.session.commit()
            return redirect(safe_next(request.args.get("next")), 303)
        form.form_errors.append(_("That e-mail and password do not go together. Check both and try again."))
    return page("auth/login.html", form=form)


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


def safe_next(target: str | None) -> str:
    """Return where to go after signing in: a path of ours, or home."""
    if not target:
        return url_for("home.index")
    parts = urlsplit(target)
    ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if ours else url_for("home.index")
