"""Templates of letters: read and used by who writes letters, kept by coordinators."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.merge_fields import FIELDS
from advocacy.forms.base import StepForm
from advocacy.forms.letter_templates import LetterTemplateForm
from advocacy.policy import Action
from advocacy.queries import letter_templates as queries
from advocacy.services import letter_templates
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import carried
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

bp = Blueprint("letter_templates", __name__, url_prefix="/letter-templates")
bp.before_request(lighting("letters"))


@bp.get("")
@requires(Action.WORK_LETTER)
def index() -> ResponseReturnValue:
    """The templates in use."""
    return page("letter_templates/index.html", kept=queries.templates(), carried=carried())


@bp.get("/<ref:ref>")
@requires(Action.WORK_LETTER)
def show(ref: str) -> ResponseReturnValue:
    """One template, and a letter begun from it."""
    kept = found(queries.template_by_ref(ref))
    return page("letter_templates/show.html", kept=kept, fields=FIELDS, carried=carried())


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.MANAGE_TEMPLATES)
def new() -> ResponseReturnValue:
    """Keep a new template."""
    form = LetterTemplateForm()
    if kept := made(form, lambda: letter_templates.create(current_actor(), form.details())):
        return saved(url_for("letter_templates.show", ref=kept.ref), _("Template saved."))
    return page("letter_templates/form.html", form=form, kept=None, fields=FIELDS)


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.MANAGE_TEMPLATES)
def edit(ref: str) -> ResponseReturnValue:
    """Change a template."""
    kept = found(queries.template_by_ref(ref))
    form = LetterTemplateForm(obj=kept)
    if done(form, lambda: letter_templates.edit(current_actor(), kept, form.details(), form.drawn_version())):
        return saved(url_for("letter_templates.show", ref=ref), _("Template saved."))
    return page("letter_templates/form.html", form=form, kept=kept, fields=FIELDS)


@bp.post("/<ref:ref>/archive")
@requires(Action.MANAGE_TEMPLATES)
def archive(ref: str) -> ResponseReturnValue:
    """Take a template out of use."""
    kept = found(queries.template_by_ref(ref))
    letter_templates.archive(current_actor(), kept, StepForm().drawn_version())
    return saved(url_for("letter_templates.index"), _("The template is out of use."))
