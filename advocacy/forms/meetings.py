"""Meeting requests: writing one down, and each of its steps."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from advocacy.domain.activities import MOST_MINUTES, AmendmentDetails
from advocacy.domain.localtime import Repeated
from advocacy.domain.meetings import (
    AnswerDetails,
    AskAnswer,
    ChaseDetails,
    CommitmentDetails,
    DebriefDetails,
    HeldDetails,
    MeetingDetails,
    RequestChannel,
    RequestDetails,
    TimeDetails,
)
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.text import Limits
from advocacy.forms.activities import LobbyingFields
from advocacy.forms.base import (
    CountField,
    DayField,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
    zone_field,
)
from advocacy.models import MeetingAsk

PROMISES = (1, 2, 3)
"""How many commitments the debriefing offers to write down; more are added on their own page."""


def _lines(text: str | None) -> tuple[str, ...]:
    """Return the lines that hold something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


class MeetingForm(VersionedForm):
    """Of whom, about what, with which asks."""

    party = PickerField(_l("Who is asked?"), pick="parties", required=True)
    topic = text_field(_l("What is the meeting about?"), most=Limits.MAX_TITLE, required=True)
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    demands = PickerField(
        _l("Demands to ask for"), pick="demands", multiple=True, description=_l("Each becomes an ask of the meeting.")
    )
    asks = long_field(
        _l("Other asks"), most=Limits.MAX_TEXT, description=_l("One per line: what you want them to say yes to.")
    )
    owner = PickerField(_l("Who follows it up?"), pick="users", description=_l("Reminders go to them."))
    channel = WordField(_l("How is it asked?"), RequestChannel)
    zone = zone_field()
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> MeetingDetails:
        """Return what was typed."""
        return MeetingDetails(
            topic=self.topic.data or "",
            asks=tuple(line[: Limits.MAX_NOTE] for line in _lines(self.asks.data)),
            channel=self.channel.word or RequestChannel.NOT_KNOWN,
            note=self.note.data or "",
            zone=self.zone.data or "",
        )


class NewMeetingForm(MeetingForm):
    """A new request may have been asked already."""

    asked_on = PartialDateField(
        _l("Asked on"), description=_l("Leave it empty to keep a draft. As exact as you know it: Feb 2017 will do.")
    )


class DatesForm(VersionedForm):
    """The dates of a request, corrected; the timeline follows."""

    asked_on = PartialDateField(_l("Asked on"))
    answered_on = PartialDateField(_l("Answered on"))
    held_on = PartialDateField(_l("Held on"))


class RequestForm(VersionedForm):
    """When and how it was asked."""

    asked_on = PartialDateField(_l("Asked on"))
    channel = WordField(_l("How was it asked?"), RequestChannel)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> RequestDetails:
        """Return what was typed."""
        return RequestDetails(self.asked_on.value, self.channel.word or RequestChannel.NOT_KNOWN, self.note.data or "")


class ChaseForm(VersionedForm):
    """When and how we asked again."""

    chased_on = DayField(_l("Asked again on"), validators=[InputRequired(_l("Choose a day."))])
    channel = WordField(_l("How?"), RequestChannel)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> ChaseDetails:
        """Return what was typed."""
        return ChaseDetails(self.chased_on.data, self.channel.word or RequestChannel.NOT_KNOWN, self.note.data or "")


class ConfirmForm(VersionedForm):
    """A day, a time on the clock of the place, and where."""

    day = DayField(_l("Day"), validators=[InputRequired(_l("Choose a day."))])
    at = TimeField(_l("Time"), validators=[InputRequired(_l("Give the time."))])
    repeated = WordField(
        _l("If the clock shows this time twice"),
        [Repeated.FIRST, Repeated.SECOND],
        blank=_l("It does not"),
        description=_l("Only in the night when the clocks are set back."),
    )
    place = text_field(_l("Place"), most=Limits.MAX_SHORT)
    staff_instead = text_field(_l("Staff instead"), most=Limits.MAX_SHORT)
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> TimeDetails:
        """Return what was typed."""
        return TimeDetails(
            day=self.day.data,
            at=self.at.data,
            repeated=self.repeated.word or Repeated.ASK,
            place=self.place.data or "",
            staff_instead=self.staff_instead.data or "",
            note=self.note.data or "",
        )


class OfferForm(VersionedForm):
    """What the office offered: a time, or staff instead."""

    answered_on = PartialDateField(_l("Offered on"))
    day = DayField(_l("Day"), validators=[Optional()])
    at = TimeField(_l("Time"), validators=[Optional()])
    repeated = WordField(
        _l("If the clock shows this time twice"),
        [Repeated.FIRST, Repeated.SECOND],
        blank=_l("It does not"),
        description=_l("Only in the night when the clocks are set back."),
    )
    place = text_field(_l("Place"), most=Limits.MAX_SHORT)
    staff_instead = text_field(
        _l("Staff instead"), most=Limits.MAX_SHORT, description=_l("Whom they sent in place of the official.")
    )
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> TimeDetails:
        """Return what was typed."""
        return TimeDetails(
            day=self.day.data,
            at=self.at.data,
            repeated=self.repeated.word or Repeated.ASK,
            place=self.place.data or "",
            staff_instead=self.staff_instead.data or "",
            answered_on=self.answered_on.value,
            note=self.note.data or "",
        )


class AnswerForm(VersionedForm):
    """When an answer came, and its words."""

    answered_on = PartialDateField(_l("On"))
    note = long_field(_l("In their words"), most=Limits.MAX_NOTE)

    def details(self) -> AnswerDetails:
        """Return what was typed."""
        return AnswerDetails(self.answered_on.value, self.note.data or "")


class CloseForm(VersionedForm):
    """Why a request is closed without an answer."""

    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> AnswerDetails:
        """Return what was typed."""
        return AnswerDetails(note=self.note.data or "")


class HoldForm(VersionedForm):
    """When it was held."""

    held_on = PartialDateField(_l("Held on"))
    date_note = text_field(_l("Date in words"), most=Limits.MAX_SHORT, description=_l("For example: Monday night."))

    def details(self) -> HeldDetails:
        """Return what was typed."""
        return HeldDetails(self.held_on.value, self.date_note.data or "")


class AnswerField(SelectField):
    """The answer to one ask on the stance scale, or none."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Offer the five places of the scale."""
        super().__init__(label, choices=_scale, validators=[Optional()], **kwargs)

    @property
    def score(self) -> int | None:
        """The place on the scale, or None."""
        return int(self.data) if self.data else None


def _scale() -> list[SelectChoice]:
    none = SelectChoice(value="", label=gettext("No answer"))
    return [none, *(SelectChoice(value=str(score), label=gettext(words)) for score, words in SCORE_LABELS.items())]


class DebriefForm(LobbyingFields):
    """Who came, what was promised, what comes next, whether it was lobbying. `for_asks` adds a field per ask."""

    ask_refs: tuple[str, ...] = ()

    them = PickerField(_l("Who came for them?"), pick="parties", multiple=True)
    them_in_words = long_field(
        _l("Others of them"), most=Limits.MAX_NOTE, description=_l("One per line: “his chief of staff”.")
    )
    us = PickerField(_l("Who came for us?"), pick="parties", multiple=True)
    us_in_words = long_field(_l("Others of us"), most=Limits.MAX_NOTE, description=_l("One per line."))
    commitment_text_1 = text_field(_l("First promise"), most=Limits.MAX_NOTE)
    commitment_due_on_1 = DayField(_l("Due"), validators=[Optional()])
    commitment_text_2 = text_field(_l("Second promise"), most=Limits.MAX_NOTE)
    commitment_due_on_2 = DayField(_l("Due"), validators=[Optional()])
    commitment_text_3 = text_field(_l("Third promise"), most=Limits.MAX_NOTE)
    commitment_due_on_3 = DayField(_l("Due"), validators=[Optional()])
    next_step = text_field(_l("Next step"), most=Limits.MAX_NOTE)
    next_step_due = DayField(
        _l("Do it by"), validators=[Optional()], description=_l("With a day, the next step becomes a task.")
    )
    next_step_by = PickerField(_l("Who does it?"), pick="users")
    minutes = long_field(_l("Minutes of the meeting"), most=Limits.MAX_TEXT)
    minutes_spent = CountField(
        _l("How many minutes did it take?"), most=MOST_MINUTES, description=_l("For the report of our work.")
    )

    @classmethod
    def for_asks(cls, asks: Iterable[MeetingAsk]) -> "type[DebriefForm]":
        """Return the form with an answer and its words for each ask."""
        fields: dict[str, Any] = {"ask_refs": tuple(ask.ref for ask in asks)}
        for ask in asks:
            fields[f"answer_{ask.ref}"] = AnswerField(_l("Answer"), default="" if ask.answer is None else ask.answer)
            fields[f"words_{ask.ref}"] = text_field(
                _l("In their words"), most=Limits.MAX_NOTE, default=ask.answer_words
            )
        return type("DebriefForm", (cls,), fields)

    def details(self) -> DebriefDetails:
        """Return what was typed."""
        return DebriefDetails(
            answers={
                ref: AskAnswer(self[f"answer_{ref}"].score, self[f"words_{ref}"].data or "") for ref in self.ask_refs
            },
            us_in_words=_lines(self.us_in_words.data),
            them_in_words=_lines(self.them_in_words.data),
            commitments=tuple(
                CommitmentDetails(self[f"commitment_text_{n}"].data or "", due_on=self[f"commitment_due_on_{n}"].data)
                for n in PROMISES
            ),
            next_step=self.next_step.data or "",
            next_step_due=self.next_step_due.data,
            minutes=self.minutes.data or "",
        )

    def about_the_work(self, note: str) -> AmendmentDetails | None:
        """Return what the log should say of our time and of lobbying, or None where that is not asked."""
        if "lobbying" not in self:
            return None
        lobbying, why = self.lobbying_decision()
        return AmendmentDetails(note, self.minutes_spent.data, lobbying, why, self.facts)

    def leave_the_log(self) -> None:
        """Ask nothing that is written into the log: for who may not change the entry there."""
        for name in (*LobbyingFields.__dict__, "minutes_spent"):
            if name in self:
                del self[name]


class CommitmentForm(VersionedForm):
    """What an official promised."""

    party = PickerField(_l("Who promised it?"), pick="parties", required=True)
    text = long_field(_l("What was promised?"), most=Limits.MAX_NOTE, required=True)
    made_on = PartialDateField(_l("Made on"))
    due_on = DayField(_l("Due"), validators=[Optional()])
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)

    def details(self) -> CommitmentDetails:
        """Return what was typed."""
        return CommitmentDetails(self.text.data or "", self.made_on.value, self.due_on.data)


class EvidenceForm(VersionedForm):
    """How we know that a promise was kept or broken."""

    evidence = long_field(_l("How do we know?"), most=Limits.MAX_NOTE, required=True)


class ReopenForm(VersionedForm):
    """Why a promise that was settled is open again, as far as there is anything to say."""

    evidence = long_field(_l("How do we know?"), most=Limits.MAX_NOTE)
