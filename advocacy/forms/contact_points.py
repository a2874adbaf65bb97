"""Contact points: how somebody can be reached."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from advocacy.domain.contact_points import ContactPointDetails
from advocacy.domain.directory import ContactKind
from advocacy.domain.text import Limits
from advocacy.forms.base import VersionedForm, WordField, text_field


class ContactPointForm(VersionedForm):
    """One phone, address or handle."""

    contact_kind = WordField(_l("Kind"), ContactKind)
    value = text_field(_l("Number or address"), most=Limits.MAX_SHORT, required=True)
    note = text_field(_l("Note"), most=Limits.MAX_SHORT, description=_l("Such as: scheduler, mornings only."))
    source = text_field(_l("Where we have it from"), most=Limits.MAX_SHORT)
    is_public = BooleanField(
        _l("It is public"),
        description=_l(
            "Published by the office or the person. What is not public is shown only to coordinators and to the "
            "teams that work with this person or organization."
        ),
    )

    def details(self) -> ContactPointDetails:
        """Return what was typed."""
        return ContactPointDetails(
            contact_kind=self.contact_kind.word,
            value=self.value.data or "",
            note=self.note.data or "",
            is_public=bool(self.is_public.data),
            source=self.source.data or "",
        )
