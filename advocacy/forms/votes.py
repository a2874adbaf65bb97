"""Votes: how one was taken, how it ended, and how each member voted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from advocacy.domain.measures import CastingVote, MotionKind, VoteChoice, VoteMethod, VoteResult
from advocacy.domain.never_stored import check_never_stored
from advocacy.domain.partial_dates import PartialDate, PartialDateError
from advocacy.domain.text import Limits, refuse_nul
from advocacy.domain.votes import Tally, VoteDetails
from advocacy.forms.base import (
    CountField,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
    words_choices,
)
from advocacy.models import Person
from advocacy.queries.bodies import Seat
from advocacy.services.votes import RollCallLine

MOST_VOTES = 10_000
MAX_CLERKS_WORD = 60


@dataclass
class DrawnLine:
    """One line of the roll call as the form draws it: whose seat, the clerk's word, what it means."""

    person: Person
    seat: str
    word: str = ""
    choice: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether somebody said how this person voted."""
        return bool(self.word or self.choice)


class RollCallField(Field):
    """How each member voted: for every seat the clerk's word and, beside it, what it means.

    The page binds it to the seats of the body on the day of the vote; what was sent for anybody else stays, so
    that the refusal stands beside it.
    """

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """`lines` holds what is drawn, after `bind`."""
        super().__init__(label, **kwargs)
        self.lines: list[DrawnLine] = []
        self.data: list[str] = []

    @property
    def choices(self) -> list[Any]:
        """What a vote can be, for the select beside each word."""
        return words_choices(VoteChoice, blank=gettext("From the word"))

    def process_data(self, value: Any) -> None:
        """The entries of a vote are drawn by `bind`."""
        self.data = []

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the refs of the people whose lines were sent."""
        self.data = list(dict.fromkeys(valuelist))

    def sent_for(self, ref: str) -> tuple[str, str]:
        """Return the word and the choice that were sent for a person."""
        word = " ".join(request.form.get(f"{self.name}-word-{ref}", "").split())
        return word, request.form.get(f"{self.name}-choice-{ref}", "")

    def others(self, seats: Sequence[Seat]) -> list[str]:
        """Return the refs of people for whom something was sent, but who have no seat among these."""
        seated = {seat.holder.ref for seat in seats if seat.holder is not None and seat.may_vote}
        return [ref for ref in self.data if ref not in seated and any(self.sent_for(ref))]

    def bind(self, seats: Sequence[Seat], others: Sequence[Person], stored: dict[int, tuple[str, str]]) -> None:
        """Draw a line per voting seat that is filled, and one for everybody else for whom something was sent."""
        seated = [(seat.holder, seat.post.label) for seat in seats if seat.holder is not None and seat.may_vote]
        for person, label in [*seated, *((person, "") for person in others)]:
            word, choice = self.sent_for(person.ref) if self.data else stored.get(person.id, ("", ""))
            self.lines.append(DrawnLine(person, label, word, choice))

    def pre_validate(self, form: Any) -> None:
        """Refuse a word that is too long or holds what must not be stored, and a choice that is none."""
        for line in self.lines:
            if len(line.word) > MAX_CLERKS_WORD:
                raise ValidationError(gettext("At most %(max)d characters.") % {"max": MAX_CLERKS_WORD})
            refused = _refused_in(line.word)
            if refused:
                raise ValidationError(refused)
            if line.choice and line.choice not in set(VoteChoice):
                raise ValidationError(gettext("Choose from the list."))

    @property
    def roll_call(self) -> list[RollCallLine]:
        """Return the lines that say something."""
        return [
            RollCallLine(line.person, line.word, VoteChoice(line.choice) if line.choice else None)
            for line in self.lines
            if line.is_filled
        ]


def _refused_in(word: str) -> str:
    try:
        refuse_nul(word)
    except ValueError as error:
        return str(gettext(str(error)))
    return next((str(gettext(each.message) % each.params) for each in check_never_stored("roll_call", word)), "")


class VoteForm(VersionedForm):
    """One vote."""

    body = PickerField(_l("Which body voted?"), pick="bodies")
    voted_on = PartialDateField(_l("When?"))
    date_note = text_field(_l("The date in words"), most=Limits.MAX_SHORT, description=_l("For example: Monday night."))
    motion_kind = WordField(_l("Motion"), MotionKind, default=MotionKind.ORDINARY)
    motion = text_field(_l("The motion in words"), most=Limits.MAX_SHORT)
    result = WordField(_l("How did it end?"), VoteResult, default=VoteResult.NOT_KNOWN)
    method = WordField(_l("How was it taken?"), VoteMethod, default=VoteMethod.NOT_KNOWN)
    yes_count = CountField(_l("Yes"), most=MOST_VOTES)
    no_count = CountField(_l("No"), most=MOST_VOTES)
    abstain_count = CountField(_l("Abstained"), most=MOST_VOTES)
    absent_count = CountField(_l("Absent"), most=MOST_VOTES)
    casting_vote = WordField(
        _l("The chair’s casting vote"),
        CastingVote,
        default=CastingVote.NONE,
        description=_l("How who presides broke a tie. “6 to 6” and “7 to 6” are both understood."),
    )
    roll_call = RollCallField(_l("Roll call"))
    decides = BooleanField(_l("This vote decides the measure"))
    despite_rule = BooleanField(_l("Save it as it stands in the record"))
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)

    @property
    def is_only_drawing(self) -> bool:
        """Whether only the seats, or matches of a picker, were asked for: nothing is saved."""
        return self.is_only_finding or (request.method == "POST" and ("_seats" in request.form or self.lacks_seats))

    @property
    def lacks_seats(self) -> bool:
        """Whether a roll call was chosen whose seats, known only by now, the page had not drawn; nor any number."""
        numbers = (self.yes_count, self.no_count, self.abstain_count, self.absent_count)
        is_roll_call = self.method.data == VoteMethod.ROLL_CALL.value
        drawn = bool(self.roll_call.data) or not self.roll_call.lines
        return is_roll_call and not drawn and not any(field.raw_data and field.raw_data[0] for field in numbers)

    @property
    def day(self) -> PartialDate:
        """The date as typed, or not known when it is no date."""
        try:
            return PartialDate.parse_typed(self.voted_on.data or "")
        except PartialDateError:
            return PartialDate()

    def details(self) -> VoteDetails:
        """Return what was typed."""
        return VoteDetails(
            voted_on=self.voted_on.value,
            date_note=self.date_note.data or "",
            motion_kind=self.motion_kind.word,
            motion=self.motion.data or "",
            method=self.method.word,
            result=self.result.word,
            counts=Tally(
                yes=self.yes_count.data,
                no=self.no_count.data,
                abstain=self.abstain_count.data,
                absent=self.absent_count.data,
            ),
            note=self.note.data or "",
            decides=bool(self.decides.data),
            casting_vote=self.casting_vote.word,
            despite_rule=bool(self.despite_rule.data),
        )
