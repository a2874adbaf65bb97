"""Organizations: the list's filters, and what is written about one."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from advocacy.domain.directory import CoalitionPart, OrganizationKind, TaxStatus
from advocacy.domain.organizations import OrganizationDetails
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


class OrganizationsFilter(FilterForm):
    """Which organizations the list shows."""

    q = StringField(_l("Name"))
    part = WordField(_l("Part in the coalition"), CoalitionPart, blank=_l("Any"))
    kind = WordField(_l("Kind"), OrganizationKind, blank=_l("Any"))
    place = PickerField(_l("Place"), pick="places")
    bodies = BooleanField(_l("Only bodies that vote"))


class OrganizationForm(VersionedForm):
    """What an organization is, and what it is to us."""

    title = text_field(_l("Name"), most=Limits.MAX_NAME, required=True)
    is_another_one = BooleanField(_l("It is another one: add this too"))
    organization_kind = WordField(_l("Kind"), OrganizationKind)
    is_body = BooleanField(
        _l("It is a body that votes"), description=_l("A council, board or legislature with seats and rules.")
    )
    part = WordField(_l("Part in the coalition"), CoalitionPart)
    joined_on = PartialDateField(_l("Joined the coalition"))
    left_on = PartialDateField(_l("Left the coalition"))
    tax_status = WordField(_l("Tax status"), TaxStatus, description=_l("Decides what lobbying must be counted."))
    promised = long_field(_l("What it promised to do"), most=Limits.MAX_NOTE)
    spokesperson = PickerField(_l("Who speaks for it"), pick="people")
    place = PickerField(_l("Place"), pick="places")
    parent = PickerField(
        _l("Part of"), pick="organizations", description=_l("The organization that this is a committee or chapter of.")
    )
    website = text_field(_l("Website"), most=500)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> OrganizationDetails:
        """Return what was typed."""
        return OrganizationDetails(
            title=self.title.data or "",
            organization_kind=self.organization_kind.word,
            is_body=bool(self.is_body.data),
            part=self.part.word,
            joined_on=self.joined_on.value,
            left_on=self.left_on.value,
            tax_status=self.tax_status.word,
            promised=self.promised.data or "",
            note=self.note.data or "",
            website=self.website.data or "",
        )
