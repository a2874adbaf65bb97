"""Taking a step back."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import InputRequired

from advocacy.domain.text import Limits
from advocacy.forms.base import Form, long_field


class TakeBackForm(Form):
    """Which step, and why (needed when it is not your own, or older than a day)."""

    step = HiddenField(validators=[InputRequired()])
    reason = long_field(_l("Why is it taken back?"), most=Limits.MAX_SHORT)
