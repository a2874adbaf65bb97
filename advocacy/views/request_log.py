"""The log of requests and faults: which page, which answer, how long; never what was asked for or typed.

Addresses are logged as patterns (`/invitation/<token>`): refs, tokens and search words stay out. A fault is logged
with where it happened and of which kind it was; its message may quote what somebody typed, and stays out too.
"""

import logging
import time
import traceback
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request

LOG = logging.getLogger("advocacy.requests")
LOG.setLevel(logging.WARNING)  # `advocacy serve` turns it on


def init_request_log(app: Flask) -> None:
    """Log each request and each fault of the app."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        if LOG.isEnabledFor(logging.INFO):
            spent = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
            LOG.info("%s %s %s %.0f ms", request.method, pattern(), response.status_code, spent)
        return response

    def log_fault(exc_info: Any) -> None:
        app.logger.error("Fault in %s %s\n%s", request.method, pattern(), described(*exc_info))

    app.log_exception = log_fault  # type: ignore[method-assign]


def pattern() -> str:
    """Return the pattern of the address that was asked for, or "-" where no page has one."""
    return request.url_rule.rule if request.url_rule is not None else "-"


def described(kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> str:
    """Return the kinds of the fault and of what led to it, and the lines of the program; no messages."""
    lines = [*traceback.format_tb(where), f"{kind.__module__}.{kind.__qualname__}"]
    cause = (error.__cause__ or error.__context__) if error is not None else None
    if cause is not None:
        lines.append("\nafter\n" + described(type(cause), cause, cause.__traceback__))
    return "".join(lines)
