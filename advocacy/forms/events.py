"""Events: writing one down, calling it off, saying that it was held, and who comes."""

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.activity_kinds import Side
from advocacy.domain.events import MOST_GUESTS, EventDetails, EventKind, RsvpAnswer
from advocacy.domain.localtime import Repeated
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    CountField,
    DayField,
    PartialDateField,
    PickerField,
    TickField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
    zone_field,
)
from advocacy.forms.base import Form as OurForm

_CLOCKS = ["%H:%M", "%H:%M:%S", "%I:%M %p"]


class EventForm(VersionedForm):
    """What an event is, when and where, who hosts and speaks, and what it needs."""

    title = text_field(_l("Title"), most=Limits.MAX_TITLE, required=True)
    event_kind = WordField(_l("Kind"), EventKind, default=EventKind.RALLY)
    side = WordField(_l("Whose event is it?"), Side, default=Side.OURS)
    happened_on = PartialDateField(_l("Day"))
    date_note = text_field(
        _l("The date in words"), most=Limits.MAX_SHORT, description=_l("For example: after the march.")
    )
    starts = TimeField(_l("Begins at"), format=_CLOCKS, validators=[Optional()])
    ends = TimeField(_l("Ends at"), format=_CLOCKS, validators=[Optional()])
    ends_on = DayField(_l("Ends on another day"), validators=[Optional()])
    starts_repeated = WordField(_l("Which beginning?"), Repeated, default=Repeated.ASK)
    ends_repeated = WordField(_l("Which end?"), Repeated, default=Repeated.ASK)
    place = text_field(_l("Where?"), most=Limits.MAX_SHORT)
    jurisdiction = PickerField(
        _l("City, county or state"), pick="places", description=_l("Its clock is the one that counts.")
    )
    zone = zone_field()
    hosts = PickerField(_l("Hosts"), pick="parties", multiple=True)
    speakers = PickerField(_l("Speakers"), pick="parties", multiple=True)
    speakers_in_words = long_field(
        _l("More speakers"), most=Limits.MAX_NOTE, description=_l("One per line, as the source names them.")
    )
    purpose = long_field(_l("What is it for?"), most=Limits.MAX_NOTE)
    people_needed = CountField(_l("People needed"))
    interpreters = text_field(
        _l("Interpreters"), most=Limits.MAX_SHORT, description=_l("For example: Spanish, from 6 pm.")
    )
    access_notes = long_field(_l("Access"), most=Limits.MAX_NOTE, description=_l("Ramps, seats, rides, child care."))
    note = long_field(_l("Note"), most=Limits.MAX_TEXT)
    demands = PickerField(_l("Demands raised there"), pick="demands", multiple=True)
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)

    @property
    def named_in_words(self) -> list[str]:
        """The speakers written in words, one per line."""
        return [line.strip() for line in (self.speakers_in_words.data or "").splitlines() if line.strip()]

    def details(self) -> EventDetails:
        """Return what was typed."""
        return EventDetails(
            title=self.title.data or "",
            event_kind=self.event_kind.word,
            side=self.side.word,
            happened_on=self.happened_on.value,
            date_note=self.date_note.data or "",
            starts=self.starts.data,
            ends=self.ends.data,
            ends_on=self.ends_on.data,
            starts_repeated=self.starts_repeated.word,
            ends_repeated=self.ends_repeated.word,
            place=self.place.data or "",
            purpose=self.purpose.data or "",
            people_needed=self.people_needed.data,
            interpreters=self.interpreters.data or "",
            access_notes=self.access_notes.data or "",
            note=self.note.data or "",
            zone=self.zone.data or "",
        )


class CallOffForm(VersionedForm):
    """Why an event is cancelled or postponed."""

    note = long_field(_l("Why?"), most=Limits.MAX_NOTE)


class HeldForm(VersionedForm):
    """How many came."""

    attendance = CountField(_l("How many people came?"), description=_l("Leave it empty if nobody counted."))
    attendance_note = text_field(
        _l("Who says so?"), most=Limits.MAX_SHORT, description=_l("For example: counted at the door, or by the press.")
    )


class CountForm(HeldForm):
    """How many came, and who of those who answered."""

    came = TickField(_l("Who came?"))

    def offer(self, rows: list[tuple[int, str]]) -> None:
        """Offer these people: number of the answer, and name."""
        self.came.choices = [SelectChoice(value=str(number), label=name) for number, name in rows]


class RsvpForm(OurForm):
    """Whether I come, with how many guests. The answer is the button."""

    answer = WordField(_l("Answer"), RsvpAnswer)
    guests = CountField(_l("Guests you bring"), most=MOST_GUESTS)


class RsvpOfForm(OurForm):
    """The answer of somebody who has no login."""

    person = PickerField(_l("Who?"), pick="people")
    words = text_field(
        _l("Or in words"), most=Limits.MAX_SHORT, description=_l("For example: five from the North End.")
    )
    answer = WordField(_l("Answer"), RsvpAnswer, default=RsvpAnswer.GOING)
    guests = CountField(_l("Guests"), most=MOST_GUESTS)


class EventFilterForm(Form):
    """What the list of events is narrowed to, read from the address."""

    kind = WordField(_l("Kind"), EventKind, blank=_l("All kinds"))
    campaign = SelectField(_l("Campaign"), validators=[Optional()])

    def __init__(self, campaigns: list[tuple[str, str, int]]) -> None:
        """`campaigns` are what the viewer sees: slug, title, id."""
        super().__init__(request.args)
        blank: Any = SelectChoice(value="", label=gettext("All campaigns"))
        self.campaign.choices = [blank, *(SelectChoice(value=slug, label=title) for slug, title, _id in campaigns)]
        self._ids = {slug: number for slug, _title, number in campaigns}

    @property
    def campaign_id(self) -> int | None:
        """The id of the campaign chosen, or None."""
        return self._ids.get(self.campaign.data or "")
