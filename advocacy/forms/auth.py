"""Signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from advocacy.forms.base import Form


class SignInForm(Form):
    """E-mail and password."""

    guarded = False
    email = StringField(_l("E-mail"), validators=[InputRequired(_l("This is needed.")), Length(max=254)])
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("This is needed.")), Length(max=1024)])


class ConfirmForm(Form):
    """The password again."""

    guarded = False
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("This is needed.")), Length(max=1024)])
