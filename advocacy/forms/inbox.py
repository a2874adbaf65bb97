"""The holding pen: whose answer a message is, or why it is discarded."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from advocacy.domain.text import Limits
from advocacy.forms.base import Form, long_field, text_field
from advocacy.models import Recipient


class AssignForm(Form):
    """Whose answer it is, and the words to keep of it."""

    recipient = SelectField(_l("Whose answer is it?"), validators=[InputRequired(_l("This is needed."))])
    words = long_field(
        _l("What it says"), most=Limits.MAX_TEXT, description=_l("Take out what must not be kept before you save.")
    )

    def __init__(self, offered: Sequence[Recipient], name: Callable[[Recipient], str], **kwargs: Any) -> None:
        """Offer the recipients of letters that went out, the newest first."""
        super().__init__(**kwargs)
        self.recipient.choices = [
            SelectChoice(value="", label=str(_l("Choose a letter"))),
            *(SelectChoice(value=each.ref, label=name(each)) for each in offered),
        ]


class DiscardForm(Form):
    """Why a message is discarded."""

    reason = text_field(
        _l("Why is it discarded?"),
        most=Limits.MAX_SHORT,
        required=True,
        description=_l("Such as “advertisement”. The reason stays, without a word of the message."),
    )
