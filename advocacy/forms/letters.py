"""Letters: writing one, to whom it goes, closing and withdrawing it, and the filters of their list."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from advocacy.domain.activity_kinds import Side
from advocacy.domain.deadlines import DEFAULT_BUSINESS_DAYS
from advocacy.domain.letter_details import (
    MOST_BUSINESS_DAYS,
    ClosingDetails,
    LetterDetails,
    RecipientDetails,
)
from advocacy.domain.letters import LetterKind, LetterOutcome, LetterStatus, LetterWait
from advocacy.domain.text import Limits
from advocacy.domain.users import Language
from advocacy.forms.base import (
    CountField,
    DayField,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)
from advocacy.models import Campaign, Letter, Organization, Person


def party_refs(record: Person | Organization | None) -> tuple[str, str]:
    """Return a picked person or organization as the two refs that the details hold."""
    if record is None:
        return "", ""
    return (record.ref, "") if isinstance(record, Person) else ("", record.ref)


class LetterForm(VersionedForm):
    """A letter: what it says, from whom, for which campaigns and demands."""

    subject = text_field(_l("Subject"), most=Limits.MAX_TITLE, required=True)
    body = long_field(
        _l("Text"),
        most=Limits.MAX_TEXT,
        description=_l("Headings, lists and **bold** are written in Markdown. Signers and date are added below it."),
    )
    campaigns = PickerField(
        _l("Campaigns"),
        pick="campaigns",
        multiple=True,
        description=_l(
            "Only people who may see all of these see the letter. Without a campaign: organizers and coordinators."
        ),
    )
    demands = PickerField(_l("Demands it carries"), pick="demands", multiple=True)
    enclosures = long_field(
        _l("Enclosures"), most=Limits.MAX_NOTE, description=_l("One a line. They are listed below the letter.")
    )
    addressees = PickerField(_l("To whom"), pick="parties", multiple=True)
    letter_kind = WordField(_l("Kind"), LetterKind, default=LetterKind.LETTER)
    side = WordField(_l("Whose letter is it?"), Side, default=Side.OURS)
    sender = text_field(
        _l("Sender, as printed"),
        most=Limits.MAX_SHORT,
        description=_l("Stands above the letter. Leave it empty for the name on the letterhead."),
    )
    language = WordField(_l("Language of the letter"), Language, default=Language.EN)
    already_sent = BooleanField(
        _l("It has already gone out"), description=_l("For letters of the past. It starts as sent, on its own date.")
    )
    dated_on = PartialDateField(
        _l("Date of the letter"), description=_l("Leave it empty for the day on which it goes out.")
    )
    date_note = text_field(_l("Date in words"), most=Limits.MAX_SHORT, description=_l("Such as “Monday night”."))
    reply_business_days = CountField(
        _l("Business days for an answer"),
        most=MOST_BUSINESS_DAYS,
        default=DEFAULT_BUSINESS_DAYS,
        validators=[InputRequired(_l("This is needed."))],
    )
    others_signed = BooleanField(_l("Others signed too, whose names are not known"))
    signer_note = text_field(_l("About the signers"), most=Limits.MAX_NOTE)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the sides as sides of a letter."""
        super().__init__(*args, **kwargs)
        self.side.choices = [
            SelectChoice(value=Side.OURS.value, label=_l("Ours")),
            SelectChoice(value=Side.THEIRS.value, label=_l("From those we ask")),
            SelectChoice(value=Side.OTHERS.value, label=_l("Somebody else’s")),
        ]

    def details(self, letter: Letter | None = None) -> LetterDetails:
        """Return what was typed; for a letter that exists, with what the form does not ask taken from it."""
        kept: Any = letter  # the form of a new letter asks for everything
        with_text, with_demands, with_date = (name in self._fields for name in ("body", "demands", "dated_on"))
        demands = self.demands.records if with_demands else kept.demands
        return LetterDetails(
            subject=(self.subject.data or "") if with_text else kept.subject,
            body=(self.body.data or "") if with_text else kept.body,
            letter_kind=self.letter_kind.word,
            side=self.side.word if letter is None else letter.side,
            sender=(self.sender.data or "") if with_demands else kept.sender,
            language=self.language.word if with_demands else kept.language,
            dated_on=self.dated_on.value if with_date else kept.dated_on,
            date_note=(self.date_note.data or "") if with_date else kept.date_note,
            reply_business_days=self.reply_business_days.data,
            others_signed=self.others_signed.data,
            signer_note=self.signer_note.data or "",
            enclosures=(self.enclosures.data or "") if with_demands else kept.enclosures,
            note=self.note.data or "",
            already_sent=letter is None and self.already_sent.data,
            campaigns=tuple(record.ref for record in self.campaigns.records),
            demands=tuple(record.ref for record in demands),
        )

    def change(self, *, with_text: bool, with_demands: bool, with_date: bool) -> None:
        """Ask only what may change once the letter exists; the text, and what is printed with it, while it is open."""
        text = () if with_text else ("subject", "body")
        beside = () if with_demands else ("demands", "sender", "language", "enclosures")
        dated = () if with_date else ("dated_on", "date_note")
        for name in ("side", "already_sent", "addressees", *text, *beside, *dated):
            del self[name]

    def recipients(self) -> list[RecipientDetails]:
        """Return to whom a new letter goes."""
        return [RecipientDetails(*party_refs(record)) for record in self.addressees.records]


class RecipientsForm(VersionedForm):
    """More people and organizations to whom a letter goes."""

    recipients = PickerField(_l("People and organizations"), pick="parties", multiple=True)
    body = PickerField(
        _l("Or everybody who holds a seat in"), pick="bodies", description=_l("Those who are on the letter stay once.")
    )
    attribution = text_field(
        _l("Or in words"),
        most=Limits.MAX_SHORT,
        description=_l("Where nobody is named: “the governor’s office”."),
    )
    reply_due = DayField(
        _l("Answer due on"),
        validators=[Optional()],
        description=_l("Leave it empty to count business days from the day it goes out."),
    )

    def details(self, seated: Iterable[Person] = ()) -> list[RecipientDetails]:
        """Return one for each chosen or seated in the body, and one for the words; without any, one that is refused."""
        due = self.reply_due.data
        chosen = {record.ref: record for record in (*self.recipients.records, *seated)}
        made = [RecipientDetails(*party_refs(record), reply_due=due) for record in chosen.values()]
        if self.attribution.data or not made:
            made.append(RecipientDetails(attribution=self.attribution.data or "", reply_due=due))
        return made


class CloseForm(VersionedForm):
    """How a letter ended."""

    outcome = WordField(_l("How did it end?"), LetterOutcome)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> ClosingDetails:
        """Return what was chosen."""
        return ClosingDetails(outcome=self.outcome.word, note=self.note.data or "")


class WithdrawForm(VersionedForm):
    """Why a letter is withdrawn."""

    note = long_field(_l("Why is it withdrawn?"), most=Limits.MAX_NOTE)


class LetterFilterForm(FlaskForm):
    """Which letters to list; the address holds the choice."""

    class Meta:
        """A form that only reads needs no token."""

        csrf = False

    campaign = SelectField(_l("Campaign"), choices=[])
    status = WordField(_l("State"), LetterStatus, blank=_l("All states"))
    wait = WordField(_l("Waiting for"), LetterWait, blank=_l("Anything"))

    def offer(self, campaigns: Sequence[Campaign]) -> None:
        """Offer the campaigns that have letters."""
        self.campaign.choices = [
            SelectChoice(value="", label=_l("All campaigns")),
            *(SelectChoice(value=each.slug, label=each.title) for each in campaigns),
        ]
