"""Demands of a campaign."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from advocacy.domain.campaigns import WANTED_INSTRUMENTS, DemandDetails, DemandEvent
from advocacy.domain.text import Limits
from advocacy.forms.base import VersionedForm, WordField, long_field


class DemandForm(VersionedForm):
    """The words of a demand in both languages, and the form that it should have."""

    text = long_field(
        _l("Demand in English"),
        most=Limits.MAX_NOTE,
        required=True,
        description=_l("One thing, in words that an official can say yes or no to."),
    )
    text_es = long_field(_l("Demand in Spanish"), most=Limits.MAX_NOTE)
    instrument = WordField(_l("What we want it to be"), WANTED_INSTRUMENTS, blank=_l("Not decided"))
    note = long_field(_l("Note"), most=Limits.MAX_NOTE, description=_l("Shown under the demand."))

    def details(self) -> DemandDetails:
        """Return what was typed."""
        return DemandDetails(
            text=self.text.data or "",
            text_es=self.text_es.data or "",
            instrument=self.instrument.word,
            note=self.note.data or "",
        )


class DemandStepForm(VersionedForm):
    """A step of a demand, with what we know about it."""

    event = HiddenField()
    note = long_field(_l("What happened?"), most=Limits.MAX_NOTE, description=_l("Kept in the history."))

    @property
    def step(self) -> DemandEvent | None:
        """The step, or None when the button named none of ours."""
        return next((event for event in DemandEvent if event.value == self.event.data), None)
