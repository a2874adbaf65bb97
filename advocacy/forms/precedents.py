"""Precedents: the filters of the matrix, and what is written about one."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.campaigns import Instrument
from advocacy.domain.precedents import PrecedentDetails, Standing
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    FilterForm,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)


class PrecedentsFilter(FilterForm):
    """Which precedents the matrix shows, against whose demands."""

    campaign = SelectField(_l("Demands of"), validators=[Optional()], validate_choice=False)
    place = PickerField(_l("Place"), pick="places")
    instrument = WordField(_l("Instrument"), Instrument, blank=_l("Any"))
    standing = WordField(_l("Standing"), Standing, blank=_l("Any"))

    def offer(self, campaigns: Iterable[tuple[str, str, int]], chosen: str) -> None:
        """Offer campaigns by slug and title; `chosen` is the slug of the one that is shown."""
        self.campaign.choices = [SelectChoice(value=slug, label=title) for slug, title, _ in campaigns]
        self.campaign.data = chosen


class PrecedentForm(VersionedForm):
    """What a place has done, and how we know."""

    place = PickerField(_l("Which place?"), pick="places", required=True)
    instrument = WordField(_l("Instrument"), Instrument)
    instrument_words = text_field(
        _l("What it is called there"), most=Limits.MAX_SHORT, description=_l("If the word above does not say it all.")
    )
    title = text_field(_l("Title"), most=Limits.MAX_TITLE)
    standing = WordField(
        _l("Standing"),
        Standing,
        description=_l("As of the latest source. Choose “Not known” unless a source says so."),
    )
    happened_on = PartialDateField(_l("Since when?"))
    date_note = text_field(_l("About the date"), most=Limits.MAX_SHORT)
    provisions = long_field(
        _l("What it says"), most=Limits.MAX_NOTE, description=_l("In your own words, one provision a line.")
    )
    demands = PickerField(
        _l("Which of our demands does it meet?"),
        pick="demands",
        multiple=True,
        description=_l("Something done against a demand is linked too: its standing says so."),
    )
    aftermath = long_field(_l("What happened after?"), most=Limits.MAX_NOTE)
    agency = PickerField(_l("Agency"), pick="organizations", description=_l("If a part of the government did it."))
    official = PickerField(_l("Official"), pick="people", description=_l("Who issued, ordered or pledged it."))
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> PrecedentDetails:
        """Return what was typed."""
        texts = ("instrument_words", "title", "date_note", "provisions", "aftermath", "note")
        return PrecedentDetails(
            instrument=self.instrument.word,
            standing=self.standing.word,
            happened_on=self.happened_on.value,
            **{name: str(self[name].data or "") for name in texts},
        )
