"""Holidays of a place: a calendar file to read, and the days to write down."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField

from advocacy.domain.holidays import MOST_DAYS
from advocacy.domain.text import Limits
from advocacy.forms.base import Form, long_field


class HolidaysForm(Form):
    """Days, one to a line. Reading a file fills them in; nothing is saved by it."""

    file = FileField(
        _l("Calendar file"), description=_l("An .ics file of at most 1 MB. You see its days before they are saved.")
    )
    days = long_field(
        _l("Days on which the offices are closed"),
        most=MOST_DAYS * Limits.MAX_SHORT,
        description=_l("One per line: the day, then its name. 2026-12-24 Christmas Eve."),
    )
