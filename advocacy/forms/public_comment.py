"""Somebody who speaks at a hearing or before a vote."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from advocacy.domain.public_comment import MOST_MINUTES, SpeakerDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import CountField, DayField, Form, PickerField, text_field
from advocacy.models import Campaign


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
    campaign = SelectField(
        _l("For which campaign?"),
        description=_l("Only who may see the campaign sees the speaker."),
        validators=[Optional()],
    )

    def __init__(self, campaigns: Sequence[Campaign], *args: Any, chosen: Campaign | None, **kwargs: Any) -> None:
        """`campaigns` are those that can be chosen, and `chosen` is drawn."""
        super().__init__(*args, **kwargs)
        self.campaigns = {each.ref: each for each in campaigns}
        offered = [(each.ref, each.title) for each in campaigns]
        self.campaign.choices = [("", gettext("None: for all who work here")), *offered]
        if not self.is_submitted():
            self.campaign.data = chosen.ref if chosen is not None else ""

    @property
    def for_campaign(self) -> Campaign | None:
        """The campaign chosen, or None."""
        return self.campaigns.get(self.campaign.data or "")

    def details(self) -> SpeakerDetails:
        """Return what was typed."""
        return SpeakerDetails(self.words.data or "", self.point.data or "", self.minutes.data, self.signed_up_on.data)
