"""Holidays of a place: a calendar file to read, and the days to write down."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField
from wtforms.fields.choices import SelectChoice

from advocacy.domain.holidays import MOST_DAYS, Clash, of_lines
from advocacy.domain.text import Limits
from advocacy.forms.base import Form, TickField, long_field


class HolidaysForm(Form):
    """Days, one to a line. Reading a file fills them in; nothing is saved by it."""

    file = FileField(
        _l("Calendar file"), description=_l("An .ics file of at most 1 MB. You see its days before they are saved.")
    )
    renamed = TickField(_l("Take the new name"))
    asked = HiddenField()
    """The days, with commas between, whose names were shown beside those on the list."""
    days = long_field(
        _l("Days on which the offices are closed"),
        most=MOST_DAYS * Limits.MAX_SHORT,
        description=_l("One per line: the day, then its name. 2026-12-24 Christmas Eve."),
    )

    def offer(self, clashes: Sequence[Clash]) -> None:
        """Offer the new name of each day that is on the list under another one."""
        self.renamed.choices = [SelectChoice(value=str(each.day), label=each.new) for each in clashes]

    def was_asked(self) -> set[date]:
        """Return the days whose two names were shown."""
        return _days((self.asked.data or "").split(","))

    def takes_new_names(self) -> set[date]:
        """Return the days that take the new name."""
        return _days(self.renamed.data or ())


def _days(texts: Iterable[str]) -> set[date]:
    return {each.day for each in of_lines("\n".join(texts))}
