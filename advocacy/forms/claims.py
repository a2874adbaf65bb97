"""Claims: the library's filters, what is written about a fact, and which facts a letter or a demand uses."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from advocacy.domain.claims import ClaimDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    FilterForm,
    Form,
    PartialDateField,
    PickerField,
    VersionedForm,
    long_field,
    text_field,
)


class ClaimsFilter(FilterForm):
    """Which facts the library shows."""

    q = StringField(_l("Words"))
    campaign = PickerField(_l("Campaign"), pick="campaigns")


class ClaimForm(VersionedForm):
    """A fact, who says so, where it stands, and what answers it."""

    text = long_field(_l("What is claimed"), most=Limits.MAX_NOTE, required=True)
    figure = text_field(
        _l("Figure"), most=Limits.MAX_SHORT, description=_l("As it was said: 75 percent; more than a thousand.")
    )
    unit = text_field(_l("Of what"), most=Limits.MAX_SHORT, description=_l("What the figure counts: people, dollars."))
    subject = text_field(_l("Subject"), most=Limits.MAX_SHORT)
    claimants = PickerField(_l("Who says so"), pick="parties", multiple=True)
    said_by = text_field(
        _l("Who says so, in words"), most=Limits.MAX_SHORT, description=_l("If the source names nobody.")
    )
    basis = long_field(
        _l("What they rest it on"), most=Limits.MAX_NOTE, description=_l("A study, a count, a report, or nothing.")
    )
    stated_on = PartialDateField(_l("As of"))
    answers = PickerField(
        _l("What answers it"), pick="claims", multiple=True, description=_l("Facts on file that speak against it.")
    )
    answered = PickerField(_l("What it answers"), pick="claims", multiple=True)
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> ClaimDetails:
        """Return what was typed."""
        texts = ("text", "figure", "unit", "subject", "said_by", "basis", "note")
        return ClaimDetails(stated_on=self.stated_on.value, **{name: str(self[name].data or "") for name in texts})


class ClaimUsesForm(Form):
    """Which facts a letter uses, or stand behind a demand."""

    claims = PickerField(_l("Claims"), pick="claims", multiple=True)
