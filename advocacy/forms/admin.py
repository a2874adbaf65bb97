"""What administrators write: accounts, and the filters of users and of the audit trail."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional

from advocacy.domain.audit_events import Area
from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL, Language, Role, UserDetails, UserState
from advocacy.forms.base import DayField, FilterForm, TickField, VersionedForm, WordField, text_field, words_choices


def _roles_field() -> SelectMultipleField:
    return TickField(
        _l("Roles"),
        choices=lambda: words_choices(Role),
        validators=[InputRequired(_l("Choose at least one."))],
        description=_l("What each role may do stands on the page of people and roles."),
    )


class UserForm(VersionedForm):
    """Name, e-mail and roles of an account."""

    name = text_field(_l("Name"), most=Limits.MAX_NAME, required=True)
    email = text_field(_l("E-mail"), most=MAX_EMAIL, required=True)
    roles = _roles_field()

    def details(self) -> UserDetails:
        """Return what was written."""
        return UserDetails(self.name.data or "", self.email.data or "", self.chosen_roles)

    @property
    def chosen_roles(self) -> frozenset[Role]:
        """The roles ticked."""
        return frozenset(Role(value) for value in self.roles.data or [])


class InviteForm(UserForm):
    """An account to be: also the language in which its owner is welcomed."""

    language = WordField(_l("Language"), Language, blank=_l("As their browser asks"))

    def details(self) -> UserDetails:
        """Return what was written."""
        return UserDetails(self.name.data or "", self.email.data or "", self.chosen_roles, self.language.word)


class UsersFilter(FilterForm):
    """Which users the list shows."""

    q = StringField(_l("Name or e-mail"), validators=[Optional()])
    role = WordField(_l("Holds the role"), Role, blank=_l("All roles"))
    state = WordField(_l("State"), UserState, blank=_l("All states"))


class AuditFilter(FilterForm):
    """Which entries of the audit trail are shown."""

    guarded = False
    area = WordField(_l("What"), Area, blank=_l("Everything"))
    who = StringField(_l("Who: name or e-mail"), validators=[Optional()])
    record = StringField(_l("Code of a record"), validators=[Optional()])
    since = DayField(_l("From"), validators=[Optional()])
    until = DayField(_l("Up to"), validators=[Optional()])
