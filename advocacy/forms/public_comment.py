"""Somebody who speaks at a hearing or before a vote."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from advocacy.domain.public_comment import MOST_MINUTES, SpeakerDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import CountField, DayField, Form, PickerField, text_field


class OwnPointForm(Form):
    """What the signed-in user wants to say."""

    point = text_field(
        _l("On which point?"), most=Limits.MAX_NOTE, description=_l("See what others say: each point once.")
    )
    signed_up_on = DayField(
        _l("Signed up on"), validators=[Optional()], description=_l("With the body itself. Empty: not yet.")
    )

    def details(self) -> SpeakerDetails:
        """Return what was typed."""
        return SpeakerDetails(point=self.point.data or "", signed_up_on=self.signed_up_on.data)


class SpeakerForm(Form):
    """Who speaks, on which point, for how long."""

    party = PickerField(_l("Who speaks?"), pick="parties")
    words = text_field(
        _l("Or in words"), most=Limits.MAX_SHORT, description=_l("For who is not on file: “a tenant of Ward 3”.")
    )
    point = text_field(
        _l("On which point?"), most=Limits.MAX_NOTE, description=_l("One each: the list warns when two say the same.")
    )
    minutes = CountField(_l("Minutes"), most=MOST_MINUTES, description=_l("Empty: as the rules of the body say."))
    signed_up_on = DayField(_l("Signed up on"), validators=[Optional()])

    def details(self) -> SpeakerDetails:
        """Return what was typed."""
        return SpeakerDetails(self.words.data or "", self.point.data or "", self.minutes.data, self.signed_up_on.data)
