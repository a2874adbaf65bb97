"""Whole addresses of pages, for what is read away from the browser: mail and feeds."""

from flask import current_app


def address_of(endpoint: str, **values: object) -> str:
    """Return the whole address of a page, beginning with ADVOCACY_BASE_URL.

    Never made from what a request says of itself: whoever sends a false Host must not choose where links in mail
    lead. Without the setting it is the path alone.
    """
    paths = current_app.url_map.bind("", url_scheme="https")
    return str(current_app.config["BASE_URL"]) + paths.build(endpoint, dict(values))
