"""What stands under one's bell: read here, and marked as read by a button."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.mail import NoticeKind
from advocacy.domain.notices import SIGNATURE_WITHDRAWN, is_withdrawal, sentence_of, sentence_of_work
from advocacy.models import Notice, Record, Task
from advocacy.policy import Action
from advocacy.queries import notices as queries
from advocacy.queries.keyset import Place
from advocacy.queries.notices import NoticeLine
from advocacy.services import notices
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url, task_title, waiting
from advocacy.views.saving import saved

bp = Blueprint("notices", __name__, url_prefix="/notices")
bp.before_request(lighting("notices"))

ICONS = {
    NoticeKind.TASK_GIVEN: "check2-square",
    NoticeKind.TASK_DUE: "alarm",
    NoticeKind.REPLY_ARRIVED: "envelope-check",
    NoticeKind.COMMENT_WRITTEN: "chat-dots",
    NoticeKind.REVIEW_ASKED: "eye",
    NoticeKind.REVIEW_ANSWERED: "eye",
    NoticeKind.SIGNATURE_CAME: "pencil",
    NoticeKind.EVENT_CHANGED: "calendar-event",
    NoticeKind.MAIL_WAITS: "envelope",
    NoticeKind.MAIL_FAILED: "exclamation-triangle",
}


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Everything that one was told, newest first. Looking marks nothing as read."""
    actor = current_actor()
    place = Place(request.args.get("after", "")[:10], request.args.get("before", "")[:10])
    return page(
        "notices/index.html",
        shown=queries.notices_page(actor, place),
        unread=waiting(actor).notices,
        sentence=sentence,
        address=address,
        icons=ICONS,
        is_first=not place.after and not place.before,
    )


def sentence(line: NoticeLine) -> str:
    """Return what the notice says, in the reader's language."""
    notice, about = line.notice, line.about
    what = task_title(about) if isinstance(about, Task) else about.name if about is not None else ""
    message = _message(notice, about)
    return str(_(message) % {"who": notice.by.display_name if notice.by else "", "what": what})


def _message(notice: Notice, about: Record | None) -> str:
    has_name = notice.by is not None
    if notice.kind is NoticeKind.TASK_GIVEN and not isinstance(about, Task):
        return sentence_of_work(has_name=has_name, is_several=about is None)
    status = getattr(about, "status", None)
    if is_withdrawal(notice.unique_key):
        return SIGNATURE_WITHDRAWN
    return sentence_of(notice.kind, has_name=has_name, status=status, has_record=about is not None)


def address(line: NoticeLine) -> str:
    """Return where a notice leads: to what it is about, to one's tasks, to the holding pen, or to the page of mail."""
    if line.about is not None:
        return record_url(line.about)
    if line.notice.kind is NoticeKind.TASK_GIVEN:
        return url_for("tasks.index")
    return url_for("inbox.index" if line.notice.kind is NoticeKind.MAIL_WAITS else "admin.mail")


@bp.post("/<ref:ref>/read")
@requires(Action.CHANGE_OWN_ACCOUNT)
def read(ref: str) -> ResponseReturnValue:
    """Mark one as read."""
    notices.mark_read(current_actor(), _notice(ref))
    return saved(url_for("notices.index"))


@bp.post("/<ref:ref>/read-all")
@requires(Action.CHANGE_OWN_ACCOUNT)
def read_all(ref: str) -> ResponseReturnValue:
    """Mark this one and all that came before it as read: the page names the newest that it showed."""
    notices.mark_all_read(current_actor(), _notice(ref))
    return saved(url_for("notices.index"), _("All notices are marked as read."))


def _notice(ref: str) -> Notice:
    return found(queries.by_ref(current_actor(), ref))
