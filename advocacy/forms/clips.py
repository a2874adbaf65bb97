"""The clip desk: an article with what is known of it, and what it proposes, each with a tick."""

from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FileField, FormField, HiddenField
from wtforms.validators import Length

from advocacy.domain.activity_kinds import LOGGED_BY_HAND, ActivityKind, Side
from advocacy.domain.claims import ClaimDetails
from advocacy.domain.clips.proposals import MOST_CLAIMS, MOST_HAPPENINGS, MOST_PEOPLE, MOST_STATEMENTS
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, PartialDateError, Precision
from advocacy.domain.people import PersonDetails
from advocacy.domain.sources import SourceDetails
from advocacy.domain.statements import StatementDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import Form, PartialDateField, PickerField, WordField, long_field, text_field

TICKED = "y"
SOURCE_TEXTS = ("headline", "publisher", "author", "url")


class Part(Form):
    """One proposal: it is checked only when it is ticked. `start` and `end` are its passage in the text."""

    submission = None  # the whole form has one
    start = HiddenField(validators=[Length(max=9)])
    end = HiddenField(validators=[Length(max=9)])

    class Meta(Form.Meta):
        """The whole form carries the token against forgery."""

        csrf = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what is to be saved; what nobody ticked may say anything."""
        return super().validate(extra_validators) if self["take"].data else True

    @property
    def span(self) -> tuple[int, int]:
        """First and last character of the passage; (0, 0) for what is none."""
        start, end = (str(field.data or "") for field in (self.start, self.end))
        if not all(text.isascii() and text.isdigit() and len(text) < 10 for text in (start, end)):
            return (0, 0)
        return (int(start), int(end))


class StatementPart(Part):
    """Words of somebody."""

    take = BooleanField(_l("Save this statement"))
    is_sure = HiddenField(validators=[Length(max=9)])
    speaker = PickerField(_l("Who said it?"), pick="parties")
    in_words = text_field(
        _l("Or in words"), most=Limits.MAX_SHORT, description=_l("Where nobody is named: “his spokesman”.")
    )
    quote = long_field(_l("In their words"), most=Limits.MAX_NOTE, description=_l("Exactly, at most 100 words."))
    summary = long_field(_l("What was said"), most=Limits.MAX_NOTE, description=_l("In your own words, one sentence."))
    said_on = PartialDateField(
        _l("Said on"), description=_l("Leave it empty if the text does not say: then only “by the day of the article”.")
    )
    side = WordField(_l("Whose words"), Side, default=Side.THEIRS)
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    demands = PickerField(_l("Demands"), pick="demands", multiple=True)

    def details(self, published_on: PartialDate) -> StatementDetails:
        """Return what was corrected. What has no date was said by the day of the article, if that day is known."""
        said_on = self.said_on.value
        is_day = published_on.precision is Precision.DAY
        return StatementDetails(
            summary=self.summary.data or "",
            quote=self.quote.data or "",
            said_on=said_on,
            not_after=published_on.last_day if is_day and not said_on else None,
            side=self.side.word,
        )


class HappeningPart(Part):
    """Something that happened."""

    take = BooleanField(_l("Save this in the activity log"))
    kind = WordField(_l("Kind"), LOGGED_BY_HAND, default=ActivityKind.OTHER)
    side = WordField(_l("Who did it"), Side, default=Side.THEIRS)
    occurred_on = PartialDateField(_l("When"))
    summary = text_field(
        _l("In one line"), most=Limits.MAX_SHORT, description=_l("What the log and the timeline say."), required=True
    )
    contacts = PickerField(_l("With whom"), pick="parties", multiple=True)
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)


class ClaimPart(Part):
    """A fact with its figure."""

    take = BooleanField(_l("Save this claim"))
    text = long_field(_l("What is claimed"), most=Limits.MAX_NOTE, required=True)
    figure = text_field(
        _l("Figure"), most=Limits.MAX_SHORT, description=_l("As it was said: 75 percent; more than a thousand.")
    )
    unit = text_field(_l("Of what"), most=Limits.MAX_SHORT, description=_l("What the figure counts: people, dollars."))
    claimant = PickerField(_l("Who says so"), pick="parties")
    said_by = text_field(
        _l("Who says so, in words"), most=Limits.MAX_SHORT, description=_l("If the source names nobody.")
    )
    stated_on = PartialDateField(_l("As of"), description=_l("If it is left empty, the day of the article counts."))
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)

    def details(self) -> ClaimDetails:
        """Return what was corrected."""
        words = "" if self.claimant.records else self.said_by.data or ""
        return ClaimDetails(
            text=self.text.data or "",
            figure=self.figure.data or "",
            unit=self.unit.data or "",
            said_by=words,
            stated_on=self.stated_on.value,
        )


class PersonPart(Part):
    """Somebody who is not on file."""

    take = BooleanField(_l("Add this person"))
    given_name = text_field(_l("Given name"), most=Limits.MAX_NAME)
    family_name = text_field(_l("Family name"), most=Limits.MAX_NAME, required=True)
    role = text_field(_l("Role"), most=Limits.MAX_SHORT)
    organization = PickerField(_l("Organization"), pick="organizations")
    is_somebody_else = BooleanField(_l("It is somebody else of the same name: add them too"))

    def details(self) -> PersonDetails:
        """Return what was corrected."""
        return PersonDetails(
            given_name=self.given_name.data or "", family_name=self.family_name.data or "", role=self.role.data or ""
        )


class PartsField(FieldList):
    """The proposals of one kind. Only short, plain numbers count them: others come from no page of ours."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        offset = len(prefix) + 1
        for name in formdata:
            number = name[offset:].split("-", 1)[0] if name.startswith(f"{prefix}-") else ""
            if number.isascii() and number.isdigit() and len(number) < 4:
                yield int(number)


class ClipForm(Form):
    """The article; on the second page also the proposals. The text travels with the form and is kept nowhere."""

    reviewing = HiddenField(validators=[Length(max=9)])
    text = long_field(_l("Text of the article"), most=200_000)
    file = FileField(_l("Or a file"))
    headline = text_field(_l("Headline"), most=Limits.MAX_SHORT)
    publisher = text_field(_l("Published by"), most=Limits.MAX_NAME, description=_l("The paper, station or office."))
    author = text_field(_l("Reporter or author"), most=Limits.MAX_SHORT)
    published_on = PartialDateField(_l("Published"), description=_l("“Monday” in the text counts from this day."))
    url = text_field(_l("Web address"), most=1_000)
    campaigns = PickerField(
        _l("Campaigns"), pick="campaigns", multiple=True, description=_l("What you save belongs to them.")
    )
    take_source = BooleanField(_l("Save the source"))
    statements = PartsField(FormField(StatementPart), max_entries=MOST_STATEMENTS)
    happenings = PartsField(FormField(HappeningPart), max_entries=MOST_HAPPENINGS)
    claims = PartsField(FormField(ClaimPart), max_entries=MOST_CLAIMS)
    people = PartsField(FormField(PersonPart), max_entries=MOST_PEOPLE)

    @property
    def is_reviewing(self) -> bool:
        """Whether the second page was sent."""
        return bool(self.reviewing.data == TICKED)

    @property
    def pressed(self) -> str:
        """Which button was pressed: "change", "tick", or "" for the one that saves or reads."""
        return str(request.form.get("do", ""))

    def parts(self) -> list[tuple[str, Part]]:
        """Return every proposal with the name it has in the form ("statements-3")."""
        return [(entry.name, entry.form) for each in self.lists for entry in each.entries]

    @property
    def lists(self) -> tuple[FieldList, ...]:
        """The proposals, kind by kind."""
        return (self.statements, self.happenings, self.claims, self.people)

    def ticked(self, fields: FieldList) -> list[tuple[str, Any]]:
        """Return the ticked proposals of one kind."""
        return [(entry.name, entry.form) for entry in fields.entries if entry.form["take"].data]

    def tick_what_is_sure(self) -> None:
        """Tick the quotes of speakers on file."""
        for entry in self.statements.entries:
            if entry.form.is_sure.data == TICKED:
                entry.form.take.data = True

    def gather_errors(self) -> None:
        """Let the lists know of errors that were put at a part after the checks."""
        for fields in self.lists:
            errors = [entry.errors for entry in fields.entries]
            fields.errors = errors if any(errors) else []

    def source(self) -> SourceDetails:
        """Return what is said of the article."""
        texts = {name: str(self[name].data or "") for name in SOURCE_TEXTS}
        return SourceDetails(**texts, published_on=self.published)

    @property
    def published(self) -> PartialDate:
        """The day of the article, also before the form is checked; not known where it is no date."""
        try:
            return PartialDate.parse_typed(str(self.published_on.data or ""))
        except PartialDateError:
            return NOT_KNOWN
