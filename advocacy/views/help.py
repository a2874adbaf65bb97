"""Help: what to do first, for each role, and what the words mean."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from advocacy.domain.users import Role
from advocacy.policy import Action
from advocacy.views.access import current_actor, requires
from advocacy.views.rendering import page

bp = Blueprint("help", __name__, url_prefix="/help")

ORDER = (Role.MEMBER, Role.ORGANIZER, Role.COORDINATOR, Role.ADMINISTRATOR)


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Show the reader's own roles first, then the others, then the words."""
    g.nav_current = "help"
    own = current_actor().roles
    return page("help/index.html", roles=sorted(ORDER, key=lambda role: role not in own), own=own)
