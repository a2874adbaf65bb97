"""Who may open which route: every endpoint states its Action, or is on the short public list."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from advocacy.policy import Action, Actor, NotAllowed, may_ever
from advocacy.views.typed import texts_typed

View = TypeVar("View", bound=Callable[..., Any])
Found = TypeVar("Found")

PUBLIC_ENDPOINTS = frozenset(
    {
        "static",
        "auth.login",
        "auth.logout",
        "auth.first_run",
        "auth.invitation",
        "auth.reset",
        "account.language",
        "calendar_feeds.feed",
        "health.healthz",
        "health.readyz",
        "sign_on.show",
        "unsubscribing.show",
    }
)
"""Open without a sign-in. Signing out is harmless; one-time links carry their own secret."""


def requires(action: Action) -> Callable[[View], View]:
    """State what a route needs: a sign-in, and a role that may ever do this. The record is asked later."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            actor = actor_if_any()
            if actor is None:
                return to_sign_in()
            if not may_ever(actor, action):
                raise NotAllowed(action)
            return cast("ResponseReturnValue", view(*args, **kwargs))

        guarded.action = action  # type: ignore[attr-defined]
        return cast("View", guarded)

    return decorate


def actor_if_any() -> Actor | None:
    """Return the signed-in user as an actor, or None when nobody is signed in."""
    actor: Actor | None = g.get("actor")
    if actor is None and current_user.is_authenticated:
        actor = g.actor = Actor.of(current_user._get_current_object())
    return actor


def current_actor() -> Actor:
    """Return the signed-in user as an actor; 401 when nobody is signed in."""
    actor = actor_if_any()
    if actor is None:
        abort(401)
    return actor


def found(record: Found | None) -> Found:
    """Return the record, or answer 404: missing and hidden look the same."""
    if record is None:
        abort(404)
    return record


def to_sign_in() -> ResponseReturnValue:
    """Send to the sign-in page and, after a GET, back here; whose session ended while writing gets the text back."""
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": url_for("auth.login")}
    texts = texts_typed() if request.method == "POST" else []
    if texts:
        message = gettext("You were signed out while you were writing. Copy what you typed, sign in, and add it again.")
        return render_template("errors/422.html", message=message, texts=texts, signed_out=True), 422
    back = request.full_path.rstrip("?") if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("auth.login", next=back), 303)


def action_of(app: Flask, endpoint: str) -> Action | None:
    """Return the Action that an endpoint states, or None."""
    return getattr(app.view_functions[endpoint], "action", None)


def deny_what_states_nothing() -> None:
    """Deny by default: a route that states no Action and is not public does not answer."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in PUBLIC_ENDPOINTS:
        return
    if action_of(current_app._get_current_object(), endpoint) is None:  # type: ignore[attr-defined]
        abort(404)
