"""What a reader may filter a timeline by."""

from flask_babel import lazy_gettext as _l
from wtforms import Form

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.forms.base import WordField


class TimelineFilterForm(Form):
    """Kind and side, read from the address."""

    kind = WordField(_l("Kind"), ActivityKind, blank=_l("All kinds"))
    side = WordField(_l("Who did it"), Side, blank=_l("Everybody"))
