"""Who signs a letter, in what order, under which text."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.letters import SignatureEvent
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.words import N_
from advocacy.forms.base import StepForm
from advocacy.forms.signatures import OrderForm, SignatureForm, SignForm, SignSeveralForm
from advocacy.policy import Action
from advocacy.queries.clock import today
from advocacy.services import letters
from advocacy.services.letters.signing import STEPS, TO_SIGN
from advocacy.services.letters.wording import is_history
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work, signature_of
from advocacy.views.letters.printed import printed
from advocacy.views.letters.steps import saved_without_mail
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

SAID = {
    SignatureEvent.CONSIDER: N_("Noted: they are considering it."),
    SignatureEvent.DECLINE: N_("Noted: they declined."),
    SignatureEvent.GIVE_UP: N_("Noted: no answer."),
    SignatureEvent.WITHDRAW: N_("Signature withdrawn."),
}


@bp.route("/<ref:ref>/signatures/add", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def add_signature(ref: str) -> ResponseReturnValue:
    """Invite somebody to sign; on a letter of the past, note who signed."""
    letter = letter_to_work(ref)
    form = SignatureForm(version=letter.version)
    if done(form, lambda: letters.add_signature(current_actor(), letter, form.details(), form.drawn_version())):
        return saved(back_to(letter), _("Signature added."))
    return page(
        "letters/signature.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        signature=None,
        is_past=is_history(letter),
    )


@bp.route("/<ref:ref>/signatures/<ref:signature_ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def edit_signature(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Change how a signature is printed."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    form = SignatureForm(
        party=signature.party,
        printed_name=signature.printed_name,
        printed_title=signature.printed_title,
        printed_organization=signature.printed_organization,
        approved_by=signature.approved_by,
        signed_on=signature.signed_on,
        basis=signature.basis,
        email=signature.email,
        version=letter.version,
    )
    if done(
        form, lambda: letters.edit_signature(current_actor(), letter, signature, form.details(), form.drawn_version())
    ):
        return saved(back_to(letter), _("Signature saved."))
    return page(
        "letters/signature.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        signature=signature,
        is_past=is_history(letter),
    )


@bp.route("/<ref:ref>/signatures/<ref:signature_ref>/sign", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def sign(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Mark as signed, under the text that this page shows."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    form = SignForm(
        approved_by=signature.approved_by,
        signed_on=signature.signed_on or PartialDate.of(today()),
        seen_version=letter.text_version,
        version=letter.version,
    )
    form.approved_by.flags.required = signature.organization is not None

    def write() -> None:
        organization = signature.organization.ref if signature.organization is not None else ""
        details = SignatureDetails(
            organization=organization, approved_by=form.approved_by.data or "", signed_on=form.signed_on.value
        )
        letters.sign(
            current_actor(), letter, signature, details, seen_version=form.seen(), version=form.drawn_version()
        )

    if done(form, write):
        return saved(back_to(letter), _("Marked as signed."))
    return page(
        "letters/sign.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        signature=signature,
        printed=printed(letter),
    )


@bp.route("/<ref:ref>/signatures/signed", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def sign_several(ref: str) -> ResponseReturnValue:
    """Mark several as signed, under the text that this page shows."""
    letter = letter_to_work(ref)
    waiting = [each for each in letter.signatures if each.status in TO_SIGN]
    form = SignSeveralForm.of(
        waiting,
        signed_on=PartialDate.of(today()),
        seen_version=letter.text_version,
        version=letter.version,
    )

    def write() -> int:
        chosen = [each for each in waiting if each.ref in (form.signatures.data or ())]
        seen, drawn = form.seen(), form.drawn_version()
        letters.sign_several(current_actor(), letter, chosen, form.told(), seen_version=seen, version=drawn)
        return len(chosen)

    if count := made(form, write):
        words = ngettext("One marked as signed.", "%(num)d marked as signed.", count)
        return saved(url_for("letters.sign_on", ref=letter.ref), words)
    form.approved_by.errors = form.approved_by.errors[:1]  # one sentence, however many organizations
    return page(
        "letters/sign_several.html", form=form, letter=letter, letter_name=letter_title(letter), printed=printed(letter)
    )


@bp.post("/<ref:ref>/signatures/<ref:signature_ref>/step")
@requires(Action.WORK_LETTER)
def signature_step(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Take a step of a signature that needs no more than a click."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    event = found(next((each for each in STEPS if each.value == request.form.get("event")), None))
    waited = letters.step_signature(current_actor(), letter, signature, event, StepForm().drawn_version())
    return saved_without_mail(letter, _(SAID[event]), waited)


@bp.post("/<ref:ref>/signatures/<ref:signature_ref>/move")
@requires(Action.WORK_LETTER)
def move_signature(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Move a signature up or down."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    places = -1 if request.form.get("direction") == "up" else 1
    letters.move_signature(current_actor(), letter, signature, places, StepForm().drawn_version())
    return saved(back_to(letter), _("Order saved."))


@bp.route("/<ref:ref>/signatures/order", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def order_signatures(ref: str) -> ResponseReturnValue:
    """Number the names in the order in which they are printed."""
    letter = letter_to_work(ref)
    names = list(letter.signatures)
    form = OrderForm.of(names, version=letter.version)

    def order() -> None:
        letters.order_signatures(current_actor(), letter, form.order(names), form.drawn_version())

    if done(form, order):
        return saved(back_to(letter), _("Order saved."))
    return page("letters/order.html", form=form, letter=letter, letter_name=letter_title(letter), names=names)


@bp.post("/<ref:ref>/signatures/<ref:signature_ref>/remove")
@requires(Action.WORK_LETTER)
def remove_signature(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Take an unanswered invitation off."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    letters.remove_signature(current_actor(), letter, signature, StepForm().drawn_version())
    return saved(back_to(letter), _("Invitation removed."))
