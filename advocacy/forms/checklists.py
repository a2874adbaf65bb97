"""Checklists: writing one, and applying it to a record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from advocacy.domain.checklists import ChecklistDetails, Item
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, Form, PickerField, TickField, VersionedForm, long_field, text_field
from advocacy.models import Checklist, ChecklistItem
from advocacy.queries.checklists import Assignees


class ChecklistForm(VersionedForm):
    """What is to be done each time, one thing to a line."""

    title = text_field(_l("Name"), most=Limits.MAX_NAME, required=True)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)
    lines = long_field(
        _l("What is to be done"),
        most=Limits.MAX_TEXT,
        required=True,
        description=_l(
            "One per line, after its days before the day (-14 Book the room) or after it (2 Thank all). After a | may "
            "stand who does it: a whole name, or “lead” for who leads the campaign."
        ),
    )

    def details(self) -> ChecklistDetails:
        """Return what was typed."""
        return ChecklistDetails(self.title.data or "", self.note.data or "", self.lines.data or "")


class ApplyForm(Form):
    """The day from which a checklist counts, who does the work, and which things are to be done."""

    day = DayField(_l("The day itself"), validators=[InputRequired(_l("Choose a day."))])
    items = TickField(_l("What is to be done"))
    drawn_for = HiddenField()
    assignee = PickerField(
        _l("Who does it?"), pick="users", description=_l("For whatever is for nobody in particular.")
    )

    @classmethod
    def of(cls, kept: Checklist, assignees: Assignees, **values: Any) -> "ApplyForm":
        """Return the form for a checklist, everything ticked; each line is for whom the checklist says."""
        choices = [SelectChoice(value="", label=_("As above"))]
        choices += [SelectChoice(value=user.ref, label=user.display_name) for user in assignees.users]
        lines = {_who(item.position): SelectField(item.what, choices=choices) for item in kept.items}
        places = [str(item.position) for item in kept.items]
        usual = {_who(item.position): _ref_of(item, assignees) for item in kept.items}
        form: ApplyForm = type("ApplyFormOfLines", (cls,), lines)(items=places, **usual, **values)
        form.items.choices = [SelectChoice(value=str(item.position), label=item.what) for item in kept.items]
        return form

    def untick_past(self, items: Sequence[Item], today: date) -> None:
        """Leave out what would be due in the past, once: whoever ticks it again wants it so.

        `drawn_for` is the day for which the ticks were drawn: when another is chosen, what was past for it alone
        comes back.
        """
        day, drawn_for = self.day.data, self.drawn_for.data or ""
        if day is None or drawn_for == day.isoformat():
            return
        before = date.fromisoformat(drawn_for) if _is_day(drawn_for) else None
        was_past = {str(n) for n, item in enumerate(items) if before is not None and item.is_past(before, today)}
        is_past = {str(n) for n, item in enumerate(items) if item.is_past(day, today)}
        self.items.data = sorted(({*(self.items.data or ())} | was_past) - is_past)
        self.drawn_for.data = day.isoformat()

    def chosen(self) -> set[int]:
        """Return the positions of what is ticked."""
        return {int(place) for place in self.items.data or () if place.isascii() and place.isdigit()}

    def who(self, place: int) -> Any:
        """Return the field that says who does one thing."""
        return self[_who(place)]


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _who(place: int) -> str:
    return f"who_{place}"


def _ref_of(item: ChecklistItem, assignees: Assignees) -> str:
    user = assignees.lead if item.for_lead else item.assignee
    return user.ref if user is not None and user in assignees.users else ""
