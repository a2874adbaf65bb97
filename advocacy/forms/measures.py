"""Measures: writing one down, logging what happened to it, setting its state by hand."""

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Form, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from advocacy.domain.measure_actions import ActionDetails
from advocacy.domain.measures import (
    Binding,
    DecidedBy,
    MeasureDetails,
    MeasureEvent,
    MeasureGroup,
    MeasureStatus,
    MeasureType,
    NextDate,
)
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    DayField,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
    words_choices,
)

MAX_IDENTIFIER = 60


class MeasureForm(VersionedForm):
    """What a measure is, who decides it, who sponsors it, and what comes next."""

    title = text_field(_l("Title"), most=Limits.MAX_TITLE, required=True)
    measure_type = WordField(_l("Type"), MeasureType, default=MeasureType.RESOLUTION)
    identifier = text_field(
        _l("Official number"), most=MAX_IDENTIFIER, description=_l("As the clerk writes it, if it has one: R-2017-14.")
    )
    decided_by = RadioField(
        _l("Who decides?"),
        choices=lambda: words_choices(DecidedBy),
        default=DecidedBy.BODY.value,
        validators=[InputRequired()],
    )
    body = PickerField(_l("Body"), pick="bodies", description=_l("The council, legislature or board that votes."))
    office_holder = PickerField(_l("Office-holder"), pick="people", description=_l("Who would sign or issue it."))
    issuer = PickerField(
        _l("Agency that issues it"), pick="organizations", description=_l("If no single office-holder does.")
    )
    place = PickerField(
        _l("Place"), pick="places", description=_l("A state or a nation, if its body or official is not on file.")
    )
    binding = WordField(_l("Is it binding?"), Binding, default=Binding.NOT_KNOWN)
    sponsors = PickerField(_l("Sponsors"), pick="people", multiple=True)
    demands = PickerField(
        _l("Demands"), pick="demands", multiple=True, description=_l("What it would meet if it is decided as we ask.")
    )
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    summary = long_field(_l("What it says"), most=Limits.MAX_TEXT)
    note = long_field(_l("Note"), most=Limits.MAX_TEXT)
    next_on = DayField(_l("Next date"), validators=[Optional()])
    next_what = text_field(
        _l("What happens then?"), most=Limits.MAX_SHORT, description=_l("For example: vote of the full council.")
    )
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)

    def details(self) -> MeasureDetails:
        """Return what was typed."""
        return MeasureDetails(
            title=self.title.data or "",
            measure_type=self.measure_type.word,
            decided_by=DecidedBy(self.decided_by.data),
            binding=self.binding.word,
            identifier=self.identifier.data or "",
            summary=self.summary.data or "",
            note=self.note.data or "",
            next_on=self.next_on.data,
            next_what=self.next_what.data or "",
        )


class ActionForm(VersionedForm):
    """One dated action: what, when, in whose words, and where that stands."""

    action = WordField(_l("What happened?"), MeasureEvent)
    occurred_on = PartialDateField(_l("When?"))
    date_note = text_field(_l("The date in words"), most=Limits.MAX_SHORT, description=_l("For example: Monday night."))
    before = SelectField(
        _l("Where does it stand?"),
        description=_l("It matters only where the dates do not say."),
        validators=[Optional()],
    )
    words = long_field(_l("In a few words"), most=Limits.MAX_NOTE)
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)
    next_on = DayField(_l("Next date"), validators=[Optional()])
    next_what = text_field(_l("What happens then?"), most=Limits.MAX_SHORT)

    def offer(self, events: list[MeasureEvent], others: list[tuple[str, str]]) -> None:
        """Offer these actions, and the places before others (ref and words)."""
        self.action.words = list(events)
        self.before.choices = [
            SelectChoice(value="", label=gettext("After all others")),
            *(SelectChoice(value=ref, label=gettext("Before: %(action)s", action=words)) for ref, words in others),
        ]

    def details(self, action: MeasureEvent | None = None) -> ActionDetails:
        """Return what was typed; the action is given when the form does not ask for it."""
        return ActionDetails(
            action=action or self.action.word,
            occurred_on=self.occurred_on.value,
            date_note=self.date_note.data or "",
            words=self.words.data or "",
            next_on=self.next_on.data if "next_on" in self else None,
            next_what=(self.next_what.data or "") if "next_what" in self else "",
        )


class RemoveForm(VersionedForm):
    """Why an action or a vote is taken out."""

    reason = text_field(_l("Why is it taken out?"), most=Limits.MAX_SHORT, required=True)


class ByHandForm(VersionedForm):
    """A state set by hand, and why."""

    status = WordField(_l("State"), MeasureStatus)
    why = long_field(_l("Why do you set it by hand?"), most=Limits.MAX_NOTE, required=True)


class MeasureFilterForm(Form):
    """What the list of measures is narrowed to, read from the address."""

    group = WordField(_l("State"), MeasureGroup, blank=_l("All states"))
    campaign = SelectField(_l("Campaign"), validators=[Optional()])
    body = SelectField(_l("Body"), validators=[Optional()])
    next_date = WordField(_l("Next date"), NextDate, blank=_l("Any date"))

    def __init__(self, campaigns: list[tuple[str, str, int]], bodies: list[tuple[str, str, int]]) -> None:
        """`campaigns` and `bodies` are what the viewer sees: key in the address, name, id."""
        super().__init__(request.args)
        self.campaign.choices = _choices(campaigns, gettext("All campaigns"))
        self.body.choices = _choices(bodies, gettext("All bodies"))
        self._ids = {"campaign": {key: number for key, _, number in campaigns}}
        self._ids["body"] = {key: number for key, _, number in bodies}

    def id_of(self, name: str) -> int | None:
        """Return the id of the campaign or body chosen, or None."""
        return self._ids[name].get(self[name].data or "")


def _choices(rows: list[tuple[str, str, int]], blank: str) -> list[Any]:
    return [SelectChoice(value="", label=blank), *(SelectChoice(value=key, label=name) for key, name, _ in rows)]
