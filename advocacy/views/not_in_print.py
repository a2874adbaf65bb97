"""Who is "not in print": initials on the screens of members, no name on sheets that are printed."""

from flask import Flask, Response, g, request
from flask_babel import gettext as _
from markupsafe import Markup

from advocacy.domain.not_in_print import WITHHELD, Unprinted
from advocacy.domain.text import without_controls
from advocacy.queries.not_in_print import unprinted
from advocacy.views.access import actor_if_any

SHEETS = frozenset({"claims.sheet", "counts.sheet", "meetings.briefing", "public_comment.sheet", "reports.activities"})
"""Made to be printed: named there is nobody who must not be, whoever prints."""
OF_ACCOUNTS = frozenset({"account", "admin", "auth", "confirm"})
"""About accounts and not about people: a name there is somebody's own, or that of a login."""
OF_RECORDS = frozenset({"admin.audit", "admin.mail"})
"""Pages of administrators that say what records are called."""


def init_not_in_print(app: Flask) -> None:
    """Look through every page before it goes out."""
    app.add_template_filter(without_names)
    app.add_template_filter(without_names_in_page)

    @app.after_request
    def hush(response: Response) -> Response:
        if not _is_about_people(response):
            return response
        actor = actor_if_any()
        is_sheet = request.endpoint in SHEETS
        if actor is None or (actor.is_worker and not is_sheet):
            return response
        names = names_to_hide()
        if names:
            page = without_controls(response.get_data(as_text=True))
            response.set_data(names.saying(_(WITHHELD)).withheld_in_page(page) if is_sheet else names.initials(page))
        return response


def names_to_hide() -> Unprinted:
    """Return the names that must not be printed, read once for a request."""
    if "unprinted" not in g:
        g.unprinted = unprinted()
    names: Unprinted = g.unprinted
    return names


def without_names(text: str) -> str:
    """Return a text as it may stand in an address or be the name of a file: these are not looked through."""
    return names_to_hide().withheld(text)


def without_names_in_page(part: Markup) -> Markup:
    """Return a part of a page that somebody without an account reads: such pages are not looked through as a whole."""
    return Markup(names_to_hide().saying(_(WITHHELD)).withheld_in_page(str(part)))  # noqa: S704 (markup as before)


def _is_about_people(response: Response) -> bool:
    """Tell whether it is a page that may name somebody. The page of a fault touches no database."""
    is_page = response.mimetype == "text/html" and not response.is_streamed and response.status_code < 500
    return is_page and (request.blueprint not in OF_ACCOUNTS or request.endpoint in OF_RECORDS)
