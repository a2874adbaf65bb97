"""Sending a letter by e-mail: exactly what goes to whom, one confirmation, then the outbox."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.letter_mail import READY_TO_MAIL
from advocacy.exchange.papers.mailing import Mailing, attached, mailing
from advocacy.exchange.papers.reading import Sheet, picture_of, read_sheet, reference_of
from advocacy.forms.base import StepForm
from advocacy.forms.letter_mail import MailForm
from advocacy.models import Letter
from advocacy.policy import Action
from advocacy.queries import letters as queries
from advocacy.services import letters, outbox
from advocacy.services.letters.papers import hash_of
from advocacy.services.letters.waiting import messages_to
from advocacy.views.access import current_actor, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work, recipient_of
from advocacy.views.letters.printed import gaps
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved


@bp.route("/<ref:ref>/mail", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def mail(ref: str) -> ResponseReturnValue:
    """Show what goes to whom, and put it into the outbox when somebody confirms it."""
    letter = letter_to_work(ref)
    sheet = read_sheet(current_actor(), letter, logo=picture_of(letter))
    reference = reference_of(sheet, hash_of(letter))
    told = _mailing(letter, sheet, reference)
    refs = [each.recipient for each in told.mails]
    asked = [each for each in request.args.getlist("recipient") if each in refs]
    form = MailForm(told.mails, recipients=asked or refs, version=letter.version)
    if done(form, lambda: _send(letter, told, form, sheet, reference)):
        number = len(form.recipients.data or ())
        said = ngettext(
            "In the outbox. The clock starts when it has gone out.",
            "%(num)d messages are in the outbox. Each clock starts when its message has gone out.",
            number,
        )
        return saved(back_to(letter), said)
    return page(
        "letters/mail.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        told=told,
        answered=queries.answered_meanwhile(letter),
        is_on=outbox.mail_is_on(),
        is_ready=letter.status in READY_TO_MAIL,
        settings=outbox.mail_settings(),
        gaps=gaps([each for each in letter.recipients if each.ref in refs], sheet) if refs else (),
        on_its_way=messages_to(letter.recipients),
        paper_url=lambda each: url_for("letters.printed_as", ref=letter.ref, kind="letter.pdf", recipient=each),
    )


def _mailing(letter: Letter, sheet: Sheet, reference: str) -> Mailing:
    on_its_way = {message.recipient_id for message in messages_to(letter.recipients)}
    waiting = [each for each in letter.recipients if each.status in NOT_OUT and each.id not in on_its_way]
    return mailing(current_actor(), letter, waiting, sheet, reference)


def _send(letter: Letter, told: Mailing, form: MailForm, sheet: Sheet, reference: str) -> None:
    chosen = [each for each in told.mails if each.recipient in (form.recipients.data or ())]
    letters.check_before_mailing(letter, chosen)
    mails = [(each, attached(letter, each.recipient, sheet, reference)) for each in chosen]
    letters.mail(current_actor(), letter, mails, form.drawn_version())


@bp.post("/<ref:ref>/recipients/<ref:recipient_ref>/unmail")
@requires(Action.WORK_LETTER)
def take_out(ref: str, recipient_ref: str) -> ResponseReturnValue:
    """Take the letter to one recipient out of the outbox."""
    letter = letter_to_work(ref)
    recipient = recipient_of(letter, recipient_ref)
    letters.take_out(current_actor(), letter, recipient, StepForm().drawn_version())
    return saved(back_to(letter), _("Taken out of the outbox. Nothing was sent to them."))
