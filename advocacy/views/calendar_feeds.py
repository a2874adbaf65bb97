"""Private calendar addresses: one's own, and the file that a calendar program fetches."""

import hashlib
from datetime import timedelta
from typing import Any, NoReturn

from flask import Blueprint, Response, abort, current_app, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.calendar_feeds import Entry, reach
from advocacy.domain.not_in_print import WITHHELD
from advocacy.domain.users import Language
from advocacy.exchange.calendar_files import CalendarFile, written
from advocacy.forms.calendar_feeds import CalendarFeedForm
from advocacy.languages import gettext_for
from advocacy.models import CalendarFeed, Campaign
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, allows
from advocacy.queries import calendar_feeds as queries
from advocacy.queries.clock import today
from advocacy.queries.not_in_print import unprinted
from advocacy.services import calendar_feeds, tokens
from advocacy.services.sessions import digest, note_calendar_used
from advocacy.views.access import current_actor, found, requires
from advocacy.views.language import locale_code
from advocacy.views.pace import Pace
from advocacy.views.pick import asked_for
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import made, saved

bp = Blueprint("calendar_feeds", __name__)
bp.before_request(lighting("account"))

SHOWN_ONCE = "calendar_seed"
USED_EVERY = timedelta(minutes=5)
TOKEN = "<string(minlength=20,maxlength=100):token>"  # noqa: S105 (a rule, not a token)
OFTEN = Pace(30, 60)
"""Of one address: a calendar asks a few times an hour."""
GUESSES = Pace(30, 60)
"""Of one client that asks for addresses which are none."""


@bp.route("/account/calendars", methods=["GET", "POST"])
@requires(Action.CHANGE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    """One's own addresses; make another."""
    actor = current_actor()
    form = CalendarFeedForm(campaign=asked_for(Campaign, "campaign"))
    token = made(
        form,
        lambda: calendar_feeds.make(
            actor,
            form.campaign.record,
            language=Language(locale_code()),
            tells_confidential=bool(form.tells_confidential.data),
        ),
    )
    if token is not None:
        session[SHOWN_ONCE] = tokens.seed_of(token)
        return saved(url_for("calendar_feeds.index"), _("Calendar address made."))
    feeds = queries.feeds_of(actor)
    seed = session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    shown = tokens.token_of(calendar_feeds.PURPOSE, seed) if seed else ""
    return page(
        "calendar/feeds.html",
        form=form,
        feeds=feeds,
        seen=queries.visible_campaigns_of(actor, feeds),
        address=url_for("calendar_feeds.feed", token=shown, _external=True) if shown else "",
    )


@bp.post("/account/calendars/<ref:ref>/revoke")
@requires(Action.CHANGE_OWN_ACCOUNT)
def revoke(ref: str) -> ResponseReturnValue:
    """Make an address work no more."""
    calendar_feeds.revoke(current_actor(), found(queries.own_feed(current_actor(), ref)))
    return saved(url_for("calendar_feeds.index"), _("Address revoked. What calendars copied before stays there."))


@bp.get(f"/feeds/{TOKEN}.ics")
def feed(token: str) -> ResponseReturnValue:
    """What the owner of the address may see now, as a calendar file; nobody is signed in by it."""
    key = digest(token)
    _slow(OFTEN, key)
    kept = queries.living_feed(key)
    actor = Actor.of(kept.user) if kept is not None else None
    if kept is None or actor is None or not allows(actor, Action.READ, kept.campaign):
        _slow(GUESSES, request.remote_addr or "")
        _end(404)  # bare: a page of ours would open a session and repeat the path
    if kept.last_used_at is None or utc_now() - kept.last_used_at >= USED_EVERY:
        note_calendar_used(kept.id)
    return _answer(_file(actor, kept))


def _slow(pace: Pace, key: str) -> None:
    wait = pace.wait(key)
    if wait:
        _end(429, {"Retry-After": str(wait)})


def _end(status: int, headers: dict[str, str] | None = None) -> NoReturn:
    abort(Response("", status, {**(headers or {}), "Content-Type": "text/plain; charset=utf-8"}))


def _file(actor: Actor, kept: CalendarFeed) -> bytes:
    first, last = reach(today())
    language = (kept.user.language or kept.language).value
    names = unprinted().saying(gettext_for(language)(WITHHELD))
    file = CalendarFile(
        name=names.withheld(_name(kept)),
        language=language,
        first=first,
        last=last,
        tells_confidential=kept.tells_confidential,
        address_of=_address_of,
    )
    return written(file, queries.entries(queries.Wanted(actor, first, last, kept.campaign_id, names)))


def _name(kept: CalendarFeed) -> str:
    """The site's name, and the campaign's unless it is confidential and to be kept so."""
    site = str(current_app.config["SITE_NAME"])
    campaign = kept.campaign
    if campaign is None or (campaign.is_restricted and not kept.tells_confidential):
        return site
    return f"{site}: {campaign.title}"


def _address_of(entry: Entry) -> str:
    base = str(current_app.config["BASE_URL"] or "").rstrip("/")
    return base + record_url(entry.linked) if base else ""


def _answer(content: bytes) -> Response:
    """The file, or 304 where the calendar has it already."""
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="cabildo.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer: Any = response.make_conditional(request)
    return answer  # type: ignore[no-any-return]
