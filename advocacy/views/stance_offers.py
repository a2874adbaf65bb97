"""After a reply, a debriefing, a statement or a vote: the stance entries it implies, for somebody to decide."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.problems import Refused
from advocacy.domain.stances import StanceDetails
from advocacy.forms.stance_offers import OffersForm
from advocacy.models import Record
from advocacy.policy import Action
from advocacy.queries import records
from advocacy.queries import stance_offers as queries
from advocacy.services import stances
from advocacy.services.stances import Evidence
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import refusals_to, saved

bp = Blueprint("stance_offers", __name__, url_prefix="/stances/offered")
bp.before_request(lighting("people"))


@bp.route("/<ref:ref>", methods=["GET", "POST"])
@requires(Action.WORK_STANCE)
def show(ref: str) -> ResponseReturnValue:
    """What a record says about where people stand: tick what is right, correct what is not, leave the rest."""
    actor = current_actor()
    record = found(records.any_by_ref(actor, ref))
    offers = {offer.key: offer for offer in queries.offers_by_ref(actor, record)}
    form = OffersForm.over({key: (each.score, each.confidence) for key, each in offers.items()})()
    if form.validate_on_submit():
        ticked = form.ticked(offers)
        with refusals_to(form):
            if not ticked:
                raise Refused.sentence(_("Tick at least one, or go back."))
            for key, (score, confidence) in ticked.items():
                offer = offers[key]
                details = StanceDetails(score, confidence, offer.stated_on, offer.quote, offer.evidence)
                stances.enter(actor, offer.about, offer.party, details, Evidence(offer.sources, record))
        if not form.errors:
            said = ngettext("One stance saved.", "%(num)d stances saved.", len(ticked))
            return saved(record_url(record), said)
    return page("stances/offers.html", form=form, record=record, offers=offers)


def offered(record: Record) -> str:
    """Return where the stances that a record implies can be entered, or "" when there are none to enter."""
    offers = queries.offers_of(current_actor(), record)
    return url_for("stance_offers.show", ref=record.ref) if offers else ""


def saved_with_offer(location: str, message: str, record: Record) -> ResponseReturnValue:
    """Finish a POST; where what was saved implies a stance, the message leads to entering it."""
    url = url_for("stance_offers.show", ref=record.ref) if queries.offers_by_ref(current_actor(), record) else ""
    if not url:
        return saved(location, message)
    action = _("Enter the stance it shows")
    return saved(location, {"text": message, "url": url, "action": action}, category="offer")
