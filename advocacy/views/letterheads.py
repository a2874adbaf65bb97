"""Letterheads: what stands above our letters."""

import base64

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.exchange.papers.pictures import refuse_unprintable
from advocacy.forms.base import StepForm
from advocacy.forms.letterheads import LetterheadForm
from advocacy.models import Letterhead, StoredFile
from advocacy.policy import Action
from advocacy.queries import letterheads as queries
from advocacy.services import files, letterheads
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved
from advocacy.views.uploads import takes_files_that_pass

ACCEPTED = ".png,.jpg,.jpeg"
bp = Blueprint("letterheads", __name__, url_prefix="/letterheads")
bp.before_request(lighting("letters"))


@bp.get("")
@requires(Action.MANAGE_LETTERHEADS)
def index() -> ResponseReturnValue:
    """The letterheads in use."""
    return page("letterheads/index.html", kept=queries.letterheads())


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.MANAGE_LETTERHEADS)
@takes_files_that_pass(refuse_unprintable)
def new() -> ResponseReturnValue:
    """Add a letterhead."""
    form = LetterheadForm()
    if done(form, lambda: letterheads.create(current_actor(), form.details(), _picture(form))):
        return saved(url_for("letterheads.index"), _("Letterhead saved."))
    return page("letterheads/form.html", form=form, kept=None, accepted=ACCEPTED, shown="")


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.MANAGE_LETTERHEADS)
@takes_files_that_pass(refuse_unprintable)
def edit(ref: str) -> ResponseReturnValue:
    """Change a letterhead."""
    kept = found(queries.letterhead_by_ref(ref))
    form = LetterheadForm(obj=kept)

    def write() -> None:
        letterheads.edit(current_actor(), kept, form.details(), form.drawn_version(), picture=_picture(form))

    if done(form, write):
        return saved(url_for("letterheads.index"), _("Letterhead saved."))
    return page("letterheads/form.html", form=form, kept=kept, accepted=ACCEPTED, shown=_shown(kept))


def _shown(kept: Letterhead) -> str:
    """Return the picture on file as an address that holds it whole; "" where there is none, or it is lost."""
    if kept.logo is None:
        return ""
    try:
        told = base64.b64encode(files.read_bytes(kept.logo)).decode()
    except files.Missing:
        return ""
    return f"data:{kept.logo.media_type};base64,{told}"


def _picture(form: LetterheadForm) -> StoredFile | None:
    """Return the picture that was sent; that every paper can show it was tried before."""
    if not form.sent:
        return None
    sent = form.sent[0]
    return files.store(current_actor(), sent.stream, sent.filename or "")


@bp.post("/<ref:ref>/archive")
@requires(Action.MANAGE_LETTERHEADS)
def archive(ref: str) -> ResponseReturnValue:
    """Take a letterhead out of use."""
    kept = found(queries.letterhead_by_ref(ref))
    letterheads.archive(current_actor(), kept, StepForm().drawn_version())
    return saved(url_for("letterheads.index"), _("The letterhead is out of use."))
