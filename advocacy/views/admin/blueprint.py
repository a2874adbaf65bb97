"""The blueprint of administration."""

from flask import Blueprint, g

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.before_request
def _light_the_rail() -> None:
    g.nav_current = "admin"
