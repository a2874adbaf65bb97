"""Files on records and on entries of the activity log: listing, adding, showing, removing."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.urls import iri_to_uri
from werkzeug.wsgi import wrap_file

from advocacy.domain.files import IMAGES, FilePurpose
from advocacy.domain.records import RecordKind
from advocacy.forms.files import ACCEPTED, FilesForm, RemoveFileForm
from advocacy.models import Activity, Attachment, Record
from advocacy.policy import Action
from advocacy.queries import files as queries
from advocacy.services import files
from advocacy.views.access import current_actor, found, requires
from advocacy.views.activities.entry import title_of
from advocacy.views.not_in_print import without_names
from advocacy.views.rendering import page, record_url, task_title
from advocacy.views.saving import done, saved
from advocacy.views.uploads import takes_files

bp = Blueprint("files", __name__, url_prefix="/files")

SANDBOX = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)
"""What a shown image may do: nothing. (Browsers style their own page around an image.)"""
IN_PANEL = 5


@bp.get("/of/<ref:ref>")
@requires(Action.READ)
def of(ref: str) -> ResponseReturnValue:
    """All files of a record of any kind, or of an entry of the activity log."""
    actor = current_actor()
    record = _found(queries.holder_by_ref(actor, ref))
    return page(
        "files/of.html",
        record=record,
        attachments=queries.attachments_of(actor, record),
        may_add=files.may_attach(actor, record),
        may_remove=files.may_remove(actor, record),
        **_called(record),
    )


def _found(holder: Record | Activity | None) -> Record | Activity:
    if holder is None:
        abort(404)
    return holder


def _called(holder: Record | Activity) -> dict[str, Any]:
    """Return what pages call what the files hang on, and the address of its page."""
    if isinstance(holder, Activity):
        return {"called": title_of(holder), "back": url_for("activities.show", ref=holder.ref)}
    called = task_title(holder) if holder.kind is RecordKind.TASK else holder.name
    return {"called": called, "back": record_url(holder)}


@bp.route("/of/<ref:ref>/add", methods=["GET", "POST"])
@requires(Action.ATTACH_FILE)
@takes_files
def add(ref: str) -> ResponseReturnValue:
    """Add one file or several to a record or to an entry of the activity log."""
    record = _found(queries.holder_by_ref(current_actor(), ref))
    if not files.may_attach(current_actor(), record):
        abort(403)
    form = FilesForm(purpose=FilePurpose.OTHER)
    if done(form, lambda: _attach_all(record, form)):
        said = ngettext("File added.", "%(num)d files added.", len(form.sent))
        return saved(url_for("files.of", ref=record.ref), said)
    limits = current_app.config["SETTINGS"].files
    return page("files/add.html", record=record, form=form, accepted=ACCEPTED, limits=limits, **_called(record))


def _attach_all(record: Record | Activity, form: FilesForm) -> None:
    actor = current_actor()
    for sent in form.sent:
        name = sent.filename or ""
        files.attach(actor, record, files.store(actor, sent.stream, name), name, form.details())


@bp.route("/<ref:ref>/remove", methods=["GET", "POST"])
@requires(Action.ATTACH_FILE)
def remove(ref: str) -> ResponseReturnValue:
    """Remove a file for good."""
    actor = current_actor()
    attachment = found(queries.attachment_by_ref(actor, ref))
    record = _found(queries.holder_of(actor, attachment))
    if not files.may_remove(actor, record):
        abort(403)
    form = RemoveFileForm()
    if done(form, lambda: files.remove(actor, record, attachment, form.why.word)):
        return saved(url_for("files.of", ref=record.ref), _("File removed."))
    return page("files/remove.html", record=record, attachment=attachment, form=form, **_called(record))


@bp.get("/<ref:ref>/<name>")
@requires(Action.READ)
def content(ref: str, name: str) -> ResponseReturnValue:
    """The file itself: an image is shown in a sandbox, everything else (and an image on demand) is downloaded."""
    attachment = found(queries.attachment_by_ref(current_actor(), ref))
    called = without_names(attachment.name)
    if name not in (called, attachment.name):
        abort(404)
    try:
        stream = files.read(attachment.file)
    except files.Missing:
        current_app.logger.error("The bytes of a stored file are missing: run advocacy files check")
        return page("files/lost.html", attachment=attachment, status=404)
    response = Response(wrap_file(request.environ, stream), mimetype=None, direct_passthrough=True)
    response.headers["Content-Type"] = attachment.file.media_type
    response.content_length = attachment.file.size
    is_shown = attachment.file.media_type in IMAGES and "download" not in request.args
    _disposition(response, "inline" if is_shown else "attachment", called)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _disposition(response: Response, kind: str, name: str) -> None:
    """Say what the file is called (RFC 6266): plain letters for old programs, and the name as it is."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace("%", "_")
    encoded = iri_to_uri(name).replace("'", "%27").replace("(", "%28").replace(")", "%29")
    named = {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{encoded}"}
    response.headers.set("Content-Disposition", kind, **named)


@bp.app_template_global()
def files_of(record: Any) -> list[Attachment]:
    """Return the newest files of a record that the page shows, one more than its panel has room for."""
    return queries.attachments_of(current_actor(), record, most=IN_PANEL + 1)
