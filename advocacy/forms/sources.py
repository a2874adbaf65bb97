"""Sources: the list's filters, and what is written about one."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from advocacy.domain.sources import SourceDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import FilterForm, PartialDateField, PickerField, VersionedForm, long_field, text_field


class SourcesFilter(FilterForm):
    """Which sources the list shows."""

    q = StringField(_l("Words"))
    outlet = PickerField(_l("Outlet"), pick="organizations")


class SourceForm(VersionedForm):
    """Where something stands, so that others can look it up."""

    headline = text_field(_l("Headline"), most=Limits.MAX_SHORT)
    publisher = text_field(_l("Published by"), most=Limits.MAX_NAME, description=_l("The paper, station or office."))
    author = text_field(_l("Reporter or author"), most=Limits.MAX_SHORT)
    published_on = PartialDateField(_l("Published"))
    date_note = text_field(_l("About the date"), most=Limits.MAX_SHORT, description=_l("Such as: undated copy."))
    url = text_field(_l("Web address"), most=1_000)
    is_another_one = BooleanField(_l("It is another one: add this too"))
    outlet = PickerField(_l("Outlet"), pick="organizations", description=_l("If the paper or station is on file."))
    summary = long_field(_l("What it says"), most=Limits.MAX_NOTE, description=_l("In your own words. Quote shortly."))
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> SourceDetails:
        """Return what was typed."""
        texts = {
            name: str(self[name].data or "")
            for name in ("headline", "publisher", "author", "date_note", "url", "summary", "note")
        }
        return SourceDetails(**texts, published_on=self.published_on.value)


class ChosenSourcesForm(VersionedForm):
    """Where what is on file about a record was found."""

    sources = PickerField(_l("Sources"), pick="sources", multiple=True)
