"""A pasted list: the text, then a line for each who is on it, to tick and to correct."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, HiddenField, SelectField
from wtforms.validators import Length

from advocacy.domain.events import MOST_GUESTS, RsvpAnswer
from advocacy.domain.letter_details import RecipientDetails, SignatureDetails
from advocacy.domain.meetings import AttendeeSide
from advocacy.domain.pasted_lists import MOST_LINES
from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL, Language
from advocacy.forms.base import (
    CountField,
    Form,
    PartialDateField,
    VersionedForm,
    WordField,
    long_field,
    number_carried,
    text_field,
)
from advocacy.forms.clips import PartsField

WORDS_ONLY = "words"


class LinePart(Form):
    """One line. It is checked only when it is ticked."""

    submission = None  # the whole form has one
    take = BooleanField(_l("Take this line"))
    printed_name = text_field(_l("Name"), most=Limits.MAX_NAME)
    printed_title = text_field(_l("Title"), most=Limits.MAX_SHORT)
    printed_organization = text_field(_l("Organization"), most=Limits.MAX_NAME)
    email = text_field(_l("E-mail"), most=MAX_EMAIL)
    approved_by = text_field(_l("Approved by, with what authority"), most=Limits.MAX_SHORT)
    language = WordField(
        _l("Language of the invitation"), Language, blank=_l("As on file, else the letter’s"), default=""
    )
    guests = CountField(_l("Guests"), most=MOST_GUESTS)
    who = SelectField(_l("Who is it?"), choices=[], validate_choice=False)
    source = HiddenField(validators=[Length(max=2000)])

    class Meta(Form.Meta):
        """The whole form carries the token against forgery."""

        csrf = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what is to be saved; what nobody ticked may say anything."""
        return super().validate(extra_validators) if self.take.data else True

    def chosen(self, kind: str) -> str:
        """Return the ref of who was chosen, if it is of this kind ("person" or "organization"), or ""."""
        what, _sign, ref = (self.who.data or "").partition(":")
        return ref if what == kind else ""

    def signature(self) -> SignatureDetails:
        """Return the line as a signature to invite."""
        return SignatureDetails(
            person=self.chosen("person"),
            organization=self.chosen("organization"),
            printed_name=self.printed_name.data or "",
            printed_title=self.printed_title.data or "",
            printed_organization=self.printed_organization.data or "",
            email=self.email.data or "",
            approved_by=self.approved_by.data or "",
        )

    def recipient(self) -> RecipientDetails:
        """Return the line as somebody to whom a letter goes: who is on file, or the words."""
        person, organization = self.chosen("person"), self.chosen("organization")
        return RecipientDetails(person, organization, "" if person or organization else self.words())

    def words(self) -> str:
        """Return the line in words, for somebody who is not on file."""
        said = (self.printed_name.data, self.printed_title.data, self.printed_organization.data)
        return ", ".join(each for each in said if each)[: Limits.MAX_SHORT]


class PastedListForm(VersionedForm):
    """A list of people as pasted, then its lines, to be looked through and ticked."""

    reviewing = HiddenField(validators=[Length(max=9)])
    text = long_field(
        _l("The list"),
        most=60_000,
        description=_l(
            "One a line: name, title, organization. Tabs or semicolons part them too; an e-mail may stand anywhere."
        ),
    )
    lines = PartsField(FormField(LinePart), max_entries=MOST_LINES)

    @property
    def is_reviewing(self) -> bool:
        """Whether the second page was sent."""
        return bool(self.reviewing.data)

    def taken(self) -> list[tuple[Any, LinePart]]:
        """Return the ticked lines: the entry and its form."""
        return [(entry, entry.form) for entry in self.lines.entries if entry.form.take.data]


class PastedSignersForm(PastedListForm):
    """Names for a letter that may be signed: they are invited, or have signed already."""

    have_signed = BooleanField(
        _l("They have signed the text as it stands"),
        description=_l("Else they stand there as invited. No name stands under a text its owner did not see."),
    )
    seen_version = HiddenField(validators=[Length(max=9)])
    basis = text_field(
        _l("Who saw them sign?"),
        most=Limits.MAX_SHORT,
        description=_l("A name, or what they signed on: “sheet at the meeting of March 3, Ana”."),
    )
    approved_by = text_field(
        _l("For organizations: approved by, with what authority"),
        most=Limits.MAX_SHORT,
        description=_l("Stands at each organization whose line says nothing else."),
    )
    signed_on = PartialDateField(_l("Signed on"))
    invite_now = BooleanField(
        _l("Send them their invitation now"),
        description=_l("By mail, to each whose e-mail stands here. Who has signed gets none."),
    )

    def signed(self) -> tuple[SignatureDetails, int | None] | None:
        """Return what is known of all of them and the text they saw, or None while they are only invited."""
        if not self.have_signed.data:
            return None
        told = SignatureDetails(
            approved_by=self.approved_by.data or "", signed_on=self.signed_on.value, basis=self.basis.data or ""
        )
        return told, number_carried(self.seen_version)


class PastedRecipientsForm(PastedListForm):
    """To whom a letter goes."""


class PastedAttendeesForm(PastedListForm):
    """Who was at a meeting."""

    side = WordField(_l("On which side?"), AttendeeSide, default=AttendeeSide.US)


class PastedAnswersForm(PastedListForm):
    """Who comes to an event, or came."""

    answer = WordField(_l("Their answer"), RsvpAnswer, default=RsvpAnswer.GOING)
    came = BooleanField(_l("They were there"))
