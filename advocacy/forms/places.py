"""Places: the list's filters, and what is written about one."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.places import FEDERAL, PlaceDetails, usual_holidays
from advocacy.domain.text import Limits
from advocacy.forms.base import FilterForm, PickerField, VersionedForm, WordField, long_field, text_field

OF_THE_STATE = "state"


class PlacesFilter(FilterForm):
    """Which places the list shows."""

    q = StringField(_l("Name"))
    kind = WordField(_l("Kind"), JurisdictionKind, blank=_l("Any"))


class PlaceForm(VersionedForm):
    """Where decisions are made, and what its clocks and holidays are."""

    title = text_field(_l("Name"), most=Limits.MAX_NAME, required=True)
    is_another_one = BooleanField(_l("It is another one: add this too"))
    jurisdiction_kind = WordField(_l("Kind"), JurisdictionKind)
    state = text_field(_l("State"), most=2, description=_l("Two letters: MA."))
    parent = PickerField(_l("Lies in"), pick="places")
    time_zone = text_field(
        _l("Time zone"), most=60, required=True, description=_l("Such as America/New_York or America/Chicago.")
    )
    holidays = SelectField(
        _l("Holidays"),
        choices=[
            SelectChoice(value=OF_THE_STATE, label=_l("Federal holidays and those of the state")),
            SelectChoice(value=FEDERAL, label=_l("Federal holidays")),
            SelectChoice(value="", label=_l("None that the program knows")),
        ],
        default=OF_THE_STATE,
        description=_l("Deadlines skip them. Others can be added on the page of the place."),
    )
    division_id = text_field(
        _l("Open Civic Data division"),
        most=200,
        description=_l("Such as ocd-division/country:us/state:ma/place:springfield. Imports match by it."),
    )
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the code of the place as a choice; one that is neither the state's nor federal is offered too."""
        super().__init__(*args, **kwargs)
        kept = self.holidays.object_data or ""
        if kept == f"{FEDERAL}-{self.state.object_data}":
            kept = OF_THE_STATE
        if kept not in {OF_THE_STATE, FEDERAL, ""}:
            self.holidays.choices = [*self.holidays.choices, SelectChoice(value=kept, label=kept)]
        if not self.is_submitted():
            self.holidays.data = kept

    def details(self) -> PlaceDetails:
        """Return what was typed, codes in their case."""
        state = (self.state.data or "").upper()
        return PlaceDetails(
            title=self.title.data or "",
            jurisdiction_kind=self.jurisdiction_kind.word,
            state=state,
            division_id=(self.division_id.data or "").lower(),
            time_zone=self.time_zone.data or "",
            holidays=usual_holidays(state) if self.holidays.data == OF_THE_STATE else self.holidays.data or "",
            note=self.note.data or "",
        )
