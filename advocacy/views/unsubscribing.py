"""The page by which the reader of a mail ends it, without signing in: GET shows it and changes nothing, POST acts.

A mail program may send `List-Unsubscribe=One-Click` by itself, without cookies and so without a token against forgery
(RFC 8058): this one route takes it, for the address carries its own secret. A token that is none is not found.
"""

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from advocacy.db import db
from advocacy.domain.mail_choices import AutomaticMail
from advocacy.models import User
from advocacy.queries.mail_choices import choices_of
from advocacy.services import mail_choices
from advocacy.views.auth import TOKEN
from advocacy.views.language import LANGUAGES, locale_code, speaking
from advocacy.views.rendering import page

bp = Blueprint("unsubscribing", __name__)


@bp.route(f"/unsubscribe/{TOKEN}", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Show what the link ends, or end it."""
    found = mail_choices.read_token(token)
    if found is None:
        return page("unsubscribing/gone.html", status=404)
    user, mail = found
    with speaking(_language(user)):
        answer = _ended(token, user, mail) if request.method == "POST" else _page(user, mail)
    response = make_response(answer)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _language(user: User) -> str:
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return user.language.value if user.language is not None else locale_code()


def _page(user: User, mail: AutomaticMail) -> ResponseReturnValue:
    choices = choices_of(user)
    return page("unsubscribing/show.html", mail=mail, comes=choices.wants(mail), comes_any=choices.wants_any())


def _ended(token: str, user: User, mail: AutomaticMail) -> ResponseReturnValue:
    everything = request.form.get("which") == "all"
    mail_choices.end(user, *(AutomaticMail if everything else (mail,)))
    db.session.commit()
    if request.form.get("List-Unsubscribe") == "One-Click":
        return _page(user, mail)  # a mail program follows no redirect
    asked = request.args.get("lang", "")
    return redirect(url_for("unsubscribing.show", token=token, lang=asked if asked in LANGUAGES else None), 303)
