"""Tasks: writing one down, changing it, snoozing and dropping it."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Optional

from advocacy.domain.tasks import TaskDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, PickerField, VersionedForm, long_field, text_field


class TaskForm(VersionedForm):
    """What is to be done, by whom, until when. The campaigns are asked only where no record gives them."""

    what = text_field(_l("What is to be done?"), most=Limits.MAX_SHORT, required=True)
    assignee = PickerField(
        _l("Who does it?"), pick="users", description=_l("Whoever may see what it is about. Empty: nobody yet.")
    )
    due_on = DayField(_l("Due"), validators=[Optional()])
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> TaskDetails:
        """Return what was typed."""
        return TaskDetails(what=self.what.data or "", note=self.note.data or "", due_on=self.due_on.data)


class SnoozeForm(VersionedForm):
    """Until when a task sleeps."""

    snoozed_until = DayField(_l("Snooze until"), validators=[InputRequired(_l("Choose a day."))])


class DropForm(VersionedForm):
    """Why a task is not done after all."""

    note = long_field(_l("Why is it dropped?"), most=Limits.MAX_SHORT)
