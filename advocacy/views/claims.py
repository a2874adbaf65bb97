"""Claims: the library of facts, one fact, the facts of a letter or a demand, and a campaign's talking points."""

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.claims import USED_IN, ClaimMark
from advocacy.forms.claims import ClaimForm, ClaimsFilter, ClaimUsesForm
from advocacy.forms.retracting import RetractForm
from advocacy.models import Campaign, Claim, MediaItem
from advocacy.policy import Action
from advocacy.queries import claims as queries
from advocacy.queries import records, seen
from advocacy.services import claims
from advocacy.services.claims import Around
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import asked_for, bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.retracting import is_gone
from advocacy.views.saving import done, made, saved

bp = Blueprint("claims", __name__, url_prefix="/claims")
bp.before_request(lighting("precedents"))

TONES = {
    ClaimMark.NO_SOURCE: ("bad", "x-circle"),
    ClaimMark.NO_DATE: ("ghost", "question-circle"),
    ClaimMark.OLD: ("warn", "clock-history"),
    ClaimMark.ANSWERED: ("info", "reply"),
}
_PLAIN_FIELDS = ("text", "figure", "unit", "subject", "basis", "stated_on", "note")


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """The library, the latest entered first."""
    filters = ClaimsFilter(request.args)
    bind_pickers(filters)
    words, campaign = filters.q.data or "", filters.campaign.record
    rows, around = queries.listed(current_actor(), words, campaign, place_of_address())
    chips = filters_on((words, without("q")), (campaign.name if campaign else "", without("campaign", "campaign-q")))
    return page(
        "claims/index.html",
        filters=filters,
        campaign=campaign,
        rows=rows,
        beside=pages_beside(around),
        tones=TONES,
        chips=chips,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Write a fact down. The address may say for which campaign, from which source, and what it answers."""
    form = ClaimForm(
        campaigns=asked_for(Campaign, "campaign"),
        sources=asked_for(MediaItem, "source"),
        answered=asked_for(Claim, "answers"),
    )
    if claim := made(form, lambda: claims.create(current_actor(), form.details(), _around(form))):
        return saved(url_for("claims.show", ref=claim.ref), _("Claim saved."))
    return page("claims/form.html", form=form, claim=None)


def _around(form: ClaimForm) -> Around:
    return Around(
        claimants=form.claimants.records,
        answers=form.answers.records,
        answered=form.answered.records,
        campaigns=form.campaigns.records,
        sources=form.sources.records,
    )


def _claim(ref: str) -> Claim:
    claim = found(queries.by_ref(current_actor(), ref))
    g.newer_url = url_for("claims.show", ref=claim.ref)
    return claim


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One fact: who says so, where it stands, what answers it, where it is used."""
    actor = current_actor()
    claim = _claim(ref)
    return page(
        "claims/show.html",
        shown=queries.shown(actor, [claim])[0],
        claim=claim,
        answers=queries.shown(actor, queries.answers_of(actor, claim)),
        answered=queries.shown(actor, queries.answered_by(actor, claim)),
        uses=queries.uses_of(actor, claim),
        campaigns=seen.campaigns_of(actor, claim),
        tones=TONES,
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is written about a fact."""
    actor = current_actor()
    claim = _claim(ref)
    claimants = queries.shown(actor, [claim])[0].claimants
    form = ClaimForm(
        **{name: getattr(claim, name) for name in _PLAIN_FIELDS},
        version=str(claim.version),
        claimants=[row.party for row in claimants if row.party is not None],
        said_by=next((row.attribution for row in claimants if row.party is None), ""),
        answers=queries.answers_of(actor, claim),
        answered=queries.answered_by(actor, claim),
        campaigns=seen.campaigns_of(actor, claim),
        sources=[citation.media_item for citation in claim.citations],
    )
    if done(form, lambda: claims.edit(actor, claim, form.details(), _around(form), version=form.drawn_version())):
        return saved(url_for("claims.show", ref=ref), _("Claim saved."))
    return page("claims/form.html", form=form, claim=claim)


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def retract(ref: str) -> ResponseReturnValue:
    """Take a fact out of lists and sheets, and say why."""
    claim = _claim(ref)
    if is_gone(claim):
        return redirect(url_for("claims.show", ref=ref), 303)
    form = RetractForm(version=str(claim.version))
    if done(form, lambda: claims.retract(current_actor(), claim, form.reason.data or "", version=form.drawn_version())):
        return saved(url_for("claims.show", ref=ref), _("Claim retracted."))
    return page(
        "retracting/form.html",
        form=form,
        record=claim,
        home=(_("Claims"), url_for("claims.index")),
        back=url_for("claims.show", ref=ref),
    )


@bp.route("/in/<ref:ref>", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def used_in(ref: str) -> ResponseReturnValue:
    """Choose the facts that a letter uses, or that stand behind a demand."""
    actor = current_actor()
    record = found(records.any_by_ref(actor, ref))
    found(record if record.kind in USED_IN else None)
    form = ClaimUsesForm(claims=queries.used_in(actor, record))
    back = record_url(record)
    if done(form, lambda: claims.use_in(actor, record, form.claims.records)):
        return saved(back, _("Claims saved."))
    return page("claims/used_in.html", form=form, record=record, back=back)


@bp.get("/sheet/<slug>")
@requires(Action.READ)
def sheet(slug: str) -> ResponseReturnValue:
    """A campaign's talking points, to print: its facts with figure, who says so, source, and what answers what."""
    campaign = campaign_at(slug)
    g.nav_current = "campaigns"
    rows = queries.sheet_of(current_actor(), campaign)
    return page(
        "claims/sheet.html",
        campaign=campaign,
        ours=[row for row in rows if not row.answers],
        theirs=[row for row in rows if row.answers],
        tones=TONES,
    )
