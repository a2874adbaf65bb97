"""What every response carries: content security policy, and no copy left behind."""

from flask import Flask, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
UNSTORED = {**HEADERS, "Cache-Control": "no-store"}

WITHOUT_TLS = {"health.healthz", "health.readyz"}
"""Asked by the proxy itself."""


def init_security(app: Flask) -> None:
    """Add the headers to every response; behind a proxy, send what came without TLS to https."""

    @app.before_request
    def over_tls() -> ResponseReturnValue | None:
        if not app.config["BEHIND_PROXY"] or request.is_secure or request.endpoint in WITHOUT_TLS:
            return None
        if request.method not in {"GET", "HEAD"}:
            abort(403)
        return redirect("https://" + request.url.partition("://")[2], 308)

    @app.after_request
    def headers(response: Response) -> Response:
        is_file = request.endpoint == "static" and response.status_code < 400  # else a page says that there is none
        wanted = HEADERS if is_file else UNSTORED
        said = {name.lower() for name, _value in response.headers}
        for name, value in wanted.items():
            if name.lower() not in said:
                response.headers.add(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response
