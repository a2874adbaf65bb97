"""A letter's text in the other language."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from advocacy.domain.letter_translations import TranslationDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import VersionedForm, long_field, text_field


class TranslationForm(VersionedForm):
    """The other language's text."""

    sender = text_field(
        _l("Sender, as printed"),
        most=Limits.MAX_SHORT,
        description=_l("The name above the letter in this language. Left empty, it stays as it is."),
    )
    subject = text_field(_l("Subject"), most=Limits.MAX_TITLE, required=True)
    body = long_field(_l("Text"), most=Limits.MAX_TEXT, required=True)
    is_current = BooleanField(_l("It says all that the text says now"))

    def details(self) -> TranslationDetails:
        """Return what was typed."""
        return TranslationDetails(
            self.subject.data or "", self.body.data or "", bool(self.is_current.data), self.sender.data or ""
        )
