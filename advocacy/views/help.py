"""Help: what to do first, for each role, and what the words mean."""

from flask import Blueprint, current_app, g
from flask.typing import ResponseReturnValue

from advocacy.domain.users import Role
from advocacy.policy import Action, Actor, may_ever
from advocacy.views.access import action_of, current_actor, requires
from advocacy.views.rendering import page

bp = Blueprint("help", __name__, url_prefix="/help")

ORDER = (Role.MEMBER, Role.ORGANIZER, Role.COORDINATOR, Role.ADMINISTRATOR)


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Show the reader's own roles first, then the others, then the words."""
    g.nav_current = "help"
    actor = current_actor()
    roles = sorted(ORDER, key=lambda role: role not in actor.roles)
    return page("help/index.html", roles=roles, own=actor.roles, may_open=_pages_for(actor))


def _pages_for(actor: Actor) -> set[str]:
    """Return the endpoints that the reader's roles ever open."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    actions = {endpoint: action_of(app, endpoint) for endpoint in app.view_functions}
    return {endpoint for endpoint, action in actions.items() if action is not None and may_ever(actor, action)}
