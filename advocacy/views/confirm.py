"""A fresh sign-in: the password again, before something that deserves it."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.db import db
from advocacy.forms.auth import ConfirmForm
from advocacy.policy import Action
from advocacy.services import audit
from advocacy.views import checking, sessions
from advocacy.views.access import current_actor, requires
from advocacy.views.next_page import safe_next
from advocacy.views.rendering import page

bp = Blueprint("confirm", __name__)


def ask_again(back: str = "") -> ResponseReturnValue | None:
    """Return the way to the confirmation page, unless the last sign-in is fresh.

    From there it leads on to `back` (a page that a GET opens), or to this very address.
    """
    if sessions.is_fresh():
        return None
    return redirect(url_for("confirm.password", next=back or request.full_path.rstrip("?")), 303)


@bp.route("/confirm", methods=["GET", "POST"])
@requires(Action.READ)
def password() -> ResponseReturnValue:
    """Ask for the password again and go on."""
    form = ConfirmForm()
    user = current_actor().user
    if form.validate_on_submit() and user is not None:
        try:
            right = checking.user_with(user.email, form.password.data or "") is not None
        except checking.TooSoon as error:
            return checking.slowed("auth/confirm.html", form, error)
        if right:
            sessions.renew(user)
            audit.record(current_actor(), None, "session.confirmed")
            db.session.commit()
            return redirect(safe_next(request.args.get("next")), 303)
        form.password.errors = [_("That is not your password. Try again.")]
    return page("auth/confirm.html", form=form)
