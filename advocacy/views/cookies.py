"""Cookies follow the scheme that the browser sees: `__Host-…; Secure` over TLS, plain names on this machine alone.

A Secure cookie on http://127.0.0.1 comes back from browsers but not from every script, which then loops at sign-in.
"""

from datetime import timedelta

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface

DEVICE = "device"


def scheme_name(name: str) -> str:
    """Return the cookie's name for this request's scheme."""
    return f"__Host-{name}" if request.is_secure else name


class SchemeSessions(SecureCookieSessionInterface):
    """The session cookie: named and marked by the request's scheme."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return `__Host-session` over TLS, else `session`."""
        return scheme_name(app.config["SESSION_COOKIE_NAME"])

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether the cookie may only travel over TLS."""
        return request.is_secure


def device_token() -> str:
    """Return the token that tells this browser from others, or ""."""
    return request.cookies.get(scheme_name(DEVICE), "")[:100]


def set_device_token(response: Response, token: str, *, lasts: timedelta) -> None:
    """Keep the browser's token in a cookie that no script reads."""
    response.set_cookie(
        scheme_name(DEVICE),
        token,
        max_age=lasts,
        httponly=True,
        secure=request.is_secure,
        samesite="Lax",
    )
