"""Search over everything that one may see."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.records import RecordKind
from advocacy.domain.search import ACTIVITY, LONGEST_QUERY, Query, excerpt, marked
from advocacy.policy import Action
from advocacy.queries import search as queries
from advocacy.queries.search import Hit
from advocacy.services.search import BODY_FIELDS
from advocacy.views.access import current_actor, requires
from advocacy.views.rendering import page, record_url, task_title

bp = Blueprint("search", __name__, url_prefix="/search")

ICONS = {
    "activity": "list-ul",
    "statement": "chat-quote",
    "campaign": "flag",
    "commitment": "hand-thumbs-up",
    "demand": "list-check",
    "event": "megaphone",
    "influence": "people",
    "precedent": "map",
    "proceeding": "journal-text",
    "claim": "quote",
    "jurisdiction": "geo-alt",
    "letter": "envelope-paper",
    "measure": "bank",
    "media_item": "newspaper",
    "meeting": "chat-square-text",
    "organization": "building",
    "person": "person-badge",
    "task": "check2-square",
}


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What was found for `?q=`, newest first; `?kind=` narrows it."""
    typed = request.args.get("q", "").strip()[:LONGEST_QUERY]
    query = Query.typed(typed)
    kinds = [(ACTIVITY, _("Activity")), *((kind.value, _(kind.label)) for kind in RecordKind if kind in BODY_FIELDS)]
    kind = next((code for code, _label in kinds if code == request.args.get("kind")), "")
    hits = queries.find(current_actor(), query, kind, request.args.get("after", "")[:10])
    asked: dict[str, Any] = {"q": typed, **({"kind": kind} if kind else {})}
    return page(
        "search/index.html",
        typed=typed,
        query=query,
        kinds=kinds,
        kind=kind,
        lines=[_line(hit, query) for hit in hits.rows],
        older_url=url_for("search.index", **asked, after=hits.older) if hits.older else "",
        newer_url=url_for("search.index", **asked) if request.args.get("after") else "",
    )


def _line(hit: Hit, query: Query) -> dict[str, Any]:
    """Return a hit as its line shows it: words with what matches marked, and where it leads."""
    code = hit.kind.value if hit.kind is not None else ACTIVITY
    words = hit.activity_kind.label if hit.activity_kind is not None else RecordKind(code).label
    title = task_title(hit.task) if hit.task is not None else hit.title
    url = record_url(hit.linked) if hit.linked is not None else url_for("activities.show", ref=hit.ref)
    return {
        "url": url,
        "icon": ICONS[code],
        "kind": _(words),
        "title": marked(title or str(_(words)), query),
        "excerpt": excerpt(hit.body, hit.body_folded, query) if hit.body else (),
        "hit": hit,
    }
