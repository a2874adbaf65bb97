"""The blueprint that all pages of activities hang on."""

from flask import Blueprint, g

bp = Blueprint("activities", __name__, url_prefix="/activities")


@bp.before_request
def place() -> None:
    """Light the log's place in the rail."""
    g.nav_current = "activities"
