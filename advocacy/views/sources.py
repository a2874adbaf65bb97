"""Sources: the list, one page each with everything that relies on it, adding and editing."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.records import RecordKind
from advocacy.domain.sources import SOURCED
from advocacy.forms.sources import ChosenSourcesForm, SourceForm, SourcesFilter
from advocacy.models import MediaItem
from advocacy.policy import Action
from advocacy.queries import public_statements, records, timeline
from advocacy.queries import sources as queries
from advocacy.services import sources
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import done, made, saved
from advocacy.views.timelines import shown_timeline

bp = Blueprint("sources", __name__, url_prefix="/sources")
bp.before_request(lighting("precedents"))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Sources, the latest published first."""
    filters = SourcesFilter(request.args)
    bind_pickers(filters)
    words, outlet = filters.q.data or "", filters.outlet.record
    rows = queries.listed(current_actor(), words, outlet, place_of_address())
    chips = filters_on((words, without("q")), (outlet.name if outlet else "", without("outlet", "outlet-q")))
    return page(
        "sources/index.html",
        filters=filters,
        rows=rows.rows,
        beside=pages_beside(rows),
        chips=chips,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_SOURCE)
def new() -> ResponseReturnValue:
    """Add a source. One of the same address is shown first."""
    actor = current_actor()
    form = SourceForm()
    if source := made(
        form,
        lambda: sources.create(
            actor, form.details(), outlet=form.outlet.record, is_another_one=bool(form.is_another_one.data)
        ),
    ):
        return saved(url_for("sources.show", ref=source.ref), _("Source added."))
    same = queries.same_sources(actor, form.url.data or "") if request.method == "POST" else []
    return page("sources/form.html", form=form, source=None, same=same)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One source, and everything visible that cites it."""
    actor = current_actor()
    source = found(records.by_ref(actor, MediaItem, ref, *queries.WITH_OUTLET))
    return page(
        "sources/show.html",
        source=source,
        citing=[each for each in queries.citing(actor, source) if each.kind is not RecordKind.STATEMENT],
        said=public_statements.in_source(actor, source),
        shown=shown_timeline(lambda wanted: timeline.of_source(actor, source, wanted)),
    )


@bp.route("/of/<ref:ref>", methods=["GET", "POST"])
@requires(Action.WORK_SOURCE)
def of(ref: str) -> ResponseReturnValue:
    """Choose where what is on file about a person, a letter, a meeting and the like was found."""
    actor = current_actor()
    record = found(records.any_by_ref(actor, ref))
    found(record if record.kind in SOURCED else None)
    chosen = [citation.media_item for citation in record.citations]
    form = ChosenSourcesForm(sources=chosen, version=str(record.version))
    back = record_url(record)
    if done(form, lambda: sources.choose(actor, record, form.sources.records, version=form.drawn_version())):
        return saved(back, _("Sources saved."))
    return page("sources/of.html", form=form, name=record.name, back=back)


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_SOURCE)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is said about a source."""
    actor = current_actor()
    source = found(records.by_ref(actor, MediaItem, ref, *queries.WITH_OUTLET))
    form = SourceForm(obj=source, version=str(source.version))
    del form.is_another_one
    if done(
        form,
        lambda: sources.edit(actor, source, form.details(), outlet=form.outlet.record, version=form.drawn_version()),
    ):
        return saved(url_for("sources.show", ref=ref), _("Source saved."))
    return page("sources/form.html", form=form, source=source, same=[])
