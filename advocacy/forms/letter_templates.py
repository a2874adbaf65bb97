"""A text to begin letters with."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.letter_templates import TemplateDetails
from advocacy.domain.letters import LetterKind
from advocacy.domain.text import Limits
from advocacy.forms.base import VersionedForm, WordField, long_field, text_field


class LetterTemplateForm(VersionedForm):
    """A template: its text in English, in Spanish, or in both."""

    title = text_field(_l("Name of the template"), most=Limits.MAX_NAME, required=True)
    letter_kind = WordField(_l("Kind"), LetterKind, default=LetterKind.LETTER)
    subject = text_field(_l("Subject, in English"), most=Limits.MAX_TITLE)
    body = long_field(_l("Text, in English"), most=Limits.MAX_TEXT)
    subject_es = text_field(_l("Subject, in Spanish"), most=Limits.MAX_TITLE)
    body_es = long_field(_l("Text, in Spanish"), most=Limits.MAX_TEXT)
    note = long_field(_l("When to use it"), most=Limits.MAX_NOTE)

    def details(self) -> TemplateDetails:
        """Return what was typed."""
        return TemplateDetails(
            title=self.title.data or "",
            letter_kind=self.letter_kind.word,
            subject=self.subject.data or "",
            body=self.body.data or "",
            subject_es=self.subject_es.data or "",
            body_es=self.body_es.data or "",
            note=self.note.data or "",
        )
