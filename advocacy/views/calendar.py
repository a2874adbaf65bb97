"""The calendar: a month as a grid and as a list of days."""

from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.calendars import ItemKind, Month
from advocacy.policy import Action
from advocacy.queries import calendar as queries
from advocacy.queries.calendar import Item
from advocacy.queries.clock import today
from advocacy.views import dates
from advocacy.views.access import current_actor, requires
from advocacy.views.language import locale_code
from advocacy.views.rail import lighting
from advocacy.views.rendering import page

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
bp.before_request(lighting("calendar"))

MOST_IN_A_CELL = 4
VIEWS = ("month", "agenda")
ICONS = {
    ItemKind.EVENT: "megaphone",
    ItemKind.MEETING: "chat-square-text",
    ItemKind.NEXT_DATE: "calendar-event",
    ItemKind.VOTE: "bank",
    ItemKind.REPLY_DUE: "envelope-paper",
    ItemKind.SIGN_BY: "pencil",
    ItemKind.SIGN_UNTIL: "pencil-square",
    ItemKind.COMMENT_BY: "mic",
    ItemKind.TASK: "check2-square",
    ItemKind.COMMITMENT: "hand-thumbs-up",
}


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """A month: the grid on desks and the agenda on phones, or the one that `?view=` asks for."""
    on = today()
    month = Month.read(request.args.get("month", "")) or Month.of(on)
    view = request.args.get("view", "") if request.args.get("view") in VIEWS else ""
    weeks = month.weeks()
    shown = queries.between(current_actor(), weeks[0][0], weeks[-1][-1], str(month))
    in_month = [day for day in sorted(shown.days) if Month.of(day) == month]
    return page(
        "calendar/index.html",
        month=month,
        month_name=_month_name(month),
        previous_name=_month_name(month.previous),
        next_name=_month_name(month.next),
        weeks=weeks,
        weekdays=[_weekday(day) for day in weeks[0]],
        shown=shown,
        agenda=[(day, shown.days[day]) for day in in_month],
        view=view,
        icons=ICONS,
        time_of=_time_of,
        day_name=_day_name,
        most=MOST_IN_A_CELL,
        on=on,
        month_url=_month_url,
    )


def _month_url(month: Month, view: str) -> str:
    values: dict[str, Any] = {"month": str(month), **({"view": view} if view else {})}
    return url_for("calendar.index", **values)


def _month_name(month: Month) -> str:
    words = str(format_skeleton("yMMMM", month.first, locale=locale_code()))
    return words[0].upper() + words[1:]


def _weekday(day: date) -> tuple[str, str]:
    """The name of a weekday, short and whole."""
    code = locale_code()
    return str(format_date(day, "EEE", locale=code)).rstrip("."), str(format_date(day, "EEEE", locale=code))


def _day_name(day: date) -> str:
    """The day in full: "Monday, May 1"."""
    code = locale_code()
    weekday = str(format_date(day, "EEEE", locale=code))
    words = str(_("%(weekday)s, %(day)s", weekday=weekday, day=format_skeleton("MMMMd", day, locale=code)))
    return words[0].upper() + words[1:]


def _time_of(item: Item) -> str:
    """The time on the clock of the place, or nothing for what has none."""
    return dates.time_of_day(item.starts_at, item.zone, locale_code()) if item.starts_at is not None else ""
