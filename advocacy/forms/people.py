"""People: the list's filters, and what is written about one person."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from advocacy.domain.people import PersonDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import FilterForm, PickerField, VersionedForm, long_field, text_field


class PeopleFilter(FilterForm):
    """Which people the list shows."""

    q = StringField(_l("Name"))
    body = PickerField(_l("Council or board"), pick="bodies")
    place = PickerField(_l("Place"), pick="places")
    everybody = BooleanField(_l("Everybody, not only officials"))


class PersonForm(VersionedForm):
    """Who somebody is. Given and family name apart, so that lists sort and letters greet."""

    given_name = text_field(_l("Given name"), most=Limits.MAX_NAME)
    family_name = text_field(_l("Family name"), most=Limits.MAX_NAME)
    label = text_field(
        _l("If the name is not known: who is meant?"),
        most=Limits.MAX_SHORT,
        description=_l("For example: Governor of Illinois, not named."),
    )
    is_somebody_else = BooleanField(_l("It is somebody else: add this person too"))
    title = text_field(_l("Title"), most=60, description=_l("As people say it: Mayor, Councilor, Rev."))
    party = text_field(_l("Party"), most=100)
    place = PickerField(_l("Place"), pick="places", description=_l("Where this person lives or works, if it matters."))
    role = text_field(
        _l("Role"),
        most=Limits.MAX_SHORT,
        description=_l("For people without an office: aide to the mayor, reporter, pastor."),
    )
    organization = PickerField(_l("Organization"), pick="organizations", description=_l("Where they have that role."))
    aliases = long_field(
        _l("Other names and spellings"),
        most=Limits.MAX_NOTE,
        description=_l("One on each line."),
    )
    languages = text_field(_l("Languages"), most=100)
    not_in_print = BooleanField(
        _l("Not in print"),
        description=_l(
            "This name stands in no PDF, export, feed or mail, and members read initials. For people at risk. If a "
            "nickname or the family name alone would give them away, write it under other names."
        ),
    )
    note = long_field(_l("Note"), most=Limits.MAX_NOTE, description=_l("What your team needs to know."))

    def details(self) -> PersonDetails:
        """Return what was typed."""
        texts = {
            name: str(self[name].data or "")
            for name in ("given_name", "family_name", "label", "title", "party", "role", "languages", "note")
        }
        lines = [" ".join(line.split()) for line in (self.aliases.data or "").splitlines()]
        return PersonDetails(
            **texts,
            aliases=tuple(dict.fromkeys(filter(None, lines))),
            not_in_print=bool(self.not_in_print.data),
        )
