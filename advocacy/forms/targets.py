"""Targets of a campaign."""

from collections.abc import Sequence
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.campaigns import Priority, TargetDetails, TargetPart
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.target_board import MOST_QUIET_DAYS, BoardFilter
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    CountField,
    DayField,
    FilterForm,
    PickerField,
    TickField,
    VersionedForm,
    WordField,
    long_field,
)
from advocacy.models import Demand

UNKNOWN, NOBODY = "unknown", "nobody"
"""In the filters: those whose stance is not known, and those whom nobody asks yet."""


class TargetForm(VersionedForm):
    """Whom we want to move, for what, and who asks them by when."""

    party = PickerField(_l("Person or organization"), pick="parties", required=True)
    part = WordField(_l("Part"), TargetPart)
    priority = WordField(_l("Priority"), Priority)
    demands = TickField(_l("Demands"))
    asker = PickerField(_l("Who asks them"), pick="users", description=_l("They get a task."))
    ask_by = DayField(_l("By when"), validators=[Optional()])
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


class BoardFilterForm(FilterForm):
    """Which targets the board lists: by part, stance, who asks, what moved, and who was not contacted for how long."""

    part = WordField(_l("Part"), TargetPart, blank=_l("Any"))
    stance = SelectField(_l("Stance"), validators=[Optional()])
    asker = SelectField(_l("Who asks"), validators=[Optional()])
    quiet = CountField(_l("Not contacted for how many days?"), most=MOST_QUIET_DAYS)
    moved = BooleanField(_l("Only who moved in the last 30 days"))

    def __init__(self, formdata: Any, askers: dict[str, str]) -> None:
        """`askers`: the names of those who ask somebody, by ref."""
        super().__init__(formdata)
        any_of_them = SelectChoice(value="", label=gettext("Any"))
        self.stance.choices = [
            any_of_them,
            *(SelectChoice(value=str(score), label=gettext(SCORE_LABELS[score])) for score in sorted(SCORE_LABELS)),
            SelectChoice(value=UNKNOWN, label=gettext("Not known")),
        ]
        self.asker.choices = [
            any_of_them,
            SelectChoice(value=NOBODY, label=gettext("Nobody yet")),
            *(SelectChoice(value=ref, label=name) for ref, name in askers.items()),
        ]

    def wanted(self) -> BoardFilter:
        """Return what is asked for; what cannot be read is passed over, and its field says so."""
        self.validate()
        stance, asker = (field.data if not field.errors else "" for field in (self.stance, self.asker))
        return BoardFilter(
            part=self.part.word,
            scores=(None if stance == UNKNOWN else int(stance),) if stance else (),
            moved=bool(self.moved.data),
            quiet_days=self.quiet.data if not self.quiet.errors else None,
            asker_ref=("" if asker == NOBODY else asker) if asker else None,
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
