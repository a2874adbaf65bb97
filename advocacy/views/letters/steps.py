"""Steps of a letter: reviewing, collecting, closing, reopening, withdrawing."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.letter_clock import proposed_outcome
from advocacy.domain.letters import LetterEvent
from advocacy.domain.mail import MailStatus
from advocacy.domain.words import N_
from advocacy.forms.base import StepForm, VersionedForm
from advocacy.forms.letters import CloseForm, WithdrawForm
from advocacy.models import Letter
from advocacy.policy import Action
from advocacy.services import letters
from advocacy.services.letters.reviewing import ADVANCES
from advocacy.services.letters.waiting import messages_to
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work
from advocacy.views.letters.reading import outcomes_of
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

SAID = {
    LetterEvent.SUBMIT: N_("Sent for review."),
    LetterEvent.RETURN: N_("Returned to draft."),
    LetterEvent.APPROVE: N_("Letter approved."),
    LetterEvent.REVISE: N_("The text is open again."),
    LetterEvent.COLLECT: N_("Signatures are open."),
    LetterEvent.CLOSE_SIGNATURES: N_("Signatures are closed."),
    LetterEvent.REOPEN: N_("Letter open again."),
}


def saved_without_mail(letter: Letter, said: str, waited: int) -> ResponseReturnValue:
    """Save a change that took messages out of the outbox, say so, and lead back to the letter."""
    answer = saved(back_to(letter), said)
    if waited:
        told = ngettext(
            "A message with the letter was taken out of the outbox. It was not sent.",
            "%(num)d messages with the letter were taken out of the outbox. They were not sent.",
            waited,
        )
        flash(told)
    return answer


@bp.post("/<ref:ref>/step")
@requires(Action.WORK_LETTER)
def step(ref: str) -> ResponseReturnValue:
    """Take a step that needs no more than a click."""
    letter = letter_to_work(ref)
    event = found(next((each for each in ADVANCES if each.value == request.form.get("event")), None))
    waited = letters.advance(current_actor(), letter, event, StepForm().drawn_version())
    return saved_without_mail(letter, _(SAID[event]), waited)


@bp.route("/<ref:ref>/close-signatures", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def close_signatures(ref: str) -> ResponseReturnValue:
    """Close signatures without those who have not confirmed the text that changed under their names."""
    letter = letter_to_work(ref)
    form = VersionedForm(version=letter.version)
    if done(form, lambda: letters.close_signatures(current_actor(), letter, form.drawn_version())):
        return saved(back_to(letter), _(SAID[LetterEvent.CLOSE_SIGNATURES]))
    return page(
        "letters/close_signatures.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        unconfirmed=letters.unconfirmed(letter),
    )


@bp.route("/<ref:ref>/close", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def close(ref: str) -> ResponseReturnValue:
    """Close a letter with its outcome; what the replies say is proposed."""
    letter = letter_to_work(ref)
    form = CloseForm(version=letter.version, outcome=proposed_outcome(outcomes_of(letter)))
    if done(form, lambda: letters.close(current_actor(), letter, form.details(), form.drawn_version())):
        return saved(back_to(letter), _("Letter closed."))
    return page("letters/close.html", form=form, letter=letter, letter_name=letter_title(letter))


@bp.route("/<ref:ref>/withdraw", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def withdraw(ref: str) -> ResponseReturnValue:
    """Withdraw a letter."""
    letter = letter_to_work(ref)
    form = WithdrawForm(version=letter.version)
    waiting = sum(each.status is MailStatus.QUEUED for each in messages_to(letter.recipients))
    if done(form, lambda: letters.withdraw(current_actor(), letter, form.note.data or "", form.drawn_version())):
        return saved_without_mail(letter, _("Letter withdrawn."), waiting)
    return page("letters/withdraw.html", form=form, letter=letter, letter_name=letter_title(letter), waiting=waiting)
