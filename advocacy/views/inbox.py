"""The holding pen: mail that came in and fits no letter, until somebody says whose answer it is."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.mail import InboundStatus
from advocacy.forms.inbox import AssignForm, DiscardForm
from advocacy.models import InboundMessage, Recipient
from advocacy.policy import Action
from advocacy.queries import inbox as queries
from advocacy.services import inbox as service
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("inbox", __name__, url_prefix="/inbox")
bp.before_request(lighting("letters"))


@bp.get("")
@requires(Action.WORK_LETTER)
def index() -> ResponseReturnValue:
    """What waits, the oldest first."""
    waiting = queries.waiting(current_actor())
    return page("inbox/index.html", waiting=waiting, states=InboundStatus, is_cut=len(waiting) == queries.MOST)


@bp.route("/<ref:ref>", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def assign(ref: str) -> ResponseReturnValue:
    """Read a message, and say whose answer it is."""
    message = _message(ref)
    offered = queries.possible(current_actor())
    form = AssignForm(offered, _offer, words=message.body)

    def write() -> None:
        chosen = next(each for each in offered if each.ref == form.recipient.data)
        service.assign(current_actor(), message, chosen, form.words.data or "")

    if done(form, write):
        letter = next(each.letter for each in offered if each.ref == form.recipient.data)
        return saved(url_for("letters.show", ref=letter.ref), _("Reply logged. Say next what it answers."))
    return page("inbox/assign.html", message=message, form=form, states=InboundStatus)


def _offer(recipient: Recipient) -> str:
    return f"{recipient.party_name}: {recipient.letter.name}"[:200]


def _message(ref: str) -> InboundMessage:
    return found(queries.by_ref(current_actor(), ref))


@bp.route("/<ref:ref>/discard", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def discard(ref: str) -> ResponseReturnValue:
    """Discard a message, with a reason."""
    message = _message(ref)
    form = DiscardForm()
    if done(form, lambda: service.discard(current_actor(), message, form.reason.data or "")):
        return saved(url_for("inbox.index"), _("Discarded."))
    return page("inbox/discard.html", message=message, form=form)
