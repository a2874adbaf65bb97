"""One's own account: name, language, e-mail, password, and the devices that are signed in."""

from collections.abc import Callable

from flask import Blueprint, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from advocacy.db import db
from advocacy.domain.users import Language
from advocacy.forms.account import EmailForm, MailForm, PasswordForm, ProfileForm
from advocacy.forms.auth import ConfirmForm
from advocacy.models import User, UserSession
from advocacy.policy import Action
from advocacy.queries import users as queries
from advocacy.queries.mail_choices import choices_of
from advocacy.services import mail_choices, users
from advocacy.services.outbox import mail_is_on
from advocacy.views import checking, dates
from advocacy.views.access import current_actor, found, requires
from advocacy.views.language import LANGUAGES, locale_code
from advocacy.views.next_page import safe_next
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, refusals_to, saved
from advocacy.views.sessions import session_row

bp = Blueprint("account", __name__, url_prefix="/account")
bp.before_request(lighting("account"))


def _me() -> User:
    user = current_actor().user
    assert user is not None  # noqa: S101 (a signed-in actor is a user)
    return user


@bp.post("/language")
def language() -> ResponseReturnValue:
    """Choose the language of the screens: kept with the account, or in this browser before signing in."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        if current_user.is_authenticated:
            _me().language = Language(chosen)
            db.session.commit()
    return redirect(safe_next(request.form.get("next", "").rstrip("?")), 303)


@bp.get("")
@requires(Action.CHANGE_OWN_ACCOUNT)
def show() -> ResponseReturnValue:
    """What the program knows about oneself, and where one is signed in."""
    choices = choices_of(_me())
    hours = (choices.quiet_from, choices.quiet_until)
    return page(
        "account/show.html",
        me=_me(),
        sessions=queries.living_sessions(_me()),
        here=session_row(),
        mail=choices,
        quiet=tuple(dates.clock(minute, locale_code()) for minute in hours) if hours[0] != hours[1] else None,
        mail_is_on=mail_is_on(),
    )


@bp.route("/profile", methods=["GET", "POST"])
@requires(Action.CHANGE_OWN_ACCOUNT)
def profile() -> ResponseReturnValue:
    """Change one's name and language."""
    form = ProfileForm(name=_me().display_name, language=_me().language)
    if done(form, lambda: users.change_name(current_actor(), form.name.data or "", form.language.word)):
        session.pop("language", None)
        return saved(url_for("account.show"), _("Account saved."))
    return page("account/profile.html", form=form)


@bp.route("/mail", methods=["GET", "POST"])
@requires(Action.CHANGE_OWN_ACCOUNT)
def mail() -> ResponseReturnValue:
    """Choose which mail one gets, and when none may come; also while the installation sends none."""
    form = MailForm.of(choices_of(_me()))
    if done(form, lambda: mail_choices.change(current_actor(), form.choices())):
        return saved(url_for("account.show") + "#mail", _("Your choice of mail is saved."))
    return page("account/mail.html", form=form, me=_me(), mail_is_on=mail_is_on())


def _after_the_password(
    template: str, form: ConfirmForm | EmailForm | PasswordForm, change: Callable[[], None], message: str
) -> ResponseReturnValue:
    """Change something when the typed password is right; it is looked at as at sign-in, with the same delays."""
    if form.validate_on_submit():
        try:
            right = checking.user_with(_me().email, form.password.data or "") is not None
        except checking.TooSoon as error:
            return checking.slowed(template, form, error, me=_me())
        if not right:
            form.password.errors = [_(users.WRONG_PASSWORD)]
        else:
            with refusals_to(form):
                change()
            if not form.errors:
                return saved(url_for("account.show"), message)
            db.session.rollback()
    return page(template, form=form, me=_me())


@bp.route("/email", methods=["GET", "POST"])
@requires(Action.CHANGE_OWN_ACCOUNT)
def email() -> ResponseReturnValue:
    """Change the e-mail to sign in with."""
    form = EmailForm()

    def change() -> None:
        users.change_email(current_actor(), form.email.data or "")

    return _after_the_password("account/email.html", form, change, _("E-mail changed."))


@bp.route("/password", methods=["GET", "POST"])
@requires(Action.CHANGE_OWN_ACCOUNT)
def password() -> ResponseReturnValue:
    """Change one's password; every other session ends."""
    form = PasswordForm()

    def change() -> None:
        users.change_password(
            current_actor(),
            form.new_password.data or "",
            site=current_app.config["SITE_NAME"],
            session=session_row(),
        )
        checking.remember_device(_me())

    return _after_the_password(
        "account/password.html", form, change, _("Password changed. Your other sessions have ended.")
    )


def _own_session(ref: str) -> UserSession:
    return found(next((each for each in queries.living_sessions(_me()) if each.ref == ref), None))


@bp.post("/sessions/<ref:ref>/end")
@requires(Action.CHANGE_OWN_ACCOUNT)
def end_session(ref: str) -> ResponseReturnValue:
    """Sign out one of one's other devices."""
    users.end_session(current_actor(), _own_session(ref))
    return saved(url_for("account.show"), _("That device is signed out."))


@bp.post("/sessions/end-others")
@requires(Action.CHANGE_OWN_ACCOUNT)
def end_other_sessions() -> ResponseReturnValue:
    """Sign out every device but this one."""
    ended = users.end_other_sessions(current_actor(), session_row())
    message = ngettext("%(num)d other device is signed out.", "%(num)d other devices are signed out.", ended)
    return saved(url_for("account.show"), message)
