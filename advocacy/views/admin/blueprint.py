"""The blueprint of administration."""

from flask import Blueprint

from advocacy.views.rail import lighting

bp = Blueprint("admin", __name__, url_prefix="/admin")
bp.before_request(lighting("admin"))
