"""Places: the list, one page each, adding and editing."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from advocacy.domain.directory import JurisdictionKind
from advocacy.forms.places import PlaceForm, PlacesFilter
from advocacy.models import Jurisdiction
from advocacy.policy import Action
from advocacy.queries import bodies, holidays, precedents, proceedings, records
from advocacy.queries import places as queries
from advocacy.queries.clock import home_zone, today
from advocacy.services import places
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.precedents import TONES
from advocacy.views.proceedings import TONES as PROCEEDING_TONES
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

bp = Blueprint("places", __name__, url_prefix="/places")
bp.before_request(lighting("organizations"))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Places by name."""
    filters = PlacesFilter(request.args)
    words, kind = filters.q.data or "", filters.kind.word
    rows = queries.listed(current_actor(), words, kind, place_of_address())
    chips = filters_on((words, without("q")), (_(kind.label) if kind else "", without("kind")))
    return page(
        "places/index.html",
        filters=filters,
        rows=rows.rows,
        beside=pages_beside(rows),
        chips=chips,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Add a place. One of the same name and state is shown first."""
    actor = current_actor()
    form = PlaceForm(jurisdiction_kind=JurisdictionKind.CITY, time_zone=str(home_zone()))
    if place := made(
        form,
        lambda: places.create(
            actor, form.details(), parent=form.parent.record, is_another_one=bool(form.is_another_one.data)
        ),
    ):
        return saved(url_for("places.show", ref=place.ref), _("%(name)s added.", name=place.name))
    same = queries.same_places(actor, form.details()) if request.method == "POST" else []
    return page("places/form.html", form=form, place=None, same=same)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One place: its bodies and offices, what lies in it, its campaigns."""
    actor = current_actor()
    place = found(records.by_ref(actor, Jurisdiction, ref, joinedload(Jurisdiction.parent)))
    return page(
        "places/show.html",
        place=place,
        bodies=queries.bodies_in(actor, place),
        offices=[bodies.seat_on(post, today()) for post in queries.offices_in(place)],
        children=queries.children(actor, place),
        campaigns=queries.campaigns_in(actor, place),
        precedents=precedents.in_place(actor, place),
        precedent_tones=TONES,
        proceedings=proceedings.in_place(actor, place),
        proceeding_tones=PROCEEDING_TONES,
        measures=queries.measures_in(actor, place),
        own_holidays=holidays.coming_holidays(place),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is said about a place."""
    actor = current_actor()
    place = found(records.by_ref(actor, Jurisdiction, ref, joinedload(Jurisdiction.parent)))
    form = PlaceForm(obj=place, version=str(place.version))
    del form.is_another_one
    if done(
        form, lambda: places.edit(actor, place, form.details(), parent=form.parent.record, version=form.drawn_version())
    ):
        return saved(url_for("places.show", ref=ref), _("%(name)s saved.", name=place.name))
    return page("places/form.html", form=form, place=place, same=[])
