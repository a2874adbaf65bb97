"""Comments on a record: written, edited, resolved, opened again. They are shown on the page of the record."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.comments import COMMENTED
from advocacy.forms.comments import CommentForm
from advocacy.models import Comment, Record
from advocacy.policy import Action, ensure
from advocacy.queries import comments as queries
from advocacy.queries import records
from advocacy.services import comments
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import done, saved

bp = Blueprint("comments", __name__, url_prefix="/comments")
bp.before_request(lighting("letters"))


def _back(record: Record) -> str:
    return f"{record_url(record)}#comments"


def _comment(ref: str) -> tuple[Comment, Record]:
    """Return a comment with its record, if the reader may comment there: 404 when hidden."""
    comment, record = found(queries.comment_by_ref(current_actor(), ref))
    ensure(current_actor(), Action.COMMENT, record)
    return comment, record


@bp.route("/on/<ref:ref>", methods=["GET", "POST"])
@requires(Action.COMMENT)
def on(ref: str) -> ResponseReturnValue:
    """The comments on a record, and a form for one more."""
    actor = current_actor()
    record = found(records.any_by_ref(actor, ref))
    found(record if record.kind in COMMENTED else None)
    ensure(actor, Action.COMMENT, record)
    form = CommentForm()
    if done(form, lambda: comments.write(actor, record, form.words.data or "")):
        return saved(_back(record), _("Comment written."))
    return page(
        "comments/form.html",
        form=form,
        record=record,
        comment=None,
        comments=queries.comments_on(record),
        back=record_url(record),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.COMMENT)
def edit(ref: str) -> ResponseReturnValue:
    """Change one's own comment."""
    comment, record = _comment(ref)
    comments.ensure_own(current_actor(), record, comment)
    form = CommentForm(obj=comment)
    if done(form, lambda: comments.edit(current_actor(), record, comment, form.words.data or "")):
        return saved(_back(record), _("Comment saved."))
    return page("comments/form.html", form=form, record=record, comment=comment, comments=None, back=record_url(record))


@bp.post("/<ref:ref>/resolve")
@requires(Action.COMMENT)
def resolve(ref: str) -> ResponseReturnValue:
    """Fold a comment away."""
    comment, record = _comment(ref)
    comments.resolve(current_actor(), record, comment)
    return saved(_back(record), _("Comment resolved."))


@bp.post("/<ref:ref>/reopen")
@requires(Action.COMMENT)
def reopen(ref: str) -> ResponseReturnValue:
    """Open a resolved comment again."""
    comment, record = _comment(ref)
    comments.reopen(current_actor(), record, comment)
    return saved(_back(record), _("Comment open again."))
