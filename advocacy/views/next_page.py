"""Where to go after signing in or choosing a language: a page of ours, never elsewhere."""

from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def safe_next(target: str | None) -> str:
    """Return the target if it is the path of a page of ours, else home."""
    return target if target and _is_ours(target) else url_for("home.index")


def _is_ours(target: str) -> bool:
    """Tell whether a browser takes the text as a path here, and a page is there to be opened."""
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return False
    if any(ord(sign) < 33 or ord(sign) == 127 for sign in target):  # browsers drop tabs and line breaks
        return False
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return False
    try:
        current_app.url_map.bind("").match(parts.path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
