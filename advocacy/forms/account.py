"""What somebody changes about their own account."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL, Language
from advocacy.forms.auth import new_password_field, password_field
from advocacy.forms.base import Form, WordField, text_field


class ProfileForm(Form):
    """Name and language."""

    name = text_field(
        _l("Name"), most=Limits.MAX_NAME, required=True, description=_l("As the others of your coalition see it.")
    )
    language = WordField(_l("Language"), Language, blank=_l("As my browser asks"))


class EmailForm(Form):
    """The e-mail to sign in with."""

    guarded = False
    email = text_field(_l("New e-mail"), most=MAX_EMAIL, required=True)
    password = password_field(_l("Your password"))


class PasswordForm(Form):
    """A new password, and the one before."""

    guarded = False
    password = password_field(_l("Your password now"))
    new_password = new_password_field(_l("New password"))
