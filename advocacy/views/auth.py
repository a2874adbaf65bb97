"""Signing in and out, and the one-time links that let somebody in."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, flash, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from advocacy.db import db
from advocacy.domain.users import LinkPurpose
from advocacy.forms.auth import ChoosePasswordForm, FirstAdministratorForm, SignInForm
from advocacy.forms.base import Form
from advocacy.models import OneTimeLink, User
from advocacy.policy import Actor
from advocacy.services import audit, links, users
from advocacy.views import checking, sessions
from advocacy.views.next_page import safe_next
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to

__all__ = ["bp", "open_session", "safe_next"]

bp = Blueprint("auth", __name__)
TOKEN = "<string(minlength=20,maxlength=100):token>"  # noqa: S105 (a rule, not a token)


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
            return checking.slowed("auth/login.html", form, error, nobody_is_here=False)
        if user is not None:
            open_session(user)
            db.session.commit()
            return redirect(safe_next(request.args.get("next")), 303)
        form.form_errors.append(_("That e-mail and password do not go together. Check both and try again."))
    return page("auth/login.html", form=form, nobody_is_here=links.nobody_is_here())


def open_session(user: User) -> None:
    """Sign the user in with a new session, keeping nothing of the one before but the language. The caller commits."""
    language = session.get("language")
    if "signed_in" in g:
        sessions.sign_out()
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


@bp.route(f"/invitation/{TOKEN}", methods=["GET", "POST"])
def invitation(token: str) -> ResponseReturnValue:
    """Choose a password by an invitation, and come in."""

    def join(link: OneTimeLink, form: ChoosePasswordForm) -> ResponseReturnValue:
        open_session(users.join(link, form.password.data or "", site=current_app.config["SITE_NAME"]))
        flash(_("Welcome. Your account is ready."))
        return redirect(url_for("home.index"), 303)

    return _by_link(token, LinkPurpose.INVITATION, "auth/invitation.html", ChoosePasswordForm(), join)


@bp.route(f"/reset/{TOKEN}", methods=["GET", "POST"])
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password by a link; then sign in with it."""

    def choose(link: OneTimeLink, form: ChoosePasswordForm) -> ResponseReturnValue:
        users.reset_password(link, form.password.data or "", site=current_app.config["SITE_NAME"])
        flash(_("Your password is changed. Sign in with the new one."))
        return redirect(url_for("auth.login"), 303)

    return _by_link(token, LinkPurpose.RESET, "auth/reset.html", ChoosePasswordForm(), choose)


@bp.route(f"/first-run/{TOKEN}", methods=["GET", "POST"])
def first_run(token: str) -> ResponseReturnValue:
    """Make the first administrator by the link that the server printed."""

    def begin(link: OneTimeLink, form: FirstAdministratorForm) -> ResponseReturnValue:
        user = users.become_first_administrator(
            link,
            form.name.data or "",
            form.email.data or "",
            form.password.data or "",
            site=current_app.config["SITE_NAME"],
        )
        open_session(user)
        flash(_("Welcome. You are the first administrator: invite the others next."))
        return redirect(url_for("home.index"), 303)

    return _by_link(token, LinkPurpose.FIRST_RUN, "auth/first_run.html", FirstAdministratorForm(), begin)


def _by_link(
    token: str, purpose: LinkPurpose, template: str, form: Form, use: Callable[[OneTimeLink, Any], ResponseReturnValue]
) -> ResponseReturnValue:
    """Show the page of a link, or exchange its token. GET changes nothing; the address goes nowhere as a referrer."""
    link = links.good(token, purpose)
    if link is not None and form.validate_on_submit():
        with refusals_to(form):
            response = use(link, form)
        if not form.errors:
            if current_user.is_authenticated:
                sessions.remember_coming_by(token)
            db.session.commit()
            return _unseen(response)
        db.session.rollback()
        link = links.good(token, purpose)
    if link is None:
        return _unseen(_second_click(token, purpose, form) or page("auth/link_gone.html", status=404))
    return _unseen(page(template, form=form, invited=link.user))


def _second_click(token: str, purpose: LinkPurpose, form: Form) -> ResponseReturnValue | None:
    """Lead on who came by this link a moment ago: the browser that did, or one that sends the same password again."""
    if sessions.came_by(token):
        return redirect(url_for("home.index"), 303)
    user = links.just_used(token, purpose)
    if user is None or request.method != "POST":
        return None
    if purpose is LinkPurpose.RESET:
        return redirect(url_for("auth.login"), 303)
    try:
        same = checking.user_with(user.email, str(form["password"].data or ""))
    except checking.TooSoon:
        return None
    if same is None:
        return None
    open_session(same)
    db.session.commit()
    return redirect(url_for("home.index"), 303)


def _unseen(answer: ResponseReturnValue) -> ResponseReturnValue:
    """Send the address of the page nowhere else. To us it goes: over TLS a form without a referrer is refused."""
    response = make_response(answer)
    response.headers["Referrer-Policy"] = "same-origin"
    return response
