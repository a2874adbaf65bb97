"""Letterheads: what stands above our letters."""

from flask import Blueprint, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.base import StepForm
from advocacy.forms.letterheads import LetterheadForm
from advocacy.policy import Action
from advocacy.queries import letterheads as queries
from advocacy.services import letterheads
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to, saved

bp = Blueprint("letterheads", __name__, url_prefix="/letterheads")


@bp.before_request
def _light_the_rail() -> None:
    g.nav_current = "letters"


@bp.get("")
@requires(Action.MANAGE_LETTERHEADS)
def index() -> ResponseReturnValue:
    """The letterheads in use."""
    return page("letterheads/index.html", kept=queries.letterheads())


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.MANAGE_LETTERHEADS)
def new() -> ResponseReturnValue:
    """Add a letterhead."""
    form = LetterheadForm()
    if form.validate_on_submit():
        with refusals_to(form):
            letterheads.create(current_actor(), form.details())
        if not form.errors:
            return saved(url_for("letterheads.index"), _("Letterhead saved."))
    return page("letterheads/form.html", form=form, kept=None)


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.MANAGE_LETTERHEADS)
def edit(ref: str) -> ResponseReturnValue:
    """Change a letterhead."""
    kept = found(queries.letterhead_by_ref(ref))
    form = LetterheadForm(obj=kept)
    if form.validate_on_submit():
        with refusals_to(form):
            letterheads.edit(current_actor(), kept, form.details(), form.drawn_version())
        if not form.errors:
            return saved(url_for("letterheads.index"), _("Letterhead saved."))
    return page("letterheads/form.html", form=form, kept=kept)


@bp.post("/<ref:ref>/archive")
@requires(Action.MANAGE_LETTERHEADS)
def archive(ref: str) -> ResponseReturnValue:
    """Take a letterhead out of use."""
    kept = found(queries.letterhead_by_ref(ref))
    letterheads.archive(current_actor(), kept, StepForm().drawn_version())
    return saved(url_for("letterheads.index"), _("The letterhead is out of use."))
