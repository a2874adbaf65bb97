"""Proceedings: the list's filters, what is written about a case, and a step of it."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from advocacy.domain.proceedings import (
    ProceedingDetails,
    ProceedingEvent,
    ProceedingStatus,
    ProceedingStepDetails,
)
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


class ProceedingsFilter(FilterForm):
    """Which cases the list shows."""

    q = StringField(_l("Words"))
    campaign = PickerField(_l("Campaign"), pick="campaigns")
    status = WordField(_l("Status"), ProceedingStatus, blank=_l("Any"))


class ProceedingForm(VersionedForm):
    """A case: who against whom, where, and what it asks."""

    title = text_field(
        _l("What it is called"), most=Limits.MAX_TITLE, required=True, description=_l("Such as: City v. Agency.")
    )
    plaintiffs = PickerField(
        _l("Who brings it"), pick="case_parties", multiple=True, description=_l("Places, organizations or people.")
    )
    plaintiff_words = text_field(
        _l("Who brings it, in words"), most=Limits.MAX_SHORT, description=_l("If the source names nobody.")
    )
    defendants = PickerField(_l("Against whom"), pick="case_parties", multiple=True)
    defendant_words = text_field(
        _l("Against whom, in words"), most=Limits.MAX_SHORT, description=_l("If the source names nobody.")
    )
    others = PickerField(_l("Who else takes part"), pick="case_parties", multiple=True)
    court = text_field(_l("Court or office"), most=Limits.MAX_SHORT)
    case_number = text_field(_l("Case number"), most=Limits.MAX_SHORT)
    asks = long_field(_l("What it asks"), most=Limits.MAX_NOTE, description=_l("In your own words, one thing a line."))
    status = WordField(
        _l("Status"), ProceedingStatus, description=_l("As soon as a dated step says it, the step counts.")
    )
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> ProceedingDetails:
        """Return what was typed."""
        texts = ("title", "court", "case_number", "asks", "note", "plaintiff_words", "defendant_words")
        return ProceedingDetails(status=self.status.word, **{name: str(self[name].data or "") for name in texts})


class ProceedingStepForm(VersionedForm):
    """What happened in a case."""

    event = WordField(_l("What happened?"), ProceedingEvent)
    occurred_on = PartialDateField(_l("When?"))
    date_note = text_field(_l("About the date"), most=Limits.MAX_SHORT)
    words = long_field(_l("In your words"), most=Limits.MAX_NOTE)
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)

    def details(self) -> ProceedingStepDetails:
        """Return what was typed."""
        return ProceedingStepDetails(
            event=self.event.word,
            occurred_on=self.occurred_on.value,
            date_note=self.date_note.data or "",
            words=self.words.data or "",
        )
