"""Mail: does any go out, what waits, and what could not be sent."""

from collections.abc import Callable

from flask import current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.mail import MailStatus
from advocacy.domain.users import Language
from advocacy.forms.base import StepForm
from advocacy.models import OutboxMessage
from advocacy.policy import Action, Actor
from advocacy.queries import mail as queries
from advocacy.queries import mailbox
from advocacy.services import mail as service
from advocacy.services import outbox
from advocacy.views.access import current_actor, found, requires
from advocacy.views.admin.blueprint import bp
from advocacy.views.language import locale_code
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved


@bp.get("/mail")
@requires(Action.MANAGE_MAIL)
def mail() -> ResponseReturnValue:
    """Show whether mail is set up, how much there is, and what could not be sent."""
    return _page(StepForm())


def _page(form: StepForm) -> ResponseReturnValue:
    actor = current_actor()
    troubled = queries.troubled(actor)
    return page(
        "admin/mail.html",
        form=form,
        settings=outbox.mail_settings(),
        imap=current_app.config["IMAP"],
        maildir=current_app.config["MAILDIR"],
        reading=mailbox.reading(),
        standing=queries.standing(actor),
        states=MailStatus,
        troubled=troubled,
        is_cut=len(troubled) == queries.MOST_SHOWN,
        zone=current_app.config["TIME_ZONE"],
        in_words=lambda error: _(error) if error else "",
    )


@bp.post("/mail/test")
@requires(Action.MANAGE_MAIL)
def test_mail() -> ResponseReturnValue:
    """Send a message to oneself."""
    form = StepForm()
    subject = _("A test message from %(site)s", site=current_app.config["SITE_NAME"])
    body = _("This message shows that %(address)s can send mail.", address=current_app.config["BASE_URL"])
    language = Language(locale_code())
    if done(form, lambda: service.send_test(current_actor(), subject, body, language=language)):
        return saved(url_for("admin.mail"), _("A test message to you waits for the worker to send it."))
    return _page(form)


@bp.post("/mail/<ref:ref>/resend")
@requires(Action.MANAGE_MAIL)
def resend(ref: str) -> ResponseReturnValue:
    """Try a message again."""
    return _act_on(ref, service.send_again, _("The message waits to be sent again."))


@bp.post("/mail/<ref:ref>/cancel")
@requires(Action.MANAGE_MAIL)
def cancel_mail(ref: str) -> ResponseReturnValue:
    """Send a message no more."""
    return _act_on(ref, service.cancel, _("The message will not be sent."))


def _act_on(ref: str, act: Callable[[Actor, OutboxMessage], None], message: str) -> ResponseReturnValue:
    chosen = found(queries.by_ref(current_actor(), ref))
    form = StepForm()
    if done(form, lambda: act(current_actor(), chosen)):
        return saved(url_for("admin.mail"), message)
    return _page(form)
