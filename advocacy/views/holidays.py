"""Holidays of a place: the list, days typed or read from a calendar file, and taking one off."""

from datetime import date

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.db import db
from advocacy.domain.holidays import Clash, HolidayFile, as_lines, check_lines, clashes, of_lines
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.exchange.holiday_files import MOST_BYTES, read_holidays
from advocacy.forms.holidays import HolidaysForm
from advocacy.models import Jurisdiction
from advocacy.policy import Action
from advocacy.queries import holidays as queries
from advocacy.queries import records
from advocacy.queries.clock import today
from advocacy.services import holidays
from advocacy.views import places
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rendering import page
from advocacy.views.saving import done, refusals_to, saved

bp = places.bp
READ = "read"
CHOOSE_A_FILE = N_("Choose a file.")
CHOOSE_NAMES = N_("Some of these days are on the list under another name. Choose below which name each has.")
TOO_BIG = N_("The file is too large: at most 1 MB is read.")


def _place(ref: str) -> Jurisdiction:
    return found(records.by_ref(current_actor(), Jurisdiction, ref))


@bp.route("/<ref:ref>/holidays", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def holiday_list(ref: str) -> ResponseReturnValue:
    """The days of the place's own. A file is only read into the form; a second button saves the days."""
    place = _place(ref)
    form = HolidaysForm()
    if READ in request.form:
        return _page(place, form, _read(form))
    form.offer(_clashes(place, form))
    if done(form, lambda: _save(place, form)):
        return saved(url_for("places.holiday_list", ref=ref), _("Holidays saved. Due days already set stay."))
    return _page(place, form, None)


def _clashes(place: Jurisdiction, form: HolidaysForm) -> list[Clash]:
    return clashes(of_lines(form.days.data or ""), queries.days_on_file(place))


def _save(place: Jurisdiction, form: HolidaysForm) -> None:
    """Save the days; of one that is on the list under another name only what was chosen for it."""
    text = form.days.data or ""
    refuse_if(check_lines(text, today()))
    differing = {each.day for each in _clashes(place, form)}
    if differing - form.was_asked():
        raise Refused.at("days", CHOOSE_NAMES)
    kept = differing - form.takes_new_names()
    holidays.add(current_actor(), place, [each for each in of_lines(text) if each.day not in kept])


def _read(form: HolidaysForm) -> HolidayFile | None:
    """Read the file into the days of the form; what is wrong with it stands at its field."""
    if not form.validate_on_submit():
        return None
    with refusals_to(form):
        upload = request.files.get("file")
        if upload is None or not upload.filename:
            raise Refused.at("file", CHOOSE_A_FILE)
        data = upload.stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refused.at("file", TOO_BIG)
        db.session.commit()  # nothing is locked while the file is read
        what = read_holidays(data, today())
        typed = of_lines(form.days.data or "")
        form.days.data = as_lines(sorted({each.day: each for each in (*what.days, *typed)}.values()))
        return what
    return None


def _page(place: Jurisdiction, form: HolidaysForm, what: HolidayFile | None) -> ResponseReturnValue:
    on_file = queries.days_on_file(place) if what is not None else {}
    differing = _clashes(place, form)
    form.offer(differing)
    form.asked.data = ",".join(str(each.day) for each in differing)
    return page(
        "places/holidays.html",
        place=place,
        form=form,
        what=what,
        clashes=differing,
        known=sum(each.day in on_file for each in what.days) if what is not None else 0,
        sentences=[problem.sentence(_) for problem in what.problems] if what is not None else [],
        holidays=queries.holidays_of(place),
    )


@bp.post("/<ref:ref>/holidays/remove")
@requires(Action.EDIT_DIRECTORY)
def remove_holiday(ref: str) -> ResponseReturnValue:
    """Take a day off."""
    place = _place(ref)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        abort(404)
    holidays.remove(current_actor(), place, day)
    return saved(url_for("places.holiday_list", ref=ref), _("Day taken off. Due days already set stay."))
