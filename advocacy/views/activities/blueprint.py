"""The blueprint that all pages of activities hang on."""

from flask import Blueprint

from advocacy.views.rail import lighting

bp = Blueprint("activities", __name__, url_prefix="/activities")
bp.before_request(lighting("activities"))
