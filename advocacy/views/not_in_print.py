"""Who is "not in print": initials on the screens of members, no name on sheets that are printed."""

from flask import Flask, Response, request

from advocacy.queries.not_in_print import unprinted
from advocacy.views.access import actor_if_any

SHEETS = frozenset({"claims.sheet", "counts.sheet", "meetings.briefing", "reports.activities"})
"""Made to be printed: named there is nobody who must not be, whoever prints."""
OF_ACCOUNTS = frozenset({"account", "admin", "auth", "calendar_feeds", "confirm"})
"""About accounts and not about people: a name there is somebody's own, or that of a login."""


def init_not_in_print(app: Flask) -> None:
    """Look through every page before it goes out."""

    @app.after_request
    def hush(response: Response) -> Response:
        if not _is_about_people(response):
            return response
        actor = actor_if_any()
        is_sheet = request.endpoint in SHEETS
        if actor is None or (actor.is_worker and not is_sheet):
            return response
        names = unprinted()
        if names:
            page = response.get_data(as_text=True)
            response.set_data(names.withheld_in_page(page) if is_sheet else names.initials(page))
        return response


def _is_about_people(response: Response) -> bool:
    """Tell whether it is a page that may name somebody. The page of a fault touches no database."""
    is_page = response.mimetype == "text/html" and not response.is_streamed and response.status_code < 500
    return is_page and request.blueprint not in OF_ACCOUNTS
