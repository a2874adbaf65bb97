"""Tasks: writing one down, changing it, snoozing and dropping it."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired, Optional, ValidationError

from advocacy.domain.tasks import TaskDetails, Weeks
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, PickerField, VersionedForm, WordField, long_field, text_field


class TaskForm(VersionedForm):
    """What is to be done, by whom, until when. The campaigns are asked only where no record gives them."""

    what = text_field(_l("What is to be done?"), most=Limits.MAX_SHORT, required=True)
    assignee = PickerField(
        _l("Who does it?"), pick="users", description=_l("Whoever may see what it is about. Empty: nobody yet.")
    )
    due_on = DayField(_l("Due"), validators=[Optional()])
    weeks = WordField(_l("Or count from today"), Weeks, blank=_l("On the day above, or without one"))
    whatever_happens = BooleanField(
        _l("Whatever happens"),
        description=_l("It stays open when what it is about is closed or withdrawn. Otherwise it is dropped then."),
    )
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self, today: date) -> TaskDetails:
        """Return what was typed; a number of weeks counts from today."""
        weeks = self.weeks.word if "weeks" in self else None
        return TaskDetails(
            what=self.what.data or "",
            note=self.note.data or "",
            due_on=weeks.after(today) if weeks is not None else self.due_on.data,
            whatever_happens=bool(self.whatever_happens.data),
        )

    def validate_weeks(self, field: WordField) -> None:
        """Refuse a day and a number of weeks at once."""
        if field.word is not None and self.due_on.data is not None:
            raise ValidationError(gettext("Choose a day or a number of weeks, not both."))


class SnoozeForm(VersionedForm):
    """Until when a task sleeps."""

    snoozed_until = DayField(_l("Snooze until"), validators=[InputRequired(_l("Choose a day."))])


class DropForm(VersionedForm):
    """Why a task is not done after all."""

    note = long_field(_l("Why is it dropped?"), most=Limits.MAX_SHORT)
