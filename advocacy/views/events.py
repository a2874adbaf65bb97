"""Events: what is ahead and what is past, one event, and everything that can be done with it."""

from typing import Any

from flask import Blueprint, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.events import EVENT, OPEN_FOR_RSVP, EventPart, EventStatus, EventStep
from advocacy.domain.localtime import Repeated, to_local
from advocacy.domain.partial_dates import Precision
from advocacy.forms.base import StepForm
from advocacy.forms.events import CallOffForm, EventFilterForm, EventForm, HeldForm, RsvpForm
from advocacy.models import Event
from advocacy.policy import Action, allows
from advocacy.queries import campaign_choices, records
from advocacy.queries import events as queries
from advocacy.queries.clock import home_zone, today
from advocacy.queries.tasks import tasks_about
from advocacy.services import events
from advocacy.services.events import Around
from advocacy.views import dates
from advocacy.views.access import current_actor, found, requires
from advocacy.views.from_address import campaigns_of_address
from advocacy.views.history import history_lines, take_back_url
from advocacy.views.language import locale_code
from advocacy.views.rail import lighting
from advocacy.views.rendering import day, page, partial_date
from advocacy.views.saving import done, made, saved

bp = Blueprint("events", __name__, url_prefix="/events")
bp.before_request(lighting("events"))

TONES = {
    EventStatus.PLANNED: "",
    EventStatus.ANNOUNCED: "info",
    EventStatus.HELD: "good",
    EventStatus.CANCELLED: "bad",
    EventStatus.POSTPONED: "warn",
}
_PLAIN_FIELDS = (
    "title", "event_kind", "side", "happened_on", "date_note", "place", "jurisdiction", "purpose", "people_needed",
    "interpreters", "access_notes", "note", "campaigns",
)  # fmt: skip


def event_or_404(ref: str) -> Event:
    """Return the event with what its pages show, if the viewer may see it."""
    event = found(queries.by_ref(current_actor(), ref))
    g.newer_url = url_for("events.show", ref=event.ref)
    return event


def when(event: Event) -> str:
    """Return when an event is, in words: "Monday, May 1, 6:30 pm to 8:00 pm", or as much as is known."""
    code = locale_code()
    if event.starts_at is None:
        known = event.happened_on.first_day if event.happened_on.precision is Precision.DAY else None
        return day(known) if known and not event.date_note else partial_date(event.happened_on, event.date_note)
    start = to_local(event.starts_at, event.zone)
    words = {"day": day(start.date()), "time": dates.time_of_day(event.starts_at, event.zone, code)}
    if event.ends_at is None:
        return str(_("%(day)s, %(time)s", **words))
    same_day = to_local(event.ends_at, event.zone).date() == start.date()
    shown = dates.time_of_day if same_day else dates.moment
    return str(_("%(day)s, %(time)s to %(end)s", end=shown(event.ends_at, event.zone, code), **words))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What is ahead; `?when=past` what is behind."""
    actor = current_actor()
    form = EventFilterForm(campaign_choices.choices(actor))
    past = request.args.get("when") == "past"
    filters = queries.EventFilters(past=past, kind=form.kind.word, campaign_id=form.campaign_id)
    asked: dict[str, Any] = {name: value for name in ("kind", "campaign") if (value := request.args.get(name))}
    shown = queries.events_page(actor, filters, request.args.get("after", "")[:10])
    here: dict[str, Any] = {**asked, "when": "past"} if past else asked
    return page(
        "events/index.html",
        filter_form=form,
        shown=shown,
        past=past,
        asked=asked,
        tones=TONES,
        when=when,
        next_url=url_for("events.index", **here, after=shown.next_after) if shown.next_after else "",
        first_url=url_for("events.index", **here) if request.args.get("after") else "",
    )


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One event: when, where, who, and whether I come."""
    event = event_or_404(ref)
    actor = current_actor()
    mine = queries.my_rsvp(actor, event)
    sees_names = allows(actor, Action.SEE_RSVP_NAMES, event)
    return page(
        "events/show.html",
        event=event,
        number=records.number_of(event),
        tone=TONES[event.status],
        when=when(event),
        steps=EVENT.events_from(event.status),
        hosts=[row for row in event.parts if row.part is EventPart.HOST],
        speakers=[row for row in event.parts if row.part is EventPart.SPEAKER],
        coming=queries.lines_of(actor, [event])[0].coming,
        mine=mine,
        rsvp_form=RsvpForm(formdata=None, guests=mine.guests if mine else 0),
        may_have_begun=not event.happened_on.certainly_after(today()),
        is_behind=event.happened_on.certainly_before(today()),
        takes_answers=event.status in OPEN_FOR_RSVP and event.status is not EventStatus.POSTPONED,
        names=queries.names(event) if sees_names else None,
        demands=queries.demands_of(actor, event),
        tasks=tasks_about(actor, event),
        history=history_lines(event),
        take_back=take_back_url(event),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def new() -> ResponseReturnValue:
    """Write an event down."""
    form = EventForm(campaigns=campaigns_of_address())
    if event := made(form, lambda: events.create(current_actor(), form.details(), _around(form))):
        return saved(url_for("events.show", ref=event.ref), _("Event saved."))
    return _form_page(form, None)


def _around(form: EventForm) -> Around:
    return Around(
        jurisdiction=form.jurisdiction.record,
        hosts=form.hosts.records,
        speakers=form.speakers.records,
        speakers_in_words=form.named_in_words,
        campaigns=form.campaigns.records,
        demands=form.demands.records,
    )


def _form_page(form: EventForm, event: Event | None) -> ResponseReturnValue:
    said = (form.starts_repeated, form.ends_repeated)
    which = event is None and any(field.data != Repeated.ASK.value for field in said)
    return page(
        "events/form.html",
        form=form,
        event=event,
        ask_which=which or bool(form.starts.errors or form.ends.errors),
        zone=home_zone().key,
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def edit(ref: str) -> ResponseReturnValue:
    """Change an event; a date that changes keeps the old one."""
    event = event_or_404(ref)
    form = EventForm(**{name: getattr(event, name) for name in _PLAIN_FIELDS}, **_times(event), **_people(event))
    if request.method == "GET" and event.zone != events.place_zone(event.jurisdiction, event.campaigns):
        form.zone.data = event.zone
    if done(
        form, lambda: events.edit(current_actor(), event, form.details(), _around(form), version=form.drawn_version())
    ):
        return saved(url_for("events.show", ref=ref), _("Event saved."))
    return _form_page(form, event)


def _times(event: Event) -> dict[str, Any]:
    """The version, and the times on the wall of the event's zone, each with which of two it is."""
    values: dict[str, Any] = {"version": str(event.version)}
    for name, moment in (("starts", event.starts_at), ("ends", event.ends_at)):
        if moment is not None:
            wall = to_local(moment, event.zone)
            values[name] = wall.time()
            values[f"{name}_repeated"] = Repeated.SECOND if wall.fold else Repeated.FIRST
            values[f"{name}_day"] = wall.date()
    last = values.get("ends_day")
    return {**values, "ends_on": last if last != values.get("starts_day") else None}


def _people(event: Event) -> dict[str, Any]:
    parts = {part: [row for row in event.parts if row.part is part] for part in EventPart}
    speakers = parts[EventPart.SPEAKER]
    return {
        "demands": queries.demands_of(current_actor(), event),
        "hosts": [row.party for row in parts[EventPart.HOST] if row.party],
        "speakers": [row.party for row in speakers if row.party],
        "speakers_in_words": "\n".join(row.attribution for row in speakers if not row.party),
    }


@bp.post("/<ref:ref>/announce")
@requires(Action.WORK_EVENT)
def announce(ref: str) -> ResponseReturnValue:
    """Announce it."""
    event = event_or_404(ref)
    events.announce(current_actor(), event, version=StepForm().drawn_version())
    return saved(url_for("events.show", ref=ref), _("Event announced."))


@bp.route("/<ref:ref>/postpone", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def postpone(ref: str) -> ResponseReturnValue:
    """Postpone it."""
    return _call_off(ref, EventStep.POSTPONE, str(_("Event postponed.")))


@bp.route("/<ref:ref>/cancel", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def cancel(ref: str) -> ResponseReturnValue:
    """Cancel it."""
    return _call_off(ref, EventStep.CANCEL, str(_("Event cancelled.")))


def _call_off(ref: str, word: EventStep, message: str) -> ResponseReturnValue:
    event = event_or_404(ref)
    form = CallOffForm(version=str(event.version))
    service = events.cancel if word is EventStep.CANCEL else events.postpone
    if done(form, lambda: service(current_actor(), event, form.note.data or "", version=form.drawn_version())):
        return saved(url_for("events.show", ref=ref), message)
    return page("events/step.html", form=form, event=event, step=word)


@bp.route("/<ref:ref>/hold", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def hold(ref: str) -> ResponseReturnValue:
    """Say that it was held, and how many came."""
    event = event_or_404(ref)
    form = HeldForm(version=str(event.version))
    if done(
        form,
        lambda: events.hold(
            current_actor(),
            event,
            form.attendance.data,
            form.attendance_note.data or "",
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("events.show", ref=ref), _("Event marked as held."))
    return page("events/step.html", form=form, event=event, step=EventStep.HOLD)
