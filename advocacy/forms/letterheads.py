"""Letterheads, and how a letter is laid out."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, MultipleFileField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import FileInput

from advocacy.domain.letterheads import MOST_COLUMNS, LayoutDetails, LetterheadDetails
from advocacy.domain.sign_on import SignerOrder
from advocacy.domain.text import Limits
from advocacy.forms.base import CountField, VersionedForm, WordField, long_field, text_field
from advocacy.forms.files import WithFiles
from advocacy.models import Letter, Letterhead


class LetterheadForm(VersionedForm, WithFiles):
    """What stands above our letters."""

    title = text_field(_l("Name, in large letters"), most=Limits.MAX_NAME, required=True)
    lines = long_field(
        _l("Lines below it"), most=Limits.MAX_NOTE, description=_l("Phone, e-mail, website: one a line, at most six.")
    )
    return_address = long_field(
        _l("Return address"),
        most=Limits.MAX_NOTE,
        description=_l("Below the name, and in the corner of envelopes: at most four lines."),
    )
    files = MultipleFileField(
        _l("Picture"),
        widget=FileInput(),
        description=_l("A PNG or JPEG of at most 1 MB. It stands beside the name, 1.6 cm high at most."),
    )
    logo_words = text_field(
        _l("What the picture shows"),
        most=Limits.MAX_SHORT,
        description=_l("Read out to who cannot see it, such as “Logo: two hands that hold a house”."),
    )
    without_picture = BooleanField(_l("Take the picture off"))
    is_default = BooleanField(_l("Use it for every letter that chooses no other"))

    def validate_files(self, _field: Any) -> None:
        """Ask for one picture at most."""
        if len(self.sent) > 1:
            raise ValidationError(gettext("Choose one picture."))

    def details(self) -> LetterheadDetails:
        """Return what was typed."""
        return LetterheadDetails(
            self.title.data or "",
            self.lines.data or "",
            bool(self.is_default.data),
            self.return_address.data or "",
            self.logo_words.data or "",
            not self.without_picture.data,
        )


class LayoutForm(VersionedForm):
    """How a letter is printed."""

    letterhead = SelectField(_l("Letterhead"), validators=[Optional()])
    signer_order = WordField(_l("Order of the names"), SignerOrder)
    signer_columns = CountField(
        _l("Columns of names"), most=MOST_COLUMNS, default=2, validators=[InputRequired(_l("This is needed."))]
    )
    ink_lines = BooleanField(_l("A line above each name"), description=_l("For a copy that is signed by hand, in ink."))
    enclosures = long_field(_l("Enclosures"), most=Limits.MAX_NOTE, description=_l("One a line."))

    def __init__(self, kept: list[Letterhead], *args: Any, **kwargs: Any) -> None:
        """Offer the letterheads in use."""
        super().__init__(*args, **kwargs)
        usual = SelectChoice(value="", label=_l("The usual one"))
        self.letterhead.choices = [usual, *(SelectChoice(value=each.ref, label=each.title) for each in kept)]

    def keep_settled(self) -> None:
        """Ask no more for what belongs to a text that is settled."""
        del self["letterhead"], self["enclosures"]

    def details(self, letterhead: str, letter: Letter) -> LayoutDetails:
        """Return what was typed, and of a settled letter the letterhead (its ref) and enclosures that it has."""
        is_open = "letterhead" in self._fields
        return LayoutDetails(
            letterhead=(self.letterhead.data or "") if is_open else letterhead,
            signer_order=self.signer_order.word,
            signer_columns=self.signer_columns.data,
            ink_lines=bool(self.ink_lines.data),
            enclosures=(self.enclosures.data or "") if is_open else letter.enclosures,
        )
