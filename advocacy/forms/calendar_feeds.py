"""A private calendar address."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from advocacy.forms.base import Form, PickerField


class CalendarFeedForm(Form):
    """Of what, and whether titles of confidential campaigns go out."""

    campaign = PickerField(
        _l("Only one campaign"), pick="campaigns", description=_l("Leave it empty for all that you may see.")
    )
    tells_confidential = BooleanField(
        _l("Tell the titles of confidential campaigns too"),
        description=_l("Without this tick they stand as “Busy: Cabildo”, with their day and hour and nothing else."),
    )
