"""One's own account: the language."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from advocacy.db import db
from advocacy.domain.users import Language
from advocacy.views.language import LANGUAGES
from advocacy.views.next_page import safe_next

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.post("/language")
def language() -> ResponseReturnValue:
    """Choose the language of the screens: kept with the account, or in this browser before signing in."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            current_user.language = Language(chosen)
            db.session.commit()
    return redirect(safe_next(request.form.get("next", "").rstrip("?")), 303)
