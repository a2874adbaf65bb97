"""Statements: the list, one of them, writing one down, correcting and retracting it."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.activity_kinds import Side
from advocacy.forms.retracting import RetractForm
from advocacy.forms.statements import StatementForm, StatementsFilter
from advocacy.models import Demand, MediaItem, Statement
from advocacy.policy import Action
from advocacy.queries import public_statements as queries
from advocacy.queries import records, stances
from advocacy.queries.campaigns import by_slug
from advocacy.queries.users import names_of
from advocacy.services import statements
from advocacy.services.statements import Around
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.retracting import is_gone
from advocacy.views.saving import done, made, saved
from advocacy.views.stance_offers import offered, saved_with_offer

bp = Blueprint("statements", __name__, url_prefix="/statements")
bp.before_request(lighting("people"))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What was said in public, the latest first: of everybody, a campaign, a speaker or a source."""
    actor = current_actor()
    filters = StatementsFilter(request.args)
    bind_pickers(filters)
    slug, source_ref = request.args.get("campaign", ""), request.args.get("source", "")
    wanted = queries.Wanted(
        campaign=found(by_slug(actor, slug)) if slug else None,
        speaker=filters.speaker.record,
        source=found(records.by_ref(actor, MediaItem, source_ref)) if source_ref else None,
        words=filters.q.data or "",
    )
    rows = queries.listed(actor, wanted, place_of_address())
    return page(
        "statements/index.html",
        filters=filters,
        wanted=wanted,
        rows=rows.rows,
        beside=pages_beside(rows),
        chips=_chips(wanted),
    )


def _chips(wanted: queries.Wanted) -> list[tuple[str, str]]:
    return filters_on(
        (wanted.campaign.title if wanted.campaign else "", without("campaign")),
        (wanted.source.name if wanted.source else "", without("source")),
        (wanted.speaker.name if wanted.speaker else "", without("speaker", "speaker-q")),
        (wanted.words, without("q")),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_STATEMENT)
def new() -> ResponseReturnValue:
    """Write down what was said. The address may name the speaker, the campaign, the demand or the source."""
    actor = current_actor()
    form = StatementForm(side=Side.THEIRS, **_asked_for())
    if statement := made(form, lambda: statements.create(actor, form.details(), _around(form))):
        return saved_with_offer(url_for("statements.show", ref=statement.ref), _("Statement saved."), statement)
    return page("statements/form.html", form=form, statement=None)


def _asked_for() -> dict[str, Any]:
    actor = current_actor()
    slug, source = request.args.get("campaign", ""), request.args.get("source", "")
    demand = records.by_ref(actor, Demand, request.args.get("demand", ""))
    campaign = by_slug(actor, slug) if slug else None
    return {
        "speakers": stances.party_by_ref(actor, request.args.get("speaker", "")),
        "campaigns": campaign or (records.by_ids(actor, [demand.campaign_id])[demand.campaign_id] if demand else None),
        "demands": demand,
        "sources": records.by_ref(actor, MediaItem, source) if source else None,
    }


def _around(form: StatementForm) -> Around:
    return Around(
        speakers=tuple(form.speakers.records),
        in_words=form.in_words.data or "",
        campaigns=tuple(form.campaigns.records),
        demands=tuple(form.demands.records),
        sources=tuple(form.sources.records),
    )


def _statement(ref: str) -> Statement:
    return found(queries.by_ref(current_actor(), ref))


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One statement: the words, who said them, where and when, where it stands, and what was made of it."""
    actor = current_actor()
    statement = _statement(ref)
    entered = queries.stances_from(actor, statement)
    return page(
        "statements/show.html",
        statement=statement,
        demands=queries.demands_of(actor, statement),
        entered=entered,
        abouts=stances.abouts_of(actor, entered),
        replaced=stances.replaced_among(actor, entered),
        offer_url=offered(statement),
        writers=names_of([statement.created_by_id, statement.retracted_by_id]),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_STATEMENT)
def edit(ref: str) -> ResponseReturnValue:
    """Correct what is written about a statement."""
    actor = current_actor()
    statement = _statement(ref)
    form = StatementForm(data=_written(statement), version=str(statement.version))
    if done(
        form, lambda: statements.edit(actor, statement, form.details(), _around(form), version=form.drawn_version())
    ):
        return saved(url_for("statements.show", ref=ref), _("Statement saved."))
    return page("statements/form.html", form=form, statement=statement)


def _written(statement: Statement) -> dict[str, Any]:
    visible = {each.id for each in records.by_ids(current_actor(), [c.id for c in statement.campaigns]).values()}
    return {
        **{name: getattr(statement, name) for name in _FIELDS},
        "shows": "" if statement.shows is None else str(statement.shows),
        "speakers": [each.party for each in statement.speakers if each.party],
        "in_words": ", ".join(each.attribution for each in statement.speakers if each.attribution),
        "campaigns": [each for each in statement.campaigns if each.id in visible],
        "demands": queries.demands_of(current_actor(), statement),
        "sources": [citation.media_item for citation in statement.citations],
    }


_FIELDS = (
    "summary", "quote", "said_on", "date_note", "not_before", "not_after", "channel", "side", "shows_words", "note",
)  # fmt: skip


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.WORK_STATEMENT)
def retract(ref: str) -> ResponseReturnValue:
    """Take a statement out, and say why."""
    statement = _statement(ref)
    if is_gone(statement):
        return redirect(url_for("statements.show", ref=ref), 303)
    form = RetractForm(version=str(statement.version))
    if done(
        form,
        lambda: statements.retract(current_actor(), statement, form.reason.data or "", version=form.drawn_version()),
    ):
        return saved(url_for("statements.show", ref=ref), _("Statement retracted."))
    return page(
        "statements/retract.html",
        form=form,
        statement=statement,
        entered=queries.stances_from(current_actor(), statement),
    )
