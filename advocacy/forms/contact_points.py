"""Contact points: how somebody can be reached."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from advocacy.domain.contact_points import ContactPointDetails
from advocacy.domain.directory import ContactKind
from advocacy.domain.text import Limits
from advocacy.forms.base import VersionedForm, WordField, long_field, text_field


class ContactPointForm(VersionedForm):
    """One phone, address or handle."""

    contact_kind = WordField(_l("Kind"), ContactKind)
    value = text_field(_l("Number or address"), most=Limits.MAX_SHORT)
    address = long_field(
        _l("Postal address"),
        most=Limits.MAX_SHORT,
        description=_l("Line by line, as on an envelope: street, then city, state and ZIP."),
    )
    note = text_field(_l("Note"), most=Limits.MAX_SHORT, description=_l("Such as: scheduler, mornings only."))
    source = text_field(_l("Where we have it from"), most=Limits.MAX_SHORT)
    is_public = BooleanField(
        _l("It is public"),
        description=_l(
            "Published by the office or the person. What is not public is shown only to coordinators and to the "
            "teams that work with this person or organization."
        ),
    )

    @property
    def is_address(self) -> bool:
        """Whether the kind is a postal address, which has lines."""
        return self.contact_kind.word is ContactKind.ADDRESS

    @property
    def typed(self) -> str:
        """Return what was typed for the kind that was chosen."""
        return str((self.address.data or self.value.data if self.is_address else self.value.data) or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the number, or for the lines of an address."""
        is_good = super().validate(extra_validators)
        if self.typed.strip():
            return is_good
        field = self.address if self.is_address else self.value
        field.errors = [*field.errors, gettext("This is needed.")]
        return False

    def details(self) -> ContactPointDetails:
        """Return what was typed."""
        return ContactPointDetails(
            contact_kind=self.contact_kind.word,
            value=self.typed,
            note=self.note.data or "",
            is_public=bool(self.is_public.data),
            source=self.source.data or "",
        )
