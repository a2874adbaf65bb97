"""Who comes to an event and who came: my answer, the answers organizers write down, attendance."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.events import RsvpAnswer
from advocacy.forms.events import CountForm, RsvpForm, RsvpOfForm
from advocacy.policy import Action, ensure
from advocacy.queries import events as queries
from advocacy.services import rsvps
from advocacy.views.access import current_actor, requires
from advocacy.views.events import event_or_404
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("rsvps", __name__, url_prefix="/events/<ref:ref>")
bp.before_request(lighting("events"))


@bp.post("/rsvp")
@requires(Action.RSVP)
def answer(ref: str) -> ResponseReturnValue:
    """Say whether I come: the button is the answer."""
    event = event_or_404(ref)
    there = url_for("events.show", ref=ref)
    form = RsvpForm()
    if not form.validate():
        return page("events/rsvp.html", form=form, event=event)
    word = RsvpAnswer(form.answer.word)
    rsvps.answer(current_actor(), event, word, form.guests.data or 0)
    messages = {
        RsvpAnswer.GOING: _("You are going."),
        RsvpAnswer.MAYBE: _("You may come."),
        RsvpAnswer.NOT_GOING: _("You are not going."),
    }
    return saved(there, messages[word])


@bp.route("/rsvps/new", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def new(ref: str) -> ResponseReturnValue:
    """Write down the answer of somebody who has no login."""
    event = event_or_404(ref)
    form = RsvpOfForm()
    if done(
        form,
        lambda: rsvps.add(
            current_actor(),
            event,
            form.person.record,
            form.words.data or "",
            RsvpAnswer(form.answer.word),
            form.guests.data or 0,
        ),
    ):
        return saved(url_for("events.show", ref=ref), _("Answer added."))
    return page("events/rsvp_of.html", form=form, event=event)


@bp.post("/rsvps/remove")
@requires(Action.WORK_EVENT)
def remove(ref: str) -> ResponseReturnValue:
    """Take an answer out."""
    event = event_or_404(ref)
    number = request.form.get("rsvp", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        abort(404)
    rsvps.remove(current_actor(), event, int(number))
    return saved(url_for("events.show", ref=ref), _("Answer taken out."))


@bp.route("/attendance", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def attendance(ref: str) -> ResponseReturnValue:
    """How many came, and who of those who answered."""
    event = event_or_404(ref)
    actor = current_actor()
    ensure(actor, Action.SEE_RSVP_NAMES, event)
    rows = queries.names(event)
    form = CountForm(
        version=str(event.version),
        attendance=event.attendance,
        attendance_note=event.attendance_note,
        came=[str(each.rsvp.id) for each in rows if each.rsvp.attended],
    )
    form.offer([(each.rsvp.id, each.name) for each in rows])
    if done(
        form,
        lambda: rsvps.count(
            actor,
            event,
            form.attendance.data,
            form.attendance_note.data or "",
            {int(number) for number in form.came.data or ()},
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("events.show", ref=ref), _("Attendance saved."))
    return page("events/attendance.html", form=form, event=event, has_rsvps=bool(rows))
