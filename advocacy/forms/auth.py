"""Signing in, and choosing a password by a one-time link."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL
from advocacy.forms.base import Form, text_field

LONGEST_TYPED = 1024
"""Longer than any password that is taken, so that the refusal can say how long one may be."""


def password_field(label: Any, **kwargs: Any) -> PasswordField:
    """Return a field for a password: nothing is cut off, nothing is drawn again."""
    return PasswordField(label, validators=[InputRequired(_l("This is needed.")), Length(max=LONGEST_TYPED)], **kwargs)


def new_password_field(label: Any) -> PasswordField:
    """Return a field for a password that somebody chooses, with what makes a good one."""
    return password_field(
        label,
        description=_l("At least 12 characters. Several words in a row are easy to remember and hard to guess."),
    )


class SignInForm(Form):
    """E-mail and password."""

    guarded = False
    email = StringField(_l("E-mail"), validators=[InputRequired(_l("This is needed.")), Length(max=MAX_EMAIL)])
    password = password_field(_l("Password"))


class ConfirmForm(Form):
    """The password again."""

    guarded = False
    password = password_field(_l("Password"))


class ChoosePasswordForm(Form):
    """A password, by an invitation or a link for a new one."""

    guarded = False
    password = new_password_field(_l("New password"))


class FirstAdministratorForm(Form):
    """The first account of an installation."""

    name = text_field(_l("Your name"), most=Limits.MAX_NAME, required=True)
    email = text_field(_l("E-mail"), most=MAX_EMAIL, required=True)
    password = new_password_field(_l("Password"))
