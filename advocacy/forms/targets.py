"""Targets of a campaign."""

from collections.abc import Sequence
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import DateField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.campaigns import Priority, TargetDetails, TargetPart
from advocacy.domain.text import Limits
from advocacy.forms.base import PickerField, TickField, VersionedForm, WordField, long_field
from advocacy.models import Demand


class TargetForm(VersionedForm):
    """Whom we want to move, for what, and who asks them by when."""

    party = PickerField(_l("Person or organization"), pick="parties", required=True)
    part = WordField(_l("Part"), TargetPart)
    priority = WordField(_l("Priority"), Priority)
    demands = TickField(_l("Demands"))
    asker = PickerField(_l("Who asks them"), pick="users", description=_l("They get a task."))
    ask_by = DateField(_l("By when"), validators=[Optional()])
    note = long_field(_l("Note"), most=Limits.MAX_TEXT, description=_l("Only organizers and coordinators see it."))

    def __init__(self, demands: Sequence[Demand], chosen: Sequence[Demand] = (), **kwargs: Any) -> None:
        """`demands` are those of the campaign, `chosen` those ticked before anything is sent."""
        super().__init__(**kwargs)
        self._offered = {demand.ref: demand for demand in demands}
        self.demands.choices = [
            SelectChoice(value=demand.ref, label=f"{demand.number}. {_words_of(demand)}") for demand in demands
        ]
        if not self.is_submitted():
            self.demands.data = [demand.ref for demand in chosen]

    @property
    def chosen_demands(self) -> list[Demand]:
        """The demands ticked."""
        return [self._offered[ref] for ref in self.demands.data or [] if ref in self._offered]

    def details(self) -> TargetDetails:
        """Return what was typed."""
        return TargetDetails(
            part=self.part.word, priority=self.priority.word, ask_by=self.ask_by.data, note=self.note.data or ""
        )


class RemoveTargetForm(VersionedForm):
    """Take a target off the list, and if one wants, say why."""

    reason = long_field(
        _l("Why are they taken off?"),
        most=Limits.MAX_SHORT,
        description=_l("It stands on the tasks that are dropped. It may be left empty."),
    )


def _words_of(demand: Demand) -> str:
    """Return the demand in the reader's language, as far as it is written in it."""
    locale = get_locale()
    return demand.text_es if locale is not None and locale.language == "es" and demand.text_es else demand.text
