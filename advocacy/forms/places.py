"""Places: the list's filters, and what is written about one."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.places import PlaceDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import FilterForm, PickerField, VersionedForm, WordField, long_field, text_field


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
    holidays = text_field(
        _l("Holidays"), most=10, description=_l("Deadlines skip them. US, or US-MA with those of the state.")
    )
    division_id = text_field(
        _l("Open Civic Data division"),
        most=200,
        description=_l("Such as ocd-division/country:us/state:ma/place:springfield. Imports match by it."),
    )
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> PlaceDetails:
        """Return what was typed, codes in their case."""
        return PlaceDetails(
            title=self.title.data or "",
            jurisdiction_kind=self.jurisdiction_kind.word,
            state=(self.state.data or "").upper(),
            division_id=(self.division_id.data or "").lower(),
            time_zone=self.time_zone.data or "",
            holidays=(self.holidays.data or "").upper(),
            note=self.note.data or "",
        )
