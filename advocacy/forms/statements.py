"""Statements: the list's filters, and what was said by whom."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.activity_kinds import Side
from advocacy.domain.statements import StatementDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    DayField,
    FilterForm,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)
from advocacy.forms.stances import scale_choices


class StatementsFilter(FilterForm):
    """Which statements the list shows."""

    q = StringField(_l("Words"))
    speaker = PickerField(_l("Who said it"), pick="parties")


def _positions() -> list[SelectChoice]:
    return [SelectChoice(value="", label=gettext("No position, or not clear")), *scale_choices()]


class StatementForm(VersionedForm):
    """Words said in public."""

    speakers = PickerField(_l("Who said it?"), pick="parties", multiple=True)
    in_words = text_field(
        _l("Or in words"), most=Limits.MAX_SHORT, description=_l("Where nobody is named: “his spokesman”.")
    )
    summary = long_field(_l("What was said"), most=Limits.MAX_NOTE, description=_l("In your own words, one sentence."))
    quote = long_field(
        _l("In their words"),
        most=Limits.MAX_NOTE,
        description=_l("Quote exactly and keep it short, at most 100 words."),
    )
    said_on = PartialDateField(_l("Said on"))
    date_note = text_field(_l("Date in words"), most=Limits.MAX_SHORT, description=_l("For example: Monday night."))
    not_before = DayField(_l("Not before"), validators=[Optional()])
    not_after = DayField(
        _l("Not after"),
        validators=[Optional()],
        description=_l(
            "Where the date is not known, these days place it on timelines. They are never shown as its date."
        ),
    )
    channel = text_field(
        _l("Where"), most=Limits.MAX_SHORT, description=_l("At a hearing, in a letter to the editor, to a station.")
    )
    side = WordField(_l("Whose words"), Side)
    sources = PickerField(
        _l("Sources"), pick="sources", multiple=True, description=_l("The article, broadcast or post that has it.")
    )
    campaigns = PickerField(
        _l("Campaigns"),
        pick="campaigns",
        multiple=True,
        description=_l("Only who may see all of them sees it. None: everybody where a source has it, else organizers."),
    )
    demands = PickerField(_l("Demands"), pick="demands", multiple=True)
    shows = SelectField(
        _l("The position it shows"),
        choices=_positions,
        validators=[Optional()],
        description=_l("Your reading of these words. The ledger of stances is written separately."),
    )
    shows_words = text_field(_l("The position in words"), most=Limits.MAX_SHORT)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> StatementDetails:
        """Return what was typed."""
        texts = {name: str(self[name].data or "") for name in _TEXTS}
        return StatementDetails(
            **texts,
            said_on=self.said_on.value,
            not_before=self.not_before.data,
            not_after=self.not_after.data,
            side=self.side.word,
            shows=int(self.shows.data) if self.shows.data else None,
        )


_TEXTS = ("summary", "quote", "date_note", "channel", "shows_words", "note")
