"""To whom a letter goes, and how it got there."""

from collections.abc import Sequence

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.letter_details import NOT_OUT
from advocacy.domain.letters import RecipientEvent
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.words import N_
from advocacy.forms.base import StepForm
from advocacy.forms.deliveries import DeliveryForm, SendForm
from advocacy.forms.files import ACCEPTED
from advocacy.forms.letters import RecipientsForm
from advocacy.forms.replies import RespondForm
from advocacy.models import Letter, Organization, Person, Recipient
from advocacy.policy import Action
from advocacy.queries.bodies import seats_on
from advocacy.queries.clock import today
from advocacy.services import files, letters, outbox
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work, recipient_of
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved
from advocacy.views.uploads import takes_files

CLICKS = {
    RecipientEvent.FAIL_DELIVERY: (letters.fail_delivery, N_("Noted: it did not arrive.")),
    RecipientEvent.ACKNOWLEDGE: (letters.acknowledge, N_("Receipt noted.")),
    RecipientEvent.GIVE_UP: (letters.give_up, N_("No longer waiting for them.")),
}


@bp.route("/<ref:ref>/recipients/add", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def add_recipients(ref: str) -> ResponseReturnValue:
    """Add recipients."""
    letter = letter_to_work(ref)
    form = RecipientsForm(version=letter.version)

    def write() -> None:
        wanted = form.details(_seated(form.body.record, letter))
        letters.add_recipients(current_actor(), letter, wanted, form.drawn_version())

    if done(form, write):
        return saved(back_to(letter), _("Recipients added."))
    return page("letters/recipients.html", form=form, letter=letter, letter_name=letter_title(letter))


def _seated(body: Organization | None, letter: Letter) -> list[Person]:
    """Return who holds a seat in the body today and is not on the letter yet."""
    there = {each.person_id for each in letter.recipients}
    terms = [seat.term for seat in seats_on(body, today())] if body is not None else []
    return [term.person for term in terms if term is not None and term.person_id not in there]


@bp.post("/<ref:ref>/recipients/<ref:recipient_ref>/remove")
@requires(Action.WORK_LETTER)
def remove_recipient(ref: str, recipient_ref: str) -> ResponseReturnValue:
    """Take a recipient off, before it goes out to them."""
    letter = letter_to_work(ref)
    recipient = recipient_of(letter, recipient_ref)
    letters.remove_recipient(current_actor(), letter, recipient, StepForm().drawn_version())
    return saved(back_to(letter), _("Recipient removed."))


@bp.route("/<ref:ref>/send", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
@takes_files
def send(ref: str) -> ResponseReturnValue:
    """Mark it as sent, to several recipients at once."""
    letter = letter_to_work(ref)
    waiting = [each for each in letter.recipients if each.status in NOT_OUT]
    chosen = request.args.getlist("recipient") or [each.ref for each in waiting]
    form = SendForm(waiting, recipients=chosen, sent_on=PartialDate.of(today()), version=letter.version)

    def write() -> None:
        letters.send(current_actor(), letter, form.sending(), form.drawn_version())
        _attach(letter, form, [each for each in waiting if each.ref in (form.recipients.data or ())])

    if done(form, write):
        return saved(back_to(letter), _("Marked as sent."))
    return page(
        "letters/send.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        waiting=waiting,
        accepted=ACCEPTED,
        may_mail=outbox.mail_is_on(),
    )


def _attach(letter: Letter, form: DeliveryForm, recipients: Sequence[Recipient]) -> None:
    """Hang the proofs on the letter: on its one recipient, or on the letter alone when they prove several."""
    actor, whose = current_actor(), recipients[0] if len(recipients) == 1 else None
    for sent in form.sent:
        name = sent.filename or ""
        details = AttachmentDetails(FilePurpose.PROOF_OF_DELIVERY)
        files.attach(actor, letter, files.store(actor, sent.stream, name), name, details, recipient=whose)


@bp.route("/<ref:ref>/recipients/<ref:recipient_ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
@takes_files
def correct_delivery(ref: str, recipient_ref: str) -> ResponseReturnValue:
    """Correct how and when it went out to one recipient, and when an answer is due."""
    letter = letter_to_work(ref)
    recipient = recipient_of(letter, recipient_ref)
    form = DeliveryForm(
        method=recipient.method,
        sent_on=recipient.sent_on,
        delivered_on=recipient.delivered_on,
        reply_due=recipient.reply_due if recipient.due_is_given else None,
        note=recipient.note,
        sent_to=recipient.sent_to,
        taken_by=recipient.taken_by,
        tracking_number=recipient.tracking_number,
        version=letter.version,
    )

    def write() -> None:
        letters.correct_delivery(current_actor(), letter, recipient, form.details(), form.drawn_version())
        _attach(letter, form, [recipient])

    if done(form, write):
        return saved(back_to(letter), _("Delivery saved."))
    return page(
        "letters/delivery.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        recipient=recipient,
        accepted=ACCEPTED,
    )


@bp.post("/<ref:ref>/recipients/<ref:recipient_ref>/step")
@requires(Action.WORK_LETTER)
def recipient_step(ref: str, recipient_ref: str) -> ResponseReturnValue:
    """Take a step of one recipient that needs no more than a click."""
    letter = letter_to_work(ref)
    recipient = recipient_of(letter, recipient_ref)
    event = found(next((each for each in CLICKS if each.value == request.form.get("event")), None))
    take, said = CLICKS[event]
    take(current_actor(), letter, recipient, StepForm().drawn_version())
    return saved(back_to(letter), _(said))


@bp.route("/<ref:ref>/recipients/<ref:recipient_ref>/respond", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def respond(ref: str, recipient_ref: str) -> ResponseReturnValue:
    """Note that we answered their question: the clock runs again."""
    letter = letter_to_work(ref)
    recipient = recipient_of(letter, recipient_ref)
    form = RespondForm(answered_on=today(), version=letter.version)
    if done(
        form,
        lambda: letters.respond(
            current_actor(), letter, recipient, form.answered_on.data, version=form.drawn_version()
        ),
    ):
        return saved(back_to(letter), _("Our answer is noted. The clock runs again."))
    return page("letters/respond.html", form=form, letter=letter, letter_name=letter_title(letter), recipient=recipient)
