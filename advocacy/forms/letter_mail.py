"""Sending a letter by e-mail: to whom."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from advocacy.domain.letter_mail import LetterMail
from advocacy.forms.base import TickField, VersionedForm


class MailForm(VersionedForm):
    """To whom of those who can be reached; all are ticked at first."""

    recipients = TickField(_l("Goes to"), choices=[])

    def __init__(self, offered: Sequence[LetterMail], **kwargs: Any) -> None:
        """Offer them, each with the address."""
        super().__init__(**kwargs)
        self.recipients.choices = [
            SelectChoice(value=each.recipient, label=f"{each.name} <{each.address}>") for each in offered
        ]
