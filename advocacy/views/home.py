"""Home: what needs you, the next decisions, campaigns at a glance, what happened lately."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from advocacy.policy import Action
from advocacy.views.access import requires
from advocacy.views.rendering import page

bp = Blueprint("home", __name__)


@bp.get("/")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What needs you."""
    g.nav_current = "home"
    return page("home/index.html")
